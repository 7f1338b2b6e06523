"""Words in quotation marks.

A quotation never leaves its paragraph: a mark that nothing closes must not swallow the rest of a report.
"""

import re

Stretch = tuple[int, int]

# A line that ends without a full stop is wrapped: its paragraph goes on.
# Nothing is given back: what a long line could give back is kept in memory, a hundred bytes a character.
_PARAGRAPH = re.compile(r"\S(?:[^\n]++|(?<![.!?\"”'’:\]])\n(?!\s*\n))*+")
_MARK = re.compile(r"[\"“”„«»‟]|``|''")
_OPENING = frozenset({"“", "„", "«", "``", "‟"})
_CLOSING = frozenset({"”", "»"})
_SINGLE = re.compile(r"(?<![^\s(\[“\"—–-])['‘](?=[^\W\d_])([^\n'‘’]|['’](?=\w)){2,400}?[^\W_.,!?…]?[.,!?…]?['’](?!\w)")
_SENTENCE_END = frozenset(".!?…,")


def find_quotations(text: str) -> list[Stretch]:
    """Stretches in quotation marks, marks included, in order and without overlap; inner quotations are left out."""
    found = [
        stretch for line in _PARAGRAPH.finditer(text) for stretch in _quotations_in(text, line.start(), line.end())
    ]
    singles = [match.span() for match in _SINGLE.finditer(text)]
    inside = [single for single in singles if not any(start < single[1] and single[0] < end for start, end in found)]
    return sorted(found + inside) if inside else found


def _quotations_in(text: str, start: int, end: int) -> list[Stretch]:
    found: list[Stretch] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        side = _side(text, mark, is_open=opened is not None)
        if side == "open" and opened is None:
            opened = mark.start()
        elif side == "close" and opened is not None:
            if opened + len(mark[0]) < mark.start():
                found.append((opened, mark.end()))
            opened = None
        elif side == "close":
            begun = _unopened(text, mark, found, start)
            found.extend([(begun, mark.end())] if begun is not None else [])
    if opened is not None and _runs_on(text, opened, end):
        found.append((opened, end))
    return found


def _side(text: str, mark: re.Match[str], *, is_open: bool) -> str:
    """Whether a mark opens or closes; a straight one by the spaces around it, else by what is open."""
    if mark[0] in _OPENING:
        # German and Polish close with the mark that English opens with.
        return "close" if is_open and mark[0] == "“" and text[mark.end() : mark.end() + 1] in " ,.\n" else "open"
    if mark[0] in _CLOSING:
        return "close"
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if is_open:
        return "close"
    measures = before.isdigit() and not after.isalpha()
    return "none" if measures else "close" if _closes(before, after) else "open"


def _closes(before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and before not in "([{—–-:" and (not after or after.isspace())


def _unopened(text: str, mark: re.Match[str], found: list[Stretch], start: int) -> int | None:
    """Where a quotation began whose opening mark is missing: after the last one, or with the paragraph."""
    if found:
        last = found[-1][1]
        return last if not text[last : last + 2].strip(" ")[:1].isalpha() else None
    return start if text[: mark.start()].rstrip()[-1:] in _SENTENCE_END else None


def _runs_on(text: str, opened: int, end: int) -> bool:
    """Whether an unclosed quotation goes on in the next paragraph, which then opens with a mark again."""
    following = text[end : end + 4].strip()
    return end - opened > 1 and (not following or _MARK.match(following) is not None)
