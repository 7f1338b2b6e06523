"""How a record becomes bits: what is encoded with which weight, and what hardens it.

Weights and folds are those of a clkhash schema (Schnell, Bachteler and Reiher 2011: cryptographic long-term keys).
"""

from dataclasses import asdict, dataclass
from functools import cache
from math import log
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings that both groups must share. A weight is how many bits a field sets, however long it is.

    `bits` is the length of an encoding after `folds` foldings by XOR (Schnell and Borgs 2016). `flip` is the chance
    that a bit is turned around (BLIP: Alaggan, Gambs and Kermarrec 2012). `salted` encodings depend on the birth year,
    or on the day of detention and initials. Pairs at or above `alike_year` or `alike_day` (Dice) may be one person.
    """

    name: str
    bits: int = 1024
    folds: int = 1
    names: int = 240
    patronymic: int = 20
    day: int = 30
    place: int = 30
    flip: float = 0.02
    salted: bool = True
    alike_year: float = 0.75
    alike_day: float = 0.8

    @property
    def fields(self) -> dict[str, int]:
        """The encoded fields in order, and their weights."""
        return {"names": self.names, "patronymic": self.patronymic, "day": self.day, "place": self.place}

    @property
    def size(self) -> int:
        """The bytes of one encoding."""
        return self.bits // 8

    @property
    def epsilon(self) -> float:
        """What one bit gives away of itself at most: the natural logarithm of the odds of randomised response."""
        return log((1 - self.flip) / self.flip) if self.flip else float("inf")

    def describe(self) -> bytes:
        """The settings as bytes: two recipes are one where these are equal."""
        return msgspec.json.encode(asdict(self), order="sorted")


HARDENED = Recipe(name="salted-1")
RECIPES: dict[str, Recipe] = {HARDENED.name: HARDENED}


@cache
def clk_schema(recipe: Recipe) -> Any:  # clkhash has no types
    """The recipe as a schema of clkhash: bigrams of names, whole words of the rest."""
    from habeas.linkage.private.libraries import load_clkhash

    kinds = {"names": {"type": "ngram", "n": 2}, "patronymic": {"type": "ngram", "n": 2}}
    features = [
        _describe_field(name, weight, kinds.get(name, {"type": "exact"})) for name, weight in recipe.fields.items()
    ]
    config = {"l": recipe.bits, "xor_folds": recipe.folds, "kdf": {"type": "HKDF", "hash": "SHA256"}}
    whole = {"version": 3, "clkConfig": config, "features": features}
    return load_clkhash().schema.from_json_dict(whole, validate=False)


def _describe_field(name: str, weight: int, comparison: dict[str, object]) -> dict[str, object]:
    hashing = {"comparison": comparison, "strategy": {"bitsPerFeature": weight}, "hash": {"type": "blakeHash"}}
    return {"identifier": name, "format": {"type": "string", "encoding": "utf-8"}, "hashing": hashing}
