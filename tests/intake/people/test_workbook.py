"""Workbooks: values as their columns show them; formulas, errors and stray cells are faults of their rows."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from habeas.intake.people import RowFault
from habeas.model.person import PersonEntry
from tests.intake.people.samples import CELLS, plain, refuse_file, row, take_in, write_list
from tests.intake.people.workbooks import sheet_xml, write_book, write_parts

VALUES = list(CELLS.values())


def _with(**cells: Any) -> list[Any]:
    return [cells.get(name, value or None) for name, value in CELLS.items()]


def _one(file: Path) -> PersonEntry | RowFault:
    [found] = take_in(file)
    return found


def test_a_workbook_says_what_the_same_list_in_csv_says(tmp_path: Path) -> None:
    assert take_in(write_book(tmp_path, [VALUES])) == take_in(write_list(tmp_path, [row()]))


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("file", 17, "17"),
        ("file", 17.0, "17"),
        ("file", 1234567890123456, "1234567890123456"),
        ("age", 34, "34"),
        ("detained", date(2022, 2, 27), "2022-02-27"),
        ("detained", datetime(2022, 2, 27, 19, 30), "2022-02-27 19:30"),  # noqa: DTZ001  (a sheet knows no zones)
        ("station", True, "TRUE"),
        ("station", "=not a formula but text", "=not a formula but text"),
    ],
)
def test_values_are_written_as_their_column_shows_them(column: str, value: Any, words: str, tmp_path: Path) -> None:
    file = write_book(tmp_path, [_with(**{column: value})])
    if words.startswith("="):
        book = load_workbook(file)
        book.active.cell(2, list(CELLS).index(column) + 1).data_type = "s"
        book.save(file)
    found = _one(file)
    assert isinstance(found, PersonEntry) and dict(found.identity.cells)[column] == words


@pytest.mark.parametrize(
    ("stands", "means"),
    [
        ("Testov_x000D_\nIvan", "Testov Ivan"),
        ("Te_x0073_tov", "Testov"),
        ("T_xD83D__xDE00_", "T😀"),
        ("A_x12_", "A_x12_"),
    ],
)
def test_signs_that_a_workbook_spells_out_are_read(stands: str, means: str, tmp_path: Path) -> None:
    found = _one(write_book(tmp_path, [_with(person=stands)]))
    assert isinstance(found, PersonEntry) and found.identity.name == means


@pytest.mark.parametrize("stands", ["Te_x0000_stov", "Te_xD83D_stov"])
def test_a_sign_spelt_out_that_is_no_text_is_a_fault(stands: str, tmp_path: Path) -> None:
    assert str(_one(write_book(tmp_path, [_with(person=stands)]))) == (
        "row 1: column 'person': holds control characters, expected text"
    )


def test_rows_below_a_merged_cell_are_faults_since_nothing_stands_in_them(tmp_path: Path) -> None:
    file = write_book(tmp_path, [_with(file=number, city="Perm" if number == 1 else None) for number in range(1, 6)])
    book = load_workbook(file)
    for region in ("E2:E4", "B6:C6", "Z2:Z6"):
        book.active.merge_cells(region)
    book.save(file)
    found = take_in(file)
    assert [item.row for item in found if isinstance(item, PersonEntry)] == [1, 4, 5]
    assert [str(item) for item in found if isinstance(item, RowFault)] == [
        f"row {number}: column 'city' is merged with the row above: unmerge it, and fill in each cell"
        for number in (2, 3)
    ]


def test_merged_cells_of_a_column_left_out_are_no_fault(tmp_path: Path) -> None:
    file = write_book(tmp_path, [_with(file=number) for number in (1, 2)])
    book = load_workbook(file)
    book.active.merge_cells("G2:G3")
    book.save(file)
    found = take_in(file, plain(facility=None, ignored=["station"]))
    assert [isinstance(item, PersonEntry) for item in found] == [True, True]


def test_days_of_a_sheet_are_of_our_calendar_whatever_the_list_is_written_in(tmp_path: Path) -> None:
    file = write_book(tmp_path, [_with(detained=date(2022, 2, 27)), _with(file=2, detained="1400/12/08")])
    found = take_in(file, plain(dates={"calendar": "persian"}))
    assert [item.detained_at for item in found if isinstance(item, PersonEntry)] == ["2022-02-27", "2022-02-27"]


@pytest.mark.parametrize(
    "formula", ["=1+33", '=HYPERLINK("http://evil.example","34")', "='[other.xlsx]List'!A1", "=NOW()"]
)
def test_a_formula_is_never_worked_out_but_a_fault_of_its_row(formula: str, tmp_path: Path) -> None:
    first, second = take_in(write_book(tmp_path, [_with(age=formula), _with(file=2)]))
    assert str(first) == "row 1: column 'age' holds a formula, expected a value (paste it as one)"
    assert isinstance(second, PersonEntry)


def test_a_value_kept_beside_a_formula_is_not_taken(tmp_path: Path) -> None:
    cells = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><f>1+33</f><v>34</v></c></row>'
    file = write_parts(tmp_path, {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    assert str(_one(file)) == "row 1: column 'age' holds a formula, expected a value (paste it as one)"


def test_a_formula_in_a_column_left_out_is_no_fault(tmp_path: Path) -> None:
    file = write_book(tmp_path, [_with(station="=1+1")])
    [found] = take_in(file, plain(facility=None, ignored=["station"]))
    assert isinstance(found, PersonEntry)


def test_an_error_of_the_spreadsheet_is_a_fault(tmp_path: Path) -> None:
    found = _one(write_book(tmp_path, [_with(age="#REF!")]))
    assert "row 1: column 'age' holds an error of the spreadsheet program" in str(found)


def test_a_cell_beside_the_named_columns_is_a_fault_of_its_row(tmp_path: Path) -> None:
    first, second = take_in(write_book(tmp_path, [[*VALUES, None, "stray"], _with(file=2)]))
    assert str(first) == "row 1: has a cell beyond the last column that has a name"
    assert isinstance(second, PersonEntry)


def test_blank_rows_and_columns_are_passed_over(tmp_path: Path) -> None:
    file = write_book(tmp_path, [[], [None] * 40, VALUES, [], _with(file=2), [None]])
    assert [item.row for item in take_in(file)] == [1, 2]


def test_a_fault_below_a_blank_row_says_which_row_of_the_sheet_it_is(tmp_path: Path) -> None:
    wrong = _with(age="old")
    found = take_in(write_book(tmp_path, [wrong, [None], wrong]))
    assert [str(fault).partition(":")[0] for fault in found] == ["row 1", "row 2 (row 4 of the sheet)"]


def test_rows_stand_on_though_the_sheet_states_a_smaller_size(tmp_path: Path) -> None:
    cells = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Testov</t></is></c></row>'
    lying = sheet_xml(cells).replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>')
    found = _one(write_parts(tmp_path, {"xl/worksheets/sheet1.xml": lying}))
    assert isinstance(found, PersonEntry) and found.identity.name == "Testov"


def test_the_sheet_is_the_only_one_or_the_one_that_the_mapping_names(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Notes"
    for cells in (list(CELLS), VALUES):
        (book["List"] if "List" in book.sheetnames else book.create_sheet("List")).append(cells)
    book.save(tmp_path / "list.xlsx")
    assert "has 2 sheets, expected one, or its name under `sheet`" in refuse_file(tmp_path / "list.xlsx").reason
    assert len(take_in(tmp_path / "list.xlsx", plain(sheet="List"))) == 1
    assert "has no sheet 'Gone'" in refuse_file(tmp_path / "list.xlsx", plain(sheet="Gone")).reason


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        (["file", "person"], "missing 'age', 'born'"),
        ([*CELLS, "notes"], "unknown 11 (K)"),
        ([*list(CELLS)[:-1], "shared"], "missing 'share'; unknown 10 (J)"),
        ([*CELLS, "file"], "twice 'file'"),
        ([*CELLS, None, "notes"], "unknown 11 (K), 12 (L)"),
        (["Тестов Иван", "34"], "the first row has none of the columns of mapping plain: 'file', 'person'"),
        ([], "is empty, expected the names of the columns"),
    ],
)
def test_columns_that_do_not_fit_stop_the_file_by_name(columns: list[Any], fault: str, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(columns)
    book.active.append(VALUES)
    if not columns:
        book = Workbook()
    book.save(tmp_path / "list.xlsx")
    reason = refuse_file(tmp_path / "list.xlsx").reason
    assert fault in reason and "Тестов" not in reason
