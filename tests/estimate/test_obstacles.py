"""Refusals: a sentence that says why, and no number."""

import pytest

from habeas.estimate import METHODS, choose_method, estimate_total
from habeas.estimate.histories import make_table
from habeas.estimate.obstacles import refuse_wide
from habeas.exc import QuestionError
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal


def _table(text: str) -> CaptureTable:
    """'a b: 11=5 10=7' is two lists, five people on both and seven on the first alone."""
    names, _, cells = text.partition(":")
    counts = {tuple(bit == "1" for bit in cell.split("=")[0]): int(cell.split("=")[1]) for cell in cells.split()}
    return make_table(names.split(), counts)


# lists and people on each pattern | the sentence
CASES = [
    (":", "There is no list: this takes at least two, made apart from each other."),
    ("a: 1=9", "There is one list, list a: this takes at least two, made apart from each other."),
    ("a b:", "Nobody stands on any list."),
    ("a b: 10=5", "Nobody stands on list b: an empty list says nothing of who is missing; leave it out."),
    ("a b c: 100=5", "Nobody stands on lists b and c: an empty list says nothing of who is missing; leave it out."),
    ("a b: 10=5 01=8", "Nobody stands on two lists: without people in common, any total is as likely as another."),
    (
        "a b c: 110=5 100=8 010=9 001=30",
        "List c has nobody in common with lists a and b: leave lists out until all connect.",
    ),
    (
        "a b c d: 1100=5 0011=8",
        "Lists a and b have nobody in common with lists c and d: leave lists out until all connect.",
    ),
    (
        "a b c: 110=50 111=20 001=10",
        "Lists a and b hold the same people, as one list and its copy do: leave one of them out.",
    ),
    ("a b: 11=5 10=8", "List a holds everybody on list b: nothing tells how many people it misses."),
    (
        "a b c: 101=20 011=30 111=9 001=12",
        "List c holds everybody on lists a and b: nothing tells how many people it misses.",
    ),
    (
        "a b c: 111=30 110=40 010=60 001=80 011=25",
        "Of the 70 people on list a, 70 stand on list b too, far more than of those on other lists: the one seems to "
        "be made from the other; leave one of them out.",
    ),
    (
        "a b: 11=1 10=90 01=80",
        "The 95 % interval is wider than a factor of 10: the lists share too few people for a number that means "
        "anything.",
    ),
]


@pytest.mark.parametrize(("lists", "sentence"), CASES)
def test_lists_that_say_too_little_are_refused_with_a_sentence(lists: str, sentence: str) -> None:
    found = estimate_total(_table(lists))
    assert isinstance(found, Refusal)
    assert found.reason == sentence


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("lists", [case for case, _ in CASES[:-1]])
def test_no_method_gives_a_number_where_lists_say_too_little(method: str, lists: str) -> None:
    assert isinstance(estimate_total(_table(lists), method), Refusal)


@pytest.mark.parametrize("method", ["averaged", "loglinear-average", "loglinear", "chao"])
def test_methods_for_three_lists_say_so_of_two(method: str) -> None:
    found = estimate_total(_table("a b: 11=5 10=7 01=8"), method)
    assert found == Refusal(method, "There are 2 lists: this takes at least three, made apart from each other.")


def test_chapman_takes_two_lists() -> None:
    found = estimate_total(_table("a b c: 110=5 100=8 011=9"), "chapman")
    assert found == Refusal("chapman", "Chapman's estimate takes two lists, and there are 3: leave lists out.")


def test_a_factor_of_ten_is_still_shown() -> None:
    shown = Estimate("m", 300, 100, 1000, ("a", "b"), 90)
    wider = Estimate("m", 300, 100, 1001, ("a", "b"), 90)
    assert refuse_wide(shown) is shown
    assert isinstance(refuse_wide(wider), Refusal)


def test_the_method_is_chosen_by_the_number_of_lists() -> None:
    assert choose_method(_table("a b: 11=1")) == "chapman"
    assert choose_method(_table("a b c: 111=1")) == "averaged"


def test_a_method_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(QuestionError, match="no method 'guess'; expected one of chapman, averaged"):
        estimate_total(_table("a b: 11=1"), "guess")
