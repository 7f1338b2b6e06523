"""Which records are one person: from records with their identities opened to pairs without any name."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from habeas.exc import QuestionError
from habeas.linkage.columns import make_columns
from habeas.linkage.compare import CODES, Desk, Found, code_all, compare_all, compare_some, draw_records, make_desk
from habeas.linkage.levels import (
    Model,
    count_codes,
    explain_levels,
    find_probability,
    read_codes,
    weigh_levels,
)
from habeas.linkage.ragged import Numbers
from habeas.linkage.train import MOST_PAIRS, fit_model, fit_share, spread_out
from habeas.model.linking import Feature, LinkedPair, Linking, LinkRecord

# What is compared and how pairs are found; a change here makes other linkings of the same records.
FEATURES = "habeas-link@2"
UNFITTED = f"table/{FEATURES}"
# Pairs less likely than this are not kept.
FLOOR = 0.01
# A model of some pairs says which of all are kept; so much less likely ones are still looked at with the model of all.
_SLACK = 0.1
# Of all pairs that are one person, the share that may lie below what a person is shown.
_MISSED = 0.005
_DRAWN = 200_000
_SEED = 20_260_102
COPY = Feature("copy", "alike in every field", 0.0)
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything a linking is made from: pairs of records by number, codes of their levels, and the model of levels.

    `counts` says how many pairs have each code, those too unlikely to be among the pairs included. `copies` marks
    pairs that are alike in every field; of many such records only the first is compared with others.
    """

    left: Numbers
    right: Numbers
    code: Numbers
    copies: npt.NDArray[np.bool_]
    counts: Ints
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
    return make_linking(ids, compare_records(ordered)) if ids else Linking(UNFITTED, (), (), 0.5, 0.5, FLOOR)


def name_method(model: Model) -> str:
    """What made a linking: the release of Splink where it fitted the weights, and the version of what is compared."""
    return f"splink-{version('splink')}/{FEATURES}" if model.is_fitted else UNFITTED


def compare_records(records: Sequence[LinkRecord]) -> Compared:
    """The pairs worth comparing, compared, and the model fitted to them; there is at least one record."""
    desk = make_desk(*make_columns(records))
    anywhere = _draw_codes(desk)
    some = compare_some(desk, draw_records(desk, _SEED), most=MOST_PAIRS)
    model = fit_model(count_codes(some.counts))
    likely = _find_likely(_spread(model, desk, some, anywhere=anywhere))
    found = compare_all(desk, likely >= _SLACK * FLOOR)
    copies = np.flatnonzero(desk.first != np.arange(len(desk.first)))
    codes = code_all(desk, desk.first[copies], copies)
    return Compared(
        left=np.r_[found.left, desk.first[copies]],
        right=np.r_[found.right, copies],
        code=np.r_[found.code, codes],
        copies=np.r_[np.zeros(len(found.left), dtype=np.bool_), np.ones(len(copies), dtype=np.bool_)],
        counts=found.counts + np.bincount(codes, minlength=CODES),
        model=_spread(model, desk, found, anywhere=anywhere),
        left_out=desk.left_out,
    )


def _draw_codes(desk: Desk) -> Numbers:
    """The codes of pairs of records drawn anywhere."""
    left, right = draw_pairs(len(desk.alone))
    return code_all(desk, desk.alone[left], desk.alone[right])


def _spread(model: Model, desk: Desk, found: Found, *, anywhere: Numbers) -> Model:
    """The model for pairs taken anywhere, from the pairs of the records that were compared with their company."""
    pairs, number = count_codes(found.counts), len(desk.alone)
    if not model.is_fitted:
        return fit_share(pairs, model)
    every = number * (number - 1) // 2 * found.done // number
    return spread_out(model, pairs, read_codes(anywhere), every=every)


def _find_likely(model: Model) -> Floats:
    """The probability of every code."""
    levels = read_codes(np.arange(CODES))
    return find_probability(weigh_levels(levels, model), model.share)


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
    likely = _find_likely(compared.model)
    codes = np.flatnonzero(compared.counts)
    match, review = find_thresholds(likely[codes], compared.counts[codes])
    kept = np.flatnonzero(likely[compared.code] >= FLOOR)

    why = _Reasons(compared.model)
    rows = zip(
        compared.left[kept].tolist(),
        compared.right[kept].tolist(),
        np.round(likely[compared.code[kept]], 6).tolist(),
        compared.code[kept].tolist(),
        compared.copies[kept].tolist(),
        strict=True,
    )
    pairs = tuple(LinkedPair(ids[a], ids[b], p, why.give(code, is_copy)) for a, b, p, code, is_copy in rows)
    method = name_method(compared.model)
    return Linking(method, tuple(ids), pairs, match, review, FLOOR, compared.left_out)


class _Reasons:
    """The features of pairs; those of the same levels are one object, since millions of pairs have few."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[tuple[int, bool], tuple[Feature, ...]] = {}

    def give(self, code: int, is_copy: bool) -> tuple[Feature, ...]:
        key = code, is_copy
        if key not in self._known:
            [levels] = read_codes(np.array([code])).tolist()
            self._known[key] = explain_levels(tuple(levels), self._model) + ((COPY,) if is_copy else ())
        return self._known[key]


def find_thresholds(probability: Floats, counts: Ints) -> tuple[float, float]:
    """Where to link, and from where on to ask a person, by the errors to expect where `counts` pairs have each value.

    Linking is best where the expected F1 is highest (Lipton, Elkan and Narayanaswamy 2014).
    """
    if not len(probability):
        return 0.5, 0.5
    order = np.argsort(-probability, kind="stable")
    ranked, number = probability[order], counts[order]
    found = np.cumsum(ranked * number)
    total = float(found[-1])
    best = int(np.argmax(2 * found / (np.cumsum(number) + total)))
    match = float(np.clip(ranked[best], 0.3, 0.95))
    last = int(np.argmax(total - found <= _MISSED * total))
    return round(match, 6), round(float(np.clip(ranked[last], FLOOR, match)), 6)
