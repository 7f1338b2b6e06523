"""What is sealed of a row: all that its list said, as bytes of a length that tells nothing."""

from dataclasses import replace

import msgspec

from habeas.exc import VaultError
from habeas.model.person import PersonEntry
from habeas.model.record import decode_value, encode_value
from habeas.vault.cipher import unpad


def encode_entry(entry: PersonEntry) -> bytes:
    """The row as JSON, apart from where in its file it stood; raises VaultError where a text is none."""
    content = _encode(replace(entry, row=None))
    # Raised here, not where it failed: the error of the encoder holds the text it failed at.
    if content is None:
        where = "" if entry.row is None else f", row {entry.row}"
        raise VaultError(
            f"{entry.list}{where}: a text holds half a character (a lone surrogate); expected Unicode text"
        )
    return content


def decode_entry(padded: bytes) -> PersonEntry | None:
    """The row that was sealed, None where this is none."""
    try:
        return decode_value(unpad(padded), PersonEntry)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _encode(entry: PersonEntry) -> bytes | None:
    try:
        return encode_value(entry)
    except UnicodeEncodeError:
        return None
