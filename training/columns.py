"""Corpora that write a word a line: their sentences, and the words that their labels join."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.exc import InputError
from training.example import Stretch


@dataclass(frozen=True, slots=True)
class Sentence:
    """The columns of each word, and what the comment lines before say ("text", "newdoc id"); `line` is the first."""

    line: int
    comments: dict[str, str]
    rows: tuple[tuple[str, ...], ...]


def read_sentences(path: Path, separator: str, width: int) -> Iterator[Sentence]:
    """The sentences of a file, ended by empty lines; raises InputError at a line of fewer columns than `width`."""
    begin, comments, rows = 1, dict[str, str](), list[tuple[str, ...]]()
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate([*lines, "\n"], start=1):
            written = line.rstrip("\r\n")
            if not written.strip():
                if rows:
                    yield Sentence(begin, comments, tuple(rows))
                begin, comments, rows = number + 1, {}, []
            elif written.startswith("# ") and not rows:
                name, _, value = written[2:].partition("=")
                comments[name.strip()] = value.strip()
            else:
                rows.append(_split(path, number, written.split(separator), width))


def _split(path: Path, number: int, columns: Sequence[str], width: int) -> tuple[str, ...]:
    if len(columns) < width:
        raise InputError(str(path), f"expected {width} columns, not {len(columns)}: {columns}", number)
    return tuple(columns)


def join_tags(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """First word, word after the last, and label of each span of IOB tags; an I- after another label begins one."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        place, _, label = tag.partition("-")
        if place == "I" and found and found[-1][1:] == (index, label):
            found[-1] = found[-1][0], index + 1, label
        elif place in {"B", "I"}:
            found.append((index, index + 1, label))
    return found


def shift(stretch: Stretch, by: int) -> Stretch:
    """The stretch so many characters further on."""
    return stretch[0] + by, stretch[1] + by
