"""What people read: numbers in words, words marked in their sentence."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from habeas.cli.render import describe_quantity, print_readings
from habeas.lang import load_language
from habeas.model import Attribution, Claim, Mention, Quantity, Reading, Report, Span, Statement

TEXT = "Rain fell. At least 12 people were detained\nin Exampleville, police said. Shops closed."


def words(text: str) -> Mention:
    start = TEXT.index(text)
    return Mention(text, Span("r", start, start + len(text)))


STATEMENT = Statement(
    id="s",
    report="r",
    speaker="Exampleville Police",
    speaker_words=words("police"),
    cue=words("said"),
    content=(words("Rain fell"),),
    direct=False,
    addressee=None,
    via=None,
    method="test@1",
)


def make_reading() -> Reading:
    claim = Claim(
        id="c",
        report="r",
        type="detained",
        trigger=words("detained"),
        quantity=Quantity(12, None, "at_least", words("At least 12"), "guidelines-1"),
        whom=words("people"),
        by=None,
        place=(),
        when=None,
        attribution=Attribution(words("police")),
        modality="asserted",
        scope="new",
        context="protest",
        score=0.9,
        method="test@1",
    )
    return Reading(Report("r", TEXT, None), "test@1", (claim,), ())


def printed(reading: Reading, *, is_terminal: bool) -> str:
    out = StringIO()
    print_readings(
        [reading], load_language("en"), Console(file=out, force_terminal=is_terminal, soft_wrap=True, highlight=False)
    )
    return out.getvalue()


@pytest.mark.parametrize(
    ("low", "high", "text", "expected"),
    [
        (12, 12, "12", "12"),
        (12, 12, "twelve", "12 (twelve)"),
        (1, 1, None, "1"),
        (3001, None, "more than 3,000", "3,001 or more (more than 3,000)"),
        (None, 50, "up to 50", "at most 50 (up to 50)"),
        (450, 550, "about 500", "450 to 550 (about 500)"),
        (0, 0, "no one", "0 (no one)"),
    ],
)
def test_a_number_is_printed_with_its_words(low: int | None, high: int | None, text: str | None, expected: str) -> None:
    mention = None if text is None else Mention(text, Span("r", 0, len(text)))
    assert describe_quantity(Quantity(low, high, "exact", mention, "guidelines-1")) == expected


def test_no_number_is_not_zero() -> None:
    assert describe_quantity(None) == "number not said"


def test_words_stand_between_marks_where_there_is_no_colour() -> None:
    text = printed(make_reading(), is_terminal=False)
    assert "[At least 12] [people] were [detained] in Exampleville, [police] said." in text
    assert "Rain fell" not in text and "Shops closed" not in text


def test_words_stand_in_colour_on_a_terminal() -> None:
    text = printed(make_reading(), is_terminal=True)
    assert "\x1b[1;31mdetained\x1b[0m" in text and "[detained]" not in text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "  said      Exampleville Police said · indirect: Rain fell"),
        ({"direct": True}, "  said      Exampleville Police said · direct: Rain fell"),
        ({"speaker": None}, "  said      someone not named said · indirect: Rain fell"),
        ({"cue": None}, "  said      Exampleville Police · indirect: Rain fell"),
        ({"via": words("Shops")}, "  said      Exampleville Police said · through Shops · indirect: Rain fell"),
        (
            {"addressee": words("people"), "via": words("Shops")},
            "  said      Exampleville Police said · to people · through Shops · indirect: Rain fell",
        ),
        (
            {"content": (words("Rain fell"), words("Shops closed"))},
            "  said      Exampleville Police said · indirect: Rain fell … Shops closed",
        ),
        (
            {"speaker_words": None, "addressee": words("detained\nin Exampleville")},
            "  said      Exampleville Police said · to detained in Exampleville · indirect: Rain fell",
        ),
    ],
)
def test_a_statement_says_who_said_it_how_to_whom_and_through_whom(changes: dict[str, Any], line: str) -> None:
    statement = replace(STATEMENT, **changes)
    reading = Reading(Report("r", TEXT, None), "test@1", (), (statement,))
    assert printed(reading, is_terminal=False).splitlines()[1] == line


def test_a_claim_says_what_is_not_said() -> None:
    line = printed(make_reading(), is_terminal=False).splitlines()[1]
    assert line.startswith("  detained  12 or more (At least 12) · place not said · day not said · according to police")
