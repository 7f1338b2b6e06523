"""Reports dated ahead of the machine's clock: they count, and the sheet says so."""

import json
from pathlib import Path

from typer.testing import CliRunner

from habeas.cli import app

REPORT = {"date": "2199-03-11", "publisher": "Demo Wire", "text": "Police detained 40 people in Kazan on Monday."}


def test_a_report_from_the_future_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "ahead.jsonl"
    file.write_text(json.dumps(REPORT), encoding="utf-8")
    store = ("--store", str(tmp_path / "store"))
    CliRunner().invoke(app, ["collect", str(file), "--reader", "tables", *store])
    days = ("--from", "2199-03-01", "--to", "2199-03-31")
    printed = CliRunner().invoke(app, ["tally", *days, *store]).stdout
    assert "1 claim from reports dated ahead of this machine's clock (2199-03-11)" in printed
    assert "ahead of" not in CliRunner().invoke(app, ["tally", *days, *store, "--as-of", "2199-03-12"]).stdout
