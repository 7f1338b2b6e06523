"""Words of a sentence and the noun phrases among them, found by small function words instead of a parser."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from habeas.lang.attribution import AttributionTables
from habeas.read.attribution.quotation import Stretch

_TOKEN = re.compile(
    r"[a-z]++(?![\w'’.&@–-])"  # most words, the quickest way
    r"|['’]s\b|\$?\d[\d,.]*\d%?(?![-–]?\w)|[^\W\d_a-z][^\W\d_]{0,3}\.(?=\s\w)|[^\W_](?:\w|[-–](?=\w)|['’.&@](?=\w)|\.(?=\w\.))*(?:(?<=\b[A-Z])\.)?|\S"
)
_LONGEST = 40

Phrase = tuple[int, int]


class Token(NamedTuple):
    """A word, a mark, or a whole quotation (`kind` is w, p or q) at `start` to `end`; `low` is the word folded."""

    start: int
    end: int
    low: str
    text: str
    kind: str


def split_tokens(text: str, stretch: Stretch, quotations: Iterable[Stretch]) -> list[Token]:
    """The tokens of a stretch in order; a quotation is one token."""
    tokens: list[Token] = []
    position, end = stretch
    for start, stop in quotations:
        tokens.extend(_words(text, position, min(start, end)))
        tokens.append(Token(start, stop, "", text[start:stop], "q"))
        position = stop
    tokens.extend(_words(text, position, end))
    return tokens


def _words(text: str, start: int, end: int) -> Iterable[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        low, is_word = _fold_word(word)
        yield Token(first, last, low, word, "w" if is_word or _is_ending(text, first) else "p")


@lru_cache(20_000)
def _fold_word(word: str) -> tuple[str, bool]:
    """A word as tables have it, and whether it is one; a mark may be one by what stands around it."""
    # Capitals alone make a name ("the WHO"), never a function word.
    low = word if word.isupper() and len(word) > 1 else word.lower()
    return low, word[-1].isalnum() or len(word) > 1


def _is_ending(text: str, position: int) -> bool:
    """Whether an apostrophe ends a plural ("the dockers' union", also where a space was put before it)."""
    if text[position] not in "'’":
        return False
    before = text[max(position - 2, 0) : position].rstrip(" ")
    return before[-1:] == "s" and text[position + 1 : position + 2].isspace()


def phrase_before(tokens: Sequence[Token], last: int, tables: AttributionTables) -> Phrase | None:
    """First and last index of the noun phrase that ends at `last`."""
    if tokens[last].low in tables.pronouns:
        return last, last
    first = last + 1
    while first > 0 and last - first < _LONGEST and not _is_boundary(tokens, first - 1, tables):
        first -= 1
    outer = _before_clause(tokens, first, tables)
    if outer is not None:
        return phrase_before(tokens, outer, tables)
    first, last = _before_modifier(tokens, first, last, tables)
    first = _after_predicate(tokens, first, last, tables)
    first = _after_opening(tokens, first, last, tables)
    first = _at_article(tokens, first, last, tables)
    return (first, last) if first <= last and _is_name(tokens[first : last + 1], tables) else None


def phrase_after(tokens: Sequence[Token], first: int, tables: AttributionTables) -> Phrase | None:
    """First and last index of the noun phrase that begins at `first`."""
    last = first - 1
    while last + 1 < len(tokens) and last - first < _LONGEST and not _ends_phrase(tokens, first, last + 1, tables):
        last += 1
    while last >= first and tokens[last].low in tables.prepositions | tables.coordinators | tables.adverbs:
        last -= 1
    return (first, last) if first <= last and _is_name(tokens[first : last + 1], tables) else None


def name_span(tokens: Sequence[Token], phrase: Phrase, tables: AttributionTables) -> Stretch:
    """Where the phrase stands in the text, without its article or possessive ending."""
    first, last = phrase
    if first < last and tokens[first].low in tables.articles:
        first += 1
    if first < last and tokens[last].low in tables.possessives:
        last -= 1
    end = tokens[last].end
    for ending in tables.possessives:
        if len(ending) > 1 and tokens[last].low.endswith(ending) and len(tokens[last].low) > len(ending):
            end -= len(ending)
    return tokens[first].start, end


def name_end(tokens: Sequence[Token], phrase: Phrase, tables: AttributionTables) -> int:
    """Where a name of several capitalised words ends, before what may be a verb ("Ana Belk left")."""
    first, last = phrase
    for index in range(first + 2, last + 1):
        pair = tokens[index - 2 : index]
        is_name = all(token.text[0].isupper() and token.low not in tables.articles for token in pair)
        if is_name and tokens[index].text[0].islower():
            return index - 1
    return last


def _is_boundary(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    token = tokens[index]
    if token.kind != "w":
        return True
    low = token.low
    if low in tables.possessives:
        return False
    if low in tables.subordinators or low in tables.relatives or low in tables.pronouns:
        return True
    if low in tables.auxiliaries or low in tables.negations:
        return token.text[:1].islower()
    return is_cue_verb(tokens, index, tables) or _is_past(tokens, index, tables)


def is_cue_verb(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether the word is a verb of saying, not the noun of the same form, an adjective or part of a name."""
    token = tokens[index]
    if token.low not in tables.cues or not token.text[0].islower():
        return False
    if tables.cues[token.low].counts:
        return _counts(tokens, index, tables)
    return token.low not in tables.verb_nouns or _is_verb(tokens, index, tables)


