"""Whole reports of 500 words, by one reader: python -m benchmarks.reading [tables|neural] [--reports N]

How many are collected in a second with all cores, what of the encoder's own speed that is, what memory all processes
take together, and how soon a fresh process has read its first report.
"""

import argparse
import gc
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.collecting import MIB, Run, collect_sample
from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine
from habeas.intake import IntakeOptions, read_paths
from habeas.lang import load_language
from habeas.model import Report
from habeas.pipeline import make_reader
from habeas.read import READERS
from habeas.read.neural.model import Model
from habeas.read.neural.pieces import PiecedText
from habeas.read.neural.window import Window, cut_windows
from habeas.read.passage import split_passages
from habeas.read.reader import ReportReader
from habeas.read.segment import split_segments

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "m2e2_voa" / "documents.jsonl"
WORDS = 500
REPORTS = 1_500  # so many that the start of the processes does not count
STARTS = 5
TURN = 10  # reports that are read and then encoded, over and over
ROUNDS = 3  # over all of them
MOST = 300  # reports that the reader and the encoder pass alone
ENCODED = ("neural",)


def describe_reading(name: str, folder: Path, size: int = REPORTS) -> list[Figure]:
    """The figures of one reader, whose stores and samples go to `folder`."""
    sample = write_whole_reports(folder / "whole.jsonl", size)
    run = collect_sample(sample, folder / f"store-{name}", reader=name)
    alone, encoded, share = compare_speeds(name, sample)
    return [
        Figure("read, resolved and stored", run.new / run.seconds, "reports/s", least=25, note=_describe_run(run)),
        Figure("read and resolved", alone, "reports/s", note="the reader alone, on all cores"),
        Figure("encoded", encoded, "reports/s", note="the encoder alone, likewise"),
        Figure("the reader, of the encoder's speed", share, "%", least=70, note=f"in turns of {TURN} reports"),
        Figure("processor time a report", 1000 * run.processor / max(run.new, 1), "ms", note="all processes together"),
        Figure("peak memory of all processes", run.peak / MIB, "MiB", most=700, note="shared pages counted twice"),
        time_first_report(name, folder / "one.txt", sample),
    ]


def compare_speeds(name: str, sample: Path) -> tuple[float, float | None, float | None]:
    """Reports a second of the reader and of its encoder on all cores, and in per cent what the one is of the other.

    Each process reads and encodes a few reports in turns: a machine's speed wanders more in a minute than the reader is
    slower.
    """
    reports = [item for item in read_paths([str(sample)], IntakeOptions()) if isinstance(item, Report)][:MOST]
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn")) as pool:
        turns = list(pool.map(partial(_take_turns, name), [reports[core::cores] for core in range(cores)]))
    read = sum(turn.passed / turn.reading for turn in turns)
    if name not in ENCODED:
        return read, None, None
    encoded = sum(turn.passed / turn.encoding for turn in turns)
    share = sum(turn.encoding for turn in turns) / sum(turn.reading for turn in turns)
    return read, encoded, 100 * share


def write_whole_reports(target: Path, size: int, path: Path = ARTICLES) -> Path:
    """`size` reports of 500 words: whole articles one after another, each cut where it or the report is full."""
    reports = list(join_articles(path))
    kept = [reports[number % len(reports)] for number in range(size)]
    # The number makes each of them a report of its own: the same text twice would be read once.
    lines = (json.dumps({**report, "text": f"{report['text']}\n{number}"}) + "\n" for number, report in enumerate(kept))
    target.write_text("".join(lines), encoding="utf-8")
    return target


def join_articles(path: Path) -> Iterator[dict[str, str]]:
    """The first 500 words of each article that has so many, to the end of a line; each once."""
    with path.open(encoding="utf-8") as lines:
        for number, article in enumerate(map(json.loads, lines)):
            kept: list[str] = []
            for line in article["text"].split("\n"):
                if sum(len(text.split()) for text in kept) < WORDS:
                    kept.append(line)
            if sum(len(text.split()) for text in kept) >= WORDS:
                yield {"id": str(number), "date": article["date"], "text": "\n".join(kept)}


def _describe_run(run: Run) -> str:
    return f"{run.new:,} reports, {run.claims:,} claims, {run.statements:,} statements in {run.seconds:.1f} s"


@dataclass(frozen=True, slots=True)
class _Turns:
    """How many reports one process passed, and the seconds that reading and encoding them took."""

    passed: int
    reading: float
    encoding: float


def _take_turns(name: str, reports: Sequence[Report]) -> _Turns:
    """The times of one process, from when its reader is open."""
    reader = make_reader(name)
    reader.read(reports[0])
    encode = _prepare_encoding(reader.model, reports) if isinstance(reader, ReportReader) and name in ENCODED else None
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    reading = encoding = 0.0
    for first in [*range(0, len(reports), TURN)] * ROUNDS:
        turn = range(first, min(first + TURN, len(reports)))
        reading += _time(lambda number: reader.read(reports[number]), turn)
        encoding += _time(encode, turn) if encode else 0.0
    return _Turns(ROUNDS * len(reports), reading, encoding)


def _time(task: Callable[[int], object], numbers: Iterable[int]) -> float:
    started = perf_counter()
    for number in numbers:
        task(number)
    return perf_counter() - started


def _prepare_encoding(model: object, reports: Sequence[Report]) -> Callable[[int], object]:
    """What encodes the windows of one of some reports by the reader's own model, all of them cut beforehand."""
    assert isinstance(model, Model), "only a reader with a model encodes"
    windows = [list(_cut(report, model)) for report in reports]
    model.network.score(*windows[0][0])
    return lambda number: [model.network.score(*window) for window in windows[number]]


def _cut(report: Report, model: Model) -> Iterator[tuple[PiecedText, Window]]:
    language = load_language("en")
    for passage in split_passages(report):
        pieced = model.pieces.split(passage.text)
        sentences = [(segment.start, segment.end) for segment in split_segments(passage.text, language)]
        yield from ((pieced, window) for window in cut_windows(pieced, sentences))


def time_first_report(name: str, one: Path, sample: Path) -> Figure:
    """The median time of a fresh process that reads one report."""
    with sample.open(encoding="utf-8") as lines:
        first = json.loads(next(lines))
    one.write_text(first["text"], encoding="utf-8")
    program = Path(sys.executable).with_name("habeas")
    command = [program, "read", one, "--date", first["date"], "--reader", name]
    times = []
    for _ in range(STARTS):
        started = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(perf_counter() - started)
    return Figure("first report, from the start of the process", statistics.median(times), "s", most=1.5)


def main(arguments: Sequence[str]) -> int:
    """Measure one reader and print it; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("reader", nargs="?", choices=list(READERS), default="neural")
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"how many are collected ({REPORTS})")
    options = parser.parse_args(arguments)
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        figures = describe_reading(options.reader, Path(folder), options.reports)
    print_figures(f"Whole reports: {options.reader}", figures)
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
