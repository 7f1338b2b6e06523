"""What two records that are alike weigh: points for each part of their filters, and for what they are salted by.

A score card: logistic regression on piecewise linear functions of what the parts share (Hastie and Tibshirani 1990).
"""

from functools import cache
from math import log

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.linkage.private.recipe import PARTS
from habeas.ontology.table import read_table

Floats = npt.NDArray[np.float64]
# Below this share of a part's weight above chance one of two records has nothing there.
_LEAST_PRESENT = 0.22


class Scale(BaseModel):
    """Points at some places, in order, and on a line between them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: tuple[float, ...]
    points: tuple[float, ...]

    def weigh(self, values: Floats) -> Floats:
        """The points of each value."""
        return np.interp(values, self.at, self.points)


class PartPoints(BaseModel):
    """The points of one part: by its share, or by its bits agreed and differing where several facts lie in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    share: Scale | None = None
    missing: float = 0.0
    agreed: Scale | None = None
    differing: Scale | None = None


class Points(BaseModel):
    """The table; its head says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    base: float
    people: int
    parts: dict[str, PartPoints]
    salts: dict[str, float]


@cache
def load_points() -> Points:
    """The table that is shipped."""
    return read_table("points.yml", TypeAdapter(Points), "linkage.private")


def weigh_parts(shared: Floats, possible: Floats) -> Floats:
    """The points of pairs by the bits above chance that their parts share and could share, (pairs, parts)."""
    total = np.full(len(shared), load_points().base)
    for column, part in enumerate(PARTS):
        points, both, most = load_points().parts[part.name], shared[:, column], possible[:, column]
        if points.share is not None:
            is_present = most >= _LEAST_PRESENT * sum(part.weights.values())
            total += np.where(is_present, points.share.weigh(both / np.maximum(most, 1)), points.missing)
        for scale, bits in ((points.agreed, both), (points.differing, most - both)):
            total += 0 if scale is None else scale.weigh(bits)
    return total


@cache
def list_salt_points(kinds: tuple[str, ...]) -> Floats:
    """The points of each set of salts that a pair has in common: at 1 the first kind, at 2 the second, at 3 both…"""
    table = load_points().salts
    sets = [[kind for bit, kind in enumerate(kinds) if number >> bit & 1] for number in range(2 ** len(kinds))]
    return np.array([table.get(" ".join(each), 0.0) for each in sets])


def weigh_size(people: int) -> float:
    """What two lists give each pair beforehand: the more people, the less likely any one pair is right."""
    return log(load_points().people / max(1, people))
