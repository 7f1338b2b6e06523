"""Readings as text for people: each claim with its words marked in the sentence."""

import re
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from habeas.cli.printable import printable, printable_text
from habeas.lang import Language
from habeas.model import Claim, Quantity, Reading, Report, Span, Statement
from habeas.model.quantity import write_bounds
from habeas.model.record import claim_mentions
from habeas.model.when import write_days
from habeas.read.surrounding import list_sentences

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


def print_readings(readings: Iterable[Reading], language: Language, console: Console | None = None) -> None:
    """Print every claim and statement; words stand in colour on a terminal and between marks elsewhere."""
    console = console or Console(highlight=False, soft_wrap=True)
    marks = not console.is_terminal
    reports = claims = statements = 0
    for reading in readings:
        reports += 1
        claims += len(reading.claims)
        statements += len(reading.statements)
        console.print(printable_text(_heading(reading.report)))
        sentences = list_sentences(reading.report, language)
        for claim in reading.claims:
            console.print(printable_text(_claim_line(claim)))
            console.print(printable_text(_excerpt(reading.report, claim, sentences, marks=marks)))
        for statement in reading.statements:
            console.print(printable_text(_statement_line(statement)))
        console.print()
    console.print(", ".join([count(reports, "report"), count(claims, "claim"), count(statements, "statement")]))


def count(number: int, noun: str) -> str:
    """A number with its noun in the right form: "1 report", "2 reports"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def describe_quantity(quantity: Quantity | None) -> str:
    """The number as a reader would say it: "more than 3,000", "12", "number not said"."""
    if quantity is None:
        return "number not said"
    words = quantity.words.text.strip() if quantity.words else None
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return f"{low:,}" if words is None or words == f"{low:,}" else f"{low:,} ({words})"
    bounds = write_bounds(low, high)
    return f"{bounds} ({words})" if words else bounds


def name_report(report: Report) -> str:
    """What a user knows a report by: its own id, else the file and line it came from."""
    return report.external_id or report.address or report.title or report.id


def _heading(report: Report) -> Text:
    facts = (report.published_at or "no date", report.publisher, report.title, report.address)
    return Text.assemble(
        (printable(name_report(report)), "bold underline"), *(f"  {printable(fact)}" for fact in facts if fact)
    )


def _claim_line(claim: Claim) -> Text:
    place = ", ".join(resolution.words.text for resolution in claim.place) or "place not said"
    speaker = claim.attribution.speaker.text if claim.attribution.speaker else "the report itself"
    facts = [describe_quantity(claim.quantity), _flat(place), _describe_days(claim), f"according to {speaker}"]
    tags = [tag for tag in (claim.modality, claim.scope, claim.context) if tag not in ("asserted", "new")]
    return Text.assemble((f"  {claim.type:<9} ", "bold"), " · ".join([*facts, *tags, f"score {claim.score:.2f}"]))


def _describe_days(claim: Claim) -> str:
    when = claim.when
    return "day not said" if when is None else write_days(when.start, when.end)


def _excerpt(report: Report, claim: Claim, sentences: Iterable[Span], *, marks: bool) -> Text:
    """The sentences that hold the claim's words, with the words marked; where fields share words, the first marks."""
    mentions = sorted(claim_mentions(claim), key=lambda item: (item[1].span.start, -item[1].span.end))
    excerpt = Text("            ")
    position = None
    for sentence in sentences:
        inside = [(name, of.span) for name, of in mentions if sentence.start <= of.span.start < sentence.end]
        if inside:
            if position is not None:
                excerpt.append(" … " if report.text[position : sentence.start].strip() else " ")
            _mark_words(excerpt, report.text, sentence, inside, marks=marks)
            position = sentence.end
    return excerpt


def _mark_words(excerpt: Text, text: str, sentence: Span, words: list[tuple[str, Span]], *, marks: bool) -> None:
    position = sentence.start
    for name, span in words:
        if span.start >= position:
            marked = _flat(text[span.start : span.end])
            excerpt.append(_flat(text[position : span.start]))
            excerpt.append(f"[{marked}]" if marks else marked, style=STYLES[name])
            position = span.end
    excerpt.append(_flat(text[position : max(position, sentence.end)]))


def _statement_line(statement: Statement) -> Text:
    content = " … ".join(_flat(part.text) for part in statement.content)
    facts = [
        _flat(statement.cue.text) if statement.cue else "",
        f"· to {_flat(statement.addressee.text)}" if statement.addressee else "",
        f"· through {_flat(statement.via.text)}" if statement.via else "",
        "· direct" if statement.direct else "· indirect",
    ]
    speaker = _flat(statement.speaker or "someone not named")
    said = " ".join(fact for fact in facts if fact)
    return Text.assemble((f"  {'said':<9} ", "bold"), (speaker, "bold magenta"), f" {said}: ", (content, "italic"))


def _flat(words: str) -> str:
    """The same words on one line."""
    return _SPACE.sub(" ", words)
