"""The secret that two groups share, and what follows from it. It is in no command line, no log and no error."""

import base64
import binascii
import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from habeas.exc import InputError, QuestionError

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LABEL = "habeas-secret-1"
_BYTES = 32
LEAST_LETTERS = 20
LEAST_DIFFERENT = 10
# Both groups must come to the same key from the same words, so the salt is fixed; the cost makes up for it.
_SALT = b"habeas private linkage, version 1"
_PASSES, _MEMORY_KIB, _LANES = 4, 256 * 1024, 2


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """32 bytes that both groups hold and nobody else. Its repr tells nothing."""

    key: bytes

    def __repr__(self) -> str:
        """No word of the key: a trace that prints it must not give it away."""
        return "Secret(sealed)"


def make_secret(file: Path) -> None:
    """A new secret in a new file that only its owner may read; raises InputError where it cannot be written."""
    line = f"{_LABEL} {base64.b64encode(secrets.token_bytes(_BYTES)).decode()}\n"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(str(file), "is there already; a secret is never written over") from error
    except OSError as error:
        raise InputError(str(file), f"no secret can be written there: {error.strerror}") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(line)
        out.flush()
        os.fsync(out.fileno())


def read_secret(file: Path) -> Secret:
    """The secret of a file that only its owner may read; raises InputError that shows nothing of what it holds."""
    try:
        mode = file.stat().st_mode
        content = file.read_bytes()[:1000] if stat.S_ISREG(mode) else b""
    except OSError as error:
        hint = "; `habeas people secret FILE` makes one" if isinstance(error, FileNotFoundError) else ""
        raise InputError(str(file), f"the secret cannot be read: {error.strerror}{hint}") from error
    if mode & _OTHERS:
        raise InputError(str(file), f"others may read this secret (mode {stat.S_IMODE(mode):03o}); expected 600")
    return _parse_secret(file, content)


def _parse_secret(file: Path, content: bytes) -> Secret:
    label, _, words = content.strip().partition(b" ")
    if label != _LABEL.encode():
        raise InputError(str(file), f"holds no secret; expected a line that begins with {_LABEL}")
    try:
        key = base64.b64decode(words, validate=True)
    except (binascii.Error, ValueError):
        raise InputError(str(file), "the secret is damaged; expected 44 characters of base64") from None
    if len(key) != _BYTES:
        raise InputError(str(file), f"the secret has {len(key)} bytes; expected {_BYTES}")
    return Secret(key)


def stretch_passphrase(words: str) -> Secret:
    """The secret that follows from words both groups know (Argon2id, RFC 9106); raises QuestionError where it is short.

    The words are stripped at both ends and taken in Unicode form NFC, so that two keyboards give the same secret.
    """
    from unicodedata import normalize

    from argon2.low_level import Type, hash_secret_raw

    plain = normalize("NFC", words.strip())
    if len(plain) < LEAST_LETTERS or len(set(plain)) < LEAST_DIFFERENT:
        raise QuestionError(
            f"the passphrase is too short: expected {LEAST_LETTERS} characters or more, {LEAST_DIFFERENT} of them"
            " different; six words drawn by dice will do"
        )
    key = hash_secret_raw(plain.encode(), _SALT, _PASSES, _MEMORY_KIB, _LANES, _BYTES, Type.ID)
    return Secret(key)


def keyed(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """32 bytes for one purpose: HMAC-SHA256 over the purpose and the parts, each with its length."""
    given = (purpose.encode(), *parts)
    return hmac.digest(key, b"".join(len(part).to_bytes(8, "big") + part for part in given), sha256)


def check_value(secret: Secret, recipe: bytes) -> str:
    """32 hexadecimal digits that agree where secret and recipe do; nobody gets back from them to the secret."""
    return keyed(secret.key, "check", recipe)[:16].hex()
