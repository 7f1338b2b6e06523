"""A text as blocks: captions and credits apart from the body, so that they do not cut its sentences in two.

Invariant: blocks are in order, do not overlap, and leave out nothing but white space.
"""

from collections.abc import Iterator, Sequence

from habeas.intake.credits import credit_patterns, find_credits, may_hold_credit
from habeas.intake.dateline import find_wire
from habeas.intake.headings import mark_headings
from habeas.intake.paragraphs import split_paragraphs, trim
from habeas.model import Block, BlockKind

# Longer than any caption and shorter than most paragraphs that tell something: beyond it only the credit is cut out.
CAPTION_LIMIT = 500


Part = tuple[str, str]
_BETWEEN = "\n\n"


def assemble(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """One text of parts of known kinds ("heading", "body", "caption"), a blank line between them, and its blocks."""
    blocks: list[Block] = []
    position = 0
    text = _BETWEEN.join(words for _, words in parts)
    for kind, words in parts:
        end = position + len(words)
        if kind == "heading":
            blocks.append(Block("heading", position, end))
        else:
            credits = find_credits(text, position, end) if may_hold_credit(words) else []
            blocks += _cut_out(text, position, end, credits=credits, is_caption=kind == "caption")
        position = end + len(_BETWEEN)
    return text, tuple(_split_first_body(text, blocks))


def split_blocks(text: str, before: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a text that begins with the blocks `before`."""
    start = before[-1].end if before else 0
    paragraphs = [_split_paragraph(text, *bounds) for bounds in split_paragraphs(text, start)]
    if not any(block.kind == "body" for blocks in paragraphs for block in blocks):
        paragraphs = [[_as_body(block) for block in blocks] for blocks in paragraphs]
    marked = mark_headings(text, paragraphs)
    return (*before, *_split_first_body(text, marked))


def _split_paragraph(text: str, start: int, end: int) -> list[Block]:
    if not may_hold_credit(text[start:end]):
        return [Block("body", start, end)]
    patterns = credit_patterns()
    mark = patterns.file_mark.search(text, start, end)
    if mark is not None and mark.start() > start:
        body = Block("body", *trim(text, start, mark.start()))
        return [body, *_split_paragraph(text, *trim(text, mark.start(), end))]
    credits = find_credits(text, start, end)
    is_caption = mark is not None or patterns.caption_start.match(text, start, end) is not None
    if credits and credits[-1][1] == end and end - start <= CAPTION_LIMIT:
        is_caption = True
    return list(_cut_out(text, start, end, credits=credits, is_caption=is_caption))


def _cut_out(text: str, start: int, end: int, *, credits: list[tuple[int, int]], is_caption: bool) -> Iterator[Block]:
    """The paragraph as caption or body around its credits."""
    position = start
    for credit in (*credits, (end, end)):
        first, last = trim(text, position, credit[0])
        if first < last:
            yield Block(_kind(text[first:last], is_caption), first, last)
        if credit[0] < credit[1]:
            yield Block("credit", *credit)
        position = credit[1]


def _kind(words: str, is_caption: bool) -> BlockKind:
    """A full stop or comma left between credits belongs to them."""
    if not any(character.isalnum() for character in words):
        return "credit"
    return "caption" if is_caption else "body"


def _split_first_body(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The same blocks, with the dateline that the first body paragraph begins with set apart."""
    first = next((index for index, block in enumerate(blocks) if block.kind == "body"), None)
    for index, block in enumerate(blocks):
        wire = find_wire(text, block.start, block.end) if index == first else None
        if wire is None:
            yield block
            continue
        if block.start < wire[0]:
            yield Block("heading", *trim(text, block.start, wire[0]))
        yield Block("dateline", *trim(text, *wire))
        yield Block("body", *trim(text, wire[1], block.end))


def _as_body(block: Block) -> Block:
    """A report that is nothing but a caption is read: it is all there is."""
    return Block("body", block.start, block.end) if block.kind == "caption" else block
