"""A person's decision, which always wins over what the program thinks."""

from collections.abc import Iterable
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
SubjectKind = Literal["claim", "voice", "report"]
# What a verdict is about, and how many of them.
SUBJECTS: dict[Verdict, tuple[SubjectKind, int]] = {
    "same-event": ("claim", 2),
    "different-event": ("claim", 2),
    "same-voice": ("voice", 2),
    "different-voice": ("voice", 2),
    "accept-claim": ("claim", 1),
    "reject-claim": ("claim", 1),
    "withdraw-report": ("report", 1),
    "restore-report": ("report", 1),
}


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


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement as a person gives it: `at` is an ISO 8601 prefix, None for now."""

    verdict: Verdict
    subjects: tuple[str, ...]
    by: str
    reason: str
    at: str | None = None


def judgement_id(verdict: Verdict, subjects: tuple[str, ...], by: str, at: str) -> str:
    """The id of a judgement: what, on what, by whom and when."""
    return hash_parts("judgement", verdict, *subjects, by, at)


def name_matter(verdict: Verdict, subjects: Iterable[str]) -> tuple[SubjectKind, tuple[str, ...]]:
    """What a judgement settles, the same for all that can replace one another; the order of subjects means nothing."""
    return SUBJECTS[verdict][0], tuple(sorted(subjects))


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that none replaces which has a later `at`, or comes later with the same; in the order of `at`."""
    standing: dict[tuple[SubjectKind, tuple[str, ...]], Judgement] = {}
    for judgement in sorted(judgements, key=lambda given: given.at):
        matter = name_matter(judgement.verdict, judgement.subjects)
        standing.pop(matter, None)
        standing[matter] = judgement
    return tuple(standing.values())
