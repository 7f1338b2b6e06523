"""Reports → copies: which report repeats an earlier one, edited or not.

Candidates are reports with near-equal sentences (MinHash of each sentence, so that dropped and reordered paragraphs and
two wires in one report are still found); each is then verified word by word. Time grows with the number of sentences: a
report is compared with a few earlier ones, however many others say the same.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.gazetteer.spelling import fold_name
from habeas.model import Report, Span
from habeas.model.copy import Copy, Passage
from habeas.model.instant import first_instant, last_instant, order_instant
from habeas.model.row import is_row
from habeas.reconcile.align import Aligned, Index, align_reports, index_report
from habeas.reconcile.signature import BANDS, Signature, make_signature

# Less than this share of a report is a passage that many use, not a reprint.
_LEAST_SHARE = 0.25
# Fewer words than these may be a formula ("the death toll rises to …"): then more of the report must be the same and
# printed within days; of very few words nearly all of the report, numbers too.
_ENOUGH_WORDS, _FEW_WORDS, _FEWEST_WORDS = 40, 20, 8
_FEW_SHARE, _SHORT_SHARE = 0.4, 0.85
_SOON = timedelta(days=3)
_LONGEST_SHORT = 300
# Of the reports that share a key with a sentence, so many are looked at, the earliest; of those, so many verified.
_PROPOSED = 8
_LEAST_PROPOSED = _LEAST_SHARE / 2
_VERIFIED = 3
_MOST_SOURCES = 4
_KEPT = 512
Numbers = NDArray[Any]


def find_copies(reports: Iterable[Report], signatures: Mapping[str, Signature] | None = None) -> tuple[Copy, ...]:
    """Every copy among the reports, in the order of the later ones; `signatures` by report id are made where missing.

    A report is tied to the earliest report that has its words, so that a thousand prints of one wire are a thousand
    copies of the first and not of each other. Rows of tables, which all have the same words, are nobody's copies.
    """
    given = signatures or {}
    prose = {report.id: report for report in reports if not is_row(report)}
    ordered = sorted(prose.values(), key=_published)
    signed = [given.get(report.id) or make_signature(report) for report in ordered]
    sources = _Sources(ordered, signed)
    proposed = {**_propose(signed), **sources.propose_verbatim()}
    return tuple(copy for later in sorted(proposed) for copy in _verify(later, proposed[later], sources))


class _Sources:
    """Reports with their signatures, and the indexes of those looked at last, since originals are looked at often."""

    def __init__(self, reports: Sequence[Report], signed: Sequence[Signature]) -> None:
        self.reports, self.signed = reports, signed
        self._indexes: OrderedDict[int, Index] = OrderedDict()

    def align(self, later: int, earlier: int) -> list[Aligned]:
        """The sentences of the later report that stand in the earlier one."""
        if earlier not in self._indexes:
            self._indexes[earlier] = index_report(self.signed[earlier])
        self._indexes.move_to_end(earlier)
        if len(self._indexes) > _KEPT:
            self._indexes.popitem(last=False)
        return align_reports(self.signed[later], self._indexes[earlier])

    def is_copy(self, later: int, earlier: int, aligned: Sequence[Aligned]) -> bool:
        """Whether so many words of a report in another make a copy."""
        words, size = _words(aligned), self.signed[later].size
        if words >= _ENOUGH_WORDS:
            return words >= _LEAST_SHARE * size
        if words < _FEWEST_WORDS or not self._are_near(earlier, later):
            return False
        if words >= _FEW_WORDS:
            return words >= _FEW_SHARE * size
        return words >= _SHORT_SHARE * size and self._is_same(later, earlier, aligned)

    def propose_verbatim(self) -> dict[int, list[int]]:
        """For each short report (by number) the earliest of days before that has its very sentences, numbers too.

        Short reports in set words ("police said 12 people were detained in Velm") share their keys with so many others
        that the one which is printed again would not be among those looked at.
        """
        proposed: dict[int, list[int]] = {}
        seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, signature in enumerate(self.signed):
            if not _FEWEST_WORDS <= signature.size < _FEW_WORDS:
                continue
            prints = tuple(self._print(number, unit) for unit in range(len(signature.units)))
            source = next((earlier for earlier in seen[prints] if self._are_near(earlier, number)), None)
            if source is None:
                seen[prints].append(number)
            else:
                proposed[number] = [source]
        return proposed

    def _are_near(self, earlier: int, later: int) -> bool:
        return _is_soon(*(first_instant(self.reports[each].published_at or "") or "" for each in (earlier, later)))

    def _is_same(self, later: int, earlier: int, aligned: Sequence[Aligned]) -> bool:
        """Whether sentences are the same word for word and number for number."""
        pairs = ((self._print(later, one.later), self._print(earlier, one.earlier)) for one in aligned)
        return all(own == other for own, other in pairs)

    def _print(self, report: int, number: int) -> str:
        unit = self.signed[report].units[number]
        return fold_name(self.reports[report].text[unit.start : unit.end][:_LONGEST_SHORT])


def _published(report: Report) -> tuple[str, str]:
    return order_instant(report.published_at), report.id


def _propose(signed: Sequence[Signature]) -> dict[int, list[int]]:
    """For each report (by number) earlier ones that may have its sentences, the likeliest first."""
    counts = [len(one.units) for one in signed]
    if not sum(counts):
        return {}
    owner = np.repeat(np.arange(len(signed)), counts)
    keys = np.concatenate([one.keys for one in signed])
    pairs = np.unique(np.concatenate([_pair_up(keys[:, band], owner, len(signed)) for band in range(BANDS)]))
    unit, earlier = pairs // len(signed), pairs % len(signed)
    likely = _keep_likely(unit, earlier, owner, signed=signed)
    first = np.cumsum([0, *counts])
    shared: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one, other in zip(unit[likely].tolist(), earlier[likely].tolist(), strict=True):
        later = int(owner[one])
        shared[later][other].add(one - int(first[later]))
    return {later: _rank(found, signed[later]) for later, found in shared.items()}


def _pair_up(keys: Numbers, owner: Numbers, reports: int) -> Numbers:
    """Each sentence with the earliest reports that share its key in one band: sentence × reports + report."""
    order = np.argsort(keys, kind="stable")
    sorted_keys, owners = keys[order], owner[order]
    is_first = np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1]))
    is_new = is_first | np.concatenate(([True], owners[1:] != owners[:-1]))
    group = np.cumsum(is_first) - 1
    ranks = np.cumsum(is_new) - 1
    ranks -= ranks[is_first][group]
    earliest = np.full((group[-1] + 1, _PROPOSED), reports)
    kept = is_new & (ranks < _PROPOSED)
    earliest[group[kept], ranks[kept]] = owners[kept]
    found = []
    for rank in range(_PROPOSED):
        other = earliest[group, rank]
        is_earlier = other < owners
        found.append(order[is_earlier] * reports + other[is_earlier])
    return np.concatenate(found)


def _keep_likely(unit: Numbers, earlier: Numbers, owner: Numbers, *, signed: Sequence[Signature]) -> NDArray[np.bool_]:
    """Which pairs belong to two reports that may share enough words for a copy."""
    words = np.array([len(one.words) for each in signed for one in each.units])
    sizes = np.array([each.size for each in signed])
    both, place = np.unique(owner[unit] * len(signed) + earlier, return_inverse=True)
    votes = np.bincount(place, weights=words[unit], minlength=len(both))
    is_likely: NDArray[np.bool_] = votes >= _LEAST_PROPOSED * sizes[both // len(signed)]
    return is_likely[place]


def _rank(shared: Mapping[int, set[int]], later: Signature) -> list[int]:
    """The earlier reports that may have enough of a report: those with most of its words, then with most of the rest.

    Without the second step the other prints of one wire would crowd out the wire that it was spliced with.
    """
    sizes = [len(unit.words) for unit in later.units]
    least = _LEAST_PROPOSED * sum(sizes)
    left = set(range(len(sizes)))
    ranked: list[int] = []
    for _ in range(_MOST_SOURCES):
        votes = {earlier: sum(sizes[number] for number in found & left) for earlier, found in shared.items()}
        likely = [earlier for earlier, words in votes.items() if words >= least]
        best = sorted(likely, key=lambda earlier: (-votes[earlier], earlier))[:_VERIFIED]
        if not best:
            break
        ranked += (earlier for earlier in best if earlier not in ranked)
        left -= shared[best[0]]
    return ranked


def _verify(later: int, candidates: Sequence[int], sources: _Sources) -> Iterator[Copy]:
    """The copies of one report: the earlier report that has most of its words, then of the rest, and so on."""
    aligned = {earlier: sources.align(later, earlier) for earlier in candidates}
    for _ in range(_MOST_SOURCES):
        best = min(aligned, key=lambda earlier: (-_words(aligned[earlier]), earlier))
        found = aligned[best]
        if not sources.is_copy(later, best, found):
            return
        yield _make_copy(sources, best, later, found)
        taken = {one.later for one in found}
        aligned = {earlier: [one for one in some if one.later not in taken] for earlier, some in aligned.items()}


def _words(aligned: Sequence[Aligned]) -> int:
    return sum(one.words for one in aligned)


def _is_soon(earlier: str, later: str) -> bool:
    """Whether a report may have been printed within days of another."""
    first, second = (date.fromisoformat(day[:10]) if len(day) >= 10 else None for day in (earlier, later))
    return first is None or second is None or abs(second - first) <= _SOON


def _make_copy(sources: _Sources, best: int, own: int, aligned: Sequence[Aligned]) -> Copy:
    earlier, later = sources.reports[best], sources.reports[own]
    source, reprint = sources.signed[best], sources.signed[own]
    passages = tuple(Passage(_span(reprint, one.later), _span(source, one.earlier)) for one in aligned)
    share = round(_words(aligned) / reprint.size, 3)
    ended, began = last_instant(earlier.published_at or ""), first_instant(later.published_at or "")
    is_known = ended is not None and began is not None and ended < began
    reason = f"{share:.0%} of its words, quotations aside, stand in {_name(earlier)}"
    if not is_known:
        reason += "; which of them was first is not known"
    return Copy(earlier.id, later.id, share, passages, reason, is_known)


def _span(signature: Signature, number: int) -> Span:
    unit = signature.units[number]
    return Span(signature.report, unit.start, unit.end)


def _name(report: Report) -> str:
    name = f"the report of {report.publisher}" if report.publisher else "a report of an unknown publisher"
    return f"{name} of {report.published_at}" if report.published_at else name
