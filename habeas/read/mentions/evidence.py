"""A second opinion on what the tables weigh: a trained model that reads along changes the sums before a decision."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.people import People
from habeas.read.mentions.spot import Spot, Time

Stretch = tuple[int, int]


class Evidence(Protocol):
    """What a model says of candidates. Sums are log odds by the tables; what is given back is decided on."""

    @property
    def least(self) -> float:
        """A candidate less likely than this is no claim."""

    def claim(self, candidate: Candidate, total: float) -> float:
        """The log odds that a candidate is a claim."""

    def people(self, candidate: Candidate) -> tuple[People, ...]:
        """The people whom a claim concerns."""

    def agent(self, candidate: Candidate, tables: Stretch | None) -> Stretch | None:
        """Who did it, as characters; None where the text does not say."""

    def places(self, candidate: Candidate, spots: Sequence[Spot], totals: Sequence[float]) -> Sequence[float]:
        """The sums for no place and for each of some places."""

    def times(self, candidate: Candidate, times: Sequence[Time], totals: Sequence[float]) -> Sequence[float]:
        """The sums for no time and for each of some times."""

    def speaker(self, candidate: Candidate, match: AttributionMatch, total: float) -> float:
        """The log odds that the speaker of an attribution asserts the claim."""

    def outcomes(self, candidate: Candidate, decision: str, chances: Mapping[str, float]) -> Mapping[str, float]:
        """The chances of each outcome of a decision."""


class TablesAlone:
    """No second opinion: every sum stays as the tables make it."""

    least = 0.42  # set on the check half

    def claim(self, candidate: Candidate, total: float) -> float:
        """The sum as it is."""
        return total

    def people(self, candidate: Candidate) -> tuple[People, ...]:
        """The people as the tables find them."""
        return candidate.people

    def agent(self, candidate: Candidate, tables: Stretch | None) -> Stretch | None:
        """Who did it as the tables find it."""
        return tables

    def places(self, candidate: Candidate, spots: Sequence[Spot], totals: Sequence[float]) -> Sequence[float]:
        """The sums as they are."""
        return totals

    def times(self, candidate: Candidate, times: Sequence[Time], totals: Sequence[float]) -> Sequence[float]:
        """The sums as they are."""
        return totals

    def speaker(self, candidate: Candidate, match: AttributionMatch, total: float) -> float:
        """The sum as it is."""
        return total

    def outcomes(self, candidate: Candidate, decision: str, chances: Mapping[str, float]) -> Mapping[str, float]:
        """The chances as they are."""
        return chances


TABLES_ALONE = TablesAlone()
