"""Reports → copies: which report repeats an earlier one, edited or not.

Candidates are reports with near-equal sentences (MinHash of each sentence, so that dropped and reordered paragraphs and
two wires in one report are still found); each is then verified word by word. Time grows with the number of sentences: a
report is compared with a few earlier ones, however many others say the same.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from habeas.model import Report, Span
from habeas.model.copy import Copy, Passage
from habeas.model.instant import first_instant, last_instant
from habeas.model.row import is_row
from habeas.reconcile.align import Aligned, Index, align_reports, index_report
from habeas.reconcile.signature import BANDS, Signature, make_signature

# Less than this share of a report is a passage that many use, not a reprint.
_LEAST_SHARE = 0.2
_FEWEST_WORDS = 20
# A report of a sentence or two is a reprint only where nearly all of it is the same.
_SHORT_SHARE = 0.85
# Of the reports that share a key with a sentence, so many are looked at, the earliest; of those, so many verified.
_PROPOSED = 6
_LEAST_PROPOSED = _LEAST_SHARE / 2
_VERIFIED = 6
_MOST_SOURCES = 4
_KEPT = 512
_UNDATED = "9999"


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
    proposed = _propose(signed)
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


def _published(report: Report) -> tuple[str, str]:
    return last_instant(report.published_at or "") or _UNDATED, report.id


def _propose(signed: Sequence[Signature]) -> dict[int, list[int]]:
    """For each report (by number) earlier ones that may have its sentences, the likeliest first."""
    if not signed:
        return {}
    counts = [len(one.units) for one in signed]
    owner = np.repeat(np.arange(len(signed)), counts)
    unit = np.concatenate([np.arange(count) for count in counts])
    keys = np.concatenate([one.keys for one in signed])
    shared: set[tuple[int, int, int]] = set()
    for band in range(BANDS):
        order = np.argsort(keys[:, band], kind="stable")
        for members in _groups(keys[order, band], order):
            shared.update(_pair_up(owner[members].tolist(), unit[members].tolist()))
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for later, number, earlier in shared:
        votes[later][earlier] += len(signed[later].units[number].words)
    ranked = {later: _rank(found, signed[later].size) for later, found in votes.items()}
    return {later: found for later, found in ranked.items() if found}


def _groups(keys: np.ndarray, order: np.ndarray) -> Iterator[np.ndarray]:
    """The sentences, in order, that share a key with another."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True]))) if len(keys) else np.array([0])
    sizes = np.diff(starts)
    for place in np.flatnonzero(sizes > 1):
        yield order[starts[place] : starts[place + 1]]


def _pair_up(owners: Sequence[int], units: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each sentence with the earliest reports of its group: later report, its sentence, earlier report."""
    earliest = list(dict.fromkeys(owners))[:_PROPOSED]
    for later, unit in zip(owners, units, strict=True):
        for earlier in earliest:
            if earlier < later:
                yield later, unit, earlier


def _rank(votes: Counter[int], size: int) -> list[int]:
    """The earlier reports that may have enough of a report of this size, the likeliest first."""
    likely = (earlier for earlier, words in votes.items() if words >= _LEAST_PROPOSED * size)
    return sorted(likely, key=lambda earlier: (-votes[earlier], earlier))[:_VERIFIED]


def _verify(later: int, candidates: Sequence[int], sources: _Sources) -> Iterator[Copy]:
    """The copies of one report: the earlier report that has most of its words, then of the rest, and so on."""
    size = sources.signed[later].size
    aligned = {earlier: sources.align(later, earlier) for earlier in candidates}
    for _ in range(_MOST_SOURCES):
        best = min(aligned, key=lambda earlier: (-_words(aligned[earlier]), earlier))
        found = aligned[best]
        if not _is_copy(_words(found), size):
            return
        yield _make_copy(sources, best, later, found)
        taken = {one.later for one in found}
        aligned = {earlier: [one for one in some if one.later not in taken] for earlier, some in aligned.items()}


def _words(aligned: Sequence[Aligned]) -> int:
    return sum(one.words for one in aligned)


def _is_copy(words: int, size: int) -> bool:
    least = _LEAST_SHARE if words >= _FEWEST_WORDS else _SHORT_SHARE
    return words >= least * size


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
