"""What others wrote, made fit for a terminal: an escape sequence in a report must not reach the user's screen."""

import json

import typer
from rich.text import Text

# Control characters (a terminal obeys them) and marks that turn the direction of what follows.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN_AS = dict.fromkeys(_CONTROLS, "\ufffd") | {ord(space): " " for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"}
_IN_TEXT = {code: shown for code, shown in _SHOWN_AS.items() if chr(code) != "\n"}


def printable(words: str) -> str:
    """The same words on one line, with \ufffd for what a terminal would obey."""
    return words.translate(_SHOWN_AS)


def printable_text(text: Text) -> Text:
    """The same styled text and line ends, with \ufffd for what a terminal would obey."""
    text.plain = text.plain.translate(_IN_TEXT)  # one character for one: styles stay where they are
    return text


def print_record(record: object) -> None:
    """Print what other programs read: JSON, the letters of every script as they are."""
    typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
