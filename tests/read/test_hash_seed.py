"""The order in which Python keeps sets changes from run to run; no reading may."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.model import Claim, Report, Statement
from habeas.model.record import encode_value
from habeas.read import available_readers
from tests.read.hostile import make_reader

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "gold" / "ours.texts.jsonl"
SCRIPT = "import sys; from tests.read.test_hash_seed import list_values; print(list_values(sys.argv[1]))"


def list_values(reader: str) -> str:
    """The claims and statements of every text, one to a line."""
    opened = make_reader(reader)
    values: list[Claim | Statement] = []
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = opened.read(Report(row["id"], row["text"], row["date"]))
        values += (*reading.claims, *reading.statements)
    return "\n".join(encode_value(value).decode() for value in values)


def run_with_seed(reader: str, seed: int) -> str:
    """What a process of its own reads, its sets ordered by that seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", SCRIPT, reader]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("reader", available_readers("en"))
def test_two_runs_read_the_same(reader: str) -> None:
    first = run_with_seed(reader, 1)
    assert first == run_with_seed(reader, 2)
    assert first.count("\n") > len(TEXTS.read_text(encoding="utf-8").splitlines())
