"""A reader that recites: the claims it finds in a text are those it was told, so that scores follow from the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from habeas.model import Attribution, Claim, Mention, Quantity, Reading, Report, Resolution, Span, Statement, When

CLAIM: dict[str, Any] = {
    "type": "detained",
    "trigger": "arrested",
    "quantity": {"text": "12", "low": 12, "high": 12, "relation": "exact"},
    "whom": None,
    "by": None,
    "place": ["Minsk"],
    "when": {"text": None, "start": "2021-03-10", "end": "2021-03-10"},
    "speaker": None,
    "via": None,
    "modality": "asserted",
    "scope": "new",
    "context": "protest",
}
TEXT = "Police arrested 12 people in Minsk."


@dataclass(frozen=True)
class Recital:
    """Claims by text id, as records of the annotation guidelines with a `score`; statements for every text."""

    claims: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    method: str = "recital@1"

    def read(self, report: Report) -> Reading:
        told = self.claims.get(report.external_id or "", ())
        claims = tuple(self._claim(report, record, number) for number, record in enumerate(told))
        return Reading(report, self.method, claims, tuple(replace(one, report=report.id) for one in self.statements))

    def _claim(self, report: Report, record: Mapping[str, Any], number: int) -> Claim:
        quantity, when = record["quantity"], record["when"]
        return Claim(
            id=f"{report.id}-{number}",
            report=report.id,
            type=record["type"],
            trigger=mention(report, record["trigger"]),
            quantity=quantity and Quantity(quantity["low"], quantity["high"], "exact", None, "guidelines-1"),
            whom=None,
            by=None,
            place=tuple(Resolution(mention(report, name), None, "recited", 0.0) for name in record["place"]),
            when=when and When(date.fromisoformat(when["start"]), date.fromisoformat(when["end"]), "day", None, None),
            attribution=Attribution(mention(report, record["speaker"]) if record["speaker"] else None),
            modality=record["modality"],
            scope=record["scope"],
            context=record["context"],
            score=record.get("score", 0.9),
            method=self.method,
        )


def mention(report: Report, words: str) -> Mention:
    """The words where they first stand in the report."""
    start = report.text.index(words)
    return Mention(words, Span(report.id, start, start + len(words)))
