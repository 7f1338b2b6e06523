"""From the words of saying in one sentence to its attributions."""

from collections.abc import Sequence

from habeas.lang.attribution import CueGroup
from habeas.read.attribution.citing import end_before_citing, find_author, find_citing_medium
from habeas.read.attribution.content import content_around, content_before, sentence_without, trim_end
from habeas.read.attribution.label import read_label
from habeas.read.attribution.neighbour import settle_neighbours
from habeas.read.attribution.phrase import Phrase, is_cue_verb, name_span, phrase_after, phrase_before
from habeas.read.attribution.speech import AttributionMatch, Saying, Sentence
from habeas.read.attribution.subject import can_count, find_subject, is_passive, verb_group_start

_BARE_PASSIVE = frozenset({"as", ","})  # what stands before a passive without its "was"


def read_sentence(sentence: Sentence) -> list[AttributionMatch]:
    """The attributions of one sentence, those inside its quotations included."""
    found: list[AttributionMatch] = []
    attributing = sentence.tables.attributing
    for index, token in enumerate(sentence.tokens):
        if token.low not in attributing or token.kind != "w":
            continue
        match = _read_token(sentence, index, found)
        if match is not None:
            found.append(match)
    label = None if found else read_label(sentence)
    return settle_neighbours(sentence, [label] if label else found)


def _read_token(sentence: Sentence, index: int, earlier: Sequence[AttributionMatch]) -> AttributionMatch | None:
    tables, low = sentence.tables, sentence.tokens[index].low
    if is_cue_verb(sentence.tokens, index, tables):
        return _read_verb(sentence, index, earlier)
    if low in tables.quoting or low in tables.citing:
        return _read_quoting(sentence, index)
    if low in tables.saying_nouns:
        return _read_noun(sentence, index)
    if low in tables.hedges:
        return _read_hedge(sentence, index)
    width = _according_width(sentence, index)
    return _read_according(sentence, index, width) if width else None


def _read_verb(sentence: Sentence, index: int, earlier: Sequence[AttributionMatch]) -> AttributionMatch | None:
    tokens, tables = sentence.tokens, sentence.tables
    before = verb_group_start(sentence, index)
    if before is None or _only_links(sentence, index, earlier):
        return None
    if is_passive(sentence, before, index) or _is_agent(sentence, index):
        return _read_passive(sentence, index)
    group = tables.cues[tokens[index].low]
    inverted = _read_inverted(sentence, index, before, group)
    if inverted:
        return inverted
    speaker, first = find_subject(sentence, before, (index, group), earlier)
    if speaker is None or (group.counts and not can_count(sentence, speaker)):
        return None
    return content_around(sentence, Saying(index, group, speaker, first))


def _only_links(sentence: Sentence, index: int, earlier: Sequence[AttributionMatch]) -> bool:
    """Whether the verb only leads on to what another cue already covers ("quoted as saying", "a statement saying")."""
    tokens = sentence.tokens
    before = tokens[index - 1] if index else None
    if before is None or not tokens[index].low.endswith(sentence.tables.participle):
        return False
    return before.low in sentence.tables.quoting_links or any(m.cue and m.cue[1] == before.end for m in earlier)


def _read_inverted(sentence: Sentence, index: int, before: int, group: CueGroup) -> AttributionMatch | None:
    """`"…," said X` and `…, said X`."""
    tokens, tables = sentence.tokens, sentence.tables
    if before < 0 or not group.inverts or before != index - 1 or index + 1 >= len(tokens):
        return None
    quoted = _ends_quotation(sentence, before)
    if not quoted and tokens[before].text != ",":
        return None
    phrase = _inverted_speaker(sentence, index + 1, quoted=quoted)
    if phrase is None:
        return None
    saying = Saying(index, group, name_span(tokens, phrase, tables), index)
    return content_before(sentence, saying, phrase[1] + 1)


def _inverted_speaker(sentence: Sentence, first: int, *, quoted: bool) -> Phrase | None:
    """The phrase behind a verb where it is the verb's subject."""
    phrase = phrase_after(sentence.tokens, first, sentence.tables)
    if phrase is None or not _is_end(sentence, phrase[1] + 1):
        return None
    return phrase if quoted or _can_invert(sentence, first, phrase[1] + 1) else None


def _ends_quotation(sentence: Sentence, index: int) -> bool:
    """Whether a token is a quotation, or the mark behind one."""
    tokens = sentence.tokens
    return tokens[index].kind == "q" or (index > 0 and tokens[index].kind == "p" and tokens[index - 1].kind == "q")


