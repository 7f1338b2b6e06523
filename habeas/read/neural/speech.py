"""Attributions by the model: words of saying with their source and content, beside those the tables find."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from habeas.read.attribution import AttributionMatch
from habeas.read.neural.scores import PassageScores, Stretch

LEAST_SAID = 0.4  # words less likely to be of saying give no statement: half of the F1 that is reached, as for claims
_QUOTES = '"“”„«»'
_SHORTEST = 2  # characters of a content


def merge_attributions(text: str, found: Sequence[AttributionMatch], scores: PassageScores) -> list[AttributionMatch]:
    """The attributions of the tables with the model's sources and contents, and those that the model alone finds.

    What the tables alone know of one (firmness, channel, addressee) stays; hedges without a speaker stay.
    """
    read = list(_read_cues(text, scores))
    kept: list[AttributionMatch] = []
    for match in found:
        twin = next((other for other in read if _is_same(match, other)), None)
        if twin is not None:
            read.remove(twin)
        kept.append(match if twin is None else _joined(match, twin))
    return sorted([*kept, *read], key=lambda match: match.content[0])


def _read_cues(text: str, scores: PassageScores) -> Iterator[AttributionMatch]:
    reached = 0
    for piece, cue in sorted(scores.cues.items(), key=lambda item: item[0]):
        span = scores.cue_span(piece)
        if span[0] < reached or float(scores.cue_tags[piece, 1]) < LEAST_SAID:
            continue
        sources = _whole(scores.spoken_spans(cue, "source"), text)
        content = tuple(_whole(scores.spoken_spans(cue, "content"), text))
        if content and sources:
            reached = span[1]
            yield AttributionMatch(sources[0], span, content, direct=_is_quoted(text, content[0]))


def _whole(spans: Sequence[Stretch], text: str) -> list[Stretch]:
    return [(start, end) for start, end in spans if end - start >= _SHORTEST and text[start:end].strip()]


def _is_quoted(text: str, content: Stretch) -> bool:
    """Whether a content stands in quotation marks, its own or those around it."""
    around = text[max(0, content[0] - 1) : content[0] + 1]
    return any(mark in _QUOTES for mark in around)


def _is_same(left: AttributionMatch, right: AttributionMatch) -> bool:
    if left.speaker is None or left.cue is None or right.cue is None:
        return False
    return left.cue[0] < right.cue[1] and right.cue[0] < left.cue[1]


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
