"""What was said: the stretches of a sentence that a verb of saying covers."""

from dataclasses import replace

from habeas.read.attribution.header import read_header
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Header, Saying, Sentence

_ENCLOSING = frozenset("()–—")


def content_around(sentence: Sentence, saying: Saying) -> AttributionMatch | None:
    """The attribution, with its content after the verb or, where nothing is left there, before the speaker."""
    tokens = sentence.tokens
    header = read_header(sentence, saying)
    if (
        header.start >= len(tokens)
        or tokens[header.start].text in ".,;"
        or _closes_here(sentence, saying, header.start)
    ):
        return content_before(sentence, saying, header.start, header)
    if not _takes(sentence, saying, header.start):
        return None
    last = _last_token(sentence, saying.first, header.start)
    if tokens[header.start].kind == "q":
        return _match(sentence, saying, _quoted_content(sentence, saying, header.start, last), header, direct=True)
    content = (tokens[header.start].start, trim_end(sentence, tokens[last].end))
    if content[0] >= content[1]:
        return None
    match = _match(sentence, saying, (content,), header)
    return replace(match, presupposed=_presupposed(sentence, header.start))


def _quoted_content(sentence: Sentence, saying: Saying, start: int, last: int) -> tuple[Stretch, ...]:
    """A whole quotation stands alone, with the one before the speaker; quoted words belong to their clause."""
    quotation = sentence.tokens[start]
    before = _quotation_before(sentence, saying.first) if saying.first > 0 else None
    if before:
        return before, quotation[:2]
    if quotation.text.rstrip("\"”»'’ ")[-1:] in ".!?…" or start == last:
        return (quotation[:2],)
    return ((quotation.start, trim_end(sentence, sentence.tokens[last].end)),)


def _last_token(sentence: Sentence, first: int, start: int) -> int:
    """The last token of the content: the sentence's, or the one before the dash or bracket that encloses the clause."""
    tokens = sentence.tokens
    before = "".join(token.text for token in tokens[:first] if token.text in _ENCLOSING)
    closing = ")" if before.count("(") > before.count(")") else before[-1:] if before[-1:] in "–—" else ""
    if not closing:
        return len(tokens) - 1
    enclosed = (index for index in range(start + 1, len(tokens)) if tokens[index].text == closing)
    return next(enclosed, len(tokens)) - 1


def content_before(
    sentence: Sentence, saying: Saying, rest: int, header: Header | None = None
) -> AttributionMatch | None:
    """The attribution whose content stands before it; a quotation behind it goes on."""
    content: list[Stretch] = []
    quoted = _quotation_before(sentence, saying.first)
    if quoted:
        content.append(quoted)
    elif _closes(sentence, saying):
        content.extend(_clause_before(sentence, saying.first) + _resumed(sentence, rest))
    further = _quotation_behind(sentence, rest) if quoted or not content else None
    if further:
        content.append(further)
    if not content:
        return None
    return _match(sentence, saying, tuple(content), header or Header(rest), direct=bool(quoted or further))


def _clause_before(sentence: Sentence, first: int) -> list[Stretch]:
    """What the sentence says up to the token `first`, nothing where that is a mere opening ("But, …")."""
    tokens, tables = sentence.tokens, sentence.tables
    if all(token.kind == "p" or token.low in tables.openers for token in tokens[:first]):
        return []
    begin, end = tokens[0].start, trim_end(sentence, tokens[first - 1].end)
    return [(begin, end)] if begin < end else []


def _quotation_behind(sentence: Sentence, rest: int) -> Stretch | None:
    """The first quotation behind an attribution that is speech and no title of something."""
    tokens = sentence.tokens
    for index in range(rest, len(tokens)):
        if tokens[index].kind == "q" and (index == rest or tokens[index - 1].kind == "p"):
            return tokens[index][:2]
    return None


