"""Several days of a region in which figures for several days lie: its least total, kept while claims are added.

People in the parts of days count for each row that holds them; what a row needs beyond is the subject of a program.
Whether a voice can be left out without another program is a matter of arithmetic (see balance.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from habeas.tally.balance import Balance, RowsOver, change_day
from habeas.tally.block import Block, Lows, Rank, Shares, best_figure, best_low, find_lows, prove_shares
from habeas.tally.constraint import Constraint
from habeas.tally.cover import share_parts
from habeas.tally.loss import Loss, Losses, lose_parts
from habeas.tally.opened import Cell, Counted, OpenedDay, Row
from habeas.tally.payment import Payment
from habeas.tally.program import Number
from habeas.tally.proof import ONE, KeptProof, Proof, Written
from habeas.tally.region import Region
from habeas.tally.rows import RowProgram

_NO_LOSS = Loss()
# Where multipliers differ over more of the days than this, all days are looked at at once.
_MOST_UNLIKE = 0.3


class Stretch:
    """Rows of several days with the rows and parts of each day; `put` takes in what a day now holds."""

    __slots__ = (
        "_at",
        "_balances",
        "_days",
        "_losses",
        "_lost",
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
        # Of that of all voices, what goes with each.
        self._lost: Losses | None = None
        self._proofs: dict[str | None, KeptProof] = {}
        self._program = RowProgram()

    def put(self, day: int, block: Block | None, *, crossing: int = 0) -> None:
        """Take in all that is said of a day, which was empty or held something else; `crossing` opens it further."""
        self._compare()
        spans = self._at.get(day, [])
        before = self._days.get(day)
        after = self._days[day] = OpenedDay(block, {crossing, *(row.region.mask for row in spans)})
        for opened, sign in ((before, -1), (after, 1)):
            if opened is not None:
                for row in spans:
                    row.grow(opened.count(row.region.mask), sign)
                self._count(opened.whole, sign)
        if self._balances:
            self._change(day, before or OpenedDay(None, ()), spans)
        self.total, self.lows = None, None

    def _change(self, day: int, before: OpenedDay, spans: Sequence[Row]) -> None:
        """Keep the balances that can be kept now that a day has changed."""
        after, rows_over = self._days[day], self._remember_over()
        for voice, balance in list(self._balances.items()):
            if change_day(balance, (before, after), spans, rows_over, voice):
                self._uncover(voice, day, rows_over)
            else:
                self._drop(voice)

    def rerank(self, span: Region, rank: Rank) -> None:
        """Take in what voices now say of several days, which is new or more than before."""
        self._compare()
        if span not in self._spans:
            self._insert(Row(span, rank))
            return
        row, rows_over = self._spans[span], self._remember_over()
        before, row.rank = row.rank, rank
        for voice, balance in list(self._balances.items()):
            balance.shift(row, best_low(rank, voice) - best_low(before, voice))
            if not balance.settle([row], rows_over):
                self._drop(voice)
            elif row in balance.weights:
                written: Written = {}
                for each in self._resting_on(voice):
                    self._proofs[each].exchange({None: self._prove_spans(each, voice)}, written)
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
        rows_over = self._remember_over()
        for voice, balance in list(self._balances.items()):
            balance.take_in(row, voice)
            if not balance.settle([row], rows_over):
                self._drop(voice)
        # What lies under the new row is not told there.
        self._lost = None
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
            base.weigh(Payment(self._rows()), None)
        known = self._find_losses().by_voice
        told: dict[str, list[Row]] = defaultdict(list)
        for row in base.weights:
            if row.rank:
                told[row.rank[0].voice.id].append(row)
        for voice in sorted({*known, *told}):
            loss = known.get(voice, _NO_LOSS)
            if voice not in self._balances and _is_best_without(base, voice, loss, told.get(voice, ())):
                lows[voice] = lows[None] - loss.total
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
        """The proof, which stays the same object until what it rests on changes by more than a day."""
        chosen = without if without in find_lows(self) else None
        if chosen not in self._proofs:
            self._proofs[chosen] = self._prove_all() if chosen is None else self._prove_without(chosen)
        return self._proofs[chosen]

    def _prove_all(self) -> KeptProof:
        days = {day: self._prove_day(day, None, None) for day in self._days}
        return KeptProof({None: self._prove_spans(None, None), **{day: part for day, part in days.items() if part}})

    def _prove_without(self, voice: str) -> KeptProof:
        """The proof of all voices, exchanged where it rests on one of them or on other multipliers."""
        base, kept = self.recall(None), voice if voice in self._balances else None
        days = {*self._find_losses().days(voice)}
        weights = {**self._balances[None].weights, **self._balances[kept].weights}
        days.update(row.region.first for row in weights if row.rank and row.rank[0].voice.id == voice)
        if kept is not None:
            days.update(self._days_unlike(kept))
            every, own = self._uncovered(None), self._uncovered(kept)
            days.update(day for day in self._days if every.get(day) is not own.get(day))
        parts: dict[int | None, Proof] = {day: self._prove_day(day, voice, kept) for day in days if day in self._days}
        return base.vary({None: self._prove_spans(voice, kept), **parts})

    def _prove_day(self, day: int, voice: str | None, kept: str | None) -> Proof:
        rows = self._days[day].rows.values()
        return [*self._told(rows, voice, kept), *prove_shares(self._uncovered(kept).get(day, []), voice)]

    def _prove_spans(self, voice: str | None, kept: str | None) -> Proof:
        return self._told(self._spans.values(), voice, kept)

    def _told(self, rows: Iterable[Row], voice: str | None, kept: str | None) -> Proof:
        """The best figures of rows that have a multiplier."""
        weights = self._balances[kept].weights
        found = ((best_figure(row.rank, voice), weights[row]) for row in rows if row in weights)
        return [(figure, _as_fraction(weight)) for figure, weight in found if figure is not None]

    def _uncover(self, voice: str | None, day: int, rows_over: RowsOver) -> None:
        """Look again at what the multipliers leave uncovered of a day, and put it into the proofs."""
        rests = self._rests.get(voice)
        if rests is None:
            return
        rests.pop(day, None)
        if shares := self._share_day(voice, day, rows_over):
            rests[day] = shares
        if voice is None and self._lost is not None:
            over = {cell: rows_over(cell) for cell in self._days[day].parts}
            self._lost.put(day, lose_parts(shares, over))
        written: Written = {}
        common, apart = self._prove_day(day, voice, voice), self._stand_out(day)
        for each in self._resting_on(voice):
            part = self._prove_day(day, each, voice) if each != voice and each in apart else common
            self._proofs[each].exchange({day: part}, written)

    def _stand_out(self, day: int) -> set[str]:
        """The voices without which the proof of all is another one of a day."""
        weights = self._balances[None].weights if None in self._balances else {}
        told = [row.rank[0].voice.id for row in self._days[day].rows.values() if row in weights and row.rank]
        return {*told, *(() if self._lost is None else self._lost.voices(day))}

    def _share_day(self, voice: str | None, day: int, rows_over: RowsOver) -> Shares:
        balance = self._balances[voice]
        left = [(part, balance.rest(rows_over(cell))) for cell, part in self._days[day].parts.items()]
        return [(part, _as_fraction(rest)) for part, rest in left if rest]

    def _resting_on(self, voice: str | None) -> list[str | None]:
        """Whose proofs rest on a balance: its own, and on that of all voices those that need no other."""
        others = [each for each in self._proofs if each is not None and each not in self._balances]
        return [*([voice] if voice in self._proofs else []), *(others if voice is None else [])]

    def _drop(self, voice: str | None) -> None:
        """Forget a balance that cannot be kept, and what rests on it."""
        for each in self._resting_on(voice):
            del self._proofs[each]
        del self._balances[voice]
        self._rests.pop(voice, None)
        if voice is None:
            self._lost = None

    def _compare(self) -> None:
        """Before needs change: know by how much rows are paid too much."""
        unknown = {voice: balance for voice, balance in self._balances.items() if not balance.slack}
        if unknown:
            payment = Payment(self._rows())
            for voice, balance in unknown.items():
                balance.weigh(payment, voice)

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

    def _remember_over(self) -> RowsOver:
        """The same, looked up once for all balances."""
        over: dict[Cell, list[Row]] = {}

        def rows_over(cell: Cell) -> list[Row]:
            if cell not in over:
                over[cell] = self._over(cell)
            return over[cell]

        return rows_over

    def _balance(self, without: str | None) -> Balance:
        if without not in self._balances:
            rows = list(self._rows())
            self._proofs.pop(without, None)
            self._balances[without] = Balance(self._program.solve(rows, without), without)
        return self._balances[without]

    def _uncovered(self, kept: str | None) -> dict[int, Shares]:
        if kept not in self._rests:
            days = None if kept is None else self._days_unlike(kept)
            if days is None or len(days) > _MOST_UNLIKE * len(self._days):
                self._rests[kept] = self._share_all(kept)
            else:
                self._rests[kept] = rests = {**self._uncovered(None)}
                for day in days & self._days.keys():
                    rests.pop(day, None)
                    if shares := self._share_day(kept, day, self._over):
                        rests[day] = shares
        return self._rests[kept]

    def _share_all(self, kept: str | None) -> dict[int, Shares]:
        parts = ((cell, part) for day in self._days.values() for cell, part in day.parts.items())
        weights = [(row.region, Fraction(weight)) for row, weight in self._balances[kept].weights.items()]
        rests: dict[int, Shares] = defaultdict(list)
        for part, weight in share_parts(parts, weights, self.region):
            rests[part.anchor[1]].append((part, weight))
        return dict(rests)

    def _days_unlike(self, kept: str) -> set[int]:
        """The days over which a balance has other multipliers than that of all voices."""
        base, own = self._balances[None].weights, self._balances[kept].weights
        unlike = [row.region for row in {**base, **own} if base.get(row) != own.get(row)]
        return {day for _, first, last in unlike for day in range(first, last + 1)}

    def _find_losses(self) -> Losses:
        """What goes with each voice of what the multipliers of all leave uncovered."""
        if self._lost is None:
            self._lost = Losses()
            for day, shares in self._uncovered(None).items():
                over = {part.anchor: self._over(part.anchor) for part, _ in shares if not isinstance(part, Constraint)}
                self._lost.put(day, lose_parts(shares, over))
        return self._lost


def _is_best_without(base: Balance, voice: str, loss: Loss, told: Sequence[Row]) -> bool:
    """Whether the multipliers stay the best without a voice, its people in covered cells being moved to rows."""
    if loss.covered or any(best_low(row.rank, voice) != best_low(row.rank, None) for row in told):
        return False
    return all(
        base.slack[row] + best_low(row.rank, None) - best_low(row.rank, voice) >= lost
        for row, lost in loss.by_row.items()
    )


def _as_fraction(weight: Number) -> Fraction:
    return ONE if weight == 1 else Fraction(weight)
