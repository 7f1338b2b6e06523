"""Two lists: how many people there are if standing on one says nothing about standing on the other.

Chapman 1951, "Some properties of the hypergeometric distribution with applications to zoological sample censuses";
variance: Seber 1970, "The effects of trap response on tag recapture estimates", Biometrics 26(1); limits: Chao 1987,
"Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43(4).
"""

from math import exp, log, sqrt

from habeas.estimate.histories import list_sizes, overlap_of
from habeas.estimate.obstacles import find_obstacle
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "chapman"
NORMAL = 1.959963984540054
ASSUMPTION = (
    "Two lists cannot show whether they are independent, and this figure takes it that they are: if people on one list "
    "are likelier to be on the other, the truth is higher; if they are less likely to be, it is lower."
)


def estimate_chapman(table: CaptureTable) -> Estimate | Refusal:
    """Chapman's estimate of all people on neither, one or both of two lists; refused for any other number of lists."""
    if len(table.lists) > 2:
        return Refusal(
            METHOD, f"Chapman's estimate takes two lists, and there are {len(table.lists)}: leave lists out."
        )
    if obstacle := find_obstacle(table):
        return Refusal(METHOD, obstacle)
    (first, second), both = list_sizes(table).values(), overlap_of(table, 0, 1)
    unlisted = (first - both) * (second - both) / (both + 1)
    if not unlisted:
        return Refusal(METHOD, "One list holds everybody on the other: the two cannot tell who is on neither.")
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    low, high = lognormal_limits(table.observed, unlisted, sqrt(variance))
    return Estimate(
        method=METHOD,
        point=table.observed + unlisted,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        diagnostics={"standard_error": sqrt(variance)},
        notes=(ASSUMPTION,),
    )


def lognormal_limits(observed: int, unlisted: float, error: float) -> tuple[float, float]:
    """95 % limits of a total whose unlisted part is log-normal, so that no limit lies below the observed."""
    factor = exp(NORMAL * sqrt(log(1 + (error / unlisted) ** 2)))
    return observed + unlisted / factor, observed + unlisted * factor
