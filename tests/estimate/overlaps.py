"""Tables of overlap: read from ../shared, or drawn by a stated recipe."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from habeas.model.capture import CaptureTable


def read_table(shared: Path, name: str) -> CaptureTable:
    """The named table of ../shared/data/mse."""
    with (shared / "data" / "mse" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return CaptureTable(tuple(rows[0][:-1]), {tuple(on == "1" for on in row[:-1]): int(row[-1]) for row in rows[1:]})


def draw_table(people: tuple[int, ...], chances: tuple[tuple[float, ...], ...], *, seed: int) -> CaptureTable:
    """Lists of a population of several groups: each list holds each person of a group with the group's chance."""
    rng = np.random.default_rng(seed)
    caught = np.concatenate([rng.random((size, len(row))) < row for size, row in zip(people, chances, strict=True)])
    return count_captures(caught, [f"list {place}" for place in range(caught.shape[1])])


def count_captures(caught: npt.NDArray[np.bool_], names: Sequence[str]) -> CaptureTable:
    """The table of who stands on which of the named lists, (people, lists)."""
    patterns, counts = np.unique(caught[caught.any(axis=1)], axis=0, return_counts=True)
    return CaptureTable(tuple(names), {tuple(map(bool, row)): int(n) for row, n in zip(patterns, counts, strict=True)})
