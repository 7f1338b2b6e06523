"""Which body "the group", "the ministry" or "the agency" stands for, where a text names one before that fits."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from habeas.lang.attribution import AttributionTables
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Sentence

_NEAR = 20
_SHORTEST_ACRONYM = 3
_NAME_BEHIND_WORD = re.compile(r"\b([\w’'-]++\.?) (?=([^\W\d_a-z][\w’'-]*))")


@dataclass(frozen=True, slots=True)
class Known:
    """What a text tells of its names: `bodies` with the nouns that introduce them ("Viasna, a rights group"), and
    the `surnames` that stand behind a first name or a title."""

    bodies: Mapping[str, frozenset[str]]
    surnames: frozenset[str]


def link_groups(
    sentences: Sequence[Sentence], found: Sequence[AttributionMatch], names: Sequence[Stretch]
) -> list[AttributionMatch]:
    """The attributions, each group noun that speaks with the body it stands for; nothing where that is unsure."""
    if not sentences or not any(_group_noun(sentences[0], match.speaker) for match in found):
        return list(found)
    known = survey_names(sentences[0].text, sentences[0].tables)
    starts = [sentence.stretch[0] for sentence in sentences]
    linked = []
    for match in found:
        sentence = sentences[max(bisect_left(starts, match.speaker[0] + 1) - 1, 0)] if match.speaker else sentences[0]
        noun = _group_noun(sentence, match.speaker)
        body = _find_body(sentence, match.speaker, noun, names=names, known=known) if noun and match.speaker else None
        linked.append(replace(match, stands_for=body) if body else match)
    return linked


def survey_names(text: str, tables: AttributionTables) -> Known:
    """What the whole text tells of its names, read once."""
    bodies: dict[str, frozenset[str]] = {}
    for pattern in (tables.named_body, tables.explained_body):
        for match in pattern.finditer(text):
            name, noun = match["name"], match["noun"]
            if not {word.lower() for word in name.split()} & (tables.titles | tables.time_words):
                bodies[name] = bodies.get(name, frozenset()) | {noun.lower()}
    plain = tables.articles | tables.prepositions | tables.time_words | tables.openers
    pairs = (match.groups() for match in _NAME_BEHIND_WORD.finditer(text))
    return Known(
        bodies=bodies,
        surnames=frozenset(
            name
            for first, name in pairs
            if (first[0].isupper() or first in tables.titles) and first.lower() not in plain
        ),
    )


def is_body(name: str, tables: AttributionTables, known: Known) -> bool:
    """Whether a name is surely one of a body and of no person: "it" may stand for it."""
    words = _naming_words(name, tables)
    head = words[-1].lower()
    if name in known.bodies or tables.medium.fullmatch(name) or head in tables.organisation_heads | tables.group_nouns:
        return True
    if len(words) > 1:
        return bare_name(name, tables) != name or words[-1].isupper()
    return head in tables.documents or words[0].isupper() or bool(tables.body_ending.search(words[0]))


def bare_name(name: str, tables: AttributionTables) -> str:
    """A body's name without its description ("NLW-Info monitor group" and "monitoring group NLW-Info" → "NLW-Info")."""
    words = name.split()
    described = tables.group_nouns | tables.group_modifiers
    if len(words) > 1 and sum(char.isupper() for char in words[0]) > 1 and described.issuperset(words[1:]):
        return words[0]
    nouns = [i for i, word in enumerate(words[:-1]) if word in tables.anaphors]
    if nouns and all(word[0].isupper() for word in words[nouns[-1] + 1 :]):
        return " ".join(words[nouns[-1] + 1 :])
    return name


def may_be_body(name: str, tables: AttributionTables, known: Known) -> bool:
    """Whether a speaker's name may be one of a body: a single word that the text gives no first name and no title."""
    words = name.split()
    if len(words) > 1 or not name[0].isupper() or name.lower() in tables.pronouns | tables.people:
        return False
    return words[0] not in known.surnames


def _group_noun(sentence: Sentence, speaker: Stretch | None) -> str | None:
    """The noun of a speaker's words that name nobody ("the rights group"), None where they do."""
    if speaker is None:
        return None
    text, tables = sentence.text, sentence.tables
    words = text[slice(*speaker)].lower().split()
    noun = words[-1] if words else ""
    is_definite = text[max(speaker[0] - 4, 0) : speaker[0]].lower() == f"{tables.definite} "
    if not (is_definite or noun in tables.people) or noun not in tables.anaphors:
        return None
    return noun if all(word in tables.group_modifiers for word in words[:-1]) else None


def _find_body(
    sentence: Sentence, speaker: Stretch, noun: str, *, names: Sequence[Stretch], known: Known
) -> Stretch | None:
    text, tables = sentence.text, sentence.tables
    place = bisect_left(names, speaker)
    before = (name for name in names[max(place - _NEAR, 0) : place] if name[1] <= speaker[0])
    fitting = [name for name in before if _fits(text[slice(*name)], noun, tables, known)]
    if not fitting or any(word in tables.coordinators for word in text[slice(*fitting[-1])].lower().split()):
        return None
    if noun in tables.local_bodies and not _is_only_one(sentence, [text[slice(*name)] for name in fitting]):
        return None
    return fitting[-1]


def _fits(name: str, noun: str, tables: AttributionTables, known: Known) -> bool:
    nouns = known.bodies.get(name, frozenset())
    if noun in nouns:
        return True
    words = _naming_words(name, tables)
    if noun in tables.group_nouns:
        return _is_group(name, words, tables) or not nouns.isdisjoint(tables.group_nouns)
    if noun in tables.medium_nouns and tables.medium.fullmatch(name):
        return True
    is_long = len(name.split()) > 1
    return is_long and (words[-1].lower() == noun or (noun.capitalize() in words and not _has_title(words, tables)))


def _is_group(name: str, words: Sequence[str], tables: AttributionTables) -> bool:
    """Whether a name is one of a group by its own words ("Northern Law Watch", "rights group Viasna", "NLW")."""
    if tables.medium.fullmatch(name):
        return False
    if len(name.split()) > 1:
        has_capital = any(word[0].isupper() for word in name.split()[1:])
        return (
            has_capital and any(word.lower() in tables.group_heads for word in words) and not _has_title(words, tables)
        )
    head = words[-1]
    return (head.isupper() and len(head) >= _SHORTEST_ACRONYM) or bool(tables.body_ending.search(head))


def _is_only_one(sentence: Sentence, fitting: Iterable[str]) -> bool:
    """Whether one body of a kind is named and the sentence names no place of another ("in Orsk, police said")."""
    tokens, tables = sentence.tokens, sentence.tables
    bodies = list(dict.fromkeys(name.casefold() for name in fitting))
    if len(bodies) != 1:
        return False
    behind = (after for token, after in pairwise(tokens) if token.low in tables.prepositions)
    return not any(
        token.text[0].isupper()
        and token.low not in tables.time_words
        and token.text.casefold() not in bodies[0].split()
        for token in behind
    )


def _naming_words(name: str, tables: AttributionTables) -> list[str]:
    """The words of a name up to its first preposition ("Ministry of the Interior")."""
    words = name.split()
    return words[: next((i for i, word in enumerate(words) if i and word in tables.prepositions), None)]


def _has_title(words: Iterable[str], tables: AttributionTables) -> bool:
    """Whether a word makes the name one of a person ("party leader")."""
    return any(word.lower() in tables.titles - tables.organisation_heads - tables.group_modifiers for word in words)
