"""Keys: made once, readable by their owner alone, and refused with the reason."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from habeas.exc import EditionError
from habeas.publish.sign import (
    describe_key,
    is_signed,
    make_key,
    parse_key,
    read_key,
    read_public_key,
    write_public_key,
)


def test_a_new_key_is_its_owner_s_alone_and_signs(tmp_path: Path) -> None:
    words = make_key(tmp_path / "desk.key")
    key = read_key(tmp_path / "desk.key")
    assert (tmp_path / "desk.key").stat().st_mode & 0o777 == 0o600
    assert describe_key(key.public_key()) == words
    assert is_signed(b"figures", key.sign(b"figures"), parse_key(words))


def test_what_was_not_signed_is_found() -> None:
    key, other = (Ed25519PrivateKey.from_private_bytes(seed * 32) for seed in (b"a", b"b"))
    assert not is_signed(b"other figures", key.sign(b"figures"), key.public_key())
    assert not is_signed(b"figures", other.sign(b"figures"), key.public_key())
    assert not is_signed(b"figures", b"short", key.public_key())


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    make_key(tmp_path / "desk.key")
    before = (tmp_path / "desk.key").read_bytes()
    with pytest.raises(EditionError, match="is there already"):
        make_key(tmp_path / "desk.key")
    assert (tmp_path / "desk.key").read_bytes() == before


def test_a_key_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no key can be written there"):
        make_key(tmp_path / "nowhere" / "desk.key")


def test_a_lost_key_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"desk\.key: the key cannot be read: .*--make-key"):
        read_key(tmp_path / "desk.key")


def test_a_key_that_cannot_be_read_is_told_from_a_lost_one(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"the key cannot be read: Is a directory$"):
        read_key(tmp_path)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    make_key(tmp_path / "desk.key")
    (tmp_path / "desk.key").chmod(0o640)
    with pytest.raises(EditionError, match=r"mode 640\); expected 600"):
        read_key(tmp_path / "desk.key")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "desk.key"
    file.write_text("no key")
    file.chmod(0o600)
    with pytest.raises(EditionError, match="holds no private key"):
        read_key(file)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rsa.key"
    key = generate_private_key(public_exponent=65537, key_size=2048)
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    file.chmod(0o600)
    with pytest.raises(EditionError, match="expected Ed25519"):
        read_key(file)


@pytest.mark.parametrize("words", ["", "abc", "ключ", "A" * 44])
def test_words_that_are_no_public_key_are_refused(words: str) -> None:
    with pytest.raises(EditionError, match="44 characters"):
        parse_key(words)


def test_a_public_key_travels_as_a_pem_file() -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"a" * 32)
    assert describe_key(read_public_key(write_public_key(key)) or Ed25519PrivateKey.generate().public_key()) == (
        describe_key(key.public_key())
    )
    assert read_public_key(b"no key") is None
