"""An edition → what its bulletin says, in the order in which it is read, so that notes count up from the headline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from habeas.model.change import Correction, drop_echoes
from habeas.model.edition import Edition, FigureChange, list_tallies, tally_id
from habeas.model.tally import MEASURES, Measure, SetAside, Tally
from habeas.ontology import Convention, load_convention
from habeas.publish.bulletin.figures import Number, number_low
from habeas.publish.bulletin.foreign import tame_label, tame_words
from habeas.publish.bulletin.notes import Note, NoteRun, Notes
from habeas.publish.bulletin.phrase import WORDINGS, capitalise, read_moment, say_days, say_moment, say_step
from habeas.publish.bulletin.section import Section, make_section, say_where
from habeas.tally.reason import group_reason

MOST_CHANGES = 30
MOST_CORRECTIONS = 30
MOST_LATE_FIRSTS = 6
MOST_REASONS = 8
_MOST_CITED = 8


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A figure that differs from the edition before; `is_same` where its low does not."""

    what: str
    before: Number | None
    after: Number | None
    is_new: bool
    is_gone: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One entry of the corrections log in words."""

    at: str
    label: str
    before: Number | None
    after: Number | None
    reason: str
    notes: tuple[NoteRun, ...]


@dataclass(frozen=True, slots=True)
class AsideLine:
    """Why so many claims did not count, with the notes of the first ones."""

    reason: str
    count: int
    notes: tuple[NoteRun, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a bulletin says. `sections` are the measures of which something was reported, the first one leads."""

    title: str
    number: int
    edition: str
    program: str
    days: str
    where: str
    as_of: str
    as_of_instant: str
    context: str | None
    methods: tuple[str, ...]
    sections: tuple[Section, ...]
    silent: tuple[str, ...]
    changes: tuple[ChangeLine, ...]
    change_count: int
    corrections: tuple[CorrectionLine, ...]
    correction_count: int
    aside: tuple[AsideLine, ...]
    aside_count: int
    convention: Convention
    previous: str | None
    report_count: int
    claim_count: int
    notes: tuple[Note, ...]


def make_page(edition: Edition) -> Page:
    """The page of an edition; raises TableError where its convention is unknown."""
    scope = edition.scope
    first, last = date.fromisoformat(scope.first), date.fromisoformat(scope.last)
    notes = Notes(edition)
    made = [make_section(measure, tallies, edition, notes=notes) for measure, tallies in _group(edition)]
    sections = tuple(section for section in made if not section.is_silent)
    heard = {section.measure for section in sections}
    asides = _list_asides(edition)
    figures = {tally_id(tally): tally for tally in list_tallies(edition)}
    changes = tuple(_write_change(found, figures, notes) for found in edition.changes[:MOST_CHANGES])
    corrected = drop_echoes(edition.corrected)
    corrections = tuple(_write_correction(found, notes, first, last=last) for found in _choose_corrections(corrected))
    aside = _write_asides(asides, notes)
    return Page(
        title=tame_words(edition.title),
        number=edition.number,
        edition=edition.id,
        program=edition.program,
        days=say_days(first, last),
        where=say_where(scope.place),
        as_of=say_moment(read_moment(scope.as_of), last),
        as_of_instant=scope.as_of,
        context=scope.context,
        methods=scope.methods,
        sections=sections,
        silent=tuple(_name_measure(name) for name in scope.measures if name not in heard),
        changes=changes,
        change_count=len(edition.changes),
        corrections=corrections,
        correction_count=len(corrected),
        aside=aside,
        aside_count=len({found.claim for found in asides}),
        convention=load_convention(scope.convention),
        previous=_name_previous(edition),
        report_count=len({stored.claim.report for stored in edition.claims}),
        claim_count=len(edition.claims),
        notes=tuple(notes.list_all()),
    )


def _group(edition: Edition) -> list[tuple[Measure, list[Tally]]]:
    """The figures of each measure; those with a number first, in the order in which a desk asks for them."""
    groups: dict[Measure, list[Tally]] = {}
    for tally in list_tallies(edition):
        groups.setdefault(tally.measure, []).append(tally)
    order = list(WORDINGS)
    return sorted(groups.items(), key=lambda item: (not any(t.low for t in item[1]), order.index(item[0])))


def _name_measure(name: str) -> str:
    return WORDINGS[name].head.lower() if name in MEASURES else name


def _name_previous(edition: Edition) -> str | None:
    before = edition.previous
    return f"No. {before.number}, as of {say_moment(read_moment(before.as_of))}" if before else None


def _write_change(change: FigureChange, figures: Mapping[str, Tally], notes: Notes) -> ChangeLine:
    measure = _name_measure(change.measure)
    now = figures.get(change.tally)
    proof = number_low(now, notes) if now else None
    return ChangeLine(
        what=f"{tame_label(change.label)}: {measure} {_say_printed_days(change.days)}",
        before=None if change.before is None else Number(change.before, change.tally, "before"),
        after=None
        if change.after is None
        else Number(change.after, change.tally, "after", proof.notes if proof else ()),
        is_new="new" in change.fields,
        is_gone="gone" in change.fields,
        is_same=change.before == change.after,
    )


def _say_printed_days(days: str) -> str:
    first, _, last = days.partition(" to ")
    return say_days(date.fromisoformat(first), date.fromisoformat(last or first))


def _choose_corrections(corrected: tuple[Correction, ...]) -> list[Correction]:
    """As many as a page bears, in their order; of figures that had not been told before only a few."""
    changed = [index for index, found in enumerate(corrected) if found.before is not None]
    late = [index for index, found in enumerate(corrected) if found.before is None]
    return [corrected[index] for index in sorted(changed[:MOST_CORRECTIONS] + late[:MOST_LATE_FIRSTS])]


def _write_correction(found: Correction, notes: Notes, first: date, *, last: date) -> CorrectionLine:
    days = say_days(found.first, found.last)
    return CorrectionLine(
        at=say_step(read_moment(found.at), first, last),
        label=f"{tame_label(found.label)}, {_name_measure(found.measure)} {days}",
        before=None if found.before is None else Number(found.before, "", "correction-before"),
        after=None if found.after is None else Number(found.after, "", "correction-after"),
        reason=capitalise(tame_words(found.reason, 400)),
        notes=notes.refer(found.claims[:_MOST_CITED]),
    )


def _list_asides(edition: Edition) -> list[SetAside]:
    given = [found for sheet in edition.sheets for found in sheet.set_aside]
    given += [found for tally in list_tallies(edition) for found in tally.set_aside]
    return sorted(set(given), key=lambda found: (found.reason, found.claim))


def _write_asides(asides: Iterable[SetAside], notes: Notes) -> tuple[AsideLine, ...]:
    reasons: dict[str, list[str]] = {}
    for found in asides:
        reasons.setdefault(tame_words(group_reason(found.reason), 200), []).append(found.claim)
    ordered = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        AsideLine(reason, len(claims), notes.refer(claims[:_MOST_CITED])) for reason, claims in ordered[:MOST_REASONS]
    )
