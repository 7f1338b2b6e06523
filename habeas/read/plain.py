"""A text as a person sees it: without characters that show nothing, each letter one character with its accents.

Web pages hold soft hyphens and zero-width spaces within words, files from some systems hold letters and their accents
apart, and neither is seen; matching looks through both. The text itself is never changed: each stretch of the plain
text knows the stretch of the text as it stands, which begins and ends with characters that show.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Control and format characters (zero-width, direction, soft hyphen), fillers, variation selectors, tags.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Accents that belong to no one script; the vowel marks of others are letters of their own.
_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_ANY = re.compile(f"[{_UNSEEN}{_MARKS}]")
_CLUSTER = re.compile(f"[{_UNSEEN}]+|(?P<letter>\\w)(?P<marks>[{_UNSEEN}{_MARKS}]*[{_MARKS}])")
_COMPOSED = 8  # marks of a letter that are looked at: no alphabet has more


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` as it is seen, made from `raw`.

    `keys` are twice the positions in `text` at which characters are missing, in order, and one more where they precede
    the next character instead of belonging to the one before; `missing` counts all that are missing up to each.
    """

    text: str
    raw: str
    keys: "array[int]"
    missing: "array[int]"

    def stand(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` stand in `raw`: from the first that shows to the last with its accents."""
        first = start + self._count(2 * start + 1)
        return first, max(first, end + self._count(2 * end))

    def _count(self, key: int) -> int:
        position = bisect_right(self.keys, key)
        return self.missing[position - 1] if position else 0


def look_through(raw: str) -> PlainText | None:
    """The text as it is seen; None where that is the text as it stands."""
    if _ANY.search(raw) is None:
        return None
    keys, missing = array("q"), array("q")
    parts: list[str] = []
    position = gone = 0
    for start, end, seen in _find_clusters(raw):
        parts += (raw[position:start], seen)
        keys.append(2 * (start - gone + len(seen)) + (not seen))
        gone += end - start - len(seen)
        missing.append(gone)
        position = end
    return PlainText("".join((*parts, raw[position:])), raw, keys, missing)


def _find_clusters(raw: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each stretch that is seen otherwise than it stands, with the letter or nothing that is seen."""
    for found in _CLUSTER.finditer(raw):
        letter = found["letter"]
        if letter is None:
            yield found.start(), found.end(), ""
        else:
            yield found.start(), found.end(), unicodedata.normalize("NFC", letter + found["marks"][:_COMPOSED])[0]
