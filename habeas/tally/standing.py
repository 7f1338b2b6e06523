"""What still stands of one voice's figures for the same cells: a later one replaces what it contradicts."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from habeas.model.tally import SetAside
from habeas.tally.constraint import Constraint


@dataclass(frozen=True, slots=True)
class Standing:
    """One voice's figures for the same cells: those that stand, and of these the ones that bound from above.

    `doubt` is a low and a high figure, of two reports, that cannot both be right while nothing says which is the later.
    """

    figures: tuple[Constraint, ...]
    uppers: tuple[Constraint, ...]
    replaced: tuple[SetAside, ...]
    doubt: tuple[Constraint, Constraint] | None


def find_standing(said: Iterable[Constraint]) -> Standing:
    """What one voice stands for; claims at no one known place and those of unnamed publishers replace nothing."""
    ordered = sorted(said, key=_publication_order)
    figures, replaced = ordered, list[SetAside]()
    if all(figure.is_comparable and figure.voice.kind != "unnamed" for figure in ordered):
        figures, replaced = replace_contradicted(ordered)
    # A doubtful figure counts for nothing here: it may not take an upper bound away either.
    low = max((figure for figure in figures if figure.low is not None and figure.doubt is None), key=_low, default=None)
    uppers = [figure for figure in figures if figure.high is not None]
    lost = [figure for figure in uppers if low is not None and _low(low) > _high(figure)]
    doubt = next(((low, figure) for figure in sorted(lost, key=_high) if low and figure.report != low.report), None)
    kept = tuple(figure for figure in _drop_handed_on(uppers, ordered) if figure not in lost)
    return Standing(tuple(figures), kept, tuple(replaced), doubt)


def _drop_handed_on(uppers: Iterable[Constraint], said: Iterable[Constraint]) -> Iterator[Constraint]:
    """The upper bounds but those whose number the voice had told before: then it may be a running count, handed on.

    Morning papers print what police said in the evening as if it had been said that morning.
    """
    told: dict[tuple[int | None, int | None], str] = {}
    for figure in said:
        if figure.begins is not None and figure.high is None:
            number = (figure.floor, figure.ceiling)
            told[number] = min(told.get(number, figure.begins), figure.begins)
    for figure in uppers:
        before = told.get((figure.floor, figure.ceiling))
        if before is None or figure.begins is None or before >= figure.begins:
            yield figure


def replace_contradicted(said: Sequence[Constraint]) -> tuple[list[Constraint], list[SetAside]]:
    """What of one voice's figures still stands, in the order given, and what a later one of them replaced."""
    if len(said) == 1:
        return list(said), []
    after = _Later(said)
    standing: list[Constraint] = []
    replaced: list[SetAside] = []
    for figure in said:
        other = after.find_contradiction(figure)
        if other is None:
            standing.append(figure)
        else:
            replaced.append(SetAside(figure.claim, f"replaced by the same voice's later figure ({other.published})"))
    return standing, replaced


class _Later:
    """For each moment, the lowest and the highest of one voice's figures that were surely published after it.

    Looked up by halving: a voice may have thousands of claims for one day. Two numbers of one report, two reports of a
    day without hours and reports without a date are in no order. What is alleged or unreviewed replaces nothing.
    """

    def __init__(self, said: Sequence[Constraint]) -> None:
        dated = [(figure.begins, figure) for figure in said if figure.begins is not None and figure.doubt is None]
        dated.sort(key=lambda pair: pair[0])
        self._begins = [begins for begins, _ in dated]
        figures = [figure for _, figure in dated]
        self._lowest = _from_the_end(figures, _is_lower)
        self._highest = _from_the_end(figures, _is_higher)

    def find_contradiction(self, earlier: Constraint) -> Constraint | None:
        """A running count never falls: a later, lower figure is a correction; a higher one ends an upper bound."""
        place = bisect_right(self._begins, earlier.ended) if earlier.ended is not None else len(self._begins)
        if place == len(self._begins):
            return None
        lowest, highest = self._lowest[place], self._highest[place]
        if earlier.low is not None and lowest.ceiling is not None and lowest.ceiling < earlier.low:
            return lowest
        is_exceeded = earlier.high is not None and highest.floor is not None and highest.floor > earlier.high
        return highest if is_exceeded else None


def _from_the_end(
    figures: Sequence[Constraint], is_better: Callable[[Constraint, Constraint], bool]
) -> list[Constraint]:
    """At each place the best of the figures from there on."""
    best: list[Constraint] = []
    for figure in reversed(figures):
        best.append(figure if not best or is_better(figure, best[-1]) else best[-1])
    return best[::-1]


def _is_lower(one: Constraint, other: Constraint) -> bool:
    return one.ceiling is not None and (other.ceiling is None or one.ceiling <= other.ceiling)


def _is_higher(one: Constraint, other: Constraint) -> bool:
    return one.floor is not None and (other.floor is None or one.floor >= other.floor)


def _publication_order(figure: Constraint) -> tuple[str, str, str]:
    """Undated reports come first: they cannot replace anything."""
    return figure.ended or "", figure.report, figure.claim


def _low(figure: Constraint) -> int:
    assert figure.low is not None
    return figure.low


def _high(figure: Constraint) -> int:
    assert figure.high is not None
    return figure.high
