"""How a figure moved as more became known: for each step what it was, and the claims or judgements behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from habeas.model import StoredClaim
from habeas.model.change import Step
from habeas.model.event import Event
from habeas.model.instant import last_instant
from habeas.model.judgement import Judgement
from habeas.model.tally import SetAside, Tally, TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.constraint import constrain_claim
from habeas.tally.moments import Moment, is_after, known_at, list_moments
from habeas.tally.moved import Told, explain_move, join_aside
from habeas.tally.replay import replay


def make_series(
    claims: Iterable[StoredClaim],
    origins: Mapping[str, Origin],
    query: TallyQuery,
    *,
    events: Iterable[Event] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Step, ...]:
    """The steps of the total that the query asks for, of one measure, in the order in which they became known.

    Reports without a date became known at no moment: where they move the figure, that is the last step, without one.
    """
    assert query.measure is not None, "a series is of one measure"
    counted = [stored for stored in claims if _may_count(stored, origins[stored.claim.id], query)]
    told = Told({stored.claim.id: stored for stored in counted}, origins, tuple(events))
    steps: list[Step] = []
    before: Tally | None = None
    for moment, tally in _replay(told, judgements, query):
        if _is_moved(before, tally):
            steps.append(_make_step(before, tally, moment, told=told))
            before = tally
    return tuple(steps)


def _may_count(stored: StoredClaim, origin: Origin, query: TallyQuery) -> bool:
    """Whether a claim counts for this query as long as nobody decides otherwise."""
    found = constrain_claim(stored, origin, query, verdicts=Verdicts())
    return found is not None and not isinstance(found, SetAside)


def _replay(told: Told, judgements: Iterable[Judgement], query: TallyQuery) -> Iterator[tuple[Moment, Tally]]:
    """The total at each moment up to the query's as_of, and at the end with the claims that are of no moment."""
    limit = last_instant(query.as_of) if query.as_of is not None else None
    known = list_moments(told.claims.values(), judgements)
    moments = [moment for moment in known if limit is None or moment.at <= limit]
    undated = tuple(stored for stored in told.claims.values() if known_at(stored) is None)
    if undated and limit is None:
        moments.append(Moment("", undated, ()))
    for moment, sheet in replay(moments, replace(query, by=(), as_of=None), told):
        yield moment, join_aside(sheet, sheet.tallies[0])


def _is_moved(before: Tally | None, after: Tally) -> bool:
    if before is None:
        return after.low is not None or after.high is not None
    return (before.low, before.robust_low, before.high) != (after.low, after.robust_low, after.high)


def _make_step(before: Tally | None, after: Tally, moment: Moment, *, told: Told) -> Step:
    move = explain_move(before, after, moment, told=told)
    return Step(
        at=moment.at or None,
        low=after.low,
        robust_low=after.robust_low,
        high=after.high,
        claims=move.claims,
        judgements=tuple(judgement.id for judgement in moment.judgements),
        reason=move.reason,
        is_late=bool(moment.at) and is_after(moment.at, after.last),
    )
