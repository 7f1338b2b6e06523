"""Planted names, every form in which they could leak, and the files in which they are looked for."""

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

# Plainly invented, in several scripts, and each word found nowhere else; a phone number and a note are no less telling.
NAMES = (
    "Zyqquoria Vantabraxil",
    "Зыкквория Вантабраксиль",
    "زيققوريا فانتابراكسيل",
    "זיקקוריה ונטברקסיל",
    "Žýqquörïa Vàntåbräxïl",
)
CALLER = "+7 999 4242-77-31"
REMARK = "limps since Wexlborough"
KEY = "case-Qorvantil"
TOWN = "Zzkywhamton"
WORDS = (*(word for name in (*NAMES, REMARK) for word in name.split() if len(word) > 6), CALLER, KEY, TOWN)


def list_forms(word: str) -> dict[str, bytes]:
    """The word in each form in which a program could write it, by what that form is called."""
    forms: dict[str, bytes] = {}
    for cased in {word, word.upper(), word.lower(), *(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))}:
        utf8 = cased.encode()
        forms |= {
            f"UTF-8 {cased}": utf8,
            f"UTF-16LE {cased}": cased.encode("utf-16-le"),
            f"UTF-16BE {cased}": cased.encode("utf-16-be"),
            f"JSON {cased}": json.dumps(cased)[1:-1].encode(),
            f"JSON in capitals {cased}": re.sub(r"u[0-9a-f]{4}", _capitals, json.dumps(cased)[1:-1]).encode(),
            f"Python {cased}": ascii(cased)[1:-1].encode(),
            f"XML {cased}": cased.encode("ascii", "xmlcharrefreplace"),
            f"URL {cased}": quote(cased).encode(),
            f"hex {cased}": utf8.hex().encode(),
            f"HEX {cased}": utf8.hex().upper().encode(),
            f"SHA-256 {cased}": hashlib.sha256(utf8).digest(),
            f"SHA-256 in hex {cased}": hashlib.sha256(utf8).hexdigest().encode(),
            f"MD5 in hex {cased}": hashlib.md5(utf8).hexdigest().encode(),
            f"SHA-1 in hex {cased}": hashlib.sha1(utf8).hexdigest().encode(),
        }
        forms |= {f"base64 at {shift} {cased}": part for shift, part in enumerate(_base64(utf8))}
    return forms


def find_leaks(contents: Iterable[tuple[str, bytes]]) -> list[str]:
    """Each place in which a planted word was found, and its form."""
    forms = {name: form for word in WORDS for name, form in list_forms(word).items()}
    by_form = {form: name for name, form in forms.items()}
    return [f"{name}: {by_form[form]}" for name, content in contents for form in by_form if form in content]


def read_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under a folder, its name with it: a name may leak too. What is elsewhere, and only linked, is not."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield str(path), str(path).encode() + b"\n" + path.read_bytes()


def _capitals(escape: re.Match[str]) -> str:
    return "u" + escape[0][1:].upper()


def _base64(content: bytes) -> list[bytes]:
    """The part that stays the same wherever in a longer text the word begins."""
    coded = (base64.b64encode(bytes(shift) + content + b"\0\0\0") for shift in range(3))
    return [part[-(-8 * shift // 6) : (8 * (shift + len(content))) // 6] for shift, part in enumerate(coded)]
