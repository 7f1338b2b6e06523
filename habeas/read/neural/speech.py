"""Attributions by the model: words of saying with their source and content, beside those the tables find."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from habeas.read.attribution import AttributionMatch
from habeas.read.neural.scores import PassageScores, Stretch

LEAST_SAID = 0.5  # words less likely to be of saying give no statement
_QUOTES = '"“”„«»'
_STOPS = ",;: "
_SHORTEST = 2  # characters of a content
_LONGEST_NAME = 60
_HYPHENS = frozenset("-‐‑")
_JOINED_BEFORE = re.compile(r"(?:[^\W_]+[-‐‑])+$")
_JOINED_AFTER = re.compile(r"(?:[-‐‑][^\W_]+)+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s|\n")


def merge_attributions(text: str, found: Sequence[AttributionMatch], scores: PassageScores) -> list[AttributionMatch]:
    """The attributions of the tables with what the model adds to their contents, and those that it alone finds.

    The speaker that the tables find stays: they know of two in one sentence which words say what.
    """
    read = dict(_read_cues(text, scores))
    cues = list(read)
    kept: list[AttributionMatch] = []
    for match in found:
        cue = _same_cue(match, cues, read)
        kept.append(match if cue is None else _joined(match, read.pop(cue)))
    # "Reuters, citing police": who passes a word on is no second speaker of it.
    media = [match.via for match in found if match.via is not None]
    added = [match for match in read.values() if not any(_overlap(match.speaker or (0, 0), via) for via in media)]
    return sorted([*kept, *added], key=lambda match: match.content[0])


def _read_cues(text: str, scores: PassageScores) -> Iterator[tuple[Stretch, AttributionMatch]]:
    """The model's attributions by their cues, which stand in order and apart."""
    reached = 0
    for piece, cue in sorted(scores.cues.items(), key=lambda item: item[0]):
        span = scores.cue_span(piece)
        if span[0] < reached or float(scores.cue_tags[piece, 1]) < LEAST_SAID:
            continue
        sources = [_trim(_joined_up(span, text), text) for span in _whole(scores.spoken_spans(cue, "source"), text)]
        content = _in_sentence(_whole(scores.spoken_spans(cue, "content"), text), span, text)
        if content and sources:
            reached = span[1]
            yield span, AttributionMatch(sources[0], span, content, direct=_is_quoted(text, content[0]))


def _whole(spans: Sequence[Stretch], text: str) -> list[Stretch]:
    return [(start, end) for start, end in spans if end - start >= _SHORTEST and text[start:end].strip()]


def _joined_up(span: Stretch, text: str) -> Stretch:
    """A source with the rest of a name that a hyphen cuts: "OVD-Info" is nobody called Info."""
    is_joined = text[span[0] - 1 : span[0]] in _HYPHENS
    before = _JOINED_BEFORE.search(text[max(0, span[0] - _LONGEST_NAME) : span[0]]) if is_joined else None
    after = _JOINED_AFTER.match(text, span[1]) if text[span[0] : span[1]][-1:].isalnum() else None
    return span[0] - (len(before[0]) if before else 0), after.end() if after else span[1]


def _trim(span: Stretch, text: str) -> Stretch:
    """A source without the comma that ends it."""
    return span[0], span[0] + (len(text[slice(*span)].rstrip(_STOPS)) or span[1] - span[0])


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
    """One attribution found by both: of the model's contents those that go on with the tables'."""
    added = [span for span in model.content if any(_overlap(span, other) for other in tables.content)]
    return replace(tables, content=_union([*tables.content, *added]), direct=tables.direct or model.direct)


def _in_sentence(spans: Sequence[Stretch], cue: Stretch, text: str) -> tuple[Stretch, ...]:
    """The contents that no end of a sentence parts from the words of saying, or from a content that none parts."""
    kept: list[Stretch] = []
    for span in sorted(spans, key=lambda span: _distance(span, cue)):
        near = min([cue, *kept], key=lambda other: _distance(span, other))
        if not _SENTENCE_END.search(text, min(near[1], span[1]), max(near[0], span[0])):
            kept.append(span)
    return tuple(sorted(kept))


def _distance(left: Stretch, right: Stretch) -> int:
    return max(left[0] - right[1], right[0] - left[1], 0)


def _overlap(left: Stretch, right: Stretch) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _union(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
