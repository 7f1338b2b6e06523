"""The table of what each corpus teaches."""

from training.corpora_report import describe
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
