"""Readings as text for people: each claim with its words marked in the sentence."""

import re
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from habeas.model import Claim, Mention, Quantity, Reading, Report, Statement
from habeas.model.record import claim_mentions

STYLES = {
    "trigger": "bold red",
    "quantity": "bold yellow",
    "whom": "cyan",
    "by": "magenta",
    "place": "green",
    "when": "blue",
    "speaker": "bold magenta",
    "via": "magenta",
}
_SPACE = re.compile(r"\s+")
_REACH = 400  # characters of context printed around a claim at most, where a sentence is longer


def print_readings(readings: Iterable[Reading], console: Console | None = None) -> None:
    """Print every claim and statement; words stand in colour on a terminal and between marks elsewhere."""
    console = console or Console(highlight=False, soft_wrap=True)
    marks = not console.is_terminal
    reports = claims = statements = 0
    for reading in readings:
        reports += 1
        claims += len(reading.claims)
        statements += len(reading.statements)
        console.print(_heading(reading.report))
        for claim in reading.claims:
            console.print(_claim_line(claim))
            console.print(_excerpt(reading.report.text, claim, marks=marks))
        for statement in reading.statements:
            console.print(_statement_line(statement))
        console.print()
    console.print(f"{reports:,} reports, {claims:,} claims, {statements:,} statements")


def describe_quantity(quantity: Quantity | None) -> str:
    """The number as a reader would say it: "more than 3,000", "12", "number not said"."""
    if quantity is None:
        return "number not said"
    words = quantity.words.text.strip() if quantity.words else None
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return f"{low:,}" if words is None or words == f"{low:,}" else f"{low:,} ({words})"
    bounds = f"{low:,} or more" if high is None and low is not None else f"{low or 0:,} to {high or 0:,}"
    if low is None:
        bounds = f"at most {high:,}"
    return f"{bounds} ({words})" if words else bounds


def _heading(report: Report) -> Text:
    name = report.external_id or report.title or report.id
    date = report.published_at or "no date"
    where = " ".join(part for part in (report.address, report.part) if part)
    return Text.assemble(
        (f"{name}", "bold underline"), f"  {date}", f"  {report.publisher or ''}", f"  {where}".rstrip()
    )


def _claim_line(claim: Claim) -> Text:
    when = claim.when
    days = (
        "day not said" if when is None else f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
    )
    place = ", ".join(resolution.words.text for resolution in claim.place) or "place not said"
    speaker = claim.attribution.speaker.text if claim.attribution.speaker else "the report itself"
    facts = [describe_quantity(claim.quantity), place, days, f"according to {speaker}"]
    tags = [tag for tag in (claim.modality, claim.scope, claim.context) if tag not in ("asserted", "new")]
    return Text.assemble((f"  {claim.type:<9}", "bold"), " · ".join([*facts, *tags, f"score {claim.score:.2f}"]))


def _excerpt(text: str, claim: Claim, *, marks: bool) -> Text:
    """The sentences a claim's words stand in, with the words marked; one mark where fields share words."""
    mentions = sorted(claim_mentions(claim), key=lambda item: (item[1].span.start, -item[1].span.end))
    start, end = _reach(text, [mention for _, mention in mentions], claim.trigger)
    excerpt = Text("            ")
    position = start
    for name, mention in mentions:
        span = mention.span
        if span.start < position or span.end > end:
            continue
        excerpt.append(_flat(text[position : span.start]))
        excerpt.append(f"[{_flat(mention.text)}]" if marks else _flat(mention.text), style=STYLES[name])
        position = span.end
    excerpt.append(_flat(text[position:end]))
    return excerpt


def _reach(text: str, mentions: list[Mention], trigger: Mention) -> tuple[int, int]:
    """The paragraph parts that hold the claim's words, no further than `_REACH` from the trigger."""
    first = max(min(mention.span.start for mention in mentions), trigger.span.start - _REACH)
    last = min(max(mention.span.end for mention in mentions), trigger.span.end + _REACH)
    starts = [text.rfind(mark, 0, first) + len(mark) for mark in (". ", "\n", "? ", "! ") if mark in text[:first]]
    ends = [place for mark in (". ", "\n", "? ", "! ") if (place := text.find(mark, last)) != -1]
    start = max([first - _REACH, 0, *starts])
    return start, min([last + _REACH, len(text), *(place + 1 for place in ends)])


def _statement_line(statement: Statement) -> Text:
    content = " … ".join(_flat(part.text) for part in statement.content)
    via = f" (through {statement.via.text})" if statement.via else ""
    cue = f" {statement.cue.text}" if statement.cue else ""
    speaker = statement.speaker or "someone not named"
    return Text.assemble(("  said     ", "bold"), (speaker, "bold magenta"), f"{cue}{via}: ", (content, "italic"))


def _flat(words: str) -> str:
    """The same words on one line."""
    return _SPACE.sub(" ", words)
