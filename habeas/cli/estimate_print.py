"""What `habeas estimate` prints: documented and estimated people, side by side, and what that means."""

from dataclasses import asdict
from typing import Any

import typer

from habeas.cli.asked import read_day, read_moment
from habeas.cli.estimate_options import EstimateOptions
from habeas.cli.measure import print_rows
from habeas.cli.printable import printable
from habeas.exc import QuestionError
from habeas.model.estimate import Estimate, Refusal
from habeas.model.listed import ListQuestion
from habeas.pipeline.estimating import Estimated, estimate_file
from habeas.pipeline.estimating_lists import ListEstimation, estimate_lists
from habeas.publish.drawing.posterior import round_interval

MEANING = (
    "Documented people were counted and can be defended row by row. The estimate says how many there may be, listed or "
    "not, if the lists overlap as its method assumes; it proves nobody's detention, and it is never added to a count."
)

STRAYS = "Say so beside the figure where it is published, or publish none."


def estimate_asked(options: EstimateOptions) -> Estimated:
    """What is said of the table, or of the lists of the store, that these options ask for."""
    without = tuple(options.without or ())
    if options.table:
        if options.place or options.first or options.last or options.as_of:
            raise QuestionError("--table has no places and no days: leave out --place, --from, --to and --as-of")
        return estimate_file(
            options.table, without, options.method, is_leaving_out=options.leave_out, seed=options.seed
        )
    question = ListQuestion(
        first=None if options.first is None else read_day("--from", options.first),
        last=None if options.last is None else read_day("--to", options.last),
        place=options.place,
        as_of=None if options.as_of is None else read_moment("--as-of", options.as_of),
    )
    how = ListEstimation(options.method, without, options.leave_out, options.draws, options.seed)
    return estimate_lists(question, how, options.store)


def print_estimated(estimated: Estimated) -> None:
    """Print the lists, both figures, the notes and the sensitivity."""
    rows = [("list", "people"), *((name, f"{size:,}") for name, size in estimated.sizes.items())]
    print_rows(rows)
    typer.echo("")
    _print_figures(estimated)
    for words, others in (("without", estimated.without), ("if", estimated.thresholds), ("by", estimated.methods)):
        if others:
            typer.echo("")
            print_rows([(words, "estimated", "95 %"), *(_row(name, one) for name, one in others.items())])
    if estimated.strays:
        typer.echo("\n" + printable(f"Beyond the limits: {'; '.join(estimated.strays)}. {STRAYS}"))


def estimated_record(estimated: Estimated) -> dict[str, Any]:
    """Everything as JSON: `estimate` is null where there is no number, and `refusal` says why."""
    found = estimated.found
    return {
        "lists": estimated.sizes,
        "documented": estimated.documented,
        "likeliest": estimated.table.observed,
        "method": found.method,
        "meaning": MEANING,
        **_either(found),
        "without": {name: _either(one) for name, one in estimated.without.items()},
        "methods": {name: _either(one) for name, one in estimated.methods.items()},
        "thresholds": {name: _either(one) for name, one in estimated.thresholds.items()},
        "beyond_limits": list(estimated.strays),
    }


def _print_figures(estimated: Estimated) -> None:
    found = estimated.found
    documented = f"{estimated.documented:,}"
    if isinstance(found, Refusal):
        print_rows([("documented", documented), ("estimated", f"no number ({found.method})")])
        typer.echo("\n" + printable(found.reason))
        return
    about, low, high = round_interval(found)
    print_rows(
        [
            ("documented", documented, f"on {len(found.lists)} lists{_say_doubt(estimated)}"),
            ("estimated", f"about {about:,}", f"95 %: {low:,} to {high:,} ({found.method})"),
        ]
    )
    for note in (MEANING, *found.notes):
        typer.echo("\n" + printable(note))


def _say_doubt(estimated: Estimated) -> str:
    if estimated.documented == estimated.table.observed:
        return ""
    return f", doubtful pairs as one person; {estimated.table.observed:,} with the likeliest links"


def _row(name: str, found: Estimate | Refusal) -> tuple[str, str, str]:
    if isinstance(found, Refusal):
        return name, "no number", found.reason
    about, low, high = round_interval(found)
    return name, f"about {about:,}", f"{low:,} to {high:,}"


def _either(found: Estimate | Refusal) -> dict[str, Any]:
    """A number or a reason; without the draws, which are for pictures."""
    if isinstance(found, Refusal):
        return {"estimate": None, "refusal": found.reason}
    return {"estimate": {key: value for key, value in asdict(found).items() if key != "draws"}, "refusal": None}
