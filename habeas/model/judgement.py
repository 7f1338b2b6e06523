"""A person's decision, which always wins over what the program thinks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from habeas.model.ids import hash_parts
from habeas.model.instant import last_instant
from habeas.model.voice import bare_voice

Verdict = Literal[
    "same-event",
    "different-event",
    "same-voice",
    "different-voice",
    "accept-claim",
    "reject-claim",
    "withdraw-report",
    "restore-report",
    "same-person",
    "different-person",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SubjectKind = Literal["claim", "voice", "report", "record"]
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
    "same-person": ("record", 2),
    "different-person": ("record", 2),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` on one or two things, by whom, when and why; a later judgement on the same things replaces an earlier.

    `subjects` are ids: two claims for events, two voices for voices, two records of person lists, one claim, or one
    report. `at` is an ISO 8601 instant in UTC; `reason` is what is shown to the public, for a withdrawn report what its
    publisher said; of two records it is never published, and no name belongs in it.
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
    """What a judgement settles, the same for all that can replace one another; the order of subjects means nothing.

    Whether a voice speaks or publishes may become known only later, and makes no other matter.
    """
    kind = SUBJECTS[verdict][0]
    return kind, tuple(sorted(map(bare_voice, subjects) if kind == "voice" else subjects))


def standing_judgements(judgements: Iterable[Judgement], as_of: str | None = None) -> tuple[Judgement, ...]:
    """The judgements in force, in the order of `at`: what is shown, what events heed and what figures rest on.

    Given in the order recorded: of two on one matter the later `at` stands, at one second the later recorded. Those
    made after `as_of` (an ISO 8601 prefix; None for all) are not known yet.
    """
    limit = None if as_of is None else last_instant(as_of)
    standing: dict[tuple[SubjectKind, tuple[str, ...]], Judgement] = {}
    for judgement in sorted(judgements, key=made_at):
        if limit is not None and made_at(judgement) > limit:
            break
        matter = name_matter(judgement.verdict, judgement.subjects)
        standing.pop(matter, None)
        standing[matter] = judgement
    return tuple(standing.values())


def made_at(judgement: Judgement) -> str:
    """The second, in UTC, by which a judgement had surely been made; "" where its `at` is no ISO 8601 prefix."""
    return last_instant(judgement.at) or ""
