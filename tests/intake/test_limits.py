"""Hostile and oversized input: an error that names file and line, in bounded memory, and reading goes on."""

import gzip
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.exc import InputError
from habeas.intake import IntakeOptions, read_paths
from habeas.intake.document import LINE_LIMIT, PAGE_LIMIT, TEXT_LIMIT
from habeas.intake.stream import CHUNK, split_lines
from habeas.model import Report

LINE = b'{"text": "Police in Aldmoor detained fourteen people."}\n'


def read(path: Path) -> list[str]:
    """The part or the error of each report."""
    found = read_paths([str(path)], IntakeOptions())
    return [str(item).removeprefix(str(path)) if isinstance(item, InputError) else str(item.part) for item in found]


def write_sparse(path: Path, head: bytes, size: int) -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def test_line_of_200_megabytes_is_passed_over_in_bounded_memory() -> None:
    def chunks() -> Iterator[bytes]:
        yield LINE + b'{"text": "'
        yield from (bytes(CHUNK) for _ in range(200 * 2**20 // CHUNK))
        yield b'"}\n' + LINE

    tracemalloc.start()
    assert [line and len(line) for line in split_lines(chunks(), LINE_LIMIT)] == [len(LINE), None, len(LINE)]
    assert tracemalloc.get_traced_memory()[1] < 2 * LINE_LIMIT
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_reading_goes_on_below_a_line_over_the_limit(name: str, tmp_path: Path) -> None:
    head, row = (b"", LINE) if name == "a.jsonl" else (b"date,text\n", b"2021,Fourteen people were detained.\n")
    (tmp_path / name).write_bytes(head + row + b"x" * (LINE_LIMIT + 1) + b"\n" + row)
    lines = range(1, 4) if name == "a.jsonl" else range(2, 5)
    first, second, third = (f"line {number}" for number in lines)
    assert read(tmp_path / name) == [first, f", {second}: over 16 MiB, expected one report; passed over", third]


@pytest.mark.parametrize(
    ("name", "limit", "expected"),
    [
        ("a.txt", TEXT_LIMIT, "the text of one report"),
        ("a.html", PAGE_LIMIT, "the text of one report"),
        ("a.json", TEXT_LIMIT, "a list that fits into memory; longer ones as JSON lines"),
    ],
)
def test_file_over_the_limit_is_refused(name: str, limit: int, expected: str, tmp_path: Path) -> None:
    write_sparse(tmp_path / name, b"<p>Fourteen", limit + 1)
    assert read(tmp_path / name) == [f": holds more than {limit // 2**20} MiB, expected {expected}"]


def test_table_in_utf16_needs_its_mark(tmp_path: Path) -> None:
    table = "date,text\n2021,Fourteen people were detained.\n"
    (tmp_path / "a.csv").write_bytes(table.encode("utf-16"))
    (tmp_path / "b.csv").write_bytes(table.encode("utf-16-le"))
    assert read(tmp_path / "a.csv") == ["line 2"]
    assert read(tmp_path / "b.csv") == [": UTF-16 without byte order mark, expected UTF-8, or the mark"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz"])
def test_gzip_bomb_is_cut_off(name: str, tmp_path: Path) -> None:
    block = gzip.compress(b"0" * 2**26)
    (tmp_path / name).write_bytes(block * 2)
    assert read(tmp_path / name)[-1] == ": unpacks to more than 200 times its size: looks like a gzip bomb"


@pytest.mark.parametrize(
    ("packed", "expected"),
    [
        (gzip.compress(LINE * 2), ["line 1", "line 2"]),
        (gzip.compress(LINE) + gzip.compress(LINE), ["line 1", "line 2"]),
        (gzip.compress(LINE) + bytes(512), ["line 1"]),
        (gzip.compress(LINE)[:-4], ["line 1", ": ends in the middle of its gzip data: the file is cut off"]),
        (
            gzip.compress(LINE) + b"rest",
            ["line 1", ": its gzip data is followed by something else"],
        ),
        (LINE, ["line 1"]),
        (gzip.compress(b""), [": is empty, expected one JSON object a line"]),
    ],
    ids=["one member", "two members", "padded", "cut off", "followed by rubbish", "not packed", "empty"],
)
def test_gzip_is_unpacked_as_far_as_it_is_sound(packed: bytes, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    assert read(tmp_path / "a.jsonl.gz") == expected


@pytest.mark.parametrize("bomb", [b"[" * 100_000, b'{"text":' * 100_000, b'{"a":[' * 50_000])
def test_nested_json_is_an_error_and_the_next_line_is_read(bomb: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(bomb + b"\n" + LINE)
    assert read(tmp_path / "a.jsonl") == [", line 1: nested too deep, expected an object with a text", "line 2"]


def test_nested_html_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<div>" * 100_000 + b"Fourteen people were detained.")
    assert read(tmp_path / "a.html") == [": no text was found in this page"]


def test_html_of_too_many_tags_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>" * 200_001)
    assert read(tmp_path / "a.html") == [": holds more than 200,000 tags, expected the page of one report"]


def test_entities_of_html_do_not_open_files(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    (tmp_path / "a.html").write_text(f"{entity}<p>Police in Aldmoor detained fourteen people on Sunday &x; they said.")
    (report,) = read_paths([str(tmp_path / "a.html")], IntakeOptions())
    assert isinstance(report, Report)
    assert "a secret" not in report.text


def test_records_of_another_program_are_refused_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a\\u0000b"}\n{"text": "\\ud800"}\n"\xff"\n7\n' + LINE)
    assert read(tmp_path / "a.jsonl") == [
        ", line 1: the text holds a zero character (at 1)",
        ", line 2: not JSON: it holds half of a surrogate pair (\\ud800 to \\udfff)",
        ", line 3: not UTF-8, in which JSON is written (invalid start byte)",
        ", line 4: expected an object with a text, found a number (7)",
        "line 5",
    ]


def test_open_quotes_do_not_swallow_a_table(tmp_path: Path) -> None:
    rows = [b"date,text", b'2021,"never closed'] + [b"2021,Fourteen people were detained."] * 3000
    (tmp_path / "a.csv").write_bytes(b"\n".join(rows))
    found = read(tmp_path / "a.csv")
    assert found[0] == ", line 2: a quote is opened and never closed"
    assert found[1:] == [f"line {number}" for number in range(3, 3003)]
