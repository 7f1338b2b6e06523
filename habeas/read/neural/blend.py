"""How much the model's word counts beside the tables': a few numbers learned from texts neither had learned from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from habeas.exc import TableError
from habeas.lang.table import Table

_BOTH = ("constant", "tables", "model")
DECISIONS: dict[str, tuple[str, ...]] = {
    "people": ("margin",),
    "claim": _BOTH,
    "claim by model": ("constant", "model"),
    "speaker": _BOTH,
    "place": (*_BOTH, "unseen"),
    "when": (*_BOTH, "unseen"),
    "modality": _BOTH,
    "scope": _BOTH,
    "context": _BOTH,
    "undated": _BOTH,
}
"""The numbers of each decision: no more and no less."""


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of log odds by decision; `least` is the score from which a candidate is a claim.

    In articles, where less is certain, that is `least_of_articles` if there is one.
    """

    method: str
    least: float
    numbers: Mapping[str, Mapping[str, float]]
    least_of_articles: float | None = None

    def sum(self, decision: str, **values: float) -> float:
        """The weighted sum of some values, with the decision's constant."""
        weights = self.numbers[decision]
        return weights["constant"] + sum(weights[name] * value for name, value in values.items())


class _File(Table):
    method: str
    least: float
    numbers: dict[str, dict[str, float]]
    least_of_articles: float | None = None


def load_blend(path: Path) -> Blend:
    """The weights in a file; raises TableError naming the file and what does not fit."""
    try:
        file = _File.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise TableError(f"{path}: cannot be read as the weights of a model: {error}") from error
    faults = [*_compare("decisions", file.numbers, DECISIONS)]
    for decision, names in DECISIONS.items():
        faults += _compare(f"numbers of {decision!r}", file.numbers.get(decision, ()), names)
    if faults:
        raise TableError(f"{path}: {faults[0]}")
    return Blend(file.method, file.least, file.numbers, file.least_of_articles)


def _compare(what: str, found: Iterable[str], expected: Iterable[str]) -> Iterator[str]:
    """What is wrong with some names, in words; nothing where they are those expected."""
    if set(found) != set(expected):
        yield f"expected the {what} {', '.join(sorted(expected))}, not {', '.join(sorted(found)) or 'none'}"
