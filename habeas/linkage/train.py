"""What levels weigh, learned from the records themselves: expectation maximisation by Splink in DuckDB, without labels.

Splink is given the levels of pairs, small numbers without any name, so that nothing of a person enters the database. A
pair is there two rows under one number, both with the levels, and the two are compared. Some hundred pairs drawn from
the table of levels are added: they are a prior, and a level that the records never show keeps a weight.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from habeas.linkage.levels import (
    MISSING,
    Comparison,
    Counted,
    Levels,
    Model,
    find_probability,
    load_levels,
    starting_model,
    weigh_levels,
)

MOST_PAIRS = 1_000_000
FEWEST_PAIRS = 100
_PRIOR_PAIRS = 400
_MEMORY = "2GB"
_THREADS = 2
_ROUNDS = 60
_CONVERGED = 0.0005
_SMALLEST, _LARGEST = 1e-6, 0.95
_PRIOR_SAME, _PRIOR_ALL = 1.0, 10.0
_SEED = 20_260_101
# The levels of names that agree in all words, which are found by two words wherever they are; counts that need no help.
_WHOLE_NAMES, _SEEN = 11, 30
_RAREST = 1e-9
# Lists of the generator give up to 0.003 here; few records of one place and day, most taken for one person, over 0.08.
_MOST_OTHER_NAMES = 0.05
_SAME_PAIR = "l.pair = r.pair"


def fit_model(pairs: Counted) -> Model:
    """The model of these pairs; that of the table where they are too few, too clean, or do not tell one from two."""
    start = starting_model()
    if pairs.total < FEWEST_PAIRS:
        return fit_share(pairs, start)
    levels = np.concatenate([np.repeat(pairs.levels, pairs.counts, axis=0), _draw_prior(start)])
    fitted = _fit_shares(levels)
    return fit_share(pairs, start if fitted is None or not _is_sensible(fitted) else fitted)


def fit_share(pairs: Counted, model: Model) -> Model:
    """The model with the share of these pairs that are one person, by expectation maximisation of that share alone."""
    weights = weigh_levels(pairs.levels, model)
    share = model.share
    for _ in range(_ROUNDS):
        same = float(find_probability(weights, share) @ pairs.counts) + _PRIOR_SAME
        share = min(max(same / (pairs.total + _PRIOR_ALL), _SMALLEST), _LARGEST)
    return replace(model, share=share)


def spread_out(model: Model, pairs: Counted, anywhere: Levels, *, every: int) -> Model:
    """The model for pairs taken anywhere, not only where blocking proposed them, of which there are `every`.

    What blocking uses agrees too often among the pairs it proposes: u is counted on `anywhere`, pairs drawn at random.
    Names alike in full are too rare there; blocking proposes nearly all of them, and they are counted among these.
    """
    share = min(model.share * pairs.total / every, _LARGEST)
    u: dict[Comparison, tuple[float, ...]] = {}
    for column, name in enumerate(load_levels()):
        counts = np.bincount(anywhere[anywhere[:, column] != MISSING, column], minlength=len(model.m[name])) + 0.5
        shares = (counts / counts.sum() - share * np.array(model.m[name])) / (1 - share)
        if name == "name":
            proposed = np.array(model.u[name]) * (1 - model.share) * pairs.total / every
            whole = np.arange(len(shares)) < _WHOLE_NAMES
            shares = np.where(whole & (counts < _SEEN), proposed, shares)
        u[name] = tuple(np.maximum(shares, _RAREST).tolist())
    return fit_spread(pairs, replace(model, u=u, share=share), every=every)


def fit_spread(pairs: Counted, model: Model, *, every: int) -> Model:
    """The model with the share of all pairs that are one person, of which the proposed ones have nearly all."""
    weights, share = weigh_levels(pairs.levels, model), model.share
    for _ in range(_ROUNDS):
        share = min(max(float(find_probability(weights, share) @ pairs.counts) / every, _RAREST), _LARGEST)
    return replace(model, share=share)


def _draw_prior(start: Model) -> Levels:
    """Pairs as the table of levels expects them, half of them one person."""
    rng = np.random.default_rng(_SEED)
    half = _PRIOR_PAIRS // 2
    columns = [
        np.concatenate([rng.choice(len(shares[name]), half, p=_whole(shares[name])) for shares in (start.m, start.u)])
        for name in load_levels()
    ]
    return np.stack(columns, axis=1).astype(np.int8)


def _whole(shares: tuple[float, ...]) -> npt.NDArray[np.float64]:
    return np.array(shares) / sum(shares)


def _is_sensible(model: Model) -> bool:
    """Whether the best level of each comparison speaks more for one person than its worst, and other names against.

    Where other names are usual in one person, it was the place and the day that were taken for a person.
    """
    if model.m["name"][-1] > _MOST_OTHER_NAMES:
        return False
    first = {name: model.m[name][0] / model.u[name][0] for name in model.m}
    last = {name: model.m[name][-1] / model.u[name][-1] for name in model.m}
    return all(first[name] >= last[name] for name in model.m if name != "list") and last["name"] < 1


def _fit_shares(levels: Levels) -> Model | None:
    """The model that Splink fits; None where it breaks off, since some level is found with one person alone.

    So it is with lists without errors, and with lists that have hardly a field in common.
    """
    from splink import DuckDBAPI, Linker

    with _open_memory() as connection:
        api = DuckDBAPI(connection)
        pairs = api.register(_pair_columns(levels), dataset_display_name="pairs")
        linker = Linker(pairs, _make_settings(), log_level=None)
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                _SAME_PAIR,
                estimate_without_term_frequencies=True,
                fix_u_probabilities=False,
                populate_probability_two_random_records_match_from_trained_values=True,
            )
        except ValueError:  # Splink takes no share below 1e-300
            return None
        return _read_model(linker.misc.save_model_to_json())


@contextmanager
def _open_memory() -> Iterator[Any]:
    """A database in memory that writes nothing to disk: what does not fit is an error. Splink's log is kept short."""
    import duckdb

    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    settings: dict[str, Any] = {
        "temp_directory": "",
        "memory_limit": _MEMORY,
        "threads": _THREADS,
        "max_temp_directory_size": "0GB",
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        yield connection
    finally:
        connection.close()
        logger.setLevel(before)


def _pair_columns(levels: Levels) -> Any:
    columns: dict[str, Any] = {"unique_id": np.arange(2 * len(levels)), "pair": np.repeat(np.arange(len(levels)), 2)}
    columns |= {name: np.repeat(levels[:, at], 2) for at, name in enumerate(load_levels())}
    return import_module("pyarrow").table(columns)


def _make_settings() -> Any:
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_make_comparison(name) for name in load_levels()],
        blocking_rules_to_generate_predictions=[{"blocking_rule": _SAME_PAIR}],
        probability_two_random_records_match=starting_model().share,
        em_convergence=_CONVERGED,
        max_iterations=_ROUNDS,
        retain_matching_columns=False,
    )


def _make_comparison(name: Comparison) -> dict[str, Any]:
    """A comparison in Splink's terms: the level is already known, as a number on the left."""
    missing = {"sql_condition": f'"{name}_l" = {MISSING}', "label_for_charts": "missing", "is_null_level": True}
    levels = [
        {
            "sql_condition": f'"{name}_l" = {code}',
            "label_for_charts": level.level,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        for code, level in enumerate(load_levels()[name])
    ]
    levels[-1]["sql_condition"] = "ELSE"
    return {"output_column_name": name, "comparison_levels": [missing, *levels]}


def _read_model(saved: Mapping[str, Any]) -> Model:
    shares = {
        kind: {
            entry["output_column_name"]: tuple(
                max(float(level.get(f"{kind}_probability") or 0), _SMALLEST)
                for level in entry["comparison_levels"]
                if not level.get("is_null_level")
            )
            for entry in saved["comparisons"]
        }
        for kind in ("m", "u")
    }
    return Model(shares["m"], shares["u"], float(saved["probability_two_random_records_match"]), is_fitted=True)
