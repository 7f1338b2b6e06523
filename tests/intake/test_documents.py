"""Every document in tests/documents reads as the file beside it says: NAME and NAME.expected.json."""

import hashlib
import json
from pathlib import Path

import pytest

from habeas.intake import KINDS, READERS, IntakeOptions, read_paths
from habeas.model import Report
from tests.intake.summary import left_out, summarize

FOLDER = Path(__file__).parents[1] / "documents"
DOCUMENTS = [path for path in sorted(FOLDER.glob("*/*")) if not path.name.endswith(".expected.json")]
NAMES = [str(path.relative_to(FOLDER)) for path in DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_document_reads_as_expected(document: Path) -> None:
    expected = json.loads(document.with_name(f"{document.name}.expected.json").read_text(encoding="utf-8"))
    assert [summarize(found) for found in read_paths([str(document)], IntakeOptions())] == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_report_points_at_the_bytes_it_was_read_from(document: Path) -> None:
    sha256 = hashlib.sha256(document.read_bytes()).hexdigest()
    found = read_paths([str(document)], IntakeOptions())
    assert {report.sha256 for report in found if isinstance(report, Report)} <= {sha256}


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_blocks_leave_out_white_space_only(document: Path) -> None:
    reports = [found for found in read_paths([str(document)], IntakeOptions()) if isinstance(found, Report)]
    assert all(not left_out(report).strip() for report in reports)


@pytest.mark.parametrize("kind", sorted(READERS))
def test_each_format_has_documents_and_extensions(kind: str) -> None:
    assert any(path.parent.name == kind for path in DOCUMENTS)
    assert kind in KINDS.values()


def test_text_is_the_records_text_letter_for_letter() -> None:
    document = FOLDER / "jsonl" / "records.jsonl"
    printed = json.loads(document.read_text(encoding="utf-8").split("\n")[2])["text"]
    report = list(read_paths([str(document)], IntakeOptions()))[1]
    assert isinstance(report, Report)
    assert report.text == printed


def test_text_is_the_files_text_without_its_byte_order_mark() -> None:
    document = FOLDER / "text" / "windows_line_ends.txt"
    (report,) = read_paths([str(document)], IntakeOptions())
    assert isinstance(report, Report)
    assert report.text == document.read_bytes().decode("utf-8-sig")
