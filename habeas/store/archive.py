"""The archive: exact bytes under the name of their SHA-256, written once and never changed.

What is kept is on the disk for certain only after `sync`, which the store calls before it records that it is kept.
Bytes half written when the power fails are never taken for whole: they are hashed when they are given again.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from habeas.exc import InputError, StoreError

_CHUNK = 1 << 20
_READ_ONLY = 0o444
_SYNC_THREADS = 16


class Archive:
    """A folder of documents, `ab/cdef…` for the hash `abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsynced: list[Path] = []

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.folder / sha256[:2] / sha256[2:]

    def keep(self, source: BinaryIO) -> tuple[str, int]:
        """The hash and the size of all that `source` holds, now in the archive. `source` must be seekable."""
        sha256, size = _hash(source)
        if self.find_damage(sha256) is None:
            # A process killed before its `sync` may have put it there.
            self._unsynced.append(self.path(sha256))
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

    def sync(self) -> None:
        """Makes all that was kept durable."""
        if not self._unsynced:
            return
        folders = {path.parent for path in self._unsynced} | {self.folder}
        # The disk writes what several threads ask for at once in one go: a batch of small files takes a fifth.
        with ThreadPoolExecutor(_SYNC_THREADS) as threads:
            for _ in threads.map(_sync_path, [*self._unsynced, *folders]):
                pass
        self._unsynced.clear()

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
            temporary.chmod(_READ_ONLY)
            self.path(sha256).parent.mkdir(exist_ok=True)
            temporary.replace(self.path(sha256))
        finally:
            temporary.unlink(missing_ok=True)
        self._unsynced.append(self.path(sha256))
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


def _sync_path(path: Path) -> None:
    """A new name is durable only once its folder is; systems that cannot open a folder see to it themselves."""
    if os.name == "posix" or not path.is_dir():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
