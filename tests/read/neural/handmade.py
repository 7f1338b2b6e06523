"""What a model might say of a text, made by hand: probabilities high where a case says so, low everywhere else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from habeas.model import EVENT_TYPES, EventType
from habeas.read.neural.blend import DECISIONS, Blend
from habeas.read.neural.labels import ATTRIBUTES, CLAIM_ROLES, STATEMENT_ROLES
from habeas.read.neural.model import Opinion
from habeas.read.neural.network import Floats, WindowScores
from habeas.read.neural.pieces import PiecedText
from habeas.read.neural.scores import Anchor, PassageScores
from habeas.read.neural.window import Window
from habeas.read.segment import Segment

Stretch = tuple[int, int]
LIKELY = 0.9
EVEN = Blend(
    "handmade@1",
    0.5,
    {
        decision: {name: 0.0 if name in ("constant", "unseen") else 1.0 for name in names}
        for decision, names in DECISIONS.items()
    },
)
"""Tables and model count alike."""


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger of a type (None: words of saying) with how likely it is, its words by role, its likely outcomes."""

    words: str
    type: EventType | None = None
    chance: float = LIKELY
    roles: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)


def cut(marked: str) -> tuple[str, PiecedText]:
    """A text and its pieces: a word is one piece, or several where "|" cuts it."""
    text = marked.replace("|", "")
    starts: list[int] = []
    ends: list[int] = []
    words: list[int] = []
    for number, word in enumerate(re.finditer(r"(?:[\w'-]+\|?)+|[^\w\s]", marked)):
        position = word.start() - marked.count("|", 0, word.start())
        for part in word[0].split("|"):
            starts.append(position)
            position += len(part)
            ends.append(position)
            words.append(number)
    return text, PiecedText([1000] * len(starts), starts, ends, words, [0] * len(starts))


def find(text: str, words: str) -> Stretch:
    """Where words stand for the first time."""
    start = text.index(words)
    return start, start + len(words)


def words_at(text: str, stretches: list[Stretch]) -> list[str]:
    """The words at some stretches."""
    return [text[start:end] for start, end in stretches]


def make_scores(marked: str, *told: Told) -> PassageScores:
    """The scores of a text in which a model finds what is told, and nothing else."""
    text, pieced = cut(marked)
    tags, cue_tags = _outside(len(pieced.ids), len(EVENT_TYPES)), _outside(len(pieced.ids), 1)
    anchors: dict[int, Anchor] = {}
    cues: dict[int, Anchor] = {}
    for one in told:
        first, *rest = _pieces(pieced, find(text, one.words))
        label, rows = (0, cue_tags) if one.type is None else (EVENT_TYPES.index(one.type), tags)
        _raise(rows, [first, *rest], 1 + 2 * label, one.chance)
        names = STATEMENT_ROLES if one.type is None else CLAIM_ROLES
        anchor = Anchor(first, 0, _roles(text, pieced, one, names), None if one.type is None else _outcomes(one))
        (cues if one.type is None else anchors)[first] = anchor
    return PassageScores(pieced, tags, cue_tags, anchors, cues)


def make_window(first: int, own: int, last: int, anchors: tuple[int, ...] = ()) -> WindowScores:
    """The scores of a window; every number in them is the number of its first piece."""
    length = last - first
    return WindowScores(
        window=Window(first, own, last),
        tags=np.full((length, 19), first, np.float32),
        anchors=list(anchors),
        roles=np.full((len(anchors), len(CLAIM_ROLES), length, 3), first, np.float32),
        attributes=np.full((len(anchors), 3), first, np.float32),
        cue_tags=np.full((length, 3), first, np.float32),
        cues=list(anchors),
        cue_roles=np.full((len(anchors), len(STATEMENT_ROLES), length, 3), first, np.float32),
    )


def _outside(length: int, labels: int) -> Floats:
    rows = np.full((length, 1 + 2 * labels), 0.001, np.float32)
    rows[:, 0] = 1 - 0.001 * 2 * labels
    return rows


def _raise(rows: Floats, pieces: list[int], begin: int, chance: float) -> None:
    for place, piece in enumerate(pieces):
        rows[piece] *= 1 - chance
        rows[piece, begin + (place > 0)] = chance


def _pieces(pieced: PiecedText, span: Stretch) -> list[int]:
    return [i for i in range(len(pieced.ids)) if pieced.starts[i] < span[1] and span[0] < pieced.ends[i]]


def _roles(text: str, pieced: PiecedText, told: Told, names: tuple[str, ...]) -> Floats:
    roles = np.zeros((len(names), len(pieced.ids), 3), np.float32)
    roles[:, :] = (0.98, 0.01, 0.01)
    for role, words in told.roles.items():
        for part in words.split(" / "):
            for place, piece in enumerate(_pieces(pieced, find(text, part))):
                roles[names.index(role), piece] = (0.05, 0.05, LIKELY) if place else (0.05, LIKELY, 0.05)
    return roles


def _outcomes(told: Told) -> Floats:
    rows: list[float] = []
    for name, outcomes in ATTRIBUTES.items():
        likely = told.outcomes.get(name, outcomes[0])
        rest = (1 - LIKELY) / (len(outcomes) - 1)
        rows += [LIKELY if outcome == likely else rest for outcome in outcomes]
    return np.array(rows, np.float32)


@dataclass(frozen=True, slots=True)
class Handmade:
    """A model that says what it is told of one text."""

    marked: str
    told: tuple[Told, ...]
    blend: Blend = EVEN

    def read(self, text: str, segments: Sequence[Segment]) -> Opinion:
        """What it was told, of any passage."""
        return Opinion(text, make_scores(self.marked, *self.told), self.blend)
