"""Whom a medium passes on: "Reuters, citing police, said …" is the word of the police, through Reuters."""

from collections.abc import Iterator
from dataclasses import replace

from habeas.read.attribution.content import trim_end
from habeas.read.attribution.phrase import Phrase, name_span, phrase_after
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Sentence


def name_cited(sentence: Sentence, match: AttributionMatch) -> AttributionMatch:
    """The attribution with whoever the speaker cites as its speaker, and the one who cites as the medium."""
    if match.speaker is None or match.cue is None:
        return match
    for place in _places_of_citing(sentence, match.speaker):
        phrase = _cited_phrase(sentence, place + 1)
        if phrase is not None and _belongs(sentence, place, phrase, match=match):
            return _pass_on(sentence, match, place, phrase=phrase)
    return match


def _places_of_citing(sentence: Sentence, speaker: Stretch) -> Iterator[int]:
    """The tokens that open an aside ("citing police"): behind a comma or a speaker, or at the head of the sentence."""
    tokens = sentence.tokens
    for place in range(len(tokens) - 1):
        before = tokens[place - 1] if place else None
        if _is_citing(sentence, place) and (before is None or before.text == "," or before.end == speaker[1]):
            yield place


def _cited_phrase(sentence: Sentence, first: int) -> Phrase | None:
    """The noun phrase of somebody who can be cited; of "a statement from the ministry", the ministry."""
    tokens, tables = sentence.tokens, sentence.tables
    phrase = phrase_after(tokens, first, tables)
    if phrase is None:
        return None
    if tokens[_head(sentence, phrase)].low in tables.documents | tables.cited_things:
        return find_author(sentence, phrase)
    return phrase if _can_speak(sentence, phrase) else None


def _can_speak(sentence: Sentence, phrase: Phrase) -> bool:
    tables, head = sentence.tables, sentence.tokens[_head(sentence, phrase)]
    speakers = tables.people | tables.organisation_heads | tables.media_heads | tables.titles | tables.cited_people
    return head.text[0].isupper() or head.low in speakers


def find_author(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Whose document a phrase names ("figures from the ministry", "a list published by Test-Info"), None for others."""
    tokens, tables = sentence.tokens, sentence.tables
    head = _head(sentence, phrase)
    if tokens[head].low not in tables.documents | tables.cited_things:
        return None
    link = head + 1
    if link < len(tokens) and tokens[link].low in tables.citing | tables.quoting:
        return None
    if link < len(tokens) and (tokens[link].low.endswith(tables.past) or tokens[link].low in tables.participles):
        link += 1
    if link + 1 >= len(tokens) or tokens[link].low not in tables.authorship:
        return None
    author = phrase_after(tokens, link + 1, tables)
    return author if author and _can_speak(sentence, author) else None


def end_before_citing(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A noun phrase ended before the aside in it ("a Reuters report citing police")."""
    inner = range(phrase[0] + 1, phrase[1])
    return phrase[0], next((place - 1 for place in inner if _is_citing(sentence, place)), phrase[1])


def find_citing_medium(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The medium behind a noun phrase that passes it on ("data cited by Reuters")."""
    tokens, tables = sentence.tokens, sentence.tables
    link = phrase[1] + 1
    if link + 2 >= len(tokens) or tokens[link].low not in tables.citing | tables.quoting:
        return None
    return phrase_after(tokens, link + 2, tables) if tokens[link + 1].low in tables.agent else None


def _is_citing(sentence: Sentence, place: int) -> bool:
    low, tables = sentence.tokens[place].low, sentence.tables
    return low in tables.citing | tables.quoting and low.endswith(tables.participle)


def _head(sentence: Sentence, phrase: Phrase) -> int:
    """The last token of a noun phrase before its first preposition."""
    inner = range(phrase[0] + 1, phrase[1] + 1)
    return next((i - 1 for i in inner if sentence.tokens[i].low in sentence.tables.prepositions), phrase[1])


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
    assert match.speaker is not None
    tokens, tables = sentence.tokens, sentence.tables
    content = _without_aside(sentence, match, place, phrase=phrase) or match.content
    is_pronoun = sentence.text[slice(*match.speaker)].lower() in tables.pronouns
    via = match.via if is_pronoun else match.speaker
    return replace(match, speaker=name_span(tokens, phrase, tables), via=via, content=content)


def _without_aside(sentence: Sentence, match: AttributionMatch, place: int, *, phrase: Phrase) -> tuple[Stretch, ...]:
    """The content without an aside behind the cue or at the head of the sentence."""
    assert match.cue is not None
    start = sentence.tokens[place].start
    if start > match.cue[1]:
        return _around_aside(sentence, match.content, place, phrase=phrase)
    return tuple(stretch for stretch in match.content if place > 0 or stretch[0] > start)


def _around_aside(
    sentence: Sentence, content: tuple[Stretch, ...], place: int, *, phrase: Phrase
) -> tuple[Stretch, ...]:
    """The content ended before an aside, and begun behind it where it began with it."""
    tokens = sentence.tokens
    start = tokens[place].start
    end = trim_end(sentence, tokens[place - 1].end)
    cut = ((first, min(stop, end)) if first < end else (first, stop) for first, stop in content)
    rest = next((token.start for token in tokens[phrase[1] + 1 :] if token.kind != "p"), start)
    moved = ((rest, stop) if first == start else (first, stop) for first, stop in cut)
    return tuple(stretch for stretch in moved if stretch[0] < stretch[1])
