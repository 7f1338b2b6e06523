"""Figures of R's Rcapture, with the terms of the models that made them, and of R's LCMCR."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from habeas.estimate.candidates import chance_columns
from habeas.estimate.histories import all_patterns
from habeas.estimate.loglinear import Floats

FOLDER = Path("data") / "mse"


@dataclass(frozen=True, slots=True)
class Reference:
    """One printed line: the table, the model as it is named there, and the figures, None where there is none."""

    table: str
    model: str
    total: float
    error: float
    deviance: float
    bic: float
    low: float | None
    high: float | None


def read_references(shared: Path) -> Iterator[Reference]:
    """Every line, but those of models of trap response, which has no meaning for lists."""
    with (shared / FOLDER / "ref_rcapture.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["model"] not in {"Mb", "Mbh"}:
                figures = [float(row[name]) for name in ("abundance", "stderr", "deviance", "BIC")]
                limits = [float(row[name].strip(">")) if row[name] else None for name in ("lo95", "hi95")]
                yield Reference(row["table"], row["model"], *figures, *limits)


def read_pooled(shared: Path) -> dict[str, dict[str, str]]:
    """The pooled runs of R's LCMCR whose chains agree, by table."""
    with (shared / FOLDER / "reference.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["method"] == "lcmcr" and "pooled" in row["seed"]]
    return {row["table"]: row for row in rows if row["notes"].endswith("; CONVERGED")}


def model_columns(model: str, lists: int) -> Floats:
    """The columns of a model by its printed name, (patterns, terms); Chao's without the terms it adds."""
    patterns = all_patterns(lists).astype(np.float64)
    ones, on = np.ones((len(patterns), 1)), patterns.sum(axis=1, keepdims=True)
    if model.startswith(("M0", "Mh ")):
        base = np.hstack([ones, on])
    else:
        products = [patterns[:, list(term)].prod(axis=1, keepdims=True) for term in list_terms(model, lists)]
        base = np.hstack([ones, patterns, *products])
    chances = [column[:, None] for name, column in chance_columns(lists) if name in model]
    return np.hstack([base, *chances])


def list_terms(model: str, lists: int) -> list[tuple[int, ...]]:
    """The interactions of a model: from generators such as [12,3], or in words."""
    if "double" in model:
        return list(combinations(range(lists), 2))
    if "c1:c2" in model:
        return [(0, 1)]
    generators = [tuple(int(place) - 1 for place in found) for found in re.findall(r"\d+", model.partition("[")[2])]
    return sorted(
        {part for term in generators for size in range(2, len(term) + 1) for part in combinations(term, size)}
    )
