"""Ed25519 keys and signatures (RFC 8032): whoever holds the public key knows whose edition it is."""

import base64
import binascii
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from habeas.exc import EditionError

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(file: Path) -> str:
    """A new key in a new file that only its owner may read; the public key in words."""
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise EditionError(f"{file}: is there already; a key is never written over") from error
    except OSError as error:
        raise EditionError(f"{file}: no key can be written there: {error.strerror}") from error
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        raise EditionError(f"{file}: the key could not be written: {error.strerror}") from error
    return describe_key(key.public_key())


def read_key(file: Path) -> Ed25519PrivateKey:
    """The key in a file that only its owner may read; raises EditionError saying what is wrong with it."""
    try:
        mode, content = file.stat().st_mode, file.read_bytes()
    except OSError as error:
        hint = "; `habeas publish --make-key FILE` makes one" if isinstance(error, FileNotFoundError) else ""
        raise EditionError(f"{file}: the key cannot be read: {error.strerror}{hint}") from error
    if mode & _OTHERS:
        raise EditionError(f"{file}: others may read this key (mode {stat.S_IMODE(mode):03o}); expected 600")
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise EditionError(f"{file}: holds no private key in PEM form without a password") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise EditionError(f"{file}: holds a key of another kind; expected Ed25519")
    return key


def write_public_key(key: Ed25519PrivateKey) -> bytes:
    """The public key as a PEM file, as OpenSSL reads it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def describe_key(key: Ed25519PublicKey) -> str:
    """The public key in words: its 32 bytes in base64."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def parse_key(words: str) -> Ed25519PublicKey:
    """The public key that `describe_key` told; raises EditionError where it is none."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(words.strip(), validate=True))
    except (binascii.Error, ValueError) as error:
        raise EditionError(f"public key {words!r}: expected the 44 characters that --make-key printed") from error


def read_public_key(content: bytes) -> Ed25519PublicKey | None:
    """The public key in a PEM file, None where there is none."""
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def is_signed(content: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    """Whether the holder of the key signed exactly these bytes."""
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
