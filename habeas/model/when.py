"""When something happened, as precisely as it is known."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from habeas.model.span import Mention

Precision = Literal["day", "days", "week", "month", "season", "year", "years"]


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, both included; `words` is None where the report says no time.

    `resolved_against` is the publication date that relative words ("on Sunday") were read against.
    """

    start: date
    end: date
    precision: Precision
    words: Mention | None
    resolved_against: date | None

    def __post_init__(self) -> None:
        assert self.start <= self.end, f"{self.start} > {self.end}"
