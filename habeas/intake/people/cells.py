"""The cells of one row of a list of people: cleaned, and held to their limits."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.exc import QuestionError
from habeas.ontology.mapping import Said
from habeas.ontology.people_mapping import PeopleMapping

NAME_LIMIT = 300  # characters: the longest names of real people have about two hundred
WORDS_LIMIT = 2_000
CELL_LIMIT = 32_767  # what a cell of a spreadsheet can hold
LIST_LIMIT = 100

# Marks of direction and other signs that are not seen: copying carries them along. The joiners of Persian and of
# Indian scripts (U+200C, U+200D) are part of how a name is written and stay.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
_UNSHOWN = ("Cc", "Cs", "Zl", "Zp")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def check_list_name(name: str) -> str:
    """The name of a list; raises QuestionError for a blank one, over 100 characters, or with signs that are not seen.

    Lists are told apart by their names on screens and in editions.
    """
    is_seen = all(ord(sign) not in _UNSEEN and unicodedata.category(sign) not in _UNSHOWN for sign in name)
    if name.strip() == name and 0 < len(name) <= LIST_LIMIT and is_seen:
        return name
    raise QuestionError(
        f"the name of the list: expected 1 to {LIST_LIMIT} characters on one line, without a blank at an end or signs "
        "that are not seen"
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row by column, the mapping that explains them, and what is found wrong, by column."""

    values: Mapping[str, str]
    mapping: PeopleMapping
    faults: dict[str, str] = field(default_factory=dict)


def find_cell_faults(cells: Cells) -> None:
    """Notes cells that are over the limit of any cell, or hold what is no text."""
    for column, value in cells.values.items():
        if len(value) > CELL_LIMIT:
            cells.faults[column] = f"over {CELL_LIMIT:,} characters"
        elif not value.isprintable() and _CONTROL.search(value):
            cells.faults[column] = "holds control characters, expected text"


def take_words(cells: Cells, column: str | None, limit: int = WORDS_LIMIT) -> str | None:
    """The words of a column in one line, None where there is none or the cell is blank."""
    if column is None or column in cells.faults:
        return None
    words = " ".join(cells.values[column].translate(_UNSEEN).split())
    if words.casefold() in cells.mapping.blanks:
        return None
    if len(words) > limit:
        cells.faults[column] = f"over {limit:,} characters"
        return None
    return words


def take_name(cells: Cells, column: str | None) -> str | None:
    """A name as written: at most 300 characters, and at least one letter."""
    words = take_words(cells, column, NAME_LIMIT)
    if words is None or column is None or any(unicodedata.category(sign)[0] == "L" for sign in words):
        return words
    cells.faults[column] = "expected a name, and there is no letter in it"
    return None


def take_note(cells: Cells, column: str | None) -> str | None:
    """A text of several lines, at most as long as a cell can be."""
    if take_words(cells, column, CELL_LIMIT) is None or column is None:
        return None
    return cells.values[column].strip()


def take_said(cells: Cells, said: Said | None) -> str | None:
    """Words of a column (the first part before a separator), or the same for every row."""
    if said is None:
        return None
    if said.column is None:
        return said.words
    words = take_words(cells, said.column)
    if words is None or said.separator is None:
        return words
    return next((part.strip() for part in words.split(said.separator) if part.strip()), None)
