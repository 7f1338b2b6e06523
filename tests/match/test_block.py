"""Only what shares a key meets, and never all with all."""

import pytest

from habeas.match.block import LIMIT, REACH, Keys, pair_keys


@pytest.mark.parametrize(
    ("things", "pairs"),
    [
        ({"a": Keys(("x",)), "b": Keys(("x",)), "c": Keys(("y",))}, [("a", "b")]),
        ({"b": Keys(("x", "y")), "a": Keys(("y", "x"))}, [("a", "b")]),
        ({"a": Keys(("town",), ("country",)), "b": Keys(("country",))}, [("a", "b")]),
        ({"a": Keys(("one",), ("country",)), "b": Keys(("other",), ("country",))}, []),
        ({"a": Keys(()), "b": Keys(())}, []),
    ],
    ids=["own keys", "twice is once", "a wider key and an own", "two wider keys", "no keys"],
)
def test_who_meets(things: dict[str, Keys], pairs: list[tuple[str, str]]) -> None:
    assert pair_keys(things) == pairs


def test_under_a_crowded_key_each_meets_its_neighbours() -> None:
    things = {f"{number:04}": Keys(("x",), near=f"{number % 100:02}") for number in range(2000)}
    pairs = pair_keys(things)
    assert len(pairs) <= REACH * 2000
    assert sum(one[-2:] == other[-2:] for one, other in pairs) > len(pairs) / 2
    assert {name for pair in pairs for name in pair} == set(things)


def test_a_crowd_meets_another_crowd_in_part() -> None:
    towns = {f"t{number:04}": Keys((f"town {number}",), ("country",)) for number in range(3000)}
    wide = {f"c{number:04}": Keys(("country",)) for number in range(LIMIT * 10)}
    assert 0 < len(pair_keys(towns | wide)) <= REACH * (3000 + LIMIT * 10)
