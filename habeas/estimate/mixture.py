"""A total as a mixture of what models say: log-normal unlisted people of each model, weighted by how well it fits."""

from dataclasses import dataclass

import numpy as np

from habeas.estimate.loglinear import Floats

LIMITS = (0.025, 0.5, 0.975)
DRAWS = 1000
_NEGLIGIBLE = 1e-7
_HALVINGS = 60
# A model that says nothing has limits beyond any number; this one is refused as too wide.
_FARTHEST = 40.0


@dataclass(frozen=True, slots=True)
class Mixture:
    """Unlisted people by model: the middle of their logarithm, its standard deviation, and the model's weight."""

    middle: Floats
    spread: Floats
    weight: Floats

    def quantiles(self, shares: Floats) -> Floats:
        """The numbers of unlisted people below which these shares of the mixture lie."""
        from scipy.special import ndtr

        low = np.full(len(shares), float((self.middle - 9 * self.spread).min()))
        high = np.full(len(shares), float((self.middle + 9 * self.spread).max()))
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = ndtr((middle[:, None] - self.middle) / self.spread) @ self.weight < shares
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return np.asarray(np.exp(np.minimum((low + high) / 2, _FARTHEST)))

    def draws(self) -> Floats:
        """A thousand numbers of unlisted people, evenly over the mixture: the same each time."""
        return self.quantiles((np.arange(DRAWS) + 0.5) / DRAWS)


def mix_models(unlisted: Floats, spread: Floats, criterion: Floats) -> Mixture:
    """Models weighted by exp(-criterion / 2).

    The spread is that of the mean's logarithm, to which the Poisson spread of the unlisted themselves is added.
    """
    weight = np.exp(-(criterion - criterion.min()) / 2)
    weight = weight / weight.sum()
    kept = weight > _NEGLIGIBLE
    total = np.sqrt(spread[kept] ** 2 + np.log1p(1 / unlisted[kept]))
    return Mixture(np.log(unlisted[kept]), total, weight[kept] / weight[kept].sum())
