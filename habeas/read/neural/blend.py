"""How much the model's word counts beside the tables': a few numbers learned from texts neither had learned from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.exc import TableError


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of log odds by decision; `least` is the score from which a candidate is a claim."""

    method: str
    least: float
    numbers: Mapping[str, Mapping[str, float]]

    def sum(self, decision: str, **values: float) -> float:
        """The weighted sum of some values, with the decision's constant."""
        weights = self.numbers[decision]
        return weights["constant"] + sum(weights[name] * value for name, value in values.items())


def load_blend(path: Path) -> Blend:
    """The weights in a file; raises TableError naming the file and what does not fit."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Blend(content["method"], content["least"], content["numbers"])
    except (OSError, ValueError, KeyError) as error:
        raise TableError(f"{path}: cannot be read as the weights of a model ({error!r})") from error
