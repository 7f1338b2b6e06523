"""The archive keeps exact bytes under their hash."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store.archive import Archive


@given(content=st.binary(max_size=5000))
def test_bytes_come_back_exactly(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive(tmp_path_factory.getbasetemp() / "archive")
    sha256, size = archive.keep(BytesIO(content))
    assert (sha256, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert archive.path(sha256).read_bytes() == content
    assert archive.find_damage(sha256) is None


def test_the_same_bytes_are_kept_once_and_read_only(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second = archive.keep(BytesIO(b"one")), archive.keep(BytesIO(b"one"))
    [file] = tmp_path.glob("*/*")
    assert first == second and file.stat().st_mode & 0o777 == 0o444
    assert list(tmp_path.glob("incoming-*")) == []


def test_damaged_bytes_are_replaced_when_they_are_given_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256, _ = archive.keep(BytesIO(b"one"))
    archive.path(sha256).chmod(0o644)
    archive.path(sha256).write_bytes(b"two")
    assert archive.find_damage(sha256) is not None
    archive.keep(BytesIO(b"one"))
    assert archive.find_damage(sha256) is None


def test_leftovers_of_a_killed_process_are_removed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256, _ = archive.keep(BytesIO(b"one"))
    (tmp_path / "incoming-abc").write_bytes(b"half")
    archive.remove_leftovers()
    assert [file.name for file in tmp_path.iterdir()] == [sha256[:2]]
