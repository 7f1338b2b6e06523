"""Who says what, where tables and model each find attributions."""

from dataclasses import replace

import pytest

from habeas.read.attribution import AttributionMatch
from habeas.read.neural.speech import merge_attributions
from tests.read.neural.handmade import Told, find, make_scores

TEXT = (
    "The mayor told reporters on Monday that 12 people were held, adding that two were freed. “We saw it,” Okun wrote."
)
SAID = Told("told", roles={"source": "The mayor", "content": "12 people were held"})
ADDED = Told("adding", roles={"source": "The mayor", "content": "two were freed"})
WROTE = Told("wrote", roles={"source": "Okun", "content": "We saw it"})
BY_TABLES = AttributionMatch(
    find(TEXT, "mayor"), find(TEXT, "told"), (find(TEXT, "people were held"),), addressee=find(TEXT, "reporters")
)
HEDGE = AttributionMatch(None, find(TEXT, "on Monday"), (find(TEXT, "12 people were held"),), firmness="alleged")


def merged(found: list[AttributionMatch], *told: Told) -> list[AttributionMatch]:
    return merge_attributions(TEXT, found, make_scores(TEXT, *told))


def describe(match: AttributionMatch) -> tuple[str | None, str | None, list[str]]:
    """Speaker, cue and contents in words."""
    words = [TEXT[slice(*stretch)] if stretch else None for stretch in (match.speaker, match.cue)]
    return words[0], words[1], [TEXT[start:end] for start, end in match.content]


def test_what_the_model_alone_finds_is_added() -> None:
    (match,) = merged([], SAID)
    assert describe(match) == ("The mayor", "told", ["12 people were held"])


@pytest.mark.parametrize("part", ["Info", "OVD", "OVD-Info"])
def test_a_source_is_a_whole_name_where_a_hyphen_joins_its_parts(part: str) -> None:
    text = "The lawyers of OVD-Info said so: two were freed."
    scores = make_scores(text, Told("said", roles={"source": part, "content": "two were freed"}))
    (match,) = merge_attributions(text, [], scores)
    assert match.speaker == find(text, "OVD-Info")


def test_the_same_cue_is_one_attribution_with_the_tables_speaker_and_both_contents() -> None:
    (match,) = merged([BY_TABLES], replace(SAID, roles={"source": "Okun", "content": "12 people were held"}))
    assert describe(match) == ("mayor", "told", ["12 people were held"])


def test_what_only_the_tables_know_stays() -> None:
    (match,) = merged([BY_TABLES], SAID)
    assert match.addressee == BY_TABLES.addressee


def test_a_content_apart_from_that_of_the_tables_is_not_added() -> None:
    told = Told("told", roles={"source": "The mayor", "content": "12 people / two were freed"})
    (match,) = merged([BY_TABLES], told)
    assert describe(match)[2] == ["12 people were held"]


def test_contents_of_the_model_alone_stay_apart() -> None:
    told = Told("told", roles={"source": "The mayor", "content": "12 people / two were freed"})
    (match,) = merged([], told)
    assert describe(match)[2] == ["12 people", "two were freed"]


def test_a_content_behind_the_end_of_the_sentence_is_not_said_in_it() -> None:
    told = Told("told", roles={"source": "The mayor", "content": "12 people were held / We saw it"})
    (match,) = merged([], told)
    assert describe(match)[2] == ["12 people were held"]


def test_without_a_word_of_the_model_the_tables_stand() -> None:
    assert merged([HEDGE, BY_TABLES]) == [HEDGE, BY_TABLES]


def test_a_hedge_stays_beside_what_the_model_finds() -> None:
    assert merged([HEDGE], SAID)[0] == HEDGE
    assert len(merged([HEDGE], SAID)) == 2


def test_attributions_are_in_the_order_of_their_contents() -> None:
    found = merged([BY_TABLES], WROTE, ADDED)
    assert [describe(match)[1] for match in found] == ["told", "adding", "wrote"]


def test_a_hedge_whose_words_overlap_those_of_saying_stays() -> None:
    hedge = replace(HEDGE, cue=find(TEXT, "told reporters"))
    assert hedge in merged([hedge, BY_TABLES], SAID)


def test_one_word_of_saying_in_several_pieces_is_one_attribution() -> None:
    scores = make_scores(TEXT.replace("adding", "add|ing"), ADDED)
    ((piece, cue),) = scores.cues.items()
    scores.cue_tags[piece + 1, 1] = 0.9
    twice = replace(scores, cues={piece: cue, piece + 1: replace(cue, piece=piece + 1)})
    assert [describe(match)[1] for match in merge_attributions(TEXT, [], twice)] == ["adding"]


def test_two_cues_of_the_tables_are_not_joined_with_one_of_the_model() -> None:
    twin = AttributionMatch(find(TEXT, "mayor"), find(TEXT, "told reporters"), (find(TEXT, "held"),))
    contents = [describe(match)[2] for match in merged([BY_TABLES, twin], SAID)]
    assert sorted(contents) == [["12 people were held"], ["held"]]


@pytest.mark.parametrize(("told", "direct"), [(SAID, False), (WROTE, True)])
def test_a_content_in_quotation_marks_is_direct(told: Told, direct: bool) -> None:
    (match,) = merged([], told)
    assert match.direct is direct


@pytest.mark.parametrize("role", ["source", "content"])
def test_words_of_saying_without_a_source_or_content_are_no_attribution(role: str) -> None:
    roles = {name: words for name, words in SAID.roles.items() if name != role}
    assert merged([], Told("told", roles=roles)) == []


def test_words_that_are_hardly_of_saying_are_no_attribution() -> None:
    assert merged([], Told("told", chance=0.3, roles=SAID.roles)) == []
