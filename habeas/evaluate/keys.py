"""How many words spelt in two scripts are found under a common key, and how many pairs of words share one in all.

Linkage compares only what shares keys: what is not found there is lost, and what is kept needlessly costs time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from habeas.exc import InputError
from habeas.linkage.name import list_word_keys, parse_name

_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class KeyScores:
    """Of one file: how many pairs of spellings, how many are found under a common key, and how many pairs of any kept.

    `kept` counts every word of the one script with every word of the other, so that there are `pairs` squared.
    """

    file: str
    pairs: int
    found: int
    kept: int

    @property
    def recall(self) -> float:
        """The share of pairs found."""
        return self.found / self.pairs

    @property
    def share(self) -> float:
        """The share of all pairs that is kept."""
        return self.kept / self.pairs**2


def read_spellings(file: Path) -> list[tuple[str, str]]:
    """The spellings of one word in two scripts, a line each; raises InputError naming the line that is none.

    The columns are parted by tabs: a word, the same in the other script (its letters may be parted by blanks), and
    anything else.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(file), f"cannot be read ({error})") from error
    found = [_read_line(file, line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise InputError(
            str(file), "holds no spellings, expected lines of a word, a tab and the word in another script"
        )
    return found


def evaluate_keys(file: Path) -> KeyScores:
    """The scores of a file of spellings."""
    spellings = read_spellings(file)
    under: dict[str, list[int]] = defaultdict(list)
    for number, (_, other) in enumerate(spellings):
        for key in _list_keys(other):
            under[key].append(number)
    blocks = {key: np.array(numbers) for key, numbers in under.items()}
    found = kept = 0
    for number, (one, _) in enumerate(spellings):
        sharing = [blocks[key] for key in _list_keys(one) if key in blocks]
        if sharing:
            words = np.unique(np.concatenate(sharing))
            kept += len(words)
            found += int(number in words)
    return KeyScores(file.name, len(spellings), found, kept)


def key_rows(scores: Sequence[KeyScores]) -> list[tuple[str, ...]]:
    """The table of scores, a line a file."""
    heading = ("spellings", "pairs", "found under a common key", "kept of all pairs")
    return [heading, *((one.file, f"{one.pairs:,}", f"{one.recall:.3f}", f"{one.share:.2%}") for one in scores)]


def _read_line(file: Path, line: str, number: int) -> tuple[str, str]:
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) < _FEWEST_COLUMNS or not columns[0] or not columns[1]:
        raise InputError(str(file), f"expected a word, a tab and the word in another script, not {line!r}", number)
    return columns[0], columns[1].replace(" ", "")


def _list_keys(text: str) -> frozenset[str]:
    return frozenset(key for word in parse_name(text).words for key in list_word_keys(word))
