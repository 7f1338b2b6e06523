"""Which models have an estimate at all: published cases and small ones that can be checked by hand."""

from pathlib import Path

import numpy as np
import pytest

from habeas.estimate.candidates import fit_listed
from habeas.estimate.existence import are_identified, has_maximum
from habeas.estimate.histories import counts_of, make_table, read_histories
from habeas.estimate.loglinear import fit_counts, pairwise_design
from habeas.model.capture import CaptureTable
from tests.estimate.overlaps import draw_table
from tests.estimate.references import FOLDER


def _table(*counts: int) -> CaptureTable:
    """Three lists: counts of 111, 110, 101, 100, 011, 010 and 001."""
    patterns = [tuple(bit == "1" for bit in bits) for bits in ("111", "110", "101", "100", "011", "010", "001")]
    return make_table("abc", dict(zip(patterns, counts, strict=True)))


# counts | pairs of the model | whether there is a maximum
CASES = [
    ((5, 9, 8, 30, 7, 40, 50), "", True),
    ((5, 9, 8, 30, 7, 40, 50), "ab ac bc", True),
    ((0, 9, 8, 30, 7, 40, 50), "", True),
    ((0, 9, 8, 30, 7, 40, 50), "ab ac bc", False),
    ((5, 9, 8, 30, 7, 0, 50), "ab ac bc", False),
    ((5, 9, 8, 30, 7, 0, 50), "ab bc", True),
    ((0, 0, 8, 30, 7, 40, 50), "ab", False),
    ((0, 0, 8, 30, 7, 40, 50), "ac", True),
]


@pytest.mark.parametrize(("counts", "pairs", "expected"), CASES)
def test_a_maximum_is_there_or_not(counts: tuple[int, ...], pairs: str, expected: bool) -> None:
    design = pairwise_design(3)
    terms = [f"{'abc'.index(pair[0])}:{'abc'.index(pair[1])}" for pair in pairs.split()]
    columns = design.columns[:, [0, 1, 2, 3, *(design.names.index(term) for term in terms)]]
    assert has_maximum(counts_of(_table(*counts)), columns) is expected


def test_lists_apart_leave_the_total_to_the_two_that_overlap(shared: Path) -> None:
    """Table 2 of Chan, Silverman and Vincent 2021: with c apart from a and b, only these two say anything."""
    table = read_histories(shared / FOLDER / "tables" / "artificial_3.csv")
    found = fit_listed(table, [(frozenset({(0, 2), (1, 2)}), "alike"), (frozenset({(0, 1), (0, 2)}), "alike")])
    only = {pattern[:2]: count for pattern, count in table.counts.items() if not pattern[2]}
    expected = only[True, False] * only[False, True] / only[True, True]
    assert found.models == ((frozenset({(0, 2), (1, 2)}), "alike"),)
    assert found.fits.unlisted[0] == pytest.approx(expected, rel=1e-6)


def test_terms_that_are_one_another_are_not_identified() -> None:
    design = pairwise_design(3, [("again", pairwise_design(3).columns[:, 1])])
    every = np.ones((1, len(design.names)), dtype=np.bool_)
    alone = every.copy()
    alone[0, -1] = False
    kept = np.ones((2, 7), dtype=np.bool_)
    assert are_identified(design.columns, np.vstack([every, alone]), kept).tolist() == [False, True]


@pytest.mark.parametrize("seed", range(20))
def test_the_programme_agrees_with_what_newton_runs_into(seed: int) -> None:
    """On sparse tables a fit has a mean that vanishes exactly where the programme finds no maximum."""
    table = draw_table((40,), ((0.15, 0.2, 0.25),), seed=seed)
    design = pairwise_design(3)
    fits = fit_counts(counts_of(table), design.columns, np.ones((1, 7), dtype=np.bool_))
    assert has_maximum(counts_of(table), design.columns) is bool(fits.smallest[0] > 1e-4)
