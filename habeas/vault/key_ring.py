"""The master key in the keyring of the system: Keychain, Credential Locker, Secret Service or KWallet."""

import base64
import binascii

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice, KeyName, Parameters
from habeas.vault.cipher import KEY_BYTES, is_master, make_secret

_SERVICE = "habeas vault"
# The keyring library gives less to backends that keep secrets in clear, or nowhere.
_RECOMMENDED = 1


def is_taken(name: KeyName, _: KeyChoice) -> bool:
    """Whether the keyring holds a key of this name: a copy of the vault may rest on it."""
    _refuse_weak()
    return _get(name) is not None


def draw_key(_: KeyName, __: KeyChoice, ___: Access) -> tuple[Parameters, bytes]:
    """A new key; nothing is written. Raises VaultError where this system has no keyring that keeps secrets."""
    _refuse_weak()
    return {}, make_secret()


def keep_key(about: About, key: bytes) -> None:
    """The key is in the keyring; raises VaultError where that does not take it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, str(about.key), base64.b64encode(key).decode())
    except KeyringError as error:
        raise VaultError(f"the keyring did not take the key: {_reason(error)}") from None


def read_key(about: About, _: Access) -> bytes:
    """The key from the keyring; raises VaultError where it is locked or does not hold it."""
    found = _get(about.key)
    if found is None:
        raise VaultError(f"the keyring of this user and machine does not hold the key {_SERVICE} {about.key}")
    key = _decode(found)
    if key is None:
        raise VaultError(
            f"what the keyring holds as {_SERVICE} {about.key} is no key; expected {KEY_BYTES} bytes in base64"
        )
    return key


def forget_key(about: About, _: Access) -> None:
    """Removes the key from the keyring; another key under its name is left as it is."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    found = _get(about.key)
    key = None if found is None else _decode(found)
    if key is None or not is_master(key, about.id, about.check):
        return
    try:
        keyring.delete_password(_SERVICE, str(about.key))
    except PasswordDeleteError:
        return  # it is not there
    except KeyringError as error:
        raise VaultError(
            f"the key {about.key}, no longer of use, could not be removed from the keyring: {_reason(error)}"
        ) from error


def _refuse_weak() -> None:
    import keyring

    backend = keyring.get_keyring()
    if backend.priority < _RECOMMENDED:
        raise VaultError(
            f"this system has no keyring that keeps secrets (found {backend.name}): "
            "choose a key file or a passphrase, --key file or --key passphrase"
        )


def _get(name: KeyName) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, str(name))
    except KeyringError as error:
        raise VaultError(f"the keyring cannot be read: {_reason(error)}") from error


def _decode(found: str) -> bytes | None:
    try:
        key = base64.b64decode(found, validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
