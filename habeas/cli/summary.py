"""What `habeas collect` tells: progress while it runs, what was refused as it happens, and a summary at the end."""

from collections.abc import Callable, Sequence

import typer

from habeas.cli.printable import printable
from habeas.exc import InputError
from habeas.model.document import Failure
from habeas.model.summary import Summary

_SHOWN = 20  # reasons listed in the summary; the store has them all
_NAMED = 100  # refused inputs named one by one on standard error
_MANY = 1_000


class Narrator:
    """Hears of each batch; names what was refused on standard error, up to a hundred inputs in all."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._named = 0

    def tell(self, summary: Summary, refused: Sequence[Failure]) -> None:
        """One batch more."""
        self._show(describe_progress(summary))
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


def describe_summary(summary: Summary) -> list[str]:
    """The lines that end a run: what came in, and each reason for which something was refused."""
    # Over a few reports the rate is that of starting up, not of reading.
    speed = f" ({summary.reports_per_second:,.0f} reports/s)" if summary.new >= _MANY else ""
    lines = [
        f"{summary.documents:,} documents: {summary.new:,} new reports, {summary.known:,} known, "
        f"{sum(summary.failures.values()):,} refused",
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
