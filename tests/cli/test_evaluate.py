"""`habeas evaluate` as a user types it, on corpora made for the purpose."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.exc import FloorError, InputError
from habeas.read import READERS
from habeas.settings import read_settings
from tests.evaluate.recital import CLAIM as CLAIM_READ
from tests.places import GAZETTEER

TEXT = "Test-Info said ten men were held."
ANNOTATED = "T1\tSource 0 9\tTest-Info\nT2\tCue 10 14\tsaid\nT3\tContent 15 32\tten men were held\n"
RELATION = "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
CLAIM = {"type": "detained", "trigger": "held", "quantity": {"text": "ten"}, "speaker": "Test-Info", "via": None}

FULL = {**CLAIM_READ, "speaker": "Test-Info"}
FULL_TEXT = "Test-Info said police arrested 12 people in Minsk."


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


@pytest.fixture
def full(gold: Path) -> Path:
    """One claim annotated in every field, and one that no reader finds."""
    missed = {**FULL, "type": "released", "trigger": "said", "quantity": None}
    text = {"id": "a", "date": "2021-03-10", "text": FULL_TEXT}
    gold.with_name("one.texts.jsonl").write_text(json.dumps(text) + "\n", encoding="utf-8")
    gold.write_text(json.dumps({"id": "a", "claims": [FULL, missed]}) + "\n", encoding="utf-8")
    return gold


@pytest.fixture
def floors(full: Path) -> Path:
    """A gate for that claim without floors."""
    path = full.with_name("floors.yml")
    path.write_text("corpora: {one: {claims: one.jsonl, measures: [detect, missed]}}\n", encoding="utf-8")
    return path


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


def test_claims_are_scored_with_their_errors_in_sentences(full: Path) -> None:
    printed = run("claims", str(full), "--reader", "tables")
    assert re.search(r"^detect +1\.000 +0\.500 +0\.667$", printed, re.MULTILINE)
    assert "missed\n  a: Test-Info [said] police arrested 12 people in Minsk.\n    expected released" in printed


def test_no_text_is_shown_where_no_examples_are_wanted(full: Path) -> None:
    printed = run("claims", str(full), "--reader", "tables", "--examples", "0", "--intervals", "--calibration")
    assert "Test-Info" not in printed
    assert "0.667 to 0.667" in printed
    assert "expected calibration error" in printed


def test_readers_stand_side_by_side_in_a_hundred_columns(full: Path, two_readers: None) -> None:
    lines = run("claims", str(full), "--reader", "tables", "--reader", "second").splitlines()
    assert re.search(r"^detect( +[01]\.\d{3}){6}$", lines[3])
    assert max(map(len, lines)) <= 100


@pytest.fixture
def two_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "second", READERS["tables"])


def test_claims_are_scored_as_json(full: Path) -> None:
    [record] = json.loads(run("claims", str(full), "--reader", "tables", "--format", "json"))
    assert (record["detect"]["recall"], record["errors"]["missed"]["count"]) == (0.5, 1)
    assert {"method", "figure", "strict", "fields", "intervals", "calibration"} <= set(record)


def test_the_reliability_plot_is_written(full: Path) -> None:
    path = full.with_name("plot.svg")
    run("claims", str(full), "--reader", "tables", "--plot", str(path))
    assert path.read_text(encoding="utf-8").startswith("<svg ")


def test_the_gate_raises_floors_and_holds_them(floors: Path) -> None:
    run("gate", str(floors), "--reader", "tables", "--raise")
    assert re.search(r"one +tables +detect +floor 0\.656 +0\.6667$", run("gate", str(floors)), re.MULTILINE)


def test_a_missed_floor_ends_the_command_by_its_name(floors: Path) -> None:
    run("gate", str(floors), "--reader", "tables", "--raise")
    floors.write_text(floors.read_text(encoding="utf-8").replace("0.656", "0.7"), encoding="utf-8")
    before = floors.read_text(encoding="utf-8")
    for options in ([], ["--raise"]):
        error = refusal("gate", floors, *options)
        assert isinstance(error, FloorError) and "tables on one: detect 0.6667, expected at least 0.7" in str(error)
    assert floors.read_text(encoding="utf-8") == before


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
    """The rows that a command prints: label and last figure."""
    rows = (re.split(r" {2,}", line) for line in run(command, str(path)).splitlines())
    return {cells[0]: cells[-1] for cells in rows}


def run(command: str, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["evaluate", command, *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def refusal(command: str, path: Path, *options: str) -> BaseException | None:
    return CliRunner().invoke(app, ["evaluate", command, str(path), *options]).exception


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Two pairs of names of invented people: one person, and two."""
    path = tmp_path / "labelled.csv"
    rows = ["schema,name1,name2,is_match", "Person,Борис Тарнаков,Boris Tarnakov,true", "Person,Борис,Омар,false"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def spellings(tmp_path: Path) -> Path:
    """Two words in two scripts, of which one is another word."""
    path = tmp_path / "spellings.tsv"
    path.write_text("tarnakov\tт а р н а к о в\nvelkin\tж а н н а\n", encoding="utf-8")
    return path


def test_names_are_scored_beside_what_others_use(labelled: Path) -> None:
    lines = run("names", str(labelled)).splitlines()
    assert lines[0].split()[0] == "persons"
    assert [line.split()[0] for line in lines[1:]][:2] == ["habeas", "rapidfuzz"]


def test_spellings_under_common_keys_are_counted_by_file(spellings: Path) -> None:
    heading, line = run("names", "--pairs", str(spellings)).splitlines()
    assert heading.startswith("spellings")
    assert line.split() == ["spellings.tsv", "2", "0.500", "25.00%"]


def test_both_measures_of_names_are_printed_in_one_run(labelled: Path, spellings: Path) -> None:
    printed = run("names", str(labelled), "--pairs", str(spellings), "--pairs", str(spellings))
    assert printed.index("persons") < printed.index("spellings")
    assert printed.count("spellings.tsv") == 2


def test_nothing_to_score_names_on_is_a_wrong_call() -> None:
    result = CliRunner().invoke(app, ["evaluate", "names"])
    assert result.exit_code == 2
    assert "--pairs is missing" in result.output


def test_linkage_is_scored_on_lists_made_for_each_seed() -> None:
    heading, *lines = run("linkage", "--people", "60", "--seed", "4", "--seed", "5").splitlines()
    assert heading.split()[:5] == ["seed", "records", "P", "R", "F1"]
    assert [line.split()[0] for line in lines] == ["4", "5"]


def test_probabilities_of_links_are_held_against_the_truth() -> None:
    lines = run("linkage", "--people", "60", "--seed", "4", "--calibration").splitlines()
    assert lines[2].split()[:3] == ["seed", "probability", "pairs"]
    assert re.fullmatch(r"4 +all +\d+ +0\.\d{3}", lines[-1])
