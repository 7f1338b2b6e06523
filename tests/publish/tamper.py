"""Somebody who changes an edition: a byte, a number, or everything with manifests made anew; without the desk's key."""

import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from habeas.publish.bag import PUBLIC_KEY, SIGNATURE, TAG_FILES, TAG_MANIFEST, write_manifest
from habeas.publish.sign import write_public_key

FORGER = Ed25519PrivateKey.from_private_bytes(b"f" * 32)


def list_files(folder: Path) -> list[str]:
    """The files of a folder by their paths in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def flip_byte(file: Path) -> None:
    """One bit of the byte in the middle is another; what was empty has a byte."""
    content = bytearray(file.read_bytes() or b"\0")
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


def change_digit(digit: str) -> str:
    """Another digit."""
    return str((int(digit) + 1) % 10)


def make_manifests(folder: Path, *, sign: bool) -> None:
    """The manifests fit the files again; signed by the forger's key in the place of the desk's, or not at all."""
    data = [f"data/{path.name}" for path in (folder / "data").iterdir()]
    (folder / "manifest-sha256.txt").write_bytes(write_manifest(folder, data))
    size = sum((folder / name).stat().st_size for name in data)
    info = (folder / "bag-info.txt").read_text(encoding="utf-8")
    oxum = re.sub("Payload-Oxum: .*", f"Payload-Oxum: {size}.{len(data)}", info)
    (folder / "bag-info.txt").write_text(oxum, encoding="utf-8")
    if sign:
        (folder / PUBLIC_KEY).write_bytes(write_public_key(FORGER))
    manifest = write_manifest(folder, TAG_FILES)
    (folder / TAG_MANIFEST).write_bytes(manifest)
    if sign:
        (folder / SIGNATURE).write_bytes(FORGER.sign(manifest))
