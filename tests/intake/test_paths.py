import io
import os
import sys
from pathlib import Path

import pytest

from habeas.exc import InputError
from habeas.intake import Document, IntakeOptions, list_documents, read_document, read_paths
from habeas.model import Report
from tests.intake.summary import summarize

TEXT = "Police in Aldmoor detained fourteen people."


def names(found: list[Document | InputError]) -> list[str]:
    return [Path(item.path).name if isinstance(item, Document) else item.reason for item in found]


def read(*paths: Path | str, options: IntakeOptions | None = None) -> list[Report | InputError]:
    return list(read_paths([str(path) for path in paths], options or IntakeOptions()))


def test_folder_is_read_at_any_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.jsonl", "a/b/c.html", "c.csv", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert names(list(list_documents([str(tmp_path)]))) == ["c.html", "z.jsonl", "b.txt", "c.csv"]


def test_loop_of_links_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "back").symlink_to(tmp_path)
    assert names(list(list_documents([str(tmp_path)]))) == ["a.txt"]


def test_files_of_unknown_kind_are_counted_once_for_each_extension(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg", "notes", "a.txt"):
        (tmp_path / name).write_text(TEXT)
    found = names(list(list_documents([str(tmp_path)])))
    assert found[0] == "a.txt"
    assert found[1].startswith(f"1 file without extension not read (the first: {tmp_path}/notes); known are .csv")
    assert found[2].startswith(f"2 files with extension .jpg not read (the first: {tmp_path}/1.jpg); known are .csv")


def test_file_that_is_named_is_read_whatever_its_extension(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text(TEXT)
    (tmp_path / "export.log").write_text(f'{{"text": "{TEXT}"}}\n')
    (tmp_path / "page.php").write_text(f"<!DOCTYPE html>\n<p>{TEXT}")
    (tmp_path / "pretty.out").write_text(f'{{\n"text": "{TEXT}"\n}}')
    found = read(*sorted(tmp_path.iterdir()))
    assert [item.reader for item in found if isinstance(item, Report)] == ["jsonl@1", "text@1", "html@1", "json@1"]


def test_picture_that_is_named_is_refused(tmp_path: Path) -> None:
    (tmp_path / "march.jpg").write_bytes(b"\xff\xd8\xff\xe0 and so on")
    (error,) = read(tmp_path / "march.jpg")
    assert str(error) == f"{tmp_path}/march.jpg: looks like a JPEG picture, expected text"


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.txt").mkdir()
    found = [str(error).removeprefix(f"{tmp_path}/") for error in read(tmp_path)]
    assert found == [
        "gone.txt: cannot be opened: no such file or directory",
        "pipe.txt: is a named pipe (pipe it in and name it -), expected a regular file",
    ]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/dev/null", "is a device, expected a regular file"),
        ("/nonexistent/a.txt", "cannot be opened: no such file or directory"),
        ("a\0b.txt", "cannot be opened: embedded null byte"),
        ("", "is an empty path, expected a file or a folder"),
    ],
)
def test_path_that_cannot_be_read_is_an_error_in_its_place(path: str, reason: str) -> None:
    (error,) = read(path)
    assert isinstance(error, InputError)
    assert error.reason == reason


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_file_without_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert [str(error) for error in read(tmp_path)] == [f"{tmp_path}/a.txt: cannot be opened: permission denied"]


def test_name_that_is_no_text_is_shown_with_escapes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text("")
    (error,) = read(tmp_path)
    assert str(error) == f"{tmp_path}/bad\\xff.txt: is empty, expected text"


@pytest.mark.parametrize(
    ("data", "reader"), [(TEXT, "text@1"), (f'{{"text": "{TEXT}"}}', "jsonl@1"), (f'[{{"text": "{TEXT}"}}]', "json@1")]
)
def test_standard_input_is_read_by_its_looks(data: str, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (report,) = read("-")
    assert isinstance(report, Report)
    assert (report.text, report.reader) == (TEXT, reader)


def test_standard_input_that_is_closed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (error,) = read("-")
    assert str(error) == "-: standard input is closed"


def test_format_named_by_the_user_counts(tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text(f"date;text\n2021-03-07;{TEXT}\n")
    (report,) = read(tmp_path / "export.txt", options=IntakeOptions(format="csv"))
    assert summarize(report)["published_at"] == "2021-03-07"


def test_format_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (error,) = read(tmp_path / "a.txt", options=IntakeOptions(format="docx"))
    assert str(error).endswith("format 'docx' is unknown; known are csv, html, json, jsonl, parquet, text")


def test_what_the_user_knows_fills_only_what_is_absent(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        f'{{"text": "{TEXT}", "date": "2021-03-07", "source": "Courier", "lang": "en"}}\n{{"text": "{TEXT}"}}\n'
    )
    options = IntakeOptions(date="2021-03-09", publisher="Wire", language="en")
    found = [item for item in read(tmp_path / "a.jsonl", options=options) if isinstance(item, Report)]
    assert [(item.published_at, item.publisher) for item in found] == [
        ("2021-03-07", "Courier"),
        ("2021-03-09", "Wire"),
    ]


def test_document_that_vanishes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (document,) = list_documents([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert isinstance(document, Document)
    assert [str(error) for error in read_document(document, IntakeOptions())] == [
        f"{tmp_path}/a.txt: cannot be opened: no such file or directory"
    ]
