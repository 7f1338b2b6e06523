"""The public corrections log: every claim that no longer counts, and every figure that changed for a past day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from habeas.model import StoredClaim
from habeas.model.change import ChangeKind, Correction
from habeas.model.event import Event
from habeas.model.instant import last_instant
from habeas.model.judgement import Judgement, Verdict, made_at
from habeas.model.tally import SetAside, Tally, TallyQuery, TallySheet
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.admission import measure_claim
from habeas.tally.constraint import constrain_claim
from habeas.tally.location import locate_claim
from habeas.tally.moments import Moment, is_after, list_moments
from habeas.tally.moved import Told, explain_move, join_aside
from habeas.tally.replay import replay

_JUDGED: dict[Verdict, ChangeKind] = {
    "reject-claim": "claim-rejected",
    "withdraw-report": "claim-withdrawn",
    "restore-report": "claim-restored",
}
_Figure = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class _Window:
    """What became known about one stretch of days, moment by moment, among all that is told."""

    query: TallyQuery
    moments: list[Moment]
    told: Told


def list_corrections(
    claims: Iterable[StoredClaim],
    origins: Mapping[str, Origin],
    query: TallyQuery,
    *,
    events: Iterable[Event] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Correction, ...]:
    """What was corrected of the days, place and measures of the query by its `as_of`, in the order it became known."""
    judged = tuple(judgements)
    counted = [stored for stored in claims if _may_count(stored, origins[stored.claim.id], query)]
    told = Told({stored.claim.id: stored for stored in counted}, origins, tuple(events))
    log = [
        *(entry for judgement in judged for entry in _log_judgement(judgement, told)),
        *(entry for window in _list_windows(query, judged, told=told) for entry in _log_window(window)),
    ]
    last = query.as_of and last_instant(query.as_of)
    wanted = [entry for entry in log if not last or entry.at <= last]
    return tuple(sorted(wanted, key=_order))


def _may_count(stored: StoredClaim, origin: Origin, query: TallyQuery) -> bool:
    found = constrain_claim(stored, origin, query, verdicts=Verdicts())
    return found is not None and not isinstance(found, SetAside)


def _list_windows(query: TallyQuery, judgements: Iterable[Judgement], *, told: Told) -> Iterator[_Window]:
    """The claims of each day, and of each longer stretch of days that claims are about."""
    windows: dict[tuple[date, date], list[StoredClaim]] = defaultdict(list)
    for stored in told.claims.values():
        assert stored.claim.when is not None
        windows[stored.claim.when.start, stored.claim.when.end].append(stored)
    for (first, last), claims in sorted(windows.items()):
        asked = replace(query, first=first, last=last, by=("place",), as_of=None)
        about = [judgement for judgement in judgements if any(_is_about(judgement, one, told) for one in claims)]
        yield _Window(asked, list_moments(claims, about), told)


def _is_about(judgement: Judgement, stored: StoredClaim, told: Told) -> bool:
    """Whether a judgement concerns a claim, its report, or the report that it is a copy of."""
    return judgement.subjects[0] in (stored.claim.id, stored.claim.report, told.origins[stored.claim.id].copy_of)


def _log_judgement(judgement: Judgement, told: Told) -> Iterator[Correction]:
    """One entry for each claim that a person took out, or put back."""
    kind, at = _JUDGED.get(judgement.verdict), made_at(judgement)
    if kind is None or not at:
        return
    for stored in told.claims.values():
        if _is_about(judgement, stored, told):
            said = f"{kind.removeprefix('claim-')} by {judgement.by}: {judgement.reason}"
            entry = replace(_log_claim(stored, at, said, told=told), kind=kind, judgements=(judgement.id,))
            yield replace(entry, before=None, after=entry.before) if kind == "claim-restored" else entry


def _log_window(window: _Window) -> Iterator[Correction]:
    before: TallySheet | None = None
    for moment, after in replay(window.moments, window.query, window.told):
        yield from _log_replaced(before, after, moment, told=window.told)
        if window.query.first == window.query.last and is_after(moment.at, window.query.last):
            yield from _log_figures(before, after, moment, told=window.told)
        before = after


def _log_replaced(before: TallySheet | None, after: TallySheet, moment: Moment, *, told: Told) -> Iterator[Correction]:
    """One entry for each claim that stood before and is replaced by what became known at this moment."""
    known = {} if before is None else _list_replaced(before)
    news = [stored.claim.id for stored in moment.claims]
    for claim, reason in sorted(_list_replaced(after).items()):
        if claim in known or claim in news:
            continue
        others = [key for key in news if told.origins[key].voice.id == told.origins[claim].voice.id]
        lows = [low for key in others if (low := _low(told.claims[key])) is not None]
        entry = _log_claim(told.claims[claim], moment.at, reason, told=told)
        yield replace(entry, after=max(lows, default=None), claims=(claim, *others))


def _log_figures(before: TallySheet | None, after: TallySheet, moment: Moment, *, told: Told) -> Iterator[Correction]:
    """One entry for each figure of a day that was over."""
    old, new = ({} if sheet is None else _list_figures(sheet) for sheet in (before, after))
    for key in {**old, **new}:
        was = old.get(key)
        tally = new[key] if key in new else _empty(old[key], after)
        low = None if was is None else was.low
        if tally.low == low:
            continue
        move = explain_move(was, tally, moment, told=told)
        yield Correction(
            at=moment.at,
            kind="figure-changed",
            measure=tally.measure,
            place=tally.place,
            label=tally.label,
            first=tally.first,
            last=tally.last,
            before=low,
            after=tally.low,
            claims=move.claims,
            judgements=tuple(judgement.id for judgement in moment.judgements),
            reason=move.reason,
        )


def _log_claim(stored: StoredClaim, at: str, reason: str, *, told: Told) -> Correction:
    """An entry for a claim that no longer counts."""
    claim, when = stored.claim, stored.claim.when
    assert when is not None
    place, label = locate_claim(claim)
    return Correction(
        at=at,
        kind="claim-replaced",
        measure=measure_claim(stored),
        place=place,
        label=label,
        first=when.start,
        last=when.end,
        before=_low(stored),
        after=None,
        claims=(claim.id,),
        judgements=(),
        reason=f"{told.describe(claim.id)}, {reason}",
    )


def _list_replaced(sheet: TallySheet) -> dict[str, str]:
    aside = [*sheet.set_aside, *(item for tally in sheet.tallies for item in tally.set_aside)]
    return {item.claim: item.reason for item in aside if item.reason.startswith("replaced")}


def _list_figures(sheet: TallySheet) -> dict[_Figure, Tally]:
    """The figures of a sheet by measure and place; the total only where a place was asked for."""
    return {
        (tally.measure, tally.place, tally.label): join_aside(sheet, tally)
        for tally in sheet.tallies
        if tally.place is not None or sheet.query.place is not None
    }


def _empty(tally: Tally, sheet: TallySheet) -> Tally:
    """A figure of which no claim is left."""
    bounds = replace(tally, low=None, robust_low=None, high=None, low_with_alleged=None, certificate=None)
    return replace(bounds, high_certificate=None, voices=(), sensitivity=(), disputes=(), set_aside=sheet.set_aside)


def _low(stored: StoredClaim) -> int | None:
    return stored.claim.quantity.low if stored.claim.quantity else None


def _order(entry: Correction) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    return entry.at, entry.kind, entry.measure, entry.label, entry.first.isoformat(), entry.claims
