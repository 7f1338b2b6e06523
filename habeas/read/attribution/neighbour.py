"""Attributions that stand in one sentence: where one ends, and which names the medium of the other."""

from collections.abc import Sequence
from dataclasses import replace

from habeas.read.attribution.citing import name_cited
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch, Sentence

_NEAR = 6


def settle_neighbours(sentence: Sentence, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
    """The attributions of a sentence, each ended where another speaker takes over, with the medium it came through."""
    cut = [_cut(sentence, match, found[place + 1 : place + _NEAR]) for place, match in enumerate(found)]
    cited = [name_cited(sentence, match) for match in cut]
    around = [cited[max(place - _NEAR, 0) : place + _NEAR] for place in range(len(cited))]
    return [
        replace(match, via=_medium_around(sentence, match, near)) for match, near in zip(cited, around, strict=True)
    ]


def _cut(sentence: Sentence, match: AttributionMatch, later: Sequence[AttributionMatch]) -> AttributionMatch:
    for other in later:
        joint = _joint_between(sentence, match, other)
        if joint is not None:
            content = tuple((start, min(end, joint)) for start, end in match.content if start < joint)
            return replace(match, content=content) if content else match
    return match


def _joint_between(sentence: Sentence, match: AttributionMatch, other: AttributionMatch) -> int | None:
    """Where a later attribution takes over, None where it does not."""
    if other.speaker is None or match.cue is None or other.cue is None or other.cue <= match.cue:
        return None
    shared = other.speaker == match.speaker
    joint = _joint_before_verb(sentence, other.cue[0]) if shared else _joint_before(sentence, other.speaker[0])
    return joint if joint is not None and joint > match.cue[1] else None


def _joint_before_verb(sentence: Sentence, position: int) -> int | None:
    """Where the part of the sentence begins in which the same speaker goes on ("…, adding that", "… and said")."""
    tokens, tables = sentence.tokens, sentence.tables
    index = next((i for i, token in enumerate(tokens) if token.start == position), 0) - 1
    while index > 0 and tokens[index].low in tables.adverbs:
        index -= 1
    if index < 1 or not (tokens[index].text in ",;" or tokens[index].low in tables.coordinators):
        return None
    return tokens[index - 1].end


def _joint_before(sentence: Sentence, position: int) -> int | None:
    """Where the coordinate clause begins whose subject stands at `position`."""
    tokens, tables = sentence.tokens, sentence.tables
    index = next((i for i, token in enumerate(tokens) if token.end > position), len(tokens)) - 1
    while index >= 0 and tokens[index].low in tables.articles:
        index -= 1
    if index < 0 or not (tokens[index].text == ";" or tokens[index].low in tables.contrasts):
        return None
    return tokens[index - 1].end if index and tokens[index - 1].kind != "p" else tokens[max(index - 1, 0)].start


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
