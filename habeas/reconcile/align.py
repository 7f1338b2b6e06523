"""Two reports, sentence by sentence: which sentences of the later stand in the earlier one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from habeas.reconcile.sentences import Unit
from habeas.reconcile.signature import Signature, list_runs

# So much of the shorter of two sentences stands in the other in the same order, and so much of the longer one.
_LEAST_OF_SHORTER = 0.75
_LEAST_OF_LONGER = 0.45
# A sentence of fewer words is a formula ("The rally was peaceful.") unless all of it is the same.
_FORMULA = 8
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the later report (its number), the sentence of the earlier one, and the words they share."""

    later: int
    earlier: int
    words: int


@dataclass(frozen=True, slots=True)
class Index:
    """A report to look up sentences in: by all their words, and by runs of words."""

    units: tuple[Unit, ...]
    wordings: Mapping[tuple[int, ...], int]
    runs: Mapping[int, list[int]]


def index_report(signature: Signature) -> Index:
    """The sentences of a report to look up others in, of equal ones the first."""
    wordings: dict[tuple[int, ...], int] = {}
    runs: dict[int, list[int]] = defaultdict(list)
    for number, unit in enumerate(signature.units):
        if wordings.setdefault(unit.words, number) == number:
            for run in list_runs(unit.words):
                runs[run].append(number)
    return Index(signature.units, wordings, runs)


def align_reports(later: Signature, earlier: Index) -> list[Aligned]:
    """The sentences of the later report that stand in the earlier one, each beside the nearest."""
    nearest = {words: _find_nearest(words, earlier) for words in {unit.words for unit in later.units}}
    beside = ((number, nearest[unit.words]) for number, unit in enumerate(later.units))
    return [Aligned(number, found[1], found[0]) for number, found in beside if found is not None]


def _find_nearest(words: tuple[int, ...], earlier: Index) -> tuple[int, int] | None:
    """How many words the nearest sentence shares, and which it is; None where none is near enough."""
    if words in earlier.wordings:
        return len(words), earlier.wordings[words]
    votes = Counter(number for run in list_runs(words) for number in earlier.runs.get(run, ()))
    tried = sorted(votes, key=lambda number: (-votes[number], number))[:_TRIED]
    best = max(((_shared(words, earlier.units[number].words), -number) for number in tried), default=(0, 0))
    return (best[0], -best[1]) if best[0] else None


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many words two sentences share in the same order (longest common subsequence), or 0 where that is no copy."""
    from rapidfuzz.distance import LCSseq

    shorter, longer = sorted((len(one), len(other)))
    least = shorter if shorter < _FORMULA else max(_LEAST_OF_SHORTER * shorter, _LEAST_OF_LONGER * longer)
    shared = int(LCSseq.similarity(one, other))
    return shared if shared >= least else 0
