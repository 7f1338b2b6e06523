"""What a person decided, checked against what is stored before it is recorded."""

import re
from dataclasses import dataclass
from typing import get_args

from habeas import __version__
from habeas.exc import QuestionError
from habeas.model.instant import first_instant, last_instant, now
from habeas.model.judgement import (
    SUBJECTS,
    Decision,
    Judgement,
    SubjectKind,
    judgement_id,
    name_matter,
    standing_judgements,
)
from habeas.model.voice import VoiceKind
from habeas.store.base import Store
from habeas.store.rows import judgement_entry

METHOD = f"judge@{__version__}"
_VOICE_KINDS = ", ".join(f"{kind}:…" for kind in get_args(VoiceKind))
_VOICE = re.compile(rf"(?:{'|'.join(get_args(VoiceKind))}):\S.*")
_EXPECTED: dict[SubjectKind, str] = {
    "claim": "the id of a stored claim, like claim-0123456789abcdef0123",
    "report": "the id of a stored report, like report-0123456789abcdef0123",
    "record": "the id of a person on a list, like person-0123456789abcdef0123",
    "voice": f"a voice, like speaker:ovd-info ({_VOICE_KINDS})",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on record, whether it is new, the one it replaces, or the later one that stands in its stead."""

    judgement: Judgement
    is_new: bool
    replaces: Judgement | None = None
    yields_to: Judgement | None = None


def record_decision(store: Store, decision: Decision) -> Judged:
    """A decision as it was recorded; the same one again adds nothing. Raises QuestionError where it does not fit."""
    _check_words(decision)
    _check_subjects(store, decision)
    earliest, latest = _read_at(decision.at)
    recorded = list(store.judgements())
    before = _find_standing(recorded, decision)
    if before is not None and _is_same(before, decision) and earliest <= before.at <= latest:
        return Judged(before, is_new=False)
    subjects = tuple(sorted(decision.subjects))
    key = judgement_id(decision.verdict, subjects, decision.by, latest)
    if any(one.id == key for one in recorded):
        raise QuestionError(
            f"--at {latest}: {decision.by!r} judged the same then; a judgement is not changed afterwards"
        )
    judgement = Judgement(key, decision.verdict, subjects, decision.by, latest, decision.reason)
    store.record([judgement_entry(judgement, METHOD)])
    if before is not None and before.at > latest:
        return Judged(judgement, is_new=True, yields_to=before)
    return Judged(judgement, is_new=True, replaces=before)


def _find_standing(recorded: list[Judgement], decision: Decision) -> Judgement | None:
    matter = name_matter(decision.verdict, decision.subjects)
    standing = standing_judgements(recorded)
    return next((one for one in standing if name_matter(one.verdict, one.subjects) == matter), None)


def _is_same(judgement: Judgement, decision: Decision) -> bool:
    given = (decision.verdict, decision.by, decision.reason)
    return (judgement.verdict, judgement.by, judgement.reason) == given


def _check_words(decision: Decision) -> None:
    for option, value in (("--by", decision.by), ("--reason", decision.reason)):
        if not value.strip():
            raise QuestionError(f"{option} {value!r}: expected words; a judgement says who made it and why")
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise QuestionError(f"{option} {value!r}: expected text in UTF-8")


def _check_subjects(store: Store, decision: Decision) -> None:
    kind, number = SUBJECTS[decision.verdict]
    given = ", ".join(map(repr, decision.subjects)) or "none"
    if len(decision.subjects) != number:
        raise QuestionError(
            f"{decision.verdict} is about {_count(number, kind)}, given {given}: expected {_EXPECTED[kind]}"
        )
    if len(set(decision.subjects)) != number:
        raise QuestionError(f"{decision.verdict} is about two different {kind}s, given {given}")
    for subject in decision.subjects:
        if not _is_there(store, kind, subject):
            missing = "is no voice" if kind == "voice" else f"is no {kind} of this store"
            raise QuestionError(f"{decision.verdict}: {subject!r} {missing}: expected {_EXPECTED[kind]}")


def _is_there(store: Store, kind: SubjectKind, subject: str) -> bool:
    if kind == "voice":
        return _VOICE.fullmatch(subject) is not None and subject.isprintable()
    find = {"claim": store.claim, "report": store.report, "record": store.person}[kind]
    return find(subject) is not None


def _read_at(given: str | None) -> tuple[str, str]:
    """The first and last second, in UTC, at which a decision was made."""
    present = last_instant(now()) or ""
    if given is None:
        return "", present
    earliest, latest = first_instant(given), last_instant(given)
    if earliest is None or latest is None:
        raise QuestionError(f"--at {given!r}: expected YYYY-MM-DD or YYYY-MM-DDTHH:MM, with a zone or in UTC")
    if earliest > present:
        raise QuestionError(f"--at {given!r} is in the future: it is {present}, and a judgement counts once it is made")
    return earliest, min(latest, present)


def _count(number: int, kind: SubjectKind) -> str:
    return f"one {kind}" if number == 1 else f"two {kind}s"
