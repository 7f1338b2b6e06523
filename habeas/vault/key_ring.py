"""The master key in the keyring of the system: Keychain, Credential Locker, Secret Service or KWallet."""

import base64
import binascii

from habeas.exc import VaultError
from habeas.vault.about import Access, KeyChoice, KeyName, Parameters
from habeas.vault.cipher import KEY_BYTES, make_secret

_SERVICE = "habeas vault"
# The keyring library gives less to backends that keep secrets in clear, or nowhere.
_RECOMMENDED = 1


def make_key(name: KeyName, _: KeyChoice, __: Access) -> tuple[Parameters, bytes]:
    """A new key in the keyring; raises VaultError where this system has none that keeps secrets."""
    import keyring
    from keyring.errors import KeyringError

    backend, key = keyring.get_keyring(), make_secret()
    if backend.priority < _RECOMMENDED:
        raise VaultError(
            f"this system has no keyring that keeps secrets (found {backend.name}): "
            "choose a key file or a passphrase, --key file or --key passphrase"
        )
    try:
        keyring.set_password(_SERVICE, str(name), base64.b64encode(key).decode())
    except KeyringError as error:
        raise VaultError(f"the keyring did not take the key: {_reason(error)}") from None
    return {}, key


def read_key(_: Parameters, name: KeyName, __: Access) -> bytes:
    """The key from the keyring; raises VaultError where it is locked or does not hold it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, str(name))
    except KeyringError as error:
        raise VaultError(f"the keyring cannot be read: {_reason(error)}") from error
    if found is None:
        raise VaultError(f"the keyring of this user and machine does not hold the key {_SERVICE} {name}")
    try:
        key = base64.b64decode(found, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise VaultError(f"what the keyring holds as {_SERVICE} {name} is no key; expected {KEY_BYTES} bytes in base64")
    return key


def forget_key(_: Parameters, name: KeyName, __: Access) -> None:
    """Removes the key from the keyring."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, str(name))
    except PasswordDeleteError:
        return  # it is not there
    except KeyringError as error:
        raise VaultError(f"the old key {name} could not be removed from the keyring: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
