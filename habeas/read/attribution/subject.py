"""Who a verb of saying belongs to."""

from collections.abc import Sequence

from habeas.lang.attribution import AttributionTables, CueGroup
from habeas.read.attribution.phrase import Phrase, Token, name_end, name_span, phrase_after, phrase_before
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Sentence

Subject = tuple[Stretch | None, int]
_FARTHEST = 25
_APPOSITION = frozenset({",", "—", "–", "-"})
_TIME_OPENERS = frozenset({"on", "in", "last", "this", "late", "early"})


def verb_group_start(sentence: Sentence, index: int) -> int | None:
    """The token before the verb group (-1: none); None where the verb is negated or an infinitive."""
    tokens = sentence.tokens
    before = index - 1
    while before >= 0 and tokens[before].kind == "w":
        if _is_unsaid(sentence, before):
            return None
        width = _group_width(sentence, before)
        if width == 0:
            return before
        before -= width
    return _before_aside(sentence, before)


def _is_unsaid(sentence: Sentence, index: int) -> bool:
    """Whether the word negates the verb behind it, or makes it a mere possibility or an infinitive."""
    tokens, tables = sentence.tokens, sentence.tables
    low = tokens[index].low
    if low in tables.negations or low in tables.modals:
        return True
    return low in tables.infinitive and (index == 0 or tokens[index - 1].low not in tables.catenatives)


def _group_width(sentence: Sentence, index: int) -> int:
    """How many tokens up to this one belong to the verb group, 0 where it is none of it."""
    tokens, tables = sentence.tokens, sentence.tables
    low = tokens[index].low
    if low in tables.infinitive:
        return 2
    if low in tables.time_words and index > 0 and tokens[index - 1].low in _TIME_OPENERS:
        return 2
    return 1 if low in tables.adverbs or low in tables.auxiliaries else 0


def _before_aside(sentence: Sentence, before: int) -> int:
    """The token before an adverb between commas ("others, however, said")."""
    tokens = sentence.tokens
    if before > 2 and tokens[before].text == "," and tokens[before - 2].text == ",":
        return before - 3 if tokens[before - 1].low in sentence.tables.adverbs else before
    return before


def is_passive(sentence: Sentence, before: int, index: int) -> bool:
    """Whether the verb group is "was reported" or, without a subject of its own, "reported as"."""
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[index].low.endswith(tables.participle):
        return False
    return any(token.low in tables.passive for token in tokens[before + 1 : index]) or (
        index + 1 < len(tokens) and tokens[index].low in tables.verb_nouns and tokens[index + 1].low in tables.modes
    )


def find_subject(
    sentence: Sentence, before: int, saying: tuple[int, CueGroup], earlier: Sequence[AttributionMatch]
) -> Subject:
    """Who the verb after token `before` belongs to, and the first token of that phrase."""
    tokens, tables = sentence.tokens, sentence.tables
    index, group = saying
    if before < 0:
        return None, 0
    token = tokens[before]
    is_participle = tokens[index].low.endswith(tables.participle)
    if token.text == ")":
        return _find_before_brackets(sentence, before)
    if _goes_on(token, tables, is_participle=is_participle):
        return _shared_subject(sentence, before, group, earlier)
    if token.text in _APPOSITION:
        return _behind_comma(sentence, before)
    if is_participle and token.low in tables.documents:
        return _sentence_subject(sentence, before)
    return (None, 0) if is_participle and not group.closes else _near_subject(sentence, before)


def _goes_on(token: Token, tables: AttributionTables, *, is_participle: bool) -> bool:
    """Whether a verb behind the token shares the subject of the verb before it."""
    return token.low in tables.coordinators or token.low in tables.contrasts or (token.text == "," and is_participle)


def _find_before_brackets(sentence: Sentence, closing: int) -> Subject:
    """The noun phrase before brackets ("the union (TU) says")."""
    tokens = sentence.tokens
    opening = next((i for i in range(closing - 1, max(closing - 9, 0), -1) if tokens[i].text == "("), None)
    return _near_subject(sentence, opening - 1) if opening else (None, 0)


def _near_subject(sentence: Sentence, before: int) -> Subject:
    """The noun phrase right before the verb, or before its "who"."""
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[before].low in tables.relatives | tables.that:
        before = _before_relative(sentence, before)
    if before < 0 or tokens[before].kind != "w":
        return None, 0
    phrase = phrase_before(tokens, before, tables)
    if phrase and tokens[before + 1].low in tables.relatives | tables.that:
        phrase = _nearest_noun(sentence, phrase)
    return (name_span(tokens, phrase, tables), phrase[0]) if phrase else (None, 0)


