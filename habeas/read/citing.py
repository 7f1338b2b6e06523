"""Whom a medium passes on: "Reuters, citing police, said …" is the word of the police, through Reuters."""

from collections.abc import Iterator
from dataclasses import replace

from habeas.read.content import trim_end
from habeas.read.phrase import Phrase, name_span, phrase_after
from habeas.read.speech import AttributionMatch, Sentence


def name_cited(sentence: Sentence, match: AttributionMatch) -> AttributionMatch:
    """The attribution with whoever the speaker cites as its speaker, and the one who cites as the medium."""
    if match.speaker is None or match.cue is None:
        return match
    for place in _places_of_citing(sentence):
        phrase = _cited_phrase(sentence, place + 1)
        if phrase is not None and _belongs(sentence, place, phrase, match=match):
            return _pass_on(sentence, match, place, phrase=phrase)
    return match


def _places_of_citing(sentence: Sentence) -> Iterator[int]:
    """The tokens that open an aside like "citing police": behind a comma or at the head of the sentence."""
    tokens, tables = sentence.tokens, sentence.tables
    for place, token in enumerate(tokens[:-1]):
        is_citing = token.low in tables.citing | tables.quoting and token.low.endswith(tables.participle)
        if is_citing and (place == 0 or tokens[place - 1].text == ","):
            yield place


def _cited_phrase(sentence: Sentence, first: int) -> Phrase | None:
    """The noun phrase of somebody who can be cited; of "a statement from the ministry", the ministry."""
    tokens, tables = sentence.tokens, sentence.tables
    phrase = phrase_after(tokens, first, tables)
    if phrase is None:
        return None
    inner = range(phrase[0] + 1, min(phrase[1] + 2, len(tokens)))
    link = next((i for i in inner if tokens[i].low in tables.prepositions), None)
    head = tokens[phrase[1] if link is None else link - 1]
    if head.low in tables.documents | tables.cited_things:
        return _cited_phrase(sentence, link + 1) if link is not None and link + 1 < len(tokens) else None
    can_speak = tables.people | tables.organisation_heads | tables.media_heads | tables.titles | tables.cited_people
    return phrase if head.text[0].isupper() or head.low in can_speak else None


def _belongs(sentence: Sentence, place: int, phrase: Phrase, *, match: AttributionMatch) -> bool:
    """Whether the aside stands behind the cue, between speaker and cue, or right before the speaker."""
    assert match.speaker is not None and match.cue is not None
    tokens = sentence.tokens
    start = tokens[place].start
    if place > 0:
        return start > match.cue[1] or match.speaker[1] <= start < match.cue[0]
    behind = next(
        (token for token in tokens[phrase[1] + 1 :] if token.low not in sentence.tables.articles | {","}), None
    )
    return behind is not None and behind.start == match.speaker[0]


def _pass_on(sentence: Sentence, match: AttributionMatch, place: int, *, phrase: Phrase) -> AttributionMatch:
    assert match.speaker is not None and match.cue is not None
    tokens, tables = sentence.tokens, sentence.tables
    start = tokens[place].start
    content = match.content
    if start > match.cue[1]:
        end = trim_end(sentence, tokens[place - 1].end)
        cut = tuple((first, min(stop, end)) if first < end else (first, stop) for first, stop in content)
        content = tuple(stretch for stretch in cut if stretch[0] < stretch[1]) or content
    elif place == 0:
        content = tuple(stretch for stretch in content if stretch[0] > start) or content
    is_pronoun = sentence.text[slice(*match.speaker)].lower() in tables.pronouns
    via = match.via if is_pronoun else match.speaker
    return replace(match, speaker=name_span(tokens, phrase, tables), via=via, content=content)
