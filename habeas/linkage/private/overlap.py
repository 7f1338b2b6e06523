"""The answer that goes back to both groups: a file of pairs of tokens and counts, one JSON object."""

import os
from pathlib import Path

import msgspec

from habeas.exc import InputError
from habeas.linkage.private.match import Overlap

FORMAT, VERSION = "habeas-overlap", 1
_MOST_BYTES = 2**30


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    both: int
    only_left: int
    only_right: int
    pairs: list[tuple[str, str]]


def write_overlap(file: Path, overlap: Overlap) -> None:
    """A new file that only its owner may read; raises InputError where it is there already or cannot be written."""
    pairs = list(overlap.pairs)
    answer = _Answer(FORMAT, VERSION, overlap.both, overlap.only_left, overlap.only_right, pairs)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(str(file), "is there already; give --out another name") from error
    except OSError as error:
        raise InputError(str(file), f"no overlap can be written there: {error.strerror}") from error
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.encode(answer) + b"\n")


def read_overlap(file: Path) -> Overlap:
    """The overlap of a file; raises InputError where it is none or does not add up."""
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= _MOST_BYTES else b""
    except OSError as error:
        raise InputError(str(file), f"cannot be read: {error.strerror}") from error
    try:
        answer = msgspec.json.decode(content, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(
            str(file), "is no overlap; expected the file that `habeas people match --out` writes"
        ) from None
    if (answer.format, answer.version) != (FORMAT, VERSION):
        raise InputError(str(file), f"is of another format or version; expected {FORMAT!r}, version {VERSION}")
    if answer.both > len(answer.pairs) or (not answer.both and answer.pairs):
        raise InputError(
            str(file), f"says {answer.both:,} people are on both lists and has {len(answer.pairs):,} pairs"
        )
    return Overlap(tuple(answer.pairs), answer.both, answer.only_left, answer.only_right)
