"""Records → encodings: bits that another group can compare and, without the secret, not read.

Methods: composite Bloom filters under keyed hashes (Schnell, Bachteler and Reiher 2011), salted by a stable field
(Niedermeyer et al. 2014), folded by XOR (Schnell and Borgs 2016), with noise (BLIP: Alaggan et al. 2012).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import shake_256

from habeas.linkage.private.fields import SLOTS, Fields, read_fields
from habeas.linkage.private.recipe import PARTS, Part, Recipe
from habeas.linkage.private.secret import Secret, check_value, keyed
from habeas.model.linking import LinkRecord

Tokens = dict[str, tuple[str, ...]]
FieldKeys = dict[tuple[str, str], bytes]  # by part and field
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
    for number, (salt, tokens) in enumerate(_list_slots(fields, noise, recipe)):
        plain = make_filter(tokens, derive_keys(keys.shared, salt), recipe.folds)
        filters.append(flip_bits(plain, noise + bytes([number]), recipe.flip))
    return Encoding(make_token(record, keys), tuple(filters))


def _list_slots(fields: Fields, noise: bytes, recipe: Recipe) -> list[tuple[str, Tokens]]:
    """One salt a filter, with the tokens under it: what is in the salt already is not among them.

    Where a record has fewer salts, its own secret salts the others: they meet no filter of anybody.
    """
    if not recipe.salted:
        return [("", fields.tokens)]
    return [
        (salt, fields.tokens | {field: ()})
        for field, count in SLOTS.items()
        for salt in _fill(fields.salts[field], count, field, noise)
    ]


def _fill(salts: Sequence[str], count: int, field: str, noise: bytes) -> list[str]:
    missing = range(len(salts), count)
    return [f"{field} {salt}" for salt in salts] + [keyed(noise, f"{field} {number}").hex() for number in missing]


@lru_cache(maxsize=_KEPT_KEYS)
def derive_keys(secret: Secret, salt: str) -> FieldKeys:
    """The key of each field in each part under a salt (HKDF, RFC 5869).

    Given and family names share theirs: a given name that is misspelt, and so not known as one, is still alike.
    """
    from habeas.linkage.private.libraries import load_clkhash

    places = [(part.name, field) for part in PARTS for field in part.weights]
    derive = load_clkhash().key_derivation.generate_key_lists
    derived = derive(secret.key, len(places), num_hashing_methods=1, info=b"habeas filter " + salt.encode())
    keys = {place: key for place, (key,) in zip(places, derived, strict=True)}
    return {(part, field): keys[part, "family" if field == "given" else field] for part, field in places}


def make_filter(tokens: Tokens, keys: FieldKeys, folds: int) -> bytes:
    """The filter of the tokens of a record before noise: the parts one after another, each folded."""
    return b"".join(_make_part(part, tokens, keys, folds=folds) for part in PARTS)


def _make_part(part: Part, tokens: Tokens, keys: FieldKeys, *, folds: int) -> bytes:
    """Each field sets as many bits as it weighs, shared out among its tokens."""
    from bitarray import bitarray

    from habeas.linkage.private.libraries import load_clkhash

    bloom = load_clkhash().bloomfilter
    bits = bitarray(part.bits << folds)
    for field, weight in part.weights.items():
        words = tokens[field]
        if words:
            shares = _share_out(weight, len(words))
            bits |= bloom.blake_encode_ngrams(words, [keys[part.name, field]], shares, len(bits), "utf-8")
    folded: bytes = bloom.fold_xor(bits, folds).tobytes()
    return folded


@cache
def _share_out(weight: int, words: int) -> tuple[int, ...]:
    return tuple(weight // words + (place < weight % words) for place in range(words))


def flip_bits(plain: bytes, seed: bytes, flip: float) -> bytes:
    """The same bytes with each bit turned around with a chance of `flip`, drawn from the seed alone (SHAKE-256)."""
    import numpy as np

    if not flip:
        return plain
    drawn = np.frombuffer(shake_256(seed).digest(2 * 8 * len(plain)), dtype="<u2")
    mask = np.packbits(drawn < round(flip * 65536))
    return bytes(np.frombuffer(plain, dtype=np.uint8) ^ mask)
