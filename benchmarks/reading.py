"""Whole reports of 500 words, by one reader: python -m benchmarks.reading [tables|neural] [--reports N]

How many are collected in a second with all cores, what of the encoder's own speed that is, what memory all processes
take together, and how soon a fresh process has read its first report.
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.collecting import MIB, Run, collect_sample
from benchmarks.corpus import CORPUS
from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine
from habeas.intake import IntakeOptions, read_paths
from habeas.model import Report
from habeas.pipeline import make_reader
from habeas.read import READERS

WORDS = 500
REPORTS = 400
STARTS = 5


def describe_reading(name: str, folder: Path, size: int = REPORTS) -> list[Figure]:
    """The figures of one reader, whose stores and samples go to `folder`."""
    sample = write_whole_reports(folder / "whole.jsonl", size)
    run = collect_sample(sample, folder / f"store-{name}", reader=name)
    speed, encoded = run.new / run.seconds, _encoder_speed(name, sample)
    return [
        Figure(f"reports of {WORDS} words, end to end", speed, "reports/s", least=25, note=_describe_run(run)),
        Figure("the encoder alone", encoded, "reports/s", note="same reports, same run"),
        Figure("end to end, of the encoder's speed", _share(speed, encoded), "%", least=70),
        Figure("processor time a report", 1000 * run.processor / max(run.new, 1), "ms", note="all processes together"),
        Figure("peak memory of all processes", run.peak / MIB, "MiB", most=700, note="shared pages counted twice"),
        time_first_report(name, folder / "one.txt", sample),
    ]


def write_whole_reports(target: Path, size: int, path: Path = CORPUS) -> Path:
    """`size` reports spread evenly over the archive, each joined from items of one month until it has 500 words."""
    reports = list(join_items(path))
    kept = [reports[number * len(reports) // size] for number in range(size)]
    target.write_text("".join(json.dumps(report) + "\n" for report in kept), encoding="utf-8")
    return target


def join_items(path: Path) -> Iterator[dict[str, str]]:
    """Items of one month after another, a paragraph each; what is left of a month when it ends is left out."""
    texts: list[str] = []
    month = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["date"][:7] != month:
                month, texts = item["date"][:7], []
            texts.append(item["text"])
            if sum(len(text.split()) for text in texts) >= WORDS:
                yield {"date": item["date"], "text": "\n\n".join(texts)}
                texts = []


def _describe_run(run: Run) -> str:
    return f"{run.new:,} reports, {run.claims:,} claims, {run.statements:,} statements in {run.seconds:.1f} s"


def _encoder_speed(name: str, sample: Path) -> float | None:
    """Reports a second that a reader's encoder passes with nothing before or after it; None where it has none."""
    reader: Any = make_reader(name)
    if not hasattr(reader, "encode_only"):
        return None
    reports = [item for item in read_paths([str(sample)], IntakeOptions()) if isinstance(item, Report)]
    reader.encode_only(reports[:1])
    started = perf_counter()
    reader.encode_only(reports)
    return len(reports) / (perf_counter() - started)


def _share(speed: float, encoded: float | None) -> float | None:
    return None if encoded is None else 100 * speed / encoded


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
    parser.add_argument("reader", nargs="?", choices=list(READERS), default="tables")
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"how many are collected ({REPORTS})")
    options = parser.parse_args(arguments)
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        figures = describe_reading(options.reader, Path(folder), options.reports)
    print_figures(f"Whole reports: {options.reader}", figures)
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
