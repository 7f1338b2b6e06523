"""`habeas people`: rows of lists of detained people; who they are stays in the vault."""

import typer

app = typer.Typer(
    help="Lists of detained people: who they are stays sealed in the vault, the rest is counted.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
