"""One spelling for all ways of writing a name: "Saint-Étienne", "St. Etienne" and "SAINT ETIENNE" fold alike."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# Accents are dropped from alphabets that have them as marks; in Indic scripts marks are vowels and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
# What nobody sees (controls, zero width, direction), the Arabic stretching mark, full stops and all apostrophes.
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_DROPPED = re.compile(f"[{_UNSEEN}\u0640.'`´’‘ʻʼʿʾ′]")
_BREAKS = re.compile(r"[\W_]+")
_LONG = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
LONGEST_NAME = 80


def fold_name(name: str) -> str:
    """The spelling under which a name is kept and looked up; "" where nothing of it is a letter or a digit."""
    return _fold(name) if len(name) <= 4 * LONGEST_NAME else ""


@lru_cache(maxsize=20_000)
def _fold(name: str) -> str:
    if not name.isascii():
        name = unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", name)))
    words = _BREAKS.sub(" ", _DROPPED.sub("", name.casefold())).split()
    return " ".join(_LONG.get(word, word) for word in words)


def hash_name(folded: str) -> int:
    """The key of a folded name in the index: 63 bits, so that two of its two million names hardly ever meet."""
    digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
