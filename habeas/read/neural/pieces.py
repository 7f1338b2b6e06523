"""A text in word pieces, each with its characters and how its word is written."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from tokenizers import Tokenizer, normalizers

from habeas.exc import TableError

CASES = ("lower", "capital", "upper", "number", "mark")
"""How a word is written: the encoder's words are in lower case, so it is told."""


# Text without an accent, a control character or another script: of that lower case is all there is to do.
_PLAIN = re.compile(r"[ -~\n‘’“”–—…]*+")
_LOWER = normalizers.Lowercase()


@dataclass(frozen=True, slots=True)
class PiecedText:
    """Word pieces of a text: their ids, characters `starts` to `ends` (code points), the word each is of, its case."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    words: list[int]
    cases: list[int]


class Pieces:
    """The tokenizer of a model."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._normalizer = tokenizer.normalizer
        tokenizer.no_truncation()
        tokenizer.no_padding()

    def split(self, text: str, start: int = 0, end: int | None = None) -> PiecedText:
        """The pieces of a text, or of a part of it, without marks of beginning and end; positions are the text's."""
        part = text[start:end]
        # The tokenizer's own looks at each character for what plain text has none of, a quarter of all its work.
        self._tokenizer.normalizer = _LOWER if _PLAIN.fullmatch(part) else self._normalizer
        coded = self._tokenizer.encode(part, add_special_tokens=False)
        offsets = coded.offsets
        starts = [start + first for first, _ in offsets]
        ends = [start + last for _, last in offsets]
        words = [word if word is not None else -1 for word in coded.word_ids]
        return PiecedText(coded.ids, starts, ends, words, _cases(text, starts, ends, words))


def open_pieces(path: Path) -> Pieces:
    """The tokenizer in a `tokenizer.json`; raises TableError naming the file that is missing or broken."""
    try:
        content = path.read_text(encoding="utf-8")
        json.loads(content)  # the tokenizer's own errors have no class to be told by
    except (OSError, ValueError) as error:
        raise TableError(f"{path}: cannot be read as a tokenizer: {error}") from error
    return Pieces(Tokenizer.from_str(content))


def _cases(text: str, starts: list[int], ends: list[int], words: list[int]) -> list[int]:
    """The case of the word that each piece is of."""
    edges = [0, *(index for index, (before, word) in enumerate(pairwise(words), 1) if before != word), len(words)]
    cases: list[int] = []
    for first, last in pairwise(edges if words else ()):
        cases += [_case(text[starts[first] : ends[last - 1]])] * (last - first)
    return cases


@lru_cache(20_000)
def _case(word: str) -> int:
    if word[:1].isdigit():
        return 3
    if not word[:1].isalpha():
        return 4
    if word.islower():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
