"""What a corpus teaches, in one form: words of a text with what they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word or words that name something told (a trigger, a verb of saying), with what belongs to them.

    `roles` gives the stretches of each role, in the order of the text; `attributes` what a whole anchor is
    ("modality": "alleged"). Positions are characters of the example's text.
    """

    span: Stretch
    label: str
    roles: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text of a `task`; `spans` are labelled words that stand for themselves (names, times).

    Everything that the task annotates is annotated in the whole text: what is not marked is marked as nothing.
    `group` names what must not be split between learning and checking: an event, a day, a document.
    """

    task: str
    text: str
    group: str
    spans: tuple[tuple[Stretch, str], ...] = ()
    anchors: tuple[Anchor, ...] = ()
