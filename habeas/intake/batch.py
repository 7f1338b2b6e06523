"""Documents to batches of reports: what is kept and stored in one go.

A document's bytes are archived first and read from the archive, so that what was read is what was kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from habeas.exc import InputError
from habeas.intake import Document, IntakeOptions, list_documents, read_document
from habeas.intake.stream import open_regular
from habeas.model import Report
from habeas.model.document import ArchivedBytes, Failure
from habeas.model.row import is_row

# A hundred short reports, or forty pages of text: little enough that no process waits long for another at the end.
BATCH_WEIGHT = 200_000
ITEM_WEIGHT = BATCH_WEIGHT // 100
ROW_WEIGHT = BATCH_WEIGHT // 1000  # a row of a table takes a tenth of the time

_Value = ArchivedBytes | Failure | Report
_Item = tuple[str, _Value]
_SomeValue = TypeVar("_SomeValue", bound=_Value)


class Archive(Protocol):
    """Where bytes are kept under their sha256."""

    def keep(self, source: BinaryIO) -> tuple[str, int]:
        """The sha256 and size of what was kept."""

    def path(self, sha256: str) -> Path:
        """Where it is."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents, failures and reports met one after the other; `known` counts reports left out as read before.

    `paths` names for each report the document it stands in.
    """

    documents: tuple[ArchivedBytes, ...]
    failures: tuple[Failure, ...]
    reports: tuple[Report, ...]
    paths: tuple[str, ...]
    known: int


def batch_reports(
    paths: Sequence[str],
    options: IntakeOptions,
    *,
    archive: Archive,
    find_known: Callable[[Iterable[str]], set[str]],
) -> Iterator[Batch]:
    """Everything under the paths in order; `find_known` says which report ids need no reading."""
    for group in _cut(_list_items(paths, options, archive)):
        reports = {item.id: (item, path) for path, item in group if isinstance(item, Report)}
        known = find_known(reports)
        unread = [pair for report, pair in reports.items() if report not in known]
        yield Batch(
            documents=tuple(item for _, item in group if isinstance(item, ArchivedBytes)),
            failures=tuple(item for _, item in group if isinstance(item, Failure)),
            reports=tuple(report for report, _ in unread),
            paths=tuple(path for _, path in unread),
            known=sum(isinstance(item, Report) for _, item in group) - len(unread),
        )


def batch_stored(stored: Iterable[tuple[str, Report]]) -> Iterator[Batch]:
    """Reports that are stored already, each after the path of its document, in batches of the same weight."""
    for group in _cut(stored):
        reports = tuple(report for _, report in group)
        yield Batch(documents=(), failures=(), reports=reports, paths=tuple(path for path, _ in group), known=0)


def _list_items(paths: Sequence[str], options: IntakeOptions, archive: Archive) -> Iterator[_Item]:
    for found in list_documents(paths, options.format):
        if isinstance(found, InputError):
            yield found.path, Failure(found.path, found.reason, found.line)
        else:
            for item in _read_archived(found, options, archive):
                yield found.path, item


def _read_archived(document: Document, options: IntakeOptions, archive: Archive) -> Iterator[_Value]:
    try:
        with open_regular(document.file, document.path) as source:
            sha256, size = archive.keep(source)
    except InputError as error:
        yield Failure(error.path, error.reason, error.line)
        return
    yield ArchivedBytes(sha256, document.path, size)
    for item in read_document(replace(document, file=archive.path(sha256)), options):
        yield Failure(item.path, item.reason, item.line, sha256) if isinstance(item, InputError) else item


def _cut(items: Iterable[tuple[str, _SomeValue]]) -> Iterator[list[tuple[str, _SomeValue]]]:
    group: list[tuple[str, _SomeValue]] = []
    weight = 0
    for item in items:
        group.append(item)
        weight += _weigh(item[1])
        if weight >= BATCH_WEIGHT:
            yield group
            group, weight = [], 0
    if group:
        yield group


def _weigh(value: _Value) -> int:
    if not isinstance(value, Report):
        return ITEM_WEIGHT
    return ROW_WEIGHT + len(value.text) // 10 if is_row(value) else ITEM_WEIGHT + len(value.text)
