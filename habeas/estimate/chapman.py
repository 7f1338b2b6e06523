"""Two lists: how many people there are if standing on one says nothing about standing on the other.

Chapman 1951, "Some properties of the hypergeometric distribution with applications to zoological sample censuses";
variance: Seber 1970, "The effects of trap response on tag recapture estimates", Biometrics 26(1). The limits are those
of the profile likelihood (Cormack 1992): with few people in common a normal or log-normal interval is far too narrow.
"""

from math import sqrt

from habeas.estimate.histories import counts_of, list_sizes, overlap_of
from habeas.estimate.loglinear import pairwise_design
from habeas.estimate.obstacles import find_obstacle
from habeas.estimate.profile import profile_limits
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "chapman"
# As far as the likelihood is followed: an interval beyond it is refused as too wide in any case.
_FARTHEST = 20.0
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
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    columns = pairwise_design(2).columns[:, :3]
    low, high = profile_limits(counts_of(table), columns, unlisted, most=_FARTHEST * (table.observed + unlisted))
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
