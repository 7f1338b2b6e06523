"""Hostile lists: bombs, entities, macros, passwords, wrong formats; each a clear error, in little time and memory."""

import os
import traceback
import zipfile
from pathlib import Path
from time import process_time

import pytest

from benchmarks.machine import read_peak
from habeas.exc import InputError
from habeas.intake.people import RowFault, read_list
from habeas.model.person import PersonEntry
from tests.intake.people.samples import CANARY, CELLS, plain, refuse_file, row, take_in, write_list
from tests.intake.people.workbooks import PARTS, sheet_xml, write_book, write_parts

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE lol [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {'abcdefgh'[n]} '{('&' + 'abcdefgh'[n - 1] + ';') * 20}'>" for n in range(1, 8)
)
STRICT = "<?xml version='1.0'?><!-- http://purl.oclc.org/ooxml/spreadsheetml/main -->"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def cell(column: int, words: str, kind: str = "inlineStr") -> str:
    """A cell by the number of its column, 0 the first."""
    reference = f"{chr(65 + column)}2"
    inner = f"<is><t>{words}</t></is>" if kind == "inlineStr" else f"<v>{words}</v>"
    return f'<c r="{reference}" t="{kind}">{inner}</c>'


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({SHEET: LAUGHS + "]>" + sheet_xml("&h;")}, "declares entities in its XML"),
        ({SHEET: OUTSIDE + sheet_xml("&a;")}, "declares entities in its XML"),
        ({"xl/sharedStrings.xml": OUTSIDE + "<sst/>"}, "declares entities in its XML"),
        ({"xl/styles.xml": "<!--" + "x" * 300_000 + "-->" + OUTSIDE}, "declares entities in its XML"),
        ({"[Content_Types].xml": OUTSIDE + PARTS["[Content_Types].xml"]}, "declares entities in its XML"),
        ({SHEET: sheet_xml("").encode("utf-16")}, "not in UTF-8"),
        ({SHEET: "<?xml version='1.0' encoding='cp037'?>" + sheet_xml("")}, "not in UTF-8"),
        ({SHEET: b"\0" * 65 * 2**20}, "unpacks to more than 200 times its size: looks like a zip bomb"),
        ({"xl/styles.xml": b"\0" * 17 * 2**20}, "has a part of 17 MiB, expected at most 16"),
        ({SHEET: sheet_xml("<row>" + "<c/>" * 2**20 + "</row>")}, "has a row of over 2 MiB"),
        ({SHEET: sheet_xml("<row/>" * 1_048_577)}, "has over 1,048,576 rows in a sheet"),
        ({SHEET: sheet_xml('<row r="99999999999"><c/></row>')}, "numbers a row beyond 1,048,576"),
        ({SHEET: sheet_xml("").replace("</row>", f"{cell(0, 'x').replace('A2', 'XFD1')}</row>", 1)}, "16,384 columns"),
        ({SHEET: sheet_xml("").replace("</row>", f"{cell(0, 'x').replace('A2', 'ZZZ1')}</row>", 1)}, "beyond 16,384"),
        ({SHEET: sheet_xml("").replace("</row>", f"{cell(0, 'x').replace('A2', 'A1')}</row>", 1)}, "two names of one"),
        ({SHEET: sheet_xml('<row r="3"/><row r="2"/>')}, "numbers a row 2 below row 3; programs read that differently"),
        ({SHEET: sheet_xml(f'<row r="2">{cell(1, "Testov")}</row>' * 2)}, "numbers a row 2 below row 2"),
        ({SHEET: sheet_xml('<row r="0"/>')}, "numbers a row 0 below row 1"),
        ({SHEET: sheet_xml('<row r="2"><c r="B7"><v>1</v></c></row>')}, "has a cell of another row in row 2"),
        ({SHEET: sheet_xml("") + '<mergeCell ref="A1:A2"/>' * 50_001}, "has over 50,000 merged cells"),
        ({SHEET: STRICT + sheet_xml("")}, "is a Strict Open XML workbook; save it as an ordinary one"),
        ({"xl/workbook.bin": b""}, "is a binary workbook (.xlsb)"),
        ({f"xl/media/{n}.png": b"" for n in range(10_001)}, "parts, expected at most 10,000"),
        ({SHEET: "<worksheet><sheetData><row>"}, "is a broken workbook"),
        ({SHEET: "no XML"}, "is a broken workbook"),
        ({"xl/workbook.xml": "<workbook/>"}, "has no sheet of cells"),
        (
            {"xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace("sheet1", "gone")},
            "has no sheet of cells",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_hostile_workbook_is_one_clear_error(parts: dict[str, str | bytes], reason: str, tmp_path: Path) -> None:
    file = write_parts(tmp_path, parts)
    started = process_time()
    error = refuse_file(file)
    assert reason in error.reason and process_time() - started < 20


def test_a_part_that_lies_about_its_size_is_broken(tmp_path: Path) -> None:
    file = write_parts(tmp_path, {SHEET: b"\0" * 2**20})
    raw = file.read_bytes()
    file.write_bytes(raw.replace((2**20).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "is a broken workbook (BadZipFile)" in refuse_file(file).reason


def test_a_part_that_states_a_great_size_is_not_unpacked(tmp_path: Path) -> None:
    file = write_parts(tmp_path, {SHEET: b"\0" * 2**20})
    raw = file.read_bytes()
    file.write_bytes(raw.replace((2**20).to_bytes(4, "little"), (2**31).to_bytes(4, "little")))
    assert "unpacks to 2,048 MiB, expected at most 512: save it as CSV" in refuse_file(file).reason


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_packing_is_refused(method: int, tmp_path: Path) -> None:
    assert "packed in a way that no spreadsheet" in refuse_file(write_parts(tmp_path, {}, method=method)).reason


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    file = write_parts(tmp_path, {})
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, sheet_xml(""))
    assert "has two parts of one name" in refuse_file(file).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"PK", "is a broken workbook"),
        (b"PK\x03\x04" + os.urandom(500), "is a broken workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 3000, "is an old Office document (.xls), expected .xlsx or .csv"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 999 + "EncryptedPackage".encode("utf-16-le"), "is encrypted with a password"),
        (b"%PDF-1.7", "looks like a PDF document, expected text"),
        (b"\x1f\x8b\x08", "looks like gzip data"),
        (b"{\\rtf1", "looks like an RTF document"),
        (b"\x00" * 5000, "the first row has none of the columns"),
    ],
)
def test_what_is_no_list_is_named(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)
    assert reason in refuse_file(file).reason


def test_a_document_of_another_program_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "holds no workbook of spreadsheets (.ods" in refuse_file(tmp_path / "list.ods").reason


def test_a_workbook_with_macros_and_links_is_read_without_them(tmp_path: Path) -> None:
    file = write_book(tmp_path, [list(CELLS.values())], "list.xlsm")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"never looked at")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    [found] = take_in(file)
    assert isinstance(found, PersonEntry)


