"""The master key from a passphrase through argon2id (RFC 9106)."""

import os
import unicodedata

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice, KeyName, Parameters
from habeas.vault.cipher import KEY_BYTES

# Four times the memory of the second choice of RFC 9106: about half a second on a laptop, once a run.
_PASSES, _KIBIBYTES, _LANES = 3, 262_144, 4
# More than any vault of ours asks for: a changed file must not take the machine down.
_MOST_PASSES, _MOST_KIBIBYTES, _MOST_LANES = 1_000, 4_194_304, 64
_SALT_BYTES = 16
_SHORTEST = 12


def is_taken(_: KeyName, __: KeyChoice) -> bool:
    """Never: nothing is kept of a passphrase."""
    return False


def draw_key(_: KeyName, __: KeyChoice, access: Access) -> tuple[Parameters, bytes]:
    """The key from a new passphrase; raises VaultError where that is too short."""
    words = access.ask(True)
    if len(words) < _SHORTEST:
        raise VaultError(f"the passphrase has {len(words)} characters: expected {_SHORTEST} or more, best of six words")
    salt = os.urandom(_SALT_BYTES).hex()
    parameters: Parameters = {"salt": salt, "passes": _PASSES, "kibibytes": _KIBIBYTES, "lanes": _LANES}
    return parameters, _derive(words, parameters)


def keep_key(_: About, __: bytes) -> None:
    """Nothing is kept of a passphrase."""


def read_key(about: About, access: Access) -> bytes:
    """The key that the passphrase given in this run makes, right or wrong."""
    return _derive(access.ask(False), about.parameters)


def forget_key(_: About, __: Access) -> None:
    """Nothing is kept of a passphrase."""


def _derive(words: str, parameters: Parameters) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    passes, kibibytes, lanes = (int(parameters[name]) for name in ("passes", "kibibytes", "lanes"))
    if passes > _MOST_PASSES or kibibytes > _MOST_KIBIBYTES or lanes > _MOST_LANES:
        raise VaultError(f"the vault asks {kibibytes:,} KiB and {passes:,} passes of its passphrase: it was changed")
    # One passphrase typed on two keyboards: composed or not, it is the same.
    secret = unicodedata.normalize("NFC", words).encode("utf-8", "surrogatepass")
    try:
        salt = bytes.fromhex(str(parameters["salt"]))
        return hash_secret_raw(secret, salt, passes, kibibytes, lanes, KEY_BYTES, Type.ID)
    except (ValueError, OverflowError, HashingError):
        # Said without what failed: a trace would show the passphrase to whoever prints its frames.
        raise VaultError("the vault's salt or its cost of a passphrase was changed: bring back a copy of it") from None
