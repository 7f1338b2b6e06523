"""Place names and demonyms in running text, each with how surely it is one."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from habeas.gazetteer.abbreviation import read_abbreviated
from habeas.gazetteer.entry import MEANT, OTHER, OWN
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import Words, load_names, load_words

# "U.S." and "St." keep their full stops; apart from that a token is letters and digits, with inner apostrophes.
_TOKEN = re.compile(
    r"[a-z]++(?![^\W_]|['’ʻʼ])"  # most words, the quickest way
    r"|(?:[A-Z]\.){2,}|[A-Z]\.[A-Z][a-z]{1,3}\.|(?:St|Ste|Mt|Ft)\.|[^\W_]+(?:['’ʻʼ][^\W_]+)*"
)
_JOINTS = frozenset(" \u00a0-–\n")
# "Mr. Washington": a short title keeps its full stop.
_BEFORE = re.compile(r"[ \u00a0\n-]|(?<=\b[A-Z][a-z])\. |(?<=\b[A-Z][a-z]{2})\. ")
_ASIDE = re.compile(r"\s*,\s*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
# Between two words with no comma beside it: no name, and nothing that is looked at beside one, reaches across.
_PARAGRAPH_END = re.compile(r"\n\n(?<=[^\s,]\n\n)(?=[^\s,])")
_MOST_RECALLED = 10_000
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
class _Tokens:
    """The words of a text; `opens` are those that can begin or end a name: a capital, or a script without them."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    opens: list[bool]

    def is_joined(self, position: int) -> bool:
        """Whether nothing but a space, a hyphen or a line's end stands between a word and the one after it."""
        return self.text[self.ends[position] : self.starts[position + 1]] in _JOINTS


def find_names(text: str, index: Index) -> list[NameMatch]:
    """The names in the text from left to right, longest first, without overlap."""
    matches: list[NameMatch] = []
    start = 0
    for end in (*(found.end() for found in _PARAGRAPH_END.finditer(text)), len(text)):
        paragraph = text[start:end]
        inner = _recall_names(paragraph, index) if len(paragraph) <= _MOST_RECALLED else _find_names(paragraph, index)
        matches += (replace(each, start=each.start + start, end=each.end + start) if start else each for each in inner)
        start = end
    return matches


@lru_cache(maxsize=256)
def _recall_names(paragraph: str, index: Index) -> tuple[NameMatch, ...]:
    # A report's body is asked for twice: by its reader, and when its places are resolved together.
    return _find_names(paragraph, index)


def _find_names(paragraph: str, index: Index) -> tuple[NameMatch, ...]:
    tokens = _split_tokens(paragraph)
    matches: list[NameMatch] = []
    reached = 0
    for position, opens in enumerate(tokens.opens):
        if not opens or position < reached:
            continue
        length, match = _match_at(tokens, position, index) or (1, None)
        if match is not None and match.weight >= _LOWEST_WEIGHT:
            matches.append(match)
        reached = position + length
    return tuple(matches)


def find_demonyms(text: str) -> list[str]:
    """The places whose people or adjectives the text names, as keys of names.yml, once for each time."""
    known = demonym_keys()
    return [known[folded] for word in _TOKEN.findall(text) if word[0].isupper() and (folded := word.lower()) in known]


@cache
def demonym_keys() -> dict[str, str]:
    """Folded demonym → the key of its place in names.yml."""
    return {fold_name(name): key for key, names in load_names().demonyms.items() for name in names}


def _split_tokens(text: str) -> _Tokens:
    found = list(_TOKEN.finditer(text))
    words = [match.group() for match in found]
    return _Tokens(
        text=text,
        words=words,
        starts=[match.start() for match in found],
        ends=[match.end() for match in found],
        opens=[_opens(word) for word in words],
    )


def _opens(word: str) -> bool:
    first = word[0]
    return not first.islower() and first.isalpha()


def _match_at(tokens: _Tokens, position: int, index: Index) -> tuple[int, NameMatch] | None:
    start = tokens.starts[position]
    abbreviated = read_abbreviated(tokens.text, start, tokens.ends[position])
    if abbreviated:
        return 1, NameMatch(start, start + len(abbreviated), abbreviated, "place", 0.9)
    for length in range(_reach(tokens, position), 0, -1):
        last = position + length - 1
        if not tokens.opens[last]:
            continue
        name = tokens.text[start : tokens.ends[last] - _count_ending(tokens.words[last])]
        folded = fold_name(name)
        if folded in demonym_keys():
            return length, NameMatch(start, start + len(name), name, "demonym", 0.9)
        candidates = index.find_candidates(folded)
        if candidates and _is_name(name, folded, candidates):
            weight = _weigh(tokens, position, length, candidates=candidates)
            return length, NameMatch(start, start + len(name), name, "place", weight)
    return _match_unspaced(start, tokens.words[position], index)


