"""How many, as bounds over tokens: what the readers of numerals, vague words, ranges and hedges pass on."""

from dataclasses import dataclass

from habeas.lang.quantity import QuantityTables
from habeas.model import Relation
from habeas.ontology import Convention
from habeas.read.quantity.numeral import Numeral
from habeas.read.quantity.token import Tokens


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds in tokens `start` to `end`.

    `single` marks words that only perhaps count persons ("a", "another", "both"); `share` is the part of something
    not numbered here ("half of them"): such an amount, like digits that are no number, has no bounds.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    relation: Relation
    numeral: Numeral | None = None
    single: bool = False
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What amounts are read from: the tokens, the language's tables and the convention."""

    tokens: Tokens
    tables: QuantityTables
    convention: Convention
