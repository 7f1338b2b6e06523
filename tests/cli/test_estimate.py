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


# lists and people on each pattern | what the sentence says
REFUSED = [
    ("a", "1=9", "There is one list, list a: this takes at least two"),
    ("a b", "10=5 01=8", "Nobody stands on two lists"),
    ("a b c", "110=5 100=8 010=9 001=30", "List c has nobody in common with lists a and b"),
    ("a b", "10=5", "Nobody stands on list b"),
    ("a b", "", "Nobody stands on any list"),
    ("a b", "11=5 10=8", "List a holds everybody on list b"),
    ("a b c", "111=30 110=40 010=60 001=80 011=25", "leave one of them out"),
    ("a b c", "101=20 011=30 111=9 001=12", "List c holds everybody on lists a and b: nothing tells"),
    ("a b", "11=1 10=90 01=80", "The 95 % interval is wider than a factor of 10"),
]


@pytest.mark.parametrize(("lists", "cells", "sentence"), REFUSED)
def test_each_refusal_is_a_sentence_without_a_number(tmp_path: Path, lists: str, cells: str, sentence: str) -> None:
    rows = [",".join((*cell.partition("=")[0], cell.partition("=")[2])) for cell in cells.split()]
    path = tmp_path / "refused.csv"
    path.write_text("\n".join([",".join((*lists.split(), "count")), *rows]), encoding="utf-8")
    record = _record("--table", path)
    assert record["estimate"] is None
    assert sentence in record["refusal"]
    printed = _run("--table", path)
    assert printed.exit_code == 0
    assert "no number" in printed.stdout and "about" not in printed.stdout


@pytest.mark.slow
def test_chains_that_disagree_are_refused(shared: Path) -> None:
    table = shared / "data" / "mse" / "tables" / "netherlands_5.csv"
    record = _record("--table", table, "--method", "lcmcr")
    assert record["estimate"] is None
    assert record["refusal"].startswith("The 4 chains disagree after 3200000 steps each: R-hat is ")


def test_what_lies_beyond_the_limits_is_named(overlap: Path) -> None:
    assert "Beyond the limits" not in _run("--table", overlap, "--leave-out").stdout
    uneven = overlap.with_name("uneven.csv")
    uneven.write_text(OVERLAP.replace("1,1,0,60", "1,1,0,20"), encoding="utf-8")
    record = _record("--table", uneven, "--leave-out")
    assert record["beyond_limits"] == ["without hotline", "without lawyers"]
    assert "Beyond the limits: without hotline; without lawyers." in _run("--table", uneven, "--leave-out").stdout


def test_pictures_are_written_for_pages_and_phones(overlap: Path, tmp_path: Path) -> None:
    printed = _run("--table", overlap, "--svg", tmp_path / "pictures").stdout
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == ["estimate-phone.svg", "estimate.svg", "lists-phone.svg", "lists.svg"]
    assert all(name in printed for name in names)
    (tmp_path / "apart.csv").write_text("hotline,court,count\n1,0,30\n0,1,20\n", encoding="utf-8")
    _run("--table", tmp_path / "apart.csv", "--svg", tmp_path / "pictures")
    left = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert left == ["lists-phone.svg", "lists.svg"], "a refusal leaves no picture of a number"


def test_linked_lists_of_a_store_are_estimated_without_a_key(store: Path) -> None:
    record = _record("--store", store, "--draws", "5")
    assert record["lists"] == {"courts": 40, "hotline": 60}
    assert record["documented"] == 75
    assert 85 < record["estimate"]["point"] < 105
    assert "5 ways to link the records" in record["estimate"]["notes"][0]
    doubtful, likely, _ = record["thresholds"].values()
    assert [one["estimate"]["observed"] for one in (doubtful, likely)] == [75, 75]


def test_the_same_store_gives_the_same_figures(store: Path) -> None:
    assert _record("--store", store, "--draws", "5") == _record("--store", store, "--draws", "5")


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
