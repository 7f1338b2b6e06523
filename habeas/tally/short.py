"""Does a figure say less than its claims prove? Found by adding up claims that do not overlap, without a solver.

The proof of a figure shows that it is not too high. That it is the highest that can be proved needs the solver; but
where the greatest claims alone, taken one by one wherever they share no place and day, add up to more, it is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from habeas.model import StoredClaim
from habeas.model.tally import Measure, Tally, TallySheet
from habeas.model.voice import Origin
from habeas.tally.check import Known, figure_cells, find_said, is_words, know_claims
from habeas.tally.measures import cumulates
from habeas.tally.region import Region, holds

# Sums of more claims than this are compared by the greatest ones alone.
_MOST = 400


class _Told(NamedTuple):
    """A claim that counts: its least number, its cells on the days it names and on all that it may be about."""

    low: int
    claim: str
    voice: str
    region: Region
    spread: Region


def find_short(sheet: TallySheet, claims: Iterable[StoredClaim], origins: Mapping[str, Origin]) -> list[str]:
    """The figures of a sheet that claims with no place and day in common exceed, each as a sentence."""
    known = know_claims(claims, origins, sheet.query)
    aside = {item.claim for item in sheet.set_aside}
    told = {measure: _by_day(_list_told(measure, known, aside)) for measure in {t.measure for t in sheet.tallies}}
    return [
        f"{tally.measure}, {tally.label}, {tally.first} to {tally.last}: {fault}"
        for tally in sheet.tallies
        if not is_words(tally)
        for fault in _find_short(tally, told[tally.measure], known)
    ]


def _list_told(measure: Measure, known: Known, aside: set[str]) -> Iterator[_Told]:
    for claim, origin in known.origins.items():
        said = find_said(claim, known) if claim not in aside else None
        if said is None or said.reason is not None or said.is_about != (measure, True) or not said.low:
            continue
        yield _Told(said.low, claim, origin.voice.id, said.region, said.spread)


def _by_day(told: Iterable[_Told]) -> dict[int, list[_Told]]:
    """The claims by their first day."""
    days: dict[int, list[_Told]] = defaultdict(list)
    for each in told:
        days[each.spread.first].append(each)
    return days


def _find_short(tally: Tally, told: Mapping[int, Sequence[_Told]], known: Known) -> Iterator[str]:
    target = Region(figure_cells(tally, known), tally.first.toordinal(), tally.last.toordinal())
    inside = _list_inside(tally, target, told)
    if tally.low is not None:
        yield from _compare("low", tally.low, _add_up(inside, tally))
    for without in tally.sensitivity:
        others = [each for each in inside if each.voice != without.voice]
        yield from _compare(f"low without {without.name}", without.low, _add_up(others, tally))


def _list_inside(tally: Tally, target: Region, told: Mapping[int, Sequence[_Told]]) -> list[_Told]:
    """The claims of which every cell is the figure's, greatest first."""
    is_spread = tally.first != tally.last and cumulates(tally.measure)
    aside = {item.claim for item in tally.set_aside}
    # A claim that names no day begins, spread, on the day before.
    days = range(target.first - 1, target.last + 1)
    near = (each for day in days if day in told for each in told[day] if each.claim not in aside)
    inside = [each for each in near if holds(target, each.spread if is_spread else each.region)]
    return sorted(inside, key=lambda each: (-each.low, each.claim))[:_MOST]


def _add_up(inside: Sequence[_Told], tally: Tally) -> list[_Told]:
    """Claims that share no cell, greatest first; of measures that do not add up over days, of the one best day."""
    if not cumulates(tally.measure):
        days: dict[int, list[_Told]] = defaultdict(list)
        for each in (each for each in inside if each.region.first == each.region.last):
            days[each.region.first].append(each)
        return max((_pick(of_day, is_spread=False) for of_day in days.values()), key=_sum, default=[])
    return _pick(inside, is_spread=tally.first != tally.last)


def _pick(inside: Iterable[_Told], *, is_spread: bool) -> list[_Told]:
    taken: dict[int, int] = defaultdict(int)
    picked = []
    for each in inside:
        region = each.spread if is_spread else each.region
        days = range(region.first, region.last + 1)
        if any(taken[day] & region.mask for day in days):
            continue
        picked.append(each)
        for day in days:
            taken[day] |= region.mask
    return picked


def _sum(picked: Iterable[_Told]) -> int:
    return sum(each.low for each in picked)


def _compare(name: str, figure: int, picked: Sequence[_Told]) -> Iterator[str]:
    total = _sum(picked)
    if total > figure:
        named = ", ".join(each.claim for each in picked[:3]) + (" …" if len(picked) > 3 else "")
        yield f"{name} is {figure:,}, but claims that do not overlap prove {total:,}: {named}"
