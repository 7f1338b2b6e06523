"""From a verb or phrase of saying to who said what, within one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.lang.attribution import AttributionTables, CueGroup, Firmness
from habeas.read.phrase import Token, is_cue_verb, name_span, phrase_after, phrase_before
from habeas.read.quotation import Stretch

Phrase = tuple[int, int]
Subject = tuple[Stretch | None, int]
_FARTHEST = 25
_TIME_OPENERS = frozenset({"on", "in", "last", "this", "late", "early"})


@dataclass(frozen=True, slots=True)
class AttributionMatch:
    """Stretches of a passage: `speaker` says `content`, by the words `cue`.

    `firmness` is what the cue suggests for the modality of a claim inside. `asserts` is false where the content is
    taken for granted rather than said ("condemned the arrests"). Without a speaker the cue is a mere hedge.
    """

    speaker: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    direct: bool = False
    firmness: Firmness = "asserted"
    asserts: bool = True
    addressee: Stretch | None = None
    via: Stretch | None = None
    presupposed: tuple[Stretch, ...] = ()

    def covers(self, position: int) -> bool:
        """Whether the content holds the character at a position, and not as something merely presupposed."""
        return _holds(self.content, position) and not _holds(self.presupposed, position)


def _holds(stretches: Sequence[Stretch], position: int) -> bool:
    return any(start <= position < end for start, end in stretches)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one stretch of a passage; a quotation is one token."""

    text: str
    stretch: Stretch
    tokens: list[Token]
    tables: AttributionTables


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands between a cue and its content: `start` is the first token of the content."""

    start: int
    addressee: Stretch | None = None
    via: Stretch | None = None


def read_sentence(sentence: Sentence) -> list[AttributionMatch]:
    """The attributions of one sentence, those inside its quotations included."""
    found: list[AttributionMatch] = []
    for index, token in enumerate(sentence.tokens):
        if token.kind != "w":
            continue
        match = _read_token(sentence, index, found)
        if match is not None:
            found.append(match)
    return _name_media(sentence, _cut_contrasts(sentence, found))


def _read_token(sentence: Sentence, index: int, earlier: Sequence[AttributionMatch]) -> AttributionMatch | None:
    tables, low = sentence.tables, sentence.tokens[index].low
    if is_cue_verb(sentence.tokens, index, tables):
        return _read_verb(sentence, index, earlier)
    if low in tables.saying_nouns:
        return _read_noun(sentence, index)
    if low in tables.hedges:
        return _read_hedge(sentence, index)
    width = _according_width(sentence, index)
    return _read_according(sentence, index, width) if width else None


# ---- verbs ----


def _read_verb(sentence: Sentence, index: int, earlier: Sequence[AttributionMatch]) -> AttributionMatch | None:
    tokens, tables = sentence.tokens, sentence.tables
    before = _skip_back(sentence, index)
    if before is None:
        return None
    if _is_passive(sentence, before, index) or _is_agent(sentence, index):
        return _read_passive(sentence, index)
    group = tables.cues[tokens[index].low]
    inverted = _read_inverted(sentence, index, before, group)
    if inverted:
        return inverted
    speaker, first = _find_subject(sentence, before, (index, group), earlier)
    if speaker is None:
        return None
    return _with_content(sentence, _Saying(index, group, speaker, first))


def _is_passive(sentence: Sentence, before: int, index: int) -> bool:
    """Whether the verb group is "was reported" or, without a subject of its own, "reported as"."""
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[index].low.endswith(tables.participle):
        return False
    return any(token.low in tables.passive for token in tokens[before + 1 : index]) or (
        index + 1 < len(tokens) and tokens[index].low in tables.verb_nouns and tokens[index + 1].low in tables.modes
    )


def _skip_back(sentence: Sentence, index: int) -> int | None:
    """The token before the verb group (-1: none); None where the verb is negated or an infinitive."""
    tokens, tables = sentence.tokens, sentence.tables
    before = index - 1
    while before >= 0 and tokens[before].kind == "w":
        low = tokens[before].low
        if low in tables.negations or low in tables.modals:
            return None
        if low in tables.infinitive:
            if before == 0 or tokens[before - 1].low not in tables.adverbs:
                return None
        elif low in tables.time_words and before > 0 and tokens[before - 1].low in _TIME_OPENERS:
            before -= 1
        elif low not in tables.adverbs and low not in tables.auxiliaries:
            return before
        before -= 1
    return before


def _find_subject(
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
        opening = next((i for i in range(before - 1, max(before - 9, -1), -1) if tokens[i].text == "("), None)
        return _find_subject(sentence, opening - 1, saying, earlier) if opening else (None, 0)
    if token.low in tables.coordinators or token.low in tables.contrasts or (token.text == "," and is_participle):
        return _shared_subject(sentence, before, group, earlier)
    if token.text == ",":
        return _before_apposition(sentence, before)
    if is_participle and (not group.closes or token.low in tables.documents):
        return _sentence_subject(sentence, before) if token.low in tables.documents else (None, 0)
    return _near_subject(sentence, before)


def _near_subject(sentence: Sentence, before: int) -> Subject:
    """The noun phrase right before the verb, or before its "who"."""
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[before].low in tables.relatives or tokens[before].low in tables.that:
        before -= 2 if before and tokens[before - 1].text == "," else 1
    if before < 0 or tokens[before].kind != "w":
        return None, 0
    phrase = phrase_before(tokens, before, tables)
    return (name_span(tokens, phrase, tables), phrase[0]) if phrase else (None, 0)


def _shared_subject(sentence: Sentence, before: int, group: CueGroup, earlier: Sequence[AttributionMatch]) -> Subject:
    """The speaker of the verb before this one ("…, adding that", "… and said")."""
    named = [match for match in earlier if match.speaker]
    if named:
        return named[-1].speaker, before
    return _sentence_subject(sentence, before) if group.closes else (None, 0)


def _before_apposition(sentence: Sentence, before: int) -> Subject:
    """The name before the apposition that the comma at `before` closes ("X, head of Y, said")."""
    tokens, tables = sentence.tokens, sentence.tables
    nearest: Subject = (None, 0)
    for opening in range(before - 2, max(before - _FARTHEST, 0), -1):
        if tokens[opening].kind == "q":
            break
        phrase = phrase_before(tokens, opening - 1, tables) if tokens[opening].text == "," else None
        if phrase and tokens[phrase[0]].low not in tables.pronouns:
            found = (name_span(tokens, phrase, tables), phrase[0])
            if phrase[0] == 0:
                return found
            nearest = nearest if nearest[0] else found
    return nearest


def _sentence_subject(sentence: Sentence, limit: int) -> Subject:
    """The noun phrase with which the sentence begins."""
    tokens, tables = sentence.tokens, sentence.tables
    first = 0
    while first < limit and tokens[first].low in tables.openers:
        first += 1
    phrase = phrase_after(tokens[:limit], first, tables) if first < limit else None
    return (name_span(tokens, phrase, tables), phrase[0]) if phrase else (None, 0)


def _read_inverted(sentence: Sentence, index: int, before: int, group: CueGroup) -> AttributionMatch | None:
    """`"…," said X` and `…, said X`."""
    tokens, tables = sentence.tokens, sentence.tables
    if before < 0 or not group.inverts or before != index - 1:
        return None
    quoted = tokens[before].kind == "q" or (before > 0 and tokens[before - 1].kind == "q")
    if not (quoted or tokens[before].text == ",") or index + 1 >= len(tokens):
        return None
    phrase = phrase_after(tokens, index + 1, tables)
    if phrase is None or not _is_end(sentence, phrase[1] + 1) or not (quoted or _can_invert(tokens[index + 1], tables)):
        return None
    saying = _Saying(index, group, name_span(tokens, phrase, tables), index)
    return _after_content(sentence, saying, phrase[1] + 1)


def _can_invert(token: Token, tables: AttributionTables) -> bool:
    return token.text[0].isupper() or token.low in tables.articles or token.low in tables.people


def _is_end(sentence: Sentence, index: int) -> bool:
    """Whether nothing follows that would make the phrase before it a subject."""
    tokens, tables = sentence.tokens, sentence.tables
    if index >= len(tokens) or tokens[index].kind != "w":
        return True
    return tokens[index].low in tables.prepositions | tables.relatives | tables.time_words | tables.adverbs


# ---- content ----


@dataclass(frozen=True, slots=True)
class _Saying:
    """A cue with its speaker: `cue` and `first` are the tokens of the verb and of the start of the whole attribution."""

    cue: int
    group: CueGroup
    speaker: Stretch
    first: int


def _with_content(sentence: Sentence, saying: _Saying) -> AttributionMatch | None:
    """The attribution, with its content after the verb or, where nothing is left there, before the speaker."""
    tokens = sentence.tokens
    header = _read_header(sentence, saying)
    if header.start >= len(tokens) or tokens[header.start].text in ".,;":
        return _after_content(sentence, saying, header.start, header)
    if not _takes(sentence, saying, header.start):
        return None
    end = _trim(sentence, tokens[-1].end)
    start = tokens[header.start].start
    content = [(start, end)] if start < end else []
    quoted_before = saying.first > 0 and _quotation_before(sentence, saying.first)
    if tokens[header.start].kind == "q":
        content = [tokens[header.start][:2]] if quoted_before else content
        if quoted_before:
            content.insert(0, quoted_before)
        return _match(sentence, saying, tuple(content), header, direct=True)
    if not content:
        return None
    match = _match(sentence, saying, tuple(content), header)
    return replace(match, presupposed=_presupposed(sentence, header.start))


def _presupposed(sentence: Sentence, first: int) -> tuple[Stretch, ...]:
    """Settings and relative clauses inside what somebody says: the report takes them for granted itself."""
    tokens = sentence.tokens
    found: list[Stretch] = []
    opened: int | None = None
    for index in range(first + 1, len(tokens)):
        if opened is None and _opens_setting(sentence, index):
            opened = tokens[index].start
        elif opened is not None and tokens[index].text in ",;":
            found.append((opened, tokens[index].start))
            opened = None
    return (*found, (opened, tokens[-1].end)) if opened is not None else tuple(found)


def _opens_setting(sentence: Sentence, index: int) -> bool:
    tokens, tables = sentence.tokens, sentence.tables
    if tokens[index].low in tables.settings:
        return True
    if tokens[index].low not in tables.that or index + 1 >= len(tokens) or tokens[index - 1].kind != "w":
        return False
    follower = tokens[index + 1].low
    return follower in tables.auxiliaries or follower.endswith(tables.past)


def _after_content(
    sentence: Sentence, saying: _Saying, rest: int, header: _Header | None = None
) -> AttributionMatch | None:
    """The attribution whose content stands before it; a quotation behind it goes on."""
    tokens = sentence.tokens
    content: list[Stretch] = []
    quoted = _quotation_before(sentence, saying.first)
    if quoted:
        content.append(quoted)
    elif _closes(sentence, saying):
        begin, end = tokens[0].start, _trim(sentence, tokens[saying.first - 1].end)
        content.extend([(begin, end)] if begin < end else [])
    further = next((token for token in tokens[rest:] if token.kind == "q"), None)
    if quoted and further:
        content.append((further.start, further.end))
    elif further and not content:
        content.append((further.start, further.end))
        quoted = content[0]
    if not content:
        return None
    return _match(sentence, saying, tuple(content), header or _Header(rest), direct=quoted is not None)


def _closes(sentence: Sentence, saying: _Saying) -> bool:
    """Whether the attribution follows what was said without quotation marks, a comma between them."""
    return saying.group.closes and saying.first > 1 and sentence.tokens[saying.first - 1].text == ","


def _match(
    sentence: Sentence, saying: _Saying, content: tuple[Stretch, ...], header: _Header, *, direct: bool = False
) -> AttributionMatch:
    return AttributionMatch(
        speaker=saying.speaker,
        cue=sentence.tokens[saying.cue][:2],
        content=content,
        direct=direct,
        firmness=saying.group.firmness,
        asserts=saying.group.asserts,
        addressee=header.addressee,
        via=header.via,
    )


def _quotation_before(sentence: Sentence, first: int) -> Stretch | None:
    """The quotation that ends right before the attribution, a comma between them or not."""
    tokens = sentence.tokens
    for index in range(first - 1, max(first - 3, -1), -1):
        if tokens[index].kind == "q":
            return tokens[index][:2]
        if tokens[index].kind != "p":
            return None
    return None


def _takes(sentence: Sentence, saying: _Saying, start: int) -> bool:
    """Whether what follows the verb is what verbs of its group report."""
    tokens, group = sentence.tokens, saying.group
    if group.objects:
        return any(token.low in group.objects for token in tokens[saying.cue + 1 : saying.cue + 5])
    if not group.takes or tokens[start].kind == "q":
        return True
    after = next((t for t in tokens[saying.cue + 1 :] if t.low not in sentence.tables.adverbs), None)
    if after is not None and after.low in group.takes:
        return True
    return tokens[start - 1].low in sentence.tables.that or (group.addresses and tokens[start].low in group.takes)


def _read_header(sentence: Sentence, saying: _Saying) -> _Header:
    """Skips what tells when, where, to whom and through what it was said, up to the content."""
    tokens, tables = sentence.tokens, sentence.tables
    index = saying.cue + 1
    addressee = None
    if saying.group.addresses and index < len(tokens) and tokens[index].low not in tables.that:
        phrase = _addressee(sentence, index)
        if phrase:
            addressee, index = name_span(tokens, phrase, tables), phrase[1] + 1
    clause = _clause_word(sentence, index)
    start = clause + 1 if clause is not None else _skip_circumstances(sentence, index)
    via = _channel(sentence, saying.cue + 1, start)
    return _Header(start, addressee, via)


def _addressee(sentence: Sentence, index: int) -> Phrase | None:
    tokens, tables = sentence.tokens, sentence.tables
    last = index + 1 if tokens[index].low in tables.determiners else index
    while last + 1 < len(tokens) and tokens[last].text[0].isupper() and tokens[last + 1].text[0].isupper():
        last += 1
    if last >= len(tokens) or tokens[last].kind != "w" or tokens[index].low in tables.prepositions:
        return None
    return index, last


def _clause_word(sentence: Sentence, index: int) -> int | None:
    """The "that" or colon that opens the content, if only circumstances stand before it."""
    tokens, tables = sentence.tokens, sentence.tables
    for position in range(index, min(index + 16, len(tokens))):
        token = tokens[position]
        if token.low in tables.that and (position == index or tokens[position - 1].low not in tables.prepositions):
            return position
        if token.text == ":":
            return position
        if token.kind != "w" or token.low in tables.auxiliaries or token.low in tables.subordinators:
            return None
    return None


def _skip_circumstances(sentence: Sentence, index: int) -> int:
    """The first token that is neither a time nor a document nor a channel ("on Friday", "in a statement")."""
    tokens, tables = sentence.tokens, sentence.tables
    while index < len(tokens):
        low = tokens[index].low
        if low in tables.adverbs or low in tables.time_words:
            index += 1
        elif low in tables.prepositions and (end := _circumstance_end(sentence, index + 1)):
            index = end
        elif tokens[index].text == "," and index + 1 < len(tokens) and tokens[index + 1].kind == "q":
            index += 1
        else:
            return index
    return index


def _circumstance_end(sentence: Sentence, index: int) -> int | None:
    tokens, tables = sentence.tokens, sentence.tables
    kinds = tables.time_words | tables.documents | tables.media_heads
    for position in range(index, min(index + 6, len(tokens))):
        if tokens[position].kind != "w":
            return position if position > index and position + 1 >= len(tokens) else None
        if tokens[position].low in kinds:
            return position + 1
    return len(tokens) if index < len(tokens) <= index + 6 else None


def _channel(sentence: Sentence, first: int, last: int) -> Stretch | None:
    """The medium named between the verb and its content."""
    tokens, tables = sentence.tokens, sentence.tables
    if first >= len(tokens) or first >= last:
        return None
    begin, end = tokens[first].start, tokens[min(last, len(tokens)) - 1].end
    found = tables.medium.search(sentence.text, begin, end)
    return found.span() if found else None


# ---- phrases ----


def _according_width(sentence: Sentence, index: int) -> int:
    """How many tokens a phrase like "according to" takes here, 0 where none stands."""
    words = [token.low for token in sentence.tokens[index : index + 4]]
    for phrase in sentence.tables.according:
        parts = phrase.split()
        if words[: len(parts)] == parts:
            return len(parts)
    return 0


def _read_according(sentence: Sentence, index: int, width: int) -> AttributionMatch | None:
    tokens, tables = sentence.tokens, sentence.tables
    phrase = phrase_after(tokens, index + width, tables) if index + width < len(tokens) else None
    if phrase is None:
        return None
    content = _around(sentence, index, phrase[1] + 1)
    cue = (tokens[index].start, tokens[index + width - 1].end)
    return AttributionMatch(name_span(tokens, phrase, tables), cue, content) if content else None


def _around(sentence: Sentence, first: int, rest: int) -> tuple[Stretch, ...]:
    """What a sentence says before the token `first` and from `rest` on."""
    tokens = sentence.tokens
    content = []
    if first > 0:
        content.append((tokens[0].start, _trim(sentence, tokens[first - 1].end)))
    while rest < len(tokens) and tokens[rest].kind == "p":
        rest += 1
    if rest < len(tokens):
        content.append((tokens[rest].start, _trim(sentence, tokens[-1].end)))
    return tuple((start, end) for start, end in content if start < end)


def _is_agent(sentence: Sentence, index: int) -> bool:
    tokens, tables = sentence.tokens, sentence.tables
    return index + 1 < len(tokens) and tokens[index + 1].low in tables.agent


def _read_passive(sentence: Sentence, index: int) -> AttributionMatch | None:
    """ "… was reported by X"."""
    tokens, tables = sentence.tokens, sentence.tables
    group = tables.cues[tokens[index].low]
    if not _is_agent(sentence, index) or index + 2 >= len(tokens) or not group.closes:
        return None
    if tokens[index - 1].low not in tables.passive and index > 0 and tokens[index - 1].low not in ("as", ","):
        return None
    phrase = phrase_after(tokens, index + 2, tables)
    content = _around(sentence, index, phrase[1] + 1) if phrase else ()
    if phrase is None or not content:
        return None
    return AttributionMatch(name_span(tokens, phrase, tables), tokens[index][:2], content, firmness=group.firmness)


def _read_noun(sentence: Sentence, index: int) -> AttributionMatch | None:
    """ "Israel's claim that …"."""
    tokens, tables = sentence.tokens, sentence.tables
    if index == 0 or index + 2 >= len(tokens) or tokens[index + 1].low not in tables.that:
        return None
    if not tokens[index - 1].low.endswith(tuple(tables.possessives)):
        return None
    phrase = phrase_before(tokens, index - 1, tables)
    if phrase is None:
        return None
    content = ((tokens[index + 2].start, _trim(sentence, tokens[-1].end)),)
    firmness = tables.saying_nouns[tokens[index].low]
    return AttributionMatch(name_span(tokens, phrase, tables), tokens[index][:2], content, firmness=firmness)


def _read_hedge(sentence: Sentence, index: int) -> AttributionMatch | None:
    content = _around(sentence, index, index + 1)
    firmness = sentence.tables.hedges[sentence.tokens[index].low]
    return AttributionMatch(None, sentence.tokens[index][:2], content, firmness=firmness) if content else None


# ---- attributions beside one another ----


def _cut_contrasts(sentence: Sentence, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
    """Ends a content where a coordinate clause has a speaker of its own ("A says …, while B says …")."""
    return [_cut(sentence, match, found[place + 1 :]) for place, match in enumerate(found)]


def _cut(sentence: Sentence, match: AttributionMatch, later: Sequence[AttributionMatch]) -> AttributionMatch:
    for other in later:
        if other.speaker is None or other.speaker == match.speaker or match.cue is None:
            continue
        joint = _joint_before(sentence, other.speaker[0])
        if joint is not None and joint > match.cue[1]:
            content = tuple((start, min(end, joint)) for start, end in match.content if start < joint)
            return replace(match, content=content) if content else match
    return match


def _joint_before(sentence: Sentence, position: int) -> int | None:
    """Where the coordinate clause begins whose subject stands at `position`."""
    tokens, tables = sentence.tokens, sentence.tables
    index = next((i for i, token in enumerate(tokens) if token.end > position), len(tokens)) - 1
    while index >= 0 and tokens[index].low in tables.articles:
        index -= 1
    if index < 0 or not (tokens[index].text == ";" or tokens[index].low in tables.contrasts):
        return None
    return tokens[index - 1].end if index and tokens[index - 1].kind != "p" else tokens[max(index - 1, 0)].start


def _name_media(sentence: Sentence, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
    """Makes a medium that reports what somebody else said the way through which it came."""
    return [replace(match, via=_medium_around(sentence, match, found)) for match in found]


def _medium_around(sentence: Sentence, match: AttributionMatch, found: Sequence[AttributionMatch]) -> Stretch | None:
    if match.via or match.speaker is None:
        return match.via
    for other in found:
        if (
            other is not match
            and other.speaker
            and other.covers(match.speaker[0])
            and _is_medium(sentence, other.speaker)
        ):
            return other.speaker
    return None


def _is_medium(sentence: Sentence, stretch: Stretch) -> bool:
    words = sentence.text[stretch[0] : stretch[1]]
    tables = sentence.tables
    return bool(tables.medium.search(words)) or words.rsplit(None, 1)[-1].lower() in tables.media_heads


def _trim(sentence: Sentence, end: int) -> int:
    """An end without the marks that close a sentence or part it."""
    text, start = sentence.text, sentence.stretch[0]
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return end
