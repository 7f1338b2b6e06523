"""Blocks of a text."""

from habeas.model import Block


def split_blocks(text: str, before: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a text."""
    start = len(text) - len(text.lstrip())
    return (Block("body", start, len(text.rstrip())),)
