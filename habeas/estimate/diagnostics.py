"""Whether chains agree and how much they tell: figures are shown or refused by these numbers.

Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, "Rank-normalization, folding, and localization: an improved R-hat
for assessing convergence of MCMC", Bayesian Analysis 16(2). Chains are arrays (chain, draw) of one quantity.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Chains = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Convergence:
    """How well chains agree (`rhat`, 1 at best) and the number of independent draws that they are worth."""

    rhat: float
    bulk: float
    tail: float

    def is_enough(self, *, rhat: float, effective: float) -> bool:
        """Whether the chains agree within `rhat` and are worth `effective` independent draws, also in the tails."""
        return self.rhat <= rhat and min(self.bulk, self.tail) >= effective

    def or_worse(self, other: "Convergence") -> "Convergence":
        """The worse of both in each figure."""
        return Convergence(max(self.rhat, other.rhat), min(self.bulk, other.bulk), min(self.tail, other.tail))


def diagnose_chains(chains: NDArray[np.int64] | Chains) -> Convergence:
    """The worst rank-normalised split R-hat of location and scale, and effective sample sizes of bulk and tails."""
    halves = _split_chains(np.asarray(chains, dtype=np.float64))
    folded = np.abs(halves - np.median(halves))
    low, high = np.quantile(halves, (0.05, 0.95))
    return Convergence(
        rhat=max(_compare_chains(_normalise_ranks(halves)), _compare_chains(_normalise_ranks(folded))),
        bulk=measure_effective_size(_normalise_ranks(halves)),
        tail=min(measure_effective_size((halves <= low) * 1.0), measure_effective_size((halves >= high) * 1.0)),
    )


def _split_chains(chains: Chains) -> Chains:
    """Halves of the chains as chains of their own, so that a drift within one shows as disagreement."""
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, chains.shape[1] - half :]])


def _normalise_ranks(chains: Chains) -> Chains:
    """Normal scores of the draws' ranks over all chains; ties share their mean rank."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    ranks = rankdata(chains, axis=None).reshape(chains.shape)
    scores: Chains = ndtri((ranks - 0.375) / (chains.size + 0.25))
    return scores


def _compare_chains(chains: Chains) -> float:
    """R-hat: the spread of all draws beside that within chains; infinite where chains stand still apart."""
    draws = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = float(chains.mean(axis=1).var(ddof=1))
    if not np.ptp(chains, axis=1).any():
        return 1.0 if np.ptp(chains) == 0.0 else float("inf")
    return float(np.sqrt((draws - 1) / draws + between / within))


def measure_effective_size(chains: Chains) -> float:
    """How many independent draws have the precision of these for a mean; all of them where nothing varies.

    Autocorrelations over all chains are summed in pairs while the sums stay positive, and never let rise (Geyer 1992,
    "Practical Markov chain Monte Carlo", Statistical Science 7(4)).
    """
    count, draws = chains.shape
    within = float(chains.var(axis=1, ddof=1).mean())
    pooled = within * (draws - 1) / draws + float(chains.mean(axis=1).var(ddof=1) if count > 1 else 0.0)
    if np.ptp(chains) == 0.0:
        return float(chains.size)
    correlation = 1.0 - (within - _covary(chains).mean(axis=0) * draws / (draws - 1)) / pooled
    correlation[0] = 1.0
    pairs = correlation[: draws // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0.0)
    positive = pairs[: ends[0]] if ends.size else pairs
    time = max(2.0 * float(np.minimum.accumulate(positive).sum()) - 1.0, 1.0 / np.log10(chains.size))
    return float(chains.size / time)


def _covary(chains: Chains) -> Chains:
    """Autocovariance of each chain by lag (chain, lag), by fast Fourier transform."""
    draws = chains.shape[1]
    centred = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, n=2 * draws, axis=1)
    covariance: Chains = np.fft.irfft(np.abs(spectrum) ** 2, n=2 * draws, axis=1)[:, :draws] / draws
    return covariance
