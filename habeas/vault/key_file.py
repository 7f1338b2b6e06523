"""The master key in a file that only its owner may read."""

import base64
import binascii
import os
import stat
from pathlib import Path

import platformdirs

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice, KeyName, Parameters
from habeas.vault.cipher import KEY_BYTES, is_master, make_secret

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_taken(name: KeyName, choice: KeyChoice) -> bool:
    """Whether a key of this name lies in the folder of settings: a copy of the vault may rest on it."""
    return choice.file is None and _usual_path(name).exists()


def draw_key(name: KeyName, choice: KeyChoice, _: Access) -> tuple[Parameters, bytes]:
    """A new key, and the new file that it is for, by default in the folder of settings; nothing is written."""
    return {"path": str((choice.file or _usual_path(name)).absolute())}, make_secret()


def keep_key(about: About, key: bytes) -> None:
    """The key is in its file, surely on the disk; raises VaultError where a file is there already."""
    path = Path(str(about.parameters["path"]))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, base64.b64encode(key) + b"\n")
    except FileExistsError as error:
        raise VaultError(f"{path}: is there already; a key is never written over") from error
    except OSError as error:
        raise VaultError(f"{path}: the key cannot be written there: {error.strerror}") from error


def read_key(about: About, access: Access) -> bytes:
    """The key in its file; raises VaultError saying what is wrong with it."""
    path = access.file or Path(str(about.parameters["path"]))
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


def forget_key(about: About, access: Access) -> None:
    """Overwrites and removes the file, where it was made and where it is now; raises VaultError where it cannot be.

    A file that holds another key, and be it the one in force, is left as it is.
    """
    for path in {Path(str(about.parameters["path"])), access.file or Path(str(about.parameters["path"]))}:
        try:
            if path.is_file() and _is_of(about, path.read_bytes()):
                _destroy(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise VaultError(
                f"{path}: a key that is no longer of use could not be removed: {error.strerror}; remove it yourself"
            ) from error


def refuse_beside(file: Path | None, store: Path) -> None:
    """Raises VaultError where a key file would lie in the store: who takes or copies the one would have the other."""
    if file is not None and file.resolve().is_relative_to(store.resolve()):
        raise VaultError(f"{file}: lies in the store {store}: keep the key elsewhere, best on another disk")


def refuse_taken(file: Path | None) -> None:
    """Raises VaultError where a new key file would take the place of another file."""
    if file is not None and file.exists():
        raise VaultError(f"{file}: is there already; a key is never written over")


def _usual_path(name: KeyName) -> Path:
    return platformdirs.user_config_path("habeas") / f"vault-{name}.key"


def _is_of(about: About, content: bytes) -> bool:
    """Whether it is the key meant, or what is left of it where the machine stopped while writing or destroying it."""
    key = _decode(content)
    return not content.strip(b"\0") or (key is not None and is_master(key, about.id, about.check))


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        _sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _destroy(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The name of a file is on the disk only once its folder is; systems that cannot open a folder see to it."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _decode(content: bytes) -> bytes | None:
    try:
        key = base64.b64decode(content.strip(), validate=True)
    except binascii.Error:
        return None
    return key if len(key) == KEY_BYTES else None
