"""Which records are one person: from records with their identities opened to pairs without any name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from habeas import __version__
from habeas.exc import QuestionError
from habeas.linkage.block import Blocked
from habeas.linkage.compare import Columns, block_columns, compare_columns, make_columns
from habeas.linkage.levels import Levels, Model, explain_levels, find_probability, weigh_levels
from habeas.linkage.train import fit_model, spread_out
from habeas.model.linking import Feature, LinkedPair, Linking, LinkRecord

METHOD = f"splink@{__version__}"
UNFITTED = f"table@{__version__}"
# Pairs less likely than this are not kept.
FLOOR = 0.01
# Of all pairs that are one person, the share that may lie below what a person is shown.
_MISSED = 0.005
_DRAWN = 200_000
_SEED = 20_260_102
COPY = Feature("copy", "alike in every field", 0.0)
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything a linking is made from: pairs of records by number, their levels, and the model of the levels.

    `copies` marks pairs that are alike in every field; of many such records only the first is compared with others.
    """

    left: Ints
    right: Ints
    levels: Levels
    copies: npt.NDArray[np.bool_]
    model: Model
    left_out: int


def link_records(records: Sequence[LinkRecord]) -> Linking:
    """The pairs of records that may be one person, with probabilities and thresholds; no name goes in.

    The match threshold is where the expected F1 of the linked pairs is highest; the review threshold leaves at most
    half a percent of the pairs expected to be one person unseen. Raises QuestionError where an id is given twice.
    """
    ordered = sorted(records, key=lambda record: record.id)
    ids = [record.id for record in ordered]
    twice = next((one for one, other in pairwise(ids) if one == other), None)
    if twice is not None:
        raise QuestionError(f"record {twice!r} is given twice: expected every record once")
    compared = compare_records(ordered)
    return make_linking(ids, compared)


def compare_records(records: Sequence[LinkRecord]) -> Compared:
    """The pairs worth comparing, compared, and the model fitted to them."""
    columns = make_columns(records)
    first = _find_first(columns)
    blocked = _block_first(columns, first)
    copies = np.flatnonzero(first != np.arange(len(first)))
    levels = compare_columns(columns, blocked.left, blocked.right)
    model = fit_model(levels)
    if model.is_fitted:
        alone = np.flatnonzero(first == np.arange(len(first)))
        drawn = draw_pairs(len(alone))
        anywhere = compare_columns(columns, alone[drawn[0]], alone[drawn[1]])
        model = spread_out(model, levels, anywhere, every=len(alone) * (len(alone) - 1) // 2)
    return Compared(
        left=np.r_[blocked.left, first[copies]],
        right=np.r_[blocked.right, copies],
        levels=np.concatenate([levels, compare_columns(columns, first[copies], copies)]),
        copies=np.r_[np.zeros(len(blocked.left), dtype=np.bool_), np.ones(len(copies), dtype=np.bool_)],
        model=model,
        left_out=blocked.left_out,
    )


def draw_pairs(records: int) -> tuple[Ints, Ints]:
    """Pairs of record numbers: every two of a few records, else some hundred thousand drawn at random."""
    if records * (records - 1) // 2 <= _DRAWN:
        left, right = np.triu_indices(records, 1)
        return left.astype(np.int64), right.astype(np.int64)
    rng = np.random.default_rng(_SEED)
    left, right = rng.integers(records, size=_DRAWN), rng.integers(records, size=_DRAWN)
    return left[left != right], right[left != right]


def make_linking(ids: Sequence[str], compared: Compared) -> Linking:
    """The linking of records with these ids, in order, from their compared pairs."""
    model = compared.model
    probability = find_probability(weigh_levels(compared.levels, model), model.share)
    match, review = find_thresholds(probability)
    kept = np.flatnonzero(probability >= FLOOR)

    why = _Reasons(model)
    rows = zip(
        compared.left[kept].tolist(),
        compared.right[kept].tolist(),
        np.round(probability[kept], 6).tolist(),
        map(tuple, compared.levels[kept].tolist()),
        compared.copies[kept].tolist(),
        strict=True,
    )
    pairs = tuple(LinkedPair(ids[a], ids[b], p, why.give(levels, is_copy)) for a, b, p, levels, is_copy in rows)
    return Linking(METHOD if model.is_fitted else UNFITTED, tuple(ids), pairs, match, review, FLOOR)


class _Reasons:
    """The features of pairs; those of the same levels are one object, since millions of pairs have few."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[tuple[tuple[int, ...], bool], tuple[Feature, ...]] = {}

    def give(self, levels: tuple[int, ...], is_copy: bool) -> tuple[Feature, ...]:
        key = levels, is_copy
        if key not in self._known:
            self._known[key] = explain_levels(levels, self._model) + ((COPY,) if is_copy else ())
        return self._known[key]


def find_thresholds(probability: Floats) -> tuple[float, float]:
    """Where to link, and from where on to ask a person, by the errors to expect from these probabilities.

    Linking is best where the expected F1 is highest (Lipton, Elkan and Narayanaswamy 2014).
    """
    if not len(probability):
        return 0.5, 0.5
    ranked = np.sort(probability)[::-1]
    found, total = np.cumsum(ranked), float(ranked.sum())
    best = int(np.argmax(2 * found / (np.arange(1, len(ranked) + 1) + total)))
    match = float(np.clip(ranked[best], 0.3, 0.95))
    unseen = total - found
    last = int(np.argmax(unseen <= _MISSED * total))
    return round(match, 6), round(float(np.clip(ranked[last], FLOOR, match)), 6)


def _find_first(columns: Columns) -> Ints:
    """For each record the first one that is alike in every field, list and all; itself where it has no name."""
    fields = [columns.list, columns.name, columns.birth, columns.day, columns.place, columns.facility]
    rows = np.stack(fields, axis=1)
    _, firsts, places = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    first = firsts[places.reshape(-1)]
    is_nameless = columns.names.lengths[columns.name] == 0
    return np.where(is_nameless, np.arange(len(rows)), first).astype(np.int64)


def _block_first(columns: Columns, first: Ints) -> Blocked:
    """The pairs to compare among the records that are the first of their kind."""
    alone = np.flatnonzero(first == np.arange(len(first)))
    blocked = block_columns(columns.only(alone))
    return Blocked(alone[blocked.left], alone[blocked.right], blocked.left_out)
