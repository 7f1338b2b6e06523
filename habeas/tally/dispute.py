"""Claims that cannot all be true, as small as they come, and the sentences that say so."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil

from habeas.model.tally import Dispute
from habeas.tally.block import prove
from habeas.tally.conflict import Bound, find_conflict
from habeas.tally.constraint import Constraint
from habeas.tally.page import Page, Placed
from habeas.tally.region import Region, hull
from habeas.tally.scope import Scope, ScopeKey

# More pairs of voices than this at one place and window are told of by their extremes and their number.
_MOST_PAIRS = 20


def find_disputes(page: Page, keys: Iterable[ScopeKey]) -> list[Placed]:
    """Every dispute about the cells of these scopes, with the cells that its claims speak of."""
    found: list[Placed] = []
    for key in sorted(keys):
        scope, region = page.scopes[key], page.region(key)
        disputes = [*_contradictions(page, key), *_doubts(scope), *_denials(page, scope, region)]
        found += [(region, dispute) for dispute in disputes]
    return found


def join_disputes(page: Page, lows: Sequence[Constraint], highs: Sequence[Constraint], *, spread: bool) -> Placed:
    """The dispute of lower bounds with upper bounds that only together contradict them, as small as it comes.

    `spread`: of lower bounds that name no day, on all days that they may be about.
    """
    known = list({figure.claim: figure for figure in lows if figure.low}.values())
    figures = [*sorted(known, key=lambda figure: (_low(figure), figure.claim)), *highs]
    bounds = []
    for number, figure in enumerate(figures):
        mask, first, last = page.region((figure.places, figure.first, figure.last))
        is_upper = number >= len(known)
        begins = figure.earliest if spread and not is_upper else first
        bounds.append(Bound(Region(mask, begins, last), (_high if is_upper else _low)(figure), is_upper))
    kept = find_conflict(bounds) if page.cumulates else list(range(len(figures)))
    least = sorted((figures[at] for at in kept if at < len(known)), key=lambda figure: (-_low(figure), figure.claim))
    most = [figures[at] for at in kept if at >= len(known)]
    sentence = f"{_name_all(least)}: more than is left by the figures of {_name_all(most)} together"
    return hull([bounds[at].region for at in kept]), _make([*least, *most], sentence)


def _contradictions(page: Page, key: ScopeKey) -> list[Dispute]:
    """Upper bounds against the lower bounds inside: pairs of voices where one figure does it, otherwise a sum."""
    lost = [upper for upper in page.uppers(key) if page.is_contradicted(upper)]
    if not lost:
        return []
    rank = page.scopes[key].rank()
    highs = _best_by_voice(lost)
    pairs = [(low, high) for high in highs for low in rank if (low.low or 0) > (high.high or 0)]
    alone = {high.claim for _, high in pairs}
    sums = [_summed(page, key, high) for high in highs if high.claim not in alone]
    return [*_tell_pairs(pairs), *sums]


def _tell_pairs(pairs: Sequence[tuple[Constraint, Constraint]]) -> list[Dispute]:
    told = [(low, high) for low, high in pairs if low.voice.id != high.voice.id]
    if len(told) <= _MOST_PAIRS:
        return [_make([low, high], _sentence(low, high)) for low, high in told]
    low, high = max((low for low, _ in told), key=_low), min((high for _, high in told), key=_high)
    voices = {figure.voice.id for pair in told for figure in pair}
    more = f"{len(told):,} pairs among {len(voices):,} voices contradict each other here, the widest apart: "
    return [_make([low, high], more + _sentence(low, high))]


def _summed(page: Page, key: ScopeKey, high: Constraint) -> Dispute:
    """The fewest lower bounds, greatest first, whose sum exceeds an upper bound."""
    block = page.believed.block(page.region(key))
    assert block is not None and high.high is not None
    proof = sorted(prove(block), key=lambda term: (-term[1] * _low(term[0]), term[0].claim))
    total, used = Fraction(0), []
    for figure, multiplier in proof:
        used.append(figure)
        total += multiplier * _low(figure)
        if total > high.high:
            break
    what = f"at least {_low(used[0]):,}" if len(used) == 1 else f"together at least {ceil(total):,}"
    sentence = f"{_name_all(used)}: {what}; {high.voice.name}: at most {high.high:,}"
    return _make([*used, high], sentence)


def _doubts(scope: Scope) -> list[Dispute]:
    doubts = [standing.doubt for standing in scope.standing() if standing.doubt is not None]
    return [
        _make(
            pair,
            f"{pair[0].voice.name}: at least {_low(pair[0]):,} in one report, at most {_high(pair[1]):,} in another; "
            "which is later is not known",
        )
        for pair in doubts
    ]


def _denials(page: Page, scope: Scope, region: Region) -> list[Dispute]:
    """A denial against the greatest figure that it denies, alone where nobody gives one."""
    denials = sorted(scope.denials, key=lambda figure: (figure.voice.id, figure.claim))
    block = page.believed.block(region) if denials else None
    denied = (
        sorted((figure for figure, _ in prove(block)), key=lambda figure: (-_low(figure), figure.claim))
        if block
        else []
    )
    against = [figure for figure in denied if _low(figure) > 0][:1]
    return [
        _make([next(group), *against], f"{name} denies that it happened")
        for (_, name), group in groupby(denials, key=lambda figure: (figure.voice.id, figure.voice.name))
    ]


def _best_by_voice(uppers: Iterable[Constraint]) -> list[Constraint]:
    best: dict[str, Constraint] = {}
    for upper in uppers:
        best.setdefault(upper.voice.id, upper)
    return list(best.values())


def _make(figures: Sequence[Constraint], sentence: str) -> Dispute:
    voices = dict.fromkeys(figure.voice.id for figure in figures)
    return Dispute(tuple(dict.fromkeys(figure.claim for figure in figures)), tuple(voices), sentence)


def _sentence(low: Constraint, high: Constraint) -> str:
    return f"{low.voice.name}: at least {_low(low):,}; {high.voice.name}: at most {_high(high):,}"


def _name_all(figures: Sequence[Constraint]) -> str:
    parts = [f"{figure.voice.name} on {figure.label}" for figure in figures[:3]]
    more = [f"{len(figures) - 3:,} more"] if len(figures) > 3 else []
    return ", ".join([*parts, *more])


def _low(figure: Constraint) -> int:
    return figure.low or 0


def _high(figure: Constraint) -> int:
    return figure.high or 0
