"""The words of a sentence that are one claim's own, where the sentence makes several."""

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.lang.happenings import HappeningsTables
from habeas.model import Claim, Mention, StoredClaim
from habeas.model.record import claim_mentions

# So many characters around trigger, number and people are about them.
_AROUND = 24
# What these say is compared as such, not as words.
_COMPARED = ("quantity", "when", "place")


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim's own words: `core` at its trigger, number and people, `rest` without its other mentions."""

    whole: str
    core: str
    rest: str


def find_clause(stored: StoredClaim, beside: Sequence[Claim], tables: HappeningsTables) -> Clause:
    """A claim's own words; the whole sentence where the mentions do not stand in it."""
    sentence, offset = stored.sentence, _find_offset(stored)
    if offset is None:
        return Clause(sentence, sentence, sentence)
    first, last = _core(stored.claim, offset, len(sentence))
    cores = [_core(claim, offset, len(sentence)) for claim in beside]
    start = max((_cut(sentence, end, first, tables) for _, end in cores if end <= first), default=0)
    stop = min((_cut(sentence, last, begin, tables) for begin, _ in cores if begin >= last), default=len(sentence))
    # A ministry that says so is no place of the protest.
    told = _blank(sentence, stored.claim, offset, fields=("speaker", "via"))
    core = told[max(start, first - _AROUND) : min(stop, last + _AROUND)]
    return Clause(told[start:stop], core, _blank(told, stored.claim, offset, fields=_COMPARED)[start:stop])


def _find_offset(stored: StoredClaim) -> int | None:
    """Where the sentence begins in its report: where all mentions that it may hold stand in it letter for letter."""
    claim, sentence = stored.claim, stored.sentence
    best: tuple[int, int] | None = None
    found = sentence.find(claim.trigger.text)
    while found >= 0:
        offset = claim.trigger.span.start - found
        fitting = sum(_stands(sentence, mention, offset) for _, mention in claim_mentions(claim))
        if best is None or fitting > best[0]:
            best = fitting, offset
        found = sentence.find(claim.trigger.text, found + 1)
    return None if best is None else best[1]


def _stands(sentence: str, mention: Mention, offset: int) -> bool:
    return sentence.startswith(mention.text, max(0, mention.span.start - offset))


def _core(claim: Claim, offset: int, length: int) -> tuple[int, int]:
    """First and last place, in the sentence, of the claim's trigger, number and people."""
    number = claim.quantity.words if claim.quantity else None
    spans = [mention.span for mention in (claim.trigger, number, claim.whom) if mention is not None]
    inside = [(span.start - offset, span.end - offset) for span in spans if 0 <= span.start - offset < length]
    return min((start for start, _ in inside), default=0), max((end for _, end in inside), default=0)


def _cut(sentence: str, end: int, start: int, tables: HappeningsTables) -> int:
    """Where the words of one claim end and those of the next begin: the last place between them that parts them."""
    cuts = [match.end() for match in tables.cut_pattern.finditer(sentence, end, start)]
    return cuts[-1] if cuts else start


def _blank(sentence: str, claim: Claim, offset: int, *, fields: Sequence[str]) -> str:
    """The sentence with blanks for the words of these fields."""
    for name, mention in claim_mentions(claim):
        start, end = mention.span.start - offset, mention.span.end - offset
        if name in fields and start >= 0 and end <= len(sentence):
            sentence = f"{sentence[:start]}{' ' * (end - start)}{sentence[end:]}"
    return sentence
