"""The log-linear models that are tried on a table, fitted: lists, pairs of lists, and unequal chances of people.

Up to five lists every hierarchical model of lists and pairs; with more, a search from the model without pairs that adds
or drops one pair at a time from whatever is near the best (Madigan and Raftery 1994, "Model selection and accounting
for model uncertainty in graphical models using Occam's window", JASA 89).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

import numpy as np

from habeas.estimate.existence import are_identified, has_maximum
from habeas.estimate.histories import all_patterns, counts_of, list_sizes, overlap_of
from habeas.estimate.loglinear import Design, Fits, Floats, Mask, Pair, choose_terms, fit_counts, pairwise_design
from habeas.model.capture import CaptureTable

Criterion = Literal["aic", "bic"]
Model = tuple[frozenset[Pair], str]
MOST_EXHAUSTIVE = 5
ALIKE = "alike"
# How chances of people may differ, as a function of the number of lists they are on (Rivest and Baillargeon 2007).
# The last one allows for so many hardly ever listed that its totals are too high where the truth is known.
CHANCES = ("Darroch", "Poisson2", "Gamma3.5")
TRIED = (ALIKE, "Darroch", "Poisson2")
_WINDOW = 6.0
_MOST_FITTED = 3000
# A fit without a mean below this is itself the table without a zero that shows that there is a maximum.
_SURE = 1e-2
# Models so far behind the best have no weight, whether they have a maximum or not.
_HOPELESS = 32.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Models with a maximum and their fits, row for row: patterns kept, terms charged for; and how many were tried."""

    models: tuple[Model, ...]
    fits: Fits
    kept: Mask
    charged: Floats
    tried: int

    def criterion(self, name: Criterion, observed: int) -> Floats:
        """The information criterion of each model: the lower, the better."""
        price = 2.0 if name == "aic" else np.log(observed)
        return np.asarray(-2 * self.fits.likelihood + self.charged * price)

    def fit(self, place: int) -> float:
        """How likely a worse fit than this model's is by its deviance, 1 where it has a term for each pattern."""
        from scipy.special import chdtrc

        freedom = int(self.kept[place].sum() - self.fits.chosen[place].sum())
        return float(chdtrc(freedom, max(float(self.fits.deviance[place]), 0.0))) if freedom else 1.0

    def take(self, rows: Mask) -> "Candidates":
        """Only these models; as many were tried."""
        models = tuple(model for model, is_taken in zip(self.models, rows, strict=True) if is_taken)
        return Candidates(models, self.fits.take(rows), self.kept[rows], self.charged[rows], self.tried)

    def join(self, other: "Candidates") -> "Candidates":
        """These models and the others after them."""
        return Candidates(
            self.models + other.models,
            self.fits.extend(other.fits),
            np.concatenate([self.kept, other.kept]),
            np.concatenate([self.charged, other.charged]),
            self.tried + other.tried,
        )


def chance_columns(lists: int) -> tuple[tuple[str, Floats], ...]:
    """A column for each way in which chances of people may differ."""
    on = all_patterns(lists).sum(axis=1).astype(np.float64)
    columns = (on**2 / 2, 2**on - 1, np.log(3.5) - np.log(3.5 + on))
    return tuple(zip(CHANCES, columns, strict=True))


def fit_candidates(table: CaptureTable, criterion: Criterion, kinds: Iterable[str] = TRIED) -> Candidates:
    """Every model tried on a table that has a maximum and whose total is identified; none where no model is."""
    lists = len(table.lists)
    pairs = list(combinations(range(lists), 2))
    if lists <= MOST_EXHAUSTIVE:
        subsets = [frozenset(pair for pair, on in zip(pairs, bits, strict=True) if on) for bits in _bits(len(pairs))]
        return fit_listed(table, [(subset, kind) for kind in kinds for subset in subsets])
    return _search(table, criterion, tuple(kinds))


