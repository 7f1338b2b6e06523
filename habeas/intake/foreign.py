"""Paragraphs in another language than the report's: set apart and named, so that nobody reads them as if in its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.intake.language import guess_language
from habeas.lang import list_languages
from habeas.model import Block

_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH = 40  # letters of a paragraph; fewer are as often a name or a title as a language


@dataclass(frozen=True, slots=True)
class Apart:
    """The blocks with those of other languages apart, the language of the rest, and what there is to say of them."""

    blocks: tuple[Block, ...]
    language: str | None
    warning: str | None = None


def set_apart(text: str, blocks: Sequence[Block], language: str | None) -> Apart:
    """The body paragraphs in other languages set apart; a report of no one language is in the first that is read."""
    bodies = [block for block in blocks if block.kind == "body"]
    if len(bodies) < 2:
        return Apart(tuple(blocks), language)
    seen = {block: _language_of(text[block.start : block.end]) for block in bodies}
    told = [code for code in seen.values() if code is not None]
    own = language or next((code for code in told if code in list_languages()), None)
    others = sorted({code for code in told if code != own})
    if not others or own not in list_languages():
        return Apart(tuple(blocks), language)
    kept = tuple(_apart(block) if seen.get(block) in others else block for block in blocks)
    names = ", ".join(map(repr, others))
    return Apart(kept, own, f"paragraphs in another language are not read: {names} in a report in {own!r}")


def _language_of(paragraph: str) -> str | None:
    is_enough = sum(map(len, _LETTERS.findall(paragraph))) >= _ENOUGH
    return guess_language(paragraph) if is_enough else None


def _apart(block: Block) -> Block:
    return Block("foreign", block.start, block.end)
