"""Small comparisons of two things, each of which says how much it speaks for their being one, and why.

Points are hundredths of a natural log odds, the weights of Fellegi and Sunter (1969, "A theory for record linkage"),
in whole numbers: their sum is the same in whatever order they are added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Finding:
    """Points for (positive) or against, and the words that say why: `words` with a place for each of `values`."""

    points: int
    words: str
    values: tuple[object, ...] = ()

    def __str__(self) -> str:
        return self.words.format(*self.values)


Feature = Callable[[Thing, Thing], Finding | None]


@dataclass(frozen=True, slots=True)
class Comparison(Generic[Thing]):
    """A table of features, and the points that two things have before anything is known of them."""

    features: Mapping[str, Feature[Thing]]
    prior: int = 0


def compare(comparison: Comparison[Thing], one: Thing, other: Thing) -> tuple[int, list[Finding]]:
    """The points that two things are one, with what each feature found, in the order of the table."""
    points, findings = comparison.prior, []
    for feature in comparison.features.values():
        finding = feature(one, other)
        if finding is not None:
            points += finding.points
            findings.append(finding)
    return points, findings


def probability(points: int) -> float:
    """Points as a probability, 0 to 1."""
    return 1 / (1 + exp(-max(-4000, min(4000, points)) / 100))


def explain(findings: list[Finding]) -> str:
    """One sentence: what speaks for it, the strongest first, then what speaks against it."""
    ordered = sorted((finding for finding in findings if finding.points), key=lambda finding: -finding.points)
    pro = "; ".join(str(finding) for finding in ordered if finding.points > 0) or "nothing speaks for it"
    con = "; ".join(str(finding) for finding in reversed(ordered) if finding.points < 0)
    return f"{pro}, although {con}" if con else pro
