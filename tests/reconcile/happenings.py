"""Stored claims from sentences in which trigger, people, number and day are marked (cases/reconcile/events.yml)."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from habeas.model import Attribution, Claim, Mention, Place, Quantity, Resolution, Span, StoredClaim, When
from habeas.model.claim import claim_id

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases/reconcile/events.yml").read_text("utf-8"))
_MARKS = {"trigger": "[]", "whom": "{}", "number": "<>", "day": "()"}
_DIGITS = re.compile(r"\d[\d,]*")


def make_told(row: Mapping[str, Any], number: int = 0) -> StoredClaim:
    """A stored claim from a row of the table."""
    report = f"report-{row.get('report', number)}"
    marked = str(row["text"])
    text = re.sub(r"[\[\]{}<>()]", "", marked)
    mentions = {name: _mention(marked, marks, report) for name, marks in _MARKS.items()}
    trigger = mentions["trigger"]
    assert trigger is not None, marked
    claim = Claim(
        id=claim_id(report, row.get("type", "attended"), (trigger, mentions["number"]), f"test@{number}"),
        report=report,
        type=row.get("type", "attended"),
        trigger=trigger,
        quantity=_quantity(mentions["number"]),
        whom=mentions["whom"],
        by=None,
        place=tuple(_resolution(name, text, report) for name in row["place"]),
        when=_when(row, mentions["day"]),
        attribution=Attribution(),
        modality=row.get("modality", "asserted"),
        scope=row.get("scope", "new"),
        context=row.get("context", "protest"),
        score=0.9,
        method="test@1",
    )
    published = row.get("published", "2022-02-27T20:00")
    published = published.isoformat() if hasattr(published, "isoformat") else published
    return StoredClaim(claim, "Demo Wire", published, "2022-03-01T00:00:00Z", None, None, None, text)


def _mention(marked: str, marks: str, report: str) -> Mention | None:
    found = re.search(rf"{re.escape(marks[0])}(.*?){re.escape(marks[1])}", marked)
    if found is None:
        return None
    start = len(re.sub(r"[\[\]{}<>()]", "", marked[: found.start()]))
    return Mention(found[1], Span(report, start, start + len(found[1])))


def _quantity(words: Mention | None) -> Quantity | None:
    digits = _DIGITS.search(words.text) if words else None
    if words is None or digits is None:
        return None
    count = int(digits[0].replace(",", ""))
    return Quantity(count, count, "exact", words, "guidelines-1")


def _resolution(name: str, text: str, report: str) -> Resolution:
    start = max(0, text.find(name))
    words = Mention(name, Span(report, start, start + len(name)))
    known = TABLE["places"].get(name)
    place = (
        Place(f"test:{name}", name, known["kind"], None, None, None, None, tuple(f"test:{one}" for one in known["in"]))
        if known
        else None
    )
    return Resolution(words, place, "known" if place else "no such name", 1.0)


def _when(row: Mapping[str, Any], words: Mention | None) -> When | None:
    first, last = row.get("days", (row.get("day", date(2022, 2, 27)),) * 2)
    return None if first is None else When(first, last, "day", words, None)
