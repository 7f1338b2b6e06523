"""Hostile texts: whatever they hold, reading ends, spans are exact, and what is plain beside them is read as ever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.read import Reader, available_readers
from tests.read.hostile import (
    SENTENCE,
    UNITS,
    describe,
    describe_core,
    list_faults,
    make_reader,
    make_report,
    make_text,
)

# What may stand beside a plain sentence, in a paragraph of its own, without touching what it says.
APART = sorted(
    set(UNITS)
    - {"one sentence", "paragraphs", "no full stop", "dates", "wide digits", "look-alikes", "letters beside nothing"}
    - {"quotations", "triggers", "triggers and carriage returns", "triggers and line separators"}
)
# Amid these words of saying without an end, the model may be unsure who says what.
SPOKEN = ["quotations in quotations", "speakers", "sayings"]
UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e", "\u200f", "\x01", "\ufe0f", "\u0336"]
LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\n\n"]
PIECES = [*UNITS.values(), SENTENCE, " ", "\n", "Police", " detained ", "14", " people", " in ", "Minsk", "e\u0301"]


@pytest.fixture(scope="module", params=available_readers("en"))
def reader(request: pytest.FixtureRequest) -> Reader:
    return make_reader(request.param)


@pytest.fixture(scope="module")
def tables() -> Reader:
    """The reader without a model, to which the sentences before are nothing."""
    return make_reader("tables")


def claims_of(reader: Reader, text: str) -> list[tuple[object, ...]]:
    """What the claims of a text say; every span of it is exact."""
    reading = reader.read(make_report(text))
    assert list_faults(reading) == []
    return [describe(claim) for claim in reading.claims]


@pytest.mark.parametrize("unit", UNITS)
def test_the_spans_of_a_hostile_text_are_exact(reader: Reader, unit: str) -> None:
    assert list_faults(reader.read(make_report(make_text(unit, 4_000)))) == []


def put_amid(unit: str) -> str:
    """The plain sentence as a paragraph between two of hostile text."""
    rest = make_text(unit, 1_000)
    return f"{rest}.\n\n{SENTENCE}\n\n{rest}"


@pytest.mark.parametrize("unit", APART)
def test_a_sentence_amid_hostile_text_reads_by_tables_as_it_does_alone(tables: Reader, unit: str) -> None:
    assert claims_of(tables, put_amid(unit)) == claims_of(tables, SENTENCE)


@pytest.mark.parametrize("unit", APART)
def test_what_happened_is_found_amid_hostile_text_with_its_figure_and_speaker(reader: Reader, unit: str) -> None:
    """The same happenings in the same words, place and day; the one with a figure keeps it, and its speaker."""
    alone, amid = (reader.read(make_report(text)).claims for text in (SENTENCE, put_amid(unit)))
    shift = put_amid(unit).index(SENTENCE)
    assert [describe_core(claim) for claim in amid] == [describe_core(claim) for claim in alone]
    assert [claim.trigger.span.start - shift for claim in amid] == [claim.trigger.span.start for claim in alone]
    left, right = describe(amid[0]), describe(alone[0])
    assert left[:-1] == right[:-1] and (left[-1] == right[-1] or unit in SPOKEN)


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
@pytest.mark.parametrize("word", ["detained", "14", "Minsk", "Sunday", "Countwatch"])
def test_what_nobody_sees_within_a_word_is_looked_through(reader: Reader, word: str, char: str) -> None:
    text = SENTENCE.replace(word, f"{word[0]}{char}{word[1:]}")
    assert claims_of(reader, text) == claims_of(reader, SENTENCE)


def test_words_keep_what_nobody_sees_within_them(reader: Reader) -> None:
    claim = reader.read(make_report(SENTENCE.replace("detained", "\u200bde\u00adtained\u200b"))).claims[0]
    assert claim.trigger.text == "de\u00adtained"


@pytest.mark.parametrize("written", ["Bogotá", "Bogota\u0301", "\u2067Bogotá\u2069"], ids=ascii)
def test_accents_apart_and_marks_of_direction_name_the_same_place(reader: Reader, written: str) -> None:
    (claim, *_) = reader.read(make_report(SENTENCE.replace("Minsk", written))).claims
    assert claim.place[0].place is not None
    assert claim.place[0].place.name == "Bogotá"


@pytest.mark.parametrize("beside", ["😀", "👮🏽\u200d♀️", "🇧🇾", "𝔸", "𐍈"], ids=ascii)
def test_characters_beyond_the_basic_plane_count_as_one(reader: Reader, beside: str) -> None:
    text = f"{beside} {SENTENCE.replace(' in ', f' {beside} in ')} {beside}"
    assert claims_of(reader, text) == claims_of(reader, SENTENCE)


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_any_line_end_ends_a_sentence(reader: Reader, end: str) -> None:
    other = "Nine people were injured in Kazan on Monday."
    assert claims_of(reader, f"{SENTENCE}{end}{other}") == claims_of(reader, f"{SENTENCE}\n{other}")


@pytest.mark.parametrize("filler", ["and the road was long", "and 14 cars", "in Kazan", "“and", "(and", '"'])
def test_a_sentence_of_5000_words_is_read_where_it_begins(reader: Reader, filler: str) -> None:
    length = 5_000 // len(filler.split())
    found = claims_of(reader, f"Police in Minsk detained 14 people on Sunday, {' '.join([filler] * length)}.")
    assert ("detained", (14, 14)) in [claim[:2] for claim in found]


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12))
def test_any_text_has_exact_spans(reader: Reader, texts: list[str]) -> None:
    assert list_faults(reader.read(make_report("".join(texts).replace("\0", "") + "."))) == []
