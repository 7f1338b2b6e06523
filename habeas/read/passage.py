"""Views of a report in which reading happens: the body reads on across captions, and every span maps back.

Invariant: the text of a mention equals the report's text at its span. Words that a caption cuts in two have no span,
so `Passage.mention` refuses them; `Passage.mentions` gives their parts. What nobody sees within words is looked
through (see plain.py): it is in the mention and not in the passage.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from habeas.model import Block, BlockKind, Mention, Report, Span
from habeas.read.plain import PlainText, look_through

_PARAGRAPH = "\n\n"
_SENTENCE_ENDS = ".!?…:;。！？؟"
_CLOSERS = "\"'”’»)]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage that stands whole in the report: passage characters `start` to `end`, moved by `shift`."""

    start: int
    end: int
    shift: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to read in one go; its character i stands in the report at `base + i`, or where its piece says.

    Between two pieces stand characters of no span (a space, or the break of a paragraph) where something was cut out.
    Where `plain` is there, `text` is its text, and `base` and `pieces` are of the text as it stands.
    """

    report: str
    kind: BlockKind
    text: str
    base: int
    pieces: tuple[Piece, ...] = ()
    plain: PlainText | None = None

    def mention(self, start: int, end: int) -> Mention:
        """The words at `start` to `end` of this passage; ValueError where they cross a cut (see `crosses_cut`)."""
        if self.crosses_cut(start, end):
            raise ValueError(f"characters {start} to {end} of the passage are not one stretch of report {self.report}")
        return self._mention(*self._stand(start, end))

    def mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        """The words at `start` to `end` in as many parts as cuts make of them, without the white space at a cut."""
        first, last = self._stand(start, end)
        pieces = self.pieces or (Piece(0, len(self._raw), self.base),)
        cut = [(max(first, piece.start), min(last, piece.end)) for piece in pieces]
        parts = [_trim(self._raw, *bounds) for bounds in cut if bounds[0] < bounds[1]]
        return tuple(self._mention(*bounds) for bounds in parts if bounds[0] < bounds[1])

    def crosses_cut(self, start: int, end: int) -> bool:
        """Whether `start` to `end` is no single stretch of the report."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"characters {start} to {end} lie outside a passage of {len(self.text)}")
        if not self.pieces:
            return False
        first, last = self._stand(start, end)
        piece = self._piece_at(first)
        return not piece.start <= first <= last <= piece.end

    @property
    def _raw(self) -> str:
        return self.plain.raw if self.plain else self.text

    def _stand(self, start: int, end: int) -> tuple[int, int]:
        return self.plain.stand(start, end) if self.plain else (start, end)

    def _mention(self, first: int, last: int) -> Mention:
        shift = self._piece_at(first).shift if self.pieces else self.base
        return Mention(self._raw[first:last], Span(self.report, first + shift, last + shift))

    def _piece_at(self, position: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, position, key=_start_of) - 1)]


def split_passages(report: Report) -> list[Passage]:
    """The passages of a report in reading order: headings, body (one passage, all else cut out), captions."""
    blocks = report.blocks or (Block("body", 0, len(report.text)),)
    body = _join_body(report, [block for block in blocks if block.kind == "body"])
    headings = [_view_block(report, block) for block in blocks if block.kind == "heading"]
    captions = [_view_block(report, block) for block in blocks if block.kind == "caption"]
    seen = [_look_through(passage) for passage in (*headings, body, *captions)]
    return [passage for passage in seen if passage.text.strip()]


def list_parts(report: Report) -> list[tuple[int, int]]:
    """The stretches that a report's text consists of, in order: its blocks, those of the body that touch as one."""
    body = [block for block in report.blocks if block.kind == "body"]
    others = [(block.start, block.end) for block in report.blocks if block.kind != "body"]
    return sorted([*_merge_touching(report.text, body), *others])


def _look_through(passage: Passage) -> Passage:
    plain = look_through(passage.text)
    return passage if plain is None else replace(passage, text=plain.text, plain=plain)


def _start_of(piece: Piece) -> int:
    return piece.start


def _view_block(report: Report, block: Block) -> Passage:
    return Passage(report.id, block.kind, report.text[block.start : block.end], block.start)


def _join_body(report: Report, blocks: list[Block]) -> Passage:
    stretches = _merge_touching(report.text, blocks)
    if len(stretches) < 2:
        start, end = stretches[0] if stretches else (0, 0)
        return Passage(report.id, "body", report.text[start:end], start)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for start, end in (_trim(report.text, *stretch) for stretch in stretches):
        seam = _seam_after(parts[-1]) if parts else ""
        words = report.text[start:end]
        length += len(seam)
        pieces.append(Piece(length, length + len(words), start - length))
        parts += (seam, words)
        length += len(words)
    return Passage(report.id, "body", "".join(parts), 0, tuple(pieces))


def _merge_touching(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """Stretches of body with nothing but white space between their blocks; empty ones left out."""
    merged: list[tuple[int, int]] = []
    for block in blocks:
        if not text[block.start : block.end].strip():
            continue
        if merged and not text[merged[-1][1] : block.start].strip():
            merged[-1] = (merged[-1][0], block.end)
        else:
            merged.append((block.start, block.end))
    return merged


def _seam_after(words: str) -> str:
    """A paragraph ends at a cut only where its sentence ends: otherwise the caption stood in the sentence."""
    return _PARAGRAPH if words.rstrip(_CLOSERS).endswith(tuple(_SENTENCE_ENDS)) else " "


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
