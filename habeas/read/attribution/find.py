"""Who asserts what in a passage: speakers, the words that attribute, and the stretches they cover.

Subjects are found by the small function words around them, not by a parser: the reader must be fast on one core and the
trained reader to come finds the same spans.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from habeas.lang.attribution import AttributionTables
from habeas.lang.language import Language
from habeas.read.attribution.antecedent import link_speakers
from habeas.read.attribution.cue import read_sentence
from habeas.read.attribution.phrase import split_tokens
from habeas.read.attribution.quotation import Stretch, find_quotations
from habeas.read.attribution.speech import AttributionMatch, Sentence
from habeas.read.segment import Segment

__all__ = ["AttributionMatch", "attribution_at", "find_attributions", "hedge_at"]

Merge = Callable[[Sequence[AttributionMatch]], list[AttributionMatch]]
_SHORTEST_SPEECH = 12
_LONGEST_SENTENCE = 1500
_LONGEST_WORD = 20_000
_WORD = re.compile(r"\w")
_MARKS = "\"“”„«»'‘’`"
_STOPS = frozenset(".!?…,")


def find_attributions(
    text: str, segments: Sequence[Segment], language: Language, merge: Merge | None = None
) -> list[AttributionMatch]:
    """Every attribution of a passage, in order; a quotation without cue words belongs to the last speaker quoted.

    `merge` may change and add to what the tables find, before pronouns are resolved.
    """
    tables = language.attribution
    found = None if tables.prefilter.search(text) else merge([]) if merge else []
    if found == []:
        return []
    quotations = find_quotations(text)
    joined = _join_segments(text, segments, quotations)
    stretches = [part for stretch in joined for part in _cut_longest(text, stretch, quotations)]
    sentences = [
        Sentence(text, part, split_tokens(text, part, _inside(part, quotations)), tables)
        for part in stretches
        if _WORD.search(text, *part) is not None
    ]
    if found is None:
        found = [match for sentence in sentences for match in read_sentence(sentence)]
        found = merge(found) if merge else found
    if merge is not None:
        found = [_without_article(text, match, tables) for match in found]
    found = _attach_quotations(text, link_speakers(sentences, found), quotations)
    return sorted(found, key=_position)


def _inside(part: Stretch, quotations: Sequence[Stretch]) -> Sequence[Stretch]:
    """The quotations that begin in a stretch, by bisection: a long text has many of both."""
    return quotations[bisect_left(quotations, (part[0], 0)) : bisect_left(quotations, (part[1], 0))]


def attribution_at(matches: Sequence[AttributionMatch], position: int) -> AttributionMatch | None:
    """The attribution that asserts what stands at a position: the innermost one with a speaker."""
    covering = [match for match in matches if match.speaker and match.asserts and match.covers(position)]
    return min(covering, key=lambda match: sum(end - start for start, end in match.content), default=None)


def hedge_at(matches: Sequence[AttributionMatch], position: int) -> AttributionMatch | None:
    """The hedge without a speaker ("reportedly") that weakens what stands at a position."""
    return next((match for match in matches if match.speaker is None and match.cue and match.covers(position)), None)


def _without_article(text: str, match: AttributionMatch, tables: AttributionTables) -> AttributionMatch:
    """The attribution with its speaker as the tables name one: without an article in front."""
    if match.speaker is None:
        return match
    start, end = match.speaker
    article, _, rest = text[start:end].partition(" ")
    if not rest.strip() or article.lower() not in tables.articles:
        return match
    return replace(match, speaker=(end - len(rest.lstrip()), end))


def _position(match: AttributionMatch) -> int:
    return match.content[0][0]


def _join_segments(text: str, segments: Sequence[Segment], quotations: Sequence[Stretch]) -> list[Stretch]:
    """Segments as stretches, joined where a quotation runs across their border."""
    joined: list[Stretch] = []
    following = iter(quotations)
    quotation = next(following, None)
    last_end = -1
    for segment in segments:
        while quotation is not None and quotation[1] <= segment.start:
            last_end = quotation[1]
            quotation = next(following, None)
        start, end = joined[-1] if joined else (0, 0)
        asks = end == last_end and _ends_asking(text, end, segment.start)
        if joined and (asks or _runs_across(quotation, end, segment.start)):
            joined[-1] = (start, max(segment.end, end))
        else:
            joined.append((segment.start, segment.end))
    return joined


def _runs_across(quotation: Stretch | None, end: int, start: int) -> bool:
    """Whether a quotation holds the border between two segments."""
    return quotation is not None and quotation[0] < end and start < quotation[1]


def _cut_longest(text: str, stretch: Stretch, quotations: Sequence[Stretch]) -> list[Stretch]:
    """A stretch in parts that no sentence exceeds: time then grows with the text's length, whatever the text."""
    start, end = stretch
    parts = []
    while end - start > _LONGEST_SENTENCE:
        cut = text.find(" ", start + _LONGEST_SENTENCE - 1, min(end, start + _LONGEST_WORD))
        cut = start + _LONGEST_WORD if cut < 0 else cut
        place = bisect_left(quotations, (cut, 0)) - 1
        if place >= 0 and quotations[place][0] < cut < quotations[place][1]:
            cut = quotations[place][1]
        if not start < cut < end:
            break
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]


def _ends_asking(text: str, end: int, start: int) -> bool:
    """Whether a quotation ends with a question or a call and the line goes on: who asked may follow."""
    return text[max(end - 3, 0) : end].rstrip(_MARKS)[-1:] in {"?", "!"} and "\n" not in text[end:start]


def _attach_quotations(
    text: str, found: list[AttributionMatch], quotations: Sequence[Stretch]
) -> list[AttributionMatch]:
    """Adds the quotations that no cue claims and that stand as sentences of their own, said by the last speaker."""
    taken = sorted(stretch for match in found for stretch in match.content)
    reached = list(accumulate((end for _, end in taken), max))
    speakers = sorted((match for match in found if match.speaker and match.direct), key=_position)
    attached = list(found)
    for quotation in quotations:
        begun = bisect_left(taken, (quotation[1], 0))
        is_taken = begun > 0 and reached[begun - 1] > quotation[0]
        before = bisect_left(speakers, quotation[0], key=_position)
        if before and not is_taken and _stands_alone(text, quotation):
            attached.append(replace(speakers[before - 1], cue=None, content=(quotation,), via=None, addressee=None))
    return attached


def _stands_alone(text: str, quotation: Stretch) -> bool:
    """Whether a quotation is a sentence of its own and not a quoted word inside one."""
    start, end = quotation
    before = text[max(start - 3, 0) : start].rstrip(f" {_MARKS}")[-1:]
    return (
        end - start > _SHORTEST_SPEECH
        and (not before or before in ".!?…\n:]")
        and text[start:end].rstrip(_MARKS)[-1:] in _STOPS
    )
