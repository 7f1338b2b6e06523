"""Several days of a region in which figures for several days lie: its least total, kept while claims are added.

People in the parts of days count for each row that holds them; what a row needs beyond is the subject of a program.
Whether a voice can be left out without another program is a matter of arithmetic (see balance.py).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from habeas.tally.balance import Balance, RowsOver, change_day
from habeas.tally.block import (
    ONE,
    Block,
    KeptProof,
    Lows,
    Proof,
    Rank,
    Shares,
    best_figure,
    best_low,
    find_lows,
    prove_shares,
)
from habeas.tally.constraint import Constraint
from habeas.tally.cover import share_parts
from habeas.tally.opened import Cell, Counted, OpenedDay, Row
from habeas.tally.program import Number
from habeas.tally.region import Region
from habeas.tally.rows import RowProgram


class Stretch:
    """Rows of several days with the rows and parts of each day; `put` takes in what a day now holds."""

    __slots__ = (
        "_at",
        "_balances",
        "_days",
        "_losses",
        "_program",
        "_proofs",
        "_rests",
        "_spans",
        "anchor",
        "held",
        "lows",
        "proof",
        "region",
        "total",
    )

    def __init__(self, region: Region, spans: Mapping[Region, Rank]) -> None:
        self.region = region
        self.anchor = (region.mask & -region.mask, region.first)
        self.total: Number | None = None
        self.lows: Lows | None = None
        self.proof: Proof | None = None
        self.held: Number = 0
        self._losses: dict[str, Number] = defaultdict(int)
        self._spans = {span: Row(span, rank) for span, rank in spans.items() if rank}
        self._at: dict[int, list[Row]] = defaultdict(list)
        for span, row in self._spans.items():
            for day in range(span.first, span.last + 1):
                self._at[day].append(row)
        self._days: dict[int, OpenedDay] = {}
        self._balances: dict[str | None, Balance] = {}
        # What the multipliers of each balance leave uncovered, day by day, and the proofs put together of it.
        self._rests: dict[str | None, dict[int, Shares]] = {}
        self._proofs: dict[str | None, KeptProof] = {}
        self._program = RowProgram()

    def put(self, day: int, block: Block | None, *, crossing: int = 0) -> None:
        """Take in all that is said of a day, which was empty or held something else; `crossing` opens it further."""
        self._compare()
        spans = self._at.get(day, [])
        before = self._days.get(day) or OpenedDay(None, ())
        after = self._days[day] = OpenedDay(block, {crossing, *(row.region.mask for row in spans)})
        for row in spans:
            row.grow(before.count(row.region.mask), -1)
            row.grow(after.count(row.region.mask), 1)
        self._count(before.whole, -1)
        self._count(after.whole, 1)
        over: dict[Cell, list[Row]] = {}

        def rows_over(cell: Cell) -> list[Row]:
            if cell not in over:
                over[cell] = self._over(cell)
            return over[cell]

        for voice, balance in list(self._balances.items()):
            if change_day(balance, (before, after), spans, rows_over, voice):
                self._uncover(voice, day, rows_over)
            else:
                self._drop(voice)
        self.total, self.lows = None, None

    def rerank(self, span: Region, rank: Rank) -> None:
        """Take in what voices now say of several days, which is new or more than before."""
        self._compare()
        if span not in self._spans:
            self._insert(Row(span, rank))
            return
        row = self._spans[span]
        before, row.rank = row.rank, rank
        for voice, balance in list(self._balances.items()):
            balance.shift(row, best_low(rank, voice) - best_low(before, voice))
            if row in balance.weights or not balance.settle([row], self._over):
                self._drop(voice)
        self.total, self.lows = None, None

    def _insert(self, row: Row) -> None:
        """Take in a row, for which days are opened further where it crosses what they hold."""
        mask, first, last = row.region
        for day in [day for day in range(first, last + 1) if day in self._days]:
            if self._days[day].is_crossed(mask):
                self.put(day, self._days[day].block, crossing=mask)
            row.grow(self._days[day].count(mask), 1)
        self._spans[row.region] = row
        for day in range(first, last + 1):
            self._at[day].append(row)
        for voice, balance in list(self._balances.items()):
            balance.weigh([row], voice)
            if not balance.settle([row], self._over):
                self._drop(voice)
        self.total, self.lows = None, None

    def inside(self) -> Sequence[Block]:
        """None: what days hold is weighed as it is put in."""
        return ()

    def settle(self) -> None:
        """The least total of all voices."""
        self.total = self.held + self._balance(None).value

    def weigh(self) -> None:
        """The same without each voice that the proof rests on."""
        base = self._balance(None)
        lows: dict[str | None, Number] = {None: self.held + base.value}
        if not base.slack:
            base.weigh(self._rows(), None)
        uncovered = self._lose_uncovered(base)
        voices = self._supporters()
        for voice in voices:
            if voice not in self._balances and self._is_best_without(base, voice, uncovered[voice]):
                lows[voice] = lows[None] - uncovered[voice].total
            else:
                lows[voice] = self.held - self._losses[voice] + self._balance(voice).value
        for voice in [voice for voice in self._balances if voice is not None and voice not in lows]:
            self._drop(voice)
        self.lows = lows

    def step(self, without: str | None) -> Shares:
        """The rows with multipliers, and each part as far as these leave its cells uncovered."""
        balance = self._balances.get(without, self._balances[None])
        shares: Shares = []
        for row, weight in balance.weights.items():
            figure = best_figure(row.rank, without)
            assert figure is not None
            shares.append((figure, ONE if weight == 1 else Fraction(weight)))
        rests = self._uncovered(without if without in self._balances else None)
        return [*shares, *(share for rest in rests.values() for share in rest)]

    def recall(self, without: str | None) -> KeptProof:
        """The proof, which stays the same object until what it rests on changes."""
        chosen = without if without in find_lows(self) else None
        if chosen not in self._proofs:
            self._proofs[chosen] = KeptProof(prove_shares(self.step(chosen), chosen))
        return self._proofs[chosen]

    def _uncover(self, voice: str | None, day: int, rows_over: RowsOver) -> None:
        """Look again at what the multipliers leave uncovered of a day, and put it into the proofs."""
        rests = self._rests.get(voice)
        if rests is None:
            return
        balance, opened = self._balances[voice], self._days[day]
        left = [(part, balance.rest(rows_over(cell))) for cell, part in opened.parts.items()]
        after: Shares = [(part, ONE if rest == 1 else Fraction(rest)) for part, rest in left if rest]
        before = rests.pop(day, [])
        if after:
            rests[day] = after
        if any(row in balance.weights for row in opened.rows.values()):
            self._forget(voice)
        elif before or after:
            for each in self._resting_on(voice):
                gone, come = prove_shares(before, each), prove_shares(after, each)
                self._proofs[each] = self._proofs[each].exchange(gone, come)

    def _resting_on(self, voice: str | None) -> list[str | None]:
        """Whose proofs rest on a balance: its own, and on that of all voices those that need no other."""
        others = [each for each in self._proofs if each is not None and each not in self._balances]
        return [*([voice] if voice in self._proofs else []), *(others if voice is None else [])]

    def _drop(self, voice: str | None) -> None:
        """Forget a balance that cannot be kept, and what rests on it."""
        self._forget(voice)
        del self._balances[voice]
        self._rests.pop(voice, None)

    def _forget(self, voice: str | None) -> None:
        for each in self._resting_on(voice):
            del self._proofs[each]

    def _compare(self) -> None:
        """Before needs change: know by how much rows are paid too much."""
        for voice, balance in self._balances.items():
            if not balance.slack:
                balance.weigh(self._rows(), voice)

    def _count(self, counted: Counted, sign: int) -> None:
        self.held += sign * counted.held
        for voice, loss in counted.lost.items():
            self._losses[voice] += sign * loss

    def _rows(self) -> Iterator[Row]:
        yield from self._spans.values()
        for day in self._days.values():
            yield from day.rows.values()

    def _over(self, cell: Cell) -> list[Row]:
        bit, day = cell
        rows = [row for row in self._at.get(day, ()) if row.region.mask & bit]
        known = self._days.get(day)
        return rows if known is None else rows + [row for row in known.rows.values() if row.region.mask & bit]

    def _balance(self, without: str | None) -> Balance:
        if without not in self._balances:
            rows = list(self._rows())
            self._proofs.pop(without, None)
            self._balances[without] = Balance(self._program.solve(rows, without), without)
        return self._balances[without]

    def _uncovered(self, kept: str | None) -> dict[int, Shares]:
        if kept not in self._rests:
            parts = ((cell, part) for day in self._days.values() for cell, part in day.parts.items())
            weights = [(row.region, Fraction(weight)) for row, weight in self._balances[kept].weights.items()]
            rests: dict[int, Shares] = defaultdict(list)
            for part, weight in share_parts(parts, weights, self.region):
                rests[part.anchor[1]].append((part, weight))
            self._rests[kept] = dict(rests)
        return self._rests[kept]

    def _supporters(self) -> list[str]:
        """Voices that the proof rests on, in order."""
        voices: set[str] = set()
        for share, _ in self.step(None):
            if isinstance(share, Constraint):
                voices.add(share.voice.id)
            else:
                voices.update(voice for voice in find_lows(share) if voice is not None)
        return sorted(voices)

    def _lose_uncovered(self, base: Balance) -> dict[str, "Loss"]:
        """What goes with each voice of what the rows leave uncovered, in all and by row."""
        losses: dict[str, Loss] = defaultdict(Loss)
        for part, weight in (share for rest in self._uncovered(None).values() for share in rest):
            assert not isinstance(part, Constraint)
            known, over = find_lows(part), self._over(part.anchor)
            for voice, rest in known.items():
                if voice is not None and rest != known[None]:
                    losses[voice].add(known[None] - rest, over, is_whole=weight is ONE)
        for row in base.weights:
            if row.rank:
                losses[row.rank[0].voice.id].rows.append(row)
        return losses

    def _is_best_without(self, base: Balance, voice: str, loss: "Loss") -> bool:
        """Whether the multipliers stay the best without a voice, its people in covered cells being moved to rows."""
        if not loss.is_whole or any(best_low(row.rank, voice) != best_low(row.rank, None) for row in loss.rows):
            return False
        return all(
            base.slack[row] + best_low(row.rank, None) - best_low(row.rank, voice) >= lost
            for row, lost in loss.by_row.items()
        )


class Loss:
    """What goes with a voice: in all, by row, and the rows with multipliers in which it speaks loudest."""

    __slots__ = ("by_row", "is_whole", "rows", "total")

    def __init__(self) -> None:
        self.total: Number = 0
        self.by_row: dict[Row, Number] = defaultdict(int)
        self.rows: list[Row] = []
        self.is_whole = True

    def add(self, loss: Number, rows: Sequence[Row], *, is_whole: bool) -> None:
        """One more part that no row covers, and the rows that hold it."""
        self.total += loss
        self.is_whole = self.is_whole and is_whole
        for row in rows:
            self.by_row[row] += loss
