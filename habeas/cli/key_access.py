"""How the command line reaches the key of the vault: what the settings say, and a passphrase that nobody sees."""

import os
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import TextIO

import typer

from habeas.cli.asked import one_of
from habeas.exc import VaultError
from habeas.settings import read_settings
from habeas.vault import KEY_KINDS, About, Access, KeyChoice

_FD = "HABEAS_VAULT_PASSPHRASE_FD"


def reach_key() -> Access:
    """The key file of the settings, and a passphrase from the file descriptor they name or from the terminal.

    None comes from an argument or a variable of the environment, which other processes of the machine may read.
    """
    return Access(ask_passphrase, read_settings().vault_key_file)


def ask_passphrase(is_new: bool) -> str:
    """The passphrase, typed twice where it is new; raises VaultError where there is nobody to ask."""
    descriptor = read_settings().vault_passphrase_fd
    if descriptor is not None:
        return _read_line(descriptor)
    words = _ask("New passphrase of the vault: " if is_new else "Passphrase of the vault: ")
    if is_new and _ask("The same again: ") != words:
        raise VaultError("the two passphrases differ")
    return words


def read_choice(key: str, key_file: Path | None) -> KeyChoice:
    """Where a new key is to be kept; raises BadParameter where the options do not fit together."""
    kind = one_of("--key", key, KEY_KINDS)
    if key_file is not None and kind != "file":
        raise typer.BadParameter(f"--key-file {str(key_file)!r}: only with --key file")
    return KeyChoice(kind, key_file)


def describe_key(about: About) -> str:
    """Where the key of a vault is, in words."""
    if about.kind == "file":
        return f"in {about.parameters['path']}"
    return "in the keyring of this system" if about.kind == "keyring" else "made from a passphrase"


def _ask(question: str) -> str:
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings():
        # What getpass does without a terminal: it would show what is typed.
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(question, sys.stderr if os.name != "posix" else None)
        except (GetPassWarning, EOFError):
            pass
    raise VaultError(
        f"there is no terminal to ask for the passphrase on; {_FD} names a file descriptor to read it from"
    )


def _read_line(descriptor: int) -> str:
    try:
        line = _open_descriptor(descriptor).readline()
    except (OSError, UnicodeDecodeError):
        line = ""
    if not line:
        raise VaultError(f"{_FD} {descriptor}: no passphrase can be read there; expected a line of UTF-8 text")
    return line.rstrip("\r\n")


@cache
def _open_descriptor(descriptor: int) -> TextIO:
    """Opened once: of two lines, the second is the new passphrase of a rotation."""
    return os.fdopen(descriptor, encoding="utf-8", closefd=False)
