"""Batches: documents are archived before they are read, and what is known is left out."""

from collections.abc import Iterable
from pathlib import Path

from habeas.intake import IntakeOptions
from habeas.intake.batch import Batch, batch_reports
from habeas.store.archive import Archive
from tests.collecting import make_texts, write_reports


def batch(tmp_path: Path, *paths: str, known: Iterable[str] = ()) -> list[Batch]:
    archive = Archive(tmp_path / "archive")
    return list(batch_reports(paths, IntakeOptions(), archive=archive, find_known=lambda ids: set(known) & set(ids)))


def test_a_batch_is_a_hundred_short_reports_or_fewer_long_ones(tmp_path: Path) -> None:
    short = write_reports(tmp_path / "short.jsonl", make_texts(205))
    long = write_reports(tmp_path / "long.jsonl", [f"{number} {'x' * 80_000}" for number in range(4)])
    assert [len(group.reports) for group in batch(tmp_path, short)] == [97, 97, 11]
    assert [len(group.reports) for group in batch(tmp_path, long)] == [3, 1]


def test_reports_come_from_the_archived_bytes_under_the_path_as_given(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(2))
    [group] = batch(tmp_path, path)
    [document] = group.documents
    assert (document.path, document.size) == (path, Path(path).stat().st_size)
    assert {report.sha256 for report in group.reports} == {document.sha256}
    assert group.paths == (path, path)


def test_known_reports_and_repetitions_are_counted_and_left_out(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", [*make_texts(3), *make_texts(1)])
    [group] = batch(tmp_path, path)
    assert (len(group.reports), group.known) == (3, 1)
    [group] = batch(tmp_path, path, known=[group.reports[0].id])
    assert (len(group.reports), group.known) == (2, 2)


def test_what_cannot_be_read_is_named_by_the_path_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\nnot JSON\n', encoding="utf-8")
    [group] = batch(tmp_path, str(path), str(tmp_path / "absent.txt"))
    assert [(failure.path, failure.line) for failure in group.failures] == [
        (str(path), 2),
        (str(tmp_path / "absent.txt"), None),
    ]
