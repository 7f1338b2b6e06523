"""The vault with its key: seals what a row says of a person, opens it, and finds a person by name."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from habeas.exc import VaultError
from habeas.model.person import PersonEntry
from habeas.vault.cipher import bind, make_secret, pad, seal, unseal
from habeas.vault.content import decode_entry, encode_entry
from habeas.vault.database import VaultFile
from habeas.vault.index import derive_key, digest_content, name_row, tag_entry, tag_word
from habeas.vault.keys import Keys
from habeas.vault.rows import (
    Marks,
    Newest,
    NewVersion,
    StoredVersion,
    count_strays,
    insert_versions,
    select_every,
    select_marks,
    select_newest,
    select_stored,
    select_tagged,
    select_unshredded,
)
from habeas.vault.words import name_words, split_name

_RANDOM_BYTES = 10
_MOST_WORDS = 20
State = Literal["new", "changed", "known", "shredded"]
Fault = Literal["closed", "changed"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """What became of a row: the version that stands, and the token that finds it in the vault.

    A shredded row is not sealed again: who is forgotten stays so, although the list is read again.
    """

    row: str
    version: int
    token: str
    state: State


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row to be sealed; nothing of it is printed."""

    row: str
    entry: PersonEntry
    content: bytes
    digest: bytes

    def __repr__(self) -> str:
        return f"_Draft({self.row})"


