"""What is given to read, how, and what a format hands on before it becomes a report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.exc import InputError
from habeas.intake.dates import parse_published
from habeas.model import Block, Report
from habeas.ontology.mapping import Mapping

TEXT_LIMIT = 64 * 2**20  # bytes of one text read whole: the longest books are a twentieth of it
PAGE_LIMIT = 16 * 2**20  # bytes of one HTML page: its tree takes about thirty times as much memory
LINE_LIMIT = 16 * 2**20  # bytes of one line or row: a report of three million words


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What the user knows of the reports: fills what a report does not say itself, never overrides it.

    `format` is a kind of document ("jsonl") to take every document for, whatever its name. With a `mapping` every
    document is a table of figures, not of texts.
    """

    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    format: str | None = None
    mapping: Mapping | None = None

    def __post_init__(self) -> None:
        if self.date is not None:
            parse_published(self.date, "--date")


@dataclass(frozen=True, slots=True)
class Document:
    """One file to read: `path` as it is shown to the user, `kind` its format, `file` where its bytes are."""

    path: str
    kind: str
    file: Path


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one document, unpacked, in pieces to be read once; `sha256` is of the bytes as they lie on disk."""

    path: str
    sha256: str
    reader: str
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format found: `published` in the document's own words, `text` never changed from here on."""

    text: str
    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None
    title: str | None = None
    cites: tuple[str, ...] = ()
    external_id: str | None = None
    context: str | None = None
    blocks: tuple[Block, ...] | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name with its version, what gives a report or an error for each report in it, its extensions."""

    method: str
    read: Callable[[Content, IntakeOptions], Iterator[Report | InputError]]
    extensions: tuple[str, ...]
