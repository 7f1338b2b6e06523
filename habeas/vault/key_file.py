"""The master key in a file that only its owner may read."""

import base64
import binascii
import os
import stat
from pathlib import Path

import platformdirs

from habeas.exc import VaultError
from habeas.vault.about import Access, KeyChoice, KeyName, Parameters
from habeas.vault.cipher import KEY_BYTES, make_secret

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(name: KeyName, choice: KeyChoice, _: Access) -> tuple[Parameters, bytes]:
    """A new key in a new file, by default in the folder of settings; raises VaultError where one is there already."""
    path = (choice.file or platformdirs.user_config_path("habeas") / f"vault-{name}.key").absolute()
    key = make_secret()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if choice.file is None:
            path.unlink(missing_ok=True)  # of a rotation that was broken off: no vault has this generation yet
        _write(path, base64.b64encode(key) + b"\n")
    except FileExistsError as error:
        raise VaultError(f"{path}: is there already; a key is never written over") from error
    except OSError as error:
        raise VaultError(f"{path}: the key cannot be written there: {error.strerror}") from error
    return {"path": str(path)}, key


def read_key(parameters: Parameters, _: KeyName, access: Access) -> bytes:
    """The key in its file; raises VaultError saying what is wrong with it."""
    path = access.file or Path(str(parameters["path"]))
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        hint = "; if it was moved, HABEAS_VAULT_KEY_FILE says where to" if isinstance(error, FileNotFoundError) else ""
        raise VaultError(f"{path}: the key of the vault cannot be read: {error.strerror}{hint}") from error
    if os.name == "posix" and mode & _OTHERS:
        raise VaultError(f"{path}: others may read this key (mode {stat.S_IMODE(mode):03o}); expected 600")
    key = _decode(content)
    if key is None:
        raise VaultError(f"{path}: holds no key of a vault; expected {KEY_BYTES} bytes in base64")
    return key


def forget_key(parameters: Parameters, _: KeyName, access: Access) -> None:
    """Overwrites and removes the file; raises VaultError where that cannot be done."""
    path = access.file or Path(str(parameters["path"]))
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise VaultError(f"{path}: the old key could not be removed: {error.strerror}; remove it yourself") from error


def refuse_beside(file: Path | None, store: Path) -> None:
    """Raises VaultError where a key file would lie in the store: who takes or copies the one would have the other."""
    if file is not None and file.resolve().is_relative_to(store.resolve()):
        raise VaultError(f"{file}: lies in the store {store}: keep the key elsewhere, best on another disk")


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _decode(content: bytes) -> bytes | None:
    try:
        key = base64.b64decode(content.strip(), validate=True)
    except binascii.Error:
        return None
    return key if len(key) == KEY_BYTES else None
