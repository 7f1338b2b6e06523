"""One spelling for all ways of writing a name: "Saint-Étienne", "St. Etienne" and "SAINT ETIENNE" fold alike."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# Accents are dropped from alphabets that have them as marks; in Indic scripts marks are vowels and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
# Format characters (zero-width, direction marks), the Arabic stretching mark, full stops and all apostrophes.
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0640.'`´’‘ʻʼʿʾ′]")
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
