"""All that a bulletin says of one measure: the headline figure, its proof, its places and days, and how it grew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from habeas.model.edition import Edition, is_total, tally_id
from habeas.model.place import Place, PlaceKind
from habeas.model.tally import Measure, Tally, Term
from habeas.ontology import load_event_types
from habeas.publish.bulletin.figures import DisputeLine, Number, Row, make_row, weakest, write_dispute
from habeas.publish.bulletin.foreign import tame_words
from habeas.publish.bulletin.growth import StepLine, find_steps, list_steps
from habeas.publish.bulletin.notes import NoteRun, Notes
from habeas.publish.bulletin.phrase import Wording, say_days, word_measure
from habeas.publish.bulletin.unsaid import list_doubted, list_unsaid
from habeas.reconcile.own import UNNAMED

_WIDER = frozenset(["region", "country", "continent"])
# Names of countries that take an article within a sentence.
_WITH_ARTICLE = frozenset(
    [
        "Bahamas",
        "Central African Republic",
        "Comoros",
        "Cook Islands",
        "Czech Republic",
        "Democratic Republic of the Congo",
        "Dominican Republic",
        "Faroe Islands",
        "Gambia",
        "Isle of Man",
        "Maldives",
        "Marshall Islands",
        "Netherlands",
        "Palestinian Territory",
        "Philippines",
        "Republic of the Congo",
        "Seychelles",
        "Solomon Islands",
        "United Arab Emirates",
        "United Kingdom",
        "United States",
        "Vatican",
    ]
)


@dataclass(frozen=True, slots=True)
class ProofTerm:
    """One summand of the proof: `times` is "" for once, else a factor such as "1/2"."""

    times: str
    bound: int
    claim: str
    where: str
    voice: str
    notes: tuple[NoteRun, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One measure; `total` None where nothing was reported.

    `weak_voice` is whom the figure needs most; `is_unnamed` where those are all whom no report names. `is_of_one_day`
    where the days asked for are several and the figure is of the one with the most, for such counts do not add up.
    """

    measure: Measure
    wording: Wording
    days: str
    where: str
    total: Row | None
    weak_voice: str | None
    is_unnamed: bool
    is_of_one_day: bool
    place_count: Number | None
    cities: tuple[Row, ...]
    wider: tuple[Row, ...]
    by_day: tuple[Row, ...]
    steps: tuple[StepLine, ...]
    step_count: int
    disputes: tuple[DisputeLine, ...]
    proof: tuple[ProofTerm, ...]
    is_rounded: bool
    unsaid: tuple[NoteRun, ...]

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was reported of this measure."""
        rows = (self.total, *self.cities, *self.wider, *self.by_day)
        return not self.unsaid and not any(row and (row.low or row.high or row.alleged or row.voices) for row in rows)


def make_section(measure: Measure, tallies: Sequence[Tally], edition: Edition, *, notes: Notes) -> Section:
    """The section of one measure out of its tallies."""
    scope = edition.scope
    first, last = date.fromisoformat(scope.first), date.fromisoformat(scope.last)
    alleged = list_doubted(edition)
    tally = _find_total(tallies, edition)
    total = make_row(tally, notes, alleged, kind=None, largest=0) if tally else None
    cities, wider, by_day = _make_tables(tallies, tally, edition, notes=notes)
    steps = find_steps(edition, tally) if tally else ()
    weak = weakest(tally) if tally else None
    terms = tally.certificate.terms if tally and tally.certificate else ()
    return Section(
        measure=measure,
        wording=word_measure(measure, is_one_day=first == last),
        days=say_days(first, last),
        where=say_where(scope.place),
        total=total,
        weak_voice=tame_words(weak.name) if weak else None,
        is_unnamed=weak is not None and weak.voice == UNNAMED.id,
        is_of_one_day=first != last and not _cumulates(measure),
        place_count=_count_places(tally, cities),
        cities=cities,
        wider=wider,
        by_day=by_day,
        steps=tuple(list_steps(steps, tally, notes)) if tally else (),
        step_count=len(steps),
        disputes=_list_disputes(tallies, edition, notes),
        proof=tuple(_write_term(term, notes) for term in terms),
        unsaid=notes.refer(list_unsaid(edition, measure)),
        is_rounded=sum((term.multiplier * term.bound for term in terms), Fraction()) != (tally.low if tally else 0),
    )


def _list_disputes(tallies: Iterable[Tally], edition: Edition, notes: Notes) -> tuple[DisputeLine, ...]:
    """The disputes of all figures, once, each by its narrowest place: that of a city is one of its country too."""
    depths = {place.id: len(place.parents) for place in edition.places}
    ordered = sorted(tallies, key=lambda tally: depths.get(tally.place or "", -1))
    told = {dispute: tally.label for tally in ordered for dispute in tally.disputes}
    return tuple(write_dispute(dispute, label, notes) for dispute, label in told.items())


def _cumulates(measure: Measure) -> bool:
    return next(
        entry.cumulates for each in load_event_types().values() for entry in each.measures if entry.name == measure
    )


def say_where(place: Place | None) -> str:
    """ "in Russia", "in the Netherlands", or "worldwide"."""
    if place is None:
        return "worldwide"
    return f"in {'the ' if place.name in _WITH_ARTICLE else ''}{tame_words(place.name)}"


def _find_total(tallies: Iterable[Tally], edition: Edition) -> Tally | None:
    """The figure of the whole; beside it a place that the gazetteer lacks may look the same, and counts no more."""
    whole = [tally for tally in tallies if is_total(tally, edition)]
    return max(whole, key=lambda tally: (tally.low or -1, len(tally.sensitivity)), default=None)


def _make_tables(
    tallies: Iterable[Tally], total: Tally | None, edition: Edition, *, notes: Notes
) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Rows of cities and sites, of wider areas, and of days."""
    kinds = {place.id: place.kind for place in edition.places}
    scope = edition.scope
    window = (scope.first, scope.last)
    rest = [tally for tally in tallies if tally is not total]
    inside = [tally for tally in rest if (tally.first.isoformat(), tally.last.isoformat()) == window]
    whole = scope.place.id if scope.place else None
    days = [tally for tally in rest if tally not in inside and tally.place == whole]
    wide = [tally for tally in inside if kinds.get(tally.place or "") in _WIDER]
    narrow = [tally for tally in inside if tally not in wide]
    days.sort(key=lambda tally: (tally.first, tally.label))
    return (
        _rows(_by_low(narrow), kinds, edition, notes=notes),
        _rows(_by_low(wide), kinds, edition, notes=notes),
        _rows([tally for tally in days if total is None or tally.label == total.label], kinds, edition, notes=notes),
    )


def _by_low(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(
        tallies,
        key=lambda tally: (tally.place is None, tally.low is None, -(tally.low or 0), tally.label, tally.place or ""),
    )


def _rows(
    tallies: Sequence[Tally], kinds: Mapping[str, PlaceKind], edition: Edition, *, notes: Notes
) -> tuple[Row, ...]:
    largest = max((tally.low or 0 for tally in tallies), default=0)
    alleged = list_doubted(edition)
    return tuple(
        make_row(tally, notes, alleged, kind=kinds.get(tally.place or ""), largest=largest) for tally in tallies
    )


def _count_places(total: Tally | None, cities: Iterable[Row]) -> Number | None:
    count = sum(1 for row in cities if row.kind == "city" and row.tally.low)
    return Number(count, tally_id(total), "cities") if total and count else None


def _write_term(term: Term, notes: Notes) -> ProofTerm:
    return ProofTerm(
        times="" if term.multiplier == 1 else str(term.multiplier),
        bound=term.bound,
        claim=term.claim,
        where=notes.where(term.claim),
        voice=notes.name_voice(term.claim),
        notes=notes.refer([term.claim]),
    )
