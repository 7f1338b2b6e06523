"""The reports that are collected: all of a large archive, or an even sample of it."""

import gzip
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "current_events_2002_2019.jsonl.gz"


def count_reports(path: Path = CORPUS) -> int:
    """How many lines the archive has."""
    with gzip.open(path, "rb") as lines:
        return sum(1 for _ in lines)


def write_sample(target: Path, size: int, total: int, path: Path = CORPUS) -> Path:
    """`size` reports spread evenly over the archive, so that samples of each size hold the same kind of text."""
    with gzip.open(path, "rb") as lines, target.open("wb") as sample:
        for number, line in enumerate(lines):
            if number * size // total != (number + 1) * size // total:
                sample.write(line)
    return target
