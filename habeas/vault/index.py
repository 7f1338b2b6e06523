"""Keyed hashes: rows told apart, contents compared and names found again without a hash that a dictionary could open.

Everything here is HMAC-SHA-256 under the vault's index key, with a purpose of its own.
"""

import hmac

from habeas.model.person import PersonEntry
from habeas.vault.cipher import bind
from habeas.vault.content import encode_entry
from habeas.vault.words import name_words

_ROW_BYTES = 10
_DIGEST_BYTES = 16
# Names share tags on purpose: who has the file alone cannot tell which names are the same, only which may be.
# What else is found is opened and left out: of a million people some hundred a search.
_TAG_BYTES = 2


def name_row(key: bytes, entry: PersonEntry, nth: int = 0) -> str:
    """The name by which a row of a list is known in clear.

    It comes from the row's own key; where it has none, from all that it says, and `nth` among rows that say the same.
    """
    own = (b"content", encode_entry(entry), _bytes(str(nth))) if entry.key is None else (b"key", _bytes(entry.key))
    return f"row-{_hash(key, 'row', _bytes(entry.list), *own)[:_ROW_BYTES].hex()}"


def digest_content(key: bytes, row: str, content: bytes) -> bytes:
    """By which a row that was given again is known to say the same."""
    return _hash(key, "content", _bytes(row), content)[:_DIGEST_BYTES]


def tag_word(key: bytes, word: str) -> int:
    """The tag of a folded word of a name, one of 65,536."""
    return int.from_bytes(_hash(key, "tag", _bytes(word))[:_TAG_BYTES])


def tag_entry(key: bytes, entry: PersonEntry) -> frozenset[int]:
    """The tags by which a person is found."""
    return frozenset(tag_word(key, word) for word in name_words(entry.identity))


def derive_key(key: bytes, purpose: str) -> bytes:
    """32 bytes for a purpose outside the vault; they tell nothing of the index key."""
    return _hash(key, "derived", _bytes(purpose))


def _bytes(text: str) -> bytes:
    """Any text: an encoder that fails would put the text into its error."""
    return text.encode("utf-8", "surrogatepass")


def _hash(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """Each part with its length before it: no two lists of parts are the same bytes."""
    message = b"".join(len(part).to_bytes(8) + part for part in (bind(purpose), *parts))
    return hmac.digest(key, message, "sha256")
