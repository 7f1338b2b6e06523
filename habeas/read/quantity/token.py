"""A text as words, numerals and marks, in lower case, each with its place."""

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,٬٫，．]\d+)*|(?:[uU][sSſ]|[aA])\$|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_FOREIGN_MARKS = str.maketrans({"٬": ",", "٫": ".", "，": ",", "．": "."})  # separators that are not ASCII
HYPHENS = frozenset("-‐‑–—")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; `words` are in lower case, digits of any script are ASCII there."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The word at an index, "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Whether the token at an index stands directly after the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def matches(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Whether a phrase stands at an index."""
        return index >= 0 and self.words[index : index + len(phrase)] == list(phrase)

    def is_hyphen(self, index: int) -> bool:
        """Whether the token at an index is a hyphen within a word."""
        return self.word(index) in HYPHENS and self.touches(index) and self.touches(index + 1)

    def after(self, index: int) -> int:
        """The index of the next word of a compound: the one after a hyphen, else the index itself."""
        return index + 1 if self.is_hyphen(index) else index


def tokenize(text: str) -> Tokens:
    """The tokens of a text."""
    found = list(_TOKEN.finditer(text))
    words = [word.lower() if word.isascii() else _normalise(word) for word in (match[0] for match in found)]
    return Tokens(text, words, [match.start() for match in found], [match.end() for match in found])


def _normalise(word: str) -> str:
    if not word[0].isdecimal():
        return word.lower()
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in word)
    return digits.translate(_FOREIGN_MARKS)
