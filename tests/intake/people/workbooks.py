"""Workbooks for tests: sound ones as a spreadsheet program writes them, and parts put together by hand."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.intake.people.samples import CELLS

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">
<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>""",
}


def write_book(folder: Path, rows: Sequence[Sequence[Any]], name: str = "list.xlsx") -> Path:
    """A workbook of one sheet: the columns of the plain list, and these rows below them."""
    book = Workbook()
    sheet = book.active
    for cells in (list(CELLS), *rows):
        sheet.append(list(cells))
    book.save(folder / name)
    return folder / name


def sheet_xml(rows: str) -> str:
    """The part of a sheet with the columns of the plain list, and these rows below them."""
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in CELLS)
    return f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{names}</row>{rows}</sheetData></worksheet>'


def write_parts(folder: Path, parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook of a plain sheet, with some of its parts given otherwise or besides."""
    packed = BytesIO()
    whole = {**PARTS, "xl/worksheets/sheet1.xml": sheet_xml(""), **parts}
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    file = folder / "list.xlsx"
    file.write_bytes(packed.getvalue())
    return file
