"""What `habeas collect` and `habeas reread` tell: progress, what is refused as it happens, and a summary at the end."""

from collections.abc import Callable, Sequence

import typer

from habeas.cli.printable import printable
from habeas.cli.render import count
from habeas.exc import InputError
from habeas.model.document import Failure
from habeas.model.summary import Summary

_SHOWN = 20  # reasons listed in the summary; the store has them all
_NAMED = 100  # refused inputs named one by one on standard error
_MANY = 1_000
_INTERRUPTED = 130  # as a shell reports Ctrl-C


class Narrator:
    """Hears of each batch; names what was refused on standard error, up to a hundred inputs in all."""

    def __init__(self, show: Callable[[Summary], None]) -> None:
        self._show = show
        self._named = 0

    def tell(self, summary: Summary, refused: Sequence[Failure]) -> None:
        """One batch more."""
        self._show(summary)
        for failure in refused:
            self._named += 1
            if self._named <= _NAMED:
                error = InputError(failure.path, failure.reason, failure.line)
                typer.echo(printable(f"habeas: {error}"), err=True)
            elif self._named == _NAMED + 1:
                typer.echo(f"habeas: over {_NAMED} inputs refused; the rest is counted by reason below", err=True)


def describe_progress(summary: Summary) -> str:
    """One line while a run goes on."""
    refused = sum(summary.failures.values())
    return (
        f"{summary.new:,} new, {summary.known:,} known, {summary.claims:,} claims, {refused:,} refused, "
        f"{summary.reports_per_second:,.0f} reports/s"
    )


def describe_collect(summary: Summary) -> list[str]:
    """The lines that end a collect: what came in, and each reason for which something was refused."""
    first = (
        f"{count(summary.documents, 'document')}: {count(summary.new, 'new report')}, {summary.known:,} known, "
        f"{sum(summary.failures.values()):,} refused"
    )
    return [first, *_describe_work(summary)]


def describe_reread(summary: Summary) -> list[str]:
    """The lines that end a reread: what was read anew and by which method, and what is left."""
    refused = sum(summary.failures.values())
    reports = summary.new + summary.known + refused + summary.left
    first = (
        f"{count(reports, 'stored report')}: {summary.new:,} read anew by {summary.method}, "
        f"{summary.known:,} read by it before, {refused:,} refused"
    )
    left = f"{count(summary.left, 'report')} left to read: run the same command again to go on"
    return [first, *([left] if summary.left and not summary.is_interrupted else []), *_describe_work(summary)]


def count_done(summary: Summary) -> int:
    """How many reports a reread has come to."""
    return summary.new + sum(summary.failures.values())


def end_run(summary: Summary, lines: Sequence[str]) -> None:
    """Print the last lines of a run and end the command with the exit code that says how it went."""
    typer.echo("\n".join(lines))
    if summary.is_interrupted:
        raise typer.Exit(_INTERRUPTED)
    if summary.failures:
        raise typer.Exit(InputError.exit_code)


def _describe_work(summary: Summary) -> list[str]:
    # Over a few reports the rate is that of starting up, not of reading.
    speed = f" ({summary.reports_per_second:,.0f} reports/s)" if summary.new >= _MANY else ""
    lines = [
        f"{summary.claims:,} new claims and {summary.statements:,} new statements in {summary.seconds:.1f} s{speed}",
    ]
    lines.extend(_describe_unread(summary))
    reasons = sorted(summary.failures.items(), key=lambda item: (-item[1], item[0]))
    lines.extend(f"  refused {count:,} times: {printable(reason)}" for reason, count in reasons[:_SHOWN])
    if len(reasons) > _SHOWN:
        lines.append(f"  and {len(reasons) - _SHOWN:,} more reasons")
    if summary.is_interrupted:
        lines.append("interrupted: what is counted here is stored; run the same command again to go on")
    return lines


def _describe_unread(summary: Summary) -> list[str]:
    """The line on reports that were stored and not read, where there are any: each language, the commonest first."""
    if not summary.unread:
        return []
    languages = sorted(summary.unread.items(), key=lambda item: (-item[1], item[0]))
    counts = ", ".join(f"{count:,} in {printable(language)!r}" for language, count in languages)
    return [f"{sum(summary.unread.values()):,} stored but not read, for want of tables of their language: {counts}"]
