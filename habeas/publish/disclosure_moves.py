"""Moves that hide small counts: people moved from cell to cell until a small count is five more, or fewer, than it is.

Each move leaves every published count as it stands, so that nobody who reads them can tell the moved cells from the
true ones. It moves whole people; where none is found for a small count, that is not shown to be hidden.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.model.listed import SMALL, ListMeasure
from habeas.publish.disclosure_facts import Copy, Facts, Secret
from habeas.publish.disclosure_network import ENDLESS, Network, Place, Trial

# By how many people each column changes.
Move = dict[int, int]
# Cells of a count that are tried one after the other: of a small one all, of a wide one that hardly changed some.
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Layer:
    """Measures and editions that are moved alike: where a cell of one goes up, so do the others there.

    `columns` are those of each cell of the network, `cells` those of the network by column.
    """

    network: Network
    columns: tuple[tuple[int, ...], ...]
    cells: Mapping[int, int]


class Search:
    """Moves for one secret after the other; what one hides need not be searched for again.

    `moves` are all that were found, by number. Rows of the last edition may be taken back (`gone`), and put back.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.moves: dict[int, Move] = {}
        self.gone: set[int] = set()
        self._copies = frozenset(facts.copies)
        self._asked: dict[tuple[ListMeasure, int, int | None], tuple[frozenset[Copy], ...]] = {}
        self._layers: dict[frozenset[Copy], Layer] = {}
        self._least = [secret.people for secret in facts.secrets]
        self._most = [secret.people for secret in facts.secrets]
        # By secret the moves that made it wider, and what it is with each.
        self._seen: list[dict[int, int]] = [{} for _ in facts.secrets]
        self._found = 0
        self._above, self._below = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for low, high in facts.order:
            self._above[low].append(high)
            self._below[high].append(low)
        self._held = _index((number, (held, *detained)) for number, (held, detained) in enumerate(facts.held))
        # Rows of people still held in the last edition that kept a secret of those detained from being hidden.
        self._blocking: set[int] = set()
        self._widths = {number: len(row.columns) for number, row in enumerate(facts.rows)}
        self._rows = _index((number, row.columns) for number, row in enumerate(facts.rows))
        self._secrets = _index((number, tuple(secret.factors)) for number, secret in enumerate(facts.secrets))

    def is_hidden(self, number: int) -> bool:
        """Whether a secret may be so much more or less that nobody can tell it."""
        return self._most[number] - self._least[number] >= SMALL

    def hide(self, number: int) -> bool:
        """Search moves for a secret: whether it is hidden."""
        secret = self.facts.secrets[number]
        self._blocking.clear()
        for copies in self._list_layers(secret):
            layer = self._find_layer(copies)
            for sign in (-1, 1):
                for factor in (1, -1):
                    if self.is_hidden(number):
                        return True
                    cells = _list_cells(secret, layer, factor)
                    if cells:
                        self._push(number, layer, cells, sign=sign * factor, way=sign)
        return self.is_hidden(number)

    def list_bound(self, number: int) -> list[int]:
        """The rows of the last edition that keep a secret from being hidden: one of them has to go."""
        if self._blocking:
            return sorted(self._blocking)
        secret = self.facts.secrets[number]
        # A count that fell can only have fallen by more, as one that is there can only be more than it is.
        way = 1 if secret.people > 0 else -1
        wanted = self._find_wanted(number, way)
        for copies in self._list_layers(secret):
            layer = self._find_layer(copies)
            rows: set[int] = set()
            for factor in (1, -1):
                cells = _list_cells(secret, layer, factor)
                for cell in cells[:_TRIES]:
                    rows |= self._find_bound(layer, cell, wanted, Trial(way * factor, frozenset(cells)))
            if rows:
                return sorted(rows)
        return self._list_around(secret)

    def _list_around(self, secret: Secret) -> list[int]:
        """The rows of the last edition that a secret's cells lie in, or those that are moved with them."""
        layers = [self._find_layer(copies) for copies in self._list_layers(secret)]
        cells = ((layer, layer.cells[column]) for layer in layers for column in secret.factors if column in layer.cells)
        rows = {row for layer, cell in cells for column in layer.columns[cell] for row in self._rows.get(column, ())}
        return sorted(row for row in rows if row in self.facts.last)

    def take_back(self, row: int) -> None:
        """A row is published no longer."""
        self.gone.add(row)
        for column in self.facts.rows[row].columns:
            self._rows[column].remove(row)
        for layer in self._layers.values():
            layer.network.take_back(row)

    def put_back(self, row: int, is_sure: Callable[[int], bool]) -> bool:
        """Publish a row again, if what is hidden stays so, by moves or as another is sure of; whether it could be."""
        self.gone.remove(row)
        for column in self.facts.rows[row].columns:
            self._rows[column].append(row)
        self._layers.clear()
        lost = self._list_lost(row)
        hurt = sorted({secret for move in lost.values() for column in move for secret in self._secrets.get(column, ())})
        hidden, was = [*filter(self.is_hidden, hurt)], {secret: self._seen[secret] for secret in hurt}
        for secret, seen in was.items():
            self._seen[secret] = {number: by for number, by in seen.items() if number not in lost}
            self._widen(secret)
        if all(self.hide(secret) or is_sure(secret) for secret in hidden):
            self.moves = {number: move for number, move in self.moves.items() if number not in lost}
            return True
        for secret, seen in was.items():
            self._seen[secret] = seen
            self._widen(secret)
        self.take_back(row)
        return False

    def _list_lost(self, row: int) -> dict[int, Move]:
        """The moves that would change a row by more than it leaves open."""
        held, fewer, more = set(self.facts.rows[row].columns), self.facts.rows[row].fewer, self.facts.rows[row].more
        sums = {number: sum(by for column, by in move.items() if column in held) for number, move in self.moves.items()}
        return {number: self.moves[number] for number, by in sums.items() if not -fewer <= by <= more}

    def _push(self, number: int, layer: Layer, cells: Sequence[int], *, sign: int, way: int) -> None:
        """Move the cells of a secret up or down as far as needed, the others so that nothing published changes."""
        trial, wanted, done = Trial(sign, frozenset(cells)), self._find_wanted(number, way), 0
        for cell in cells[:_TRIES]:
            done += layer.network.push(cell, wanted - done, trial)
            if done >= wanted:
                break
        if done:
            move = {column: by for cell, by in trial.cells.items() if by for column in layer.columns[cell]}
            self._take(self._move_held(move))

    def _move_held(self, move: Move) -> Move:
        """The move with people still held taken from where fewer were detained now, and put where more were."""
        pairs = sorted({pair for column in move for pair in self._held.get(column, ())})
        room = {pair: self._find_room(pair, move) for pair in pairs}
        if all(by >= 0 for by in room.values()):
            return move
        moved, over = dict(move), defaultdict[int, int](int)
        for pair, by in sorted(room.items(), key=lambda item: item[1]):
            held = self.facts.held[pair][0]
            at = self.facts.copies[held][0]
            more = min(by, over[at])
            over[at] -= more
            moved[held] = moved.get(held, 0) + more
        changed = {row for pair in pairs for row in self._rows.get(self.facts.held[pair][0], ())}
        sums = {row: sum(moved.get(column, 0) for column in self.facts.rows[row].columns) for row in changed}
        rows = self.facts.rows
        blocking = (row for row, by in sums.items() if not -rows[row].fewer <= by <= rows[row].more)
        self._blocking.update(row for row in blocking if row in self.facts.last)
        return moved

    def _find_room(self, pair: int, move: Mapping[int, int]) -> int:
        """How many more people than are held somewhere are detained there after a move."""
        held, detained = self.facts.held[pair]
        more = sum(self.facts.truth[column] + move.get(column, 0) for column in detained)
        return more - self.facts.truth[held] - move.get(held, 0)

    def _find_wanted(self, number: int, way: int) -> int:
        """By how much a secret has to go up (down) from what it is, to be hidden."""
        people = self.facts.secrets[number].people
        return SMALL - (people - self._least[number] if way > 0 else self._most[number] - people)

    def _take(self, move: Move) -> None:
        """Note what a move makes of all secrets, if it is one that leaves all published counts as they are."""
        if not self._is_possible(move):
            return
        number = self._found = self._found + 1
        self.moves[number] = move
        sums = defaultdict[int, int](int)
        for column, by in move.items():
            for secret in self._secrets.get(column, ()):
                sums[secret] += self.facts.secrets[secret].factors[column] * by
        for secret, by in sums.items():
            people = self.facts.secrets[secret].people + by
            if not self._least[secret] <= people <= self._most[secret]:
                self._seen[secret][number] = people
                self._widen(secret)

    def _widen(self, secret: int) -> None:
        """What a secret may be by the moves that are noted for it."""
        known = [self.facts.secrets[secret].people, *self._seen[secret].values()]
        self._least[secret], self._most[secret] = min(known), max(known)

    def _is_possible(self, move: Move) -> bool:
        truth, sums = self.facts.truth, defaultdict[int, int](int)
        for column, by in move.items():
            own = truth[column] + by
            if own < 0:
                return False
            if any(truth[high] + move.get(high, 0) < own for high in self._above[column]):
                return False
            if any(truth[low] + move.get(low, 0) > own for low in self._below[column]):
                return False
            for row in self._rows.get(column, ()):
                sums[row] += by
        pairs = {pair for column in move for pair in self._held.get(column, ())}
        if any(self._find_room(pair, move) < 0 for pair in pairs):
            return False
        rows = self.facts.rows
        return all(-rows[row].fewer <= by <= rows[row].more for row, by in sums.items())

    def _list_layers(self, secret: Secret) -> Sequence[frozenset[Copy]]:
        """What to move alike for a secret: its own cells alone, people and detentions, those of several editions."""
        key = secret.count.measure, secret.at, secret.before
        if key not in self._asked:
            self._asked[key] = _list_layers(*key, known=self._copies)
        return self._asked[key]

    def _find_layer(self, copies: frozenset[Copy]) -> Layer:
        if copies not in self._layers:
            self._layers[copies] = self._make_layer(copies)
        return self._layers[copies]

    def _make_layer(self, copies: frozenset[Copy]) -> Layer:
        found = defaultdict[object, list[int]](list)
        for column, (key, copy) in enumerate(zip(self.facts.keys, self.facts.copies, strict=True)):
            if copy in copies:
                found[key].append(column)
        columns = tuple(tuple(each) for each in found.values())
        rows = self.facts.rows
        slack = {
            at: (row.fewer, row.more) for at, row in enumerate(rows) if row.copy in copies and row.fewer + row.more
        }
        network = Network([self._make_place(each) for each in columns], slack, self._widths)
        return Layer(network, columns, {column: at for at, each in enumerate(columns) for column in each})

    def _make_place(self, columns: Sequence[int]) -> Place:
        truth, rows = self.facts.truth, {row for column in columns for row in self._rows.get(column, ())}
        days = frozenset(row for row in rows if self.facts.rows[row].count.first == self.facts.rows[row].count.last)
        rise = [
            truth[high] - truth[column] for column in columns for high in self._above[column] if high not in columns
        ]
        pairs = {pair: column for column in columns for pair in self._held.get(column, ())}
        rise += [self._find_room(pair, {}) for pair, column in pairs.items() if self.facts.held[pair][0] == column]
        fall = [truth[column] - truth[low] for column in columns for low in self._below[column] if low not in columns]
        return Place(
            days, frozenset(rows) - days, min([*(truth[column] for column in columns), *fall]), min([ENDLESS, *rise])
        )

    def _find_bound(self, layer: Layer, cell: int, wanted: int, trial: Trial) -> set[int]:
        """The rows that a cell's way ends at: the fewest around what one of its ends reaches."""
        network, place = layer.network, layer.network.places[cell]
        if (place.rise if trial.sign > 0 else place.fall) < wanted:
            return set()
        network.push(cell, wanted, trial)
        if not trial.cut:
            return set()
        return self._list_rows(network, trial.cut) or self._list_rows(network, network.walk_back(cell, trial))

    def _list_rows(self, network: Network, nodes: Collection[int]) -> set[int]:
        """The rows of the last edition around nodes: those without which one would be another node, or none."""
        found: set[int] = set()
        for node in nodes:
            if not network.is_bound(node, nodes):
                continue
            bound = [row for row in network.rows[node] if row in self.facts.last]
            found.update(row for row in bound if not any(self._is_inside(other, row) for other in bound))
        return found

    def _is_inside(self, one: int, other: int) -> bool:
        """Whether what one row is about is a part, and not all, of what another is about."""
        inner, outer = self.facts.rows[one].count, self.facts.rows[other].count
        if inner.first < outer.first or outer.last < inner.last or one == other:
            return False
        is_same = (inner.place, inner.first, inner.last) == (outer.place, outer.first, outer.last)
        if outer.place is None:
            return not is_same
        return not is_same and inner.place is not None and outer.place.id in (inner.place.id, *inner.place.parents)


