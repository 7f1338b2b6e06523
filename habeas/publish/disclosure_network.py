"""People moved between cells so that every published count stays as it is: a flow, found path by path.

Each cell lies in published counts of its own day and of wider windows. Those of the day are a node on one side, those
of wider windows one on the other, and the cell is what joins them: to lower it moves a surplus from its day to its
window, to raise it a surplus from window to day. To raise one cell is then to find a way from its day to its window
through others. (Tables as networks: Cox, Network Models for Complementary Cell Suppression, Journal of the
American Statistical Association 90, 1995. The search: Edmonds and Karp, Journal of the ACM 19, 1972.)

What is moved are whole people. Whatever is found is possible; what is not found may be possible all the same.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

# As many as are ever asked for.
ENDLESS = 1_000_000
_OUTSIDE = 0
# A cell with so much room need not be compared with others.
_ENOUGH = 3
# After so many nodes a search looks whether few nodes lead to its end, and so many are few.
_PATIENCE = 40
_FEW = 100

Rows = frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of a network: rows of its day and of wider windows, and by how many it may fall and rise."""

    day: Rows
    wide: Rows
    fall: int
    rise: int


@dataclass(slots=True)
class Trial:
    """What is moved so far: cells by how many, and rows with slack by how many; `kept` cells may only go one way.

    `cut` are, where the last search was in vain, all nodes that it reached, or all that lead to where it should end.
    """

    sign: int
    kept: Collection[int]
    cells: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    rows: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    cut: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """From a node to another: by a cell or a row that changes by `sign`, so many at most."""

    source: int
    target: int
    cell: int | None
    row: int | None
    sign: int
    most: int


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where a way may end, with what is left over there, and the nodes that have a cell in common with such an end."""

    goals: Mapping[int, tuple[_Step, ...]]
    near: Collection[int]


class Network:
    """Cells between rows; `slack` are the rows that may be fewer or more, by how many each; `widths` their cells."""

    def __init__(
        self, places: Sequence[Place], slack: Mapping[int, tuple[int, int]], widths: Mapping[int, int]
    ) -> None:
        self._widths = widths
        self.places = places
        self.slack = slack
        self.rows: list[Rows] = [frozenset()]
        self._is_wide = [False]
        self._nodes: dict[tuple[bool, Rows], int] = {}
        self._sorted: dict[Rows, tuple[int, list[int]]] = {}
        self._holding: defaultdict[int, set[int]] = defaultdict(set)
        # Nodes of a day → nodes of windows → the cells between them, and the same backwards.
        self._falls: list[dict[int, set[int]]] = [{}]
        self._rises: list[dict[int, set[int]]] = [{}]
        self._ends: list[list[int]] = []
        self._fall, self._rise = [place.fall for place in places], [place.rise for place in places]
        for cell, place in enumerate(places):
            day, wide = self._find_node(place.day, is_wide=False), self._find_node(place.wide, is_wide=True)
            self._ends.append([day, wide])
            # What cannot change leads nowhere: after an edition with few changes that are nearly all.
            if place.fall <= 0 and place.rise <= 0:
                continue
            between = self._falls[day].setdefault(wide, set())
            between.add(cell)
            self._rises[wide][day] = between

    def ends(self, cell: int) -> tuple[int, int]:
        """The nodes of a cell's day and of its wider windows."""
        return self._ends[cell][0], self._ends[cell][1]

    def push(self, cell: int, most: int, trial: Trial) -> int:
        """Raise a cell (lower it where the trial's sign says so), by how many at most; by how many it could be."""
        start, end = self.ends(cell) if trial.sign > 0 else (self._ends[cell][1], self._ends[cell][0])
        place = self.places[cell]
        most = min(most, (place.rise if trial.sign > 0 else place.fall) - trial.sign * trial.cells[cell])
        done = 0
        goals = self._list_goals(end, trial)
        while done < most:
            path = self._find_path(start, goals, trial)
            if path is None:
                return done
            by = min([most - done, *(step.most for step in path)])
            for step in path:
                _take(step, by, trial)
            trial.cells[cell] += trial.sign * by
            done += by
            goals = self._list_goals(end, trial)
        trial.cut = ()
        return done

    def take_back(self, row: int) -> None:
        """A row is published no longer."""
        for node in sorted(self._holding.pop(row, ())):
            is_wide, rows = self._is_wide[node], self.rows[node]
            del self._nodes[is_wide, rows]
            left = rows - {row}
            other = self._nodes.get((is_wide, left)) if left else _OUTSIDE
            if other is None:
                self.rows[node], self._nodes[is_wide, left] = left, node
            else:
                self._merge(node, other)

    def is_bound(self, node: int, inside: Collection[int]) -> bool:
        """Whether a node with fewer rows, the narrowest taken off one by one, would be one that is not `inside`."""
        left = self.rows[node]
        for row in sorted(left, key=self._widths.__getitem__):
            left = left - {row}
            other = self._nodes.get((self._is_wide[node], left)) if left else _OUTSIDE
            if other is not None:
                return other not in inside
        return False

    def walk_back(self, cell: int, trial: Trial) -> Collection[int]:
        """The nodes from which the end of a cell's way can be reached."""
        return self._walk_back([self._ends[cell][1 if trial.sign > 0 else 0]], trial, most=len(self.rows) + 1)

    def _walk_back(self, goals: Iterable[int], trial: Trial, *, most: int) -> set[int]:
        seen = set(goals)
        waiting = deque(seen)
        while waiting and len(seen) < most:
            for other in self._list_sources(waiting.popleft(), trial):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _find_node(self, rows: Rows, *, is_wide: bool) -> int:
        if not rows:
            return _OUTSIDE
        node = self._nodes.get((is_wide, rows))
        if node is None:
            node = self._nodes[is_wide, rows] = len(self.rows)
            self.rows.append(rows)
            self._is_wide.append(is_wide)
            self._falls.append({})
            self._rises.append({})
            for row in rows:
                self._holding[row].add(node)
        return node

    def _merge(self, node: int, other: int) -> None:
        """All cells of a node are cells of another."""
        is_wide = self._is_wide[node]
        own, back = (self._rises, self._falls) if is_wide else (self._falls, self._rises)
        for far, cells in own[node].items():
            del back[far][node]
            joined = own[other].setdefault(far, set())
            joined |= cells
            back[far][other] = joined
            for cell in cells:
                self._ends[cell][is_wide] = other
        own[node] = {}
        for row in self.rows[node]:
            self._holding[row].discard(node)
        self.rows[node] = frozenset()

    def _list_goals(self, end: int, trial: Trial) -> dict[int, tuple[_Step, ...]]:
        """Where a way may end: at the end itself, or where what is left over is within the slack of rows."""
        goals: dict[int, tuple[_Step, ...]] = {end: ()}
        waiting = [end] if self.slack else []
        while waiting:
            node = waiting.pop()
            for step in self._drop_rows(node, trial, sign=trial.sign):
                if step.target not in goals:
                    goals[step.target] = (*goals[node], step)
                    waiting.append(step.target)
        return goals

    def _find_path(self, start: int, goals: Mapping[int, tuple[_Step, ...]], trial: Trial) -> list[_Step] | None:
        """The shortest way from a node to one of the goals, with what is left over at its end."""
        came: dict[int, _Step | None] = {start: None}
        trial.cut = ()
        if start in goals:
            return [*goals[start]]
        waiting, aim, turns = deque([start]), _Aim(goals, self._find_near(goals)), 0
        while waiting:
            turns += 1
            if turns == _PATIENCE and not self.slack and self._is_closed(goals, start, trial):
                return None
            found = self._expand(waiting, came, aim, trial=trial)
            if found is not None:
                return [*_trace(found, came), *goals[found.target]]
        trial.cut = came.keys()
        return None

    def _expand(self, waiting: deque[int], came: dict[int, _Step | None], aim: _Aim, *, trial: Trial) -> _Step | None:
        """Go on from the next node; the step to a goal, if one is found."""
        node = waiting.popleft()
        if node in aim.near and (last := self._find_last(node, aim.goals, trial)) is not None:
            return last
        for step in self._list_steps(node, came, trial):
            target = step.target
            came[target] = step
            if target in aim.goals:
                return step
            waiting.append(target)
            if target in aim.near and (last := self._find_last(target, aim.goals, trial)) is not None:
                return last
        return None

    def _find_near(self, goals: Iterable[int]) -> Collection[int]:
        """The nodes that have a cell in common with a goal."""
        near = [arcs[goal].keys() for goal in goals for arcs in (self._falls, self._rises) if arcs[goal]]
        return near[0] if len(near) == 1 else set().union(*near)

    def _is_closed(self, goals: Iterable[int], start: int, trial: Trial) -> bool:
        """Whether few nodes lead to the goals, and the start is none of them."""
        seen = self._walk_back(goals, trial, most=_FEW)
        if len(seen) >= _FEW or start in seen:
            return False
        trial.cut = seen
        return True

    def _find_last(self, node: int, goals: Mapping[int, tuple[_Step, ...]], trial: Trial) -> _Step | None:
        """The step from a node to a goal, if one is enough."""
        for arcs, sign in ((self._falls[node], -1), (self._rises[node], 1)):
            for goal in goals:
                if (cells := arcs.get(goal)) and (found := self._choose(cells, sign, trial)) is not None:
                    return _Step(node, goal, found[0], None, sign, found[1])
        return None

    def _list_steps(self, node: int, came: Collection[int], trial: Trial) -> Iterator[_Step]:
        for arcs, sign in ((self._falls[node], -1), (self._rises[node], 1)):
            for target, cells in arcs.items():
                if target in came:
                    continue
                found = self._choose(cells, sign, trial)
                if found is not None:
                    yield _Step(node, target, found[0], None, sign, found[1])
        if self.slack and node != _OUTSIDE:
            for step in self._drop_rows(node, trial, sign=-1 if self._is_wide[node] else 1):
                if step.target not in came:
                    yield step

    def _list_sources(self, node: int, trial: Trial) -> Iterator[int]:
        for arcs, sign in ((self._rises[node], -1), (self._falls[node], 1)):
            yield from (other for other, cells in arcs.items() if self._choose(cells, sign, trial) is not None)

    def _choose(self, cells: Collection[int], sign: int, trial: Trial) -> tuple[int, int] | None:
        """The cell of these that can change most, and by how much; none that is to be kept from it."""
        best, most = -1, 0
        rooms, kept = (self._rise if sign > 0 else self._fall), trial.kept if sign != trial.sign else ()
        for cell in cells:
            room = rooms[cell]
            if trial.cells:
                room -= sign * trial.cells.get(cell, 0)
            if room > most and cell not in kept:
                best, most = cell, room
                if room >= _ENOUGH:
                    break
        return (best, most) if most else None

    def _drop_rows(self, node: int, trial: Trial, *, sign: int) -> Iterator[_Step]:
        """Steps that leave a surplus (sign 1) or a lack (-1) to a row with slack: the narrowest, or to a known node."""
        rows, is_wide = self.rows[node], self._is_wide[node]
        # All sets of rows that slack could leave would be too many.
        narrowest, loose = self._sort_rows(rows)
        for row in loose:
            fewer, more = self.slack[row]
            room = more - trial.rows.get(row, 0) if sign > 0 else fewer + trial.rows.get(row, 0)
            if room <= 0:
                continue
            left = rows - {row}
            if row == narrowest or not left or (is_wide, left) in self._nodes:
                yield _Step(node, self._find_node(left, is_wide=is_wide), None, row, sign, room)

    def _sort_rows(self, rows: Rows) -> tuple[int, list[int]]:
        """The narrowest of some rows, and those of them with slack."""
        if rows not in self._sorted:
            narrowest = min(rows, key=lambda row: (self._widths[row], row), default=-1)
            self._sorted[rows] = narrowest, sorted(rows & self.slack.keys())
        return self._sorted[rows]


def _trace(step: _Step, came: Mapping[int, _Step | None]) -> list[_Step]:
    path = [step]
    while (before := came[path[-1].source]) is not None:
        path.append(before)
    return path[::-1]


def _take(step: _Step, by: int, trial: Trial) -> None:
    moved = trial.cells if step.cell is not None else trial.rows
    at = step.cell if step.cell is not None else step.row
    assert at is not None
    moved[at] += step.sign * by
