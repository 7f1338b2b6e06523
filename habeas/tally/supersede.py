"""Which of one voice's figures a later one of the same voice replaced.

A running count never falls, so a later and lower figure is a correction, if it is comparable as two counts of the same
people are: a voice that told of a whole goes on to tell of parts ("two people with flags were detained").
"""

from bisect import bisect_left, insort
from collections.abc import Sequence

from habeas.model.tally import SetAside
from habeas.tally.constraint import Constraint

# A later figure under a quarter of an earlier one is of a part of these people, unless it says that it corrects.
_LEAST_SHARE = 4


def replace_contradicted(said: Sequence[Constraint]) -> tuple[list[Constraint], list[SetAside]]:
    """What of one voice's figures still stands, in the order given, and what a later one of them replaced.

    Two numbers of one report, two reports of a day without hours and reports without a date are in no order. What is
    alleged or unreviewed replaces nothing.
    """
    replacing = _find_replacing(said)
    standing = [figure for figure in said if figure.claim not in replacing]
    replaced = [
        SetAside(figure.claim, f"replaced by the same voice's later figure ({replacing[figure.claim].published})")
        for figure in said
        if figure.claim in replacing
    ]
    return standing, replaced


def is_part(figure: Constraint, whole: int) -> bool:
    """Whether a figure is so far under another that it is of a part of those people."""
    return figure.high is not None and figure.high * _LEAST_SHARE < whole and not figure.is_correction


def _find_replacing(said: Sequence[Constraint]) -> dict[str, Constraint]:
    """By claim the later figure that replaced it; from the last report back, so that each is looked at once."""
    if len(said) == 1:
        return {}
    later = sorted((each for each in said if each.begins is not None and each.doubt is None), key=_begins)
    known, found = _Later(), dict[str, Constraint]()
    for earlier in sorted((each for each in said if each.ended is not None), key=_ended, reverse=True):
        while later and _begins(later[-1]) > _ended(earlier):
            known.add(later.pop())
        other = known.find_lower(earlier) or known.find_higher(earlier)
        if other is not None:
            found[earlier.claim] = other
    return found


class _Later:
    """One voice's figures that came out after some moment: looked up by halving, since they may be thousands."""

    def __init__(self) -> None:
        self._ceilings: list[tuple[int, str]] = []
        self._figures: dict[str, Constraint] = {}
        self._lowest: Constraint | None = None
        self._highest: Constraint | None = None

    def add(self, figure: Constraint) -> None:
        """Take in a figure; of equal ones the earlier is named."""
        if figure.ceiling is not None:
            insort(self._ceilings, (figure.ceiling, figure.claim))
            self._figures[figure.claim] = figure
            # Nobody at all is no part of anybody.
            corrects = figure.is_correction or figure.ceiling == 0
            if corrects and (self._lowest is None or figure.ceiling <= (self._lowest.ceiling or 0)):
                self._lowest = figure
        if figure.floor is not None and (self._highest is None or figure.floor >= (self._highest.floor or 0)):
            self._highest = figure

    def find_lower(self, earlier: Constraint) -> Constraint | None:
        """What puts a figure right: the lowest that is comparable, or that says that it corrects."""
        if earlier.low is None:
            return None
        if self._lowest is not None and (self._lowest.ceiling or 0) < earlier.low:
            return self._lowest
        at = bisect_left(self._ceilings, (-(-earlier.low // _LEAST_SHARE), ""))
        if at == len(self._ceilings) or self._ceilings[at][0] >= earlier.low:
            return None
        return self._figures[self._ceilings[at][1]]

    def find_higher(self, earlier: Constraint) -> Constraint | None:
        """What ends an upper bound: a higher figure."""
        if earlier.high is None or self._highest is None or (self._highest.floor or 0) <= earlier.high:
            return None
        return self._highest


def _begins(figure: Constraint) -> str:
    return figure.begins or ""


def _ended(figure: Constraint) -> str:
    return figure.ended or ""
