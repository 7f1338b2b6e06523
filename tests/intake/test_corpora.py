"""The public corpora beside the repository read whole."""

import time
from pathlib import Path

import pytest

from habeas.intake import IntakeOptions, read_paths
from habeas.model import Report


@pytest.mark.parametrize(("name", "count"), [("train", 2225), ("dev", 150), ("dev_articles", 16)])
def test_annotated_texts_read_whole(shared: Path, name: str, count: int) -> None:
    found = list(read_paths([str(shared / "corpus" / f"{name}.texts.jsonl")], IntakeOptions()))
    assert len(found) == count
    assert all(isinstance(item, Report) and item.language in {"en", None} for item in found)


def test_seed_is_dated_and_its_captions_stand_apart(shared: Path) -> None:
    (report,) = read_paths([str(path) for path in (shared / "seed").glob("*.txt")], IntakeOptions())
    assert isinstance(report, Report)
    assert report.published_at == "2022-02-27"
    kinds = [block.kind for block in report.blocks]
    assert (kinds.count("caption"), kinds.count("credit"), kinds.count("heading")) == (2, 2, 1)


@pytest.mark.slow
def test_ninety_thousand_reports_read_whole_at_speed(shared: Path) -> None:
    started = time.process_time()
    found = read_paths([str(shared / "data" / "current_events_2002_2019.jsonl.gz")], IntakeOptions())
    assert sum(isinstance(item, Report) for item in found) == 90_034
    assert time.process_time() - started < 9  # ten thousand a second on one core; measured: 25,000
