"""Tallies as a table for people, with the claims, the proofs or the steps behind them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from habeas.cli.grounds import print_aside, print_grounds, print_proof
from habeas.cli.printable import printable
from habeas.cli.render import count
from habeas.cli.steps import print_steps
from habeas.model.tally import SetAside, Tally, TallyQuery, VoiceFigure
from habeas.pipeline import TallyAnswer

_WIDTH = 118  # of output that goes to a file or pipe
_VOICES = 4  # voices named in a row; the others are counted


@dataclass(frozen=True, slots=True)
class Parts:
    """What is printed below the table: the claims behind each figure, their proofs."""

    grounds: bool = True
    proofs: bool = False


def open_console() -> Console:
    """Where tables are printed: as wide as the terminal, of one width elsewhere."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def print_sheet(answer: TallyAnswer, parts: Parts) -> None:
    """Print the figures, then what is asked for below them; how each total moved where the answer has its series."""
    console = open_console()
    for line in _describe(answer):
        console.print(line)
    tallies = answer.sheet.tallies
    console.print(_figures(answer) if tallies else "No claim falls in this window.")
    for tally in tallies:
        if parts.grounds:
            print_grounds(console, tally, answer.known)
        if parts.proofs:
            print_proof(console, tally, answer.known)
    for measure, steps in answer.series.items():
        print_steps(console, measure, steps, answer.known)
    if parts.grounds or parts.proofs:
        print_aside(console, "Set aside", answer.sheet.set_aside, answer.known)
    else:
        console.print(_describe_rest(answer))


def describe_figure(low: int | None) -> str:
    """A lower bound in words; no number stays without one."""
    return "no number" if low is None else f"at least {low:,}"


def describe_days(tally: Tally) -> str:
    """The days of a figure: "2022-02-27", "2022-02-24 to 2022-02-27"."""
    return _describe_window(tally.first, tally.last)


def list_claims(answer: TallyAnswer) -> set[str]:
    """The claims that the answer names, used or set aside."""
    return {*_list_used(answer.sheet.tallies), *(item.claim for item in _list_aside(answer))}


def count_methods(answer: TallyAnswer) -> dict[str, int]:
    """Method → how many of the claims, used or set aside, it read."""
    return dict(sorted(Counter(answer.known.claims[key].claim.method for key in list_claims(answer)).items()))


def _describe(answer: TallyAnswer) -> Iterator[Text]:
    """What is asked, what it was taken for, and by what table and reader."""
    query = answer.sheet.query
    where = f" in {answer.place.place.name} ({answer.place.reason})" if answer.place and answer.place.place else ""
    context = f", context {query.context}" if query.context else ""
    known = f", as of {query.as_of}" if query.as_of else ""
    days = _describe_window(query.first, query.last)
    yield Text(printable(f"{query.measure or 'all measures'}{where}{context}, {days}{known}"), style="bold")
    methods = count_methods(answer)
    if methods:
        read = next(iter(methods)) if len(methods) == 1 else _list_counts(methods)
        yield _cell(f"read by {read}; words of number by the convention {answer.convention}")
    if answer.known.kept:
        yield _cell(
            f"{count(len(answer.known.kept), 'claim')} keep the bounds they were read with: "
            "their words alone do not say what another convention makes of them"
        )


def _list_counts(methods: dict[str, int]) -> str:
    return ", ".join(f"{method} ({count(claims, 'claim')})" for method, claims in methods.items())


def _figures(answer: TallyAnswer) -> Table:
    """A row a figure; measure and days have a column only where they differ from row to row."""
    query, tallies = answer.sheet.query, answer.sheet.tallies
    table = Table(show_lines=False, pad_edge=False)
    columns = [name for name in ("measure", "place", "days") if _varies(name, query)]
    for name in columns:
        table.add_column(name, overflow="fold")
    table.add_column("at least", justify="right", min_width=9)
    table.add_column("even if any one voice is wrong", justify="right", width=14)
    table.add_column("at most", justify="right")
    table.add_column("voices", ratio=3, overflow="fold")
    table.add_column("disputes", ratio=2, overflow="fold")
    for tally in tallies:
        facts = {"measure": tally.measure, "place": tally.label, "days": describe_days(tally)}
        table.add_row(*(_cell(facts[name]) for name in columns), *_row(tally, answer))
    return table


def _varies(name: str, query: TallyQuery) -> bool:
    return name == "place" or (query.measure is None if name == "measure" else "day" in query.by)


def _row(tally: Tally, answer: TallyAnswer) -> list[Text]:
    alleged = tally.low_with_alleged
    low = Text("no number" if tally.low is None else f"{tally.low:,}", style="bold")
    if alleged is not None and alleged != tally.low:
        low.append(f"\n{alleged:,} with alleged", style="not bold")
    return [
        low,
        _cell("" if tally.robust_low is None else f"{tally.robust_low:,}"),
        _cell("" if tally.high is None else f"{tally.high:,}"),
        _cell(_describe_voices(tally, answer)),
        _cell("; ".join(dispute.sentence for dispute in tally.disputes)),
    ]


def _describe_voices(tally: Tally, answer: TallyAnswer) -> str:
    """The voices that speak of just this place and these days; else those whose claims about parts prove the figure."""
    if tally.voices:
        named = [_describe_voice(figure) for figure in tally.voices[:_VOICES]]
        more = len(tally.voices) - _VOICES
        return "; ".join([*named, count(more, "more voice")] if more > 0 else named)
    terms = tally.certificate.terms if tally.certificate else ()
    names = dict.fromkeys(answer.known.origins[term.claim].voice.name for term in terms)
    return f"of parts: {', '.join(names)}" if names else ""


def _describe_voice(figure: VoiceFigure) -> str:
    claims = f", {len(figure.claims)} claims" if len(figure.claims) > 1 else ""
    return f"{figure.name} {_describe_bounds(figure)}{claims}"


def _describe_bounds(figure: VoiceFigure) -> str:
    low, high = figure.low, figure.high
    if low is None:
        return "no number" if high is None else f"at most {high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _describe_rest(answer: TallyAnswer) -> str:
    used, aside = len(set(_list_used(answer.sheet.tallies))), len({item.claim for item in _list_aside(answer)})
    return f"{used:,} claims used, {aside:,} set aside; --explain prints the proofs, neither it nor --brief the claims."


def _list_used(tallies: Iterable[Tally]) -> list[str]:
    voiced = [claim for tally in tallies for figure in tally.voices for claim in figure.claims]
    proofs = [proof for tally in tallies for proof in (tally.certificate, tally.high_certificate) if proof is not None]
    return [*voiced, *(term.claim for proof in proofs for term in proof.terms)]


def _list_aside(answer: TallyAnswer) -> list[SetAside]:
    return [*answer.sheet.set_aside, *(item for tally in answer.sheet.tallies for item in tally.set_aside)]


def _describe_window(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _cell(words: str) -> Text:
    return Text(printable(words))
