"""Options kept together as one value."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner, Result

from habeas.cli.spread import spread_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Options of the command below."""

    high: Annotated[int, typer.Option("--high", help="How high.")]
    wide: Annotated[int, typer.Option("--wide", help="How wide.")] = 2
    names: Annotated[list[str] | None, typer.Option("--name")] = None


@spread_options
def show(given: Annotated[str, typer.Argument()], sizes: Sizes, *, loud: bool = False) -> None:
    """Show what was given."""
    typer.echo(f"{given} {sizes.high} {sizes.wide} {sizes.names} {loud}")


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(show)
    return CliRunner().invoke(app, arguments)


def test_options_arrive_together() -> None:
    assert run("text", "--high", "3").stdout == "text 3 2 None False\n"
    assert run("text", "--high", "3", "--wide", "4", "--name", "a", "--name", "b", "--loud").stdout == (
        "text 3 4 ['a', 'b'] True\n"
    )


def test_options_are_checked_and_described_as_any_others() -> None:
    assert "Missing option '--high'" in run("text").stderr
    assert "Invalid value for '--high'" in run("text", "--high", "x").stderr
    printed = " ".join(run("--help").stdout.split())
    assert "Show what was given." in printed and "--high" in printed and "How wide." in printed
