"""How a record becomes bits: what is encoded with which weight, and what hardens it.

Weights and folds are those of clkhash (Schnell, Bachteler and Reiher 2011: cryptographic long-term keys).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import log
from typing import NamedTuple

import msgspec


class Part(NamedTuple):
    """A stretch of every filter and the fields in it; a weight is how many bits a field sets, however long it is."""

    name: str
    bits: int
    weights: Mapping[str, int]


# Parts of their own let it be seen what two records share: a name, or but a family name, a day and a place.
PARTS = (
    Part("name", 128, {"family": 50, "given": 30}),
    Part("family", 128, {"family": 70}),
    Part("patronymic", 64, {"patronymic": 36}),
    Part("detail", 64, {"birthday": 20, "facility": 16}),
    Part("born", 64, {"born": 36}),
    Part("held", 64, {"day": 20, "place": 26}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings that both groups must share.

    An encoding is what is left after `folds` foldings by XOR (Schnell and Borgs 2016). `flip` is the chance
    that a bit is turned around (BLIP: Alaggan, Gambs and Kermarrec 2012). `salted` encodings are under birth
    year, day or place of detention, each with an initial. Filters from `candidate` (Dice) on are looked at, and count
    that share more than `alike` of their bits above chance. A pair of two lists whose probability is `enough` is one
    person, and so are two rows of one list of `twice` points (see `points.yml`).
    """

    name: str
    folds: int = 1
    flip: float = 0.03
    salted: bool = True
    candidate: float = 0.5
    alike: float = 0.3
    enough: float = 0.18
    twice: float = 5.0

    @property
    def bits(self) -> int:
        """The bits of one encoding."""
        return sum(part.bits for part in PARTS)

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
        return msgspec.json.encode([asdict(self), PARTS], order="sorted")


HARDENED = Recipe(name="salted-4")
RECIPES: dict[str, Recipe] = {HARDENED.name: HARDENED}
