"""Whom "he", "she", "they", "it" or "the group" stands for, where a report names them before."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from habeas.lang.attribution import AttributionTables
from habeas.read.attribution.group import Known, is_body, link_groups, may_be_body, survey_names
from habeas.read.attribution.phrase import name_end, name_span, phrase_after
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Sentence

_NEAR = 20


def link_speakers(sentences: Sequence[Sentence], found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
    """The attributions, each pronoun or group noun that speaks with the last name before it that fits."""
    if not sentences:
        return list(found)
    found = [
        _name_author(match, found[max(0, place - _NEAR) : place], sentences[0]) for place, match in enumerate(found)
    ]
    speakers = [stretch for match in found for stretch in (match.speaker, match.via) if stretch]
    names = sorted({*_leading_names(sentences), *speakers})
    found = link_groups(sentences, found, names)
    if not any(_pronoun(sentences[0], match) for match in found):
        return found
    known = survey_names(sentences[0].text, sentences[0].tables)
    spoke = {match.speaker: match.stands_for or match.speaker for match in found if match.speaker}
    return [_link(sentences[0], match, names, known=known, spoke=spoke) for match in found]


def _pronoun(sentence: Sentence, match: AttributionMatch) -> str | None:
    if match.speaker is None or match.speaker[1] - match.speaker[0] > len("they"):
        return None
    pronoun = sentence.text[slice(*match.speaker)].lower()
    return pronoun if pronoun in sentence.tables.pronoun_kinds else None


def _link(
    sentence: Sentence,
    match: AttributionMatch,
    names: Sequence[Stretch],
    *,
    known: Known,
    spoke: Mapping[Stretch, Stretch],
) -> AttributionMatch:
    pronoun = _pronoun(sentence, match)
    if pronoun is None or match.speaker is None:
        return match
    place = bisect_left(names, match.speaker)
    before = (name for name in reversed(names[max(place - _NEAR, 0) : place]) if name[1] <= match.speaker[0])
    fitting = (name for name in before if _can_mean(pronoun, sentence, name, known=known, spoke=name in spoke))
    named = next(fitting, None)
    return replace(match, named=spoke.get(named, named)) if named else match


def _can_mean(pronoun: str, sentence: Sentence, name: Stretch, *, known: Known, spoke: bool) -> bool:
    """Whether a pronoun can stand for a name: "it" for no person, "he" for no body."""
    text, tables = sentence.text, sentence.tables
    kind, words = tables.pronoun_kinds[pronoun], text[slice(*name)]
    if kind == "body":
        return is_body(words, tables, known) or (spoke and may_be_body(words, tables, known))
    if kind == "person" and (words in known.bodies or tables.medium.fullmatch(words)):
        return False
    return kind in _kinds(words, tables)


def _name_author(match: AttributionMatch, earlier: Sequence[AttributionMatch], sentence: Sentence) -> AttributionMatch:
    """A document that says something speaks for whoever issued it ("published a letter … The letter read")."""
    if match.speaker is None or match.cue is None:
        return match
    document = sentence.text[slice(*match.speaker)].lower()
    if document not in sentence.tables.documents | sentence.tables.cited_things:
        return match
    author = _find_issuer(document, earlier, sentence)
    medium = sentence.tables.medium.search(sentence.text, match.speaker[1], max(match.speaker[1], match.cue[0]))
    via = match.via or (medium.span() if medium else None)
    return replace(match, named=(author.named or author.speaker) if author else None, via=via)


def _find_issuer(document: str, earlier: Sequence[AttributionMatch], sentence: Sentence) -> AttributionMatch | None:
    """The last attribution before whose cue ends in the name of the document ("published a letter")."""
    for other in reversed(earlier):
        if other.cue and other.speaker and sentence.text[slice(*other.cue)].lower().endswith(document):
            return other
    return None


def _leading_names(sentences: Sequence[Sentence]) -> list[Stretch]:
    """The noun phrases with which sentences begin, cut where a name is followed by what may be a verb."""
    found = []
    for sentence in sentences:
        tokens, tables = sentence.tokens, sentence.tables
        first = next((i for i, token in enumerate(tokens[:3]) if token.low not in tables.openers), None)
        phrase = phrase_after(tokens, first, tables) if first is not None and tokens else None
        if phrase:
            found.append(name_span(tokens, (phrase[0], name_end(tokens, phrase, tables)), tables))
    return found


def _before_preposition(words: list[str], tables: AttributionTables) -> list[str]:
    return words[: next((i for i, word in enumerate(words) if i and word in tables.prepositions), None)]


def _kinds(name: str, tables: AttributionTables) -> frozenset[str]:
    """Whether a name can be a person, several, or a body; a pronoun is none."""
    words = _before_preposition(name.split(), tables)
    head = words[-1].lower()
    if head in tables.pronouns or not name[:1].isalpha():
        return frozenset()
    if _is_plural(words[-1], tables):
        return frozenset({"several"})
    is_alone = len(words) == 1
    if is_alone and head.endswith("s"):
        return frozenset({"several", "person", "body"})
    if head in tables.organisation_heads or (words[-1].isupper() and len(head) > 1):
        return frozenset({"several", "body"})
    return frozenset({"person", "body"}) if is_alone else frozenset({_kind_of_head(words[-1], tables)})


def _is_plural(head: str, tables: AttributionTables) -> bool:
    low = head.lower()
    return low in tables.people or (low.endswith("s") and head[0].islower())


def _kind_of_head(head: str, tables: AttributionTables) -> str:
    """Whether a phrase of several words is a person or a body, by its last word."""
    return "person" if head.lower() in tables.titles or head[0].isupper() else "body"
