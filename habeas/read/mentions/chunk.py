"""Groups of words in one sentence: noun phrases, and single words that are none, each with its word class."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from habeas.read.mentions.token import Tokens

# Determiners, numbers, nouns with participles before them, possessors; or a bare number; or a pronoun.
_NOUN_PHRASE = re.compile(r"D*(?:R?Q)*(?:[EG]+(?=N))?N+(?:KQ*E?N+)*|D*(?:R?Q)+|O")
_OPENS_PHRASE = frozenset("DRQNO")
_TRANSPARENT = 'BHMRXW"'
_ABSOLUTE = ("with",)
_FINITE = ("is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "could", "can")
_SINGULAR = ("is", "was", "has", "'s", "had")
_LOCATING = ("from", "in", "at", "near")
_GOVERNED = ("to", "against", "on", "for", "with", "including", "between", "by", "about", "than", "from")
_COPULAS = ("remain", "remains", "remained", "go", "goes", "went", "gone", "appear", "appeared", "seem", "lie", "lay")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` (excluded); `kind` is "N" for a noun phrase, else the class of its one word."""

    kind: str
    first: int
    last: int


# A few thousand make up all sentences.
_recall_chunk = lru_cache(maxsize=20_000)(Chunk)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as tokens, their classes, and chunks; `at` gives the chunk of each token, `saying` the verbs that
    may have a clause as object."""

    tokens: Tokens
    tags: str
    chunks: tuple[Chunk, ...]
    at: tuple[int, ...]
    saying: frozenset[str]

    def kind(self, chunk: int) -> str:
        """The kind of a chunk, "" outside the sentence."""
        return self.chunks[chunk].kind if 0 <= chunk < len(self.chunks) else ""

    def word(self, token: int) -> str:
        """A token in lower case, "" outside the sentence."""
        return self.tokens.lower[token] if 0 <= token < len(self.tokens) else ""

    def phrase(self, chunk: int) -> str:
        """The words of a chunk as printed."""
        part = self.chunks[chunk]
        return self.tokens.text[self.tokens.starts[part.first] : self.tokens.ends[part.last - 1]]


def split_chunks(tokens: Tokens, tags: str, saying: frozenset[str] = frozenset()) -> Sentence:
    """The sentence that the tokens make up."""
    chunks: list[Chunk] = []
    position = 0
    while position < len(tags):
        match = _noun_phrase(tags, position)
        end = match if match > position else position + 1
        chunks.append(_recall_chunk("N" if match > position else tags[position], position, end))
        position = end
    at = tuple(number for number, chunk in enumerate(chunks) for _ in range(chunk.first, chunk.last))
    return Sentence(tokens, tags, tuple(chunks), at, saying)


def _noun_phrase(tags: str, position: int) -> int:
    """Where the noun phrase that starts here ends; a participle opens none unless a determiner or number does."""
    match = _NOUN_PHRASE.match(tags, position) if tags[position] in _OPENS_PHRASE else None
    return match.end() if match else position


def mark_tags(tags: str, spans: Iterable[tuple[int, int]], letter: str) -> str:
    """The tags with one letter over some stretches of tokens."""
    marked = list(tags)
    for first, last in spans:
        marked[first:last] = letter * (min(last, len(marked)) - first)
    return "".join(marked)


def subject_chunk(sentence: Sentence, verb: int) -> int | None:
    """The noun phrase that is subject of the verb in chunk `verb`, None where none is in reach."""
    reduced = _reduced_subject(sentence, verb)
    if reduced is not None:
        return reduced
    chunk, fallback = verb - 1, None
    for _ in range(len(sentence.chunks)):
        kind = sentence.kind(chunk)
        if kind == "N":
            if _is_subject(sentence, chunk, verb):
                return chunk
            fallback = chunk if fallback is None and sentence.kind(chunk - 1) in ("P", "T") else fallback
        step = _step_left(sentence, chunk, kind, verb=verb)
        if step is None:
            break
        if kind == "C":
            return subject_chunk(sentence, step) if step >= 0 else fallback
        chunk = step
    return fallback


def _reduced_subject(sentence: Sentence, verb: int) -> int | None:
    """What a participle without auxiliary says more of: the noun phrase right before it ("to two men arrested in")."""
    if sentence.kind(verb) not in ("E", "G"):
        return None
    chunk = verb - 1
    while sentence.kind(chunk) in ("R", ",") and chunk > verb - 3:
        chunk -= 1
    if sentence.kind(chunk) != "N" or sentence.kind(chunk - 1) not in ("P", "T"):
        aside = sentence.kind(chunk) == "N" and sentence.kind(chunk + 1) == "," and sentence.kind(verb) == "E"
        return chunk if aside and sentence.kind(chunk - 1) not in ("E", "G", "V", "C") else None
    if _first_word(sentence, chunk - 1) != "of":
        return chunk if _first_word(sentence, chunk - 1) in _GOVERNED else None
    outer = sentence.chunks[chunk - 2] if sentence.kind(chunk - 2) == "N" else None
    is_amount = outer is not None and sentence.tags[outer.last - 1] in "Q" and sentence.word(outer.first) != "one"
    is_plural = outer is not None and sentence.word(outer.last - 1).endswith("s")
    return None if is_amount or is_plural else chunk


def _first_word(sentence: Sentence, chunk: int) -> str:
    return sentence.word(sentence.chunks[chunk].first) if 0 <= chunk < len(sentence.chunks) else ""


def _is_subject(sentence: Sentence, chunk: int, verb: int) -> bool:
    """Whether a noun phrase left of a verb is no object of a preposition, or stands in "with two others wounded"."""
    if [sentence.kind(chunk - step) for step in (1, 2, 3)] == ["C", "N", "P"]:
        return sentence.tags[sentence.chunks[chunk].first] in "DQ" or _first_word(sentence, chunk - 3) == "of"
    if sentence.kind(chunk - 1) not in ("P", "T"):
        return not _is_object(sentence, chunk, verb)
    if _first_word(sentence, chunk - 1) in _ABSOLUTE and sentence.kind(verb + 1) != "N":
        group = {sentence.word(token) for token in range(sentence.chunks[chunk].last, sentence.chunks[verb].first)}
        return group.isdisjoint(_FINITE)
    if _first_word(sentence, chunk - 1) in _LOCATING:
        return False
    return sentence.kind(chunk + 1) in ("L", ",") and _follows_relative(sentence, chunk)


def _is_object(sentence: Sentence, chunk: int, verb: int) -> bool:
    """Whether a noun phrase is object of a verb of its own ("convicted of killing two men was freed")."""
    if sentence.kind(chunk - 1) not in ("E", "G") or _first_word(sentence, chunk - 1) in sentence.saying:
        return False
    group = {sentence.word(token) for token in range(sentence.chunks[chunk].last, sentence.chunks[verb].first)}
    return not group.isdisjoint(_FINITE) and sentence.kind(chunk - 2) != ""


def _follows_relative(sentence: Sentence, chunk: int) -> bool:
    """Whether "who was" after a noun phrase speaks of it, not of what it depends on ("members of a group who were")."""
    relative = chunk + 1 + (sentence.kind(chunk + 1) == ",")
    if sentence.kind(relative) != "L":
        return False
    return _first_word(sentence, relative + 1) in _SINGULAR


def _step_left(sentence: Sentence, chunk: int, kind: str, *, verb: int) -> int | None:
    """The chunk to look at next on the way to the subject, None where the clause begins."""
    if kind == "N":
        return _step_over_noun(sentence, chunk)
    if kind == ")":
        return _find_left(sentence, chunk, "(") - 1
    if kind == ",":
        opens = sentence.kind(chunk + 1) == "L" or (sentence.kind(chunk + 1) == "E" and chunk + 1 != verb)
        return chunk - 1 if opens else _before_apposition(sentence, chunk)
    if kind == "C":
        return _find_left(sentence, chunk, "VEG")
    return chunk - 1 if _is_transparent(sentence, chunk, kind) else None


def _step_over_noun(sentence: Sentence, chunk: int) -> int:
    """The chunk before a noun phrase and what joins or governs it."""
    joined = sentence.kind(chunk - 1) == "C" and sentence.kind(chunk - 3) == "P"
    governed = sentence.kind(chunk - 1) in ("E", "G")
    return chunk - (4 if joined else 1 if governed else 2)


def _is_transparent(sentence: Sentence, chunk: int, kind: str) -> bool:
    """Whether the subject may stand left of this word: auxiliaries, adverbs, particles, "who", infinitives."""
    following = sentence.kind(chunk + 1)
    if kind and kind in _TRANSPARENT + "LEGT":
        return True
    if (kind == "P" and following != "N") or (kind == "V" and following == "T"):
        return True
    return kind == "V" and sentence.word(sentence.chunks[chunk].first) in _COPULAS


def _find_left(sentence: Sentence, chunk: int, kinds: str) -> int:
    for left in range(chunk - 1, -1, -1):
        if sentence.chunks[left].kind in kinds:
            return left
        if sentence.chunks[left].kind == ".":
            break
    return -1


def _before_apposition(sentence: Sentence, comma: int) -> int | None:
    """What stands before the comma that opens what this comma closes ("X, a leader of Y, was arrested")."""
    for left in range(comma - 1, max(-1, comma - 14), -1):
        if sentence.chunks[left].kind == ",":
            return left - 1 if left and sentence.kind(left - 1) in "NW)" else None
        if sentence.chunks[left].kind in ".S":
            break
    return comma - 1 if sentence.kind(comma - 1) in ("W", "R") else None


def object_chunk(sentence: Sentence, verb: int) -> int | None:
    """The noun phrase right after a verb, adverbs and times between left out; None where there is none."""
    chunk = verb + 1
    while sentence.kind(chunk) and sentence.kind(chunk) in _TRANSPARENT:
        chunk += 1
    if sentence.kind(chunk) == "C" and sentence.kind(chunk + 1) in ("V", "E", "G"):
        return object_chunk(sentence, chunk + 1)
    return chunk if sentence.kind(chunk) == "N" else None


def after_preposition(sentence: Sentence, chunk: int, prepositions: Iterable[str], reach: int = 6) -> int | None:
    """The noun phrase after the next of some prepositions right of a chunk, verbs and clauses not crossed."""
    for right in range(chunk + 1, min(len(sentence.chunks), chunk + 1 + reach)):
        kind = sentence.chunks[right].kind
        if kind in "PT" and sentence.word(sentence.chunks[right].first) in prepositions:
            return right + 1 if sentence.kind(right + 1) == "N" else None
        if kind in "VSL.,E" and right > chunk + 1:
            break
    return None


def joined_chunks(sentence: Sentence, chunk: int, step: int) -> list[int]:
    """A noun phrase and those joined to it by commas and a conjunction, to the left (-1) or to the right (1).

    Commas alone join nothing: what stands between them says more of the same people.
    """
    joined, is_list = [chunk], False
    while len(joined) < 8:
        following, conjunction = _next_joined(sentence, joined[-1], step)
        if following is None:
            break
        joined.append(following)
        is_list = is_list or conjunction
    return joined[::step] if is_list else [chunk]


def _next_joined(sentence: Sentence, chunk: int, step: int) -> tuple[int | None, bool]:
    beside = _skip_prepositional(sentence, chunk + step) if step > 0 else chunk - 1
    joints = ""
    while sentence.kind(beside) in ("C", ",") or (joints and sentence.kind(beside) == "R"):
        joints += sentence.kind(beside)
        beside += step
    if not joints:
        return None, False
    found = _right_joined(sentence, beside) if step > 0 else _left_joined(sentence, beside)
    return found, "C" in joints


def _skip_prepositional(sentence: Sentence, chunk: int) -> int:
    while (sentence.kind(chunk) == "P" and sentence.kind(chunk + 1) == "N") or sentence.kind(chunk) == "W":
        chunk += 1 if sentence.kind(chunk) == "W" else 2
    return chunk


def _right_joined(sentence: Sentence, chunk: int) -> int | None:
    if sentence.kind(chunk) != "N":
        return None
    after = _skip_prepositional(sentence, chunk + 1)
    starts_clause = sentence.kind(after) in ("V", "B", "H", "M", "E") and sentence.kind(after) != ""
    return None if starts_clause else chunk


def _left_joined(sentence: Sentence, chunk: int) -> int | None:
    timed = sentence.kind(chunk) == "W"
    for _ in range(8):
        if sentence.kind(chunk) == "W":
            chunk -= 1
        elif sentence.kind(chunk) != "N":
            return None
        elif sentence.kind(chunk - 1) == "P":
            chunk -= 2
        else:
            break
    if timed and sentence.kind(chunk - 1) == "S":  # "before noon on Sunday, and the first people"
        return None
    opens = sentence.kind(chunk - 1) in ("", "S", ".", ",", "C", "L", '"')
    return chunk if sentence.kind(chunk) == "N" and opens else None
