"""`habeas vault`: the sealed names and the key that opens them."""

import typer

app = typer.Typer(
    help="The vault: sealed names, and the key that opens them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
