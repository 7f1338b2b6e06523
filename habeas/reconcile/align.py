"""Two reports, sentence by sentence: which sentences of the later stand in the earlier one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.reconcile.sentences import Unit
from habeas.reconcile.signature import Signature, list_runs

# So much of the shorter of two sentences stands in the other in the same order, and so much of the longer one.
_LEAST_OF_SHORTER = 0.75
_LEAST_OF_LONGER = 0.45
# A sentence of fewer words is a formula ("The rally was peaceful.") unless all of it is the same.
_FORMULA = 8
_TRIED = 3
Runs = Mapping[int, list[int]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the later report (its number), the sentence of the earlier one, and the words they share."""

    later: int
    earlier: int
    words: int


def align_reports(later: Signature, earlier: Signature, runs: Runs, left: Iterable[int]) -> list[Aligned]:
    """The sentences among `left` of the later report that stand in the earlier one, each beside the nearest."""
    cache: dict[tuple[int, ...], tuple[int, int] | None] = {}
    found: list[Aligned] = []
    for number in left:
        words = later.units[number].words
        if words not in cache:
            cache[words] = _find_nearest(words, earlier.units, runs)
        if (best := cache[words]) is not None:
            found.append(Aligned(number, best[1], best[0]))
    return found


def _find_nearest(words: tuple[int, ...], units: tuple[Unit, ...], runs: Runs) -> tuple[int, int] | None:
    """How many words the nearest sentence shares, and which it is; None where none is near enough."""
    votes = Counter(number for run in list_runs(words) for number in runs.get(run, ()))
    tried = sorted(votes, key=lambda number: (-votes[number], number))[:_TRIED]
    best = max(((_shared(words, units[number].words), -number) for number in tried), default=(0, 0))
    return (best[0], -best[1]) if best[0] else None


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many words two sentences share in the same order, or 0 where that makes no copy."""
    if one == other:
        return len(one)
    from rapidfuzz.distance import LCSseq

    shorter, longer = sorted((len(one), len(other)))
    least = shorter if shorter < _FORMULA else max(_LEAST_OF_SHORTER * shorter, _LEAST_OF_LONGER * longer)
    shared = int(LCSseq.similarity(one, other))
    return shared if shared >= least else 0


def index_runs(signature: Signature) -> Runs:
    """Run → the sentences in which it stands, the first few of each wording."""
    found: dict[int, list[int]] = defaultdict(list)
    seen: set[tuple[int, ...]] = set()
    for number, unit in enumerate(signature.units):
        if unit.words not in seen:
            seen.add(unit.words)
            for run in list_runs(unit.words):
                found[run].append(number)
    return found
