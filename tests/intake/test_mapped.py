"""Tables whose columns a mapping explains: formats, encodings, columns that do not fit, and hostile files."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from habeas.exc import InputError
from habeas.intake import IntakeOptions, read_paths
from habeas.intake.document import LINE_LIMIT
from habeas.model import Report
from tests.mapping import plain, take_in, write_csv

ROWS = [
    {"date": "2022-02-27", "city": "Kazan", "value": "14"},
    {"date": "2022-02-28", "city": "Orléans", "value": "7"},
]
TEXTS = ["date: 2022-02-27\ncity: Kazan\nvalue: 14", "date: 2022-02-28\ncity: Orléans\nvalue: 7"]


def texts(path: Path, **changes: Any) -> list[str]:
    """The text of each report, or the reason why there is none."""
    found = take_in(path, plain(**changes))
    return [item.reason if isinstance(item, InputError) else item.text for item in found]


def write(folder: Path, content: str | bytes, name: str = "a.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_any_delimiter_and_unicode_encoding(encoding: str, delimiter: str, tmp_path: Path) -> None:
    assert texts(write(tmp_path, write_csv(ROWS, delimiter).encode(encoding))) == TEXTS


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16-le"])
def test_csv_in_the_encoding_that_the_mapping_names(encoding: str, tmp_path: Path) -> None:
    assert texts(write(tmp_path, write_csv(ROWS).encode(encoding)), encoding=encoding) == TEXTS


def test_a_row_that_is_not_utf_8_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    first, second = texts(write(tmp_path, write_csv(ROWS).encode("latin-1")))
    assert first == TEXTS[0]
    assert second.startswith("row 2: not UTF-8 (byte 0xe9 in ") and "another `encoding` (line 3)" in second


def test_typed_formats_read_the_same(tmp_path: Path) -> None:
    typed = [{**row, "value": int(row["value"])} for row in ROWS]
    write(tmp_path, "\n".join(map(json.dumps, typed)), "a.jsonl")
    write(tmp_path, gzip.compress((tmp_path / "a.jsonl").read_bytes()), "a.jsonl.gz")
    frame = pl.DataFrame(typed).with_columns(pl.col("date").str.to_date())
    frame.write_parquet(tmp_path / "a.parquet")
    assert [texts(tmp_path / name) for name in ("a.jsonl", "a.jsonl.gz", "a.parquet")] == [TEXTS] * 3


def test_a_report_says_where_it_comes_from(tmp_path: Path) -> None:
    stated = {"outlet": {"is": "Courier (demo)"}, "published": {"column": "date"}, "id": "city"}
    first, second = take_in(write(tmp_path, write_csv(ROWS)), plain(**stated))
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.publisher, first.published_at, first.external_id) == ("Courier (demo)", "2022-02-27", "Kazan")
    assert (second.part, second.reader, second.language) == ("row 2", "table:plain@1", None)
    assert first.sha256 == second.sha256 and first.blocks[0].end == len(first.text)


def test_publication_is_what_the_user_says_where_the_row_says_nothing(tmp_path: Path) -> None:
    [report, _] = take_in(write(tmp_path, write_csv(ROWS)), plain(), published="2022-03-01")
    assert isinstance(report, Report) and report.published_at == "2022-03-01"


def test_rows_are_counted_below_the_names_whatever_lines_they_take(tmp_path: Path) -> None:
    content = '\ndate,city,value\n\n2022-02-27,"Ka\nzan",1\n,,\n2022-02-28,Perm\n2022-02-28,Perm,2\n'
    found = [
        item.reason if isinstance(item, InputError) else item.part
        for item in take_in(write(tmp_path, content), plain())
    ]
    assert found == ["row 1", "row 2: the row has 2 cells, the header 3 (line 7)", "row 3"]


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ("date,city", "missing 'value'"),
        ("date,city,figure", "missing 'value'; unknown 'figure'"),
        ("date,city,value,notes", "unknown 'notes'"),
        ("date,city,value,value", "twice 'value'"),
        ("Date,city,value", "missing 'date'; unknown 'Date'"),
        ("just words", "missing 'date', 'city', 'value'; unknown 'just words'"),
        (",".join(f"c{i}" for i in range(30)), "and 22 more"),
        ("c," * 1_000_000, "has 1,000,001 columns, expected at most 10,000"),
    ],
)
def test_columns_that_do_not_fit_stop_the_file_by_name(columns: str, fault: str, tmp_path: Path) -> None:
    [reason] = texts(write(tmp_path, f"{columns}\n1,2,3\n"))
    assert fault in reason and len(reason) < 500


def test_ignored_columns_have_to_be_there_and_are_not_printed(tmp_path: Path) -> None:
    file = write(tmp_path, write_csv([{**row, "notes": "x"} for row in ROWS]))
    assert texts(file, ignored=["notes"]) == TEXTS
    assert "missing 'gone'" in texts(file, ignored=["notes", "gone"])[0]


def test_a_key_that_comes_later_stops_the_file(tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in (ROWS[0], {**ROWS[1], "more": 1}, ROWS[1])]
    first, second = texts(write(tmp_path, "\n".join(lines), "a.jsonl"))
    assert first == TEXTS[0]
    assert second.startswith("row 2 has columns that are not those") and "unknown 'more'" in second


def test_a_key_that_stands_twice_stops_the_file(tmp_path: Path) -> None:
    line = json.dumps(ROWS[0]).replace('"value":', '"value": 900, "value":')
    assert "twice 'value'" in texts(write(tmp_path, f"{line}\n", "a.jsonl"))[0]


def test_a_key_that_stands_twice_in_a_row_stops_the_file(tmp_path: Path) -> None:
    line = json.dumps(ROWS[1]).replace('"value"', '"value": 900, "value"')
    first, second = texts(write(tmp_path, f"{json.dumps(ROWS[0])}\n{line}\n", "a.jsonl"))
    assert first == TEXTS[0]
    assert second.startswith("row 2 has columns that are not those") and "twice 'value'" in second


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"date": "2022-02-27", "city": ["Kazan"], "value": 1}', "row 1: column 'city' holds a list (['Kazan'])"),
        ('{"date": {"y": 2022}, "city": "Kazan", "value": 1}', "row 1: column 'date' holds an object"),
        ("[1, 2]", "row 1: expected an object, found a list"),
        ('{"date": ', "row 1: not JSON"),
        ("7", "row 1: expected an object, found a number (7)"),
    ],
)
def test_a_line_that_is_no_row_is_refused_and_the_next_read(line: str, reason: str, tmp_path: Path) -> None:
    first, second = texts(write(tmp_path, f"{line}\n{json.dumps(ROWS[0])}\n", "a.jsonl"))
    assert first.startswith(reason) and second == TEXTS[0]


def test_nested_columns_of_a_parquet_table_are_named(tmp_path: Path) -> None:
    pl.DataFrame({"date": ["2022-02-27"], "city": [["Kazan"]], "value": [1]}).write_parquet(tmp_path / "a.parquet")
    assert texts(tmp_path / "a.parquet") == ["columns that hold no text, numbers or days: 'city' (List(String))"]


def test_nothing_in_a_typed_cell_is_a_blank(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"date": ["2022-02-27"], "city": ["Kazan"], "value": [None]}, schema_overrides={"value": pl.Int64}
    )
    frame.write_parquet(tmp_path / "a.parquet")
    assert texts(tmp_path / "a.parquet") == ["date: 2022-02-27\ncity: Kazan\nvalue: "]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
@pytest.mark.parametrize(
    "content", [b"", b"PAR1 and no more", os.urandom(999), b"\x00" * 99], ids=["empty", "cut", "noise", "zeros"]
)
def test_a_file_that_is_no_table_is_one_error(name: str, content: bytes, tmp_path: Path) -> None:
    assert all(isinstance(item, InputError) for item in take_in(write(tmp_path, content, name), plain()))


def test_reading_goes_on_below_a_line_over_the_limit(tmp_path: Path) -> None:
    head, first, second = write_csv(ROWS).splitlines()
    file = write(tmp_path, "\n".join([head, first, "x" * (LINE_LIMIT + 1), second]))
    found = texts(file)
    assert [found[0], found[2]] == TEXTS and "over 16 MiB" in found[1]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    found = texts(write(tmp_path, write_csv(ROWS) + '2022-03-01,"Perm,3\n' + write_csv(ROWS[:1]).splitlines()[1]))
    assert found[0] == TEXTS[0] and "a quote is opened and never closed" in found[2] and found[3] == TEXTS[0]


def test_a_parquet_table_without_a_mapping_says_what_is_missing(tmp_path: Path) -> None:
    pl.DataFrame(ROWS).write_parquet(tmp_path / "a.parquet")
    [error] = read_paths([str(tmp_path / "a.parquet")], IntakeOptions())
    assert (
        isinstance(error, InputError)
        and error.reason == "is a Parquet table, expected a mapping of its columns (--mapping)"
    )


def test_a_text_with_a_mapping_is_refused(tmp_path: Path) -> None:
    assert texts(write(tmp_path, "14 detained", "a.txt")) == ["is text; a mapping explains tables: csv, jsonl, parquet"]
