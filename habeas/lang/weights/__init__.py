"""Weights of signs by decision and outcome: one JSON file a language, made by `training/weigh_signs.py`.

JSON and not YAML, since nobody writes it by hand and it is read ten times faster.
"""

from functools import cache
from importlib import resources

from pydantic import ValidationError

from habeas.exc import TableError
from habeas.lang.table import Table

Outcome = dict[str, float]


class Weights(Table):
    """For each decision and outcome, how much each sign speaks for it (log odds, as in a logistic regression)."""

    language: str
    version: int
    decisions: dict[str, dict[str, Outcome]]


@cache
def load_weights(code: str) -> Weights:
    """The weights of one language; raises TableError naming the file and what does not fit."""
    file = resources.files("habeas.lang.weights") / f"{code}.json"
    try:
        return Weights.model_validate_json(file.read_bytes())
    except FileNotFoundError as error:
        raise TableError(f"language {code!r} has no weights: expected lang/weights/{code}.json") from error
    except ValidationError as error:
        raise TableError(f"lang/weights/{code}.json: {error}") from error
