"""AES-256-GCM (NIST SP 800-38D): what is sealed opens only with its key, and only in the place it was sealed for."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
WRAPPED_BYTES = _NONCE_BYTES + KEY_BYTES + _TAG_BYTES
_LENGTH_BYTES = 4
_SMALLEST = 256
_CHECK_BYTES = 16


def bind(purpose: str, *parts: str | int) -> bytes:
    """The associated data of a ciphertext: moved to another row, or used for another purpose, it does not open."""
    return "\x1f".join(("habeas vault 1", purpose, *map(str, parts))).encode()


def make_secret() -> bytes:
    """A new random key, 32 bytes."""
    return os.urandom(KEY_BYTES)


def seal(key: AESGCM, content: bytes, place: bytes) -> bytes:
    """Nonce, ciphertext and tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + key.encrypt(nonce, content, place)


def unseal(key: AESGCM, sealed: bytes, place: bytes) -> bytes | None:
    """What was sealed; None where the key is another, or the bytes were changed or moved."""
    try:
        return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        return None


def pad(content: bytes) -> bytes:
    """The content with its length before it and zeros behind, in all 256 bytes or a power of two times that.

    The classes double, so that a length tells no more than the order of magnitude of all that is sealed of a row.
    """
    size = _SMALLEST
    while size < len(content) + _LENGTH_BYTES:
        size *= 2
    return (len(content).to_bytes(_LENGTH_BYTES) + content).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """The content that `pad` was given."""
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES])]


def derive_wrapping(master: bytes, vault: str) -> AESGCM:
    """The key that wraps the data keys of a vault."""
    return AESGCM(_derive(master, bind("wrapping", vault)))


def check_value(master: bytes, vault: str) -> bytes:
    """16 bytes by which the right master key is known, and that tell nothing of it."""
    return _derive(master, bind("check", vault))[:_CHECK_BYTES]


def is_master(master: bytes, vault: str, check: bytes) -> bool:
    """Whether this is the master key of the vault."""
    return hmac.compare_digest(check_value(master, vault), check)


def _derive(master: bytes, purpose: bytes) -> bytes:
    """A key of its own for each purpose (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)
