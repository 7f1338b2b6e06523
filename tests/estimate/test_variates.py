"""Random variates of the compiled loops against their means, variances and probabilities."""

from math import lgamma
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom, chisquare, poisson

from habeas.estimate.variates import draw_beta, draw_binomial, draw_log_gamma, draw_poisson, log_factorial

DRAWS = 40_000


@pytest.mark.parametrize(
    ("trials", "chance"),
    [(1, 0.3), (12, 0.9), (40, 0.1), (1000, 0.009), (30, 0.5), (1000, 0.2), (100_000, 0.7), (10_000_000, 3e-6)],
)
def test_binomial_numbers_have_their_probabilities(trials: int, chance: float) -> None:
    rng = np.random.Generator(np.random.SFC64(1))
    drawn = np.array([draw_binomial(rng, trials, chance) for _ in range(DRAWS)])
    assert _fit(drawn, binom(trials, chance)) > 1e-3


@pytest.mark.parametrize("mean", [0.01, 1.0, 9.9, 10.1, 300.0, 1e6])
def test_poisson_numbers_have_their_probabilities(mean: float) -> None:
    rng = np.random.Generator(np.random.SFC64(2))
    drawn = np.array([draw_poisson(rng, mean) for _ in range(DRAWS)])
    assert _fit(drawn, poisson(mean)) > 1e-3


def _fit(drawn: NDArray[np.int64], law: Any) -> float:
    """Probability of a chi-square at least this large over about twenty equally likely intervals."""
    edges = np.unique(law.ppf(np.linspace(0.02, 0.98, 20)))
    chances = np.diff(law.cdf(np.concatenate([[-1.0], edges, [np.inf]])))
    counts = np.bincount(np.searchsorted(edges, drawn), minlength=len(edges) + 1)
    return float(chisquare(counts[chances > 0], chances[chances > 0] * DRAWS).pvalue)


def test_nothing_and_certainty_need_no_draw() -> None:
    rng = np.random.Generator(np.random.SFC64(3))
    assert [draw_binomial(rng, 7, chance) for chance in (0.0, 1.0)] == [0, 7]
    assert draw_binomial(rng, 0, 0.5) == 0


def test_beta_numbers_have_their_mean_and_stay_off_the_ends() -> None:
    rng = np.random.Generator(np.random.SFC64(4))
    drawn = [draw_beta(rng, 3.0, 5.0) for _ in range(DRAWS)]
    assert np.mean(drawn) == pytest.approx(3 / 8, abs=0.005)
    assert 0.0 < draw_beta(rng, 1.0, 1e12) < 1e-9


def test_logarithms_of_gamma_numbers_are_finite_for_tiny_shapes() -> None:
    """The mean logarithm is the digamma function of the shape; for 0.001 it is -1000.6."""
    rng = np.random.Generator(np.random.SFC64(5))
    drawn = [draw_log_gamma(rng, 0.001) for _ in range(DRAWS)]
    assert np.isfinite(drawn).all()
    assert np.mean(drawn) == pytest.approx(-1000.6, rel=0.02)


@pytest.mark.parametrize("number", [0, 1, 3, 511, 512, 600, 10**7])
def test_logarithms_of_factorials(number: int) -> None:
    assert log_factorial(float(number)) == pytest.approx(lgamma(number + 1), rel=1e-13)
