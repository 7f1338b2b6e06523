"""Records → encodings: bits that another group can compare and, without the secret, not read.

Methods: composite Bloom filters under keyed hashes (Schnell, Bachteler and Reiher 2011), salted by a stable field
(Niedermeyer et al. 2014), folded by XOR (Schnell and Borgs 2016), with noise (BLIP: Alaggan et al. 2012).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256
from typing import Any

from habeas.linkage.private.fields import SLOTS, Fields, read_fields
from habeas.linkage.private.recipe import Recipe, clk_schema
from habeas.linkage.private.secret import Secret, check_value, keyed
from habeas.model.linking import LinkRecord

_KEPT_KEYS = 4096


@dataclass(frozen=True, slots=True)
class Encoding:
    """One record as others get it: a token of 32 hexadecimal digits, and its filters, as many as all others have.

    Of a salted recipe they stand in the order of `SLOTS`: under birth years, days of detention, places.
    """

    token: str
    filters: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EncodedList:
    """What travels: encodings in order of token under a recipe, and the check that tells two secrets apart."""

    recipe: str
    check: str
    encodings: tuple[Encoding, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The secret that both groups hold, and 32 bytes of this group alone, for its tokens and its noise."""

    shared: Secret
    own: bytes


def encode_records(records: Iterable[LinkRecord], keys: Keys, recipe: Recipe) -> tuple[EncodedList, tuple[str, ...]]:
    """The encodings of records, and the ids of those with too little to be encoded: no name, or nothing to salt by.

    Noise follows from the group's own key and the id of the record: encoded again, a record gives the same bits, so
    that many encodings tell no more than one.
    """
    encoded, left = [], []
    for record in records:
        fields = read_fields(record)
        if fields is None:
            left.append(record.id)
            continue
        encoded.append(_encode_record(record.id, fields, keys, recipe))
    encoded.sort(key=lambda encoding: encoding.token)
    check = check_value(keys.shared, recipe.describe())
    return EncodedList(recipe.name, check, tuple(encoded)), tuple(left)


def make_token(record: str, keys: Keys) -> str:
    """The token of a record under this secret: without the group's own key nobody gets from it to the record."""
    return keyed(keys.own, "token", keys.shared.key, record.encode())[:16].hex()


def count_filters(recipe: Recipe) -> int:
    """How many filters each record has under a recipe."""
    return sum(SLOTS.values()) if recipe.salted else 1


def _encode_record(record: str, fields: Fields, keys: Keys, recipe: Recipe) -> Encoding:
    noise = keyed(keys.own, "noise", keys.shared.key, record.encode())
    filters = []
    for number, (salt, texts) in enumerate(_list_slots(fields, noise, recipe)):
        plain = make_filter(texts, derive_keys(keys.shared, salt, recipe), recipe)
        filters.append(flip_bits(plain, noise + bytes([number]), recipe.flip))
    return Encoding(make_token(record, keys), tuple(filters))


def _list_slots(fields: Fields, noise: bytes, recipe: Recipe) -> list[tuple[str, dict[str, str]]]:
    """One salt a filter, with the texts under it: what is in the salt already stays out of the text.

    Where a record has fewer salts, its own secret salts the others: they meet no filter of anybody.
    """
    if not recipe.salted:
        return [("", fields.texts)]
    return [
        (salt, fields.texts | {field: ""})
        for field, count in SLOTS.items()
        for salt in _fill(fields.salts[field], count, field, noise)
    ]


def _fill(salts: Sequence[str], count: int, field: str, noise: bytes) -> list[str]:
    missing = range(len(salts), count)
    return [f"{field} {salt}" for salt in salts] + [keyed(noise, f"{field} {number}").hex() for number in missing]


@lru_cache(maxsize=_KEPT_KEYS)
def derive_keys(secret: Secret, salt: str, recipe: Recipe) -> Any:
    """The keys of the hash functions of each field under a salt (HKDF, RFC 5869).

    Given and family names share theirs: a given name that is misspelt, and so not known as one, is still alike.
    """
    from habeas.linkage.private.libraries import load_clkhash

    derive = load_clkhash().key_derivation.generate_key_lists
    keys = derive(secret.key, len(recipe.fields), info=b"habeas filter " + salt.encode())
    by_field = dict(zip(recipe.fields, keys, strict=True))
    return tuple((by_field | {"given": by_field["family"]}).values())


def make_filter(texts: dict[str, str], keys: Any, recipe: Recipe) -> bytes:
    """The filter of the texts of a record before noise, of `recipe.size` bytes."""
    from habeas.linkage.private.libraries import load_clkhash

    schema = clk_schema(recipe)
    comparators = [field.hashing_properties.comparator for field in schema.fields]
    bits, _, _ = load_clkhash().bloomfilter.crypto_bloom_filter(
        [texts[name] for name in recipe.fields], comparators, schema, keys
    )
    plain: bytes = bits.tobytes()
    return plain


def flip_bits(plain: bytes, seed: bytes, flip: float) -> bytes:
    """The same bytes with each bit turned around with a chance of `flip`, drawn from the seed alone (SHAKE-256)."""
    import numpy as np

    if not flip:
        return plain
    drawn = np.frombuffer(shake_256(seed).digest(2 * 8 * len(plain)), dtype="<u2")
    mask = np.packbits(drawn < round(flip * 65536))
    return bytes(np.frombuffer(plain, dtype=np.uint8) ^ mask)
