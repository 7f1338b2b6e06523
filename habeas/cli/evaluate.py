"""`habeas evaluate`: how well the parts do on public corpora, measured where the user can see it."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measure a part of habeas on a public corpus.", no_args_is_help=True, rich_markup_mode=None)

Corpus = Annotated[Path, typer.Argument(help="Folder of the corpus.", exists=True, file_okay=False)]