def test_a_cell_far_beyond_all_columns_costs_nothing(tmp_path: Path) -> None:
    file = write_parts(tmp_path, {SHEET: sheet_xml(f'<row r="2">{cell(1, "Testov")}<c r="ZZZ2"><v>1</v></c></row>')})
    started = process_time()
    assert [isinstance(item, RowFault) for item in take_in(file)] == [True]
    assert process_time() - started < 2


@pytest.mark.parametrize("column", ["GR", "XFD", "ZZZ"])
def test_what_stands_far_beside_the_list_is_told(column: str, tmp_path: Path) -> None:
    far = f'<c r="{column}{{row}}" t="inlineStr"><is><t>Testova</t></is></c>'
    rows = f'<row r="2">{cell(1, "Testov")}{far}</row><row r="3">{far}</row>'.replace("{row}", "2", 1)
    found = take_in(write_parts(tmp_path, {SHEET: sheet_xml(rows.replace("{row}", "3"))}))
    assert [str(item) for item in found] == [
        f"row {n}: has a cell beyond the last column that has a name" for n in (1, 2)
    ]


def test_a_million_empty_cells_beside_the_list_are_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}">{"<c/>" * 16_384}</row>' for n in range(3, 64))
    file = write_parts(tmp_path, {SHEET: sheet_xml(f'<row r="2"><c/>{cell(1, "Testov")}</row>{empty}')})
    started = process_time()
    assert len(take_in(file, plain(key=None, ignored=["file"]))) == 1
    assert process_time() - started < 20


