"""Which words may be published: numbers, and words that stand in the tables of a language; others may name a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from habeas.lang import Language, list_languages, load_language
from habeas.model.edition import WITHHELD

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")
_RUN = re.compile(rf"{re.escape(WITHHELD)}(?:[\s\-–’'.,]+{re.escape(WITHHELD)})+")
_STANDS_FOR = WITHHELD.strip("[]")
# What may stand after a listed word: its plural, past, participle and possessive.
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ers")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case: `listed` may be published where they stand in lower case, the others capitalised too.

    A capital may begin a name, so `groups` are plurals and collective nouns only ("Officials", never "Judge"),
    `happenings` what triggers are made of, `numbers` words of number, and `times` those of days, months and periods.
    `phrases` are listed as a whole ("Riot police").
    """

    listed: frozenset[str]
    groups: frozenset[str]
    happenings: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    phrases: frozenset[str]


def mask_words(text: str, capitals: frozenset[str] = frozenset()) -> str:
    """The text with `WITHHELD` for each word that no table lists; capitalised ones must be among `capitals`."""
    if text.casefold() in load_vocabulary().phrases:
        return text
    masked = _WORD.sub(lambda found: _mask(found[0], capitals), text)
    return _RUN.sub(WITHHELD, masked)


def is_listed(text: str, capitals: frozenset[str] = frozenset()) -> bool:
    """Whether no word of the text would be withheld."""
    return WITHHELD not in mask_words(text, capitals)


def hidden_words(text: str, capitals: frozenset[str] = frozenset()) -> Iterator[str]:
    """Each word of the text, in lower case, that would be withheld."""
    if text.casefold() in load_vocabulary().phrases:
        return iter(())
    return (word.casefold() for word in list_words(text) if not _may_stand(word, capitals))


def list_words(text: str) -> list[str]:
    """The words of a text in order: runs of letters."""
    return _PART.findall(text)


@cache
def load_vocabulary() -> Vocabulary:
    """The words of all languages that have tables."""
    languages = [load_language(code) for code in list_languages()]
    return Vocabulary(
        listed=_gather(language.model_dump() for language in languages),
        groups=frozenset(group for language in languages for group in _list_groups(language)),
        happenings=_inflect(_gather(language.events.triggers for language in languages)),
        numbers=_gather(language.quantity.model_dump() for language in languages),
        times=_gather(language.when.model_dump() for language in languages),
        phrases=frozenset(text.casefold() for language in languages for text in _texts(language) if " " in text),
    )


def _mask(word: str, capitals: frozenset[str]) -> str:
    """The word itself or what stands for it; a compound is published where all its parts may be."""
    parts = list_words(word)
    bare = parts[:-1] if len(parts) > 1 and parts[-1].casefold() == "s" else parts
    return word if all(_may_stand(part, capitals) for part in bare) else WITHHELD


def _may_stand(word: str, capitals: frozenset[str]) -> bool:
    lower = word.casefold()
    return lower in capitals or lower == _STANDS_FOR or (word == word.lower() and _is_known(lower))


@cache
def _is_known(lower: str) -> bool:
    """Whether a word in lower case is listed, or a listed one with an ending."""
    listed = load_vocabulary().listed
    stems = [lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending)]
    return any(stem in listed or f"{stem}e" in listed for stem in stems) or (
        lower.endswith("ies") and f"{lower[:-3]}y" in listed
    )


def _list_groups(language: Language) -> Iterator[str]:
    people = language.events.people
    yield from (*people.groups, *people.plurals, *people.collective_actors)
    yield from (f"{role}s" for role in people.roles)


def _inflect(words: frozenset[str]) -> frozenset[str]:
    """The words with their endings: a trigger is a form of a listed verb or noun."""
    stems = {form for word in words for form in (word, word.removesuffix("e"), word.removesuffix("y") + "i")}
    return frozenset(stem + ending for stem in stems for ending in _ENDINGS) | words


def _gather(tables: object) -> frozenset[str]:
    """Every word of every text in nested tables."""
    return frozenset(word for text in _texts(tables) for word in _PART.findall(text.casefold()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif hasattr(value, "model_dump"):
        yield from _texts(value.model_dump())
    elif isinstance(value, int | float | bool) or value is None:
        return
    else:
        assert hasattr(value, "__iter__"), f"a table holds {value!r}"
        for inner in value:
            yield from _texts(inner)
