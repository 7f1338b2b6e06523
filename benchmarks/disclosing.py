"""Disclosure control of a year: python -m benchmarks.disclosing [--people N,N,…] [--days N] [--weeks]

Invented people, as `benchmarks.make_editions` puts them on lists of 120 places within places, are counted by place and
day. Times are those of the processor: to choose what may be published, and to check anew that nothing is given away.
Shares are what figures can still tell of all people: the greatest lower bound that published counts of a place and its
parts, of all days and single ones, add up to.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from time import process_time
from typing import TypeVar

from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine
from benchmarks.make_editions import FIRST, MadeYear, make_edition, make_listed, make_places
from habeas.model.listed import SMALL, ListCount, ListedPerson, ListMeasure, ListScope, ListTable
from habeas.publish.disclosure import Control, control_counts
from habeas.publish.disclosure_check import find_revealed, read_counts
from habeas.publish.disclosure_facts import Epoch
from habeas.reconcile.list_claims import make_claims
from habeas.reconcile.listing import list_counts, make_table

Answer = TypeVar("Answer")
PEOPLE = (3_000, 10_000, 28_000)
MEASURED: tuple[ListMeasure, ...] = ("persons", "detained")
# A nation-year, and the seconds it may take.
NATION_YEAR = 20_000
_MINUTE = 60.0
# So many days after it happened a row comes onto a list, drawn by chance.
_LATE = (0, 0, 0, 0, 1, 1, 2, 4, 7)
_Node = tuple[str | None, date, date]


@dataclass(frozen=True, slots=True)
class Made:
    """An edition's cells and all their counts, what may be published of them, and seconds: to choose and to check."""

    epoch: Epoch
    seconds: tuple[float, float]
    revealed: tuple[str, ...]


