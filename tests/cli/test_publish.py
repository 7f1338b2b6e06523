"""`habeas publish` and `habeas verify` as a person types them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.exc import TamperError
from tests.publish.editions import make_small_edition, write_edition
from tests.publish.tamper import flip_byte

DAYS = ["--from", "2022-02-27", "--to", "2022-02-27"]


def test_a_key_is_made_and_its_public_half_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["publish", "--make-key", str(tmp_path / "desk.key")])
    assert done.exit_code == 0
    assert len(done.stdout.split()[-1]) == 44
    assert "PRIVATE" not in done.output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "--from is missing"),
        (["--from", "2022-02-27"], "--to is missing"),
        (DAYS, "--out is missing"),
        ([*DAYS, "--out", "edition"], "--key is missing"),
        ([*DAYS, "--out", "edition", "--key", "x", "--measure", "arrests"], "--measure 'arrests'"),
        (["--from", "2022-02-28", "--to", "2022-02-27"], "is after --to"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_told(options: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["publish", *options], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert told in done.output


def test_every_fault_of_an_edition_is_printed(tmp_path: Path) -> None:
    folder = write_edition(make_small_edition(), tmp_path / "edition")
    flip_byte(folder / "data" / "tallies.csv")
    done = CliRunner().invoke(app, ["verify", str(folder)])
    assert isinstance(done.exception, TamperError)
    assert done.exception.exit_code == 6
    assert "data/tallies.csv: is not as the manifest has it" in done.output


def test_an_edition_that_lost_its_data_is_no_store(tmp_path: Path) -> None:
    folder = write_edition(make_small_edition(), tmp_path / "edition")
    shutil.rmtree(folder / "data")
    done = CliRunner().invoke(app, ["verify", str(folder)])
    assert isinstance(done.exception, TamperError)
    assert "data/claims.jsonl" in done.output


def test_a_public_key_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = write_edition(make_small_edition(), tmp_path / "edition")
    done = CliRunner().invoke(app, ["verify", str(folder), "--public-key", "abc"])
    assert "expected the 44 characters" in str(done.exception)
