"""Options that several commands share."""

import signal
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


Paths = Annotated[
    list[str],
    typer.Argument(help="Files (.txt .md .html .jsonl .jsonl.gz .json .csv), folders, or - for standard input."),
]
StoreFolder = Annotated[
    Path | None,
    typer.Option("--store", help="Folder of the store.  [env var: HABEAS_STORE]", show_default="your data folder"),
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


def end_with_pipe() -> None:
    """Let a closed pipe (`| head`) end a command that only prints, as it ends every other Unix program."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
