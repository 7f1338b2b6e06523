"""Passages: views of a report whose every mention maps back."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Block, BlockKind, Report
from habeas.read.passage import Passage, list_parts, split_passages
from habeas.read.plain import look_through

KINDS: tuple[BlockKind, ...] = ("dateline", "heading", "body", "caption", "credit")
MARKS: dict[str, BlockKind] = {"D": "dateline", "H": "heading", "B": "body", "C": "caption", "R": "credit"}


def report_of(marked: str) -> Report:
    """A report from a text in which ⟦X…⟧ is a block of kind X (see MARKS)."""
    text, blocks = "", []
    for kind, words, plain in re.findall(r"⟦(\w)(.*?)⟧|([^⟦]+)", marked, re.DOTALL):
        if kind:
            blocks.append(Block(MARKS[kind], len(text), len(text) + len(words)))
        text += words + plain
    return Report("report-1", text, "2022-02-27", blocks=tuple(blocks))


def texts(marked: str) -> list[tuple[BlockKind, str]]:
    """Kind and text of each passage."""
    return [(passage.kind, passage.text) for passage in split_passages(report_of(marked))]


def test_a_report_without_blocks_is_one_body() -> None:
    assert split_passages(Report("report-1", "Police held 12.", None)) == [
        Passage("report-1", "body", "Police held 12.", 0)
    ]


def test_a_blank_report_has_no_passages() -> None:
    assert split_passages(Report("report-1", " \n", None)) == []


def test_passages_come_as_headings_body_captions() -> None:
    marked = "⟦HMarch⟧\n⟦DMINSK,⟧ ⟦BPolice held 12.⟧\n⟦CA street⟧ ⟦R(Example Agency)⟧\n⟦BThey left.⟧"
    body = "Police held 12.\n\nThey left."
    assert texts(marked) == [("heading", "March"), ("body", body), ("caption", "A street")]


def test_parts_are_blocks_with_the_body_that_touches_as_one() -> None:
    report = report_of("⟦HMarch in New⟧\n⟦DMINSK,⟧ ⟦BYork police held 12.⟧\n⟦BThey left.⟧ ⟦CA street⟧")
    parts = [report.text[start:end] for start, end in list_parts(report)]
    assert parts == ["March in New", "MINSK,", "York police held 12.\nThey left.", "A street"]


def test_a_sentence_reads_on_across_a_caption() -> None:
    assert texts("⟦BPolice said⟧\n\n⟦C[A street]⟧\n\n⟦B 30 people were held⟧")[0] == (
        "body",
        "Police said 30 people were held",
    )


def test_a_quotation_that_ends_before_a_caption_ends_its_paragraph() -> None:
    assert texts("⟦B“We stay.”⟧ ⟦CA street⟧ ⟦BThey left⟧")[0] == ("body", "“We stay.”\n\nThey left")


def test_paragraphs_of_body_keep_the_white_space_between_them() -> None:
    assert texts("⟦BPolice held 12.⟧\n\n ⟦BThey left.⟧") == [("body", "Police held 12.\n\n They left.")]


def test_a_mention_maps_back_behind_a_cut() -> None:
    report = report_of("⟦BPolice said⟧\n\n⟦CA street⟧\n\n⟦B30 people were held⟧")
    mention = mention_of(split_passages(report)[0], "30 people")
    assert report.text[mention[0] : mention[1]] == "30 people"


def test_a_mention_across_a_cut_is_refused() -> None:
    passage = split_passages(report_of("⟦BPolice said⟧ ⟦CA street⟧ ⟦B30 people were held⟧"))[0]
    with pytest.raises(ValueError) as caught:
        mention_of(passage, "said 30")
    assert "not one stretch" in str(caught.value)


def test_words_across_a_cut_have_mentions_in_parts() -> None:
    passage = split_passages(report_of("⟦BPolice said⟧ ⟦CA street⟧ ⟦B30 people were held⟧"))[0]
    start = passage.text.index("said")
    assert [part.text for part in passage.mentions(start, start + len("said 30 people"))] == ["said", "30 people"]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_characters_outside_a_passage_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError) as caught:
        Passage("report-1", "body", "Police", 0).mention(start, end)
    assert f"characters {start} to {end} lie outside a passage of 6" in str(caught.value)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with blocks of any kind, some touching and some with a gap between."""
    words = st.text("ab .\n“é😀e\u0301\u0332\u00ad\u200b", max_size=8)
    text, blocks = "", []
    for kind, content, gap in draw(st.lists(st.tuples(st.sampled_from(KINDS), words, words), max_size=8)):
        blocks.append(Block(kind, len(text), len(text) + len(content)))
        text += content + gap
    return Report("report-1", text, None, blocks=tuple(blocks))


@given(reports(), st.data())
def test_a_mention_equals_the_report_at_its_span(report: Report, data: st.DataObject) -> None:
    for passage in split_passages(report):
        start = data.draw(st.integers(0, len(passage.text)))
        end = data.draw(st.integers(start, len(passage.text)))
        if not passage.crosses_cut(start, end):
            mention = passage.mention(start, end)
            assert report.text[mention.span.start : mention.span.end] == mention.text
            assert see(mention.text) == passage.text[start:end]


@given(reports())
def test_the_parts_of_a_passage_hold_all_its_words(report: Report) -> None:
    for passage in split_passages(report):
        parts = passage.mentions(0, len(passage.text))
        assert all(report.text[part.span.start : part.span.end] == part.text for part in parts)
        assert "".join("".join(see(part.text).split()) for part in parts) == "".join(passage.text.split())


@given(reports())
def test_the_body_holds_the_words_of_its_blocks(report: Report) -> None:
    blocks = report.blocks or (Block("body", 0, len(report.text)),)
    words = "".join(report.text[block.start : block.end] for block in blocks if block.kind == "body")
    body = "".join(passage.text for passage in split_passages(report) if passage.kind == "body")
    assert bare(body) == bare(words)


def mention_of(passage: Passage, words: str) -> tuple[int, int]:
    """Where words of a passage stand in its report."""
    start = passage.text.index(words)
    span = passage.mention(start, start + len(words)).span
    return span.start, span.end


def bare(words: str) -> str:
    """Words without white space, accents and what nobody sees."""
    return "".join(char for char in unicodedata.normalize("NFD", words) if char not in " \n\u0301\u0332\u00ad\u200b")


def see(words: str) -> str:
    plain = look_through(words)
    return words if plain is None else plain.text
