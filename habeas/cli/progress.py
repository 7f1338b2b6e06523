"""The line that moves on a terminal while a run goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from habeas.cli.summary import Narrator, count_done, describe_progress
from habeas.model.summary import Summary


@contextmanager
def show_run() -> Iterator[Narrator]:
    """A narrator of a run whose end nobody knows; it shows what is done."""
    with _open_bar() as bar:
        task = bar.add_task("opening the store and the gazetteer")
        yield Narrator(lambda summary: bar.update(task, description=describe_progress(summary)))


@contextmanager
def show_reread(limit: int | None) -> Iterator[Narrator]:
    """A narrator of a reread, at most of so many reports; it shows how far the end is too."""
    with _open_bar(BarColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("opening the store and the gazetteer", total=None)
        yield Narrator(partial(_move, bar, task, limit))


@contextmanager
def show_words(first: str) -> Iterator[Callable[[str], None]]:
    """What shows a line of words, moving; `first` until there are others."""
    with _open_bar() as bar:
        task = bar.add_task(first)
        yield lambda words: bar.update(task, description=words)


def _open_bar(*end: ProgressColumn) -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *end, TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _move(bar: Progress, task: TaskID, limit: int | None, summary: Summary) -> None:
    done = count_done(summary)
    total = done + summary.left
    bar.update(
        task,
        description=describe_progress(summary),
        completed=done,
        total=total if limit is None else min(total, limit),
    )
