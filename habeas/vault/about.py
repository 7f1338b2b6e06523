"""What a vault says of itself in clear: its id, and where its master key is to be found, never the key."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

KeyKind = Literal["keyring", "file", "passphrase"]
KEY_KINDS: tuple[KeyKind, ...] = get_args(KeyKind)
Parameters = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class About:
    """A vault in clear.

    `generation` counts its master keys from 1; `check` tells the right one from others. `parameters` say where the key
    is (the path of its file; salt and cost of a passphrase). `index_key` is wrapped by the master key.
    """

    id: str
    kind: KeyKind
    parameters: Parameters
    generation: int
    check: bytes
    index_key: bytes

    @property
    def key(self) -> "KeyName":
        """Which master key it rests on."""
        return KeyName(self.id, self.generation)


@dataclass(frozen=True, slots=True)
class KeyName:
    """Which master key is meant: of which vault, and the how manieth."""

    vault: str
    generation: int

    def __str__(self) -> str:
        return f"{self.vault}-{self.generation}"


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Where a new master key is to be kept; `file` is the path of a new key file, None for the usual place."""

    kind: KeyKind
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """How this run reaches a master key.

    `file` is where the key file is now, where that is not where it was made. `ask` gives the passphrase, twice asked
    for where it is new (True).
    """

    ask: Callable[[bool], str]
    file: Path | None = None
