"""Options that several commands share."""

import signal
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"


class RecordFormat(StrEnum):
    """How a stream of records is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def read_folder(text: str) -> Path:
    """The folder named; raises BadParameter for an empty name, which a system takes for the folder one is in."""
    if not text.strip():
        raise typer.BadParameter("is empty; expected a folder")
    return Path(text)


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .md .html .jsonl .jsonl.gz .json .csv .parquet), folders, or - for standard input."
    ),
]
StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="Folder of the store.  [env var: HABEAS_STORE]",
        parser=read_folder,
        metavar="<path>",
        show_default="your data folder",
    ),
]
PublicationDate = Annotated[
    str | None,
    typer.Option("--date", help="Publication date (YYYY-MM-DD) of reports that carry none of their own."),
]
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", help="Publisher of reports that name none."),
]
ReaderName = Annotated[
    str | None,
    typer.Option(
        "--reader", help="What finds the mentions: neural or tables.", show_default="the best there is for the language"
    ),
]
MappingName = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        help="The files are tables of figures (.csv .jsonl .parquet), and this .yml file says what their columns mean; "
        "a shipped one by its name.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options that say what the files are and how they are read."""

    date: PublicationDate = None
    publisher: Publisher = None
    reader: ReaderName = None
    mapping: MappingName = None


def end_with_pipe() -> None:
    """Let a closed pipe (`| head`) end a command that only prints, as it ends every other Unix program."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