def test_two_cells_of_one_column_are_a_fault(tmp_path: Path) -> None:
    file = write_parts(tmp_path, {SHEET: sheet_xml(f'<row r="2">{cell(1, "Testov")}{cell(1, "Testova")}</row>')})
    assert [str(item) for item in take_in(file)] == ["row 1: has two cells of one column"]


def test_rows_a_million_apart_are_found(tmp_path: Path) -> None:
    far = '<row r="1000000"><c r="A1000000"><v>7</v></c><c r="B1000000" t="inlineStr"><is><t>Testov</t></is></c></row>'
    [found] = take_in(write_parts(tmp_path, {SHEET: sheet_xml(far)}))
    assert isinstance(found, PersonEntry) and (found.row, found.key) == (1, "7")


@pytest.mark.parametrize("kind", ["n", "b", "d", "s"])
def test_what_a_library_says_of_a_broken_cell_is_not_passed_on(kind: str, tmp_path: Path) -> None:
    file = write_parts(tmp_path, {SHEET: sheet_xml(f'<row r="2">{cell(1, CANARY, kind)}</row>')})
    error = refuse_file(file)
    assert "is broken at row" in error.reason
    assert CANARY not in "".join(traceback.format_exception(error)) and error.__context__ is None


@pytest.mark.parametrize("columns", ["x," * 1_000_000, ",".join(CELLS) + "," * 1_000_000])
def test_a_million_empty_columns_are_refused(columns: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(f"{columns}\n1,2,3\n", encoding="utf-8")
    assert "columns, expected at most 10,000" in refuse_file(tmp_path / "list.csv").reason


def test_a_row_of_a_million_cells_is_a_fault(tmp_path: Path) -> None:
    file = write_list(tmp_path, [row(), row(file="2")])
    file.write_text(file.read_text(encoding="utf-8") + "," * 1_000_000 + "x\n", encoding="utf-8")
    found = take_in(file)
    assert str(found[2]) == "row 3: the row has 1000001 cells, the header 10 (line 4)"


def test_a_byte_that_is_no_text_names_the_column_and_no_cell(tmp_path: Path) -> None:
    file = write_list(tmp_path, [row(person=CANARY)])
    file.write_bytes(file.read_bytes().replace(b"Xyzzy", b"Xy\xffzzy"))
    [found] = take_in(file)
    assert "not UTF-8 (byte 0xff in column 'person')" in str(found) and "Xy" not in str(found)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-8"])
def test_a_file_in_another_encoding_does_not_carry_its_bytes_along(encoding: str, tmp_path: Path) -> None:
    file = write_list(tmp_path, [row(person=CANARY)] * 3)
    file.write_bytes(
        b"\xff\xfe" + file.read_bytes() + b"\x00\xd8x" if encoding == "utf-16-le" else file.read_bytes() + b"\xff"
    )
    error: BaseException | None = refuse_file(file, plain(encoding=encoding))
    told = ""
    while error is not None:
        told, error = told + repr(error) + str(vars(error)), error.__cause__ or error.__context__
    assert "Xyzzyplugh" not in told


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    file = write_list(tmp_path, [row(), row(file="2")])
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines[:2], f'3,"{CANARY}', lines[2]]), encoding="utf-8")
    first, broken, last = take_in(file)
    assert isinstance(first, PersonEntry) and isinstance(last, PersonEntry)
    assert str(broken) == "row 2: a quote is opened and never closed (line 3)"


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "is a directory" in refuse_file(tmp_path).reason
    assert "cannot be opened" in refuse_file(tmp_path / "gone.csv").reason


@pytest.mark.slow
def test_a_million_rows_are_read_in_little_memory(tmp_path: Path) -> None:
    file = write_list(tmp_path, [row()])
    head, line = file.read_text(encoding="utf-8").splitlines()
    with file.open("w", encoding="utf-8") as out:
        out.write(head + "\n")
        out.writelines(f"{number}{line[1:]}\n" for number in range(1_000_000))
    # What other tests took before is no part of it.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = read_peak()
    count = sum(1 for item in read_list(file, plain()) if isinstance(item, PersonEntry))
    assert count == 1_000_000
    assert read_peak() - before < 300 * 2**20


def test_an_error_is_of_the_file(tmp_path: Path) -> None:
    error = refuse_file(write_parts(tmp_path, {SHEET: "no XML"}))
    assert isinstance(error, InputError) and error.path.endswith("list.xlsx")