def _before_relative(sentence: Sentence, index: int) -> int:
    """The word before "who", or before a "that" whose noun can say something; negative where there is none."""
    tokens, tables = sentence.tokens, sentence.tables
    before = index - 2 if index and tokens[index - 1].text == "," else index - 1
    if before < 0 or tokens[index].low not in tables.that:
        return before
    return before if tokens[before].low in tables.documents | tables.organisation_heads else -1


def _nearest_noun(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The part of a phrase that a "who" behind it means ("gifts to officials who said")."""
    tokens, tables = sentence.tokens, sentence.tables
    loose = tables.prepositions - tables.linking_prepositions
    cuts = [i for i in range(phrase[0] + 1, phrase[1]) if tokens[i].low in loose]
    return (cuts[-1] + 1, phrase[1]) if cuts else phrase


def _shared_subject(sentence: Sentence, before: int, group: CueGroup, earlier: Sequence[AttributionMatch]) -> Subject:
    """The speaker of the verb before this one ("…, adding that", "… and said")."""
    named = [match for match in earlier if match.speaker]
    if named:
        return named[-1].speaker, before
    return _sentence_subject(sentence, before) if group.closes or group.counts else (None, 0)


def _behind_comma(sentence: Sentence, before: int) -> Subject:
    """The subject of a verb behind a comma or a dash: before an apposition, before brackets, or all there is."""
    found = _before_apposition(sentence, before)
    if found[0] is not None:
        return found
    if before > 2 and sentence.tokens[before - 1].text == ")":
        return _find_before_brackets(sentence, before - 1)
    return _before_stray_comma(sentence, before)


def _before_stray_comma(sentence: Sentence, before: int) -> Subject:
    """The noun phrase that is all the sentence holds before a comma ("The network NLW, said")."""
    tokens, tables = sentence.tokens, sentence.tables
    if before < 1 or tokens[0].low in tables.openers | tables.prepositions:
        return None, 0
    found = _near_subject(sentence, before - 1)
    is_first = found[0] is not None and found[1] <= (tokens[0].low in tables.articles)
    return found if is_first else (None, 0)


def _before_apposition(sentence: Sentence, before: int) -> Subject:
    """The name before the apposition that the comma at `before` closes ("X, head of Y, said")."""
    tokens, tables = sentence.tokens, sentence.tables
    nearest: Subject = (None, 0)
    for opening in range(before - 2, max(before - _FARTHEST, 0), -1):
        if tokens[opening].kind == "q":
            break
        named = _before_opening(sentence, opening) if tokens[opening].text == tokens[before].text else -1
        phrase = phrase_before(tokens, named, tables) if named >= 0 else None
        if phrase and tokens[phrase[0]].low not in tables.pronouns:
            found = (name_span(tokens, phrase, tables), phrase[0])
            if phrase[0] == 0:
                return found
            nearest = nearest if nearest[0] else found
    return nearest


def _before_opening(sentence: Sentence, opening: int) -> int:
    """The last word before an apposition and before brackets in front of it, -1 where there is none."""
    tokens, named = sentence.tokens, opening - 1
    if named > 0 and tokens[named].text == ")":
        return next((i - 1 for i in range(named, max(named - 9, 0), -1) if tokens[i].text == "("), -1)
    return named


def _after_introduction(sentence: Sentence, limit: int) -> int:
    """The first token of the main clause ("However, …", "After the vote, …")."""
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[0].low in tables.prepositions | tables.subordinators:
        comma = next((i for i in range(1, limit) if tokens[i].text == ","), -1)
        return comma + 1
    first = 0
    while first < limit and (tokens[first].low in tables.openers or tokens[first].text == ","):
        first += 1
    return first


def _sentence_subject(sentence: Sentence, limit: int) -> Subject:
    """The noun phrase with which the sentence begins."""
    tokens, tables = sentence.tokens, sentence.tables
    first = _after_introduction(sentence, limit)
    phrase = phrase_after(tokens[:limit], first, tables) if first < limit else None
    return (name_span(tokens, (first, name_end(tokens, phrase, tables)), tables), first) if phrase else (None, 0)


def can_count(sentence: Sentence, speaker: Stretch) -> bool:
    """Whether a subject is somebody who keeps a count: a body, an office, a named person, no crowd and no thing."""
    words, tables = sentence.text[slice(*speaker)].split(), sentence.tables
    head = words[-1]
    if head.lower() in tables.counters | tables.pronouns | tables.people | tables.organisation_heads | tables.titles:
        return True
    is_plural = len(words) == 1 and head.endswith("s") and not tables.medium.fullmatch(head)
    return head[0].isupper() and not is_plural
