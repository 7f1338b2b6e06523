"""The picture of a pair: every weight and what it says, and a bar that starts where the one before ended."""

import re

import pytest

from habeas.model.linking import Feature, LinkedPair
from habeas.publish.drawing.svg import Caption, stand_alone
from habeas.publish.drawing.waterfall import draw_waterfall

FEATURES = (Feature("name", "the same name", 9.25), Feature("place", "different places", -2.5))
PAIR = LinkedPair("person-a", "person-b", 0.6, FEATURES)
CAPTION = Caption("w", "Why", "A pair")


@pytest.fixture(scope="module")
def drawn() -> str:
    return draw_waterfall(PAIR, -6.0, CAPTION)


def test_every_weight_stands_beside_its_words(drawn: str) -> None:
    words = re.findall(r"<text[^>]*>([^<]+)</text>", drawn)
    assert words[:-1] == [
        *("before comparing, of any two such records", "−6.0"),
        *("name: the same name", "+9.2"),
        *("place: different places", "−2.5"),
        *("together: 60.0 % likely to be one person", "+0.8"),
    ]


def test_a_pair_without_features_is_drawn() -> None:
    assert "together: 0.0 %" in draw_waterfall(LinkedPair("person-a", "person-b", 0.0, ()), 0.0, CAPTION)


def test_the_file_brings_its_own_letters_and_colours(drawn: str) -> None:
    made = stand_alone(drawn).decode()
    assert "sans-serif" in made
    assert re.search(r'<svg[^>]* width="\d', made)
    assert ".chart{max-width:100%;height:auto}" in made, "a phone shows all of it"
