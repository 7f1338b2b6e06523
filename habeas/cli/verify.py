"""`habeas verify`: prove that nothing in a store or an edition was changed."""

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import StoreFolder
from habeas.exc import TamperError

Folder = Annotated[
    Path | None, typer.Argument(help="An edition, or a store.", show_default="the store", exists=True, file_okay=False)
]
Head = Annotated[
    str | None, typer.Option("--head", help="Of a store: a hash printed by an earlier verify; it must still be there.")
]
PublicKey = Annotated[
    str | None, typer.Option("--public-key", help="Of an edition: the public key that must have signed it.")
]
Previous = Annotated[Path | None, typer.Option("--previous", help="Of an edition: the folder of the edition before.")]

_MOST = 50  # faults printed of an edition


def verify_folder(
    folder: Folder = None,
    *,
    store: StoreFolder = None,
    head: Head = None,
    public_key: PublicKey = None,
    previous: Previous = None,
) -> None:
    """Check a store against its ledger and archive, or an edition against its signature, its claims and itself.

    Of a store it names the first row that was changed; write the hash it prints down somewhere else: with --head, rows
    cut off the end are found too. Of an edition it works every published number out again from the claims in it, and
    names what does not hold; without --public-key it cannot know who signed it.
    Example: habeas verify edition-1 --public-key KEY
    """
    if folder is not None and _is_edition(folder):
        _refuse({"--head": head}, f"{folder} is an edition")
        _verify_edition(folder, public_key, previous)
    else:
        _refuse({"--public-key": public_key, "--previous": previous}, "a store is checked, which nobody signs")
        _verify_store(folder or store, head)


def _refuse(options: dict[str, str | Path | None], reason: str) -> None:
    """Raise BadParameter for an option that would not be heeded: what it asks for would pass for checked."""
    for option, value in options.items():
        if value is not None:
            raise typer.BadParameter(f"{option} {str(value)!r}: {reason}")


def _is_edition(folder: Path) -> bool:
    from habeas.publish.verify import is_edition

    return is_edition(folder)


def _verify_edition(folder: Path, public_key: str | None, previous: Path | None) -> None:
    from habeas.cli.printable import printable
    from habeas.pipeline.publishing import check_edition

    found = check_edition(folder, public_key=public_key, previous=previous)
    for fault in found.faults[:_MOST]:
        typer.echo(printable(fault), err=True)
    if found.faults:
        raise TamperError(f"{folder}: this edition does not hold; faults: {len(found.faults):,}")
    typer.echo(f"{found}\n{'as expected' if public_key else 'compare it with the one that the desk tells you'}")


def _verify_store(store: Path | None, head: str | None) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from habeas import pipeline

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("checking", total=None)
        found = pipeline.verify(
            store, head=head, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if found.fault is not None:
        raise TamperError(f"not as it was recorded: {found.fault} ({found.rows:,} rows before it are sound)")
    typer.echo(f"{found.rows:,} rows agree with the ledger and the archive\nhead {found.head}")