def _count_ending(word: str) -> int:
    """How many characters of a word make it a possessive: "Omsk's", "the Netherlands'"."""
    if not word.endswith(_POSSESSIVES):
        return 0
    return 2 if word[-1] == "s" else 1


def _match_unspaced(at: int, run: str, index: Index) -> tuple[int, NameMatch] | None:
    """A name within a run of Chinese or Japanese, which has no spaces; the first that is long enough to be sure of."""
    if not _UNSPACED.match(run):
        return None
    for start in range(len(run) - 1):
        for end in range(min(start + 6, len(run)), start + 1, -1):
            name = run[start:end]
            if index.find_candidates(fold_name(name)):
                return 1, NameMatch(at + start, at + end, name, "place", 0.6)
    return None


def _reach(tokens: _Tokens, position: int) -> int:
    """How many tokens from here could make one name: joined by a space or hyphen, capitalised or connecting words."""
    inner = load_words().inner
    last = position
    while last < position + _LONGEST - 1 and last + 1 < len(tokens.words):
        if not (tokens.opens[last + 1] or tokens.words[last + 1] in inner):
            break
        if not tokens.is_joined(last) or tokens.words[last].endswith(_POSSESSIVES):
            break
        last += 1
    return last - position + 1


def _is_name(name: str, folded: str, candidates: tuple[Candidate, ...]) -> bool:
    """Short words are names only as printed abbreviations ("US"), or in full ("Ufa")."""
    if len(folded) > 3 or not name.isascii():
        return True
    if name.replace(".", "").isupper():
        return any(each.quality == MEANT or (each.level in _WIDE and each.quality == OWN) for each in candidates)
    return len(folded) == 3 and candidates[0].quality > OTHER


def _weigh(tokens: _Tokens, position: int, length: int, *, candidates: tuple[Candidate, ...]) -> float:
    words = load_words()
    if length == 1 and (tokens.words[position].lower() in words.times or _names_body(tokens, position)):
        return 0.0
    weight = max(each.fame for each in candidates) + (0.15 if length > 1 else 0)
    weight *= _doubt_words(tokens.words[position : position + length], words)
    before = _joined_before(tokens, position)
    placed = before.lower() in words.prepositions
    if placed:
        weight += 0.4
    elif before:
        weight *= _doubt_before(before, words)
    weight *= _judge_after(tokens, position + length, placed=placed)
    return round(max(0.0, min(1.0, weight)), 3)


def _names_body(tokens: _Tokens, position: int) -> bool:
    """Whether a common word belongs to the name of a body: "the Interior Ministry", "the Foreign Affairs Minister"."""
    words = load_words()
    if position + 1 == len(tokens.words) or tokens.words[position].lower() not in words.common:
        return False
    return tokens.words[position + 1].lower() in words.bodies and tokens.is_joined(position)


def _joined_before(tokens: _Tokens, position: int) -> str:
    """The word right before, "" where none is joined."""
    if not position or not _BEFORE.fullmatch(tokens.text, tokens.ends[position - 1], tokens.starts[position]):
        return ""
    return tokens.words[position - 1]


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


def _doubt_before(before: str, words: Words) -> float:
    """What a word right before says against a place: a title, or another capitalised word ("Paris Hilton")."""
    lower = before.lower()
    if lower in words.titles or lower in words.given_names:
        return 0.15
    return 0.6 if _opens(before) and lower not in _known_before() else 1.0


@cache
def _known_before() -> frozenset[str]:
    """Words with a capital that may stand right before a place's name."""
    words = load_words()
    return words.types["city"].union(words.types["region"], words.directions, words.adjectives, words.common)


def _judge_after(tokens: _Tokens, after: int, *, placed: bool) -> float:
    """A capitalised word right after makes it a person's or a body's name; one behind a comma may be its parent."""
    if after >= len(tokens.words) or not tokens.opens[after]:
        return 1.0
    if tokens.is_joined(after - 1):
        return 0.75 if placed else 0.5
    return 1.1 if _ASIDE.fullmatch(tokens.text, tokens.ends[after - 1], tokens.starts[after]) else 1.0
