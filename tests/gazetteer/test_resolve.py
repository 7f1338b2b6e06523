"""What place names mean: tests/cases/places/resolve.tsv, and the promises around it."""

import time

import pytest

from habeas.gazetteer import Gazetteer, PlaceContext
from habeas.model import Mention, Resolution, Span
from tests.gazetteer.conftest import read_cases


def mention(text: str, words: str) -> Mention:
    """The words where they stand first in the text."""
    start = text.index(words)
    return Mention(words, Span("report", start, start + len(words)))


def resolve(gazetteer: Gazetteer, text: str, words: str) -> Resolution:
    """The words resolved within the text."""
    return gazetteer.resolve_all([mention(text, words)], text)[0]


@pytest.mark.parametrize("case", read_cases("resolve.tsv"), ids=lambda case: case[0])
def test_a_name_is_resolved_by_its_surroundings(gazetteer: Gazetteer, case: tuple[str, ...]) -> None:
    text, words, expected, reason = case
    resolution = resolve(gazetteer, text, words)
    assert (resolution.place.id if resolution.place else "-") == expected
    assert reason in resolution.reason
    assert resolution.words.text == words


def test_a_contradiction_is_recorded(gazetteer: Gazetteer) -> None:
    resolution = resolve(gazetteer, "Moscow's St. Petersburg saw rallies.", "St. Petersburg")
    assert resolution.place is not None
    assert resolution.place.country == "RU"
    assert resolution.contradiction == "the text puts it in Moscow, where it is not"


def test_what_agrees_is_no_contradiction(gazetteer: Gazetteer) -> None:
    assert resolve(gazetteer, "Russia's St. Petersburg saw rallies.", "St. Petersburg").contradiction is None
    assert resolve(gazetteer, "It was quiet in Portland, Oregon.", "Portland").contradiction is None


PLAIN = [
    ("Rallies in Kazan, Perm and Yekaterinburg went on.", "Kazan"),
    ("Marches in New York, London, and Berlin went on.", "New York"),
    ("Russia's invasion of Ukraine went on.", "Ukraine"),
    ("China's embassy in London was shut.", "London"),
    ("Few went to Buffalo, New York, and Albany.", "Buffalo"),
]


@pytest.mark.parametrize(("text", "words"), PLAIN)
def test_lists_and_acts_name_no_parent_to_contradict(gazetteer: Gazetteer, text: str, words: str) -> None:
    resolution = resolve(gazetteer, text, words)
    assert resolution.place is not None
    assert resolution.contradiction is None


GUESSES = [
    ("Crowds filled Quibble Square, Cairo.", "Quibble Square, Cairo", "Cairo"),
    ("Crowds filled Quibble Square, Cairo.", "Quibble Square", "Cairo"),
    ("Attacks in northern Nigeria went on.", "northern Nigeria", "Nigeria"),
    ("Two died in Zzyzxgorod, Ohio.", "Zzyzxgorod", "Ohio"),
    ("Two died in Zzyzxgorod.", "Zzyzxgorod", None),
]


@pytest.mark.parametrize(("text", "words", "near"), GUESSES)
def test_a_guess_is_kept_apart_from_the_place(gazetteer: Gazetteer, text: str, words: str, near: str | None) -> None:
    resolution = resolve(gazetteer, text, words)
    assert resolution.place is None
    assert (resolution.near.name if resolution.near else None) == near


def test_the_nearest_place_of_the_text_is_the_guess(gazetteer: Gazetteer) -> None:
    text = "After a rally in Minsk, two were held at Zzyzxgorod."
    _, unknown = gazetteer.resolve_all([mention(text, "Minsk"), mention(text, "Zzyzxgorod")], text)
    assert unknown.place is None
    assert unknown.near is not None
    assert unknown.near.name == "Minsk"


def test_a_county_named_anywhere_speaks_for_its_towns(gazetteer: Gazetteer) -> None:
    text = "Sheriffs of Walker County spoke. In Huntsville it rained."
    _, town = gazetteer.resolve_all([mention(text, "Walker County"), mention(text, "Huntsville")], text)
    assert town.place is not None
    assert town.place.id == "geonames:4699540"


def test_places_of_one_report_are_weighed_together(gazetteer: Gazetteer) -> None:
    text = "Paris and Nashville, Memphis and Knoxville took part."
    names = ["Paris", "Nashville", "Memphis", "Knoxville"]
    alone = resolve(gazetteer, "Paris took part.", "Paris")
    together = gazetteer.resolve_all([mention(text, name) for name in names], text)
    assert alone.place is not None
    assert alone.place.country == "FR"
    assert {each.place.country for each in together if each.place} == {"US"}


def test_a_bare_name_means_what_it_meant_where_its_parent_was_named(gazetteer: Gazetteer) -> None:
    text = "Police in Birmingham, Ala., said so. In Birmingham it rained."
    second = text.rindex("Birmingham")
    words = [mention(text, "Birmingham"), Mention("Birmingham", Span("report", second, second + 10))]
    assert {each.place.id for each in gazetteer.resolve_all(words, text) if each.place} == {"geonames:4049979"}


def test_known_places_count_as_context(gazetteer: Gazetteer) -> None:
    tampa = gazetteer.place("geonames:4174757")
    assert tampa is not None
    resolution = gazetteer.resolve(mention("St. Petersburg", "St. Petersburg"), PlaceContext(places=(tampa,)))
    assert resolution.place is not None
    assert resolution.place.id == "geonames:4171563"


@pytest.mark.parametrize(
    "part", ["A and ", "Moscow, ", "Moscow's ", "Paris and ", "in the city of ", "Knox/", "(", "St. "]
)
def test_long_lists_take_no_long_time(gazetteer: Gazetteer, part: str) -> None:
    text = part * 2_000
    start = time.perf_counter()
    assert gazetteer.resolve_all([Mention(part, Span("report", 0, len(part)))], text)
    assert time.perf_counter() - start < 5


def test_the_order_of_mentions_changes_nothing(gazetteer: Gazetteer) -> None:
    text = "Athens, Sparta and Corinth; Rome, Georgia and Atlanta."
    words = [mention(text, name) for name in ("Athens", "Sparta", "Corinth", "Rome", "Georgia", "Atlanta")]
    forward = {each.words.text: each.place for each in gazetteer.resolve_all(words, text)}
    backward = {each.words.text: each.place for each in gazetteer.resolve_all(words[::-1], text)}
    assert forward == backward