def _index(members: Iterable[tuple[int, tuple[int, ...]]]) -> dict[int, list[int]]:
    """By column the numbers of what holds it."""
    found = defaultdict[int, list[int]](list)
    for number, columns in members:
        for column in columns:
            found[column].append(number)
    return dict(found)


def _list_cells(secret: Secret, layer: Layer, factor: int) -> tuple[int, ...]:
    """The cells of a layer that add to a secret (factor 1) or are taken from it (-1); none that does both."""
    sums = defaultdict[int, int](int)
    for column, own in secret.factors.items():
        if column in layer.cells:
            sums[layer.cells[column]] += own
    return tuple(cell for cell, total in sums.items() if total == factor)


def _list_layers(
    measure: ListMeasure, at: int, before: int | None, *, known: Collection[Copy]
) -> tuple[frozenset[Copy], ...]:
    measures = {measure, "detained", "persons"} if measure in ("detained", "persons") else {measure}
    editions = sorted({number for number, _ in known})
    spans = [[at], editions[at:], editions] if before is None else [[at], editions[at:], [before], editions[:at]]
    asked = [
        frozenset((number, each) for number in span for each in some if (number, each) in known)
        for span in spans
        for some in ({measure}, measures)
    ]
    return tuple(copies for copies in dict.fromkeys(asked) if copies)
