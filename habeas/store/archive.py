"""The archive: exact bytes under the name of their SHA-256, written once and never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from habeas.exc import InputError, StoreError

_CHUNK = 1 << 20
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of documents, `ab/cdef…` for the hash `abcdef…`."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.folder / sha256[:2] / sha256[2:]

    def keep(self, source: BinaryIO) -> tuple[str, int]:
        """The hash and the size of all that `source` holds; durable when this returns. `source` must be seekable."""
        sha256, size = _hash(source)
        if self.find_damage(sha256) is None:
            return sha256, size
        source.seek(0)
        try:
            return self._write(source)
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error.strerror or error}") from error

    def find_damage(self, sha256: str) -> str | None:
        """What is wrong with the archived bytes, or None where they are exactly what was archived."""
        try:
            with self.path(sha256).open("rb") as stored:
                found = hashlib.file_digest(stored, "sha256").hexdigest()
        except FileNotFoundError:
            return "its archived bytes are missing"
        except OSError as error:
            return f"its archived bytes cannot be read: {error.strerror}"
        return None if found == sha256 else f"its archived bytes were changed: they hash to {found}"

    def remove_leftovers(self) -> None:
        """Removes what an interrupted `keep` left; only safe while nobody else writes."""
        for leftover in self.folder.glob("incoming-*"):
            leftover.unlink(missing_ok=True)

    def _write(self, source: BinaryIO) -> tuple[str, int]:
        """The hash is of what was written: the source may have changed since it was first hashed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="incoming-", dir=self.folder)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                sha256, size = _copy(source, target)
                os.fsync(target.fileno())
            temporary.chmod(_READ_ONLY)
            self.path(sha256).parent.mkdir(exist_ok=True)
            temporary.replace(self.path(sha256))
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(self.path(sha256).parent)
        return sha256, size


def _hash(source: BinaryIO) -> tuple[str, int]:
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
    return digest.hexdigest(), source.tell()


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    return digest.hexdigest(), target.tell()


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    try:
        while chunk := source.read(_CHUNK):
            yield chunk
    except OSError as error:
        raise InputError(str(source.name), f"cannot be read: {error.strerror or error}") from error


def _sync_folder(folder: Path) -> None:
    """A rename is durable only once its folder is; systems that cannot open a folder make it so themselves."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
