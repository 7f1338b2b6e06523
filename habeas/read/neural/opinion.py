"""What the model says of the candidates of a passage, as sums for the decisions that the tables prepare."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line
from habeas.read.mentions.people import People
from habeas.read.mentions.spot import Spot, Time
from habeas.read.neural.blend import Blend
from habeas.read.neural.people import choose_people
from habeas.read.neural.scores import Anchor, PassageScores, Stretch, outcome_chances

_ATTRIBUTE = {"undated": "day"}
_OUTCOME = {"null": "none"}
_TINY = 1e-4
_SHORT = 6  # sentences: a text with more is an article


@dataclass(frozen=True, slots=True)
class ModelEvidence:
    """The model's say in every decision about the candidates of some sentences."""

    lines: Sequence[Line]
    scores: PassageScores
    blend: Blend

    @property
    def least(self) -> float:
        """A candidate less likely than this is no claim."""
        of_articles = self.blend.least_of_articles
        return self.blend.least if of_articles is None or len(self.lines) <= _SHORT else of_articles

    def claim(self, candidate: Candidate, total: float) -> float:
        """The log odds that a candidate is a claim."""
        model = self.claim_odds(candidate)
        if not candidate.trigger.lemma:
            return self.blend.sum("claim by model", model=model)
        return self.blend.sum("claim", tables=total, model=model)

    def people(self, candidate: Candidate) -> tuple[People, ...]:
        """The people whom a claim concerns, in the model's words and with its number where the tables find none."""
        anchor = self._anchor(candidate)
        if anchor is None or len(candidate.people) != 1:
            return candidate.people
        line, margin = self.lines[candidate.line], self.blend.numbers["people"]["margin"]
        return (choose_people(candidate.people[0], line, anchor, scores=self.scores, margin=margin),)

    def agent(self, candidate: Candidate, tables: Stretch | None) -> Stretch | None:
        """Who did it: in the model's words where it finds some, else in the tables'."""
        anchor = self._anchor(candidate)
        if anchor is None or candidate.trigger.type == "attended":
            return tables
        found = self.scores.spans_of(anchor, "by")
        return found[0] if found else tables

    def places(self, candidate: Candidate, spots: Sequence[Spot], totals: Sequence[float]) -> Sequence[float]:
        """The sums for no place and for each of some places."""
        return self._choice("place", candidate, self.place_odds(candidate, spots), totals=totals)

    def times(self, candidate: Candidate, times: Sequence[Time], totals: Sequence[float]) -> Sequence[float]:
        """The sums for no time and for each of some times."""
        return self._choice("when", candidate, self.time_odds(candidate, times), totals=totals)

    def speaker(self, candidate: Candidate, match: AttributionMatch, total: float) -> float:
        """The log odds that the speaker of an attribution asserts the claim."""
        odds = self.speaker_odds(candidate, match)
        return total if odds is None else self.blend.sum("speaker", tables=total, model=odds)

    def outcomes(self, candidate: Candidate, decision: str, chances: Mapping[str, float]) -> Mapping[str, float]:
        """The chances of each outcome of a decision."""
        model = self.outcome_odds(candidate, decision, list(chances))
        if model is None:
            return chances
        return {
            outcome: self.blend.sum(decision, tables=_log(chance), model=odds)
            for (outcome, chance), odds in zip(chances.items(), model, strict=True)
        }

    def claim_odds(self, candidate: Candidate) -> float:
        """The model's log odds that a candidate is a claim of its type."""
        return self.scores.claim_odds(self._trigger(candidate), candidate.trigger.type)

    def place_odds(self, candidate: Candidate, spots: Sequence[Spot]) -> list[float | None]:
        """The model's log odds for each of some places; None for those it did not see with the trigger."""
        return [self._best(candidate, "place", [name for names in spot.places for name in names]) for spot in spots]

    def time_odds(self, candidate: Candidate, times: Sequence[Time]) -> list[float | None]:
        """The model's log odds for each of some times; None for those it did not see with the trigger."""
        return [self._best(candidate, "when", [(time.match.start, time.match.end)]) for time in times]

    def speaker_odds(self, candidate: Candidate, match: AttributionMatch) -> float | None:
        """The model's log odds that the speaker of an attribution asserts the claim."""
        return self._best(candidate, "speaker", [span for span in (match.named, match.speaker) if span is not None])

    def outcome_odds(self, candidate: Candidate, decision: str, outcomes: Sequence[str]) -> list[float] | None:
        """The logarithm of the model's chance of each outcome."""
        anchor = self._anchor(candidate)
        if anchor is None:
            return None
        chances = outcome_chances(anchor, _ATTRIBUTE.get(decision, decision))
        return [_log(chances[_OUTCOME.get(outcome, outcome)]) for outcome in outcomes]

    def knows(self, candidate: Candidate) -> bool:
        """Whether the model takes a candidate for a possible trigger."""
        return self._anchor(candidate) is not None

    def _choice(
        self, decision: str, candidate: Candidate, odds: Sequence[float | None], *, totals: Sequence[float]
    ) -> Sequence[float]:
        if not self.knows(candidate):
            return totals
        return blend_choice(self.blend.numbers[decision], odds, totals)

    def _best(self, candidate: Candidate, role: str, spans: Sequence[Stretch]) -> float | None:
        """The highest log odds that any of some words plays a role; None where the model saw none of them."""
        anchor = self._anchor(candidate)
        found = [self.scores.role_odds(anchor, role, span) for span in spans] if anchor else []
        return max((odds for odds in found if odds is not None), default=None)

    def _anchor(self, candidate: Candidate) -> Anchor | None:
        return self.scores.anchor_in(self._trigger(candidate))

    def _trigger(self, candidate: Candidate) -> Stretch:
        tokens = self.lines[candidate.line].tokens
        return tokens.starts[candidate.trigger.first], tokens.ends[candidate.trigger.last - 1]


def blend_choice(
    weights: Mapping[str, float], odds: Sequence[float | None], totals: Sequence[float]
) -> Sequence[float]:
    """The sums of the tables for nothing and for some options, with the model's log odds for each option."""
    options = (
        weights["tables"] * total + (weights["unseen"] if model is None else weights["model"] * model)
        for model, total in zip(odds, totals[1:], strict=True)
    )
    return [weights["tables"] * totals[0] + weights["constant"], *options]


def _log(chance: float) -> float:
    return math.log(max(chance, _TINY))
