"""Tables of one language for reading quantity.

A phrase is written as its words and marks in lower case, with one space between ("approx .").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from habeas.lang.table import Table
from habeas.model import Relation

Meaning = TypeVar("Meaning")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Meaning]):
    """Phrases with what they mean, under the word at one end of them, longest first."""

    by_word: dict[str, list[tuple[Words, Meaning]]]

    @classmethod
    def index(cls, phrases: Iterable[tuple[str, Meaning]], end: int) -> "Phrases[Meaning]":
        """Phrases under their first (0) or last (-1) word."""
        by_word: dict[str, list[tuple[Words, Meaning]]] = {}
        for phrase, meaning in phrases:
            words = tuple(phrase.split())
            by_word.setdefault(words[end], []).append((words, meaning))
        for entries in by_word.values():
            entries.sort(key=_length, reverse=True)
        return cls(by_word)

    def starting_at(self, words: list[str], index: int) -> tuple[int, Meaning] | None:
        """The end and the meaning of the longest phrase that starts at an index."""
        for phrase, meaning in self.by_word.get(words[index], ()) if 0 <= index < len(words) else ():
            end = index + len(phrase)
            if tuple(words[index:end]) == phrase:
                return end, meaning
        return None

    def ending_at(self, words: list[str], end: int) -> tuple[int, Meaning] | None:
        """The start and the meaning of the longest phrase that ends before an index."""
        for phrase, meaning in self.by_word.get(words[end - 1], ()) if 0 < end <= len(words) else ():
            start = end - len(phrase)
            if start >= 0 and tuple(words[start:end]) == phrase:
                return start, meaning
        return None


def _length(entry: tuple[Words, object]) -> int:
    return len(entry[0])


class Hedges(Table):
    """Phrases around a number, under the relation they make."""

    before: dict[Relation, tuple[str, ...]]
    after: dict[Relation, tuple[str, ...]]
    glued: dict[Relation, tuple[str, ...]]
    """Words and marks that touch the number or follow it after a hyphen ("40-plus")."""
    intensifiers: tuple[str, ...]
    """Words that may open a hedge ("well over")."""
    between_noun: tuple[str, ...]
    """Words between a number and what it counts ("dozens of", "two more")."""
    ignored: tuple[str, ...]
    """Words before a number that say nothing of how many ("another 12")."""


class NumberWords(Table):
    """Words with a value, and the words that join them."""

    numbers: dict[str, int]
    hundred: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    """Letters that multiply the digits they touch ("10K")."""
    groups: dict[str, int]
    """Nouns for a fixed number ("dozen")."""
    fractions: dict[str, tuple[int, int]]
    """Shares of something: numerator and denominator."""
    more_than: dict[str, tuple[int, int]]
    """Shares that are exceeded ("most": more than 1 of 2)."""
    articles: tuple[str, ...]
    conjunctions: tuple[str, ...]
    of: tuple[str, ...]
    determiners: tuple[str, ...]
    """What may stand before the whole of a share ("most of the 450")."""


class VagueWords(Table):
    """Words and phrases → vague class, whose numbers stand in a convention."""

    plurals: dict[str, tuple[str, int]]
    """Nouns → vague class, and by how much they multiply ("thousands" in "tens of thousands")."""
    multipliers: dict[str, str]
    """Phrases that multiply a scale or a group, or stand alone ("several", "several hundred")."""
    phrases: dict[str, str]
    """Phrases that stand alone ("a number of"); a final "of" is not part of the quantity's words."""
    asking: tuple[str, ...]
    """Words before a vague number that make a question of it ("how many")."""
    perhaps: tuple[str, ...]
    """What joins a vague number to a larger one ("hundreds, perhaps thousands")."""


class Ranges(Table):
    """Words that make two numbers the ends of one quantity."""

    openers: tuple[str, ...]
    """Words that open a range and belong to it ("between")."""
    opened_by: tuple[str, ...]
    """What may stand between the numbers after an opener ("and")."""
    joiners: tuple[str, ...]
    """What may stand between the numbers without an opener ("to")."""
    from_words: tuple[str, ...]
    changes: tuple[str, ...]
    """Words before "from 25 to 45" that tell a change, not a range ("rose")."""


class Persons(Table):
    """Words that stand for a number of persons by themselves."""

    singles: tuple[str, ...]
    """One person, perhaps: "a", "one", "another"."""
    pairs: tuple[str, ...]
    """Two persons, perhaps: "both", "a pair"."""
    zero: tuple[str, ...]
    zero_before_noun: tuple[str, ...]
    """Zero only before a noun ("no"), and not before a word of `not_zero_before`."""
    not_zero_before: tuple[str, ...]
    verbs: tuple[str, ...]
    """Verbs whose subject may be a number that looks like a year ("2011 were held")."""
    nouns: tuple[str, ...]
    """Nouns for people or what befalls them: before one of these "2011" counts and is no year."""


