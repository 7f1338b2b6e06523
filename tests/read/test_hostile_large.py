"""The largest texts: time grows no faster than the text, memory stays bounded."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

import pytest

from benchmarks.machine import read_peak
from habeas.read import Reader, available_readers
from tests.read.hostile import SENTENCE, UNITS, list_faults, make_reader, make_report, make_text

AT_FULL_LENGTH = ["one word", "spaces", "digits", "straight quotation marks", "two letters", "nothing", "accents"]


@dataclass(frozen=True)
class Limit:
    """What a reader may take for a text of so many characters: seconds of one processor, megabytes at most.

    `growth` is how much longer a text of 100,000 characters may take than one of 20,000.
    """

    characters: int
    seconds: float
    megabytes: float
    growth: float


# Tables: what is no happening takes 0 to 45 seconds, 118,000 sentences that each are one take 110. With a model a
# million characters take 0 to 85; what is longer than 60,000 characters is scored twice, for speakers and for the rest.
LIMITS = {
    "tables": Limit(10_000_000, 300, 1_500, 10),
    "neural": Limit(1_000_000, 200, 1_000, 20),
}


@dataclass(frozen=True)
class Measured:
    """What reading a text took: seconds of one processor, megabytes at most; and what it gave."""

    seconds: float
    megabytes: float
    claims: int
    faults: int


def measure(reader: str, text: str) -> Measured:
    """What one reading took in this process, which has read nothing long before."""
    opened = make_reader(reader)
    opened.read(make_report(SENTENCE))
    start = time.process_time()
    reading = opened.read(make_report(text))
    seconds = time.process_time() - start
    return Measured(seconds, read_peak() / 2**20, len(reading.claims), len(list_faults(reading)))


def measure_alone(reader: str, text: str) -> Measured:
    """What one reading takes in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, reader, text).result()


def is_within(reader: str, measured: Measured) -> bool:
    """Whether a reading took no more than its reader may."""
    return measured.seconds < LIMITS[reader].seconds and measured.megabytes < LIMITS[reader].megabytes


@cache
def opened(reader: str) -> Reader:
    return make_reader(reader)


def measure_growth(reader: str, unit: str) -> float:
    """How much longer the longer text took; what else a busy machine does can make one try slow, not three."""
    seconds = []
    for length in (20_000, 100_000):
        start = time.process_time()
        opened(reader).read(make_report(make_text(unit, length)))
        seconds.append(time.process_time() - start)
    return seconds[1] / max(seconds[0], 0.02)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("reader", available_readers("en"))
def test_time_grows_no_faster_than_the_text(reader: str, unit: str) -> None:
    tries = (measure_growth(reader, unit) for _ in range(3))
    assert any(growth < LIMITS[reader].growth for growth in tries)


@pytest.mark.slow
@pytest.mark.parametrize("unit", AT_FULL_LENGTH)
@pytest.mark.parametrize("reader", available_readers("en"))
def test_millions_of_characters_are_read(reader: str, unit: str) -> None:
    measured = measure_alone(reader, make_text(unit, LIMITS[reader].characters))
    assert measured.faults == 0
    assert is_within(reader, measured), measured


@pytest.mark.slow
@pytest.mark.parametrize("reader", available_readers("en"))
def test_tens_of_thousands_of_paragraphs_are_read(reader: str) -> None:
    many = LIMITS[reader].characters // 100
    paragraphs = [f"{SENTENCE.replace('14', str(number))}" for number in range(2, many + 2)]
    measured = measure_alone(reader, "\n\n".join(paragraphs))
    assert (measured.faults, measured.claims > 0.9 * many) == (0, True)
    assert is_within(reader, measured), measured


@pytest.mark.slow
@pytest.mark.parametrize("reader", available_readers("en"))
def test_a_sentence_amid_millions_of_spaces_is_found(reader: str) -> None:
    spaces = " " * LIMITS[reader].characters
    measured = measure_alone(reader, f"x{spaces}{SENTENCE}{spaces}x")
    assert measured.claims == measure_alone(reader, SENTENCE).claims > 0
