"""TimeML documents, and the value that TimeML writes for a time we read.

Documents are read with expat itself, so that a declared entity can be refused: no expansion, no external file.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.parsers import expat

from habeas.exc import InputError
from habeas.read.when import WhenMatch

# TimeML's letters for seasons, by the month a season begins with.
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class TimemlTime:
    """An annotated time: its place in the text, type (DATE, DURATION …) and normalised value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimemlText:
    """The body of a TimeML document with its times and the day it was made."""

    name: str
    created: date | None
    text: str
    times: tuple[TimemlTime, ...]


class _Collector:
    """Takes the body's characters and times as expat meets them."""

    def __init__(self) -> None:
        self.text = ""
        self.times: list[TimemlTime] = []
        self.created: date | None = None
        self._inside = False
        self._open: dict[str, str] | None = None
        self._start = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "TEXT":
            self._inside = True
        elif tag == "TIMEX3":
            self._open, self._start = attributes, len(self.text)
            if attributes.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
                self.created = self.created or _parse_day(attributes.get("value", ""))

    def end(self, tag: str) -> None:
        if tag == "TEXT":
            self._inside = False
        elif tag == "TIMEX3" and self._open is not None:
            if self._inside:
                kind, value = self._open.get("type", ""), self._open.get("value", "")
                self.times.append(TimemlTime(self._start, len(self.text), kind, value))
            self._open = None

    def characters(self, words: str) -> None:
        if self._inside:
            self.text += words


def read_timeml(path: Path) -> TimemlText:
    """The document in a file; raises InputError where it is no well-formed XML or declares entities."""
    collector = _Collector()
    parser = expat.ParserCreate()
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.characters
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(path.read_bytes(), True)
    except (expat.ExpatError, OSError, ValueError) as error:
        raise InputError(str(path), f"no TimeML: {error}") from error
    return TimemlText(path.name, collector.created, collector.text, tuple(collector.times))


def _refuse_entity(name: str, *_: object) -> None:
    raise ValueError(f"entity {name!r} is declared; entities are not expanded")


def _parse_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def timeml_value(match: WhenMatch) -> str | None:
    """The value TimeML gives the words without their lead ("2013-03", "198", "PAST_REF"); None where it has none."""
    core = match.core
    if match.vague is not None:
        return _REFERENCES[match.vague]
    if core is None or match.kind == "duration":
        return None
    year, month = core.first.year, core.first.month
    week_year, week, _ = core.first.isocalendar()
    return {
        "day": core.first.isoformat(),
        "week": f"{week_year:04}-W{week:02}",
        "weekend": f"{week_year:04}-W{week:02}-WE",
        "month": f"{year:04}-{month:02}",
        "quarter": f"{year:04}-Q{(month + 2) // 3}",
        "half": f"{year:04}-H{(month + 5) // 6}",
        "season": f"{year:04}-{_SEASONS.get(month, 'WI')}",
        "year": f"{year:04}",
        "decade": f"{year // 10:03}",
        "century": f"{year // 100:02}",
    }.get(core.unit)


def normal_value(value: str) -> str:
    """A gold value without what it leaves open: "1998-XX" is 1998, "199X" is 199."""
    return value.replace("-XX", "").rstrip("X") if not value.endswith(("QX", "WXX")) else value