def fit_listed(table: CaptureTable, models: list[Model]) -> Candidates:
    """These models, less those without a maximum or whose terms cannot be told apart."""
    lists = len(table.lists)
    design = pairwise_design(lists, chance_columns(lists))
    chosen = _choose(design, lists, models)
    fitted, kept = _set_apart(table, design, chosen)
    able = np.flatnonzero(are_identified(design.columns, fitted, kept) & (chosen.sum(axis=1) <= len(design.columns)))
    fits = fit_counts(counts_of(table), design.columns, fitted[able], kept[able])
    found = Candidates(
        tuple(models[place] for place in able), fits, kept[able], chosen[able].sum(axis=1).astype(float), len(models)
    )
    return found.take(_have_maximum(table, design, found))


def _have_maximum(table: CaptureTable, design: Design, found: Candidates) -> Mask:
    """For each model whether its fit is a maximum, or so far behind that it does not matter."""
    figures = found.criterion("aic", table.observed)
    sure = found.fits.is_settled & (found.fits.smallest >= _SURE)
    is_near = figures <= figures.min(initial=np.inf, where=sure) + _HOPELESS
    counts = counts_of(table)
    for place in np.flatnonzero(found.fits.is_settled & ~sure & is_near):
        kept, used = found.kept[place], found.fits.chosen[place]
        sure[place] = has_maximum(counts[kept], design.columns[np.ix_(kept, used)])
    return sure


def _bits(count: int) -> Iterable[tuple[bool, ...]]:
    return product((False, True), repeat=count)


def _choose(design: Design, lists: int, models: list[Model]) -> Mask:
    parts = [choose_terms(design, lists, [sorted(pairs)], [] if kind == ALIKE else [kind]) for pairs, kind in models]
    return np.concatenate(parts)


def _set_apart(table: CaptureTable, design: Design, chosen: Mask) -> tuple[Mask, Mask]:
    """Terms left to fit, and patterns kept: where chosen, the term of a pair that shares nobody is at minus infinity.

    That of a pair of which one list lies in the other is at infinity, and nobody is on the inner list alone.
    """
    patterns = all_patterns(len(table.lists))
    fitted, kept = chosen.copy(), np.ones((len(chosen), len(patterns)), dtype=np.bool_)
    for one, other in combinations(range(len(table.lists)), 2):
        empty = _find_empty(table, patterns, (one, other))
        if empty is not None:
            term = design.names.index(f"{one}:{other}")
            kept &= ~np.outer(chosen[:, term], empty)
            fitted[:, term] = False
    return fitted, kept


def _find_empty(table: CaptureTable, patterns: Mask, pair: Pair) -> Mask | None:
    """The patterns that a term of this pair would make empty: of both lists, or of one without the other."""
    one, other = (patterns[:, place] for place in pair)
    both, sizes = overlap_of(table, *pair), list(list_sizes(table).values())
    if not both:
        return np.asarray(one & other)
    if both == sizes[pair[0]]:
        return np.asarray(one & ~other)
    return np.asarray(other & ~one) if both == sizes[pair[1]] else None


def _search(table: CaptureTable, criterion: Criterion, kinds: tuple[str, ...]) -> Candidates:
    """The models near the best, their neighbours, the neighbours of those near the best, until none is new."""
    pairs = list(combinations(range(len(table.lists)), 2))
    fresh: list[Model] = [(frozenset[Pair](), kind) for kind in kinds]
    seen = set(fresh)
    found = fit_listed(table, fresh)
    while fresh and len(seen) < _MOST_FITTED:
        figures = found.criterion(criterion, table.observed)
        near = [found.models[place] for place in np.flatnonzero(figures <= figures.min(initial=np.inf) + _WINDOW)]
        fresh = sorted({(model ^ {pair}, kind) for model, kind in near for pair in pairs} - seen, key=_order)
        seen.update(fresh)
        found = found.join(fit_listed(table, fresh)) if fresh else found
    return found


def _order(model: Model) -> tuple[list[Pair], str]:
    return sorted(model[0]), model[1]
