"""Rows of different lengths in two arrays, which compiled loops read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]


class Ragged(NamedTuple):
    """Row i is `values[starts[i] : starts[i + 1]]`."""

    starts: Ints
    values: Numbers


def make_ragged(rows: Iterable[Sequence[int]]) -> Ragged:
    """These rows, in their order."""
    lengths: list[int] = []
    values = np.fromiter(_flatten(rows, lengths), dtype=np.int32)
    return Ragged(np.cumsum([0, *lengths], dtype=np.int64), values)


def _flatten(rows: Iterable[Sequence[int]], lengths: list[int]) -> Iterable[int]:
    for row in rows:
        lengths.append(len(row))
        yield from row
