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
