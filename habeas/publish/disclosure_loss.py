"""What figures lose without a published count: people whom no published count of a part of it counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from habeas.model.listed import ListCount, ListMeasure
from habeas.publish.disclosure_facts import Facts

_Where = tuple[ListMeasure, str | None]
_Days = tuple[date, date]


class Losses:
    """What would be lost with each row of the last edition; rows can be taken back one by one."""

    def __init__(self, facts: Facts) -> None:
        self._rows = facts.rows
        self._gone: set[int] = set()
        self._places = {row: _where(facts.rows[row].count) for row in facts.last}
        at = {(self._places[row], _days(facts.rows[row].count)): row for row in facts.last}
        days = [each for _, each in at]
        whole = (min((first for first, _ in days), default=date.min), max((last for _, last in days), default=date.max))
        self._within = defaultdict[int, list[int]](list)
        self._daily = defaultdict[int, list[int]](list)
        by_place = defaultdict[_Where, list[int]](list)
        for row in facts.last:
            by_place[self._places[row]].append(row)
            for around in _list_around(facts.rows[row].count, at, whole):
                self._within[around].append(row)
        for rows in by_place.values():
            _fill_daily(rows, facts, self._daily)
        self._known: dict[int, int] = {}

    def take_back(self, row: int) -> None:
        """A row is published no longer."""
        self._gone.add(row)
        self._known.clear()

    def put_back(self, row: int) -> None:
        """A row is published again."""
        self._gone.remove(row)
        self._known.clear()

    def rank(self, row: int) -> tuple[int, int, str]:
        """The loss; then the widest first."""
        count = self._rows[row].count
        return count.low - self._keep(row), -(count.last - count.first).days, count.place.id if count.place else ""

    def _keep(self, row: int) -> int:
        """How many people the published parts of a row count: parts by place or by day, what is more."""
        if row not in self._known:
            places, days = self._within.get(row, ()), self._daily.get(row, ())
            self._known[row] = max(sum(map(self._value, places)), sum(map(self._value, days)))
        return self._known[row]

    def _value(self, row: int) -> int:
        return self._keep(row) if row in self._gone else self._rows[row].count.low


def _where(count: ListCount) -> _Where:
    return count.measure, count.place.id if count.place else None


def _days(count: ListCount) -> _Days:
    return count.first, count.last


def _list_around(count: ListCount, at: Mapping[tuple[_Where, _Days], int], whole: _Days) -> Iterator[int]:
    """The row of the nearest place around, on the same days; on all days too, where those of this place are one day."""
    if count.place is None:
        return
    is_alone = (_where(count), whole) not in at
    for days in {_days(count), whole} if is_alone else [_days(count)]:
        around = (at.get(((count.measure, place), days)) for place in (*count.place.parents, None))
        yield from [row for row in around if row is not None][:1]


def _fill_daily(rows: list[int], facts: Facts, daily: defaultdict[int, list[int]]) -> None:
    """The rows of single days under each row of wider windows of one place."""
    single = [row for row in rows if facts.rows[row].count.first == facts.rows[row].count.last]
    for row in rows:
        count = facts.rows[row].count
        if count.first < count.last:
            daily[row] = [
                day
                for day in single
                if count.first <= facts.rows[day].count.first and facts.rows[day].count.last <= count.last
            ]
