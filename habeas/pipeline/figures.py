"""Figures from the store: what is asked, what the claims prove of it, and how that moved as more became known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.exc import ProofError, QuestionError
from habeas.gazetteer import PlaceContext
from habeas.model import Mention, Resolution, Span
from habeas.model.change import Correction, Step
from habeas.model.instant import last_instant
from habeas.model.listed import LIST_METHOD
from habeas.model.tally import Measure, Tally, TallyQuery, TallyQuestion, TallySheet
from habeas.ontology import DEFAULT_CONVENTION, load_convention
from habeas.pipeline.collecting import find_gazetteer
from habeas.pipeline.gather import Gathered, gather_claims
from habeas.settings import read_settings
from habeas.store import open_store
from habeas.tally import tally_claims
from habeas.tally.check import check_sheet
from habeas.tally.corrections import list_corrections
from habeas.tally.series import make_series


@dataclass(frozen=True, slots=True)
class TallyAnswer:
    """The sheet, what the place name was taken for, the convention in force, and everything the figures rest on.

    `series` has the steps of each measure's total where they were asked for.
    """

    sheet: TallySheet
    place: Resolution | None
    convention: str
    known: Gathered
    series: dict[Measure, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class CorrectionsAnswer:
    """The corrections of a question's days, and what they rest on."""

    corrections: tuple[Correction, ...]
    place: Resolution | None
    known: Gathered


def tally(question: TallyQuestion, store_folder: Path | None = None, *, with_series: bool = False) -> TallyAnswer:
    """What the claims in the store prove; raises ProofError where a proof does not hold."""
    convention = load_convention(question.convention or DEFAULT_CONVENTION).name
    place, known = _gather(question, store_folder)
    sheet = count(known)
    return TallyAnswer(sheet, place, convention, known, make_steps(sheet, known) if with_series else {})


def corrections(
    question: TallyQuestion, store_folder: Path | None = None, *, since: str | None = None
) -> CorrectionsAnswer:
    """What was corrected about the days asked for; with `since` (an ISO 8601 prefix) only what became known later."""
    place, known = _gather(question, store_folder)
    log = list_known_corrections(known)
    if since is not None:
        log = tuple(entry for entry in log if entry.at > (last_instant(since) or ""))
    return CorrectionsAnswer(log, place, known)


def count(known: Gathered) -> TallySheet:
    """The figures of what is known, each with its proof checked by arithmetic."""
    claims = list(known.claims.values())
    sheet = tally_claims(claims, known.origins, known.query, events=known.events, judgements=known.judgements)
    faults = check_sheet(sheet, claims, known.origins)
    if faults:
        raise ProofError("; ".join(faults))
    return replace(sheet, tallies=tuple(replace(tally, label=_name_place(tally)) for tally in sheet.tallies))


def make_steps(sheet: TallySheet, known: Gathered) -> dict[Measure, tuple[Step, ...]]:
    """How the total of each measure of a sheet moved as more became known."""
    return {
        measure: make_series(
            known.claims.values(),
            known.origins,
            replace(known.query, measure=measure),
            events=known.events,
            judgements=known.judgements,
        )
        for measure in dict.fromkeys(tally.measure for tally in sheet.tallies)
    }


def list_known_corrections(known: Gathered) -> tuple[Correction, ...]:
    """What was corrected among what is known."""
    claims = known.claims.values()
    log = list_corrections(claims, known.origins, known.query, events=known.events, judgements=known.judgements)
    return tuple(replace(entry, label=_name_place(entry)) for entry in log)


def _name_place(figure: Tally | Correction) -> str:
    """How to print the place of a figure: one that is asked for, but that no claim mentions, has only its id so far."""
    if figure.place is None or figure.label != figure.place:
        return figure.label
    place = find_gazetteer().place(figure.place)
    return figure.label if place is None else place.name


def make_query(question: TallyQuestion, place: Resolution | None, methods: Sequence[str]) -> TallyQuery:
    """The question by ids; `methods` are those that have read anything of the store."""
    return TallyQuery(
        first=question.first,
        last=question.last,
        measure=question.measure,
        place=place.place.id if place and place.place else None,
        context=question.context,
        as_of=question.as_of,
        by=question.by,
        floor=question.floor,
        convention=question.convention,
        methods=_find_methods(question.methods, methods),
    )


def find_place(name: str) -> Resolution:
    """What a place name of a question means; raises QuestionError where the gazetteer lacks it."""
    words = Mention(name, Span("question", 0, len(name)))
    resolution = find_gazetteer().resolve(words, PlaceContext())
    if resolution.place is None:
        more = "" if resolution.reason.endswith("is not in the gazetteer") else f": {resolution.reason}"
        raise QuestionError(f"--place {name!r} is not in the gazetteer{more}")
    return resolution


def _gather(question: TallyQuestion, store_folder: Path | None) -> tuple[Resolution | None, Gathered]:
    place = None if question.place is None else find_place(question.place)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        return place, gather_claims(store, make_query(question, place, store.methods()))


def _find_methods(asked: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """The stored methods that are asked for: "tables-en@3" itself, "tables-en" in each of its versions."""
    known = (*stored, LIST_METHOD)
    for name in asked:
        if not any(name in (method, _bare(method)) for method in known):
            readers = ", ".join(stored) or "nothing yet"
            raise QuestionError(f"--method {name!r} has read no report of this store; they were read by {readers}")
    return tuple(method for method in known if {method, _bare(method)} & set(asked))


def _bare(method: str) -> str:
    return method.partition("@")[0]
