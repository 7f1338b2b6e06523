"""All that is said of one set of cells: by voice, what stands of it, and the best bounds."""

from collections import defaultdict
from collections.abc import Iterable

from habeas.model.tally import SetAside
from habeas.tally.block import Rank
from habeas.tally.constraint import Constraint
from habeas.tally.standing import Standing, find_standing
from habeas.tally.supersede import is_part

# Places (ids), first and last day (ordinals): what a claim says, before it is known which cells lie there.
ScopeKey = tuple[tuple[str, ...], int, int]


class Scope:
    """The constraints on the same cells; `happenings` tells claims of different events there apart."""

    __slots__ = ("_ranks", "_said", "_standing", "denials", "happenings")

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], list[Constraint]] = defaultdict(list)
        self._standing: dict[tuple[str, str], Standing] = {}
        self._ranks: dict[bool, Rank] = {}
        self.denials: list[Constraint] = []
        self.happenings: set[str] = set()

    def add(self, constraint: Constraint, happening: str = "") -> None:
        """Take in one more constraint, of one of the happenings that share these cells."""
        if happening:
            self.happenings.add(happening)
        if constraint.is_denied:
            self.denials.append(constraint)
            return
        group = (constraint.voice.id, happening)
        self._said[group].append(constraint)
        self._standing.pop(group, None)
        self._ranks.clear()

    def standing(self) -> list[Standing]:
        """What each voice stands for, in order of voices."""
        for group in self._said:
            if group not in self._standing:
                self._standing[group] = find_standing(self._said[group])
        return [self._standing[group] for group in sorted(self._said)]

    def rank(self, *, with_doubtful: bool = False) -> Rank:
        """The best lower bound of each voice, greatest first; doubtful ones only on demand."""
        if with_doubtful not in self._ranks:
            self._ranks[with_doubtful] = self._find_rank(with_doubtful=with_doubtful)
        return self._ranks[with_doubtful]

    def _find_rank(self, *, with_doubtful: bool) -> Rank:
        best: dict[str, Constraint] = {}
        for standing in self.standing():
            for figure in standing.figures:
                if figure.low is None or (figure.doubt is not None and not with_doubtful):
                    continue
                known = best.get(figure.voice.id)
                if known is None or _greatest(figure) < _greatest(known):
                    best[figure.voice.id] = figure
        return tuple(sorted(best.values(), key=_greatest))

    def bests(self) -> dict[int, str]:
        """The claims of the best lower bounds, by the first day of each: while they stay, so do totals."""
        best: dict[int, Constraint] = {}
        for figure in (figure for standing in self.standing() for figure in standing.figures):
            if figure.low is not None and figure.doubt is None:
                known = best.get(figure.earliest)
                if known is None or _greatest(figure) < _greatest(known):
                    best[figure.earliest] = figure
        return {earliest: figure.claim for earliest, figure in best.items()}

    def uppers(self) -> list[Constraint]:
        """What bounds these cells from above, least first; nothing where several happenings share them.

        A paper that tells in its own words of two people, where another counts hundreds, counted no whole.
        """
        if len(self.happenings) > 1:
            return []
        low = max((figure.low or 0 for figure in self.rank()), default=0)
        uppers = (figure for standing in self.standing() for figure in standing.uppers)
        return sorted((each for each in uppers if each.voice.kind != "publisher" or not is_part(each, low)), key=_least)

    def doubtful(self) -> list[Constraint]:
        """What stands, but counts only in the figure with alleged claims."""
        return [figure for standing in self.standing() for figure in standing.figures if figure.doubt is not None]

    def set_aside(self) -> list[SetAside]:
        """Claims that enter no figure, each with the reason."""
        aside = [replaced for standing in self.standing() for replaced in standing.replaced]
        aside += [SetAside(figure.claim, figure.doubt or "") for figure in self.doubtful()]
        aside += [SetAside(figure.claim, "denied: shown as a dispute") for figure in self.denials]
        return aside


def merge_ranks(ranks: Iterable[Rank]) -> Rank:
    """The best lower bound of each voice over several ways to name the same cells."""
    best: dict[str, Constraint] = {}
    for rank in ranks:
        for figure in rank:
            known = best.get(figure.voice.id)
            if known is None or _greatest(figure) < _greatest(known):
                best[figure.voice.id] = figure
    return tuple(sorted(best.values(), key=_greatest))


def _greatest(figure: Constraint) -> tuple[int, str, str]:
    return -(figure.low or 0), figure.ended or "", figure.claim


def _least(figure: Constraint) -> tuple[int, str, str]:
    return figure.high or 0, figure.ended or "", figure.claim
