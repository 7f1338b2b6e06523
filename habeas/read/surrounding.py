"""The words around a claim: what is shown beside a figure."""

from bisect import bisect_right

from habeas.lang import Language
from habeas.model import Claim, Reading, Report, Span
from habeas.read.passage import split_passages
from habeas.read.segment import split_segments


def surround_claims(reading: Reading, language: Language) -> dict[str, Span]:
    """Claim id → the sentence its trigger stands in, or as much of it as a caption leaves in one piece."""
    if not reading.claims:
        return {}
    spans = sorted(list_sentences(reading.report, language))
    return {claim.id: _find_span(claim, spans) for claim in reading.claims}


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
