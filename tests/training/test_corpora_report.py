"""The table of what each corpus teaches."""

from pathlib import Path

import pytest

from training.corpora_report import describe, list_sets
from training.example import Anchor, Example


def test_a_line_counts_texts_labels_and_roles() -> None:
    anchor = Anchor((0, 4), "detained", {"whom": ((5, 8),)})
    examples = [Example("events", "Held Ada", "a", anchors=(anchor,)), Example("events", "", "b")]
    assert describe("m2e2", examples) == "m2e2 | events | 2 texts | 8 characters | detained 1 | whom 1"


def test_spans_are_counted_by_label() -> None:
    example = Example("times", "Friday or Monday", "a", spans=(((0, 6), "TIME"), ((10, 16), "TIME")))
    assert describe("gum", [example]) == "gum | times | 1 texts | 16 characters | TIME 2"


def test_a_set_without_texts_says_so() -> None:
    assert describe("gum", []) == "gum | 0 texts | 0 characters"


def marked(example: Example) -> list[str]:
    """The words of every stretch of an example."""
    stretches = [stretch for stretch, _ in example.spans]
    for anchor in example.anchors:
        stretches += [anchor.span, *(stretch for found in anchor.roles.values() for stretch in found)]
    return [example.text[start:end] if 0 <= start < end else "" for start, end in stretches]


@pytest.mark.slow
@pytest.mark.parametrize("name", list(list_sets(Path(), frozenset())))
def test_every_stretch_holds_words_without_white_space_around(shared: Path, name: str) -> None:
    words = [found for example in list_sets(shared / "data", frozenset())[name]() for found in marked(example)]
    assert words
    assert [found for found in words if not found or found != found.strip()] == []
