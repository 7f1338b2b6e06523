"""What belongs together, under what people decided and what cannot be."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.match.cluster import Decided, Traits, Unseen, make_clusters, span_clusters

NAMES = "abcdefgh"
Pairs = dict[tuple[str, str], int]


def merge(one: str, other: str) -> str | None:
    """Traits that agree or are empty."""
    return one or other if not one or not other or one == other else None


def cluster(pairs: Mapping[str, int], colours: str = "", decided: str = "") -> list[str]:
    """Clusters of a … e; `pairs` "ab" → points, `colours` "a:red", `decided` "a=b c!d", the last the strongest."""
    given_colours = dict(entry.split(":") for entry in colours.split())
    traits = Traits({name: given_colours.get(name, "") for name in "abcde"}, merge)
    orders = [Decided(entry[0], entry[2], entry[1] == "=") for entry in decided.split()]
    found = make_clusters(traits, {(pair[0], pair[1]): points for pair, points in pairs.items()}, orders)
    return ["".join(members) for members in found if len(members) > 1]


@pytest.mark.parametrize(
    ("pairs", "colours", "decided", "found"),
    [
        ({"ab": 10, "bc": -10}, "", "", ["ab"]),
        ({"ab": 10, "bc": 10, "ac": -30}, "", "", ["ab"]),
        ({"ab": 10, "bc": 10, "ac": -5}, "", "", ["abc"]),
        ({"ab": 0}, "", "", []),
        ({"ab": 90, "bc": 80}, "a:red c:blue", "", ["ab"]),
        ({"ab": -900}, "a:red b:blue", "a=b", ["ab"]),
        ({"ab": 900}, "", "a!b", []),
        ({"ab": 90, "bc": 80, "cd": 70}, "", "a!d", ["abc"]),
        ({"cd": 900}, "", "a=c b=d a!b", ["ac", "bd"]),
        ({}, "", "a=b b=c a!c", ["bc"]),
        ({}, "", "a!c a=b b=c", ["abc"]),
        ({"ab": 5}, "", "a=z", ["ab"]),
    ],
)
def test_clusters(pairs: dict[str, int], colours: str, decided: str, found: list[str]) -> None:
    assert cluster(pairs, colours, decided) == found


def all_pairs() -> st.SearchStrategy[Pairs]:
    pair = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda two: two[0] < two[1])
    return st.dictionaries(pair, st.integers(-50, 50))


@settings(max_examples=200, deadline=None)
@given(all_pairs(), st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), max_size=6))
def test_decisions_hold_and_the_last_of_them_first(pairs: Pairs, orders: list[tuple[str, str, bool]]) -> None:
    decided = [Decided(*order) for order in orders]
    found = make_clusters(Traits(dict.fromkeys(NAMES, ""), merge), pairs, decided)
    home = {name: members for members in found for name in members}
    assert sorted(home) == sorted(NAMES)
    if decided and decided[-1].one != decided[-1].other:
        assert (home[decided[-1].one] == home[decided[-1].other]) is decided[-1].is_same


@settings(max_examples=100, deadline=None)
@given(all_pairs(), st.randoms())
def test_the_order_of_pairs_changes_nothing(pairs: Pairs, random: Random) -> None:
    shuffled = random.sample(sorted(pairs.items()), len(pairs))
    traits = Traits(dict.fromkeys(NAMES, ""), merge)
    assert make_clusters(traits, dict(shuffled)) == make_clusters(traits, pairs)


def test_the_strongest_pairs_hold_a_cluster() -> None:
    points = {("a", "b"): 5, ("b", "c"): 9, ("a", "c"): 7, ("c", "d"): 3}
    assert span_clusters([("a", "b", "c"), ("d",)], points) == {"a": [("b", "c"), ("a", "c")], "d": []}


@given(
    st.dictionaries(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.integers(-90, 90), max_size=20),
    st.integers(-60, -1),
    st.sets(st.sampled_from(NAMES)),
)
def test_what_pairs_count_that_were_not_compared_is_as_if_they_were_told(
    given_points: Pairs, unseen: int, among: set[str]
) -> None:
    points = {pair: value for pair, value in given_points.items() if pair[0] < pair[1] and among >= set(pair)}
    told = {(one, other): unseen for one in among for other in among if one < other} | points
    traits = Traits(dict.fromkeys(NAMES, ""), merge)
    found = make_clusters(traits, points, unseen=Unseen(unseen, frozenset(among)))
    assert found == make_clusters(traits, told)
