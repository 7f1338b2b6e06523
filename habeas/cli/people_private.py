"""`habeas people secret`, `encode`, `match` and `recognise`: whom two groups both have, without showing a name."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import Format, StoreFolder
from habeas.exc import QuestionError
from habeas.linkage.private.secret import Secret

NewSecret = Annotated[Path, typer.Argument(metavar="FILE", help="Where the secret is written; only you can read it.")]
SecretFile = Annotated[Path | None, typer.Option("--secret", help="File of the secret that both groups have.")]
AskPassphrase = Annotated[
    bool, typer.Option("--passphrase", help="Ask for a passphrase that both groups know, instead of --secret.")
]
Out = Annotated[Path, typer.Option("--out", help="New file of encodings, to be sent.")]
Lists = Annotated[list[str] | None, typer.Option("--list", help="Only this list; may be repeated.", show_default="all")]
Left = Annotated[Path, typer.Argument(metavar="A", help="Encodings of one group.")]
Right = Annotated[Path, typer.Argument(metavar="B", help="Encodings of the other.")]
OverlapOut = Annotated[Path | None, typer.Option("--out", help="New file of the pairs of tokens, to be sent to both.")]
OverlapFile = Annotated[Path, typer.Argument(metavar="OVERLAP", help="What `habeas people match --out` wrote.")]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


def make_secret(file: NewSecret) -> None:
    """Make a secret for a comparison with another group; give it to them by hand, never with the encodings.

    Whoever has the secret and the encodings of a list can find out whether somebody is on it.
    Example: habeas people secret comparison.secret
    """
    from habeas.linkage.private.secret import make_secret as write_secret

    write_secret(file)
    typer.echo(f"{file}: a new secret; the other group needs the same file, nobody else may have it")


def encode_list(
    out: Out,
    secret: SecretFile = None,
    passphrase: AskPassphrase = False,
    *,
    lists: Lists = None,
    store: StoreFolder = None,
) -> None:
    """Encode shared records for a comparison; nothing but bits and opaque tokens is written.

    Left out are records that are not shared and people who refused. Send the file to somebody who has no secret.
    Example: habeas people encode --secret comparison.secret --out ours.encodings
    """
    key = _read_secret(secret, passphrase)
    from habeas.cli.key_access import reach_key
    from habeas.cli.render import count
    from habeas.pipeline.private import encode_store

    made = encode_store(out, key, reach_key(), lists=tuple(lists or ()), store_folder=store)
    typer.echo(f"{out}: {count(made.records, 'record')} encoded")
    left_out = asdict(made)
    for reason, words in _LEFT_OUT.items():
        if left_out[reason]:
            typer.echo(f"left out: {count(left_out[reason], 'record')} {words}")


def match_lists(left: Left, right: Right, out: OverlapOut = None, *, output: Output = Format.table) -> None:
    """Compare two files of encodings: how many people are on both lists, and on one alone. No secret is needed.

    Example: habeas people match ours.encodings theirs.encodings --out overlap.json
    """
    from habeas.cli.printable import print_record
    from habeas.pipeline.private import match_files

    found = match_files(left, right, out)
    counts = {"both": found.both, "only_a": found.only_left, "only_b": found.only_right}
    if output is Format.json:
        print_record(counts)
        return
    typer.echo(
        f"on both lists  {found.both:,}\nonly on A      {found.only_left:,}\nonly on B      {found.only_right:,}"
    )
    if out is not None:
        typer.echo(f"{out}: the pairs of tokens; `habeas people recognise` tells each group its own records")


def recognise_people(
    overlap: OverlapFile,
    secret: SecretFile = None,
    passphrase: AskPassphrase = False,
    *,
    output: Output = Format.table,
    store: StoreFolder = None,
) -> None:
    """Say which of your own records the other group has too: ids, and the tokens under which to speak of them.

    Example: habeas people recognise overlap.json --secret comparison.secret
    """
    key = _read_secret(secret, passphrase)
    from habeas.cli.key_access import reach_key
    from habeas.cli.printable import print_record, printable
    from habeas.cli.render import count
    from habeas.pipeline.private import recognise_tokens

    known = recognise_tokens(overlap, key, reach_key(), store_folder=store)
    if output is Format.json:
        print_record([asdict(one) for one in known])
        return
    for one in known:
        typer.echo(printable(f"{one.record}  {one.token}  {one.other}"))
    typer.echo(f"{count(len({one.record for one in known}), 'record')} of yours on the other list too")


_LEFT_OUT = {
    "closed": "not shared (their visibility is closed or counted)",
    "refused": "of people who refused",
    "shredded": "of people who were shredded",
    "too_little": "with too little to be compared by: no name, or no birth year, age, full day and place",
}


def _read_secret(file: Path | None, passphrase: bool) -> Secret:
    from habeas.linkage.private.secret import read_secret, stretch_passphrase

    if (file is None) is not passphrase:
        raise QuestionError("expected either --secret FILE or --passphrase")
    if file is not None:
        return read_secret(file)
    if not sys.stdin.isatty():
        raise QuestionError("--passphrase: there is no terminal to ask on; expected one, or --secret FILE")
    from getpass import getpass

    return stretch_passphrase(getpass("Passphrase that both groups know: "))
