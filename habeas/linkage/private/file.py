"""The file that travels: JSON Lines, a heading and one line a record. Nothing of a record is in it but its bits.

Whoever sends it may be hostile: every line is read up to a length, and checked before anything is compared.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from habeas.exc import InputError
from habeas.linkage.private.encode import EncodedList, Encoding, count_filters
from habeas.linkage.private.recipe import RECIPES, Recipe

FORMAT, VERSION = "habeas-encodings", 2
MOST_RECORDS = 2_000_000
_HEADING_BYTES = 2_000
# Noise alone sets a fiftieth of the bits, and all fields two fifths; one with far more was made to be alike to all.
_FEWEST_SET, _MOST_SET = 0.005, 0.6


class _Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    recipe: str
    bits: int
    check: str
    records: int
    # Of the heading without this value, and of all lines below it; files of version 1 have none.
    sha256: str = ""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    token: str
    filters: list[bytes]


def write_encodings(file: Path, encoded: EncodedList) -> None:
    """A new file that only its owner may read; raises InputError where it is there already or cannot be written."""
    recipe = RECIPES[encoded.recipe]
    lines = [msgspec.json.encode(_Line(each.token, list(each.filters))) + b"\n" for each in encoded.encodings]
    heading = _Heading(FORMAT, VERSION, recipe.name, recipe.bits, encoded.check, len(lines))
    digest = _begin_digest(heading)
    for line in lines:
        digest.update(line)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(str(file), "is there already; give --out another name") from error
    except OSError as error:
        raise InputError(str(file), f"no encodings can be written there: {error.strerror}") from error
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.encode(msgspec.structs.replace(heading, sha256=digest.hexdigest())) + b"\n")
        out.writelines(lines)


def read_encodings(file: Path) -> EncodedList:
    """The encodings of a file; raises InputError that names the line and what was expected of it."""
    try:
        with file.open("rb") as stream:
            heading = _read_heading(file, stream)
            digest = _begin_digest(heading)
            encodings = tuple(_read_lines(file, stream, RECIPES[heading.recipe], digest=digest))
    except OSError as error:
        raise InputError(str(file), f"cannot be read: {error.strerror}") from error
    if len(encodings) != heading.records:
        raise InputError(
            str(file), f"has {len(encodings):,} records where its heading says {heading.records:,}; it is not whole"
        )
    if digest.hexdigest() != heading.sha256:
        raise InputError(
            str(file), "was changed or damaged: its content does not fit the SHA-256 in its heading; send it again"
        )
    return EncodedList(heading.recipe, heading.check, encodings)


def _begin_digest(heading: _Heading) -> "hashlib._Hash":
    """The digest of a file, up to its lines: of the heading but for the digest itself."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(heading, sha256="")) + b"\n")


def _read_heading(file: Path, stream: BinaryIO) -> _Heading:
    line = stream.readline(_HEADING_BYTES)
    try:
        heading = msgspec.json.decode(line, type=_Heading)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(
            str(file), "is no file of encodings; expected the heading that `habeas people encode` writes", 1
        ) from None
    fault = _check_heading(heading)
    if fault is not None:
        raise InputError(str(file), fault, 1)
    return heading


def _check_heading(heading: _Heading) -> str | None:
    if heading.format != FORMAT or heading.version != VERSION:
        return (
            f"is of format {heading.format[:40]!r}, version {heading.version}; expected {FORMAT!r}, version {VERSION}"
        )
    recipe = RECIPES.get(heading.recipe)
    if recipe is None:
        return f"recipe {heading.recipe[:40]!r} is not known here; expected {' or '.join(map(repr, RECIPES))}"
    if heading.bits != recipe.bits:
        return f"has filters of {heading.bits:,} bits; expected {recipe.bits:,}"
    if not 0 <= heading.records <= MOST_RECORDS:
        return f"says it has {heading.records:,} records; expected 0 to {MOST_RECORDS:,}"
    return None if _is_hex(heading.check) else "its check is damaged; expected 32 hexadecimal digits"


def _read_lines(file: Path, stream: BinaryIO, recipe: Recipe, *, digest: "hashlib._Hash") -> Iterator[Encoding]:
    longest = 100 + count_filters(recipe) * (recipe.size * 4 // 3 + 10)
    decoder = msgspec.json.Decoder(_Line)
    seen: dict[str, int] = {}
    number = 1
    while line := stream.readline(longest):
        number += 1
        digest.update(line)
        fault, encoding = _read_line(line, decoder, recipe)
        if encoding is None:
            raise InputError(str(file), fault, number)
        if encoding.token in seen:
            raise InputError(str(file), f"its token is that of line {seen[encoding.token]} too", number)
        if len(seen) == MOST_RECORDS:
            raise InputError(str(file), f"has more than {MOST_RECORDS:,} records", number)
        seen[encoding.token] = number
        yield encoding


def _read_line(line: bytes, decoder: msgspec.json.Decoder[_Line], recipe: Recipe) -> tuple[str, Encoding | None]:
    if not line.endswith(b"\n"):
        return "is cut off, or longer than a record of this recipe can be", None
    try:
        read = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return 'is no record; expected {"token": …, "filters": […]}', None
    fault = _check_line(read, recipe)
    return (fault, None) if fault else ("", Encoding(read.token, tuple(read.filters)))


def _check_line(line: _Line, recipe: Recipe) -> str:
    """What is wrong with a record, in words; nothing where it is sound."""
    if not _is_hex(line.token):
        return "its token is damaged; expected 32 hexadecimal digits"
    if len(line.filters) != count_filters(recipe):
        return f"has {len(line.filters):,} filters; expected {count_filters(recipe)}"
    for bits in line.filters:
        if len(bits) != recipe.size:
            return f"has a filter of {8 * len(bits):,} bits; expected {recipe.bits:,}"
        found = int.from_bytes(bits, "big").bit_count()
        if not _FEWEST_SET <= found / recipe.bits <= _MOST_SET:
            return f"has a filter with {found:,} of {recipe.bits:,} bits set, which no record of this recipe gives"
    return ""


def _is_hex(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")
