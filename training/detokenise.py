"""Running text from the separate words of a corpus, and where each word then stands."""

import re
from collections.abc import Sequence

from training.example import Stretch

_LEANS_LEFT = re.compile(r"[,.;:!?)\]}%”…]+|(?:n['’]t|['’](?:s|re|ve|ll|d|m|t))", re.IGNORECASE)
_LEANS_RIGHT = frozenset("([{“‘$£€")
_ENDINGS = frozenset({"s", "re", "ve", "ll", "d", "m", "t"})
_APOSTROPHES = frozenset("'’´")
_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def detokenise(words: Sequence[str], joining: str = "") -> tuple[str, list[Stretch]]:
    """The words as they would be printed, and the stretch of each.

    Marks in `joining` (the hyphen of a corpus that writes "pro - government") stand without spaces. Quotation marks
    open and close by turns. The second half of a mark given as two words (` `) has an empty stretch.
    """
    written = _write_quotations([_WRITTEN.get(word, word) for word in words])
    text, stretches, leaning, is_open = "", list[Stretch](), True, False
    for index, word in enumerate(written):
        opens = word == '"' and not is_open
        is_open = opens or (is_open and word != '"')
        closes = word == '"' and not opens
        if not (leaning or closes or not word or _leans_left(written, index, joining)):
            text += " "
        stretches.append((len(text), len(text) + len(word)))
        text += word
        leaning = opens or _leans_right(written, index, joining) or (leaning and not word)
    return text, stretches


def _write_quotations(words: Sequence[str]) -> list[str]:
    """The words with a quotation mark given as two words in the first of them."""
    written = list(words)
    for index in range(len(written) - 1):
        if written[index] in {"`", "'"} and written[index + 1] == written[index]:
            written[index : index + 2] = ['"', ""]
    return written


def _leans_left(words: Sequence[str], index: int, joining: str) -> bool:
    """Whether no space stands before the word."""
    if _LEANS_LEFT.fullmatch(words[index]) or words[index] in set(joining):
        return True
    return _is_apostrophe(words, index) or _is_negation(words, index)


def _leans_right(words: Sequence[str], index: int, joining: str) -> bool:
    """Whether no space stands after the word."""
    return words[index] in _LEANS_RIGHT or (words[index] in set(joining) and index > 0) or _is_apostrophe(words, index)


def _is_negation(words: Sequence[str], index: int) -> bool:
    """Whether the word is the n of a "n ' t" given as three words."""
    following = words[index + 1 : index + 3]
    return words[index] == "n" and len(following) == 2 and following[0] in _APOSTROPHES and following[1] == "t"


def _is_apostrophe(words: Sequence[str], index: int) -> bool:
    following = words[index + 1] if index + 1 < len(words) else ""
    return words[index] in _APOSTROPHES and following.casefold() in _ENDINGS


def join_clitics(text: str) -> str:
    """The text with "do n't" and "Okun 's" written together."""
    return re.sub(r" (n['’]t|['’](?:s|re|ve|ll|d|m))\b", r"\1", text, flags=re.IGNORECASE)


def align(words: Sequence[str], text: str) -> list[Stretch]:
    """Where each word stands in the text that the words were taken from.

    A word that the text lacks has an empty stretch; of one that the text's end cuts off, the part that is there counts.
    """
    stretches: list[Stretch] = []
    position = 0
    for word in words:
        start = text.find(word, position)
        rest = text[position:].lstrip()
        if start >= 0 and not any(map(str.isalnum, text[position:start])):
            position = start + len(word)
        elif rest and word.startswith(rest):
            start, position = len(text) - len(rest), len(text)
        else:
            start = position
        stretches.append((start, position))
    return stretches


def cover(stretches: Sequence[Stretch]) -> Stretch:
    """From the first to the last of the stretches that are not empty; raises ValueError where all are."""
    filled = [stretch for stretch in stretches if stretch[0] < stretch[1]]
    if not filled:
        raise ValueError(f"expected a word with characters, not the stretches {list(stretches)}")
    return filled[0][0], filled[-1][1]
