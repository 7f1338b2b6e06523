"""A text in windows that the encoder takes at once: each sentence belongs to one, what stands before it in view."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.read.neural.pieces import PiecedText

LONGEST = 160  # pieces of a window, its two marks not counted
BEFORE = 32  # pieces of earlier sentences shown again, so that "the group" and a place named before are seen
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` to `last` of a text, of which those from `own` on belong to this window and to no other."""

    first: int
    own: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


def cut_windows(pieced: PiecedText, sentences: Sequence[Stretch]) -> list[Window]:
    """The windows of a text: every piece belongs to exactly one; a sentence is cut only where it is too long."""
    windows: list[Window] = []
    starts: list[int] = []
    own = 0
    for start, end in _blocks(pieced, sentences):
        if end - _reach_back(starts, own) > LONGEST and start > own:
            windows.append(Window(_reach_back(starts, own), own, start))
            own = start
        starts.append(start)
    if own < len(pieced.ids):
        windows.append(Window(_reach_back(starts, own), own, len(pieced.ids)))
    return windows


def _blocks(pieced: PiecedText, sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    """Sentences as pieces, those too long in parts; pieces between sentences go with the sentence before."""
    edges = _first_pieces(pieced, sentences)
    longest = LONGEST - BEFORE
    for start, end in zip(edges, [*edges[1:], len(pieced.ids)], strict=True):
        for cut in range(start, end, longest):
            yield cut, min(end, cut + longest)


def _first_pieces(pieced: PiecedText, sentences: Sequence[Stretch]) -> list[int]:
    edges = [0]
    for start, _ in sentences:
        piece = bisect_left(pieced.starts, start, edges[-1])
        if edges[-1] < piece < len(pieced.ids):
            edges.append(piece)
    return edges


def _reach_back(starts: Sequence[int], own: int) -> int:
    """Where the context of a window begins: whole blocks before it while they fit, else the end of the last one."""
    first = own
    for start in reversed(starts):
        if start >= own:
            continue
        if own - start > BEFORE:
            break
        first = start
    return first if first < own else max(0, own - BEFORE)
