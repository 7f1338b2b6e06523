"""The rule `max-of-voices`, which the program began with: nothing is added up. Kept to be compared with.

A cell is what claims name together: one measure, places and window. In a cell each voice stands for its highest lower
bound, where its later figure replaces what it contradicts, and the cell's figure is the highest of any one voice. A
target takes the best cell that lies inside it, itself among them: the most that the rule can defend of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model import StoredClaim
from habeas.model.tally import Measure, SetAside, TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.constraint import Constraint, constrain_claim
from habeas.tally.standing import find_standing


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure at places (ids in order, none for somewhere) on days from `first` to `last` (proleptic ordinals)."""

    measure: Measure
    places: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figure of each cell, and the ids of the places that each mentioned place lies in."""

    figures: Mapping[Cell, int]
    around: Mapping[str, frozenset[str]]

    def low(self, target: Cell) -> int | None:
        """At least so many in the target, or None where no cell inside it has a figure."""
        inside = (figure for cell, figure in self.figures.items() if self._is_inside(cell, target))
        return max(inside, default=None)

    def _is_inside(self, cell: Cell, target: Cell) -> bool:
        if cell.measure != target.measure or cell.first < target.first or cell.last > target.last:
            return False
        wanted = set(target.places)
        return not wanted or (bool(cell.places) and all(wanted & self.around[place] for place in cell.places))


def max_of_voices(claims: Iterable[StoredClaim], origins: Mapping[str, Origin], query: TallyQuery) -> Baseline:
    """The baseline of a query's claims; what is alleged, denied or below the query's floor has no part in it."""
    said: dict[Cell, dict[str, list[Constraint]]] = defaultdict(lambda: defaultdict(list))
    around: dict[str, frozenset[str]] = {}
    for stored in claims:
        made = constrain_claim(stored, origins[stored.claim.id], query, verdicts=Verdicts())
        if made is None or isinstance(made, SetAside) or made.doubt is not None or made.is_denied:
            continue
        said[Cell(made.measure, made.places, made.first, made.last)][made.voice.id].append(made)
        around |= {
            one.place.id: frozenset((one.place.id, *one.place.parents)) for one in stored.claim.place if one.place
        }
    figures = {cell: low for cell, voices in said.items() if (low := _best_voice(voices)) is not None}
    return Baseline(figures, around)


def _best_voice(voices: Mapping[str, list[Constraint]]) -> int | None:
    standing = (find_standing(constraints).figures for constraints in voices.values())
    return max((figure.low for figures in standing for figure in figures if figure.low is not None), default=None)
