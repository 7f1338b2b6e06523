"""What stands before a text and dates it."""

from dataclasses import dataclass

from habeas.model import Block


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the beginning of a text says of it, and the blocks it takes."""

    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None
    title: str | None = None
    blocks: tuple[Block, ...] = ()


def find_dateline(text: str) -> Dateline:
    """The dateline of a text."""
    return Dateline()
