"""What stands between a verb of saying and what was said: when, where, to whom, through what."""

from habeas.read.attribution.phrase import Phrase, phrase_after
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import Header, Saying, Sentence

_COLON = frozenset({":"})


def read_header(sentence: Sentence, saying: Saying) -> Header:
    """Skips what tells when, where, to whom and through what it was said, up to the content."""
    tokens, tables = sentence.tokens, sentence.tables
    index = saying.cue + 1
    addressee = None
    if saying.group.addresses and index < len(tokens) and tokens[index].low not in tables.that:
        phrase = _addressee(sentence, index)
        if phrase:
            addressee, index = (tokens[phrase[0]].start, tokens[phrase[1]].end), phrase[1] + 1
    if saying.group.objects:
        return _read_object(sentence, saying, index)
    report = _denied_report(sentence, index) if saying.group.firmness == "denied" else None
    if report is not None:
        return Header(report + 2, addressee, cue_end=tokens[report].end)
    clause = _clause_word(sentence, index)
    start = clause + 1 if clause is not None else _skip_circumstances(sentence, index)
    via = _channel(sentence, saying.cue + 1, start)
    return Header(start, addressee, via)


def _denied_report(sentence: Sentence, index: int) -> int | None:
    """The "reports" of "denied reports that": what is denied begins behind "that"; another's claim is no such noun."""
    tokens, tables = sentence.tokens, sentence.tables
    for position in range(index, min(index + 3, len(tokens) - 2)):
        if tokens[position].low.endswith(tuple(tables.possessives)):
            return None
        if tokens[position].low in tables.saying_nouns and tokens[position + 1].low in tables.that:
            return position
    return None


def _read_object(sentence: Sentence, saying: Saying, index: int) -> Header:
    """The content of "issued a statement about …" follows the noun; that of "put the toll at …" holds it."""
    tokens, tables = sentence.tokens, sentence.tables
    places = (i for i in range(index, min(index + 4, len(tokens))) if tokens[i].low in saying.group.objects)
    place = next(places, None)
    if place is None:
        return Header(len(tokens))
    takes = saying.group.takes
    if not takes:
        return Header(index)
    start = place + 1
    while start < place + 3 and start + 1 < len(tokens) and tokens[start].low in tables.object_links:
        start += 1
    asserts = any(token.low in takes for token in tokens[place + 1 : start + 1])
    return Header(start, via=_channel(sentence, index, start), cue_end=tokens[place].end, asserts=asserts)


def _addressee(sentence: Sentence, index: int) -> Phrase | None:
    tokens, tables = sentence.tokens, sentence.tables
    whole = _whole_addressee(sentence, index)
    if whole is not None:
        return index, whole
    last = index + 1 if tokens[index].low in tables.determiners else index
    while last + 1 < len(tokens) and tokens[last].text[0].isupper() and tokens[last + 1].text[0].isupper():
        last += 1
    if last >= len(tokens) or tokens[last].kind != "w" or tokens[index].low in tables.prepositions:
        return None
    return index, last


def _whole_addressee(sentence: Sentence, index: int) -> int | None:
    """The last token of a listener that "that", a comma or a preposition ends ("told an outside group that")."""
    tokens, tables = sentence.tokens, sentence.tables
    stops = tables.prepositions | tables.that | tables.time_words
    barriers = tables.pronouns | tables.auxiliaries | tables.relatives | tables.determiners
    for position in range(index, min(index + 8, len(tokens))):
        token = tokens[position]
        if position == index + 1 and tokens[index].low in tables.determiners and token.kind == "w":
            continue
        if token.kind != "w" or token.low in stops:
            return position - 1 if position > index else None
        if position > index and token.low in barriers:
            return None
    return None


def _clause_word(sentence: Sentence, index: int) -> int | None:
    """The "that" or colon that opens the content, if only circumstances stand before it."""
    tokens, tables = sentence.tokens, sentence.tables
    index = _after_aside(sentence, index)
    if index < len(tokens) and tokens[index].low not in (
        tables.circumstances | tables.adverbs | tables.time_words | tables.that | _COLON
    ):
        return None
    return _find_clause_word(sentence, index)


