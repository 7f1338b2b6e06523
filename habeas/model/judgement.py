"""A person's decision, which always wins over what the program thinks."""

from dataclasses import dataclass
from typing import Literal, get_args

from habeas.model.ids import hash_parts

Verdict = Literal[
    "same-event",
    "different-event",
    "same-voice",
    "different-voice",
    "accept-claim",
    "reject-claim",
    "withdraw-report",
    "restore-report",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` on one or two things, by whom, when and why; a later judgement on the same things replaces an earlier.

    `subjects` are ids: two claims for events, two voices for voices, one claim, or one report. `at` is an ISO 8601
    instant in UTC; `reason` is what is shown to the public, for a withdrawn report what its publisher said.
    """

    id: str
    verdict: Verdict
    subjects: tuple[str, ...]
    by: str
    at: str
    reason: str


def judgement_id(verdict: Verdict, subjects: tuple[str, ...], by: str, at: str) -> str:
    """The id of a judgement: what, on what, by whom and when."""
    return hash_parts("judgement", verdict, *subjects, by, at)
