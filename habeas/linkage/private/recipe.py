"""How a record becomes bits: what is encoded with which weight, and what hardens it.

Weights and folds are those of a clkhash schema (Schnell, Bachteler and Reiher 2011: cryptographic long-term keys).
"""

from dataclasses import asdict, dataclass
from functools import cache
from math import log
from typing import Any

import msgspec

# Bigrams of names; half years of birth and days of detention that are near share tokens (Vatsalan and Christen 2016).
_COMPARISONS: dict[str, dict[str, object]] = {
    "family": {"type": "ngram", "n": 2},
    "given": {"type": "ngram", "n": 2},
    "patronymic": {"type": "ngram", "n": 2},
    "born": {"type": "numeric", "thresholdDistance": 6, "resolution": 3},
    "day": {"type": "numeric", "thresholdDistance": 4, "resolution": 2},
    "place": {"type": "exact"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings that both groups must share. A weight is how many bits a field sets, however long it is.

    `bits` is the length of an encoding after `folds` foldings by XOR (Schnell and Borgs 2016). `flip` is the chance
    that a bit is turned around (BLIP: Alaggan, Gambs and Kermarrec 2012). `salted` encodings are under birth
    year, day or place of detention, each with an initial. Filters from `candidate` (Dice) on are looked at; those that
    share more than `alike` of their bits above chance speak for one person, each by what it is above. From `enough` of
    that on a pair of two lists may be one person, from `twice` on two rows of one list are.
    """

    name: str
    bits: int = 512
    folds: int = 1
    family: int = 110
    given: int = 60
    patronymic: int = 30
    born: int = 50
    day: int = 30
    place: int = 50
    flip: float = 0.03
    salted: bool = True
    candidate: float = 0.51
    alike: float = 0.3
    enough: float = 0.25
    twice: float = 1.2

    @property
    def fields(self) -> dict[str, int]:
        """The encoded fields in order, and their weights."""
        return {name: getattr(self, name) for name in _COMPARISONS}

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


HARDENED = Recipe(name="salted-3")
RECIPES: dict[str, Recipe] = {HARDENED.name: HARDENED}


@cache
def clk_schema(recipe: Recipe) -> Any:  # clkhash has no types
    """The recipe as a schema of clkhash: bigrams of names, whole words of the rest."""
    from habeas.linkage.private.libraries import load_clkhash

    features = [_describe_field(name, weight) for name, weight in recipe.fields.items()]
    config = {"l": recipe.bits, "xor_folds": recipe.folds, "kdf": {"type": "HKDF", "hash": "SHA256"}}
    whole = {"version": 3, "clkConfig": config, "features": features}
    return load_clkhash().schema.from_json_dict(whole, validate=False)


def _describe_field(name: str, weight: int) -> dict[str, object]:
    comparison = dict(_COMPARISONS[name])
    hashing = {"comparison": comparison, "strategy": {"bitsPerFeature": weight}, "hash": {"type": "blakeHash"}}
    return {"identifier": name, "format": {"type": "string", "encoding": "utf-8"}, "hashing": hashing}
