"""Lists that take people from one another: whoever is on one is on the other far likelier than lists made apart allow.

A list that lies in another passes for a search of its own that found only people already known, so that nearly nobody
seems to be missing. The test: those on the other list among people on a third one, but not on the first, say how far
the other reaches; lists made apart may go together by `ODDS` times the odds, and more than that is taken for copying.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from habeas.estimate.histories import list_sizes, overlap_of
from habeas.model.capture import CaptureTable

# Lists of the populations on which coverage is measured go together by 4.5 times the odds at most.
ODDS = 10.0
# Shares of a list that lie in another: from the first on no estimate holds with both, from the second on it is told.
REFUSED, TOLD = 0.95, 0.8
_CHANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Nesting:
    """Of `people` on the list `inner`, `both` stand on `outer` too, and lists made apart would hardly share so many."""

    inner: str
    outer: str
    people: int
    both: int

    @property
    def share(self) -> float:
        """The share of the inner list that lies in the outer one."""
        return self.both / self.people

    def describe(self) -> str:
        """What is seen, as the beginning of a sentence."""
        return (
            f"Of the {self.people:,} people on list {self.inner}, {self.both:,} stand on list {self.outer} too, "
            "far more than of those on other lists"
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """Of `people` on the list `name` only `alone` stand on no other, far fewer than a list made apart would have."""

    name: str
    people: int
    alone: int


def find_nesting(table: CaptureTable) -> Nesting | None:
    """The list of three or more that lies deepest in another, or None: all may have been made apart."""
    if len(table.lists) < 3:
        return None
    return max(_list_nestings(table), key=lambda found: (found.share, found.people), default=None)


def find_gathered(table: CaptureTable) -> Gathered | None:
    """The list of three or more on which hardly anybody stands alone, so that it may be made from the others.

    Lists made apart that reach nearly everybody can look so too, but some model fits these. What a list should have
    found alone follows from its reach among people on the others, at a tenth of the odds, and from how many are on none
    of these, at least (Chao 1987, "Estimating the population size for capture-recapture data with unequal
    catchability", Biometrics 43(4)).
    """
    from scipy.special import pdtr

    for place, name in enumerate(table.lists if len(table.lists) > 2 else ()):
        people, alone, expected = _weigh_alone(table, place)
        if float(pdtr(alone, expected)) < _CHANCE:
            return Gathered(name, people, alone)
    return None


def _weigh_alone(table: CaptureTable, place: int) -> tuple[int, int, float]:
    """How many people a list has, how many on no other list, and how many of these it should have at least."""
    others = len(table.lists) - 1
    seen: Counter[tuple[int, bool]] = Counter()
    for pattern, count in table.counts.items():
        seen[sum(pattern) - pattern[place], pattern[place]] += count
    once, twice = (seen[number, True] + seen[number, False] for number in (1, 2))
    alone = seen[0, True]
    shared = sum(count for (number, on), count in seen.items() if number and on)
    missed = sum(count for (_, on), count in seen.items() if not on)
    unlisted = (others - 1) / (2 * others) * once**2 / twice if twice else 0.0
    odds = shared / missed / ODDS if missed else 0.0
    return shared + alone, alone, unlisted * odds / (1 + odds)


def _list_nestings(table: CaptureTable) -> Iterator[Nesting]:
    sizes = tuple(list_sizes(table).values())
    for inner, outer in permutations(range(len(table.lists)), 2):
        people, both = sizes[inner], overlap_of(table, inner, outer)
        if both >= TOLD * people and _measure_chance(table, inner, outer) < _CHANCE:
            yield Nesting(table.lists[inner], table.lists[outer], people, both)


def _measure_chance(table: CaptureTable, inner: int, outer: int) -> float:
    """How likely so many of the inner list are on the outer one, as far as that one may reach."""
    from scipy.stats import beta, binom

    people, both = list_sizes(table)[table.lists[inner]], overlap_of(table, inner, outer)
    others = [place for place in range(len(table.lists)) if place not in (inner, outer)]
    seen = [
        (pattern[outer], count)
        for pattern, count in table.counts.items()
        if not pattern[inner] and any(pattern[place] for place in others)
    ]
    reached, missed = (sum(count for on, count in seen if on is which) for which in (True, False))
    if not missed:
        return 1.0
    reach = float(beta.ppf(0.975, reached + 1, missed))
    chance = ODDS * reach / (1 + (ODDS - 1) * reach)
    return float(binom.sf(both - 1, people, chance))
