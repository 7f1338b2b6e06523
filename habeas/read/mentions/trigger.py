"""Words that may name a happening, with the ways they can be read; which of them are claims is decided later."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from habeas.lang.events import EventsTables, TriggerTable
from habeas.model import EventType
from habeas.read.mentions.tag import inflect, plural
from habeas.read.mentions.token import Tokens

Phrase = tuple[str, ...]
_NOTHING: frozenset[str] = frozenset()
_QUOTATION = frozenset("\"'“”‘’«»„")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens `first` to `last` (excluded) that may name a happening; `forms` are the tables the words stand in."""

    type: EventType
    first: int
    last: int
    lemma: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """Phrases by their first word: `phrases[word]` lists the phrase, its type, lemma and forms, longest first."""

    phrases: dict[str, tuple[tuple[Phrase, EventType, str, frozenset[str]], ...]]
    fixed: dict[str, tuple[Phrase, ...]]
    senses: dict[str, frozenset[str]]
    screen: re.Pattern[str]

    def may_name(self, text: str) -> bool:
        """Whether any trigger word may stand in the text; cheap, and never wrongly no."""
        return self.screen.search(text) is not None


def index_triggers(tables: EventsTables) -> TriggerIndex:
    """The trigger tables, ready to look up."""
    found: dict[tuple[Phrase, EventType], tuple[str, set[str]]] = {}
    for event_type, table in tables.triggers.items():
        for words, lemma, form in _expand(table, tables):
            entry = found.setdefault((tuple(words.split()), event_type), (tables.alike.get(words, lemma), set()))
            entry[1].add(form)
    phrases: dict[str, list[tuple[Phrase, EventType, str, frozenset[str]]]] = {}
    for (phrase, event_type), (lemma, forms) in found.items():
        phrases.setdefault(phrase[0], []).append((phrase, event_type, lemma, frozenset(forms)))
    return TriggerIndex(
        phrases={word: tuple(sorted(group, key=lambda row: -len(row[0]))) for word, group in phrases.items()},
        fixed=_by_first_word(tables.fixed),
        senses={sense.lemma: frozenset(sense.beside) for sense in tables.senses},
        screen=re.compile(rf"\b(?:{_prefixes(phrases)})", re.IGNORECASE),
    )


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    grouped: dict[str, tuple[Phrase, ...]] = {}
    for words in phrases:
        phrase = tuple(words.split())
        grouped[phrase[0]] = (*grouped.get(phrase[0], ()), phrase)
    return grouped


def _prefixes(words: Iterable[str]) -> str:
    """An alternation of the words, those that begin with another of them left out."""
    kept: list[str] = []
    for word in sorted(set(words)):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return "|".join(map(re.escape, kept))


def _expand(table: TriggerTable, tables: EventsTables) -> Iterator[tuple[str, str, str]]:
    """Each form of each word of a table, with its lemma and the table it comes from."""
    for form in ("transitive", "intransitive"):
        for verb in getattr(table, form):
            for inflected, letter in _inflect_verb(verb, tables).items():
                yield inflected, verb, f"{form} {letter}"
    for noun in table.nouns:
        yield noun, noun, "noun"
        yield plural(noun), noun, "nouns"
    for form in ("predicates", "passive", "active", "subject"):
        for phrase in getattr(table, form):
            yield phrase, phrase, form


def _inflect_verb(verb: str, tables: EventsTables) -> dict[str, str]:
    forms = inflect(verb, tables.grammar)
    return {form: letter for form, letter in forms.items() if form}


def find_triggers(tokens: Tokens, index: TriggerIndex, words: frozenset[str]) -> list[Trigger]:
    """Every trigger in order, the longest phrase where several overlap; `words` of the text tell senses apart."""
    blocked = _fixed_tokens(tokens, index)
    taken: dict[EventType, int] = {}
    found: list[Trigger] = []
    for position, word in enumerate(tokens.lower):
        if position in blocked or (group := index.phrases.get(word)) is None:
            continue
        for phrase, event_type, lemma, forms in group:
            if taken.get(event_type, 0) > position or (last := _end_of(phrase, tokens, position)) is None:
                continue
            if index.senses.get(lemma, _NOTHING).isdisjoint(words):
                taken[event_type] = last
                found.append(Trigger(event_type, position, last, lemma, forms))
    return found


def _end_of(phrase: Phrase, tokens: Tokens, first: int) -> int | None:
    """Where a phrase that starts at a token ends, None where others stand there; quotation marks are read over."""
    last = first + len(phrase)
    if tokens.lower[first:last] == phrase:
        return last
    if len(phrase) == 1 or _QUOTATION.isdisjoint(tokens.lower[first:last]):
        return None
    marks = sum(word in _QUOTATION for word in tokens.lower[first : last + 1])
    bare = tuple(word for word in tokens.lower[first : last + marks] if word not in _QUOTATION)
    return last + marks if bare == phrase else None


def _fixed_tokens(tokens: Tokens, index: TriggerIndex) -> set[int]:
    blocked: set[int] = set()
    for position, word in enumerate(tokens.lower):
        for phrase in index.fixed.get(word, ()):
            if tokens.lower[position : position + len(phrase)] == phrase:
                blocked.update(range(position, position + len(phrase)))
    return blocked
