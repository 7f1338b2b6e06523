"""An edition as a BagIt bag (RFC 8493) on the disk: whole and under its name, or not there at all.

The bag's tag manifest covers every other file through its hashes, and is what is signed; the hash of an edition is the
SHA-256 of its tag manifest. Nothing in it comes from the clock or the machine: the same edition and key give the same
bytes.
"""

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from habeas.exc import EditionError
from habeas.model.edition import Edition
from habeas.model.record import encode_value
from habeas.publish.record import make_header
from habeas.publish.sign import write_public_key

HEADER = "edition.json"
PUBLIC_KEY = "public-key.pem"
SIGNATURE = "signature.ed25519"
TAG_MANIFEST = "tagmanifest-sha256.txt"
# What a bag may hold outside data/; the last two are what the tag manifest cannot cover.
TAG_FILES = ("bag-info.txt", "bagit.txt", HEADER, "manifest-sha256.txt", PUBLIC_KEY)
UNCOVERED = (TAG_MANIFEST, SIGNATURE)


def write_bag(edition: Edition, files: Mapping[str, bytes], out: Path, key: Ed25519PrivateKey) -> str:
    """The hash of the edition now lying in `out`, which must not be there yet; raises EditionError otherwise."""
    refuse_existing(out)
    with _writing_beside(out) as folder:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        _make_bag(folder, edition)
        (folder / HEADER).write_bytes(write_header(edition))
        (folder / PUBLIC_KEY).write_bytes(write_public_key(key))
        manifest = write_manifest(folder, TAG_FILES)
        (folder / TAG_MANIFEST).write_bytes(manifest)
        (folder / SIGNATURE).write_bytes(key.sign(manifest))
        _settle(folder)
        refuse_existing(out)
        folder.rename(out)
    _sync(out.parent)
    return hashlib.sha256(manifest).hexdigest()


def refuse_existing(out: Path) -> None:
    """Raises EditionError where something has the name: an edition is never written over."""
    if out.is_symlink() or out.exists():
        raise EditionError(f"{out}: is there already; an edition is never written over")
    if not out.parent.is_dir():
        raise EditionError(f"{out.parent}: is no folder; the edition would be made in it")


def write_header(edition: Edition) -> bytes:
    """What edition.json says of an edition."""
    return encode_value(make_header(edition)) + b"\n"


def describe_bag(edition: Edition) -> dict[str, str]:
    """What bag-info.txt says of an edition, beside the size: of no day but that of the edition."""
    return {
        "Bagging-Date": edition.scope.as_of[:10],
        "Bag-Software-Agent": edition.program,
        "External-Identifier": edition.id,
        "External-Description": edition.title,
    }


def write_manifest(folder: Path, names: Iterable[str]) -> bytes:
    """The hashes of files of a folder in the order of their names, as sha256sum prints and checks them."""
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names))
    return "".join(lines).encode()


@contextmanager
def _writing_beside(out: Path) -> Iterator[Path]:
    """A folder on the same disk, which is gone afterwards unless it was given the name."""
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".unfinished", dir=out.parent))
        yield folder
    except OSError as error:
        raise EditionError(f"{out}: the edition could not be written: {error.strerror or error}") from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _make_bag(folder: Path, edition: Edition) -> None:
    """Turns a folder of files into a bag with a manifest of them."""
    import bagit

    logging.getLogger(bagit.__name__).setLevel(logging.CRITICAL)  # what goes wrong is raised
    try:
        bagit.make_bag(str(folder), describe_bag(edition), processes=1, checksums=["sha256"])
    except bagit.BagError as error:
        raise OSError(str(error)) from error


def _settle(folder: Path) -> None:
    """Files that anyone may read, all of them on the disk before the folder gets its name."""
    folder.chmod(0o755)
    for path in sorted(folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
