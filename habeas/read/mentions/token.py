"""Words of a passage, with where they stand."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# Initials ("U.S.") and abbreviations before names, numbers, the possessive 's apart, words with inner hyphens and
# apostrophes, and single marks.
_TOKEN = re.compile(
    r"[a-z]++(?![\w'’.‐‑-])"  # most words, the quickest way
    r"|(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Sen|Rep|Gov|Jr|Sr|No)\."
    r"|\d+(?:[.,:]\d+)*%?(?:-\w+)*"
    r"|['’]s\b"
    r"|(?=\w++['’]t\b)[^\W\d_]+n['’]t\b"
    r"|\w+(?:(?:[-‐‑]|['’](?!s\b)|\.(?=\w))\w+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a stretch of text: token i is `words[i]`, in lower case `lower[i]`, at `starts[i]` to `ends[i]`."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The first token and the one after the last of those that touch the characters `start` to `end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def split_tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text` between two positions; positions are those of the whole text."""
    found = list(_TOKEN.finditer(text, start, end))
    words = tuple(match.group() for match in found)
    return Tokens(
        text=text,
        words=words,
        lower=tuple(word.lower().replace("’", "'") for word in words),
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
    )
