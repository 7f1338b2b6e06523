"""`habeas vault`: the sealed names and the key that opens them."""

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import StoreFolder

app = typer.Typer(
    help="The vault: sealed names, and the key that opens them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

KeyKindName = Annotated[
    str, typer.Option("--key", help="Where the key is kept: keyring (of the system), file, or passphrase (asked for).")
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="New file for the key, outside the store.", show_default="your settings folder"),
]


@app.command("init")
def init_vault(key: KeyKindName = "keyring", key_file: KeyFile = None, *, store: StoreFolder = None) -> None:
    """Make the vault of a store: names are sealed in it, and only its key opens them. Without the key they are lost.

    Example: habeas vault init --key passphrase
    """
    from habeas.cli.key_access import describe_key, reach_key, read_choice
    from habeas.pipeline import sealing

    about = sealing.init_vault(read_choice(key, key_file), reach_key(), store)
    typer.echo(f"vault {about.id} made; its key is {describe_key(about)}")
    typer.echo("keep a copy of the key apart from the store: without it nobody can open what is sealed")


@app.command("check")
def check_vault(store: StoreFolder = None) -> None:
    """Open everything in the vault once, and compare it with the store; exit code 10 where something does not open.

    Keys that a rotation left which was broken off are removed.
    """
    from habeas.cli.key_access import describe_key, reach_key
    from habeas.cli.printable import printable
    from habeas.cli.render import count
    from habeas.exc import VaultError
    from habeas.pipeline import sealing

    found = sealing.check_vault(reach_key(), store)
    typer.echo(f"vault {found.about.id}, its key is {describe_key(found.about)}")
    typer.echo(f"{found.sealed:,} sealed, {found.shredded:,} shredded")
    if found.waiting:
        typer.echo(f"{found.waiting:,} sealed but not recorded: an import was broken off; run it again")
    if found.spares:
        typer.echo(f"a rotation was broken off; {count(len(found.spares) - len(found.kept), 'key')} it left removed")
    for reason in found.kept:
        typer.echo(printable(f"not removed: {reason}"))
    for damaged in found.damaged:
        typer.echo(f"does not open: {damaged}")
    for changed in found.changed:
        typer.echo(f"opens, but is not found by name, not known again or passes for shredded: {changed}")
    if found.strays:
        typer.echo(f"in the index of names, but of no row: {found.strays:,}")
    for record in found.missing:
        typer.echo(f"not in the vault: {record}")
    if not found.is_sound:
        raise typer.Exit(VaultError.exit_code)


@app.command("rotate")
def rotate_key(key: KeyKindName, key_file: KeyFile = None, *, store: StoreFolder = None) -> None:
    """Give the vault a new key; the old one opens nothing in it any more and is removed from where it was kept.

    A passphrase is asked for twice more; the old key is needed. Broken off, the old key or the new one is in force:
    the same command again goes on.
    Example: habeas vault rotate --key file --key-file /media/stick/habeas.key
    """
    from habeas.cli.key_access import describe_key, reach_key, read_choice
    from habeas.cli.render import count
    from habeas.pipeline import sealing
    from habeas.settings import read_settings

    done = sealing.change_key(read_choice(key, key_file), reach_key(), store)
    about = done.about
    typer.echo(f"{count(done.wrapped, 'sealed row')} under a new key, which is {describe_key(about)}")
    if done.unopened:
        typer.echo(
            f"{count(done.unopened, 'sealed row')} did not open with the key before either, and `habeas vault check` "
            "names them: a copy of the vault that still has them opens only with a copy of that key",
            err=True,
        )
    moved = read_settings().vault_key_file
    if about.kind == "file" and moved is not None:
        typer.echo(f"HABEAS_VAULT_KEY_FILE still names {moved}: set it to the new file, or leave it out")
