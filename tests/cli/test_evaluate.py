"""`habeas evaluate` as a user types it, on corpora made for the purpose."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.exc import InputError

TEXT = "Test-Info said ten men were held."
ANNOTATED = "T1\tSource 0 9\tTest-Info\nT2\tCue 10 14\tsaid\nT3\tContent 15 32\tten men were held\n"
RELATION = "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
CLAIM = {"type": "detained", "trigger": "held", "quantity": {"text": "ten"}, "speaker": "Test-Info", "via": None}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated claim with its text beside it."""
    (tmp_path / "one.texts.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "a", "claims": [CLAIM]}) + "\n", encoding="utf-8")
    return path


def test_statements_are_scored(tmp_path: Path) -> None:
    for folder, name, content in (("text", "one.txt", TEXT), ("attributions", "one_a.ann", ANNOTATED + RELATION)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, encoding="utf-8")
    assert table("statements", tmp_path)["right speaker, of contents found"] == "1.000"


def test_speakers_are_scored(gold: Path) -> None:
    assert table("speakers", gold)["speaker right or rightly absent"] == "1.000"


@pytest.mark.parametrize("command", ["statements", "times"])
def test_a_folder_without_the_corpus_is_refused_by_name(command: str, tmp_path: Path) -> None:
    error = refusal(command, tmp_path)
    assert isinstance(error, InputError) and error.path == str(tmp_path)


def test_texts_that_are_not_beside_the_claims_are_refused_by_name(gold: Path) -> None:
    gold.with_name("one.texts.jsonl").unlink()
    error = refusal("speakers", gold)
    assert isinstance(error, InputError) and error.path.endswith("one.texts.jsonl")


def test_a_broken_annotation_is_refused_by_its_line(gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + '{"id": "b"}\n', encoding="utf-8")
    error = refusal("speakers", gold)
    assert isinstance(error, InputError) and (error.path, error.line) == (str(gold), 2)


def table(command: str, path: Path) -> dict[str, str]:
    """The rows that a command prints: label and figure."""
    result = CliRunner().invoke(app, ["evaluate", command, str(path)])
    assert result.exit_code == 0, result.output
    rows = (re.split(r" {2,}", line) for line in result.stdout.splitlines())
    return {cells[0]: cells[-1] for cells in rows}


def refusal(command: str, path: Path) -> BaseException | None:
    return CliRunner().invoke(app, ["evaluate", command, str(path)]).exception
