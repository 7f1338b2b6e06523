"""One sentence with the numbers, times and names the normalisers found in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from habeas.gazetteer import NameMatch
from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.chunk import Sentence, mark_tags, split_chunks
from habeas.read.mentions.tag import Lexicon, tag_tokens
from habeas.read.mentions.token import Tokens, split_tokens
from habeas.read.quantity import QuantityMatch
from habeas.read.when import WhenMatch

Stretch = tuple[int, int]
_LONGEST = 2_000  # characters: what is longer is no sentence, and would make reading quadratic
_MOST_SPOKEN = 40  # sentences of one quotation that are looked at
_OF_PEOPLE = ("count", "single", "none")


class Placed(Protocol):
    """What stands at `start` to `end` of a passage."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""


SomeMatch = TypeVar("SomeMatch", bound=Placed)


@dataclass(frozen=True, slots=True)
class Found:
    """What the normalisers found in a passage; positions are those of the passage.

    `published` is the day of the report, and
    `levels` says how wide the place is whose name starts at a position: 3 a country, 2 a part of one, 1 a city.
    """

    quantities: Sequence[QuantityMatch] = ()
    whens: Sequence[WhenMatch] = ()
    names: Sequence[NameMatch] = ()
    attributions: Sequence[AttributionMatch] = ()
    levels: Mapping[int, int] = field(default_factory=dict)
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, its place in the passage, and what was found within it; `quantity_at` gives the number at a token.

    `signs` are its words as signs are made of them: names and numbers are replaced by what they are, so that no name
    ever becomes a sign.
    """

    sentence: Sentence
    start: int
    end: int
    found: Found
    quantity_at: dict[int, QuantityMatch]
    signs: tuple[str, ...]

    @property
    def tokens(self) -> Tokens:
        """The words of the sentence."""
        return self.sentence.tokens


def build_lines(text: str, stretches: Sequence[Stretch], *, found: Found, lexicon: Lexicon) -> list[Line]:
    """The sentences of a passage, each with what lies in it."""
    pieces = [piece for stretch in stretches for piece in cut_longest(text, stretch)]
    starts = [start for start, _ in pieces]
    shared: list[list[AttributionMatch]] = [[] for _ in pieces]
    for match in found.attributions:
        for number in _touched(match, starts):
            shared[number].append(match)
    return [
        _build_line(text, *piece, found=_within(found, *piece, attributions=spoken), lexicon=lexicon)
        for piece, spoken in zip(pieces, shared, strict=True)
    ]


def cut_longest(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """A sentence, or the parts of one that is too long to be one."""
    start, end = stretch
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end


def _touched(match: AttributionMatch, starts: Sequence[int]) -> set[int]:
    """The sentences that the content of an attribution touches, the first few of each stretch."""
    touched: set[int] = set()
    for start, end in match.content:
        first = max(0, bisect_right(starts, start) - 1)
        touched.update(range(first, min(bisect_left(starts, end), first + _MOST_SPOKEN)))
    return touched


def _build_line(text: str, start: int, end: int, *, found: Found, lexicon: Lexicon) -> Line:
    tokens = split_tokens(text, start, end)
    whens = [tokens.slice(match.start, match.end) for match in found.whens]
    timed = {token for first, last in whens for token in range(first, last)}
    spans = [(tokens.slice(match.start, match.end), match) for match in found.quantities]
    counted = [(span, match) for span, match in spans if match.kind in _OF_PEOPLE and timed.isdisjoint(range(*span))]
    tags = mark_tags(tag_tokens(tokens, lexicon), [span for span, _ in counted], "Q")
    tags = mark_tags(tags, whens, "W")
    tags = _join_places(tokens, tags, found.names)
    return Line(
        sentence=split_chunks(tokens, tags, lexicon.saying),
        start=start,
        end=end,
        found=replace(found, quantities=[match for _, match in counted]),
        quantity_at={token: match for span, match in counted for token in range(*span)},
        signs=_mask(tokens, lexicon),
    )


def _join_places(tokens: Tokens, tags: str, names: Sequence[NameMatch]) -> str:
    """Commas within a place ("Kiev, Ukraine,") neither begin nor end anything."""
    joined: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    places = [tokens.slice(name.start, name.end) for name in names if name.kind == "place"]
    for left, right in pairwise(places):
        if right[0] == left[1] + 1 and tokens.lower[left[1]] == ",":
            joined.append((left[1], right[0]))
            if tokens.lower[right[1] : right[1] + 1] == (",",):
                closed.append((right[1], right[1] + 1))
    return mark_tags(mark_tags(tags, closed, "W"), joined, "N")


def sign_at(line: Line, token: int) -> str:
    """The sign of a word, "" outside the sentence."""
    return line.signs[token] if 0 <= token < len(line.signs) else ""


def _mask(tokens: Tokens, lexicon: Lexicon) -> tuple[str, ...]:
    """Words in lower case, but "Name" for capitalised words no table knows and "Number" for digits."""
    return tuple(
        "Number" if word[0].isdigit() else lower if word.islower() or lower in lexicon.known else "Name"
        for word, lower in zip(tokens.words, tokens.lower, strict=True)
    )


def _within(found: Found, start: int, end: int, *, attributions: Sequence[AttributionMatch]) -> Found:
    return Found(
        attributions=attributions,
        quantities=_between(found.quantities, start, end),
        whens=_between(found.whens, start, end),
        names=_between(found.names, start, end),
        levels=found.levels,
        published=found.published,
    )


def _between(matches: Sequence[SomeMatch], start: int, end: int) -> list[SomeMatch]:
    """Those of some matches in order that lie between two positions."""
    first = bisect_left(matches, start, key=_start_of)
    last = bisect_left(matches, end, key=_start_of)
    return [match for match in matches[first:last] if match.end <= end]


def _start_of(match: Placed) -> int:
    return match.start