def describe_disclosing(people: Sequence[int] = PEOPLE, days: int = 365, round_to: int = 1) -> list[Figure]:
    """All figures of editions of so many people, and of one more edition after the last of them."""
    figures: list[Figure] = []
    for size in people:
        year = MadeYear(size, days)
        made = publish(make_edition(year), Control(round_to))
        figures += _describe(f"{size:,} people", made)
    more = make_edition(replace(year, people=size + size // 50))
    figures += _describe("the edition after, 2 % more", publish(more, Control(round_to, (made.epoch,))))
    return figures


def describe_weeks(people: int, days: int, round_to: int = 1) -> list[Figure]:
    """An edition after every week of these days, each of all days so far, in which late rows came in besides."""
    rng, epochs, figures = Random(people), tuple[Epoch, ...](), list[Figure]()
    known = [(each, _end(each) + timedelta(rng.choice(_LATE))) for each in make_listed(MadeYear(people, days))]
    for week in range(1, days // 7 + 1):
        last = FIRST + timedelta(7 * week - 1)
        scope = ListScope(None, FIRST, last, f"{last}T23:00:00Z")
        table = make_table((each for each, day in known if day <= last), scope, "made@1")
        made = publish(table, Control(round_to, epochs))
        epochs = (*epochs, made.epoch)
        figures += _describe(f"week {week}", made)
    return figures


def _end(person: ListedPerson) -> date:
    return max(each.last or FIRST for each in person.detentions)


def publish(table: ListTable, control: Control) -> Made:
    """What may be published of a table, checked."""
    regions = list_counts(table, make_places())
    counts, chosen = _time(lambda: control_counts(table, regions, control))
    last = Epoch(table, regions, read_counts(make_claims(counts, table.basis, table.scope.as_of)))
    revealed, checked = _time(lambda: find_revealed((*control.earlier, last)))
    return Made(Epoch(table, regions, counts), (chosen, checked), tuple(revealed))


def _time(work: Callable[[], Answer]) -> tuple[Answer, float]:
    started = process_time()
    return work(), process_time() - started


def _describe(name: str, made: Made) -> Iterator[Figure]:
    cells, scope = len(made.epoch.table.cells), made.epoch.table.scope
    note = f"{cells:,} cells, {len(made.epoch.counts):,} counts published of {_count_wanted(made.epoch):,} over {SMALL}"
    most = _MINUTE if cells <= NATION_YEAR * 1.1 else None
    yield Figure(f"{name}: to choose and to check", sum(made.seconds), "s", most=most, note=note)
    yield Figure(f"{name}: to check", made.seconds[1], "s")
    yield Figure(f"{name}: small counts told", float(len(made.revealed)), "", most=0)
    for measure in MEASURED:
        for what, share in list_shares(made.epoch, measure, (scope.first, scope.last)).items():
            yield Figure(f"{name}: {measure} left, {what}", 100 * share, "%")


def _count_wanted(epoch: Epoch) -> int:
    """How many counts of all days and of single ones are not small."""
    scope = epoch.table.scope
    return sum(
        count.low >= SMALL and (count.first == count.last or (count.first, count.last) == (scope.first, scope.last))
        for count in epoch.regions
    )


def list_shares(epoch: Epoch, measure: ListMeasure, whole: tuple[date, date]) -> dict[str, float]:
    """What share of the people figures can tell: of everybody, and of the sums over places, days, and both."""
    told, truth = _tell(epoch, measure, whole), _count_people(epoch.table, measure, whole)
    groups: dict[str, list[_Node]] = defaultdict(list)
    for node in truth:
        groups[_name(node, whole)].append(node)
    return {
        what: sum(told(node) for node in nodes) / sum(truth[node] for node in nodes) for what, nodes in groups.items()
    }


def _name(node: _Node, whole: tuple[date, date]) -> str:
    place, *days = node
    if tuple(days) == whole:
        return "everywhere" if place is None else "by place"
    return "by day" if place is None else "by place and day"


def _tell(epoch: Epoch, measure: ListMeasure, whole: tuple[date, date]) -> Callable[[_Node], int]:
    """The greatest lower bound of a place and days that published counts give."""
    printed = {_node(count): count.low for count in epoch.counts if count.measure == measure}
    inside = _find_inside()
    single = sorted({cell.first for cell in epoch.table.cells if cell.first == cell.last})

    @cache
    def tell(node: _Node) -> int:
        place, *days = node
        parts = [sum(tell((part, days[0], days[1])) for part in inside.get(place, ()))]
        if tuple(days) == whole and whole[0] < whole[1]:
            parts.append(sum(tell((place, day, day)) for day in single))
        return max(printed.get(node, 0), *parts)

    return tell


def _find_inside() -> Mapping[str | None, list[str]]:
    """The places just inside a place."""
    inside: dict[str | None, list[str]] = defaultdict(list)
    for place in make_places().values():
        inside[place.parents[0] if place.parents else None].append(place.id)
    return inside


def _count_people(table: ListTable, measure: ListMeasure, whole: tuple[date, date]) -> dict[_Node, int]:
    """How many there truly are, by place and of all days and each."""
    found: dict[_Node, int] = defaultdict(int)
    for cell in table.cells:
        if cell.measure == measure:
            for place in [None] if cell.place is None else [None, cell.place.id, *cell.place.parents]:
                for first, last in {whole, (cell.first, cell.last)}:
                    if first == last or (first, last) == whole:
                        found[place, first, last] += cell.people
    return found


def _node(count: ListCount) -> _Node:
    return count.place.id if count.place else None, count.first, count.last


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.disclosing", description=__doc__)
    parser.add_argument("--people", default=",".join(map(str, PEOPLE)), help="how many people, with commas between")
    parser.add_argument("--days", type=int, default=365, help="days of an edition (365)")
    parser.add_argument("--round", type=int, default=1, help="round counts down to whole N (1)")
    parser.add_argument("--weeks", action="store_true", help="an edition after every week, after all before")
    options = parser.parse_args(arguments)
    print(describe_machine())
    sizes = [int(size) for size in options.people.split(",")]
    if options.weeks:
        figures = [figure for size in sizes for figure in describe_weeks(size, options.days, options.round)]
    else:
        figures = describe_disclosing(sizes, options.days, options.round)
    print_figures("Disclosure control", figures)
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
