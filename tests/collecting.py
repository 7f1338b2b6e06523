"""A reader small enough to check by eye, and reports for it, so that collecting is tested without grammar."""

import json
import os
import re
import signal
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.model import (
    Attribution,
    Claim,
    Mention,
    Place,
    Quantity,
    Reading,
    Report,
    Resolution,
    Span,
    Statement,
    When,
)
from habeas.model.claim import claim_id
from habeas.model.statement import statement_id

_COUNT = re.compile(r"(?P<number>\d+) (?P<trigger>detained) in (?P<place>\w+)")
_QUOTE = re.compile(r"“(?P<said>[^”]+)”")
KAZAN = Place("geonames:551487", "Kazan", "city", "RU", 55.79, 49.12, None, ("iso:RU-TA", "geonames:2017370"))


@dataclass(frozen=True)
class CountingReader:
    """Finds "12 detained in Kazan" and “quotations”; some texts make it fail or die, as a faulty reader would."""

    method: str = "counting@1"
    seconds: float = 0.0

    def read(self, report: Report) -> Reading:
        time.sleep(self.seconds)
        if "make the reader fail" in report.text:
            raise ValueError("the reader failed as told")
        if "make the reader die" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "make the reader deaf" in report.text:  # as code outside Python is
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        if "make the reader hang" in report.text:
            time.sleep(60)
        claims = tuple(self._claim(report, found) for found in _COUNT.finditer(report.text))
        statements = tuple(self._statement(report, found) for found in _QUOTE.finditer(report.text))
        return Reading(report, self.method, claims, statements)

    def _claim(self, report: Report, found: re.Match[str]) -> Claim:
        number, trigger, place = (_mention(report, found, name) for name in ("number", "trigger", "place"))
        day = date.fromisoformat(report.published_at or "2022-02-27")
        return Claim(
            id=claim_id(report.id, "detained", (trigger, number, place), self.method),
            report=report.id,
            type="detained",
            trigger=trigger,
            quantity=Quantity(int(number.text), int(number.text), "exact", number, "guidelines-1"),
            whom=None,
            by=None,
            place=(Resolution(place, KAZAN if place.text == "Kazan" else None, "by name", 1.0),),
            when=When(day, day, "day", None, day),
            attribution=Attribution(),
            modality="asserted",
            scope="new",
            context="protest",
            score=0.75,
            method=self.method,
        )

    def _statement(self, report: Report, found: re.Match[str]) -> Statement:
        said = (_mention(report, found, "said"),)
        key = statement_id(report.id, said, self.method)
        return Statement(key, report.id, "OVD-Info", None, None, said, True, None, None, self.method)


def open_counting_reader() -> CountingReader:
    return CountingReader()


def open_newer_reader() -> CountingReader:
    return CountingReader("counting@2")


def open_slow_reader() -> CountingReader:
    return CountingReader(seconds=0.001)


def open_slow_newer_reader() -> CountingReader:
    return CountingReader("counting@2", seconds=0.001)


@dataclass(frozen=True)
class FailingReader(CountingReader):
    """Fails at the report that the counting reader has read: number 3 of `make_texts`."""

    method: str = "failing@1"

    def read(self, report: Report) -> Reading:
        if report.text.startswith("Report 3:"):
            raise ValueError("the reader failed as told")
        return CountingReader.read(self, report)


def open_failing_reader() -> CountingReader:
    return FailingReader()


def write_reports(path: Path, texts: list[str], day: str = "2022-02-27") -> str:
    """A file of JSON lines, one report a text."""
    lines = [json.dumps({"date": day, "text": text}) for text in texts]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def make_texts(count: int) -> list[str]:
    return [f"Report {i}: {i} detained in Kazan. “We saw {i} vans,” they said." for i in range(count)]


def _mention(report: Report, found: re.Match[str], name: str) -> Mention:
    return Mention(found[name], Span(report.id, found.start(name), found.end(name)))
