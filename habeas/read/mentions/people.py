"""How many people a noun phrase speaks of, and the words for them."""

from dataclasses import dataclass, replace

from habeas.lang.events import EventsTables
from habeas.read.mentions.chunk import Chunk
from habeas.read.mentions.line import Line
from habeas.read.mentions.tag import plural
from habeas.read.quantity import QuantityMatch

TokenSpan = tuple[int, int]
_SINGULAR = ("he", "she", "him", "her", "himself", "herself", "who")
_MEASURES = ("total", "group", "crowd", "team", "party", "maximum", "minimum", "number", "estimated")


@dataclass(frozen=True, slots=True)
class People:
    """People of one noun phrase: the number the words say, or `single` persons where no number word stands there.

    `words` are the tokens of the noun without number, `head` the last of them in lower case. `kind` says what the noun
    is ("role", "name", "other"), `is_part` marks some of the people named before ("including 13 minors").
    """

    quantity: QuantityMatch | None = None
    single: int = 0
    words: TokenSpan | None = None
    chunk: int | None = None
    head: str = ""
    is_part: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Nouns:
    """Heads of noun phrases, ready to look up."""

    roles: frozenset[str]
    plurals: frozenset[str]
    groups: frozenset[str]
    animals: frozenset[str]
    things: frozenset[str]
    titles: frozenset[str]
    states: frozenset[str]
    collective: frozenset[str]


def index_nouns(tables: EventsTables) -> Nouns:
    """The people tables, ready to look up."""
    people = tables.people
    return Nouns(
        roles=frozenset(people.roles),
        plurals=frozenset([*people.plurals, *map(plural, people.roles)]),
        groups=frozenset(people.groups),
        animals=frozenset(people.animals),
        things=frozenset(people.things),
        titles=frozenset(people.titles),
        states=frozenset(word for table in tables.triggers.values() for word in table.predicates),
        collective=frozenset([*people.collective_actors, *tables.places.actor_heads]),
    )


def count_people(line: Line, chunks: tuple[int, ...], nouns: Nouns) -> list[People]:
    """The people of some joined noun phrases: one entry for each number, single persons without article together."""
    counted = [people for chunk in chunks if (people := _count_chunk(line, chunk, nouns)) is not None]
    counted = [people for people in counted if not _says_role_of_next(line, people, counted)]
    if len(counted) > 1:
        counted = [people for people in counted if people.head not in nouns.states] or counted
    if len(counted) > 1 and all(people.single for people in counted):
        return [_together(counted)]
    if any(people.quantity or people.single for people in counted):
        return [people for people in counted if people.quantity or people.single or people.head in nouns.plurals]
    return counted[:1] if len(counted) < 2 else [_together(counted)]


def _says_role_of_next(line: Line, people: People, counted: list[People]) -> bool:
    """Whether a phrase is only a role of the person named next: "artist and dissident Ivan Petrov"."""
    if people is counted[-1] or people.quantity or people.chunk is None or not people.single:
        return False
    chunk = line.sentence.chunks[people.chunk]
    return line.sentence.tags[chunk.first] not in "DQO" and line.tokens.words[chunk.last - 1].islower()


def _together(counted: list[People]) -> People:
    first, last = counted[0], counted[-1]
    words = (first.words[0], last.words[1]) if first.words and last.words else first.words
    return replace(first, single=sum(people.single for people in counted), words=words)


def _count_chunk(line: Line, number: int, nouns: Nouns) -> People | None:
    """The people of one noun phrase, None where it speaks of things."""
    chunk = line.sentence.chunks[number]
    quantity = _quantity_in(line, chunk)
    words = _noun_words(line, number, chunk, quantity)
    head = line.tokens.lower[words[1] - 1] if words else ""
    if head in nouns.things:
        return None
    if quantity is None or quantity.kind == "single":
        inner = _amount_after_of(line, number)
        if inner is not None:
            return _count_chunk(line, inner, nouns)
    if quantity is not None and quantity.kind == "single" and not _is_single(line, chunk, nouns):
        quantity = None
    if quantity is not None:
        return People(quantity=quantity, words=words, chunk=number, head=head, kind=_kind_of(line, words, nouns))
    single = int(_is_single(line, chunk, nouns))
    return People(single=single, words=words, chunk=number, head=head, kind=_kind_of(line, words, nouns))


def _quantity_in(line: Line, chunk: Chunk) -> QuantityMatch | None:
    """The first number of a noun phrase."""
    return next((line.quantity_at[t] for t in range(chunk.first, chunk.last) if t in line.quantity_at), None)


