"""What place names mean, as a table: text, the words to resolve, the place expected, part of the reason."""

import pytest

from habeas.gazetteer import Gazetteer
from habeas.model import Mention, Resolution, Span

CASES = [
    ("Police in Tbilisi said that Georgia will vote.", "Georgia", "geonames:614540"),
    ("A rally in Tampa moved to St. Petersburg.", "St. Petersburg", "geonames:4171563"),
    ("Marches in Moscow and St. Petersburg went on.", "St. Petersburg", "geonames:498817"),
    ("Dozens met in Portland, Ore., on Friday.", "Portland", "geonames:5746545"),
    ("Dozens met in Portland, Maine, on Friday.", "Portland", "geonames:4975802"),
    ("Unrest reached Kandahar province.", "Kandahar province", "geonames:1138335"),
    ("Shots were heard in the port city of Aden.", "the port city of Aden", "geonames:415189"),
    ("A vigil outside the Ukrainian Embassy", "outside the Ukrainian Embassy", None),
    ("Crowds filled Tahrir Square, Cairo", "Tahrir Square, Cairo", None),
    ("Attacks in northern Nigeria", "northern Nigeria", None),
]


def resolve(gazetteer: Gazetteer, text: str, words: str) -> Resolution:
    """The words as they stand first in the text, together with every name the gazetteer finds itself."""
    start = text.index(words)
    return gazetteer.resolve_all([Mention(words, Span("report", start, start + len(words)))], text)[0]


@pytest.mark.parametrize(("text", "words", "expected"), CASES)
def test_a_name_is_resolved_by_its_surroundings(
    gazetteer: Gazetteer, text: str, words: str, expected: str | None
) -> None:
    resolution = resolve(gazetteer, text, words)
    assert (resolution.place and resolution.place.id) == expected
    assert resolution.reason


def test_a_contradiction_is_recorded(gazetteer: Gazetteer) -> None:
    resolution = resolve(gazetteer, "Moscow's St. Petersburg saw rallies.", "St. Petersburg")
    assert resolution.place is not None
    assert resolution.place.country == "RU"
    assert resolution.contradiction == "the text puts it in Moscow, where it is not"
