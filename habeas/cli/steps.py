"""How a figure moved as more became known, for people."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from habeas.cli.grounds import ground
from habeas.cli.printable import printable, printable_text
from habeas.model.change import Step
from habeas.pipeline import Gathered


def print_steps(console: Console, measure: str, steps: Iterable[Step], known: Gathered) -> None:
    """Print each step: when, the figure, what moved it, and the words of the claim behind it."""
    console.print()
    title = f"{measure}: how the total moved as more became known, in UTC: at least (even if any one voice is wrong)"
    console.print(Text(title, style="bold"))
    before: Step | None = None
    for step in steps:
        moved = describe_step(step) if before is None else f"{describe_step(before)} → {describe_step(step)}"
        late = "  [changes days that were over]" if step.is_late else ""
        console.print(Text(printable(f"  {_moment(step.at)}  {moved}: {step.reason}{late}")))
        # A figure that fell has lost a claim to another one: both are printed.
        has_fallen = before is not None and (step.low or 0) < (before.low or 0)
        for key in step.claims[: 2 if has_fallen else 1]:
            said = ground(known.origins[key].voice.name, known.claims[key])
            console.print(printable_text(Text("    ").append_text(said)))
        before = step


def describe_step(step: Step) -> str:
    """The figure after a step, with what holds even if any one voice is wrong: "2,710 (759)"."""
    return "no number" if step.low is None else f"{step.low:,} ({step.robust_low or 0:,})"


def _moment(at: str | None) -> str:
    return "no date         " if at is None else at[:16].replace("T", " ")