def _counts(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether a number is what the verb counts, and the verb no noun ("recorded 20 arrests", not "a video")."""
    if index == 0 or index + 1 >= len(tokens) or tokens[index - 1].low in tables.articles | tables.prepositions:
        return False
    if tokens[index + 1].low in tables.agent:
        is_passive = tokens[index - 1].low in tables.passive
        return is_passive and any(is_number(token, tables) for token in tokens[max(index - 9, 0) : index])
    return _leads_to_number(tokens, index + 1, tables)


def _leads_to_number(tokens: Sequence[Token], first: int, tables: AttributionTables) -> bool:
    """Whether nothing but words such as "about" and "at least" stands before the next number."""
    for place in range(first, min(first + 7, len(tokens))):
        if is_number(tokens[place], tables):
            return True
        is_inner = place > first and tokens[place].low in tables.number_links
        if tokens[place].low not in tables.number_leads and not is_inner:
            return False
    return False


def is_number(token: Token, tables: AttributionTables) -> bool:
    """Whether a token says how many."""
    return token.text[0].isdigit() or token.low in tables.number_words


def _is_verb(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether a form that is as often a noun or adjective is a verb here, by its neighbours."""
    before = tokens[index - 1] if index else None
    if before is None or _makes_noun(before, tables):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.kind == "w":
        return _is_verb_before(tokens[index].low, after.low, tables)
    return after is None or after.text != "," or tokens[index].low.endswith(tables.past) or before.kind != "w"


def _makes_noun(before: Token, tables: AttributionTables) -> bool:
    """Whether the word in front of an ambiguous form makes it a noun."""
    if before.low in tables.determiners | tables.prepositions or before.text in "-–(":
        return True
    return before.low.endswith(tuple(tables.possessives))


def _is_verb_before(low: str, after: str, tables: AttributionTables) -> bool:
    """Whether an ambiguous form is a verb in front of the word `after`."""
    group = tables.cues[low]
    if group.takes and not group.objects:
        return after in group.takes or after in tables.adverbs
    if after in tables.cues or after in tables.auxiliaries or after in tables.agent:
        return False
    if low.endswith(tables.past):
        return not (after.endswith(tables.past) or after in tables.outcomes)
    return after not in tables.noun_followers and not after.endswith(tables.participle)


def _is_past(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether the word looks like a past tense; after an article it is an adjective."""
    low = tokens[index].low
    if low in tables.participles:
        return index > 0 and tokens[index - 1].kind == "w" and tokens[index - 1].low not in tables.determiners
    if not low.endswith(tables.past) or len(low) < 5 or not tokens[index].text[0].islower() or "-" in low:
        return False
    return index > 0 and tokens[index - 1].kind == "w" and tokens[index - 1].low not in tables.determiners


def _before_clause(tokens: Sequence[Token], first: int, tables: AttributionTables) -> int | None:
    """The noun that a clause in front of the verb describes ("a letter seen by M", "the group that tracks arrests")."""
    if first < 2 or first >= len(tokens) or tokens[first - 2].kind != "w" or tokens[first - 2].low in tables.cues:
        return None
    if tokens[first].low in tables.agent and _is_past(tokens, first - 1, tables):
        return first - 2
    is_relative = tokens[first - 1].low in tables.relatives | tables.that
    return first - 2 if is_relative and _is_present(tokens, first, tables) else None


def _is_present(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether the word looks like a verb in the present ("tracks") that no verb of saying follows."""
    low = tokens[index].low
    is_verb = low.endswith("s") and tokens[index].text[0].islower() and low not in tables.people
    return is_verb and index + 1 < len(tokens) and tokens[index + 1].low not in tables.cues


def _before_modifier(tokens: Sequence[Token], first: int, last: int, tables: AttributionTables) -> Phrase:
    """Leaves out what an "-ing" behind the name adds ("doctors treating the injured")."""
    for index in range(first + 1, last):
        low = tokens[index].low
        if low.endswith(tables.participle) and tokens[index].text[0].islower() and len(low) > 5:
            before = tokens[index - 1]
            if before.low in tables.determiners:
                continue
            if before.low.endswith("s") or before.text[0].isupper():
                return first, index - 1
    return first, last


def _at_article(tokens: Sequence[Token], first: int, last: int, tables: AttributionTables) -> int:
    """A phrase begins at the last article that no preposition or "and" ties to what stands before it."""
    for index in range(last, first, -1):
        before = tokens[index - 1]
        if tokens[index].low in tables.articles and before.low not in tables.prepositions | tables.coordinators:
            return index
    return first


def _after_predicate(tokens: Sequence[Token], first: int, last: int, tables: AttributionTables) -> int:
    """A phrase that follows "and" behind a verb begins after the "and" ("police fired and witnesses said")."""
    if first == 0 or not (_is_past(tokens, first - 1, tables) or tokens[first - 1].low in tables.auxiliaries):
        return first
    joints = [i for i in range(first, last) if tokens[i].low in tables.coordinators]
    return joints[-1] + 1 if joints else first


def _after_opening(tokens: Sequence[Token], first: int, last: int, tables: AttributionTables) -> int:
    """Leaves out "However", "On Sunday", "In Basra" in front of the name."""
    while first < last and (tokens[first].low in tables.openers or tokens[first].low in tables.coordinators):
        first += 1
    return _after_circumstance(tokens, first, last, tables) if tokens[first].low in tables.prepositions else first


def _after_circumstance(tokens: Sequence[Token], first: int, last: int, tables: AttributionTables) -> int:
    """Where the name begins behind the time or place that a preposition leads in."""
    times = [i for i in range(first, last) if tokens[i].low in tables.time_words or tokens[i].low.isdigit()]
    if times:
        return times[-1] + 1
    capitals = [i for i in range(first + 1, last) if tokens[i].text[0].isupper() and tokens[i + 1].text[0].islower()]
    return capitals[-1] + 1 if capitals else first + 1


def _ends_phrase(tokens: Sequence[Token], first: int, index: int, tables: AttributionTables) -> bool:
    if index > first and tokens[index].low in tables.time_words:
        return True
    if tokens[index].low in tables.prepositions and index > first:
        return not _links(tokens, index, tables)
    if tokens[index].low in tables.coordinators:
        return index == first or not _joins_names(tokens, index, tables)
    return _is_boundary(tokens, index, tables) if index > first else tokens[index].kind != "w"


def _links(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or after.kind != "w" or after.low in tables.time_words or after.low.isdigit():
        return False
    return tokens[index].low in tables.linking_prepositions


def _joins_names(tokens: Sequence[Token], index: int, tables: AttributionTables) -> bool:
    """Whether "and" joins two names: nothing behind it within the clause is a verb."""
    for follower in range(index + 1, min(index + 8, len(tokens))):
        if tokens[follower].kind != "w":
            return True
        if _is_boundary(tokens, follower, tables):
            return False
    return True


def _is_adverb(token: Token, tables: AttributionTables) -> bool:
    return token.low.endswith(tables.adverb) and token.low not in tables.no_adverbs


def _is_name(tokens: Sequence[Token], tables: AttributionTables) -> bool:
    """Whether the phrase can name a speaker."""
    head, is_alone = tokens[-1], len(tokens) == 1
    if is_alone and head.low in tables.pronouns:
        return True
    if _is_no_speaker(head, tables) or (is_alone and _needs_noun(head, tables)):
        return False
    return any(char.isalpha() for char in head.text) or tokens[0].text[0].isupper()


def _is_no_speaker(head: Token, tables: AttributionTables) -> bool:
    low = head.low
    return low in tables.time_words or low in tables.not_speakers or low in tables.prepositions or low in tables.adverbs


def _needs_noun(word: Token, tables: AttributionTables) -> bool:
    """Whether a word names nobody by itself ("however", "the")."""
    return word.low in tables.openers or word.low in tables.determiners or _is_adverb(word, tables)
