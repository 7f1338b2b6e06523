"""Chains whose agreement and worth are known."""

import numpy as np
import pytest

from habeas.estimate.diagnostics import Chains, diagnose_chains, measure_effective_size


def test_independent_draws_agree_and_are_worth_their_number() -> None:
    convergence = diagnose_chains(np.random.default_rng(1).standard_normal((4, 5000)))
    assert convergence.rhat == pytest.approx(1.0, abs=0.002)
    assert (convergence.bulk, convergence.tail) == pytest.approx((20000, 20000), rel=0.05)


@pytest.mark.parametrize("correlation", [0.3, 0.9, 0.99])
def test_correlated_draws_are_worth_what_theory_says(correlation: float) -> None:
    """An autoregression of order one: each draw is worth (1 - r) / (1 + r)."""
    chains = _draw_autoregression(correlation, draws=50_000)
    assert measure_effective_size(chains) == pytest.approx(
        chains.size * (1 - correlation) / (1 + correlation), rel=0.15
    )


def _draw_autoregression(correlation: float, *, draws: int) -> Chains:
    noise = np.random.default_rng(2).standard_normal((4, draws)) * np.sqrt(1 - correlation**2)
    chains = np.zeros((4, draws))
    for step in range(1, draws):
        chains[:, step] = correlation * chains[:, step - 1] + noise[:, step]
    return chains


def test_a_chain_elsewhere_is_noticed() -> None:
    chains = np.random.default_rng(3).standard_normal((4, 2000))
    chains[3] += 1.0
    assert diagnose_chains(chains).rhat > 1.05


def test_a_chain_wider_than_the_others_is_noticed() -> None:
    chains = np.random.default_rng(4).standard_normal((4, 2000))
    chains[3] *= 4.0
    assert diagnose_chains(chains).rhat > 1.05


def test_a_drift_that_all_chains_share_is_noticed() -> None:
    chains = np.random.default_rng(5).standard_normal((4, 2000)) + np.linspace(0.0, 2.0, 2000)
    assert diagnose_chains(chains).rhat > 1.05


def test_chains_that_stand_still_agree_only_at_one_place() -> None:
    assert diagnose_chains(np.full((4, 100), 7.0)).rhat == 1.0
    assert diagnose_chains(np.repeat(np.arange(4.0)[:, None], 100, axis=1)).rhat == float("inf")


def test_worth_and_agreement_are_asked_for_together() -> None:
    convergence = diagnose_chains(np.random.default_rng(6).standard_normal((4, 500)))
    assert convergence.is_enough(rhat=1.01, effective=1000)
    assert not convergence.is_enough(rhat=1.01, effective=4000)
