"""Encodings: the same for the same record, without the record in them, and equally many for all."""

import pytest

from habeas.linkage.private.encode import Encoding, Keys, count_filters, encode_records, flip_bits, make_token
from habeas.linkage.private.recipe import HARDENED, Recipe
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord
from tests.linkage.private.lists import LEFT, RIGHT, encode, person

FULL = person("1", "Oswin Testov", birth="1987-03-02", day="2022-02-27")


def only(record: LinkRecord, keys: Keys = LEFT, recipe: Recipe = HARDENED) -> Encoding:
    (encoding,) = encode_records([record], keys, recipe)[0].encodings
    return encoding


def differing(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def test_a_record_encoded_again_gives_the_same_bits_noise_and_all() -> None:
    assert only(FULL) == only(FULL)


def test_noise_of_two_groups_differs() -> None:
    mine, theirs = only(FULL).filters[0], only(FULL, RIGHT).filters[0]
    assert 0 < differing(mine, theirs) < 5 * HARDENED.flip * HARDENED.bits


def test_another_secret_gives_other_bits_and_another_token() -> None:
    other = only(FULL, Keys(Secret(b"t" * 32), LEFT.own))
    assert other.token != only(FULL).token
    assert differing(other.filters[0], only(FULL).filters[0]) > 150


@pytest.mark.parametrize(
    "record",
    [
        FULL,
        person("2", "Oswin Testov", birth="1987"),
        person("3", "Oswin Testov", age=35, day="2022-02"),
        person("4", "Oswin Testov", day="2022-02-27"),
    ],
    ids=["year and day", "year", "age", "day"],
)
def test_every_record_has_as_many_filters_and_as_many_bits_whatever_it_lacks(record: LinkRecord) -> None:
    encoding = only(record)
    shares = [int.from_bytes(bits, "big").bit_count() / HARDENED.bits for bits in encoding.filters]
    assert [len(bits) for bits in encoding.filters] == [HARDENED.size] * count_filters(HARDENED)
    assert max(shares) - min(shares) < 0.2


@pytest.mark.parametrize(
    "record",
    [person("a", "", birth="1987"), person("b", "Oswin Testov"), person("c", "Oswin Testov", age=30)],
    ids=["no name", "name alone", "age on no day"],
)
def test_a_record_with_too_little_is_left_out_and_named(record: LinkRecord) -> None:
    encoded, left_out = encode_records([record, FULL], LEFT, HARDENED)
    assert left_out == (record.id,)
    assert [encoding.token for encoding in encoded.encodings] == [make_token(FULL.id, LEFT)]


def test_encodings_stand_in_order_of_token_not_of_the_list() -> None:
    records = [person(f"{number}", "Oswin Testov", birth="1987") for number in range(30)]
    tokens = [encoding.token for encoding in encode(records).encodings]
    assert tokens == sorted(tokens)
    assert tokens != [make_token(record.id, LEFT) for record in records]


def test_no_name_is_in_what_travels() -> None:
    assert "oswin" not in repr(encode([FULL])).casefold()


def test_bits_are_turned_around_as_often_as_said() -> None:
    plain = bytes(125_000)
    noisy = flip_bits(plain, b"seed", 0.05)
    assert differing(plain, noisy) == pytest.approx(50_000, rel=0.05)
    assert flip_bits(plain, b"seed", 0.0) == plain


def test_epsilon_of_a_bit_follows_from_its_noise() -> None:
    assert Recipe(name="noisy", flip=0.25).epsilon == pytest.approx(1.0986, abs=1e-4)
    assert Recipe(name="plain", flip=0.0).epsilon == float("inf")