def _resumed(sentence: Sentence, rest: int) -> list[Stretch]:
    """What goes on behind an attribution between commas ("the road, police said, was closed")."""
    tokens, tables = sentence.tokens, sentence.tables
    if rest + 1 >= len(tokens) or tokens[rest].text != "," or tokens[rest + 1].kind != "w":
        return []
    low = tokens[rest + 1].low
    if low in tables.contrasts | tables.relatives | tables.citing or low.endswith(tables.participle):
        return []
    return [(tokens[rest + 1].start, trim_end(sentence, tokens[-1].end))]


def _closes_here(sentence: Sentence, saying: Saying, start: int) -> bool:
    """Whether what was said stands before the attribution although more follows ("…," X said in court / and left)."""
    quotation = _quotation_before(sentence, saying.first) if saying.first > 0 else None
    if quotation and sentence.tokens[start].kind != "q":
        return sentence.text[quotation[1] - 2] in ".,!?…" or sentence.text[quotation[1] - 3] in ".,!?…"
    tables = sentence.tables
    return _closes(sentence, saying) and sentence.tokens[start].low in tables.coordinators | tables.afterwards


def _closes(sentence: Sentence, saying: Saying) -> bool:
    """Whether the attribution follows what was said without quotation marks, a comma between them."""
    return saying.group.closes and saying.first > 1 and sentence.tokens[saying.first - 1].text == ","


def _match(
    sentence: Sentence, saying: Saying, content: tuple[Stretch, ...], header: Header, *, direct: bool = False
) -> AttributionMatch:
    return AttributionMatch(
        speaker=saying.speaker,
        cue=(sentence.tokens[saying.cue].start, header.cue_end or sentence.tokens[saying.cue].end),
        content=content,
        direct=direct,
        firmness=saying.group.firmness,
        asserts=saying.group.asserts and header.asserts,
        addressee=header.addressee,
        via=header.via,
    )


def _quotation_before(sentence: Sentence, first: int) -> Stretch | None:
    """The quotation that ends right before the attribution, a comma between them or not."""
    tokens = sentence.tokens
    for index in range(first - 1, max(first - 3, -1), -1):
        if tokens[index].kind == "q":
            return None if _is_quoted_word(sentence, index) else tokens[index][:2]
        if tokens[index].kind != "p":
            return None
    return None


def _is_quoted_word(sentence: Sentence, index: int) -> bool:
    """Whether a quotation is a word or two inside a clause and no speech."""
    return index > 0 and sentence.tokens[index].text.count(" ") < 2 and sentence.tokens[index - 1].kind == "w"


def _takes(sentence: Sentence, saying: Saying, start: int) -> bool:
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


def _presupposed(sentence: Sentence, first: int) -> tuple[Stretch, ...]:
    """Settings and relative clauses inside what somebody says: the report takes them for granted itself."""
    tokens = sentence.tokens
    found: list[Stretch] = [tokens[first][:2]] if _is_adjective(sentence, first) else []
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


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands before the noun it describes ("said that jailed activists …")."""
    tokens, tables = sentence.tokens, sentence.tables
    if not tokens[index].low.endswith(tables.past) or index + 1 >= len(tokens) or tokens[index + 1].kind != "w":
        return False
    return tokens[index + 1].low not in tables.prepositions | tables.determiners and tokens[index + 1].text[0].isalpha()


def sentence_without(sentence: Sentence, first: int, rest: int) -> tuple[Stretch, ...]:
    """What a sentence says before the token `first` and from `rest` on."""
    tokens = sentence.tokens
    content = []
    if first > 0:
        content.append((tokens[0].start, trim_end(sentence, tokens[first - 1].end)))
    while rest < len(tokens) and tokens[rest].kind == "p":
        rest += 1
    if rest < len(tokens):
        content.append((tokens[rest].start, trim_end(sentence, tokens[-1].end)))
    return tuple((start, end) for start, end in content if start < end)


def trim_end(sentence: Sentence, end: int) -> int:
    """An end without the marks that close a sentence or part it."""
    text, start = sentence.text, sentence.stretch[0]
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return end
