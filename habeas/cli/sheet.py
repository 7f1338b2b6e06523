"""Tallies as a table for people and as JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from habeas.cli.printable import printable, printable_text
from habeas.cli.render import count, describe_quantity
from habeas.model import StoredClaim
from habeas.model.record import Json, claim_record, claim_spans
from habeas.model.tally import SetAside, Tally, VoiceFigure
from habeas.pipeline import TallyAnswer

_WIDTH = 118  # of output that goes to a file or pipe
_SHOWN = 5  # claims named for each reason of being set aside; JSON has them all


def print_sheet(answer: TallyAnswer, *, brief: bool) -> None:
    """Print the figures, then (unless brief) the claims behind each and the claims set aside with the reason."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    query = answer.sheet.query
    days = f"{query.first}" if query.first == query.last else f"{query.first} to {query.last}"
    where = f" in {answer.place.place.name} ({answer.place.reason})" if answer.place and answer.place.place else ""
    known = f", as of {query.as_of}" if query.as_of else ""
    asked = f"{query.measure or 'all measures'}{where}, {days}{known}; rule {answer.rule}"
    console.print(Text(printable(asked), style="bold"))
    if _named(answer):
        console.print(_cell(f"read by {_describe_methods(answer)}"))
    console.print(_figures(answer.sheet.tallies) if answer.sheet.tallies else "No claim falls in this window.")
    if brief:
        _print_summary(console, answer)
        return
    for tally in answer.sheet.tallies:
        _print_grounds(console, tally, answer.claims)
    _print_aside(console, "Set aside", answer.sheet.set_aside, answer.claims)


def sheet_record(answer: TallyAnswer) -> Json:
    """The whole answer: query, tallies, what was set aside, and each claim with its words and its report."""
    query = answer.sheet.query
    return {
        "query": {
            "measure": query.measure,
            "place": query.place,
            "place_reason": answer.place.reason if answer.place else None,
            "from": query.first.isoformat(),
            "to": query.last.isoformat(),
            "as_of": query.as_of,
            "rule": answer.rule,
            "methods": list(query.methods),
        },
        "methods": _count_methods(answer),
        "tallies": [_tally_record(tally) for tally in answer.sheet.tallies],
        "set_aside": [_aside_record(item) for item in answer.sheet.set_aside],
        "claims": {key: _stored_record(answer.claims[key]) for key in sorted(_named(answer))},
    }


def _count_methods(answer: TallyAnswer) -> dict[str, int]:
    """Method → how many of the claims, used or set aside, it read."""
    counted = Counter(answer.claims[key].claim.method for key in _named(answer))
    return dict(sorted(counted.items()))


def _describe_methods(answer: TallyAnswer) -> str:
    """The method that read the claims; where there are several, how many each."""
    counts = _count_methods(answer)
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{method} ({count(claims, 'claim')})" for method, claims in counts.items())


def describe_figure(low: int | None) -> str:
    """A lower bound in words; no number stays without one."""
    return "no number" if low is None else f"at least {low:,}"


def _figures(tallies: Iterable[Tally]) -> Table:
    table = Table(show_lines=False, pad_edge=False)
    for name in ("measure", "place", "day"):
        table.add_column(name, overflow="fold")
    table.add_column("figure", justify="right")
    table.add_column("voices", ratio=3, overflow="fold")
    table.add_column("disputes", ratio=2, overflow="fold")
    for tally in tallies:
        days = f"{tally.first}" if tally.first == tally.last else f"{tally.first} to {tally.last}"
        voices = "; ".join(_describe_voice(figure) for figure in tally.voices)
        figure = Text(describe_figure(tally.low), style="bold")
        disputes = "; ".join(tally.disputes)
        table.add_row(tally.measure, _cell(tally.label), days, figure, _cell(voices), _cell(disputes))
    return table


def _cell(words: str) -> Text:
    return Text(printable(words))


