"""The command line: one short module a group of commands."""

import os
import sys
from typing import NoReturn

import typer

from habeas.cli.collect import collect_reports
from habeas.cli.corrections import list_corrections
from habeas.cli.estimate import estimate_people
from habeas.cli.evaluate import app as evaluate_app
from habeas.cli.events import list_events
from habeas.cli.judge import judge_subjects, list_judgements
from habeas.cli.people import app as people_app
from habeas.cli.publish import publish_edition
from habeas.cli.read import read_reports
from habeas.cli.reread import reread_reports
from habeas.cli.tally import tally_store
from habeas.cli.vault import app as vault_app
from habeas.cli.verify import verify_folder
from habeas.exc import HabeasError

EXIT_CODES = {
    0: "done; nothing was refused",
    1: "an error that is a fault of the program or the machine",
    2: "wrong use of the command line",
    3: "some input could not be read; each is named, and the rest was read",
    4: "a table (language, ontology, gazetteer names) does not fit its schema",
    5: "the store cannot be opened, is in use, or refuses a write",
    6: "the store does not agree with its ledger or archive, or an edition not with itself or its signature",
    7: "a measured figure is below its floor, or floors do not fit their corpus",
    8: "a figure whose proof does not hold; it is not printed",
    9: "an edition or its key cannot be made or read",
    10: "the vault cannot be opened with this key, or is missing, damaged or of another store",
}

_HELP = """From dated reports to counts you can defend.

Read reports, keep every claim with the exact words it rests on, and count what can be defended.

Exit codes: """ + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())

app = typer.Typer(
    name="habeas",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("read")(read_reports)
app.command("collect")(collect_reports)
app.command("reread")(reread_reports)
app.command("tally")(tally_store)
app.command("corrections")(list_corrections)
app.command("publish")(publish_edition)
app.command("verify")(verify_folder)
app.command("judge")(judge_subjects)
app.command("judgements")(list_judgements)
app.command("events")(list_events)
app.command("estimate")(estimate_people)
app.add_typer(people_app, name="people")
app.add_typer(vault_app, name="vault")
app.add_typer(evaluate_app, name="evaluate")


@app.callback(invoke_without_command=True)
def show_version(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    """Print the version where it is asked for."""
    if version:
        from habeas import __version__

        print(f"habeas {__version__}")  # noqa: T201
        raise typer.Exit


def main() -> None:
    """Run the program; an error of ours, or of the machine, ends it with one line and its exit code."""
    try:
        _run()
    except HabeasError as error:
        _stop(f"{error}", error.exit_code)
    except OSError as error:
        # Nothing more goes out: the interpreter would try once more at its end, and fail with a trace.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _stop(f"{error.filename or 'output'}: {error.strerror or error}", HabeasError.exit_code)


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()  # a full disk is told of while it still can be


def _stop(words: str, code: int) -> NoReturn:
    from habeas.cli.printable import printable

    print(printable(f"habeas: {words}"), file=sys.stderr)  # noqa: T201
    sys.exit(code)
