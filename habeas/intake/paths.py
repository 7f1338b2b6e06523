"""From what the user names to the documents to read: files, folders at any depth, and standard input."""

import atexit
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from habeas.exc import InputError
from habeas.intake.document import Document
from habeas.intake.formats import KINDS
from habeas.intake.sniff import sniff_kind

STDIN = "-"
_LISTED = ", ".join(sorted(KINDS))


def list_documents(paths: Sequence[str], kind: str | None = None) -> Iterator[Document | InputError]:
    """The documents under the paths, each folder in the order of names; what cannot be read is an error in its place.

    In a folder, hidden files are passed over, a folder reached twice (a loop of links) is read once, and files of
    unknown kind are counted in one error for each extension.
    """
    for path in paths:
        try:
            if not path:
                yield InputError("''", "is an empty path, expected a file or a folder")
            elif path == STDIN:
                yield _document(path, _keep_stdin(), kind)
            elif Path(path).is_dir():
                yield from _list_folder(path, kind)
            else:
                yield _document(path, Path(path), kind)
        except InputError as error:
            yield error
        except (OSError, ValueError) as error:
            yield InputError(show_path(path), f"cannot be opened: {error}")


def show_path(path: str) -> str:
    """The path as it can be printed and stored: bytes that are no text are written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _document(path: str, file: Path, kind: str | None) -> Document:
    shown = show_path(path)
    return Document(shown, kind or _kind_of_name(file.name) or sniff_kind(file, shown), file)


def _kind_of_name(name: str) -> str | None:
    return KINDS.get(_extension(name))


def _extension(name: str) -> str:
    """ ".jsonl" of "a.jsonl" and of "a.jsonl.gz": packed files are unpacked whatever they hold."""
    return Path(name.lower().removesuffix(".gz")).suffix


def _list_folder(folder: str, kind: str | None) -> Iterator[Document | InputError]:
    unknown: Counter[str] = Counter()
    first: dict[str, str] = {}
    for found in _walk(folder):
        if isinstance(found, InputError):
            yield found
        elif kind is None and _kind_of_name(Path(found).name) is None:
            extension = Path(found).suffix.lower()
            unknown[extension] += 1
            first.setdefault(extension, found)
        else:
            yield _document(found, Path(found), kind)
    for extension, count in sorted(unknown.items()):
        yield InputError(show_path(folder), _describe_unknown(extension, count, show_path(first[extension])))


def _describe_unknown(extension: str, count: int, first: str) -> str:
    what = f"with extension {extension}" if extension else "without extension"
    files = "1 file" if count == 1 else f"{count} files"
    return f"{files} {what} not read (the first: {first}); known are {_LISTED}"


def _walk(folder: str) -> Iterator[str | InputError]:
    """Paths of all files under a folder that are not hidden, in the order of names."""
    waiting, seen = [Path(folder)], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield str(path)
            continue
        try:
            status = path.stat()
            inside = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            yield InputError(show_path(str(path)), f"cannot be opened: {(error.strerror or str(error)).lower()}")
            continue
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            waiting += reversed(inside)


def _keep_stdin() -> Path:
    """Standard input in a file of its own until the program ends: it is hashed first and read afterwards."""
    if sys.stdin is None:
        raise InputError(STDIN, "standard input is closed")
    folder = tempfile.mkdtemp(prefix="habeas-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "stdin"
    with file.open("wb") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
    return file
