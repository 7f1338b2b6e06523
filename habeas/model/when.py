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


def write_days(first: date, last: date) -> str:
    """Days in figures: "2022-02-27", "2022-02-24 to 2022-02-27"."""
    return f"{first}" if first == last else f"{first} to {last}"


def write_on_days(first: date, last: date) -> str:
    """Days in figures as part of a sentence: "on 2022-02-27", "2022-02-24 to 2022-02-27"."""
    return f"on {first}" if first == last else write_days(first, last)
