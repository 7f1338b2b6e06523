"""Lists that take people from another: refused or told, while lists made apart are neither."""

import numpy as np
import numpy.typing as npt
import pytest

from habeas.estimate import estimate_total
from habeas.estimate.candidates import fit_candidates
from habeas.estimate.histories import leave_out
from habeas.estimate.nested import Nesting, find_nesting
from habeas.evaluate.lists import ListPlan, Setting, draw_captures
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal
from tests.estimate.overlaps import count_captures

PEOPLE = 2000


def _take(share: float, own: float, *, seed: int = 1, lists: int = 3) -> CaptureTable:
    """Lists of 2,000 people, each with chance 0.3; `c` takes a share of those on `a` and finds few of its own."""
    rng = np.random.default_rng(seed)
    found = rng.random((PEOPLE, lists)) < 0.3
    found[:, 2] = found[:, 0] & (rng.random(PEOPLE) < share) | (rng.random(PEOPLE) < own)
    return count_captures(found, "abcd"[:lists])


@pytest.mark.parametrize("lists", [3, 4])
@pytest.mark.parametrize(("share", "own"), [(0.5, 0.0), (0.95, 0.0), (0.97, 0.005), (0.5, 0.003)])
def test_a_list_made_from_another_is_refused_by_name(share: float, own: float, lists: int) -> None:
    refusal = estimate_total(_take(share, own, lists=lists))
    assert isinstance(refusal, Refusal)
    assert "on list c" in refusal.reason and "stand on list a too" in refusal.reason
    assert refusal.reason.endswith("the one seems to be made from the other; leave one of them out.")


def test_a_list_half_made_from_another_is_told_beside_the_estimate() -> None:
    found = estimate_total(_take(0.9, 0.05))
    assert isinstance(found, Estimate)
    assert "if one takes names from the other" in found.notes[0]
    assert found.low < PEOPLE < found.high


@pytest.mark.parametrize("seed", range(1, 5))
def test_the_average_allows_for_a_list_within_another(seed: int) -> None:
    """Where `c` lies in `a`, models in which the two go together have nobody on `c` alone, and stay in the average."""
    table = _take(0.5, 0.0, seed=seed, lists=4)
    fits = fit_candidates(table, "aic")
    best = fits.models[int(fits.criterion("aic", table.observed).argmin())]
    assert (0, 2) in best[0]
    unlisted = fits.fits.unlisted[int(fits.criterion("aic", table.observed).argmin())]
    assert table.observed + unlisted == pytest.approx(PEOPLE, rel=0.1)


def test_few_people_who_are_all_on_another_list_may_be_chance() -> None:
    rng = np.random.default_rng(3)
    found = rng.random((PEOPLE, 3)) < (0.7, 0.3, 0.004)
    found[:, 0] |= found[:, 2]
    table = count_captures(found, "abc")
    assert find_nesting(table) is None
    assert isinstance(estimate_total(table), Estimate)


@pytest.mark.parametrize("method", ["averaged", "loglinear-average", "loglinear"])
@pytest.mark.parametrize(("share", "lists"), [(0.3, 3), (0.8, 3), (0.5, 4)])
def test_a_list_made_from_all_others_is_refused_where_no_model_fits(share: float, lists: int, method: str) -> None:
    rng = np.random.default_rng(5)
    found = rng.random((PEOPLE, lists)) < 0.3
    found[:, 2] = (found[:, 0] | found[:, 1]) & (rng.random(PEOPLE) < share)
    refusal = estimate_total(count_captures(found, "abcd"[:lists]), method)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith("No model fits these lists, and of the ")
    assert "on list c only" in refusal.reason and refusal.reason.endswith("leave it out.")


def test_two_lists_cannot_show_it() -> None:
    assert find_nesting(leave_out(_take(0.95, 0.0), "b")) is None


def test_lists_made_apart_are_not_refused() -> None:
    """Lists that reach 5 to 95 % of people, independent, dependent or of unequal reach: none of 400 is suspected."""
    assert [found for seed in range(400) if (found := find_nesting(_draw_honest(seed)))] == []


def test_what_is_seen_is_said_with_both_names() -> None:
    said = Nesting("press", "hotline", 1200, 1190).describe()
    assert said.startswith("Of the 1,200 people on list press, 1,190 stand on list hotline too")


def _draw_honest(seed: int) -> CaptureTable:
    rng = np.random.default_rng([seed, 7])
    lists = tuple(ListPlan(name, float(rng.uniform(0.05, 0.95))) for name in "abcde"[: rng.integers(3, 6)])
    people = round(float(np.exp(rng.uniform(np.log(50), np.log(5000)))))
    spread, dependence = rng.uniform(0, 2) * (seed % 3 == 1), rng.uniform(0, 1.5) * (seed % 3 == 2)
    setting = Setting(people=people, lists=lists, spread=float(spread), dependence=float(dependence), seed=seed)
    captures: npt.NDArray[np.bool_] = draw_captures(setting)
    return count_captures(captures, [plan.name for plan in lists])
