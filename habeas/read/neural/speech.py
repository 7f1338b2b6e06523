"""Attributions by the model: words of saying with their source and content, beside those the tables find."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from habeas.read.attribution import AttributionMatch
from habeas.read.neural.scores import PassageScores, Stretch

LEAST_SAID = 0.4  # words less likely to be of saying give no statement: half of the F1 that is reached, as for claims
_QUOTES = '"“”„«»'
_SHORTEST = 2  # characters of a content


def merge_attributions(text: str, found: Sequence[AttributionMatch], scores: PassageScores) -> list[AttributionMatch]:
    """The attributions of the tables with the model's sources and contents, and those that the model alone finds.

    What the tables alone know of one (firmness, channel, addressee) stays; hedges without a speaker stay.
    """
    read = dict(_read_cues(text, scores))
    cues = list(read)
    kept: list[AttributionMatch] = []
    for match in found:
        cue = _same_cue(match, cues, read)
        kept.append(match if cue is None else _joined(match, read.pop(cue)))
    return sorted([*kept, *read.values()], key=lambda match: match.content[0])


def _read_cues(text: str, scores: PassageScores) -> Iterator[tuple[Stretch, AttributionMatch]]:
    """The model's attributions by their cues, which stand in order and apart."""
    reached = 0
    for piece, cue in sorted(scores.cues.items(), key=lambda item: item[0]):
        span = scores.cue_span(piece)
        if span[0] < reached or float(scores.cue_tags[piece, 1]) < LEAST_SAID:
            continue
        sources = _whole(scores.spoken_spans(cue, "source"), text)
        content = tuple(_whole(scores.spoken_spans(cue, "content"), text))
        if content and sources:
            reached = span[1]
            yield span, AttributionMatch(sources[0], span, content, direct=_is_quoted(text, content[0]))


def _whole(spans: Sequence[Stretch], text: str) -> list[Stretch]:
    return [(start, end) for start, end in spans if end - start >= _SHORTEST and text[start:end].strip()]


def _is_quoted(text: str, content: Stretch) -> bool:
    """Whether a content stands in quotation marks, its own or those around it."""
    around = text[max(0, content[0] - 1) : content[0] + 1]
    return any(mark in _QUOTES for mark in around)


def _same_cue(match: AttributionMatch, cues: Sequence[Stretch], left: Container[Stretch]) -> Stretch | None:
    """The first of the cues still left that overlaps that of an attribution."""
    if match.speaker is None or match.cue is None:
        return None
    first = bisect_right(cues, match.cue[0], key=itemgetter(1))
    last = bisect_left(cues, match.cue[1], key=itemgetter(0))
    return next((cue for cue in cues[first:last] if cue in left), None)


def _joined(tables: AttributionMatch, model: AttributionMatch) -> AttributionMatch:
    """One attribution found by both: the model's source, all of both contents."""
    content = _union([*tables.content, *model.content])
    return replace(tables, speaker=model.speaker, content=content, direct=tables.direct or model.direct)


def _union(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
