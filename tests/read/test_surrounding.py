"""The sentence shown beside a claim is the one its trigger stands in, letter for letter."""

import pytest

from habeas.lang import load_language
from habeas.model import Block, Report, Span
from habeas.read.surrounding import surround_claims
from tests.collecting import CountingReader

BODY_ONLY: tuple[Block, ...] = ()


@pytest.mark.parametrize(
    ("text", "blocks", "sentence"),
    [
        (
            "It rained. Police said 12 detained in Kazan. Then it stopped.",
            BODY_ONLY,
            "Police said 12 detained in Kazan.",
        ),
        ("12 detained in Kazan", BODY_ONLY, "12 detained in Kazan"),
        ("Mr. Demo said 12 detained in Kazan.\n\nMore followed.", BODY_ONLY, "Mr. Demo said 12 detained in Kazan."),
        (
            "In Kazan [Photo: crowds] there were 12 detained in Kazan, it said.",
            (Block("body", 0, 8), Block("caption", 9, 24), Block("body", 25, 66)),
            "there were 12 detained in Kazan, it said.",
        ),
    ],
)
def test_the_sentence_around_a_claim(text: str, blocks: tuple[Block, ...], sentence: str) -> None:
    report = Report("report-1", text, "2022-02-27", blocks=blocks)
    reading = CountingReader().read(report)
    [span] = surround_claims(reading, load_language("en")).values()
    assert text[span.start : span.end] == sentence


def test_a_trigger_in_no_block_stands_for_itself() -> None:
    text = "12 detained in Kazan [12 detained in Kazan]"
    report = Report("report-1", text, "2022-02-27", blocks=(Block("body", 0, 20), Block("credit", 21, 43)))
    spans = list(surround_claims(CountingReader().read(report), load_language("en")).values())
    assert spans == [Span("report-1", 0, 20), Span("report-1", 25, 33)]
