"""What still stands of one voice's figures for the same cells: a later one replaces what it contradicts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from habeas.model.tally import SetAside
from habeas.tally.constraint import Constraint
from habeas.tally.supersede import is_part, replace_contradicted


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
    doubt = next(((low, figure) for figure in sorted(lost, key=_high) if low and _is_doubt(low, figure)), None)
    kept = tuple(figure for figure in _drop_handed_on(uppers, ordered) if figure not in lost)
    return Standing(tuple(figures), kept, tuple(replaced), doubt)


def _drop_handed_on(uppers: Iterable[Constraint], said: Iterable[Constraint]) -> Iterator[Constraint]:
    """The upper bounds but those whose number the voice had told before: then it may be a running count, handed on.

    Morning papers print what police said in the evening as if it had been said that morning.
    """
    told: dict[tuple[int | None, int | None], str] = {}
    for figure in said:
        if figure.begins is not None and figure.high is None and figure.doubt is None:
            number = (figure.floor, figure.ceiling)
            told[number] = min(told.get(number, figure.begins), figure.begins)
    for figure in uppers:
        before = told.get((figure.floor, figure.ceiling))
        if before is None or figure.begins is None or before >= figure.begins:
            yield figure


def _is_doubt(low: Constraint, figure: Constraint) -> bool:
    """Whether two figures are of the same people, so that they cannot both be right; not within one report."""
    return figure.report != low.report and not is_part(figure, _low(low))


def _publication_order(figure: Constraint) -> tuple[str, str, str]:
    """Undated reports come first: they cannot replace anything."""
    return figure.ended or "", figure.report, figure.claim


def _low(figure: Constraint) -> int:
    assert figure.low is not None
    return figure.low


def _high(figure: Constraint) -> int:
    assert figure.high is not None
    return figure.high
