"""The neural reader: what it finds in plain texts, and that nothing depends on what is read before or beside it."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.model import Claim, Reading, Report
from habeas.model.record import claim_record
from habeas.read import open_reader
from habeas.read.neural.folder import model_folder
from habeas.read.neural.model import Model
from habeas.read.neural.window import cut_windows
from habeas.read.reader import ReportReader
from habeas.read.segment import split_segments
from habeas.read.workers import read_batches
from tests.cases import load_cases
from tests.places import GAZETTEER
from tests.read.hostile import list_faults

CASES = load_cases("neural/en.yml")
REPORTS = [Report(f"report-{number}", case["text"], "2021-03-10") for number, case in enumerate(CASES)]
RUSSIAN = "Полиция задержала 12 человек в Минске в воскресенье, сообщил правозащитный центр."

BEFORE_BORDER = (252, 253, 254, 255, 256)


@dataclass(frozen=True)
class Batch:
    reports: tuple[Report, ...]


def open_task() -> Callable[[Report], Reading]:
    """What reads in each worker process."""
    return open_reader("neural", load_language("en"), open_gazetteer(GAZETTEER)).read


def shown(claim: Claim, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a claim that a case speaks of, as it writes them."""
    record = claim_record(claim)
    quantity = record["quantity"]
    values = {**record, "number": quantity and [quantity["low"], quantity["high"]]}
    return {field: values[field] for field in fields}


def late(words: int) -> str:
    """A sentence in which so many words stand before a happening."""
    return f"{'and so ' * (words // 2)}{'and ' * (words % 2)}police detained 12 students in Minsk on Sunday."


def read(reader: ReportReader, text: str, **fields: Any) -> Reading:
    reading = reader.read(Report("report-1", text, "2021-03-10", **fields))
    assert list_faults(reading) == []
    return reading


@pytest.fixture(scope="module")
def readings(reader: ReportReader) -> list[Reading]:
    """Each report of the table, read one after another."""
    return [reader.read(report) for report in REPORTS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_has_the_claims_of_its_table(case: dict[str, Any], reader: ReportReader) -> None:
    claims = read(reader, case["text"]).claims
    for fields in case["claims"]:
        assert fields in [shown(claim, fields) for claim in claims]
    assert bool(claims) is bool(case["claims"])


def test_every_claim_names_the_method_of_the_model(reader: ReportReader, readings: list[Reading]) -> None:
    method = json.loads((model_folder("en") / "blend.json").read_text(encoding="utf-8"))["method"]
    assert {reading.method for reading in readings} == {reader.method} == {method}
    assert {claim.method for reading in readings for claim in reading.claims} == {method}


def test_scores_are_chances(readings: list[Reading]) -> None:
    assert all(0 < claim.score <= 1 for reading in readings for claim in reading.claims)


def test_reading_twice_gives_the_same(reader: ReportReader, readings: list[Reading]) -> None:
    assert [reader.read(report) for report in REPORTS] == readings


def test_reading_in_another_order_gives_the_same(reader: ReportReader, readings: list[Reading]) -> None:
    order = random.Random(7).sample(range(len(REPORTS)), len(REPORTS))
    again = {number: reader.read(REPORTS[number]) for number in order}
    assert [again[number] for number in range(len(REPORTS))] == readings


@pytest.mark.parametrize(
    ("workers", "size"),
    [(1, 7), pytest.param(2, 1, marks=pytest.mark.slow), pytest.param(2, 26, marks=pytest.mark.slow)],
)
def test_workers_and_batches_make_no_difference(workers: int, size: int, readings: list[Reading]) -> None:
    batches = [Batch(tuple(REPORTS[start : start + size])) for start in range(0, len(REPORTS), size)]
    outcomes = [outcome for _, found in read_batches(batches, open_task, workers) for outcome in found]
    assert outcomes == readings


def test_a_text_reads_the_same_whatever_stands_far_before_it(reader: ReportReader) -> None:
    alone = read(reader, CASES[0]["text"]).claims
    after = read(reader, "The choir sang in the old hall. " * 60 + "\n\n" + CASES[0]["text"]).claims
    fields = dict.fromkeys(("type", "trigger", "number", "whom", "by", "speaker"))
    assert [shown(claim, fields) for claim in alone] == [shown(claim, fields) for claim in after]


def test_a_text_in_another_language_is_not_read(reader: ReportReader) -> None:
    reading = read(reader, RUSSIAN, language="ru")
    assert (reading.claims, reading.statements, reading.unread) == ((), (), "ru")


@pytest.mark.parametrize("text", ["", " \n", "😀😀 👩‍👩‍👧", "。", "\u200b", "警方", "a"], ids=ascii)
def test_a_text_without_sentences_has_no_claims(text: str, reader: ReportReader) -> None:
    assert read(reader, text).claims == ()


def test_a_report_without_a_date_has_no_days(reader: ReportReader) -> None:
    reading = reader.read(Report("report-1", "Police detained 12 people in Minsk on Sunday.", None))
    assert [claim.when for claim in reading.claims] == [None]
    assert reading.warnings != ()


@pytest.mark.parametrize("words", [*BEFORE_BORDER, 126, 127, 128])
def test_a_trigger_at_the_border_of_a_window_is_found(words: int, reader: ReportReader) -> None:
    claims = read(reader, late(words)).claims
    assert [claim.type for claim in claims if claim.trigger.text == "detained"] == ["detained"]


def test_borders_of_windows_stand_before_within_and_behind_the_words_of_these_texts(model: Model) -> None:
    borders: set[str] = set()
    for words in BEFORE_BORDER:
        pieced = model.pieces.split(late(words))
        segments = split_segments(late(words), load_language("en"))
        windows = cut_windows(pieced, [(segment.start, segment.end) for segment in segments])
        borders.add(late(words)[pieced.starts[windows[-1].own] : pieced.ends[windows[-1].own]])
    assert borders == {"police", "detained", "12", "students", "in"}


def test_a_sentence_of_five_thousand_words_is_read_to_its_end(reader: ReportReader) -> None:
    text = "while the choir sang on, " * 1_000 + "police detained 12 students in Minsk."
    assert "detained" in [claim.trigger.text for claim in read(reader, text).claims]


def test_statements_come_with_speaker_and_content(reader: ReportReader) -> None:
    statements = read(reader, "“We will not be silent,” the union leader Ada Okun told reporters in Lagos.").statements
    assert len(statements) == 1
    assert statements[0].speaker_words is not None and "Okun" in statements[0].speaker_words.text
