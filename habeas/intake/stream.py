"""Bytes of a file in pieces: hashed, unpacked and cut into lines in bounded memory, whatever the file holds."""

import codecs
import hashlib
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path

from habeas.exc import InputError

CHUNK = 2**18
# Text packs to a tenth, very repetitive text to a hundredth; a gzip bomb to a thousandth.
RATIO_LIMIT = 200
RATIO_CHECKED_FROM = 64 * 2**20
_GZIP = b"\x1f\x8b"
_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe (pipe it in and name it -)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def open_regular(file: Path, path: str) -> BufferedReader:
    """The file opened for reading; raises InputError for what is not a regular file, never waiting for a writer."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be opened: {_reason(error)}") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        kind = next((name for test, name in _KINDS if test(mode)), "no regular file")
        raise InputError(path, f"is {kind}, expected a regular file")
    return os.fdopen(descriptor, "rb")


def hash_file(file: BufferedReader, path: str) -> tuple[str, int]:
    """The sha256 of the whole file and its size; the file is rewound."""
    digest, size = hashlib.sha256(), 0
    for chunk in read_chunks(file, path):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    return digest.hexdigest(), size


def read_chunks(file: BufferedReader, path: str, size: int | None = None) -> Iterator[bytes]:
    """The file in pieces, at most `size` bytes: what was appended since it was hashed is not read."""
    left = size
    while left is None or left > 0:
        try:
            chunk = file.read(CHUNK if left is None else min(CHUNK, left))
        except OSError as error:
            raise InputError(path, f"cannot be read: {_reason(error)}") from error
        if not chunk:
            return
        left = None if left is None else left - len(chunk)
        yield chunk


def unpack_chunks(chunks: Iterable[bytes], path: str) -> Iterator[bytes]:
    """The contents of a gzip file of one or more members; raises InputError when broken, cut off, or a bomb."""
    unpacker, taken, given = zlib.decompressobj(wbits=31), 0, 0
    for chunk in chunks:
        taken += len(chunk)
        rest = chunk
        while rest:
            if unpacker.eof:
                if not rest.strip(b"\0"):
                    break
                if not _GZIP.startswith(rest[:2]):  # one byte of it may stand at the end of a piece
                    raise InputError(path, "its gzip data is followed by something else")
                unpacker = zlib.decompressobj(wbits=31)
            piece = _unpack(unpacker, rest, path)
            given += len(piece)
            if given > RATIO_CHECKED_FROM and given > RATIO_LIMIT * taken:
                raise InputError(path, f"unpacks to more than {RATIO_LIMIT} times its size: looks like a gzip bomb")
            yield piece
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        raise InputError(path, "ends in the middle of its gzip data: the file is cut off")


def _unpack(unpacker: "zlib._Decompress", packed: bytes, path: str) -> bytes:
    try:
        return unpacker.decompress(packed, CHUNK)
    except zlib.error as error:
        raise InputError(path, f"broken gzip data ({error})") from error


def to_utf8(chunks: Iterable[bytes], path: str) -> Iterator[bytes]:
    """The same text in UTF-8 without byte order mark, where a mark says which Unicode encoding it is in."""
    pieces = iter(chunks)
    head = b""
    while len(head) < 4 and (piece := next(pieces, b"")):
        head += piece
    mark, encoding = find_mark(head)
    body = _chain(head[len(mark) :], pieces)
    if encoding == "utf-8":
        yield from body
        return
    try:
        yield from decode_chunks(body, encoding)
    except DecodeError as error:
        raise InputError(path, f"not the {encoding.upper()} that its byte order mark promises: {error}") from error


class DecodeError(ValueError):
    """Bytes that are not in their encoding; unlike Python's own error it does not carry them along."""


def decode_chunks(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The same text in UTF-8; raises DecodeError with the reason."""
    decoder, fault = codecs.getincrementaldecoder(encoding)(), None
    for piece in chain(chunks, (None,)):
        try:
            text = decoder.decode(piece or b"", final=piece is None).encode()
        except UnicodeError as error:
            fault = getattr(error, "reason", "broken")
            break
        yield text
    if fault is not None:
        # Outside the handler, so that the error above is not kept as its context.
        raise DecodeError(fault)


def find_mark(head: bytes) -> tuple[bytes, str]:
    """The byte order mark that the bytes begin with and the encoding it stands for; without one b"" and "utf-8"."""
    return next((pair for pair in _MARKS if head.startswith(pair[0])), (b"", "utf-8"))


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Each line with its line end, None for one over `limit` bytes: it is passed over without being kept."""
    parts: list[bytes] = []
    length = 0
    for chunk in chunks:
        for piece in chunk.splitlines(keepends=True) if b"\r" not in chunk else _split_at_newline(chunk):
            length += len(piece)
            if length <= limit:
                parts.append(piece)
            else:
                parts.clear()
            if piece.endswith(b"\n"):
                yield b"".join(parts) if length <= limit else None
                parts, length = [], 0
    if length:
        yield b"".join(parts) if length <= limit else None


def read_whole(chunks: Iterable[bytes], path: str, limit: int, *, expected: str = "the text of one report") -> bytes:
    """All bytes together; raises InputError beyond `limit`."""
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > limit:
            raise InputError(path, f"holds more than {limit // 2**20} MiB, expected {expected}")
    return bytes(whole)


def is_gzip(head: bytes) -> bool:
    """Whether the bytes begin as gzip data does."""
    return head.startswith(_GZIP)


def _split_at_newline(chunk: bytes) -> list[bytes]:
    """Lines end at a line feed alone, so that a carriage return inside a cell or string does not end one."""
    lines = [line + b"\n" for line in chunk.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
