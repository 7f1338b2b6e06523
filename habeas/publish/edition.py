"""Figures and what they rest on → one edition, with what it changed since the edition before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from habeas.exc import EditionError
from habeas.model import Place, StoredClaim
from habeas.model.change import Correction
from habeas.model.edition import (
    Edition,
    FigureChange,
    PreviousEdition,
    Scope,
    Series,
    edition_id,
    list_tallies,
    tally_id,
)
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.tally import Tally, TallySheet
from habeas.model.voice import Origin
from habeas.model.when import write_days

_LONGEST_TITLE = 200
_COMPARED = ("low", "robust_low", "high", "low_with_alleged")


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that an edition is made of, already redacted; `claims` in any order, `origins` by claim id."""

    title: str
    program: str
    scope: Scope
    sheets: tuple[TallySheet, ...]
    claims: tuple[StoredClaim, ...]
    origins: dict[str, Origin]
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]
    places: tuple[Place, ...]
    series: tuple[Series, ...]
    corrections: tuple[Correction, ...]
    licences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The edition before, with the hash by which it is known."""

    edition: Edition
    hash: str


def make_edition(draft: Draft, before: Predecessor | None = None) -> Edition:
    """The edition that follows `before`, or the first one; raises EditionError where it does not follow."""
    _refuse(draft, before)
    number = before.edition.number + 1 if before else 1
    claims = tuple(sorted(draft.claims, key=lambda stored: stored.claim.id))
    return Edition(
        id=edition_id(draft.title, number, draft.scope),
        number=number,
        title=draft.title,
        program=draft.program,
        scope=draft.scope,
        sheets=draft.sheets,
        claims=claims,
        origins=tuple(draft.origins[stored.claim.id] for stored in claims),
        events=draft.events,
        judgements=draft.judgements,
        places=tuple(sorted(draft.places, key=lambda place: place.id)),
        series=draft.series,
        corrections=draft.corrections,
        corrected=new_corrections(draft.corrections, before),
        changes=list_changes(draft.sheets, draft.scope, before),
        licences=tuple(sorted(draft.licences)),
        previous=name_previous(before),
    )


def name_previous(before: Predecessor | None) -> PreviousEdition | None:
    """How an edition names the one before it."""
    if before is None:
        return None
    edition = before.edition
    return PreviousEdition(edition.id, edition.number, edition.scope.as_of, before.hash)


def new_corrections(corrections: Iterable[Correction], before: Predecessor | None) -> tuple[Correction, ...]:
    """The corrections that the edition before did not print."""
    printed = set(before.edition.corrections) if before else set()
    return tuple(correction for correction in corrections if correction not in printed)


def list_changes(sheets: Iterable[TallySheet], scope: Scope, before: Predecessor | None) -> tuple[FigureChange, ...]:
    """The figures that differ from those of the edition before; new and gone ones where both are about the same."""
    if before is None:
        return ()
    old = {tally_id(tally): tally for tally in list_tallies(before.edition)}
    new = {tally_id(tally): tally for sheet in sheets for tally in sheet.tallies}
    is_same = _subject(scope) == _subject(before.edition.scope)
    both = [key for key in (*new, *(key for key in old if key not in new)) if is_same or (key in old and key in new)]
    compared = ((key, old.get(key), new.get(key)) for key in both)
    return tuple(_change(key, was, now) for key, was, now in compared if _differences(was, now))


def gather_places(
    claims: Iterable[StoredClaim], find_place: Callable[[str], Place | None], *, asked: Place | None = None
) -> tuple[Place, ...]:
    """The places that claims name, those that these lie in, and the one that the edition is about; by id."""
    named = {each.place.id: each.place for stored in claims for each in stored.claim.place if each.place is not None}
    around = {parent for place in named.values() for parent in place.parents} - set(named)
    found = {place.id: place for place in map(find_place, sorted(around)) if place is not None}
    places = {**({asked.id: asked} if asked else {}), **found, **named}
    return tuple(places[key] for key in sorted(places))


def _refuse(draft: Draft, before: Predecessor | None) -> None:
    if not draft.title.strip() or not draft.title.isprintable() or len(draft.title) > _LONGEST_TITLE:
        raise EditionError(f"title {draft.title!r}: expected one line of 1 to {_LONGEST_TITLE} characters")
    if before is not None and before.edition.scope.as_of > draft.scope.as_of:
        was = before.edition.scope.as_of
        raise EditionError(f"the edition before is as of {was}, later than this one as of {draft.scope.as_of}")


def _subject(scope: Scope) -> tuple[object, ...]:
    return scope.place and scope.place.id, scope.first, scope.last, scope.context, scope.measures


def _differences(was: Tally | None, now: Tally | None) -> tuple[str, ...]:
    if was is None or now is None:
        return ("new" if was is None else "gone",)
    return tuple(name for name in _COMPARED if getattr(was, name) != getattr(now, name))


def _change(key: str, was: Tally | None, now: Tally | None) -> FigureChange:
    shown = now or was
    assert shown is not None
    days = write_days(shown.first, shown.last)
    before, after = (None if tally is None else tally.low for tally in (was, now))
    return FigureChange(key, shown.measure, shown.label, days, before, after, _differences(was, now))
