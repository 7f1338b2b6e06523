"""The words around a claim: what is shown beside a figure."""

from bisect import bisect_right

from habeas.lang import Language
from habeas.model import Claim, Reading, Report, Span
from habeas.model.row import is_row
from habeas.read.passage import split_passages
from habeas.read.segment import split_segments

_ROW_REACH = 300  # characters of a row shown beside a figure


def surround_claims(reading: Reading, language: Language) -> dict[str, Span]:
    """Claim id → the sentence its trigger stands in, or as much of it as a caption leaves in one piece."""
    if not reading.claims:
        return {}
    if is_row(reading.report):
        return {claim.id: _find_lines(reading.report, claim) for claim in reading.claims}
    spans = sorted(list_sentences(reading.report, language))
    return {claim.id: _find_span(claim, spans) for claim in reading.claims}


def _find_lines(report: Report, claim: Claim) -> Span:
    """The cells of a row that say how many and of what; only the first where they stand far apart."""
    trigger = claim.trigger.span
    number = claim.quantity.words.span if claim.quantity and claim.quantity.words else trigger
    start, end = min(trigger.start, number.start), max(trigger.end, number.end)
    if end - start > _ROW_REACH:
        start, end = number.start, number.end
    line_end = report.text.find("\n", end)
    return Span(report.id, report.text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(report.text))


def list_sentences(report: Report, language: Language) -> list[Span]:
    """Where the sentences of a report stand; one that a caption interrupts is in several pieces."""
    return [
        mention.span
        for passage in split_passages(report)
        for segment in split_segments(passage.text, language)
        for mention in passage.mentions(segment.start, segment.end)
    ]


def _find_span(claim: Claim, spans: list[Span]) -> Span:
    """The last of the ordered spans that begins before the trigger, or the trigger itself where none holds it whole."""
    trigger = claim.trigger.span
    place = bisect_right(spans, trigger.start, key=lambda span: span.start)
    holds = place > 0 and trigger.end <= spans[place - 1].end
    return spans[place - 1] if holds else trigger
