"""How many people a claim concerns, where tables and model each have a say."""

from dataclasses import replace
from datetime import date

import pytest

from habeas.read.mentions.line import Line
from habeas.read.mentions.people import People
from habeas.read.neural.people import choose_people, model_people, model_whom
from habeas.read.neural.scores import Anchor, PassageScores
from habeas.read.reader import ReportReader, survey_text
from tests.read.neural.handmade import Told, make_scores

TEXT = "Police detained 12 students and two of their teachers after 300 people marched."
SURE = {"quantity": "12", "whom": "students"}


@pytest.fixture(scope="module")
def line(tables: ReportReader) -> Line:
    _, sceneries = survey_text(TEXT, date(2021, 3, 10), tables)
    return next(sceneries).lines[0]


def told(number: str, **roles: str) -> tuple[Anchor, PassageScores]:
    """What a model says of the trigger: its words by role, and what kind of number there is."""
    scores = make_scores(TEXT, Told("detained", "detained", roles=roles, outcomes={"number": number}))
    return scores.anchors[1], scores


def describe(people: People, line: Line) -> tuple[str | None, int, str | None]:
    """The number's words, persons without a number, and the words for the people."""
    number = TEXT[people.quantity.start : people.quantity.end] if people.quantity else None
    return number, people.single, " ".join(line.tokens.words[slice(*people.words)]) if people.words else None


def by_tables(line: Line, number: str | None, words: str | None = None, single: int = 0) -> People:
    """People as the tables might find them."""
    quantity = next((match for match in line.found.quantities if TEXT[match.start : match.end] == number), None)
    start = TEXT.index(words) if words else 0
    span = line.tokens.slice(start, start + len(words)) if words else None
    return People(quantity=quantity, single=single, words=span)


def chosen(line: Line, tables: People, model: tuple[Anchor, PassageScores], margin: float = 1.0) -> People:
    return choose_people(tables, line, model[0], scores=model[1], margin=margin)


def test_where_both_find_a_number_that_of_the_tables_stands(line: Line) -> None:
    people = chosen(line, by_tables(line, "300", "people"), told("words", **SURE))
    assert describe(people, line)[0] == "300"


def test_where_the_tables_find_no_number_the_models_is_taken(line: Line) -> None:
    assert describe(chosen(line, People(), told("words", **SURE)), line) == ("12", 0, "students")


def test_where_the_tables_count_persons_without_a_number_they_stand(line: Line) -> None:
    people = chosen(line, by_tables(line, None, "students", single=1), told("words", **SURE))
    assert describe(people, line) == (None, 1, "students")


@pytest.mark.parametrize(("number", "single"), [("one", 1), ("more", 0)])
def test_one_person_named_without_a_number_is_one_and_several_are_left_uncounted(
    line: Line, number: str, single: int
) -> None:
    assert describe(chosen(line, People(), told(number, whom="students")), line) == (None, single, "students")


def test_a_number_the_model_is_not_sure_enough_of_is_left_out(line: Line) -> None:
    assert chosen(line, People(), told("words", **SURE), margin=20.0).quantity is None


def test_where_neither_finds_a_number_there_is_none(line: Line) -> None:
    assert describe(chosen(line, People(), told("none", whom="students")), line) == (None, 0, "students")


def test_words_for_the_people_are_the_models_where_it_refuses_those_of_the_tables(line: Line) -> None:
    assert describe(chosen(line, by_tables(line, "12", "people"), told("words", **SURE)), line)[2] == "students"
    assert describe(chosen(line, by_tables(line, "12", "students"), told("words", **SURE)), line)[2] == "students"


def test_words_for_the_people_that_the_model_did_not_see_stand(line: Line) -> None:
    anchor, scores = told("words", **SURE)
    blind = replace(anchor, roles=anchor.roles[:, :6])
    assert describe(chosen(line, by_tables(line, "12", "people"), (blind, scores)), line)[2] == "people"


def test_a_number_is_only_one_that_the_normalisers_read(line: Line) -> None:
    anchor, scores = told("words", quantity="students", whom="teachers")
    assert describe(model_people(line, anchor, scores), line) == (None, 0, "teachers")


def test_words_of_another_sentence_are_not_those_of_the_people(tables: ReportReader) -> None:
    text = "The students marched. Police detained them."
    _, sceneries = survey_text(text, None, tables)
    scores = make_scores(text, Told("detained", "detained", roles={"whom": "students"}))
    (anchor,) = scores.anchors.values()
    assert model_whom(next(sceneries).lines[1], anchor, scores) is None
