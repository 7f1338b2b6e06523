"""A speaker named before or behind a colon, as in headings and messages: "Test-Info: 300 held", "300 held: police"."""

from habeas.read.attribution.content import trim_end
from habeas.read.attribution.phrase import Phrase, name_span, phrase_after
from habeas.read.attribution.speech import AttributionMatch, Sentence

_LONGEST = 5
_DASHES = frozenset({"—", "–", "-"})


def read_label(sentence: Sentence) -> AttributionMatch | None:
    """The attribution that a colon makes; None where what stands beside it is a topic or a place."""
    tokens = sentence.tokens
    colons = [place for place, token in enumerate(tokens) if token.text == ":" and 0 < place < len(tokens) - 1]
    if not colons:
        return None
    return _read_before(sentence, colons[0]) or _read_behind(sentence, colons[-1])


def _read_before(sentence: Sentence, colon: int) -> AttributionMatch | None:
    tokens = sentence.tokens
    phrase = phrase_after(tokens, 0, sentence.tables) if colon <= _LONGEST else None
    if phrase is None or phrase[1] != colon - 1:
        return None
    is_quoted = tokens[colon + 1].kind == "q"
    if not (_speaks(sentence, phrase) or (is_quoted and tokens[phrase[1]].text[0].isupper())):
        return None
    last = colon + 1 if is_quoted else _last_of_heading(sentence, colon)
    end = tokens[last].end if is_quoted else trim_end(sentence, tokens[last].end)
    return _match(sentence, phrase, (tokens[colon + 1].start, end), direct=is_quoted)


def _last_of_heading(sentence: Sentence, colon: int) -> int:
    """The token before a dash: where layout was lost, the report goes on behind it ("… held - ORSK - A court …")."""
    tokens = sentence.tokens
    dash = next((i for i in range(colon + 2, len(tokens)) if tokens[i].text in _DASHES), len(tokens))
    return dash - 1


def _read_behind(sentence: Sentence, colon: int) -> AttributionMatch | None:
    """Only in a heading, which has no full stop: "there were two: police and medics." names nobody who speaks."""
    tokens = sentence.tokens
    phrase = phrase_after(tokens, colon + 1, sentence.tables) if len(tokens) - colon <= _LONGEST else None
    if phrase is None or phrase[1] != len(tokens) - 1 or not _speaks(sentence, phrase):
        return None
    return _match(sentence, phrase, (tokens[0].start, tokens[colon - 1].end))


def _match(
    sentence: Sentence, phrase: Phrase, content: tuple[int, int], *, direct: bool = False
) -> AttributionMatch | None:
    if content[0] >= content[1]:
        return None
    return AttributionMatch(name_span(sentence.tokens, phrase, sentence.tables), None, (content,), direct=direct)


def _speaks(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase surely names a speaker by its own words: a body, a medium or those who speak to reporters."""
    tables, head = sentence.tables, sentence.tokens[phrase[1]]
    name = sentence.text[slice(*name_span(sentence.tokens, phrase, tables))]
    if tables.medium.fullmatch(name) or tables.body_ending.search(name):
        return True
    return head.low in tables.people | tables.speaking_heads
