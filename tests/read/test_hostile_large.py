"""The largest texts: time grows no faster than the text, memory stays bounded."""

import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import pytest

from habeas.read import Reader, available_readers
from tests.read.hostile import SENTENCE, UNITS, list_faults, make_reader, make_report, make_text

LARGEST = 10_000_000
SECONDS = 300  # of one processor; what is no happening takes 0 to 45, 118,000 sentences that each are one take 110
MEGABYTES = 1_500
AT_FULL_LENGTH = ["one word", "spaces", "digits", "straight quotation marks", "two letters", "nothing", "accents"]


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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(seconds, peak, len(reading.claims), len(list_faults(reading)))


def measure_alone(reader: str, text: str) -> Measured:
    """What one reading takes in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, reader, text).result()


@pytest.fixture(scope="module", params=available_readers("en"))
def opened(request: pytest.FixtureRequest) -> Reader:
    return make_reader(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(opened: Reader, unit: str) -> None:
    seconds = []
    for length in (20_000, 100_000):
        start = time.process_time()
        opened.read(make_report(make_text(unit, length)))
        seconds.append(time.process_time() - start)
    assert seconds[1] < 10 * max(seconds[0], 0.02)


@pytest.mark.slow
@pytest.mark.parametrize("unit", AT_FULL_LENGTH)
@pytest.mark.parametrize("reader", available_readers("en"))
def test_ten_million_characters_are_read(reader: str, unit: str) -> None:
    measured = measure_alone(reader, make_text(unit, LARGEST))
    assert measured.faults == 0
    assert measured.seconds < SECONDS and measured.megabytes < MEGABYTES, measured


@pytest.mark.slow
@pytest.mark.parametrize("reader", available_readers("en"))
def test_a_hundred_thousand_paragraphs_are_read(reader: str) -> None:
    paragraphs = [f"{SENTENCE.replace('14', str(number))}" for number in range(2, 100_002)]
    measured = measure_alone(reader, "\n\n".join(paragraphs))
    assert (measured.faults, measured.claims > 90_000) == (0, True)
    assert measured.seconds < SECONDS and measured.megabytes < MEGABYTES, measured


@pytest.mark.slow
@pytest.mark.parametrize("reader", available_readers("en"))
def test_a_sentence_amid_ten_million_spaces_is_found(reader: str) -> None:
    measured = measure_alone(reader, f"x{' ' * LARGEST}{SENTENCE}{' ' * LARGEST}x")
    assert measured.claims == measure_alone(reader, SENTENCE).claims > 0
