"""Reports to claims and statements. A reader is one entry of `READERS`; every claim names the reader that made it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from habeas.exc import TableError
from habeas.gazetteer import Gazetteer
from habeas.lang import load_language
from habeas.lang.language import Language, list_languages
from habeas.model import Reading, Report
from habeas.read.reader import open_tables, tables_method


class Reader(Protocol):
    """What turns a report into a reading; `method` is its name and version."""

    @property
    def method(self) -> str:
        """The name and version that every claim of this reader bears."""

    def read(self, report: Report) -> Reading:
        """The claims and statements of one report."""


@dataclass(frozen=True, slots=True)
class ReaderEntry:
    """How a reader is opened, and what can be said of it before that, by the code of a language.

    `find_lack` says what a language lacks for it, None where nothing is missing; `find_method` gives the reader's name
    and version.
    """

    open: Callable[[Language, Gazetteer], Reader]
    find_lack: Callable[[str], str | None]
    find_method: Callable[[str], str]


def _find_lacking_tables(language: str) -> str | None:
    return None if language in list_languages() else f"lang/{language}.yml is not there"


def _open_neural(language: Language, gazetteer: Gazetteer) -> Reader:
    from habeas.read.neural.reader import open_neural

    return open_neural(language, gazetteer)


def _find_lacking_model(language: str) -> str | None:
    from habeas.read.neural.folder import find_lack

    return find_lack(language)


def _find_neural_method(language: str) -> str:
    from habeas.read.neural.folder import model_method

    return model_method(language)


def _find_tables_method(language: str) -> str:
    return tables_method(load_language(language))


# The best first: the first that a language has is its default.
READERS: dict[str, ReaderEntry] = {
    "neural": ReaderEntry(_open_neural, _find_lacking_model, _find_neural_method),
    "tables": ReaderEntry(open_tables, _find_lacking_tables, _find_tables_method),
}


def available_readers(language: str) -> tuple[str, ...]:
    """The names of the readers that can read this language here, the best first."""
    return tuple(name for name, entry in READERS.items() if entry.find_lack(language) is None)


def default_reader(language: str) -> str:
    """The best reader there is for a language; raises TableError where there is none."""
    names = available_readers(language)
    if not names:
        raise TableError(f"no reader for language {language!r}; there are tables for {', '.join(list_languages())}")
    return names[0]


def reader_method(name: str | None, language: str) -> str:
    """The method of the reader of that name, by default the best, without opening it; raises TableError likewise."""
    return _choose(name, language).find_method(language)


def open_reader(name: str | None, language: Language, gazetteer: Gazetteer) -> Reader:
    """The reader of that name, by default the best; raises TableError naming those there are."""
    return _choose(name, language.code).open(language, gazetteer)


def _choose(name: str | None, language: str) -> ReaderEntry:
    chosen = default_reader(language) if name is None else name
    known = ", ".join(available_readers(language))
    if chosen not in READERS:
        raise TableError(f"reader {chosen!r} is unknown; there are {known}")
    lack = READERS[chosen].find_lack(language)
    if lack is not None:
        raise TableError(f"reader {chosen!r} cannot read language {language!r}: {lack}; there are {known}")
    return READERS[chosen]


__all__ = ["READERS", "Reader", "ReaderEntry", "available_readers", "default_reader", "open_reader", "reader_method"]
