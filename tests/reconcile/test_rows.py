"""Rows of tables have the same words and are nobody's copies."""

from dataclasses import replace
from pathlib import Path

from habeas.model import Report
from habeas.reconcile.copies import find_copies
from tests.mapping import plain, take_in, write_csv

NOTE = "The column of notes says the same of each of these events at length, as whoever keeps the table wrote it once."


def test_rows_that_are_nearly_alike_are_no_copies(tmp_path: Path) -> None:
    rows = [{"date": f"2022-02-{day}", "city": "Kazan", "value": "14", "notes": NOTE} for day in (26, 27, 28)]
    (tmp_path / "a.csv").write_text(write_csv(rows), encoding="utf-8")
    reports = [item for item in take_in(tmp_path / "a.csv", plain(shown=["notes"])) if isinstance(item, Report)]
    assert len(reports) == 3 and find_copies(reports) == ()
    assert find_copies([replace(report, reader="csv@1") for report in reports]) != ()
