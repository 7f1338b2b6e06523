"""Place names and demonyms in running text, each with how surely it is one."""

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from habeas.gazetteer.abbreviation import read_abbreviated
from habeas.gazetteer.entry import MEANT, OTHER, OWN
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import Words, load_names, load_words

# "U.S." and "St." keep their full stops; apart from that a token is letters and digits, with inner apostrophes.
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z][a-z]{1,3}\.|(?:St|Ste|Mt|Ft)\.|[^\W_]+(?:['’ʻʼ][^\W_]+)*")
_JOINT = re.compile(r"[ \u00a0]|-|–|\n")
# "Mr. Washington": a short title keeps its full stop.
_BEFORE = re.compile(r"[ \u00a0\n-]|(?<=\b[A-Z][a-z])\. |(?<=\b[A-Z][a-z]{2})\. ")
_ASIDE = re.compile(r"\s*,\s*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_LONGEST = 5
_WIDE = frozenset(["country", "continent", "admin1", "area"])
_LOWEST_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A place name or demonym at `start` to `end`; `weight` says from 0 to 1 how surely it is one."""

    start: int
    end: int
    text: str
    kind: Literal["place", "demonym"]
    weight: float


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    opens: bool  # it can begin or end a name: a capital, or a script without them


def find_names(text: str, index: Index) -> list[NameMatch]:
    """The names in the text from left to right, longest first, without overlap."""
    tokens = [_make_token(match) for match in _TOKEN.finditer(text)]
    matches: list[NameMatch] = []
    position = 0
    while position < len(tokens):
        found = _match_at(text, tokens, position, index=index) if tokens[position].opens else None
        if found is None:
            position += 1
            continue
        length, match = found
        if match.weight >= _LOWEST_WEIGHT:
            matches.append(match)
        position += length
    return matches


def find_demonyms(text: str) -> list[str]:
    """The places whose people or adjectives the text names, as keys of names.yml, once for each time."""
    known = demonym_keys()
    return [known[folded] for word in _TOKEN.findall(text) if (folded := word.lower()) in known and word[0].isupper()]


@cache
def demonym_keys() -> dict[str, str]:
    """Folded demonym → the key of its place in names.yml."""
    return {fold_name(name): key for key, names in load_names().demonyms.items() for name in names}


def _make_token(match: re.Match[str]) -> _Token:
    word = match.group()
    first = word[0]
    return _Token(match.start(), match.end(), word, first.isalpha() and not first.islower())


def _match_at(text: str, tokens: list[_Token], position: int, *, index: Index) -> tuple[int, NameMatch] | None:
    abbreviated = read_abbreviated(text, tokens[position].start, tokens[position].end)
    if abbreviated:
        start = tokens[position].start
        return 1, NameMatch(start, start + len(abbreviated), abbreviated, "place", 0.9)
    for length in range(_reach(text, tokens, position), 0, -1):
        last = tokens[position + length - 1]
        if not last.opens:
            continue
        start, end = tokens[position].start, last.start + len(_POSSESSIVE.sub("", last.text))
        name = text[start:end]
        folded = fold_name(name)
        if folded in demonym_keys():
            return length, NameMatch(start, end, name, "demonym", 0.9)
        candidates = index.find_candidates(folded)
        if candidates and _is_name(name, folded, candidates):
            weight = _weigh(text, tokens, (position, length), candidates=candidates)
            return length, NameMatch(start, end, name, "place", weight)
    return _match_unspaced(tokens[position], index)


def _match_unspaced(token: _Token, index: Index) -> tuple[int, NameMatch] | None:
    """A name within a run of Chinese or Japanese, which has no spaces; the first that is long enough to be sure of."""
    if not _UNSPACED.match(token.text):
        return None
    for start in range(len(token.text) - 1):
        for end in range(min(start + 6, len(token.text)), start + 1, -1):
            name = token.text[start:end]
            if index.find_candidates(fold_name(name)):
                return 1, NameMatch(token.start + start, token.start + end, name, "place", 0.6)
    return None


def _reach(text: str, tokens: list[_Token], position: int) -> int:
    """How many tokens from here could make one name: joined by a space or hyphen, capitalised or connecting words."""
    length, inner = 1, load_words().inner
    while length < _LONGEST and position + length < len(tokens):
        before, token = tokens[position + length - 1], tokens[position + length]
        joined = _JOINT.fullmatch(text, before.end, token.start)
        if not joined or not (token.opens or token.text in inner) or _POSSESSIVE.search(before.text):
            break
        length += 1
    return length


def _is_name(name: str, folded: str, candidates: tuple[Candidate, ...]) -> bool:
    """Short words are names only as printed abbreviations ("US"), or in full ("Ufa")."""
    if len(folded) > 3 or not name.isascii():
        return True
    if name.replace(".", "").isupper():
        return any(each.quality == MEANT or (each.level in _WIDE and each.quality == OWN) for each in candidates)
    return len(folded) == 3 and candidates[0].quality > OTHER


def _weigh(text: str, tokens: list[_Token], place: tuple[int, int], *, candidates: tuple[Candidate, ...]) -> float:
    position, length = place
    words = load_words()
    if length == 1 and tokens[position].text.lower() in words.times:
        return 0.0
    if length == 1 and _names_body(text, tokens, position):
        return 0.0
    weight = max(map(rate_fame, candidates)) + (0.15 if length > 1 else 0)
    weight *= _doubt_words([token.text for token in tokens[position : position + length]], words)
    before = _joined_before(text, tokens, position)
    placed = before is not None and before.text.lower() in words.prepositions
    if placed:
        weight += 0.4
    elif before is not None:
        weight *= _doubt_before(before, words)
    if position + length < len(tokens):
        weight *= _judge_after(text, tokens[position + length - 1].end, tokens[position + length], placed=placed)
    return round(max(0.0, min(1.0, weight)), 3)


def _names_body(text: str, tokens: list[_Token], position: int) -> bool:
    """Whether a common word belongs to the name of a body: "the Interior Ministry", "the Foreign Affairs Minister"."""
    words = load_words()
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if after is None or not _JOINT.fullmatch(text, tokens[position].end, after.start):
        return False
    return tokens[position].text.lower() in words.common and after.text.lower() in words.bodies


def _joined_before(text: str, tokens: list[_Token], position: int) -> _Token | None:
    before = tokens[position - 1] if position else None
    return before if before and _BEFORE.fullmatch(text, before.end, tokens[position].start) else None


def rate_fame(candidate: Candidate) -> float:
    """How well known a place is by this name, from 0 to 1."""
    level, population = candidate.level, candidate.place.population or 0
    if level in ("country", "continent"):
        fame = 0.95
    elif level in ("admin1", "area", "site"):
        fame = 0.8
    elif level == "admin2":
        fame = 0.35
    elif candidate.key < 0:
        fame = 0.0
    else:
        fame = 0.13 * (math.log10(max(population, 500)) - 2) + (0.2 if candidate.capital else 0)
    return fame - (0.15 if candidate.quality == OTHER else 0)


def _doubt_words(parts: list[str], words: Words) -> float:
    """What the words themselves say against a place: common words, given names, a saint's day."""
    first, last = parts[0].lower(), parts[-1].lower()
    if len(parts) > 1:
        return (
            0.5
            if first.startswith("st") and first.rstrip(".") in ("st", "saint") and last in words.given_names
            else 1.0
        )
    if first in words.common or first in words.directions:
        return 1.0 if parts[0].isupper() and len(first) <= 3 else 0.1
    return 0.4 if first in words.given_names else 1.0


def _doubt_before(before: _Token, words: Words) -> float:
    """What a word right before says against a place: a title, or another capitalised word ("Paris Hilton")."""
    lower = before.text.lower()
    if lower in words.titles or lower in words.given_names:
        return 0.15
    known = words.types["city"] | words.types["region"] | words.directions | words.adjectives | words.common
    return 0.6 if before.opens and lower not in known else 1.0


def _judge_after(text: str, end: int, after: _Token, *, placed: bool) -> float:
    """A capitalised word right after makes it a person's or a body's name; one behind a comma may be its parent."""
    if not after.opens:
        return 1.0
    if _JOINT.fullmatch(text, end, after.start):
        return 0.75 if placed else 0.5
    return 1.1 if _ASIDE.fullmatch(text, end, after.start) else 1.0
