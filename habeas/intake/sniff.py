"""What kind of document a file without a telling name is: by how it begins."""

import zlib
from pathlib import Path

import msgspec

from habeas.intake.decode import refuse_binary
from habeas.intake.stream import is_gzip, open_regular, read_chunks, to_utf8

_HEAD = 2**16
_PAGE_BEGINS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<article", b"<div", b"<p>", b"<!--")


def sniff_kind(file: Path, path: str) -> str:
    """ "jsonl", "json", "html" or "text" by the first bytes; raises InputError for a picture, a film, an archive."""
    with open_regular(file, path) as opened:
        head = b"".join(read_chunks(opened, path, _HEAD))
    if is_gzip(head):
        head = _unpack_head(head)
    refuse_binary(head, path)
    return _kind_of_head(b"".join(to_utf8([head[: len(head) // 4 * 4]], path)).lstrip())


def _kind_of_head(head: bytes) -> str:
    if head.startswith(_PAGE_BEGINS) or head[:20].lower().startswith(_PAGE_BEGINS):
        return "html"
    if head.startswith(b"{"):
        return "jsonl" if _is_json(head.split(b"\n", 1)[0]) or b"\n" not in head else "json"
    return "json" if head.startswith(b"[") and head[1:].lstrip()[:1] == b"{" else "text"


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _unpack_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""
