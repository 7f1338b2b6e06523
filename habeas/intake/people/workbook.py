"""Workbooks from strangers: what would exhaust the machine, or hide what it holds, is refused before it is opened."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from habeas.exc import InputError
from habeas.intake.stream import CHUNK, RATIO_CHECKED_FROM, RATIO_LIMIT, open_regular, read_chunks

MEMBER_LIMIT = 10_000
SIZE_LIMIT = 512 * 2**20  # bytes of all parts unpacked: a sheet of 700,000 rows of ten columns
TEXTS_LIMIT = 128 * 2**20  # of the texts that cells share: held in memory whole
PART_LIMIT = 16 * 2**20  # of any other part that is read: its tree takes about twenty times as much
ROW_LIMIT = 2 * 2**20  # of one row of a sheet: all the columns there can be, filled
ROWS_LIMIT = 1_048_576 + 1  # as many as a sheet can have

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_TEXTS = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)
_ROW = re.compile(rb"[<:]row(?=[\s/>])")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})["']""")
_TAIL = 16  # bytes: longer than what is looked for
_STRICT = b"http://purl.oclc.org/ooxml/"
_PLAIN = (b"utf-8", b"us-ascii", b"ascii")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def is_workbook(file: Path, path: str) -> bool:
    """Whether the file begins as workbooks do, old and encrypted ones included."""
    with open_regular(file, path) as stream:
        return stream.read(8).startswith((_OLE, _ZIP))


def check_workbook(file: BufferedReader, path: str) -> None:
    """Raises InputError where the file is no workbook of spreadsheets, or none to be opened; the file is rewound."""
    _check_container(file, path)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, path)
            _check_packing(members, path)
            for member in members:
                # Every part: the workbook itself says which of them are sheets, whatever they are called.
                _check_part(archive, member, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(path, f"is a broken workbook ({type(error).__name__}), expected .xlsx") from error
    file.seek(0)


def _check_container(file: BufferedReader, path: str) -> None:
    head = file.read(8)
    file.seek(0)
    if head.startswith(_OLE):
        if any(_ENCRYPTED in chunk for chunk in read_chunks(file, path)):
            raise InputError(path, "is encrypted with a password; save it without one, on an encrypted disk")
        raise InputError(path, "is an old Office document (.xls), expected .xlsx or .csv")
    if not head.startswith(_ZIP):
        raise InputError(path, "is no workbook, expected .xlsx or .csv")


def _check_members(members: list[zipfile.ZipInfo], path: str) -> None:
    names = {member.filename for member in members}
    if len(members) > MEMBER_LIMIT:
        raise InputError(path, f"has {len(members):,} parts, expected at most {MEMBER_LIMIT:,}")
    if len(names) < len(members):
        raise InputError(path, "has two parts of one name: it reads differently in different programs")
    if "xl/workbook.bin" in names:
        raise InputError(path, "is a binary workbook (.xlsb), expected .xlsx or .csv")
    if "xl/workbook.xml" not in {name.lstrip("/") for name in names}:
        raise InputError(path, "holds no workbook of spreadsheets (.ods and .numbers do not), expected .xlsx or .csv")


def _check_packing(members: list[zipfile.ZipInfo], path: str) -> None:
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise InputError(path, "is packed in a way that no spreadsheet program uses: not opened")
    if any(member.flag_bits & 1 for member in members):
        raise InputError(path, "has encrypted parts; save it without a password, on an encrypted disk")
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if size > SIZE_LIMIT:
        most = SIZE_LIMIT // 2**20
        raise InputError(path, f"unpacks to {size // 2**20:,} MiB, expected at most {most}: save it as CSV")
    if size > RATIO_CHECKED_FROM and size > RATIO_LIMIT * packed:
        raise InputError(path, f"unpacks to more than {RATIO_LIMIT} times its size: looks like a zip bomb")


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> None:
    is_sheet = _SHEET.fullmatch(member.filename) is not None
    limit = SIZE_LIMIT if is_sheet else TEXTS_LIMIT if _TEXTS.fullmatch(member.filename) else PART_LIMIT
    if member.file_size > limit:
        raise InputError(path, f"has a part of {member.file_size // 2**20} MiB, expected at most {limit // 2**20}")
    rows, tail = _Rows(), b""
    for chunk in _read_part(archive, member):
        if rows.offset == 0:
            _check_head(chunk, path)
        piece = tail + chunk
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise InputError(path, "declares entities in its XML, as no spreadsheet program does: not opened")
        rows.add(piece, len(tail))
        if is_sheet:
            _check_rows(rows, path)
        tail = piece[-_TAIL:]


class _Rows:
    """The rows of a sheet met so far, and the most bytes between two of them."""

    def __init__(self) -> None:
        self.count = self.gap = self.offset = self._last = 0

    def add(self, piece: bytes, known: int) -> None:
        """The next bytes, of which so many at the beginning are known."""
        # What lies in the known bytes alone was found with the piece before.
        found = [match.start() for match in _ROW.finditer(piece) if match.end() >= known]
        start = self.offset - known
        self.count += len(found)
        self.gap = max(self.gap, start + (found[0] if found else len(piece)) - self._last)
        self._last = start + found[-1] if found else self._last
        self.offset += len(piece) - known


def _check_rows(rows: _Rows, path: str) -> None:
    if rows.count > ROWS_LIMIT:
        raise InputError(path, f"has over {ROWS_LIMIT - 1:,} rows in a sheet, more than a sheet can have")
    if rows.gap > ROW_LIMIT:
        raise InputError(path, f"has a row of over {ROW_LIMIT // 2**20} MiB, more than its columns can fill")


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _check_head(head: bytes, path: str) -> None:
    """In other encodings a declaration of entities would not be seen, and by other names no row."""
    if _STRICT in head:
        raise InputError(path, "is a Strict Open XML workbook; save it as an ordinary one (Excel Workbook, .xlsx)")
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    if head.startswith(_WIDE) or (declared is not None and declared[1].lower() not in _PLAIN):
        raise InputError(path, "has a part that is not in UTF-8: not opened")
