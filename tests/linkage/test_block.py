"""Blocks of records under keys: narrowed where too many share one, and who is left out even so is said."""

import numpy as np
import numpy.typing as npt

from habeas.linkage.block import MOST_IN_BLOCK, UNKNOWN, Blocks, Family, block_records

MANY = MOST_IN_BLOCK + 1


def block(keys: list[int], *columns: list[int]) -> Blocks:
    """The blocks of records with one key each, narrowed by these columns."""
    narrowing: list[npt.NDArray[np.int64]] = [np.array(column, dtype=np.int64) for column in columns]
    family = Family(np.arange(len(keys)), np.array(keys, dtype=np.uint64), narrowing)
    return block_records(iter([family]), len(keys))


def list_pairs(blocks: Blocks) -> set[tuple[int, int]]:
    return {
        (int(record), int(other))
        for at, (record, after) in enumerate(zip(blocks.members, blocks.after, strict=True))
        for other in blocks.members[at + 1 : at + 1 + int(after)]
    }


def test_records_under_one_key_are_together() -> None:
    blocks = block([7, 8, 7, 9, 8, 7], [UNKNOWN] * 6)
    assert list_pairs(blocks) == {(0, 2), (0, 5), (2, 5), (1, 4)}
    assert not len(blocks.left_out)


def test_a_wide_key_is_narrowed() -> None:
    days = [1, 1, *range(10, MANY + 8)]
    blocks = block([7] * MANY, days)
    assert list_pairs(blocks) == {(0, 1)}
    assert not len(blocks.left_out)


def test_who_tells_nothing_to_narrow_by_is_left_out() -> None:
    days = [UNKNOWN, UNKNOWN, *range(10, MANY + 8)]
    assert sorted(block([7] * MANY, days).left_out) == [0, 1]


def test_who_has_too_much_company_under_all_they_say_is_left_out() -> None:
    days, places = [5] * MANY, [UNKNOWN, *[3] * MOST_IN_BLOCK]
    blocks = block([7] * MANY, days, places)
    assert list(blocks.left_out) == [0]
    assert len(list_pairs(blocks)) == MOST_IN_BLOCK * (MOST_IN_BLOCK - 1) // 2


def test_no_records_have_no_blocks() -> None:
    assert list_pairs(block([], [])) == set()
