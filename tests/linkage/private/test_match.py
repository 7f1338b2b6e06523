"""Matching: the same people are found under their tokens, other people and other secrets are not."""

from random import Random

import pytest

from habeas.evaluate.lists import FOUR_LISTS, Setting, make_lists
from habeas.exc import QuestionError
from habeas.linkage.private.encode import Keys, encode_records, make_token
from habeas.linkage.private.match import match_lists
from habeas.linkage.private.recipe import HARDENED
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord
from tests.linkage.private.lists import LEFT, RIGHT, encode, match_names, person

DAY = "2022-02-27"
TWO_LISTS = (FOUR_LISTS[0], FOUR_LISTS[3])  # in two scripts
LEAST_SAMPLED = 0.85
SYLLABLES = ("ba", "vo", "gu", "de", "zhi", "ka", "lo", "mi", "ne", "po", "ra", "su", "ti", "fo", "cha", "ya")
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


def test_rows_of_one_person_go_together_and_count_once() -> None:
    one, again, other = (person(name, "Oswin Testov", birth="1987-03-02", day=DAY) for name in "128")
    alone = person("3", "Mirabel Quandt", birth="1990", day=DAY)
    found = match_lists(encode([one, again, alone]), encode([other], RIGHT))
    assert {left for left, _ in found.pairs} == {make_token("1", LEFT), make_token("2", LEFT)}
    assert (found.both, found.only_left, found.only_right) == (1, 1, 0)


def test_an_empty_list_has_no_overlap() -> None:
    found = match_lists(encode([]), encode([person("1", "Oswin Testov", birth="1987")]))
    assert (found.pairs, found.both, found.only_left, found.only_right) == ((), 0, 0, 1)


def test_lists_under_two_secrets_are_refused_and_nothing_is_shown_of_them() -> None:
    record = person("1", "Oswin Testov", birth="1987")
    with pytest.raises(QuestionError, match="different secrets") as caught:
        match_lists(encode([record]), encode([record], Keys(Secret(b"t" * 32), b"r" * 32)))
    assert encode([record]).check not in str(caught.value)


@pytest.mark.slow
def test_above_the_limit_nearly_the_same_pairs_are_found_by_samples_of_bits() -> None:
    made = make_lists(Setting(people=400, lists=TWO_LISTS, again=0.0, seed=5))
    rows = {plan.name: [record for record in made.records if record.list == plan.name] for plan in TWO_LISTS}
    left, right = (
        encode_records(rows[plan.name], keys, HARDENED)[0] for plan, keys in zip(TWO_LISTS, (LEFT, RIGHT), strict=True)
    )
    every, sampled = set(match_lists(left, right).pairs), set(match_lists(left, right, all_pairs=1).pairs)
    assert len(every) > 50
    assert len(sampled & every) >= LEAST_SAMPLED * len(every)
    assert len(sampled - every) <= 0.02 * len(every)


def test_strangers_alike_in_a_day_a_place_and_a_given_name_are_seldom_taken_for_one() -> None:
    rng = Random(31)
    given = ("Oswin", "Mirabel", "Perrin", "Ambrose", "Linnet", "Hedda", "Corwin", "Tamsin")
    people = [
        person(
            str(number),
            f"{rng.choice(given)} {''.join(rng.choices(SYLLABLES, k=3)).capitalize()}",
            birth=str(rng.randint(1960, 2002)),
            day=f"2022-02-{rng.randint(24, 27)}",
            place=f"geonames:{rng.randint(1, 3)}",
        )
        for number in range(240)
    ]
    found = match_lists(encode(people[:160]), encode(people[80:], RIGHT))
    right = {(make_token(one.id, LEFT), make_token(one.id, RIGHT)) for one in people[80:160]}
    assert right <= {*found.pairs}
    assert found.both <= 1.1 * len(right)
