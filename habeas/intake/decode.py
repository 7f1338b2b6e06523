"""Bytes to text, never silently wrong: what is not text is refused, what had to be guessed is said."""

import codecs
import re
from dataclasses import dataclass

from habeas.exc import InputError
from habeas.intake.stream import find_mark

_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture, sound or film"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .xlsx and .odt are)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"WARC/", "a web archive (WARC)"),
    (b"{\\rtf", "an RTF document"),
)
# Encodings in which news is found; a guess among all of Python's ninety would more often be wrong.
_GUESSED = (
    *("cp1252", "cp1251", "koi8_r", "cp1250", "cp1254", "cp1256", "cp1255", "cp1253", "iso8859_2"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp949"),
)
# Encodings of Python's own, not of texts: some run slowly or give text that no reader would expect.
_UNTEXTUAL = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined"})
_SAMPLE = 2**17
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and a warning where that had to be guessed or bytes were lost."""

    text: str
    encoding: str
    warning: str | None = None


def decode_text(raw: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of a document; raises InputError for what is empty, binary or in no known encoding."""
    if not raw.strip():
        raise InputError(path, "is empty, expected text")
    refuse_binary(raw[:_SAMPLE], path)
    decoded = _marked(raw, path) or _utf16_unmarked(raw) or _utf8(raw) or _as_declared(raw, declared)
    decoded = decoded or _mostly_utf8(raw) or _guess(raw, path)
    if not decoded.text.strip():
        raise InputError(path, "is empty but for a byte order mark, expected text")
    return _refuse_controls(decoded, path)


def refuse_binary(head: bytes, path: str) -> None:
    """Raises InputError where the first bytes are those of a picture, an archive, a program."""
    kind = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    if kind is None and head[4:8] == b"ftyp":
        kind = "a film or picture (MP4, HEIC)"
    if kind is not None:
        raise InputError(path, f"looks like {kind}, expected text")


def _marked(raw: bytes, path: str) -> Decoded | None:
    mark, encoding = find_mark(raw)
    if not mark:
        return None
    try:
        return Decoded(raw[len(mark) :].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        where = error.start + len(mark)
        raise InputError(path, f"has a {encoding.upper()} byte order mark but breaks it at byte {where}") from error


def _utf16_unmarked(raw: bytes) -> Decoded | None:
    """UTF-16 of a Latin script without its mark: every other byte of the beginning is zero."""
    head = raw[:400]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) >= 8 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) < 0.6 * len(head):
            try:
                return Decoded(raw.decode(encoding), encoding, f"no byte order mark; read as {encoding.upper()}")
            except UnicodeDecodeError:
                return None
    return None


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode(), "utf-8")
    except UnicodeDecodeError:
        return None


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    """By the encoding that the document names for itself, where it fits."""
    try:
        name = "undefined" if declared is None else codecs.lookup(declared).name.replace("-", "_")
        return None if name in _UNTEXTUAL else Decoded(raw.decode(name), name)
    except (LookupError, ValueError):
        return None


def _mostly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: another encoding would garble every other letter outside ASCII."""
    text = raw.decode("utf-8", "replace")
    lost = text.count("�")
    sound = len(text) - len(text.encode("ascii", "ignore")) - lost
    if sound <= 2 * lost or "\0" in text:
        return None
    return Decoded(text, "utf-8", f"not all UTF-8: \ufffd stands in the text for what is broken ({lost} times)")


def _guess(raw: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes

    where = _first_broken(raw)
    best = from_bytes(raw[:_SAMPLE], cp_isolation=list(_GUESSED)).best() if b"\0" not in raw else None
    if best is not None:
        try:
            text = raw.decode(best.encoding)
            return Decoded(text, best.encoding, f"not UTF-8 (byte {where}); read as {best.encoding}, which is a guess")
        except UnicodeDecodeError:
            pass
    raise InputError(path, f"is no text in any known encoding (byte 0x{raw[where]:02x} at {where} is not UTF-8)")


def _first_broken(raw: bytes) -> int:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _refuse_controls(decoded: Decoded, path: str) -> Decoded:
    if "\0" in decoded.text:
        raise InputError(path, f"holds a zero byte (character {decoded.text.index(chr(0))}): binary, expected text")
    controls = len(_CONTROL.findall(decoded.text))
    if controls > 3 and controls > 0.01 * len(decoded.text):
        raise InputError(path, f"holds {controls} control characters: binary, expected text")
    return decoded
