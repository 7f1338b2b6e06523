"""Tallies as a table for people, with the claims, the proofs or the steps behind them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from habeas.cli.grounds import print_aside, print_grounds, print_proof
from habeas.cli.printable import printable
from habeas.cli.render import count
from habeas.cli.steps import print_steps
from habeas.model.quantity import write_bounds
from habeas.model.tally import SetAside, Tally, TallyQuery, VoiceFigure
from habeas.model.when import write_days
from habeas.pipeline import TallyAnswer
from habeas.tally.explain import say_dispute

_WIDTH = 118  # of output that goes to a file or pipe
_VOICES = 4  # voices named in a row; the others are counted
_COLUMNS: dict[str, dict[str, Any]] = {
    "measure": {"overflow": "fold"},
    "place": {"overflow": "fold"},
    "days": {"overflow": "fold"},
    "at least": {"justify": "right", "min_width": 9},
    "even if any one voice is wrong": {"justify": "right", "width": 14},
    "at most": {"justify": "right"},
    "voices": {"ratio": 3, "overflow": "fold"},
    "disputes": {"ratio": 2, "overflow": "fold"},
}


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


def describe_days(tally: Tally) -> str:
    """The days of a figure: "2022-02-27", "2022-02-24 to 2022-02-27"."""
    return write_days(tally.first, tally.last)


def list_claims(answer: TallyAnswer) -> set[str]:
    """The claims that the answer names, used or set aside."""
    return {*_list_used(answer.sheet.tallies), *(item.claim for item in _list_aside(answer))}


def count_methods(answer: TallyAnswer) -> dict[str, int]:
    """Method → how many of the claims, used or set aside, it read."""
    return dict(sorted(Counter(answer.known.claims[key].claim.method for key in list_claims(answer)).items()))


def list_ahead(answer: TallyAnswer, today: date) -> list[str]:
    """When the claims used were published that no report can tell of yet, with a day for the zones of the earth."""
    used = [answer.known.claims[key].published_at or "" for key in set(_list_used(answer.sheet.tallies))]
    return sorted(published for published in used if published[:10] > (today + timedelta(days=1)).isoformat())


def _describe(answer: TallyAnswer) -> Iterator[Text]:
    """What is asked, what it was taken for, and by what table and reader."""
    query = answer.sheet.query
    where = f" in {answer.place.place.name} ({answer.place.reason})" if answer.place and answer.place.place else ""
    context = f", context {query.context}" if query.context else ""
    known = f", as of {query.as_of}" if query.as_of else ""
    days = write_days(query.first, query.last)
    yield Text(printable(f"{query.measure or 'all measures'}{where}{context}, {days}{known}"), style="bold")
    methods = count_methods(answer)
    if methods:
        read = next(iter(methods)) if len(methods) == 1 else _list_counts(methods)
        yield _cell(f"read by {read}; words of number by the convention {answer.convention}")
    ahead = list_ahead(answer, datetime.now(UTC).date())
    if ahead and not query.as_of:
        yield _cell(
            f"{count(len(ahead), 'claim')} from reports dated ahead of this machine's clock ({ahead[-1]}): "
            "--as-of leaves them out"
        )
    if answer.known.kept:
        yield _cell(
            f"{count(len(answer.known.kept), 'claim')} keep the bounds they were read with: "
            "their words alone do not say what another convention makes of them"
        )


def _list_counts(methods: dict[str, int]) -> str:
    return ", ".join(f"{method} ({count(claims, 'claim')})" for method, claims in methods.items())


def _figures(answer: TallyAnswer) -> Table:
    """A row a figure; columns that would say the same in every row, or nothing in any, are left out."""
    rows = [_row(tally, answer) for tally in answer.sheet.tallies]
    varied = [name for name in _COLUMNS if _is_shown(name, answer.sheet.query, rows)]
    table = Table(show_lines=False, pad_edge=False)
    for name in varied:
        table.add_column(name, **_COLUMNS[name])
    for row in rows:
        table.add_row(*(row[name] for name in varied))
    return table


def _is_shown(name: str, query: TallyQuery, rows: list[dict[str, Text]]) -> bool:
    if name == "measure":
        return query.measure is None
    if name == "days":
        return "day" in query.by
    return name not in ("at most", "disputes") or any(row[name].plain for row in rows)


def _row(tally: Tally, answer: TallyAnswer) -> dict[str, Text]:
    low = Text("no number" if tally.low is None else f"{tally.low:,}", style="bold")
    if tally.low_with_alleged is not None and tally.low_with_alleged != tally.low:
        low.append(f"\n{tally.low_with_alleged:,} with alleged", style="not bold")
    return {
        "measure": _cell(tally.measure),
        "place": _cell(tally.label),
        "days": _cell(describe_days(tally)),
        "at least": low,
        "even if any one voice is wrong": _cell(_describe_robust(tally)),
        "at most": _cell("" if tally.high is None else f"{tally.high:,}"),
        "voices": _cell(_describe_voices(tally, answer)),
        "disputes": _cell("; ".join(say_dispute(found, tally, answer.known.claims) for found in tally.disputes)),
    }


def _describe_robust(tally: Tally) -> str:
    if tally.robust_low is None:
        return ""
    return "one voice only" if tally.low and not tally.robust_low else f"{tally.robust_low:,}"


def _describe_voices(tally: Tally, answer: TallyAnswer) -> str:
    """The voices whose claims about parts prove the figure, and those that speak of just this place and these days."""
    whole = _describe_whole(tally)
    terms = tally.certificate.terms if tally.certificate else ()
    said = {figure.name for figure in tally.voices}
    names = dict.fromkeys(answer.known.origins[term.claim].voice.name for term in terms)
    parts = ", ".join(name for name in names if name not in said)
    if not parts:
        return whole
    return f"of parts: {parts}; of the whole: {whole}" if whole else f"of parts: {parts}"


def _describe_whole(tally: Tally) -> str:
    named = [_describe_voice(figure) for figure in tally.voices[:_VOICES]]
    more = len(tally.voices) - _VOICES
    return "; ".join([*named, count(more, "more voice")] if more > 0 else named)


def _describe_voice(figure: VoiceFigure) -> str:
    claims = f", {len(figure.claims)} claims" if len(figure.claims) > 1 else ""
    return f"{figure.name} {_describe_bounds(figure)}{claims}"


def _describe_bounds(figure: VoiceFigure) -> str:
    return write_bounds(figure.low, figure.high).replace(" or more", "+")


def _describe_rest(answer: TallyAnswer) -> str:
    used, aside = len(set(_list_used(answer.sheet.tallies))), len({item.claim for item in _list_aside(answer)})
    return f"{used:,} claims used, {aside:,} set aside; see --explain for the proofs, leave out --brief for the claims."


def _list_used(tallies: Iterable[Tally]) -> list[str]:
    voiced = [claim for tally in tallies for figure in tally.voices for claim in figure.claims]
    proofs = [proof for tally in tallies for proof in (tally.certificate, tally.high_certificate) if proof is not None]
    return [*voiced, *(term.claim for proof in proofs for term in proof.terms)]


def _list_aside(answer: TallyAnswer) -> list[SetAside]:
    return [*answer.sheet.set_aside, *(item for tally in answer.sheet.tallies for item in tally.set_aside)]


def _cell(words: str) -> Text:
    return Text(printable(words))
