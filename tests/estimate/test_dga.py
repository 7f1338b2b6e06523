"""Figures of R's dga, known populations and tables that say too little."""

import csv
import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from habeas.estimate.dga import average_graphs, weigh_totals
from habeas.estimate.dga_graphs import list_decomposable_graphs
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal
from tests.estimate.overlaps import draw_table, read_table

QUANTILES = np.array([0.5, 0.025, 0.975])


def test_medians_and_limits_are_those_of_r_dga(shared: Path) -> None:
    for row in _read_reference(shared):
        table = read_table(shared, row["table"])
        posterior = weigh_totals(table, delta=float(row["delta"]), most=_read_ceiling(row["grid"], table))
        expected = [float(row["median"]), float(row["q025"]), float(row["q975"])]
        assert table.observed + posterior.find_quantiles(QUANTILES) == pytest.approx(expected, rel=0.004), row["table"]
        assert posterior.graphs.max() == pytest.approx(float(row["top_model_weight"]), abs=1e-4)


def _read_reference(shared: Path) -> list[dict[str, str]]:
    """Rows with the full grid and a prior of 1/N."""
    with (shared / "data" / "mse" / "ref_dga.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if re.fullmatch(r"[^:]+\|1\.\.\d+n?", row["grid"])]
    assert len(rows) == 19
    return rows


def _read_ceiling(grid: str, table: CaptureTable) -> int:
    ceiling = grid.partition("..")[2]
    return int(ceiling[:-1]) * table.observed if ceiling.endswith("n") else int(ceiling)


@pytest.mark.parametrize(("lists", "graphs"), [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_every_decomposable_graph_is_counted_once(lists: int, graphs: int) -> None:
    """Numbers of chordal graphs on labelled vertices: sequence A058862 of the OEIS."""
    rows = list_decomposable_graphs(lists)
    assert len(rows) == graphs
    assert len(np.unique(rows, axis=0)) == graphs


def test_independent_lists_give_the_population_they_were_drawn_from() -> None:
    table = draw_table((2000,), ((0.3, 0.4, 0.25, 0.35),), seed=5)
    estimate = average_graphs(table)
    assert isinstance(estimate, Estimate)
    assert estimate.low < 2000 < estimate.high
    assert estimate.high < 1.15 * estimate.low


def test_two_lists_that_go_together_are_seen_as_such() -> None:
    """Half of the people can be on lists 0 and 1 with chance 0.6, the others with 0.1; list 2 has anybody with 0.4."""
    table = draw_table((2000, 2000), ((0.6, 0.6, 0.4), (0.1, 0.1, 0.4)), seed=2)
    estimate = average_graphs(table)
    assert isinstance(estimate, Estimate)
    assert estimate.low < 4000 < estimate.high


@pytest.mark.parametrize(
    ("lists", "counts", "reason"),
    [
        (("a",), {(True,): 5}, "takes at least three"),
        (("a", "b", "c"), {}, "Nobody stands on any list"),
        (("a", "b", "c"), {(True, True, False): 5}, "Nobody stands on list c"),
        (("a", "b", "c"), {(True, False, False): 5, (False, True, False): 4, (False, False, True): 3}, "two lists"),
        (tuple("abcdefg"), {pattern: 1 for pattern in product((True, False), repeat=7) if any(pattern)}, "at most 6"),
    ],
)
def test_tables_that_say_too_little_are_refused(
    lists: tuple[str, ...], counts: dict[tuple[bool, ...], int], reason: str
) -> None:
    refusal = average_graphs(CaptureTable(lists, counts))
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


def test_histories_of_nobody_change_nothing() -> None:
    table = draw_table((300,), ((0.3, 0.4, 0.5),), seed=1)
    whole = CaptureTable((*table.lists, "list 3"), {(*key, not key[0]): n for key, n in table.counts.items()})
    counts = whole.counts | {(False, True, False, False): 0}
    estimate = average_graphs(whole)
    assert isinstance(estimate, Estimate)
    assert average_graphs(CaptureTable(whole.lists, counts)) == estimate


def test_ten_million_listed_people_are_counted_as_well_as_a_thousand() -> None:
    chances = np.array([0.3, 0.4, 0.25])
    counts = {
        pattern: round(2e7 * float(np.prod(np.where(pattern, chances, 1 - chances))))
        for pattern in product((True, False), repeat=3)
        if any(pattern)
    }
    estimate = average_graphs(CaptureTable(("a", "b", "c"), counts))
    assert isinstance(estimate, Estimate)
    assert (estimate.low, estimate.high) == pytest.approx((2e7, 2e7), rel=2e-3)
    assert estimate.low < 2e7 < estimate.high


def test_a_ceiling_that_makes_the_upper_limit_is_named() -> None:
    table = draw_table((1000,), ((0.2, 0.2, 0.2),), seed=4)
    refusal = average_graphs(table, most=450)
    assert isinstance(refusal, Refusal)
    assert "ceiling of 450 unlisted people" in refusal.reason


@pytest.mark.parametrize(("people", "is_refused"), [(30, False), (10_000, True)])
def test_lists_that_all_go_together_leave_the_number_to_the_prior(people: int, *, is_refused: bool) -> None:
    """Of few people several graphs may hold; of millions no graph but the one in which all lists go together."""
    counts = dict(zip(product((True, False), repeat=3), (25, 60, 45, 150, 40, 120, 90), strict=False))
    found = average_graphs(CaptureTable(("a", "b", "c"), {pattern: n * people for pattern, n in counts.items()}))
    assert isinstance(found, Refusal) == is_refused
    told = found.reason if isinstance(found, Refusal) else " ".join(found.notes)
    assert "nothing but the prior says how many people are on none" in told
