"""Names in running text: tests/cases/places/find.tsv."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.gazetteer import Gazetteer
from habeas.model import Mention, Span
from tests.gazetteer.conftest import read_cases

STRANGE = st.text(st.characters() | st.sampled_from("\u200b\u200f\u00ad’'.,-() MoscowПарижدمشق北京"), max_size=80)


@pytest.mark.parametrize("case", read_cases("find.tsv"), ids=lambda case: case[0])
def test_names_are_found(gazetteer: Gazetteer, case: tuple[str, ...]) -> None:
    text, expected, unwanted = (*case, "", "")[:3]
    found = [f"{match.text} {match.kind[0]}" for match in gazetteer.find_names(text) if match.weight >= 0.4]
    assert [name for name in found if name in expected.split("|")] == [name for name in expected.split("|") if name]
    assert not {name[:-2] for name in found} & {name for name in unwanted.split("|") if name}


def test_every_span_equals_its_words(gazetteer: Gazetteer) -> None:
    text = "In Kyiv, Lviv's centre, and «Одесса», the U.S.-backed plan; Ky., L.A. and N.Y.C. too."
    matches = gazetteer.find_names(text)
    assert matches
    assert all(text[match.start : match.end] == match.text for match in matches)
    assert all(one.end <= two.start for one, two in pairwise(matches))


def test_a_preposition_makes_a_place_surer(gazetteer: Gazetteer) -> None:
    (plain,) = gazetteer.find_names("the Marseille match")
    (placed,) = gazetteer.find_names("a match in Marseille")
    assert placed.weight > plain.weight


@given(text=STRANGE)
def test_no_text_is_too_strange(gazetteer: Gazetteer, text: str) -> None:
    for match in gazetteer.find_names(text):
        assert text[match.start : match.end] == match.text
        assert 0 <= match.weight <= 1


@given(words=STRANGE, before=STRANGE, after=STRANGE)
def test_no_mention_is_too_strange(gazetteer: Gazetteer, words: str, before: str, after: str) -> None:
    mention = Mention(words, Span("report", len(before), len(before) + len(words)))
    (resolution,) = gazetteer.resolve_all([mention], before + words + after)
    assert resolution.reason
    assert resolution.words is mention


BAD_NAMES = ["", " ", "\u200b", ",", "'s", ",,,", "\ud800", "a" * 10_000, "Москва" * 2_000, "北京" * 5_000]


@pytest.mark.parametrize("name", BAD_NAMES, ids=lambda name: ascii(name)[:12])
def test_bad_names_resolve_to_nothing_with_a_reason(gazetteer: Gazetteer, name: str) -> None:
    (resolution,) = gazetteer.resolve_all([Mention(name, Span("report", 0, len(name)))], name)
    assert resolution.place is None
    assert resolution.reason
    assert gazetteer.candidates(name) == ()