def _kind_of(line: Line, words: TokenSpan | None, nouns: Nouns) -> str:
    """What a noun stands for, as far as the tables know."""
    if words is None:
        return "none"
    head = line.tokens.lower[words[1] - 1]
    for kind, known in (("role", nouns.roles), ("plural", nouns.plurals), ("group", nouns.groups)):
        if head in known:
            return kind
    if head in nouns.collective:
        return "collective"
    if line.sentence.tags[words[1] - 1] == "O":
        return "pronoun"
    return "name" if line.signs[words[1] - 1] == "Name" else f"other {head.endswith('s')}"


def _amount_after_of(line: Line, number: int) -> int | None:
    """The noun phrase with the number in "a total of 24 people" and "a group of 12 men"."""
    sentence = line.sentence
    if sentence.word(sentence.chunks[number].last) != "of" or sentence.kind(number + 2) != "N":
        return None
    if sentence.word(sentence.chunks[number].last - 1) not in _MEASURES:
        return None
    return number + 2 if sentence.chunks[number + 2].first in line.quantity_at else None


def _noun_words(line: Line, number: int, chunk: Chunk, quantity: QuantityMatch | None) -> TokenSpan | None:
    first = chunk.first
    if quantity is not None:
        first = max(first, line.tokens.slice(quantity.start, quantity.end)[1])
    while first < chunk.last and line.sentence.tags[first] in "DQRK":
        first += 1
    if first < chunk.last:
        return first, chunk.last
    if line.tokens.lower[chunk.last - 1] == "others":
        return chunk.last - 1, chunk.last
    of = number + 1
    if line.sentence.word(line.sentence.chunks[of].first if of < len(line.sentence.chunks) else -1) != "of":
        return None
    if line.sentence.kind(of + 1) != "N":
        return None
    inner = line.sentence.chunks[of + 1]
    return _noun_words(line, of + 1, inner, None) if inner.last - inner.first else None


def _is_single(line: Line, chunk: Chunk, nouns: Nouns) -> bool:
    """Whether the phrase names one person: by article, by name, or by a singular role."""
    head = line.tokens.lower[chunk.last - 1]
    if line.sentence.tags[chunk.last - 1] == "O":
        return head in _SINGULAR
    if head in nouns.plurals or head in nouns.groups:
        return False
    if head in nouns.roles or _opens_with_one(line, chunk):
        return True
    if head in nouns.collective or head.endswith("s'"):
        return False
    is_word = line.tokens.words[chunk.last - 1].islower()
    return _is_unknown_person(line, chunk, nouns) if is_word else _is_name(line, chunk, nouns)


def _opens_with_one(line: Line, chunk: Chunk) -> bool:
    quantity = line.quantity_at.get(chunk.first)
    return quantity is not None and quantity.kind == "single" and quantity.low == 1


def _is_name(line: Line, chunk: Chunk, nouns: Nouns) -> bool:
    """Whether a capitalised phrase is the name of a person: no place, no plural, and more than one word or unknown."""
    words, lower = line.tokens.words, line.tokens.lower
    head = chunk.last - 1
    if lower[head].endswith("s") and not (head > chunk.first and words[head - 1][0].isupper()):
        return False
    if any(word in nouns.roles or word in nouns.titles for word in lower[chunk.first : head]):
        return True
    first = next((token for token in range(chunk.first, head) if words[token][0].isupper()), head)
    if _is_in_place(line, line.tokens.starts[first], line.tokens.ends[head]):
        return False
    return chunk.last - chunk.first > 1 or line.signs[head] == "Name"


def _is_in_place(line: Line, start: int, end: int) -> bool:
    return any(name.kind == "place" and name.start <= start and end <= name.end for name in line.found.names)


def _is_unknown_person(line: Line, chunk: Chunk, nouns: Nouns) -> bool:
    """Whether a singular noun no table knows stands for a person: it belongs to somebody ("Ivanov's butler")."""
    head = line.tokens.lower[chunk.last - 1]
    owned = "K" in line.sentence.tags[chunk.first : chunk.last]
    return owned and not head.endswith("s") and head not in nouns.things


def is_of_animals(people: People, line: Line, nouns: Nouns) -> bool:
    """Whether the words or the number are of animals, whom no figure counts: "300,000 chickens were killed"."""
    if people.words is not None and line.tokens.lower[people.words[1] - 1] in nouns.animals:
        return True
    if people.quantity is None:
        return False
    after = line.tokens.slice(people.quantity.start, people.quantity.end)[1]
    after += line.tokens.lower[after : after + 1] == ("of",)
    noun = next((chunk for chunk in line.sentence.chunks if chunk.first <= after < chunk.last), None)
    return noun is not None and line.tokens.lower[noun.last - 1] in nouns.animals
