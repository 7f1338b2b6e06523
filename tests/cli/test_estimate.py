"""`habeas estimate` on files of overlaps and on the lists of a store."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import InputError, QuestionError
from habeas.store import linking_entry, open_store, person_entry
from tests.listed import make_linking, make_record

RUNNER = CliRunner()
OVERLAP = "hotline,lawyers,court,count\n1,0,0,150\n0,1,0,120\n0,0,1,90\n1,1,0,60\n1,0,1,45\n0,1,1,40\n1,1,1,25\n"


@pytest.fixture
def overlap(tmp_path: Path) -> Path:
    """Three lists that overlap."""
    path = tmp_path / "overlap.csv"
    path.write_text(OVERLAP, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 people on a hotline's list, two days before 40 on the courts'; 25 are on both."""
    hotline = [make_record(f"hotline {row}", "Kazan", "2022-02-26") for row in range(60)]
    courts = [make_record(f"courts {row}", "Minsk", "2022-02-28", list_name="courts") for row in range(40)]
    folder = tmp_path_factory.mktemp("lists") / "store"
    with open_store(folder) as opened:
        opened.record([person_entry(record) for record in (*hotline, *courts)])
        linking = make_linking([*hotline, *courts], zip(hotline[:25], courts[:25], strict=True))
        opened.record([linking_entry(linking, opened.archive)])
    return folder


def _run(*arguments: str | Path) -> Result:
    return RUNNER.invoke(app, ["estimate", *map(str, arguments)])


def _record(*arguments: str | Path) -> dict[str, Any]:
    record = json.loads(_run(*arguments, "--format", "json").stdout)
    assert isinstance(record, dict)
    return record


def test_documented_and_estimated_are_printed_side_by_side(overlap: Path) -> None:
    lines = _run("--table", overlap).stdout.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("documented"))
    assert lines[at].split()[1] == "530"
    assert lines[at + 1].startswith("estimated   about ")
    assert "95 %" in lines[at + 1]
    assert any(line.startswith("Documented people were counted") for line in lines)


def test_two_lists_come_with_the_assumption_that_cannot_be_checked(overlap: Path) -> None:
    record = _record("--table", overlap, "--without", "court")
    assert record["method"] == "chapman"
    assert record["documented"] == 150 + 45 + 120 + 40 + 60 + 25
    assert "independent" in record["estimate"]["notes"][0]


def test_each_list_is_left_out_where_that_is_asked(overlap: Path) -> None:
    record = _record("--table", overlap, "--leave-out", "--method", "chao")
    assert list(record["without"]) == ["hotline", "lawyers", "court"]
    assert record["without"]["court"]["estimate"] is None
    assert "at least three" in record["without"]["court"]["refusal"]


def test_methods_are_compared_where_that_is_asked(overlap: Path) -> None:
    record = _record("--table", overlap, "--without", "court", "--compare")
    assert list(record["methods"]) == ["chapman"]
    assert record["methods"]["chapman"]["estimate"] == record["estimate"]


def test_a_refusal_has_a_reason_and_no_number(tmp_path: Path) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("a,b,count\n1,0,50\n0,1,60\n", encoding="utf-8")
    printed = _run("--table", path).stdout
    assert "no number (chapman)" in printed
    assert "Nobody stands on two lists" in printed
    assert "about" not in printed.partition("documented")[2].partition("Nobody")[0]


def test_pictures_are_written_for_pages_and_phones(overlap: Path, tmp_path: Path) -> None:
    printed = _run("--table", overlap, "--svg", tmp_path / "pictures").stdout
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == ["estimate-phone.svg", "estimate.svg", "lists-phone.svg", "lists.svg"]
    assert all(name in printed for name in names)


def test_linked_lists_of_a_store_are_estimated_without_a_key(store: Path) -> None:
    record = _record("--store", store, "--draws", "5")
    assert record["lists"] == {"courts": 40, "hotline": 60}
    assert record["documented"] == 75
    assert 85 < record["estimate"]["point"] < 105
    assert "5 ways to link the records" in record["estimate"]["notes"][0]
    doubtful, likely, _ = record["thresholds"].values()
    assert [one["estimate"]["observed"] for one in (doubtful, likely)] == [75, 75]


@pytest.mark.parametrize(
    ("arguments", "documented"),
    [((), 75), (("--from", "2022-02-27"), 40), (("--to", "2022-02-27"), 60), (("--place", "Minsk"), 40)],
)
def test_who_is_surely_in_the_scope_stands_on_all_lists_that_have_them(
    store: Path, arguments: tuple[str, ...], documented: int
) -> None:
    assert _record("--store", store, "--draws", "0", *arguments)["documented"] == documented


# arguments | what the error says
FAULTS = [
    (("--table", "{overlap}", "--without", "press"), QuestionError, "no list 'press'; expected one of hotline"),
    (("--table", "{overlap}", "--method", "guess"), QuestionError, "no method 'guess'"),
    (("--table", "{overlap}", "--from", "2022-02-27"), QuestionError, "has no places and no days"),
    (("--table", "{broken}"), InputError, "line 2"),
]


@pytest.mark.parametrize(("arguments", "kind", "words"), FAULTS)
def test_faults_name_what_was_expected(
    overlap: Path, tmp_path: Path, arguments: tuple[str, ...], kind: type[Exception], words: str
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b,count\n1,x,5\n", encoding="utf-8")
    found = _run(*(word.format(overlap=overlap, broken=broken) for word in arguments))
    assert isinstance(found.exception, kind)
    assert words in str(found.exception)