def _describe_voice(figure: VoiceFigure) -> str:
    low, high = figure.low, figure.high
    bounds = f"{low:,}+" if low is not None else ""
    if high is not None:
        bounds = f"{high:,}" if low == high else f"{low:,} to {high:,}" if low is not None else f"at most {high:,}"
    claims = f", {len(figure.claims)} claims" if len(figure.claims) > 1 else ""
    return f"{figure.voice} {bounds}{claims}"


def _print_grounds(console: Console, tally: Tally, claims: dict[str, StoredClaim]) -> None:
    days = f"{tally.first}" if tally.first == tally.last else f"{tally.first} to {tally.last}"
    title = f"\n{tally.measure}, {printable(tally.label)}, {days}: {describe_figure(tally.low)}"
    console.print(Text(title, style="bold"))
    for figure in tally.voices:
        for key in figure.claims:
            console.print(printable_text(_ground(figure.voice, claims[key])))
    _print_aside(console, "  set aside", tally.set_aside, claims)


def _ground(voice: str, stored: StoredClaim) -> Text:
    where = f"{stored.publisher or 'publisher not named'}, {stored.published_at or 'no date'}"
    number = describe_quantity(stored.claim.quantity)
    return Text.assemble(
        f"  {number}, says ", (voice, "bold"), f" ({where}): ", (" ".join(stored.sentence.split()), "italic")
    )


def _spoken_by(stored: StoredClaim) -> str:
    attribution = stored.claim.attribution
    return attribution.name or (attribution.speaker.text if attribution.speaker else "the report itself")


def _print_aside(console: Console, title: str, aside: Iterable[SetAside], claims: dict[str, StoredClaim]) -> None:
    by_reason: dict[str, list[StoredClaim]] = defaultdict(list)
    for item in aside:
        by_reason[item.reason].append(claims[item.claim])
    for reason, stored in by_reason.items():
        console.print(_cell(f"{title}: {reason} ({len(stored)})"))
        for one in stored[:_SHOWN]:
            console.print(printable_text(Text(f"  {one.claim.type}").append_text(_ground(_spoken_by(one), one))))
        if len(stored) > _SHOWN:
            console.print(Text(f"    and {len(stored) - _SHOWN:,} more; --format json names them all"))


def _print_summary(console: Console, answer: TallyAnswer) -> None:
    used, aside = len(_used(answer.sheet.tallies)), len(_all_aside(answer))
    console.print(
        f"{used:,} claims used, {aside:,} set aside; leave out --brief to see each with its words and reason."
    )


def _used(tallies: Iterable[Tally]) -> list[str]:
    return [claim for tally in tallies for figure in tally.voices for claim in figure.claims]


def _named(answer: TallyAnswer) -> set[str]:
    """The claims that the answer names, used or set aside."""
    return {*_used(answer.sheet.tallies), *(item.claim for item in _all_aside(answer))}


def _all_aside(answer: TallyAnswer) -> list[SetAside]:
    return [*answer.sheet.set_aside, *(item for tally in answer.sheet.tallies for item in tally.set_aside)]


def _tally_record(tally: Tally) -> Json:
    return {
        "measure": tally.measure,
        "place": tally.place,
        "label": tally.label,
        "from": tally.first.isoformat(),
        "to": tally.last.isoformat(),
        "rule": tally.rule,
        "low": tally.low,
        "voices": [
            {"voice": figure.voice, "low": figure.low, "high": figure.high, "claims": list(figure.claims)}
            for figure in tally.voices
        ],
        "disputes": list(tally.disputes),
        "set_aside": [_aside_record(item) for item in tally.set_aside],
    }


def _aside_record(item: SetAside) -> Json:
    return {"claim": item.claim, "reason": item.reason}


def _stored_record(stored: StoredClaim) -> Json:
    return {
        **claim_record(stored.claim),
        "spans": claim_spans(stored.claim),
        "score": stored.claim.score,
        "method": stored.claim.method,
        "report": stored.claim.report,
        "publisher": stored.publisher,
        "address": stored.address,
        "published_at": stored.published_at,
        "recorded_at": stored.recorded_at,
        "sha256": stored.sha256,
        "sentence": stored.sentence,
    }