def _can_invert(sentence: Sentence, first: int, after: int) -> bool:
    """Whether a phrase behind a verb looks like its speaker though no quotation stands before."""
    token, tables = sentence.tokens[first], sentence.tables
    if after < len(sentence.tokens) and sentence.tokens[after].low in tables.relatives:
        return False
    return token.text[0].isupper() or token.low in tables.articles or token.low in tables.people


def _is_end(sentence: Sentence, index: int) -> bool:
    """Whether nothing follows that would make the phrase before it a subject."""
    tokens, tables = sentence.tokens, sentence.tables
    if index >= len(tokens) or tokens[index].kind != "w":
        return True
    return tokens[index].low in tables.prepositions | tables.relatives | tables.time_words | tables.adverbs


def _according_width(sentence: Sentence, index: int) -> int:
    """How many tokens a phrase like "according to" takes here, 0 where none stands."""
    for parts in sentence.tables.according_words.get(sentence.tokens[index].low, ()):
        if [token.low for token in sentence.tokens[index : index + len(parts)]] == parts:
            return len(parts)
    return 0


def _read_according(sentence: Sentence, index: int, width: int) -> AttributionMatch | None:
    tokens, tables = sentence.tokens, sentence.tables
    phrase = phrase_after(tokens, index + width, tables) if index + width < len(tokens) else None
    if phrase is None:
        return None
    phrase = find_author(sentence, phrase) or end_before_citing(sentence, phrase)
    medium = find_citing_medium(sentence, phrase)
    content = sentence_without(sentence, index, (medium or phrase)[1] + 1)
    if index > 1 and tokens[index - 1].text == "," and tokens[index - 2].low in tables.relatives | tables.that:
        content = content[1:]
    cue = (tokens[index].start, tokens[index + width - 1].end)
    via = name_span(tokens, medium, tables) if medium else None
    return AttributionMatch(name_span(tokens, phrase, tables), cue, content, via=via) if content else None


def _is_agent(sentence: Sentence, index: int) -> bool:
    tokens, tables = sentence.tokens, sentence.tables
    return index + 1 < len(tokens) and tokens[index + 1].low in tables.agent


def _read_passive(sentence: Sentence, index: int) -> AttributionMatch | None:
    """ "… was reported by X"."""
    tokens, tables = sentence.tokens, sentence.tables
    group = tables.cues[tokens[index].low]
    if not _is_agent(sentence, index) or index + 2 >= len(tokens) or not (group.closes or group.counts):
        return None
    if index > 0 and tokens[index - 1].low not in tables.passive | _BARE_PASSIVE:
        return None
    phrase = phrase_after(tokens, index + 2, tables)
    content = sentence_without(sentence, index, phrase[1] + 1) if phrase else ()
    if phrase is None or not content:
        return None
    return AttributionMatch(name_span(tokens, phrase, tables), tokens[index][:2], content, firmness=group.firmness)


def _read_quoting(sentence: Sentence, index: int) -> AttributionMatch | None:
    """`X was quoted by M as saying …` and `M quoted X as saying …`."""
    tokens, tables = sentence.tokens, sentence.tables
    links = [i for i in range(index + 1, min(index + 16, len(tokens) - 1)) if tokens[i].low in tables.quoting_links]
    before = verb_group_start(sentence, index)
    if len(links) < 2 or before is None or before < 0:
        return None
    outer = phrase_before(tokens, before, tables)
    inner_at = next((i for i in range(index + 1, links[0]) if tokens[i].low not in tables.agent), None)
    inner = phrase_after(tokens[: links[0]], inner_at, tables) if inner_at else None
    passive = is_passive(sentence, before, index)
    speaker, medium = (outer, inner) if passive else (inner, outer)
    if speaker is None:
        return None
    start = _after_that(sentence, links[1] + 1)
    via = name_span(tokens, medium, tables) if medium else None
    content = ((tokens[start].start, trim_end(sentence, tokens[-1].end)),)
    return AttributionMatch(name_span(tokens, speaker, tables), tokens[index][:2], content, via=via)


def _after_that(sentence: Sentence, index: int) -> int:
    """The token behind "that" where it stands here, else the token itself."""
    is_that = sentence.tokens[index].low in sentence.tables.that
    return index + 1 if is_that and index + 1 < len(sentence.tokens) else index


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
    content = ((tokens[index + 2].start, trim_end(sentence, tokens[-1].end)),)
    firmness = tables.saying_nouns[tokens[index].low]
    return AttributionMatch(name_span(tokens, phrase, tables), tokens[index][:2], content, firmness=firmness)


def _read_hedge(sentence: Sentence, index: int) -> AttributionMatch | None:
    content = sentence_without(sentence, index, index + 1)
    firmness = sentence.tables.hedges[sentence.tokens[index].low]
    return AttributionMatch(None, sentence.tokens[index][:2], content, firmness=firmness) if content else None
