"""The corrections log for people and as JSON."""

from rich.text import Text

from habeas.cli.printable import printable
from habeas.cli.sheet import open_console
from habeas.cli.sheet_record import stored_record
from habeas.model.change import Correction, drop_echoes
from habeas.model.record import Json
from habeas.model.when import write_days
from habeas.pipeline import CorrectionsAnswer


def print_corrections(answer: CorrectionsAnswer) -> None:
    """Print each correction: when (UTC), what, of which figure, before and after; below it why."""
    console = open_console()
    if not answer.corrections:
        console.print("Nothing was corrected.")
    for entry in drop_echoes(answer.corrections):
        console.print(Text(printable(_title(entry)), style="bold"))
        console.print(Text(printable(f"    {entry.reason}")))


def corrections_record(answer: CorrectionsAnswer) -> Json:
    """The log with each claim that it names."""
    named = {claim for entry in answer.corrections for claim in entry.claims}
    known = answer.known
    return {
        "corrections": [correction_record(entry) for entry in answer.corrections],
        "claims": {key: stored_record(known.claims[key], known.origins[key]) for key in sorted(named)},
    }


def correction_record(entry: Correction) -> Json:
    """An entry of the log."""
    return {
        "at": entry.at,
        "kind": entry.kind,
        "measure": entry.measure,
        "place": entry.place,
        "label": entry.label,
        "from": entry.first.isoformat(),
        "to": entry.last.isoformat(),
        "before": entry.before,
        "after": entry.after,
        "claims": list(entry.claims),
        "judgements": list(entry.judgements),
        "reason": entry.reason,
    }


def _title(entry: Correction) -> str:
    days = write_days(entry.first, entry.last)
    when = entry.at[:16].replace("T", " ")
    moved = f"{_number(entry.before)} → {_number(entry.after)}"
    return f"{when}  {entry.kind.replace('-', ' ')}: {entry.measure}, {entry.label}, {days}: {moved}"


def _number(value: int | None) -> str:
    return "none" if value is None else f"{value:,}"
