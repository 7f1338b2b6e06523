"""Reading with a model made by hand beside the real tables: what it changes, and what it leaves alone."""

from dataclasses import replace

import pytest

from habeas.model import Claim, Report
from habeas.model.record import claim_record
from habeas.read.neural.blend import Blend
from habeas.read.reader import ReportReader
from tests.read.neural.handmade import EVEN, Handmade, Told

DETAINED = "Police detained 12 students in Omsk on Sunday."
WEIGHED = "Omsk was quiet. Minsk was not. Police detained 12 students on Sunday and on Monday."


def read(tables: ReportReader, text: str, *told: Told, blend: Blend = EVEN) -> tuple[Claim, ...]:
    """The claims of a text of which a model says what is told."""
    reader = replace(tables, method=blend.method, model=Handmade(text, told, blend))
    return reader.read(Report("report-1", text.replace("|", ""), "2021-03-10")).claims


def shown(claims: tuple[Claim, ...], *fields: str) -> list[list[object]]:
    return [[claim_record(claim)[field] for field in fields] for claim in claims]


def with_numbers(decision: str, **numbers: float) -> Blend:
    return replace(EVEN, numbers={**EVEN.numbers, decision: {**EVEN.numbers[decision], **numbers}})


def detained(**fields: object) -> Told:
    return replace(Told("detained", "detained", chance=0.98), **fields)  # type: ignore[arg-type]


def test_a_claim_names_the_method_of_the_model(tables: ReportReader) -> None:
    (claim,) = read(tables, DETAINED, detained())
    assert claim.method == "handmade@1"


def test_a_model_that_sees_no_happening_outvotes_the_tables(tables: ReportReader) -> None:
    assert len(read(tables, DETAINED, detained())) == 1
    assert read(tables, DETAINED, blend=with_numbers("claim", model=3.0)) == ()


def test_the_score_is_the_chance_of_the_sum(tables: ReportReader) -> None:
    scores = [read(tables, DETAINED, detained(), blend=with_numbers("claim", model=w))[0].score for w in (0.1, 1.0)]
    assert 0.5 < scores[0] < scores[1] <= 1


def test_what_scores_less_than_the_least_is_no_claim(tables: ReportReader) -> None:
    assert read(tables, DETAINED, detained(), blend=replace(EVEN, least=1.0)) == ()


FOUND = {
    "with its people": ("Ten guards of Okun zorbed 12 students.", "zorbed", {"whom": "students", "quantity": "12"}),
    "of several words": ("Police of Omsk did zorb up 12 students.", "zorb up", {"whom": "students", "quantity": "12"}),
    "in several pieces": ("Ten guards of Okun zor|b|ed 12 students.", "zorbed", {"whom": "students", "quantity": "12"}),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_trigger_that_only_the_model_finds_is_a_claim(name: str, tables: ReportReader) -> None:
    text, words, roles = FOUND[name]
    told = Told(words, "detained", chance=0.98, roles=roles, outcomes={"number": "words"})
    (claim,) = read(tables, text, told)
    assert (claim.type, claim.trigger.text) == ("detained", words)
    assert claim.whom is not None and claim.whom.text == "students"
    assert claim.quantity is not None and (claim.quantity.low, claim.quantity.high) == (12, 12)


def test_a_trigger_of_both_is_one_claim(tables: ReportReader) -> None:
    text = "Police have detained 12 students."
    assert shown(read(tables, text, Told("have detained", "detained")), "trigger") == [["detained"]]


def test_two_beginnings_within_one_word_are_one_claim(tables: ReportReader) -> None:
    text = "Ten guards of Okun zor|bed 12 students."
    assert len(read(tables, text, Told("zor", "detained"), Told("bed", "detained", chance=0.98))) == 1


def test_claims_of_both_are_in_the_order_of_the_text(tables: ReportReader) -> None:
    text = "Guards zorbed 12 students in Omsk. Police detained 7 people. Guards zorbed 3 more in Minsk."
    told = [Told("zorbed", "detained", chance=0.98), Told("detained", "detained", chance=0.98)]
    assert shown(read(tables, text, *told), "trigger") == [["zorbed"], ["detained"]]


def test_the_same_words_may_be_two_happenings(tables: ReportReader) -> None:
    text = "Police detained 12 students in Omsk."
    claims = read(tables, text, detained(), Told("students in Omsk", "attended", chance=0.98))
    assert {claim.type for claim in claims} == {"detained", "attended"}


def test_a_model_that_names_no_agent_leaves_that_of_the_tables(tables: ReportReader) -> None:
    assert shown(read(tables, DETAINED, detained()), "by") == [["Police"]]


def test_the_agent_is_in_the_models_words_where_it_names_one(tables: ReportReader) -> None:
    text = "The riot police unit of Omsk detained 12 students."
    assert shown(read(tables, text, detained(roles={"by": "riot police unit"})), "by") == [["riot police unit"]]


@pytest.mark.parametrize("place", ["Omsk", "Minsk"])
def test_the_model_chooses_among_the_places_of_the_tables(place: str, tables: ReportReader) -> None:
    claims = read(tables, WEIGHED, detained(roles={"place": place}), blend=with_numbers("place", model=5.0))
    assert shown(claims, "place") == [[[place]]]


def test_a_place_that_no_normaliser_finds_is_none(tables: ReportReader) -> None:
    claims = read(tables, "Police detained 12 students in zorb.", detained(roles={"place": "zorb"}))
    assert shown(claims, "place") == [[[]]]


@pytest.mark.parametrize("when", ["on Sunday", "on Monday"])
def test_the_model_chooses_among_the_times_of_the_tables(when: str, tables: ReportReader) -> None:
    (claim,) = read(tables, WEIGHED, detained(roles={"when": when}), blend=with_numbers("when", model=5.0))
    assert claim.when is not None and claim.when.words is not None
    assert claim.when.words.text == when


@pytest.mark.parametrize(("field", "outcome"), [("modality", "alleged"), ("scope", "cumulative"), ("context", "crime")])
def test_a_sure_model_decides_what_a_claim_is(field: str, outcome: str, tables: ReportReader) -> None:
    blend = with_numbers(field, tables=0.1, model=5.0)
    assert shown(read(tables, DETAINED, detained(outcomes={field: outcome}), blend=blend), field) == [[outcome]]


def test_outcomes_of_a_trigger_that_the_model_does_not_know_are_the_tables(tables: ReportReader) -> None:
    alone = tables.read(Report("report-1", DETAINED, "2021-03-10")).claims
    beside = read(tables, DETAINED, blend=replace(EVEN, least=0.0))
    fields = ("modality", "scope", "context", "place", "when", "speaker", "whom", "by", "quantity")
    assert shown(beside, *fields) == shown(alone, *fields)


@pytest.mark.parametrize("name", ["Okun", "Testov"])
def test_the_speaker_is_whom_the_model_takes_for_one(name: str, tables: ReportReader) -> None:
    text = f"Police detained 12 students in Omsk, {name} said."
    said = Told("said", roles={"source": name, "content": "Police detained 12 students in Omsk"})
    assert shown(read(tables, text, detained(roles={"speaker": name}), said), "speaker") == [[name]]
