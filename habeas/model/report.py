"""One document as retrieved."""

from dataclasses import dataclass
from typing import Literal

from habeas.model.ids import hash_parts

BlockKind = Literal["dateline", "heading", "body", "caption", "credit", "foreign"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report's text, in code points, that is read in its own way."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A dated text with its publisher and the hash of the archived bytes it was read from.

    `text` is never rewritten after intake: spans count its code points. `blocks` cover what is to be read, in order
    and without overlap; captions and credits stand apart so that the body reads on across them, and "foreign"
    paragraphs because they are in another language and not read.
    `published_at` is an ISO 8601 prefix as long as it is known ("2022-02-27", "2022-02-27T22:54+03:00") or None.
    `cites` are outlets the text names as its own sources, `context` a heading it stood under (not part of the text),
    `external_id` what the publisher calls it or else the file and line it came from, `sha256` the archived bytes,
    `part` where in them it is ("line 12").
    """

    id: str
    text: str
    published_at: str | None
    publisher: str | None = None
    address: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    title: str | None = None
    blocks: tuple[Block, ...] = ()
    cites: tuple[str, ...] = ()
    external_id: str | None = None
    context: str | None = None
    sha256: str | None = None
    part: str | None = None
    reader: str | None = None
    warnings: tuple[str, ...] = ()


def report_id(publisher: str | None, published_at: str | None, text: str) -> str:
    """The id of a report: publisher, publication date and text."""
    return hash_parts("report", publisher, published_at, text)