class Vault:
    """An open vault; close it, or use it in a `with` block."""

    def __init__(self, file: VaultFile, keys: Keys) -> None:
        self.file = file
        self._about = file.about()
        self._keys = keys

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The id of the vault, part of each of its tokens."""
        return self._about.id

    def close(self) -> None:
        """Gives the file back."""
        self.file.close()

    def derive_key(self, purpose: str) -> bytes:
        """32 bytes for a purpose outside the vault, the same at every opening and under every master key."""
        return derive_key(self._keys.index, purpose)

    def name_row(self, entry: PersonEntry, nth: int = 0) -> str:
        """The keyed hash that stands for a row in clear.

        It is of the row's own key; where it has none, of all that it says, and `nth` among rows that say the same.
        """
        return name_row(self._keys.index, entry, nth)

    def seal(self, rows: Sequence[tuple[str, PersonEntry]], *, lost: Mapping[str, int] | None = None) -> list[Sealed]:
        """What became of each row, known by its keyed hash; all of it is durable when this returns, or nothing is.

        Rows of which a version was `lost`, the highest that there was, are sealed anew after it, unless shredded.
        """
        drafts = [self._draft(row, entry) for row, entry in rows]
        with self.file.writing() as connection:
            self.file.refuse_changed(self._about)
            newest = select_newest(connection, {draft.row for draft in drafts})
            outcomes = [self._settle(draft, newest, (lost or {}).get(draft.row, 0)) for draft in drafts]
            new = zip(drafts, outcomes, strict=True)
            insert_versions(
                connection, [self._encrypt(draft, made) for draft, made in new if made.state in ("new", "changed")]
            )
        return outcomes

    def open(self, tokens: Iterable[str]) -> dict[str, PersonEntry]:
        """The rows that these tokens find; those that were shredded, or are in another vault, are not among them."""
        with self._reading() as connection:
            return {stored.token: self._decrypt(stored) for stored in select_stored(connection, tokens)}

    def open_one(self, token: str) -> PersonEntry:
        """The row that this token finds; raises VaultError saying why there is none."""
        entry = self.open([token]).get(token)
        if entry is not None:
            return entry
        if not self.is_of(token):
            raise VaultError(f"{self.file.path}: is of another store: vault {self.id} does not hold {token}")
        if token in self.file.known([token]):
            raise VaultError(f"{token} was shredded: nobody can open it any more")
        raise VaultError(f"{self.file.path}: does not hold {token}: the vault is older than the store, or a part of it")

    def is_of(self, token: str) -> bool:
        """Whether a token was made by this vault."""
        return self.file.is_of(token)

    def find(self, name: str) -> list[str]:
        """The tokens of all versions whose names have each word of this name, in the order they were sealed."""
        words = sorted(split_name(name), key=len, reverse=True)
        if not words:
            return []
        tags = [tag_word(self._keys.index, word) for word in words[:_MOST_WORDS]]
        with self._reading() as connection:
            tagged = list(select_tagged(connection, tags))
        wanted = set(words)
        return [stored.token for stored in tagged if wanted <= name_words(self._decrypt(stored).identity)]

    def faults(self) -> Iterator[tuple[Fault, str]]:
        """What is wrong with versions, by token: `closed` does not open with the right key.

        `changed` opens, but would not be found by name or known when it is given again, or passes for shredded.
        """
        with self._reading() as connection:
            for stored, marks in zip(select_every(connection), select_marks(connection), strict=True):
                entry = self._unseal(stored)
                if entry is None:
                    yield "closed", stored.token
                elif not self._is_marked(marks, stored.row, entry):
                    yield "changed", stored.token
            for token in select_unshredded(connection):
                yield "changed", token

    def strays(self) -> int:
        """How many entries of the index of names are of no row."""
        with self._reading() as connection:
            return count_strays(connection)

    def _is_marked(self, marks: Marks, row: str, entry: PersonEntry) -> bool:
        """Whether a version bears the digest and the tags of what is sealed in it, and the index has them."""
        digest = digest_content(self._keys.index, row, encode_entry(entry))
        return marks.is_indexed and marks.digest == digest and marks.tags == tag_entry(self._keys.index, entry)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The vault at one moment; raises VaultError where by then its key was changed, and nothing would open."""
        with self.file.reading() as connection:
            self.file.refuse_changed(self._about)
            yield connection

    def _draft(self, row: str, entry: PersonEntry) -> _Draft:
        content = encode_entry(entry)
        return _Draft(row, entry, content, digest_content(self._keys.index, row, content))

    def _settle(self, draft: _Draft, newest: dict[str, Newest], lost: int) -> Sealed:
        """What becomes of a row beside the version that stands, which a new one replaces in `newest`."""
        before = newest.get(draft.row)
        if before is not None and before.is_shredded:
            return Sealed(draft.row, before.version, before.token, "shredded")
        last = 0 if before is None else before.version
        if before is not None and last > lost and before.digest == draft.digest:
            return Sealed(draft.row, before.version, before.token, "known")
        version = 1 + max(last, lost)
        token = f"sealed-{self.id}-{secrets.token_hex(_RANDOM_BYTES)}"
        newest[draft.row] = Newest(version, token, draft.digest, is_shredded=False)
        return Sealed(draft.row, version, token, "new" if version == 1 else "changed")

    def _encrypt(self, draft: _Draft, made: Sealed) -> NewVersion:
        secret, place = make_secret(), (self.id, made.token, made.row, made.version)
        sealed = seal(AESGCM(secret), pad(draft.content), bind("identity", *place))
        wrapped = seal(self._keys.wrapping, secret, bind("key", *place))
        stored = StoredVersion(made.token, made.row, made.version, wrapped, sealed)
        return NewVersion(stored, draft.digest, tag_entry(self._keys.index, draft.entry))

    def _decrypt(self, stored: StoredVersion) -> PersonEntry:
        entry = self._unseal(stored)
        if entry is None:
            raise VaultError(
                f"{self.file.path}: {stored.token} does not open: it was changed, moved or damaged; bring back a copy"
            )
        return entry

    def _unseal(self, stored: StoredVersion) -> PersonEntry | None:
        place = (self.id, stored.token, stored.row, stored.version)
        secret = unseal(self._keys.wrapping, stored.wrapped, bind("key", *place))
        padded = None if secret is None else unseal(AESGCM(secret), stored.sealed, bind("identity", *place))
        return None if padded is None else decode_entry(padded)
