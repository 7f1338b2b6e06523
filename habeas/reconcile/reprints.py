"""Claims in reprinted passages: which claim of the original each of them repeats."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from habeas.model import StoredClaim
from habeas.model.copy import Copy, Passage
from habeas.reconcile.links import Link
from habeas.reconcile.own import Own

Anchor = tuple[str, int]


def link_reprinted(claims: Sequence[StoredClaim], owns: Mapping[str, Own], copies: Sequence[Copy]) -> dict[str, Link]:
    """Claims in passages of an earlier report → the first claim there is of that passage, with the reason.

    Claims are in order of publication. A later claim that names somebody else than its original keeps its speaker:
    an updated number is a new claim of the same voice, another speaker is another voice.
    """
    if not copies:
        return {}
    index = _Passages(copies)
    groups: dict[tuple[object, ...], list[tuple[StoredClaim, Anchor]]] = defaultdict(list)
    for stored in claims:
        anchor, place = index.trace(stored.claim.report, stored.claim.trigger.span.start)
        if place is not None:
            groups[anchor[0], place, stored.claim.type].append((stored, anchor))
    return {claim: link for members in groups.values() for claim, link in _link_group(members, owns)}


class _Passages:
    """Where each place of a report was printed first; built once from all copies."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._of: dict[str, list[Passage]] = defaultdict(list)
        self._sources: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for copy in copies:
            for passage in copy.passages:
                self._of[copy.later].append(passage)
                self._sources[copy.earlier].append((passage.earlier.start, passage.earlier.end))
        for passages in self._of.values():
            passages.sort(key=lambda passage: passage.later.start)
        for spans in self._sources.values():
            spans.sort()

    def trace(self, report: str, place: int) -> tuple[Anchor, int | None]:
        """The report and character where this was printed first, and where its passage begins there, if reprinted."""
        seen = {report}
        while passage := self._find(report, place):
            if passage.earlier.report in seen:
                break
            report = passage.earlier.report
            offset = min(place - passage.later.start, passage.earlier.end - passage.earlier.start - 1)
            place = passage.earlier.start + offset
            seen.add(report)
        spans = self._sources.get(report, [])
        at = bisect_right(spans, (place, 1 << 62)) - 1
        start = spans[at][0] if at >= 0 and place < spans[at][1] else None
        return (report, place), start

    def _find(self, report: str, place: int) -> Passage | None:
        passages = self._of.get(report, [])
        at = bisect_right(passages, place, key=lambda passage: passage.later.start) - 1
        return passages[at] if at >= 0 and place < passages[at].later.end else None


def _link_group(members: Sequence[tuple[StoredClaim, Anchor]], owns: Mapping[str, Own]) -> Iterator[tuple[str, Link]]:
    """Links from the later claims of one passage and type to those of the first report that has any."""
    first = members[0][0].claim.report
    originals = [member for member in members if member[0].claim.report == first]
    for stored, anchor in members:
        if stored.claim.report == first:
            continue
        source = min((_distance(stored, anchor, original), original[0].claim.id) for original in originals)[1]
        if _hands_on(owns[stored.claim.id], owns[source]):
            name = owns[source].voice.name
            yield stored.claim.id, Link(source, f"reprinted from an earlier report, where it is {name}'s", first)


def _distance(stored: StoredClaim, anchor: Anchor, original: tuple[StoredClaim, Anchor]) -> tuple[bool, bool, int]:
    """How unlike two claims of one passage are: by number, by trigger, by their place in it."""
    claim, other = stored.claim, original[0].claim
    one, two = claim.quantity, other.quantity
    is_other_number = (one and (one.low, one.high)) != (two and (two.low, two.high))
    is_other_word = claim.trigger.text.casefold() != other.trigger.text.casefold()
    return is_other_number, is_other_word, abs(anchor[1] - original[1][1])


def _hands_on(own: Own, original: Own) -> bool:
    """Whether a claim in a reprinted passage is its original's: it names nobody, the same one, or the same office."""
    if not own.is_attributed or own.voice.id == original.voice.id:
        return True
    return own.office is not None and own.office == original.office
