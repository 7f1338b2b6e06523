"""The secret: made once, read by its owner alone, never shown."""

import re
from pathlib import Path

import pytest

from habeas.exc import InputError, QuestionError
from habeas.linkage.private.secret import Secret, check_value, keyed, make_secret, read_secret, stretch_passphrase

PHRASE = "lantern orchard velvet tundra kettle mosaic"


def test_a_new_secret_is_read_back_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    make_secret(file)
    assert len(read_secret(file).key) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_two_secrets_differ(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        make_secret(file)
    assert read_secret(files[0]) != read_secret(files[1])


def test_a_secret_is_never_written_over(tmp_path: Path) -> None:
    make_secret(tmp_path / "secret")
    before = (tmp_path / "secret").read_bytes()
    with pytest.raises(InputError, match="is there already"):
        make_secret(tmp_path / "secret")
    assert (tmp_path / "secret").read_bytes() == before


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    make_secret(tmp_path / "secret")
    (tmp_path / "secret").chmod(0o640)
    with pytest.raises(InputError, match=r"mode 640.*expected 600"):
        read_secret(tmp_path / "secret")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "holds no secret"),
        ("canary-words", "holds no secret"),
        ("habeas-secret-1 canary-words!", "damaged"),
        ("habeas-secret-1 Y2FuYXJ5", "has 6 bytes; expected 32"),
        ("habeas-secret-1", "has 0 bytes"),
    ],
)
def test_a_damaged_secret_is_refused_and_not_shown(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "secret").write_text(content, encoding="utf-8")
    (tmp_path / "secret").chmod(0o600)
    with pytest.raises(InputError, match=reason) as caught:
        read_secret(tmp_path / "secret")
    assert "canary" not in str(caught.value).replace(str(tmp_path), "")
    assert "Y2Fu" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_secret_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="habeas people secret"):
        read_secret(tmp_path / "none")


def test_the_same_words_give_the_same_secret_on_two_keyboards() -> None:
    composed, apart = PHRASE + " caf\u00e9", PHRASE + " cafe\u0301 "
    assert stretch_passphrase(composed) == stretch_passphrase(apart)


@pytest.mark.parametrize("words", ["", "password", "lantern orchard", "a" * 40, "ab " * 20])
def test_a_short_or_plain_passphrase_is_refused_and_not_shown(words: str) -> None:
    with pytest.raises(QuestionError, match="too short") as caught:
        stretch_passphrase(words)
    assert not words.strip() or words not in str(caught.value)


def test_nothing_shows_a_secret() -> None:
    secret = Secret(b"canary-canary-canary-canary-cana")
    assert re.search("canary", f"{secret!r} {secret}") is None


def test_check_values_agree_only_for_one_secret_and_one_recipe() -> None:
    one, other = Secret(b"a" * 32), Secret(b"b" * 32)
    assert check_value(one, b"recipe") == check_value(Secret(b"a" * 32), b"recipe")
    assert len({check_value(one, b"recipe"), check_value(other, b"recipe"), check_value(one, b"other")}) == 3


def test_parts_of_a_keyed_value_do_not_run_into_one_another() -> None:
    assert keyed(b"k", "purpose", b"ab", b"c") != keyed(b"k", "purpose", b"a", b"bc")
