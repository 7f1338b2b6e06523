"""Private linkage over a store: its shared records into a file of encodings, and tokens back into its own records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.exc import QuestionError
from habeas.linkage.private.encode import Keys, encode_records, make_token
from habeas.linkage.private.file import read_encodings, write_encodings
from habeas.linkage.private.match import Overlap, match_lists
from habeas.linkage.private.overlap import read_overlap, write_overlap
from habeas.linkage.private.recipe import HARDENED
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord
from habeas.model.person import PersonRecord
from habeas.pipeline.identities import open_records
from habeas.settings import read_settings
from habeas.store import Store, open_store
from habeas.vault import Access, open_vault

_PURPOSE = "private linkage"


@dataclass(frozen=True, slots=True)
class Encoded:
    """How many records were encoded, and how many were left out for which reason."""

    records: int
    refused: int
    closed: int
    shredded: int
    too_little: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """A record of one's own that the other group has too, with both tokens under which to speak of it."""

    record: str
    token: str
    other: str


def encode_store(
    out: Path, secret: Secret, access: Access, *, lists: tuple[str, ...] = (), store_folder: Path | None = None
) -> Encoded:
    """What was encoded of a store into a new file: shared records whose people did not refuse, of all lists or some.

    Raises QuestionError for a list that the store lacks or where nobody is left, VaultError where no vault opens.
    """
    folder = store_folder or read_settings().store
    with open_store(folder, must_exist=True) as store, open_vault(folder, access) as vault:
        wanted = _choose_lists(store, lists)
        agreed = [record for record in wanted if record.consent != "refused"]
        shared = [record for record in agreed if record.visibility == "shared"]
        opened = list(_name_by_row(open_records(store, vault, shared), {record.id: record.row for record in shared}))
        keys = Keys(secret, vault.derive_key(_PURPOSE))
        encoded, too_little = encode_records(opened, keys, HARDENED)
    made = Encoded(
        records=len(encoded.encodings),
        refused=len(wanted) - len(agreed),
        closed=len(agreed) - len(shared),
        shredded=len(shared) - len(opened),
        too_little=len(too_little),
    )
    if not made.records:
        raise QuestionError(_refuse_nobody(made))
    write_encodings(out, encoded)
    return made


def match_files(left: Path, right: Path, out: Path | None = None) -> Overlap:
    """The overlap of two files of encodings, written to a new file where one is named; it needs no store and no key."""
    overlap = match_lists(read_encodings(left), read_encodings(right))
    if out is not None:
        write_overlap(out, overlap)
    return overlap


def recognise_tokens(
    file: Path, secret: Secret, access: Access, *, store_folder: Path | None = None
) -> tuple[Recognised, ...]:
    """Which own records the pairs of an overlap stand for, in order of record id; one line for each pair.

    Raises QuestionError where no token is of this store under this secret, though the overlap has pairs.
    """
    overlap = read_overlap(file)
    folder = store_folder or read_settings().store
    with open_store(folder, must_exist=True) as store, open_vault(folder, access) as vault:
        keys = Keys(secret, vault.derive_key(_PURPOSE))
        own = {make_token(record.row, keys): record.id for record in store.persons()}
    both_ways = {*overlap.pairs, *((right, left) for left, right in overlap.pairs)}
    known = [Recognised(own[token], token, other) for token, other in both_ways if token in own]
    if overlap.pairs and not known:
        raise QuestionError(f"{file}: no token is of this store under this secret; expected one of the two groups")
    return tuple(sorted(known, key=lambda one: (one.record, one.other)))


def _refuse_nobody(made: Encoded) -> str:
    return (
        f"there is nobody to encode: {made.closed:,} not shared, {made.refused:,} of people who refused, "
        f"{made.shredded:,} shredded, {made.too_little:,} with too little to be compared by; nothing is written. "
        "Expected records of visibility shared: set `visibility` in the mapping of the list, for all rows or by a "
        "column, and import the list again"
    )


def _choose_lists(store: Store, lists: tuple[str, ...]) -> list[PersonRecord]:
    records = list(store.persons())
    known = {record.list for record in records}
    for name in lists:
        if name not in known:
            raise QuestionError(
                f"--list {name!r} is not in the store; its lists are {', '.join(sorted(known)) or 'none'}"
            )
    return [record for record in records if not lists or record.list in lists]


def _name_by_row(records: Iterable[LinkRecord], rows: dict[str, str]) -> Iterator[LinkRecord]:
    """The records under their rows, which later versions keep: a token stays when a row is corrected."""
    return (replace(record, id=rows[record.id]) for record in records)
