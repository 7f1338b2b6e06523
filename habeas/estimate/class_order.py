"""Limits that hold in either order of classes: over all orders, and where the largest class comes first.

Sticks give a class its share by its place, so the posterior of the model is over all orders, and chains have to
exchange classes to draw from it (Papaspiliopoulos and Roberts 2008, "Retrospective Markov chain Monte Carlo methods for
Dirichlet process hierarchical models", Biometrika 95(1)). Chains that exchange none, as those of R's LCMCR and of what
is published with it, begin with the largest class first, and where classes are large they stay so.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.estimate.diagnostics import Convergence, diagnose_chains
from habeas.estimate.loglinear import Floats
from habeas.estimate.mixture import LIMITS

# Limits further apart than this are told of.
TOLD = 0.05
_FEWEST = 8
_UNKNOWN = Convergence(rhat=1.0, bulk=0.0, tail=0.0)

Totals = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Orders:
    """Totals of people (chain, draw) over all orders of classes, and those of them with the largest class first."""

    every: Totals
    largest_first: Totals

    def diagnose(self) -> Convergence:
        """How well chains agree on both, and how much they tell of either."""
        is_seen = self.largest_first.shape[1] >= _FEWEST
        return diagnose_chains(self.every).or_worse(diagnose_chains(self.largest_first) if is_seen else _UNKNOWN)

    def summarise(self) -> tuple[float, float, float]:
        """The median over all orders, between the wider of the 95 % limits of both."""
        low, point, high = np.quantile(self.every, LIMITS).tolist()
        first = np.quantile(self.largest_first, LIMITS)
        return min(low, float(first[0])), point, max(high, float(first[2]))

    def figures(self) -> dict[str, float]:
        """The limits in both orders and the median in the second, by name."""
        names = ("low", "point", "high")
        totals = {"every_order": self.every, "largest_first": self.largest_first}
        found = {words: np.quantile(drawn, LIMITS).tolist() for words, drawn in totals.items()}
        return {f"{name}_{words}": row[place] for words, row in found.items() for place, name in enumerate(names)}

    def describe(self) -> tuple[str, ...]:
        """What to tell where the limits of both are further apart than `TOLD`."""
        every, first = (np.quantile(totals, LIMITS) for totals in (self.every, self.largest_first))
        apart = float(np.abs(first / every - 1.0)[[0, 2]].max())
        if apart <= TOLD:
            return ()
        return (
            f"The limits hang on the order in which the classes stand: over all orders, and with the largest class "
            f"first, where R's LCMCR begins and often stays, one of them differs by {apart:.0%}. The wider are shown.",
        )

    def spread(self, observed: int, count: int) -> Floats:
        """About so many draws over all orders, stretched from the median so that they have the limits shown."""
        low, point, high = np.quantile(self.every, LIMITS).tolist()
        shown = self.summarise()
        drawn = self.every.ravel()[:: max(1, self.every.size // count)]
        top = float(self.every.max())
        knots = (observed, low, point, high, top), (observed, *shown, top * shown[2] / high)
        return np.asarray(np.interp(drawn, *knots))


def watch_orders(totals: Totals, largest_first: NDArray[np.bool_]) -> Orders:
    """The totals, and those drawn while the largest class was first: as many of each chain as the fewest of any.

    A chain that is watched only while it is in some part is one itself, and draws from the posterior in that part.
    """
    fewest = int(largest_first.sum(axis=1).min())
    kept = [chain[first][:fewest] for chain, first in zip(totals, largest_first, strict=True)]
    return Orders(totals, np.array(kept, dtype=np.int64))
