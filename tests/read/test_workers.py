"""Reports read in several processes: what comes back, in which order, and what happens when a process dies."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.exc import TableError
from habeas.model import Report
from habeas.read.workers import Attempts, Crash, read_batches
from tests.collecting import CountingReader

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Batch:
    reports: tuple[Report, ...]


def make_batch(*texts: str) -> Batch:
    return Batch(tuple(Report(f"report-{text}", text, None) for text in texts))


def open_counter() -> Callable[[Report], int]:
    return count_words


def count_words(report: Report) -> int:
    CountingReader().read(report)
    return len(report.text.split())


def len_of_text(report: Report) -> int:
    return len(report.text)


def open_nothing() -> Callable[[Report], int]:
    raise TableError("the tables do not fit")


def outcomes(texts: list[tuple[str, ...]], workers: int, seconds: float | None = None) -> list[list[int | str]]:
    batches = [make_batch(*batch) for batch in texts]
    read = list(read_batches(batches, open_counter, workers, seconds=seconds))
    assert [batch for batch, _ in read] == batches
    return [[found.reason if isinstance(found, Crash) else found for found in batch] for _, batch in read]


@pytest.mark.parametrize("workers", [1, 2])
def test_outcomes_come_in_order(workers: int) -> None:
    assert outcomes([("a b c", "a"), (), ("a b",), ("a b c d",)], workers) == [[3, 1], [], [2], [4]]


def test_an_error_is_the_outcome_of_its_report() -> None:
    [[first, reason, last]] = outcomes([("a", "make the reader fail", "a b")], 1)
    assert (first, last) == (1, 2)
    assert str(reason).startswith("ValueError: the reader failed as told (collecting.py, line ")


def test_a_process_that_dies_takes_only_its_report_along() -> None:
    # In a process of its own, so that its exit status tells where more than the reader should die.
    code = (
        "import json; from tests.read.test_workers import outcomes;"
        "print(json.dumps(outcomes([('a',), ('a b', 'make the reader die', 'a b c'), ('a',), ('a b',)], 2)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    died = "the process that read it died, twice (killed, or out of memory)"
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [[1], [2, died, 3], [1], [2]]


STOPPED = "reading it took longer than 1 s, and was stopped"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_too_long_is_stopped_and_the_rest_is_read(workers: int) -> None:
    found = outcomes([("a", "make the reader hang", "a b"), ("a b c",)], workers, seconds=1)
    assert found == [[1, STOPPED, 2], [3]]


@pytest.mark.slow
def test_a_report_that_cannot_be_stopped_ends_its_process_and_the_rest_is_read() -> None:
    found = outcomes([("a", "make the reader deaf, make the reader hang", "a b"), ("a b c",)], 2, seconds=1)
    assert found == [[1, STOPPED, 2], [3]]


def test_what_reads_is_opened_anew_after_a_report_that_was_stopped() -> None:
    tasks = iter([count_words, len_of_text])
    attempts = Attempts(lambda: next(tasks), seconds=1)
    read = [attempts.read(Report("r", text, None)) for text in ("a b c", "make the reader hang", "a b c")]
    assert (read[0], read[2]) == (3, 5)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_reader_that_cannot_be_opened_ends_the_run(workers: int) -> None:
    with pytest.raises(TableError) as caught:
        list(read_batches([make_batch("a")], open_nothing, workers))
    assert "the tables do not fit" in str(caught.value)
