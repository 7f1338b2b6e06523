"""Random variates that numba's generators lack or draw slowly, compiled.

Binomial and Poisson by inversion for small means and by transformed rejection above (Hörmann 1993: "The generation of
binomial random variates", J. Statist. Comput. Simul. 46; "The transformed rejection method for generating Poisson
random variables", Insurance: Mathematics and Economics 12).
"""

from math import exp, floor, log, pi, sqrt

import numpy as np

from habeas.match.compiled import compile_loop

# Below this mean inversion is the faster of the two, and above it transformed rejection is exact.
SMALL_MEAN = 10.0
# A number of mean 10 exceeds 100 less than once in 10^60 draws.
INVERSES = 1.0 / np.maximum(np.arange(101.0), 1.0)
LOG_FACTORIALS = np.cumsum(np.log(np.maximum(np.arange(512.0), 1.0)))
HALF_LOG_TURN = 0.5 * log(2.0 * pi)


@compile_loop
def draw_binomial(rng: np.random.Generator, trials: int, chance: float) -> int:
    """How many of `trials` happen, each with probability `chance`."""
    if trials == 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return trials
    if chance > 0.5:
        return trials - _draw_rare(rng, trials, 1.0 - chance)
    return _draw_rare(rng, trials, chance)


@compile_loop
def _draw_rare(rng: np.random.Generator, trials: int, chance: float) -> int:
    if trials * chance >= SMALL_MEAN:
        return _reject_binomial(rng, trials, chance)
    uniform = rng.random()
    # (1 - chance) ** trials is never below this, so most draws of nothing need no logarithm.
    if uniform <= 1.0 - trials * chance:
        return 0
    odds = chance / (1.0 - chance)
    mass = _raise_power(1.0 - chance, trials)
    happened = 0
    while uniform > mass and happened < trials and happened < INVERSES.size - 1:
        uniform -= mass
        mass *= odds * (trials - happened)
        happened += 1
        mass *= INVERSES[happened]
    return happened


@compile_loop
def _raise_power(base: float, power: int) -> float:
    """`base ** power` by squaring: several times faster than a logarithm and an exponential."""
    raised = 1.0
    while power > 0:
        if power & 1:
            raised *= base
        base *= base
        power >>= 1
    return raised


@compile_loop
def _reject_binomial(rng: np.random.Generator, trials: int, chance: float) -> int:
    spread = sqrt(trials * chance * (1.0 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    while True:
        u = rng.random() - 0.5
        v = 1.0 - rng.random()
        edge = 0.5 - abs(u)
        if edge <= 0.0:
            continue
        drawn = floor((2.0 * a / edge + b) * u + trials * chance + 0.5)
        if edge >= 0.07 and v <= 0.92 - 4.2 / b:
            return int(drawn)
        if drawn < 0.0 or drawn > trials:
            continue
        v *= (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b)
        if log(v) <= _binomial_ratio(trials, chance, drawn):
            return int(drawn)


@compile_loop
def _binomial_ratio(trials: int, chance: float, drawn: float) -> float:
    """Logarithm of the probability of `drawn` over that of the likeliest number."""
    mode = floor((trials + 1) * chance)
    ways = log_factorial(mode) + log_factorial(trials - mode) - log_factorial(drawn) - log_factorial(trials - drawn)
    return ways + (drawn - mode) * log(chance / (1.0 - chance))


@compile_loop
def log_factorial(number: float) -> float:
    """Logarithm of the factorial of a whole number: from a table, or by Stirling's series to 14 digits."""
    if number < LOG_FACTORIALS.size:
        return float(LOG_FACTORIALS[int(number)])
    inverse = 1.0 / number
    series = inverse * (1.0 / 12.0 - inverse * inverse / 360.0)
    return (number + 0.5) * log(number) - number + HALF_LOG_TURN + series


@compile_loop
def draw_poisson(rng: np.random.Generator, mean: float) -> int:
    """A Poisson number of the given mean."""
    if mean >= SMALL_MEAN:
        return _reject_poisson(rng, mean)
    uniform = rng.random()
    if uniform <= 1.0 - mean:
        return 0
    mass = exp(-mean)
    drawn = 0
    while uniform > mass and drawn < 200:
        uniform -= mass
        drawn += 1
        mass *= mean / drawn
    return drawn


@compile_loop
def _reject_poisson(rng: np.random.Generator, mean: float) -> int:
    b = 0.931 + 2.53 * sqrt(mean)
    a = -0.059 + 0.02483 * b
    while True:
        u = rng.random() - 0.5
        v = 1.0 - rng.random()
        edge = 0.5 - abs(u)
        if edge <= 0.0:
            continue
        drawn = floor((2.0 * a / edge + b) * u + mean + 0.43)
        if edge >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2.0):
            return int(drawn)
        if drawn < 0.0 or (edge < 0.013 and v > edge):
            continue
        v *= (1.1239 + 1.1328 / (b - 3.4)) / (a / (edge * edge) + b)
        if log(v) <= drawn * log(mean) - mean - log_factorial(drawn):
            return int(drawn)


@compile_loop
def draw_beta(rng: np.random.Generator, first: float, second: float) -> float:
    """A Beta number, kept off 0 and 1 so that products over lists stay positive."""
    if first == 1.0 and second == 1.0:
        drawn = rng.random()
    else:
        left = rng.standard_gamma(first)
        drawn = left / (left + rng.standard_gamma(second))
    return min(max(drawn, 1e-10), 1.0 - 1e-10)


@compile_loop
def draw_log_gamma(rng: np.random.Generator, shape: float) -> float:
    """Logarithm of a Gamma number of scale 1, finite also for shapes so small that the number itself is not."""
    if shape >= 1.0:
        return log(rng.standard_gamma(shape))
    return log(rng.standard_gamma(shape + 1.0)) + log(1.0 - rng.random()) / shape
