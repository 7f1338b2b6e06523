"""Matching: the same people are found under their tokens, other people and other secrets are not."""

import pytest

from habeas.exc import QuestionError
from habeas.linkage.private.encode import Keys, make_token
from habeas.linkage.private.match import match_lists
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord
from tests.linkage.private.lists import LEFT, RIGHT, encode, match_names, person

DAY = "2022-02-27"
SAME = {
    "one spelling": (person("1", "Oswin Testov", birth="1987"), person("2", "Oswin Testov", birth="1987")),
    "the other order": (person("1", "Oswin Testov", birth="1987"), person("2", "Testov Oswin", birth="1987")),
    "a day and a year of birth": (
        person("1", "Oswin Testov", birth="1987-03-02"),
        person("2", "Oswin Testov", birth="1987"),
    ),
    "an age before the birthday": (
        person("1", "Oswin Testov", birth="1987-03-02"),
        person("2", "Oswin Testov", age=34, day=DAY),
    ),
    "two ages": (person("1", "Oswin Testov", age=34, day=DAY), person("2", "Oswin Testov", age=34, day="2022-02")),
    "no year, one day": (person("1", "Oswin Testov", day=DAY), person("2", "Oswin Testov", birth="1987", day=DAY)),
    "no year, the next day": (person("1", "Oswin Testov", day=DAY), person("2", "Oswin Testov", day="2022-02-28")),
    "a letter wrong": (
        person("1", "Oswinder Testovanov", birth="1987", day=DAY),
        person("2", "Oswinder Testovanof", birth="1987", day=DAY),
    ),
}
OTHER = {
    "another name": (person("1", "Oswin Testov", birth="1987"), person("2", "Mirabel Quandt", birth="1987")),
    "another year": (person("1", "Oswin Testov", birth="1987"), person("2", "Oswin Testov", birth="1991")),
    "a week later": (person("1", "Oswin Testov", day=DAY), person("2", "Oswin Testov", day="2022-03-06")),
    "nothing in common to salt by": (person("1", "Oswin Testov", birth="1987"), person("2", "Oswin Testov", day=DAY)),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same_person_is_found(one: LinkRecord, other: LinkRecord) -> None:
    assert match_names(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_another_person_is_not(one: LinkRecord, other: LinkRecord) -> None:
    assert not match_names(one, other)


def test_pairs_are_of_tokens_and_counts_add_up() -> None:
    left = [person("1", "Oswin Testov", birth="1987"), person("2", "Mirabel Quandt", birth="1990")]
    right = [person("7", "Quandt Mirabel", birth="1990"), person("8", "Perrin Vole", birth="1990"), left[0]]
    found = match_lists(encode(left), encode(right[:2], RIGHT))
    assert found.pairs == ((make_token("2", LEFT), make_token("7", RIGHT)),)
    assert (found.both, found.only_left, found.only_right) == (1, 1, 1)


def test_a_record_is_in_at_most_one_pair() -> None:
    one, copies = (
        person("1", "Oswin Testov", birth="1987"),
        [person(f"{n}", "Oswin Testov", birth="1987") for n in "234"],
    )
    found = match_lists(encode([one]), encode(copies, RIGHT))
    assert (found.both, found.only_left, found.only_right) == (1, 0, 2)


def test_an_empty_list_has_no_overlap() -> None:
    found = match_lists(encode([]), encode([person("1", "Oswin Testov", birth="1987")]))
    assert (found.pairs, found.both, found.only_left, found.only_right) == ((), 0, 0, 1)


def test_lists_under_two_secrets_are_refused_and_nothing_is_shown_of_them() -> None:
    record = person("1", "Oswin Testov", birth="1987")
    with pytest.raises(QuestionError, match="different secrets") as caught:
        match_lists(encode([record]), encode([record], Keys(Secret(b"t" * 32), b"r" * 32)))
    assert encode([record]).check not in str(caught.value)