class NotCounts(Table):
    """Words beside a number that make it something other than a count."""

    currency_before: tuple[str, ...]
    currency_after: tuple[str, ...]
    percent: tuple[str, ...]
    ordinal_suffixes: tuple[str, ...]
    months: tuple[str, ...]
    year_before: tuple[str, ...]
    """Words before a year ("in", "since")."""
    time_after: tuple[str, ...]
    age_units: tuple[str, ...]
    age_after: tuple[str, ...]
    """What follows unit and number in an age ("old")."""
    age_before: tuple[str, ...]
    place_before: tuple[str, ...]
    """Words before a place: a number between commas after the place is no age."""
    units: tuple[str, ...]
    score_before: tuple[str, ...]
    identifier_before: tuple[str, ...]
    """Words that are followed by a number that names ("Flight 370")."""
    identifier_abbreviated: tuple[str, ...]
    """The same with a full stop ("No. 5")."""
    ranks: tuple[str, ...]
    """Units that mean a rank after "a" ("a second man")."""
    address_after: tuple[str, ...]


class QuantityTables(Table):
    """The `quantity` section of a language file."""

    words: NumberWords
    vague: VagueWords
    hedges: Hedges
    ranges: Ranges
    persons: Persons
    not_counts: NotCounts

    @cached_property
    def before(self) -> Phrases[Relation]:
        """Hedges before a number, under their last word."""
        return Phrases.index(((p, relation) for relation, ps in self.hedges.before.items() for p in ps), -1)

    @cached_property
    def after(self) -> Phrases[Relation]:
        """Hedges after a number, under their first word."""
        return Phrases.index(((p, relation) for relation, ps in self.hedges.after.items() for p in ps), 0)

    @cached_property
    def glued(self) -> dict[str, Relation]:
        """Hedges that touch the number before them."""
        return {word: relation for relation, words in self.hedges.glued.items() for word in words}

    @cached_property
    def ignored(self) -> Phrases[None]:
        """Phrases before a number that say nothing of how many, under their last word."""
        return Phrases.index(((phrase, None) for phrase in self.hedges.ignored), -1)

    @cached_property
    def multipliers(self) -> Phrases[str]:
        """Vague multipliers → vague class, under their first word."""
        return Phrases.index(self.vague.multipliers.items(), 0)

    @cached_property
    def vague_phrases(self) -> Phrases[str]:
        """Vague phrases → vague class, under their first word."""
        return Phrases.index(self.vague.phrases.items(), 0)

    @cached_property
    def perhaps(self) -> Phrases[None]:
        """What joins a vague number to a larger one, under its first word."""
        return Phrases.index(((phrase, None) for phrase in self.vague.perhaps), 0)

    @cached_property
    def zero(self) -> Phrases[None]:
        """Phrases for nobody, under their first word."""
        return Phrases.index(((phrase, None) for phrase in self.persons.zero), 0)

    @cached_property
    def pairs(self) -> Phrases[None]:
        """Phrases for two, under their first word."""
        return Phrases.index(((phrase, None) for phrase in self.persons.pairs), 0)

    @cached_property
    def factors(self) -> dict[str, int]:
        """Words that multiply the number before them."""
        return {**self.words.hundred, **self.words.scales, **self.words.groups}

    @cached_property
    def heads(self) -> frozenset[str]:
        """Words that may begin a quantity, hedges apart."""
        phrases = (self.multipliers.by_word, self.vague_phrases.by_word, self.zero.by_word, self.pairs.by_word)
        words = (
            self.words.numbers,
            self.words.articles,
            self.words.fractions,
            self.words.more_than,
            self.vague.plurals,
        )
        persons = (self.persons.singles, self.persons.zero_before_noun)
        return frozenset().union(*phrases, *words, *persons, self.factors)

    @cached_property
    def noun_set(self) -> frozenset[str]:
        """Nouns for people and what befalls them."""
        return frozenset(self.persons.nouns)

    @cached_property
    def unit_set(self) -> frozenset[str]:
        """Units of measure."""
        return frozenset(self.not_counts.units)

    @cached_property
    def namer_set(self) -> frozenset[str]:
        """Words before a number that names."""
        return frozenset(self.not_counts.identifier_before)
