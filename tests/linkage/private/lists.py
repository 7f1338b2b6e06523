"""Lists of plainly invented people, as two groups may have them, and keys to encode them with."""

from habeas.linkage.private.encode import EncodedList, Keys, encode_records
from habeas.linkage.private.recipe import HARDENED
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord
from habeas.model.person import Identity

SHARED = Secret(b"s" * 32)
LEFT, RIGHT = Keys(SHARED, b"l" * 32), Keys(SHARED, b"r" * 32)


def person(
    id_: str,
    name: str,
    *,
    birth: str | None = None,
    age: int | None = None,
    day: str | None = None,
    place: str | None = None,
) -> LinkRecord:
    """A record of a list with a name as written."""
    return LinkRecord(id_, "list", Identity(name=name, birth=birth, age=age), place, day=day)


def encode(records: list[LinkRecord], keys: Keys = LEFT) -> EncodedList:
    """The encodings of records that all have enough to be encoded."""
    encoded, left_out = encode_records(records, keys, HARDENED)
    assert left_out == ()
    return encoded


def match_names(one: LinkRecord, other: LinkRecord) -> bool:
    """Whether two groups, each with one record, find that it is the same person."""
    from habeas.linkage.private.match import match_lists

    return match_lists(encode([one]), encode([other], RIGHT)).both == 1