def _find_clause_word(sentence: Sentence, index: int) -> int | None:
    """The next "that" or colon before a mark, an auxiliary or another clause."""
    tokens, tables = sentence.tokens, sentence.tables
    last, position = min(index + 16, len(tokens)), index
    while position < last:
        position = _after_aside(sentence, position)
        token = tokens[position]
        if token.low in tables.that and (position == index or tokens[position - 1].low not in tables.prepositions):
            return position
        if token.text == ":":
            return position
        if token.kind != "w" or token.low in tables.auxiliaries or token.low in tables.subordinators:
            return None
        position += 1
    return None


def _after_aside(sentence: Sentence, index: int) -> int:
    """The "that" behind an aside in commas ("said, in a letter, that"), else the token itself."""
    tokens, tables = sentence.tokens, sentence.tables
    if index >= len(tokens) or tokens[index].text != ",":
        return index
    for position in range(index + 1, min(index + 14, len(tokens) - 1)):
        if tokens[position].text == ",":
            is_over = tokens[position + 1].low in tables.that or _is_citing(sentence, index + 1)
            return position + 1 if is_over else index
    return index


def _after_passive(sentence: Sentence, index: int) -> int:
    """The token behind "… cited by Reuters", 0 where no such words stand here."""
    tokens, tables = sentence.tokens, sentence.tables
    if index + 2 >= len(tokens) or tokens[index + 1].low not in tables.agent:
        return 0
    is_past = tokens[index].low.endswith(tables.past) or tokens[index].low in tables.participles
    phrase = phrase_after(tokens, index + 2, tables) if is_past else None
    return phrase[1] + 1 if phrase else 0


def _is_citing(sentence: Sentence, index: int) -> bool:
    tables, low = sentence.tables, sentence.tokens[index].low
    return low in tables.citing | tables.quoting and low.endswith(tables.participle)


def _skip_circumstances(sentence: Sentence, index: int) -> int:
    """The first token that is neither a time nor a document nor a channel ("on Friday", "in a statement")."""
    while index < len(sentence.tokens):
        behind = _after_circumstance(sentence, index)
        if behind <= index:
            return index
        index = behind
    return index


def _after_circumstance(sentence: Sentence, index: int) -> int:
    """The token behind one circumstance, not after `index` where none stands here."""
    tokens, tables = sentence.tokens, sentence.tables
    low = tokens[index].low
    if low in tables.adverbs or low in tables.time_words:
        return index + 1
    if low in tables.circumstances and not _opens_number(sentence, index + 1):
        end = _circumstance_end(sentence, index + 1)
        if end:
            return end
    if tokens[index].text == "," and index + 1 < len(tokens) and tokens[index + 1].kind == "q":
        return index + 1
    return _after_passive(sentence, index) or _after_aside(sentence, index)


def _opens_number(sentence: Sentence, index: int) -> bool:
    """Whether the word goes on a hedge before a number ("at least 300")."""
    return index < len(sentence.tokens) and sentence.tokens[index].low in sentence.tables.number_hedges


def _circumstance_end(sentence: Sentence, index: int) -> int | None:
    tokens, tables = sentence.tokens, sentence.tables
    kinds = tables.time_words | tables.documents | tables.media_heads
    for position in range(index, min(index + 6, len(tokens))):
        if tokens[position].kind != "w":
            return position if position > index and position + 1 >= len(tokens) else None
        if tokens[position].low in kinds:
            further = range(position + 1, len(tokens))
            return next((i for i in further if tokens[i].low not in kinds), len(tokens))
    return len(tokens) if index < len(tokens) <= index + 6 else None


def _channel(sentence: Sentence, first: int, last: int) -> Stretch | None:
    """The medium named between the verb and its content."""
    tokens, tables = sentence.tokens, sentence.tables
    if first >= len(tokens) or first >= last:
        return None
    begin, end = tokens[first].start, tokens[min(last, len(tokens)) - 1].end
    found = tables.channel.search(sentence.text, begin, end)
    return found.span(found.lastindex or 0) if found else None
