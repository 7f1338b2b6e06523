"""Attributions of PolNeAR as examples."""

from pathlib import Path

import pytest

from habeas.exc import InputError
from training.attribution import count_cueless, read_attributions
from training.example import Anchor, Example

TEXT = "“Go,” Ada Okun told us,\r\n“and stay away.” Some say it rained. It was late.\n"


def mark(number: int, kind: str, *words: str) -> str:
    """A T record for words of TEXT."""
    bounds = ";".join(f"{TEXT.index(word)} {TEXT.index(word) + len(word)}" for word in words)
    return f"T{number}\t{kind} {bounds}\t{' '.join(words)}"


ONE = [
    mark(1, "Source", "Ada Okun"),
    mark(2, "Cue", "told"),
    mark(3, "Content", "“Go,”", "“and stay away.”"),
    mark(4, "Attribution", "told"),
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
]
SAY = [
    mark(5, "Cue", "say"),
    mark(6, "Content", "it rained"),
    mark(7, "Attribution-no-source", "say"),
    "E2\tAttribution-no-source:T7 Cue:T5 Content:T6",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def annotate(corpus: Path, records: list[str], annotator: str = "x1") -> Path:
    path = corpus / "attributions" / f"a_{annotator}.ann"
    path.write_bytes("\n".join(records).encode())
    return path


def words(example: Example, anchor: Anchor, role: str) -> list[str]:
    return [example.text[start:end] for start, end in anchor.roles.get(role, ())]


def test_a_cue_has_its_source_and_all_parts_of_its_content(corpus: Path) -> None:
    annotate(corpus, ONE)
    (example,) = read_attributions(corpus)
    (anchor,) = example.anchors
    assert (example.task, example.group, anchor.label) == ("statements", "a", "cue")
    assert example.text[slice(*anchor.span)] == "told"
    assert words(example, anchor, "source") == ["Ada Okun"]
    assert words(example, anchor, "content") == ["“Go,”", "“and stay away.”"]


def test_an_attribution_without_source_has_only_content(corpus: Path) -> None:
    annotate(corpus, SAY)
    (example,) = read_attributions(corpus)
    assert list(example.anchors[0].roles) == ["content"]


def test_of_two_annotations_the_fuller_is_taken(corpus: Path) -> None:
    annotate(corpus, ONE, "x1")
    annotate(corpus, ONE + SAY, "x2")
    (example,) = read_attributions(corpus)
    assert len(example.anchors) == 2


def test_a_cue_annotated_twice_with_one_source_joins_the_contents(corpus: Path) -> None:
    more = [mark(8, "Content", "it rained"), "E3\tAttribution:T4 Content:T8 Cue:T2 Source:T1"]
    annotate(corpus, ONE + more)
    (example,) = read_attributions(corpus)
    assert words(example, example.anchors[0], "content") == ["“Go,”", "“and stay away.”", "it rained"]


def test_a_cue_annotated_with_two_sources_stays_two(corpus: Path) -> None:
    more = [mark(8, "Source", "Some"), "E3\tAttribution:T4 Content:T3 Cue:T2 Source:T8"]
    annotate(corpus, ONE + more)
    (example,) = read_attributions(corpus)
    assert [words(example, anchor, "source") for anchor in example.anchors] == [["Ada Okun"], ["Some"]]


def test_an_attribution_without_cue_is_left_out_and_counted(corpus: Path) -> None:
    annotate(corpus, [*ONE[:-1], "E1\tAttribution:T4 Content:T3 Source:T1"])
    (example,) = read_attributions(corpus)
    assert (example.anchors, count_cueless(corpus)) == ((), 1)


def test_words_may_go_on_in_the_next_line(corpus: Path) -> None:
    start = TEXT.index("us,")
    annotate(corpus, [f"T1\tContent {start} {start + 9}\tus,", "“and"])
    assert [example.anchors for example in read_attributions(corpus)] == [()]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("T1\tCue 0 4\tsaid", "line 1: T1: the text has '“Go,' at 0 4, not 'said'"),
        ("T1\tCue zero\tsaid", "line 1: expected 'Kind start end<tab>words'"),
        ("E1\tCue:T9", "line 1: E1: 'Cue:T9' names no stretch"),
        ("nothing", "line 1: expected a record"),
    ],
)
def test_a_broken_record_is_named_with_file_and_line(corpus: Path, record: str, reason: str) -> None:
    path = annotate(corpus, [record])
    with pytest.raises(InputError) as error:
        list(read_attributions(corpus))
    assert f"{path}, {reason}" in str(error.value)
