"""Averages over log-linear models: what is known of them by other ways."""

from pathlib import Path

import numpy as np
import pytest

from habeas.estimate import estimate_total
from habeas.estimate.candidates import ALIKE, MOST_EXHAUSTIVE, TRIED, fit_candidates
from habeas.estimate.histories import read_histories
from habeas.estimate.mixture import LIMITS, Mixture, mix_models
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate
from tests.estimate.overlaps import draw_table
from tests.estimate.references import FOLDER

ALIKE_LISTS = ((0.3, 0.25, 0.4),)


def _estimate(table: CaptureTable, method: str) -> Estimate:
    found = estimate_total(table, method)
    assert isinstance(found, Estimate), found
    return found


@pytest.mark.parametrize("method", ["averaged", "loglinear-average", "loglinear", "chao"])
def test_a_known_population_lies_within_the_limits(method: str) -> None:
    found = _estimate(draw_table((3000,), ((0.3, 0.25, 0.4, 0.2),), seed=11), method)
    assert found.observed < found.low < found.point < found.high
    assert found.low < 3000 < found.high


def test_models_of_unequal_chances_come_nearer_where_half_are_hardly_listed() -> None:
    """Two groups, one hardly listed: every method is too low here, and the default is the least so."""
    table = draw_table((1000, 1000), ((0.5, 0.45, 0.4, 0.5), (0.12, 0.1, 0.15, 0.1)), seed=5)
    assert 2000 > _estimate(table, "averaged").point > 1.02 * _estimate(table, "loglinear-average").point


def test_the_same_table_gives_the_same_figures() -> None:
    table = draw_table((800,), ALIKE_LISTS, seed=2)
    assert _estimate(table, "averaged") == _estimate(table, "averaged")


def test_models_tried_are_all_there_are_up_to_five_lists() -> None:
    assert fit_candidates(draw_table((800,), ALIKE_LISTS, seed=2), "bic", [ALIKE]).tried == 2**3
    assert fit_candidates(draw_table((800,), ((0.3, 0.25, 0.4, 0.3),), seed=2), "bic").tried == len(TRIED) * 2**6


def test_with_six_lists_a_search_finds_the_pair_that_depends(shared: Path) -> None:
    """UK 2013, Silverman, Chan and Vincent 2024, table 6: the best model found downhill has a total of 12,350."""
    table = read_histories(shared / FOLDER / "tables" / "uk_2013_6.csv")
    assert len(table.lists) > MOST_EXHAUSTIVE
    assert _estimate(table, "loglinear").point == pytest.approx(12_350, rel=1e-4)


def test_the_published_average_of_all_models_is_near_ours(shared: Path) -> None:
    """Korea, the same table: 157 with limits of 128 and 349 by a bootstrap over all models."""
    found = _estimate(read_histories(shared / FOLDER / "tables" / "korea_3.csv"), "loglinear-average")
    assert (found.low, found.high) == pytest.approx((128, 349), rel=0.05)


@pytest.mark.parametrize("method", ["averaged", "loglinear-average", "loglinear"])
def test_lists_that_no_model_fits_are_told_so(method: str, shared: Path) -> None:
    """Kosovo: what goes together are three lists at a time, and the truth, 10,401, lies below all these limits."""
    found = _estimate(read_histories(shared / FOLDER / "tables" / "kosovo_4.csv"), method)
    assert found.low > 10_401
    assert found.notes[0].startswith("No model tried fits these lists")


@pytest.mark.parametrize("seed", range(8))
def test_lists_that_a_model_fits_are_not(seed: int) -> None:
    found = _estimate(draw_table((2000,), ALIKE_LISTS, seed=seed), "averaged")
    assert not any("No model tried" in note for note in found.notes)


def test_one_model_alone_is_a_log_normal_total() -> None:
    mixture = mix_models(np.array([400.0]), np.array([0.3]), np.array([10.0]))
    spread = np.sqrt(0.3**2 + np.log(1 + 1 / 400))
    expected = 400 * np.exp(spread * np.array([-1.959964, 0, 1.959964]))
    assert mixture.quantiles(np.array(LIMITS)) == pytest.approx(expected, rel=1e-6)


def test_draws_stand_for_the_mixture() -> None:
    mixture = Mixture(np.log([100.0, 1000.0]), np.array([0.05, 0.05]), np.array([0.25, 0.75]))
    draws = mixture.draws()
    assert float((draws < 300).mean()) == pytest.approx(0.25)
    assert len(draws) == 1000


def test_models_far_behind_have_no_weight() -> None:
    mixture = mix_models(np.array([10.0, 99.0]), np.array([0.1, 0.1]), np.array([0.0, 60.0]))
    assert mixture.weight.tolist() == [1.0]
