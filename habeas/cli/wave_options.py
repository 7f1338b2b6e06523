"""The options of `habeas evaluate waves`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import ReaderName


@dataclass(frozen=True, slots=True)
class WaveOptions:
    """Which invented waves to draw, and what to do with them."""

    waves: Annotated[int, typer.Option("--waves", min=1, help="How many waves to draw.")] = 100
    seed: Annotated[int, typer.Option("--seed", min=0, help="The seed of the first wave; the next ones follow.")] = 0
    dishonest: Annotated[
        float, typer.Option("--dishonest", min=0, max=1, help="Share of voices whose numbers are wrong.")
    ] = 0.0
    abroad: Annotated[
        float, typer.Option("--abroad", min=0, max=1, help="Share of papers that print by another country's clock.")
    ] = 0.15
    texts: Annotated[
        Path | None, typer.Option("--texts", help="Count nothing; write reports and truth into this folder.")
    ] = None
    is_read: Annotated[
        bool, typer.Option("--read", help="Write, read and store the reports, and count what was read in them.")
    ] = False
    reader: ReaderName = None
    country: Annotated[
        str | None,
        typer.Option("--country", help="Let them happen in this country (two letters), not in invented ones."),
    ] = None
