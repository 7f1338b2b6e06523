"""How well times are read: TempEval-3 values, and the days of annotated claims."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from habeas.evaluate.timeml import TimemlText, TimemlTime, normal_value, read_timeml, timeml_value
from habeas.exc import InputError
from habeas.lang import Language, load_language
from habeas.read.when import WhenMatch, find_whens


@dataclass(frozen=True, slots=True)
class TimeCase:
    """One annotated time and what was read for it."""

    name: str
    words: str
    gold: str
    read: str | None

    @property
    def is_right(self) -> bool:
        """Whether the value is exactly the gold one."""
        return self.gold == self.read


@dataclass(frozen=True, slots=True)
class TimeScores:
    """Values on gold spans (`given`), and end to end: gold and found dates, overlapping pairs, those of equal value."""

    texts: int
    given: tuple[TimeCase, ...]
    gold: int
    found: int
    overlapping: int
    equal: int
    skipped: tuple[str, ...] = ()

    @property
    def accuracy(self) -> float:
        """Share of gold spans with the right value."""
        return _share(sum(case.is_right for case in self.given), len(self.given))

    def rows(self) -> list[tuple[str, str]]:
        """Label and figure of each line of a table."""
        right = sum(case.is_right for case in self.given)
        return [
            ("documents", str(self.texts)),
            ("skipped", str(len(self.skipped))),
            ("value accuracy, gold DATE spans", f"{self.accuracy:.3f} ({right} of {len(self.given)})"),
            ("end to end, spans: precision", f"{_share(self.overlapping, self.found):.3f}"),
            ("end to end, spans: recall", f"{_share(self.overlapping, self.gold):.3f}"),
            ("end to end, spans and values: F1", f"{_share(2 * self.equal, self.gold + self.found):.3f}"),
        ]


def evaluate_times(folder: Path) -> TimeScores:
    """Scores on the TimeML documents of a folder (`*.tml`); one that cannot be read is named and skipped."""
    language = load_language("en")
    texts: list[TimemlText] = []
    skipped: list[str] = []
    for path in sorted(folder.glob("*.tml")):
        try:
            texts.append(read_timeml(path))
        except InputError as error:
            skipped.append(str(error))
    given = [case for text in texts for case in _given_cases(text, language)]
    counts = [_end_to_end(text, language) for text in texts]
    gold, found, overlapping, equal = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
    return TimeScores(len(texts), tuple(given), gold, found, overlapping, equal, tuple(skipped))


def _given_cases(text: TimemlText, language: Language) -> Iterator[TimeCase]:
    for time in text.times:
        if time.type == "DATE":
            match = _read_span(text, time, language)
            value = timeml_value(match) if match else None
            words = " ".join(text.text[time.start : time.end].split())
            yield TimeCase(text.name, words, normal_value(time.value), value)


def _read_span(text: TimemlText, time: TimemlTime, language: Language) -> WhenMatch | None:
    """The reading of given words: with what stands before them in the text, else on their own."""
    before = find_whens(text.text[: time.end], text.created, language)
    if before and before[-1].core_end == time.end and before[-1].start <= time.start + len("the "):
        return before[-1]
    alone = find_whens(text.text[time.start : time.end], text.created, language)
    return alone[0] if alone else None


def _end_to_end(text: TimemlText, language: Language) -> tuple[int, int, int, int]:
    """Gold dates, found dates, pairs of the two that overlap (one found date a gold one), and pairs of equal value."""
    gold = [time for time in text.times if time.type == "DATE"]
    found = [match for match in find_whens(text.text, text.created, language) if timeml_value(match) is not None]
    pairs: dict[TimemlTime, WhenMatch] = {}
    for match in found:
        if (time := _overlapped(match, gold)) is not None:
            pairs.setdefault(time, match)
    equal = sum(timeml_value(match) == normal_value(time.value) for time, match in pairs.items())
    return len(gold), len(found), len(pairs), equal


def _overlapped(match: WhenMatch, times: Iterable[TimemlTime]) -> TimemlTime | None:
    return next((time for time in times if time.start < match.core_end and match.core_start < time.end), None)


def evaluate_whens(folder: Path, *, part: str = "check", corpus: str = "train") -> tuple[TimeCase, ...]:
    """Days read for the time words of annotated claims, of dated texts; `part` is build, check or all of a corpus.

    Whether a text is of the build or of the check part follows from its id. "Third night" counts as the day of
    publication, as the guidelines have it.
    """
    language = load_language("en")
    texts = {record["id"]: record for record in _records(folder / f"{corpus}.texts.jsonl")}
    cases: dict[tuple[str, str], TimeCase] = {}
    for record in _records(folder / f"{corpus}.jsonl"):
        text = texts[record["id"]]
        if text.get("date") is None or part not in ("all", _part_of(record["id"])):
            continue
        for when in (claim["when"] for claim in record["claims"]):
            if when is not None and when["text"] is not None:
                case = _claim_case(text, when, language)
                cases.setdefault((case.name, case.words), case)
    return tuple(cases.values())


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _part_of(name: str) -> str:
    return "check" if zlib.crc32(name.encode()) % 2 else "build"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _claim_case(text: dict[str, Any], when: dict[str, str], language: Language) -> TimeCase:
    """What was read where the gold words stand; of several places, where they agree best with what was found."""
    words, day = when["text"], date.fromisoformat(text["date"])
    places = [found.start() for found in re.finditer(re.escape(words), text["text"])]
    matches = find_whens(text["text"], day, language)
    pairs = [(match, _agreement(match, start, start + len(words))) for match in matches for start in places]
    match, agreement = max(pairs, key=itemgetter(1), default=(None, 0.0))
    return TimeCase(text["id"], words, f"{when['start']}..{when['end']}", _days(match, day) if agreement else None)


def _agreement(match: WhenMatch, start: int, end: int) -> float:
    """Shared characters over all characters of a match and a stretch."""
    shared = min(match.end, end) - max(match.start, start)
    return max(shared, 0) / (max(match.end, end) - min(match.start, start))


def _days(match: WhenMatch | None, day: date) -> str | None:
    if match is None:
        return None
    if match.kind == "series":
        return f"{day}..{day}"
    return f"{match.first}..{match.last}"
