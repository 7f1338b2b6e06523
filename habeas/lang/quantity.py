"""Tables of one language for reading quantity."""

from habeas.lang.table import Table
from habeas.model import Relation


class Hedges(Table):
    """Words around a number → the relation they make; a phrase is written as its words with one space between."""

    before: dict[Relation, tuple[str, ...]]
    after: dict[Relation, tuple[str, ...]]
    intensifiers: tuple[str, ...]
    """Words that may open a hedge ("well over")."""
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


class VagueWords(Table):
    """Words and phrases → vague class, whose numbers stand in a convention."""

    plurals: dict[str, str]
    """Nouns that scales can multiply: "tens", "hundreds" (of thousands)."""
    multipliers: dict[str, str]
    """Phrases that multiply a scale or a group, or stand alone ("several", "several hundred")."""
    phrases: dict[str, str]
    """Phrases that stand alone ("a number of"); a final "of" is not part of the quantity's words."""
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
    zero: tuple[str, ...]
    zero_before_noun: tuple[str, ...]
    """Zero only before a noun ("no"), and not before a word of `not_zero_before`."""
    not_zero_before: tuple[str, ...]
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
    units: tuple[str, ...]
    score_before: tuple[str, ...]
    identifier_before: tuple[str, ...]
    """Words that are followed by a number that names ("Flight 370")."""
    one_after: tuple[str, ...]
    """Words after "one" or "a" that make it no single person ("one another", "a day")."""
    address_after: tuple[str, ...]


class QuantityTables(Table):
    """The `quantity` section of a language file."""

    words: NumberWords
    vague: VagueWords
    hedges: Hedges
    ranges: Ranges
    persons: Persons
    not_counts: NotCounts
