"""How well names of one person are told from names of two, beside two comparisons that others use, on labelled pairs.

The pairs are split in half by their own words. Each comparison's threshold is the best on the first half; the second
half, at that threshold, says how well it does on pairs nobody looked at.
"""

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from habeas.exc import InputError
from habeas.linkage.compare_name import compare_name_pairs
from habeas.linkage.name import parse_name

_COLUMNS = ("schema", "name1", "name2", "is_match")
_VERDICTS = {"true": True, "false": False}
_STEPS = 200
_LETTERS = "jellyfish Jaro-Winkler"
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names and whether they are one person's."""

    one: str
    other: str
    is_match: bool

    @property
    def is_development(self) -> bool:
        """Which half the pair is in, by a hash of its words."""
        return hashlib.sha256(f"{self.one}|{self.other}".encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class NameScores:
    """One comparison: its threshold, precision, recall and F1 on the half it was set on, on the other, and on all."""

    method: str
    threshold: float
    development: tuple[float, float, float]
    unseen: tuple[float, float, float]
    whole: tuple[float, float, float]


def read_name_pairs(file: Path) -> list[NamePair]:
    """The pairs of persons of a file with the columns schema, name1, name2 and is_match.

    Raises InputError naming the file, and the line where there is one.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            pairs = _read_rows(file, csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(str(file), f"cannot be read ({error})") from error
    if not pairs:
        raise InputError(str(file), "holds no pair whose schema is Person")
    return pairs


def evaluate_names(pairs: Sequence[NamePair]) -> list[NameScores]:
    """The scores of our comparison, of rapidfuzz's token_set_ratio and of Jaro-Winkler, in that order.

    The last is left out where jellyfish is not installed, which only measuring needs.
    """
    methods = {method: compare for method, compare in _METHODS.items() if method != _LETTERS or find_spec("jellyfish")}
    return [_score(method, compare(pairs), pairs) for method, compare in methods.items()]


def name_rows(scores: Sequence[NameScores]) -> list[tuple[str, ...]]:
    """The table of scores."""
    heading = ("persons", "threshold", "F1 of the half it was set on", "F1 of the unseen half", "P", "R", "F1 of all")
    return [heading, *(_row(one) for one in scores)]


def _read_rows(file: Path, rows: "csv.DictReader[str]") -> list[NamePair]:
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(str(file), f"has no column {missing[0]!r}, expected {', '.join(_COLUMNS)}")
    return [_read_pair(file, row, rows.line_num) for row in rows if row["schema"] == "Person"]


def _read_pair(file: Path, row: dict[str, str], line: int) -> NamePair:
    if not row["name1"] or not row["name2"] or row["is_match"] not in _VERDICTS:
        expected = "expected two names and whether they match (true or false)"
        raise InputError(str(file), f"{expected}, not {row['name1']!r}, {row['name2']!r}, {row['is_match']!r}", line)
    return NamePair(row["name1"], row["name2"], _VERDICTS[row["is_match"]])


def _row(one: NameScores) -> tuple[str, ...]:
    figures = (one.development[2], one.unseen[2], one.unseen[0], one.unseen[1], one.whole[2])
    return (one.method, f"{one.threshold:.3f}", *(f"{figure:.3f}" for figure in figures))


def _score(method: str, scores: Scores, pairs: Sequence[NamePair]) -> NameScores:
    truth = np.array([pair.is_match for pair in pairs])
    first = np.array([pair.is_development for pair in pairs])
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    threshold = max(steps, key=lambda step: (_measure(scores[first] >= step, truth[first])[2], -step))
    found = scores >= threshold
    parts = (_measure(found[part], truth[part]) for part in (first, ~first, np.ones_like(first)))
    return NameScores(method, threshold, *parts)


def _measure(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    right = int((found & truth).sum())
    precision, recall = right / max(int(found.sum()), 1), right / max(int(truth.sum()), 1)
    return precision, recall, 2 * right / max(int(found.sum() + truth.sum()), 1)


def _compare_ours(pairs: Sequence[NamePair]) -> Scores:
    return compare_name_pairs([(parse_name(pair.one), parse_name(pair.other)) for pair in pairs])


def _compare_tokens(pairs: Sequence[NamePair]) -> Scores:
    from rapidfuzz import fuzz

    return np.array([fuzz.token_set_ratio(pair.one.casefold(), pair.other.casefold()) / 100 for pair in pairs])


def _compare_letters(pairs: Sequence[NamePair]) -> Scores:
    from jellyfish import jaro_winkler_similarity

    return np.array([jaro_winkler_similarity(pair.one.casefold(), pair.other.casefold()) for pair in pairs])


_METHODS: dict[str, Callable[[Sequence[NamePair]], Scores]] = {
    "habeas": _compare_ours,
    "rapidfuzz token_set_ratio": _compare_tokens,
    _LETTERS: _compare_letters,
}
