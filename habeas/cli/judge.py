"""`habeas judge` and `habeas judgements`: a person's decision, and all that people decided."""

from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from habeas.cli.asked import read_moment
from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.cli.printable import print_record, printable
from habeas.cli.spread import spread_options
from habeas.model.judgement import VERDICTS, Decision, Judgement, standing_judgements

VerdictName = Annotated[str, typer.Argument(metavar="VERDICT", help=f"One of {', '.join(VERDICTS)}.")]
Subjects = Annotated[
    list[str],
    typer.Argument(
        metavar="SUBJECT...",
        help="What is judged: two claim ids, two voices like speaker:ovd-info, two ids of people on lists, one claim "
        "id or one report id.",
    ),
]
By = Annotated[str, typer.Option("--by", help="Who decides.")]
Reason = Annotated[
    str,
    typer.Option("--reason", help="Why; it is shown to the public, but not of people on lists: no name belongs in it."),
]
At = Annotated[
    str | None, typer.Option("--at", help="When it was decided: YYYY-MM-DD or YYYY-MM-DDTHH:MM.", show_default="now")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what had been decided by then.", show_default="all")]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A decision as it is given."""

    verdict: VerdictName
    subjects: Subjects
    by: By
    reason: Reason
    at: At = None


@spread_options
def judge_subjects(given: Given, store: StoreFolder = None) -> None:
    """Record a person's decision, which wins over what the program thinks; a later one on the same things replaces it.

    Example: habeas judge withdraw-report report-0123456789abcdef0123 --by "Nora Quill" --reason "taken back"
    """
    from habeas.pipeline import judging

    verdict = next((verdict for verdict in VERDICTS if verdict == given.verdict), None)
    if verdict is None:
        raise typer.BadParameter(f"VERDICT {given.verdict!r}: expected one of {', '.join(VERDICTS)}")
    decision = Decision(verdict, tuple(given.subjects), given.by, given.reason, given.at)
    judged = judging.judge(decision, store)
    typer.echo(printable(f"{'recorded' if judged.is_new else 'already recorded'} {_describe(judged.judgement)}"))
    if judged.replaces is not None:
        typer.echo(printable(f"it replaces {_describe(judged.replaces)}"))
    if judged.yields_to is not None:
        typer.echo(printable(f"a later one stands: {_describe(judged.yields_to)}"))


def list_judgements(store: StoreFolder = None, as_of: AsOf = None, *, output: Output = Format.table) -> None:
    """List what people decided, in the order it was recorded, and which decisions a later one replaced."""
    from habeas.cli.render import count
    from habeas.pipeline import judging

    end_with_pipe()
    found = judging.judgements(store, as_of=None if as_of is None else read_moment("--as-of", as_of))
    standing = {judgement.id for judgement in standing_judgements(found)}
    if output is Format.json:
        records = [{**asdict(judgement), "stands": judgement.id in standing} for judgement in found]
        print_record(records)
        return
    for judgement in found:
        replaced = "" if judgement.id in standing else " (replaced)"
        typer.echo(printable(f"{_describe(judgement)}{replaced}"))
    typer.echo(f"{count(len(found), 'judgement')}, {len(standing):,} in force")


def _describe(judgement: Judgement) -> str:
    subjects = " ".join(judgement.subjects)
    return f"{judgement.verdict} {subjects}, by {judgement.by} at {judgement.at}: {judgement.reason}"
