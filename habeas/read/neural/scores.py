"""What the model says of a passage, asked for by characters."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from habeas.model import EVENT_TYPES, EventType
from habeas.read.neural.labels import ATTRIBUTES, CLAIM_ROLES, STATEMENT_ROLES
from habeas.read.neural.network import Floats, WindowScores
from habeas.read.neural.pieces import PiecedText

Stretch = tuple[int, int]
_EVEN = 1e-6  # no probability is nearer to nought or one
_OUTCOMES = {
    name: slice(sum(map(len, list(ATTRIBUTES.values())[:index])), sum(map(len, list(ATTRIBUTES.values())[: index + 1])))
    for index, name in enumerate(ATTRIBUTES)
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A piece that may begin a trigger or words of saying, in a window; `roles` is (roles, length, 3)."""

    piece: int
    first: int
    roles: Floats
    attributes: Floats | None


@dataclass(frozen=True, slots=True)
class PassageScores:
    """The windows of a passage put together: one row of tags for each piece, one anchor for each likely beginning."""

    pieced: PiecedText
    tags: Floats
    cue_tags: Floats
    anchors: Mapping[int, Anchor]
    cues: Mapping[int, Anchor]

    def pieces_in(self, span: Stretch) -> range:
        """The pieces that touch a stretch of characters."""
        return range(bisect_right(self.pieced.ends, span[0]), bisect_left(self.pieced.starts, span[1]))

    def claim_odds(self, span: Stretch, kind: EventType) -> float:
        """The log odds that words are a trigger of that type."""
        pieces = self.pieces_in(span)
        if not pieces:
            return log_odds(0.0)
        begin = 1 + 2 * EVENT_TYPES.index(kind)
        return log_odds(float(self.tags[pieces.start : pieces.stop, begin : begin + 2].sum(-1).max()))

    def anchor_in(self, span: Stretch) -> Anchor | None:
        """The likeliest beginning of a trigger within words."""
        found = [piece for piece in self.pieces_in(span) if piece in self.anchors]
        return self.anchors[max(found, key=lambda piece: float(self.tags[piece, 1::2].sum()))] if found else None

    def role_odds(self, anchor: Anchor, role: str, span: Stretch) -> float | None:
        """The log odds that words play a role for a trigger; None where the model did not see them together."""
        return _role_odds(self, anchor, CLAIM_ROLES.index(role), span)

    def spans_of(self, anchor: Anchor, role: str) -> list[Stretch]:
        """The stretches that most likely play a role for a trigger."""
        return _decode(self.pieced, anchor, CLAIM_ROLES.index(role))

    def spoken_spans(self, cue: Anchor, role: str) -> list[Stretch]:
        """The stretches that are source or content of words of saying."""
        return _decode(self.pieced, cue, STATEMENT_ROLES.index(role))

    def cue_span(self, piece: int) -> Stretch:
        """The words of saying that begin at a piece."""
        return _word_start(self.pieced, piece), _word_end(self.pieced, _run_on(self.cue_tags, piece, 2))

    def triggers(self, span: Stretch, least: float) -> Iterator[tuple[Stretch, EventType]]:
        """Words of a stretch that begin a trigger at least that likely, in order: their characters and type."""
        for piece in filter(self.anchors.__contains__, self.pieces_in(span)):
            chances = self.tags[piece, 1::2]
            kind = int(chances.argmax())
            if chances[kind] >= least:
                last = _run_on(self.tags, piece, 2 + 2 * kind)
                yield (_word_start(self.pieced, piece), _word_end(self.pieced, last)), EVENT_TYPES[kind]


def outcome_chances(anchor: Anchor, name: str) -> dict[str, float]:
    """The probability of each outcome of an attribute."""
    assert anchor.attributes is not None, "only triggers have attributes"
    return dict(zip(ATTRIBUTES[name], map(float, anchor.attributes[_OUTCOMES[name]]), strict=True))


def log_odds(chance: float) -> float:
    """The log odds of a probability."""
    kept = min(max(chance, _EVEN), 1 - _EVEN)
    return math.log(kept / (1 - kept))


def gather(pieced: PiecedText, windows: Sequence[WindowScores]) -> PassageScores:
    """The scores of all windows of a passage: of each piece those of the window it belongs to."""
    tags = [scores.tags[scores.window.own - scores.window.first :] for scores in windows]
    cue_tags = [scores.cue_tags[scores.window.own - scores.window.first :] for scores in windows]
    anchors: dict[int, Anchor] = {}
    cues: dict[int, Anchor] = {}
    for scores in windows:
        first = scores.window.first
        for row, piece in enumerate(scores.anchors):
            if first + piece >= scores.window.own:
                anchors[first + piece] = Anchor(first + piece, first, scores.roles[row], scores.attributes[row])
        for row, piece in enumerate(scores.cues):
            if first + piece >= scores.window.own:
                cues[first + piece] = Anchor(first + piece, first, scores.cue_roles[row], None)
    return PassageScores(pieced, np.concatenate(tags), np.concatenate(cue_tags), anchors, cues)


def _role_odds(scores: PassageScores, anchor: Anchor, role: int, span: Stretch) -> float | None:
    pieces = scores.pieces_in(span)
    start, stop = max(0, pieces.start - anchor.first), min(pieces.stop - anchor.first, anchor.roles.shape[1])
    if start >= stop:
        return None
    return log_odds(1 - float(anchor.roles[role, start:stop, 0].min()))


def _decode(pieced: PiecedText, anchor: Anchor, role: int) -> list[Stretch]:
    tags = anchor.roles[role].argmax(-1)
    runs: list[list[int]] = []
    for index in np.flatnonzero(tags).tolist():
        if runs and index == runs[-1][1] + 1 and tags[index] == 2:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    first = anchor.first
    return _joined([(_word_start(pieced, first + start), _word_end(pieced, first + last)) for start, last in runs])


def _joined(spans: Sequence[Stretch]) -> list[Stretch]:
    """Stretches, those together that are halves of one word or neighbours: nobody plays a role twice in a row."""
    kept: list[Stretch] = []
    for span in spans:
        if kept and span[0] <= kept[-1][1] + 1:
            kept[-1] = (kept[-1][0], max(span[1], kept[-1][1]))
        else:
            kept.append(span)
    return kept


def _run_on(tags: Floats, piece: int, inside: int) -> int:
    """The last piece of a stretch that goes on."""
    last = piece
    while last + 1 < len(tags) and int(tags[last + 1].argmax()) == inside:
        last += 1
    return last


def _word_start(pieced: PiecedText, piece: int) -> int:
    while piece and pieced.words[piece - 1] == pieced.words[piece]:
        piece -= 1
    return pieced.starts[piece]


def _word_end(pieced: PiecedText, piece: int) -> int:
    while piece + 1 < len(pieced.words) and pieced.words[piece + 1] == pieced.words[piece]:
        piece += 1
    return pieced.ends[piece]
