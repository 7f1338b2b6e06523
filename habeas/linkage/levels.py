"""The levels at which two records can agree, and what each weighs: the base 2 logarithm of m over u.

The model is Fellegi and Sunter's (1969, "A theory for record linkage"): given whether two records are one person, the
comparisons are independent, and their weights add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from habeas.model.linking import Feature, Linking
from habeas.ontology.table import read_table

Comparison = Literal["name", "birth", "day", "place", "facility", "list"]
# Levels of pairs: one row a pair, one column a comparison in the order of the table, -1 where a value is missing.
Levels = npt.NDArray[np.int8]
MISSING = -1
_LEAST = 1e-6


class Level(BaseModel):
    """One level of one comparison as the table gives it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: str
    m: float = Field(gt=0, lt=1)
    u: float = Field(gt=0, lt=1)


class LevelTable(BaseModel):
    """The table of levels; its head says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    comparisons: dict[Comparison, tuple[Level, ...]]


@dataclass(frozen=True, slots=True)
class Model:
    """Shares at each level among pairs of one person (m) and of two (u), and the share of pairs that are one person.

    `is_fitted` says that they come from the records, not from the table.
    """

    m: Mapping[Comparison, tuple[float, ...]]
    u: Mapping[Comparison, tuple[float, ...]]
    share: float
    is_fitted: bool


class Counted(NamedTuple):
    """Pairs by their levels: the distinct ones, and how many pairs have each."""

    levels: Levels
    counts: npt.NDArray[np.int64]

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return int(self.counts.sum())


@cache
def load_levels() -> Mapping[Comparison, tuple[Level, ...]]:
    """The comparisons in order, and their levels."""
    return read_table("levels.yml", TypeAdapter(LevelTable), "linkage").comparisons


def starting_model(share: float = 0.1) -> Model:
    """The model of the table, before anything is fitted."""
    table = load_levels()
    m = {name: tuple(level.m for level in levels) for name, levels in table.items()}
    u = {name: tuple(level.u for level in levels) for name, levels in table.items()}
    return Model(m, u, share, is_fitted=False)


def list_weights(model: Model) -> list[tuple[float, ...]]:
    """The weights of each comparison's levels, in the order of the table."""
    return [tuple(log2(m / u) for m, u in zip(model.m[name], model.u[name], strict=True)) for name in load_levels()]


def read_codes(codes: npt.NDArray[np.integer]) -> Levels:
    """The levels that codes stand for: all levels of a pair as one number, the first the most significant."""
    sizes = [len(levels) + 1 for levels in load_levels().values()]
    return np.stack([column + MISSING for column in np.unravel_index(codes, sizes)], axis=1).astype(np.int8)


def count_codes(counts: npt.NDArray[np.int64]) -> Counted:
    """The distinct levels among pairs of which `counts` says how many have each code."""
    codes = np.flatnonzero(counts)
    return Counted(read_codes(codes), counts[codes])


def weigh_levels(levels: Levels, model: Model) -> npt.NDArray[np.float64]:
    """The sum of the weights of each pair, in bits; what is missing weighs nothing."""
    total = np.zeros(len(levels))
    for column, weights in enumerate(list_weights(model)):
        total += np.array([*weights, 0.0])[levels[:, column]]
    return total


def find_probability(weights: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.float64]:
    """The probability that each pair is one person, from its weight and the share of such pairs."""
    odds = np.clip(weights + log2(share / (1 - share)), -60, 60)
    return np.asarray(1 / (1 + np.exp2(-odds)), dtype=np.float64)


def explain_levels(levels: tuple[int, ...], model: Model) -> tuple[Feature, ...]:
    """Why: each comparison that could be made, its level in words and its weight in bits."""
    table, weights = load_levels(), list_weights(model)
    return tuple(
        Feature(name, table[name][level].level, round(weights[column][level], 3))
        for column, (name, level) in enumerate(zip(table, levels, strict=True))
        if level != MISSING
    )


def find_prior(linking: Linking) -> float:
    """The bits from which every pair of a linking starts, before anything is compared; 0 where no pair tells."""
    if not linking.pairs:
        return 0.0
    pair = min(linking.pairs, key=lambda pair: (abs(pair.probability - 0.5), pair.left, pair.right))
    kept = min(max(pair.probability, _LEAST), 1 - _LEAST)
    return round(log2(kept / (1 - kept)) - sum(feature.weight for feature in pair.features), 3)
