"""Reports to claims and statements. A reader is one entry of `READERS`; every claim names the reader that made it."""

from collections.abc import Callable
from typing import Protocol

from habeas.exc import TableError
from habeas.gazetteer import Gazetteer
from habeas.lang.language import Language
from habeas.model import Reading, Report
from habeas.read.reader import open_tables


class Reader(Protocol):
    """What turns a report into a reading; `method` is its name and version."""

    @property
    def method(self) -> str:
        """The name and version that every claim of this reader bears."""

    def read(self, report: Report) -> Reading:
        """The claims and statements of one report."""


READERS: dict[str, Callable[[Language, Gazetteer], Reader]] = {"tables": open_tables}


def open_reader(name: str, language: Language, gazetteer: Gazetteer) -> Reader:
    """The reader of that name; raises TableError naming those there are."""
    if name not in READERS:
        raise TableError(f"reader {name!r} is unknown; there are {', '.join(READERS)}")
    return READERS[name](language, gazetteer)


__all__ = ["READERS", "Reader", "open_reader"]
