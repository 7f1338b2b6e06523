"""What `habeas estimate` prints: documented and estimated people, side by side, and what that means."""

from dataclasses import asdict
from typing import Any

import typer

from habeas.cli.measure import print_rows
from habeas.cli.printable import printable
from habeas.model.estimate import Estimate, Refusal
from habeas.pipeline.estimating import Estimated
from habeas.publish.drawing.posterior import round_total

MEANING = (
    "Documented people were counted and can be defended row by row. The estimate says how many there may be, listed or "
    "not, if the lists overlap as its method assumes; it proves nobody's detention, and it is never added to a count."
)


def print_estimated(estimated: Estimated) -> None:
    """Print the lists, both figures, the notes and the sensitivity."""
    rows = [("list", "people"), *((name, f"{size:,}") for name, size in estimated.sizes.items())]
    print_rows(rows)
    typer.echo("")
    _print_figures(estimated)
    if estimated.without:
        typer.echo("\nWithout one list")
        print_rows([("without", "estimated", "95 %"), *(_row(name, one) for name, one in estimated.without.items())])


def estimated_record(estimated: Estimated) -> dict[str, Any]:
    """Everything as JSON: `estimate` is null where there is no number, and `refusal` says why."""
    found = estimated.found
    return {
        "lists": estimated.sizes,
        "documented": estimated.table.observed,
        "method": found.method,
        "meaning": MEANING,
        "estimate": _record(found),
        "refusal": found.reason if isinstance(found, Refusal) else None,
        "without": {
            name: {"estimate": _record(one), "refusal": one.reason if isinstance(one, Refusal) else None}
            for name, one in estimated.without.items()
        },
    }


def _print_figures(estimated: Estimated) -> None:
    found = estimated.found
    documented = f"{estimated.table.observed:,}"
    if isinstance(found, Refusal):
        print_rows([("documented", documented), ("estimated", f"no number ({found.method})")])
        typer.echo("\n" + printable(found.reason))
        return
    limits = f"95 %: {round_total(found.low):,} to {round_total(found.high):,}"
    print_rows(
        [
            ("documented", documented, f"on {len(found.lists)} lists"),
            ("estimated", f"about {round_total(found.point):,}", f"{limits} ({found.method})"),
        ]
    )
    for note in (MEANING, *found.notes):
        typer.echo("\n" + printable(note))


def _row(name: str, found: Estimate | Refusal) -> tuple[str, str, str]:
    if isinstance(found, Refusal):
        return name, "no number", found.reason
    return name, f"about {round_total(found.point):,}", f"{round_total(found.low):,} to {round_total(found.high):,}"


def _record(found: Estimate | Refusal) -> dict[str, Any] | None:
    """An estimate without its draws, which are drawn and not printed."""
    if isinstance(found, Refusal):
        return None
    return {key: value for key, value in asdict(found).items() if key != "draws"}
