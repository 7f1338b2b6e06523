"""Examples as numbers: windows of pieces with their tags, and anchors with the tags of their roles."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from habeas.lang import Language
from habeas.read.neural.pieces import PiecedText, Pieces
from habeas.read.neural.window import Window, cut_windows
from habeas.read.segment import split_segments
from training.example import Anchor, Example, Stretch
from training.tasks import TASKS, Task

UNKNOWN = -100  # what no loss is taken of
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class CodedAnchor:
    """An anchor in a window: its first piece, the tags of each role (roles, length), an outcome of each attribute."""

    piece: int
    roles: Tensor
    attributes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodedWindow:
    """A window of one task: pieces, cases and tags of equal length, marks at both ends included."""

    task: str
    pieces: list[int]
    cases: list[int]
    tags: list[int]
    anchors: tuple[CodedAnchor, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one task side by side; `where` names window and piece of each anchor."""

    task: str
    pieces: Tensor
    cases: Tensor
    mask: Tensor
    tags: Tensor
    where: Tensor
    roles: Tensor
    attributes: Tensor


def code_example(example: Example, pieces: Pieces, language: Language) -> list[CodedWindow]:
    """The windows of one example."""
    pieced = pieces.split(example.text)
    sentences = [(segment.start, segment.end) for segment in split_segments(example.text, language)]
    return [_code_window(example, pieced, window) for window in cut_windows(pieced, sentences)]


def _code_window(example: Example, pieced: PiecedText, window: Window) -> CodedWindow:
    task = TASKS[example.task]
    tags = [UNKNOWN] * len(window)
    tags[window.own - window.first :] = [0] * (window.last - window.own)
    anchors: list[CodedAnchor] = []
    for span, label in (*example.spans, *((anchor.span, anchor.label) for anchor in example.anchors)):
        _mark(tags, _slice(pieced, span, window), 1 + 2 * task.labels.index(label), own=window.own - window.first)
    for anchor in example.anchors:
        first, last = _slice(pieced, anchor.span, window)
        if first < last and first >= window.own - window.first and task.roles:
            anchors.append(_code_anchor(anchor, pieced, window, task))
    inner = slice(window.first, window.last)
    return CodedWindow(
        example.task,
        [CLS, *pieced.ids[inner], SEP],
        [0, *pieced.cases[inner], 0],
        [UNKNOWN, *tags, UNKNOWN],
        tuple(anchors),
    )


def _slice(pieced: PiecedText, span: Stretch, window: Window) -> Stretch:
    """The pieces of a window that lie in a stretch of the text."""
    inside = [
        piece
        for piece in range(window.first, window.last)
        if pieced.starts[piece] < span[1] and span[0] < pieced.ends[piece]
    ]
    return (inside[0] - window.first, inside[-1] + 1 - window.first) if inside else (0, 0)


def _mark(tags: list[int], stretch: Stretch, begin: int, *, own: int) -> None:
    for piece in range(*stretch):
        if piece >= own:
            tags[piece] = begin if piece == stretch[0] else begin + 1


def _code_anchor(anchor: Anchor, pieced: PiecedText, window: Window, task: Task) -> CodedAnchor:
    roles = torch.zeros(len(task.roles), len(window) + 2, dtype=torch.long)
    for role, spans in anchor.roles.items():
        for span in spans:
            first, last = _slice(pieced, span, window)
            roles[task.roles.index(role), first + 1 : last + 1] = 2
            if first < last:
                roles[task.roles.index(role), first + 1] = 1
    attributes = tuple(
        outcomes.index(anchor.attributes[name]) if name in anchor.attributes else UNKNOWN
        for name, outcomes in task.attributes.items()
    )
    return CodedAnchor(_slice(pieced, anchor.span, window)[0] + 1, roles, attributes)


def make_batch(windows: Sequence[CodedWindow]) -> Batch:
    """Windows of one task, padded to the longest."""
    task = TASKS[windows[0].task]
    length = max(len(window.pieces) for window in windows)
    anchors = [(row, anchor) for row, window in enumerate(windows) for anchor in window.anchors]
    roles = torch.full((len(anchors), len(task.roles), length), UNKNOWN)
    for index, (_, anchor) in enumerate(anchors):
        roles[index, :, : anchor.roles.shape[1]] = anchor.roles
    return Batch(
        windows[0].task,
        _pad([window.pieces for window in windows], length, 0),
        _pad([window.cases for window in windows], length, 0),
        _pad([[1] * len(window.pieces) for window in windows], length, 0),
        _pad([window.tags for window in windows], length, UNKNOWN),
        torch.tensor([(row, anchor.piece) for row, anchor in anchors], dtype=torch.long).view(-1, 2),
        roles,
        torch.tensor([anchor.attributes for _, anchor in anchors], dtype=torch.long).view(
            len(anchors), len(task.attributes)
        ),
    )


def _pad(rows: Iterable[list[int]], length: int, value: int) -> Tensor:
    return torch.tensor([row + [value] * (length - len(row)) for row in rows])


def shuffle_batches(windows: Sequence[CodedWindow], size: int, chance: random.Random) -> Iterator[list[CodedWindow]]:
    """Batches of about `size` pieces, of windows about equally long, in random order."""
    keyed = sorted(windows, key=lambda window: len(window.pieces) + 12 * chance.random())
    batches: list[list[CodedWindow]] = [[]]
    for window in keyed:
        if batches[-1] and (len(batches[-1]) + 1) * len(window.pieces) > size:
            batches.append([])
        batches[-1].append(window)
    chance.shuffle(batches)
    yield from batches
