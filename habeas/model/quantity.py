"""How many, as precisely as the words say."""

from dataclasses import dataclass
from typing import Literal, get_args

from habeas.model.span import Mention

Relation = Literal["exact", "at_least", "more_than", "at_most", "fewer_than", "about", "nearly", "between", "vague"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds on a count of people; `words` is None where no word says the number ("the union's leader is detained").

    `convention` names the table that turned vague or hedged words into bounds.
    """

    low: int | None
    high: int | None
    relation: Relation
    words: Mention | None
    convention: str

    def __post_init__(self) -> None:
        assert self.low is not None or self.high is not None, "a quantity bounds something"
        assert self.low is None or self.high is None or self.low <= self.high, f"{self.low} > {self.high}"


def write_bounds(low: int | None, high: int | None) -> str:
    """Bounds in figures: "1,269 or more", "810 to 990", "at most 110", "12"; without any, "no number"."""
    if low is None:
        return "no number" if high is None else f"at most {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
