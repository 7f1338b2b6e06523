"""Statements: attributions in the report's own positions, with one name for each speaker."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.lang import load_language
from habeas.model import Block, Report, Statement
from habeas.read.attribution import find_attributions
from habeas.read.attribution.speaker import name_speakers, unify_in_text, unify_names
from habeas.read.attribution.statement import build_statements
from habeas.read.passage import split_passages
from habeas.read.segment import split_segments
from tests.cases import load_cases

ENGLISH = load_language("en")
NAMES = load_cases("attribution/names.yml")
METHOD = "tables-en@3"


@pytest.mark.parametrize("case", NAMES, ids=[case["text"] for case in NAMES])
def test_variants_of_one_name_are_put_together_and_no_others(case: dict[str, Any]) -> None:
    assert unify_in_text(case["names"], case["text"], ENGLISH.attribution) == case["names"]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_any_names_can_be_unified(names: list[str]) -> None:
    assert set(unify_names(names, (), ENGLISH.attribution)) == set(names)


def test_a_split_quotation_is_one_statement_with_the_fullest_name() -> None:
    text = "Mayor Ana Belk came. “We stay,” Belk told reporters, “and we sing.” She said the night was cold."
    first, second = statements(Report("report-1", text, None))
    assert [part.text for part in first.content] == ["“We stay,”", "“and we sing.”"]
    assert (first.speaker, first.direct, first.addressee and first.addressee.text) == ("Ana Belk", True, "reporters")
    assert (second.speaker, second.speaker_words and second.speaker_words.text) == ("Ana Belk", "She")


def test_a_statement_reads_on_across_a_caption() -> None:
    text = "Ana Belk said the prison [Credit: NN/Somebody] was full."
    cut = text.index("[")
    blocks = (
        Block("body", 0, cut),
        Block("credit", cut, text.index("]") + 1),
        Block("body", text.index("]") + 1, len(text)),
    )
    (statement,) = statements(Report("report-1", text, None, blocks=blocks))
    assert [part.text for part in statement.content] == ["the prison", "was full"]
    assert spans_fit(text, statement)


def test_many_names_are_unified_in_reasonable_time() -> None:
    text = " ".join(f"Ana B{number}lk said no." for number in range(2000)) + " Abc" * 20_000
    start = time.perf_counter()
    assert len(statements(Report("report-1", text, None))) == 2000
    assert time.perf_counter() - start < 5


def test_a_hedge_alone_is_no_statement() -> None:
    assert statements(Report("report-1", "Two men were reportedly beaten.", None)) == []


@given(st.lists(st.sampled_from(["Ana Belk", " said ", '"Go."', ", ", ". ", "police", "\n", " told "]), max_size=20))
def test_every_span_equals_its_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert all(spans_fit(text, statement) for statement in statements(Report("report-1", text, None)))


def statements(report: Report) -> list[Statement]:
    found: list[Statement] = []
    for passage in split_passages(report):
        matches = find_attributions(passage.text, split_segments(passage.text, ENGLISH), ENGLISH)
        names = name_speakers(passage.text, matches, ENGLISH)
        found += build_statements(passage, matches, METHOD, names)
    return found


def spans_fit(text: str, statement: Statement) -> bool:
    parts = (statement.speaker_words, statement.cue, statement.addressee, statement.via, *statement.content)
    return all(text[part.span.start : part.span.end] == part.text for part in parts if part)
