"""Reports into the store: each batch is read and stored whole, or not at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic

from habeas import __version__
from habeas.exc import InputError
from habeas.gazetteer import Gazetteer, open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.intake.batch import Batch, batch_reports, batch_stored
from habeas.lang import Language, load_language
from habeas.model import Reading, Report
from habeas.model.document import Failure
from habeas.model.summary import Summary
from habeas.ontology.mapping import Mapping
from habeas.read import Reader, open_reader, reader_method
from habeas.read.rows import open_row_reader
from habeas.read.surrounding import surround_claims
from habeas.read.workers import Attempts, Crash, read_batches
from habeas.settings import read_settings
from habeas.store import (
    Entry,
    Store,
    Verification,
    VerifyProgress,
    document_entry,
    failure_entry,
    open_store,
    reading_entry,
)

CollectProgress = Callable[[Summary, Sequence[Failure]], None]


def read_all(
    paths: Sequence[str], options: IntakeOptions, reader_name: str | None = None
) -> Iterator[Reading | InputError]:
    """The reading of each report under the paths, in order; what cannot be read is a value in the stream."""
    attempts = Attempts(lambda: _make_reader_for(options, reader_name).read, read_settings().report_seconds)
    for item in read_paths(paths, options):
        outcome = item if isinstance(item, InputError) else attempts.read(item)
        yield InputError(outcome.report.external_id or "-", outcome.reason) if isinstance(outcome, Crash) else outcome


def make_reader(name: str | None = None, language: str = "en") -> Reader:
    """A reader, by default the best for the language, with its tables and the gazetteer, built at first use."""
    return open_reader(name, load_language(language), find_gazetteer())


def make_row_reader(mapping: Mapping) -> Reader:
    """The reader of rows of tables that a mapping explains; their words are English."""
    return open_row_reader(mapping, load_language("en"), find_gazetteer())


def _make_reader_for(options: IntakeOptions, name: str | None) -> Reader:
    return make_reader(name) if options.mapping is None else make_row_reader(options.mapping)


def find_gazetteer() -> Gazetteer:
    """The gazetteer of this machine."""
    return open_gazetteer(read_settings().cache)


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What makes a reader in each process, its method, how many processes read, and the seconds a report may take."""

    open_reader: Callable[[], Reader]
    method: str
    workers: int
    seconds: float | None = None


def collect(
    paths: Sequence[str],
    options: IntakeOptions,
    *,
    reader_name: str | None = None,
    store_folder: Path | None = None,
    progress: CollectProgress | None = None,
) -> Summary:
    """Store everything under the paths that is not stored yet; `progress` hears of each batch and what it refused."""
    with open_store(store_folder or read_settings().store) as store:
        settings = _given_settings(reader_name, options.mapping)
        return collect_into(store, paths, options=options, settings=settings, progress=progress)


def collect_into(
    store: Store,
    paths: Sequence[str],
    *,
    options: IntakeOptions,
    settings: ReadSettings,
    progress: CollectProgress | None = None,
) -> Summary:
    """What was met and what is new; each batch is stored whole or not at all, so that an interrupted run resumes."""
    method = settings.method
    batches = batch_reports(paths, options, archive=store.archive, find_known=partial(store.known, method=method))
    with store.collecting():
        return _read_into(store, batches, Summary(method=method), settings=settings, progress=progress)


def reread(
    reader_name: str | None = None,
    *,
    store_folder: Path | None = None,
    limit: int | None = None,
    progress: CollectProgress | None = None,
) -> Summary:
    """Read what is stored with another reader and add what it finds, of at most `limit` reports."""
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        return reread_into(store, settings=_given_settings(reader_name), limit=limit, progress=progress)


def reread_into(
    store: Store, *, settings: ReadSettings, limit: int | None = None, progress: CollectProgress | None = None
) -> Summary:
    """What is new beside the older readings, which stay; an interrupted run resumes, and a second one adds nothing."""
    method = settings.method
    with store.collecting():
        left = store.count_without(method)
        start = Summary(method=method, known=store.count_with(method), left=left)
        batches = batch_stored(islice(store.reports_without(method), limit))
        return _read_into(store, batches, start, settings=settings, progress=progress)


def _given_settings(reader_name: str | None, mapping: Mapping | None = None) -> ReadSettings:
    given = read_settings()
    workers = given.workers or os.cpu_count() or 1
    find_gazetteer()  # its index is built once, before the processes that read want it
    if mapping is not None:
        # A row is read in less time than it takes to send it to another process.
        return ReadSettings(partial(make_row_reader, mapping), mapping.method, 1, given.report_seconds)
    method = reader_method(reader_name, "en")
    return ReadSettings(partial(make_reader, reader_name), method, workers, given.report_seconds)


def _read_into(
    store: Store,
    batches: Iterator[Batch],
    summary: Summary,
    *,
    settings: ReadSettings,
    progress: CollectProgress | None,
) -> Summary:
    """Read and store one batch after the other: what is counted in the summary is on the disk."""
    started = monotonic()
    recorder = partial(_open_recorder, settings.open_reader)
    try:
        with closing(read_batches(batches, recorder, settings.workers, seconds=settings.seconds)) as readings:
            for batch, outcomes in readings:
                summary, refused = _record(store, batch, outcomes, summary=summary)
                summary = replace(summary, seconds=monotonic() - started)
                if progress is not None:
                    progress(summary, refused)
    except KeyboardInterrupt:
        return replace(summary, is_interrupted=True)
    return summary


def _open_recorder(open_reader: Callable[[], Reader]) -> Callable[[Report], Entry]:
    return partial(_read_entry, open_reader(), load_language("en"))


def _read_entry(reader: Reader, language: Language, report: Report) -> Entry:
    """A report as it will be stored: made where it is read, so that the one process that writes only writes."""
    reading = reader.read(report)
    return reading_entry(reading, surround_claims(reading, language))


def _record(
    store: Store, batch: Batch, outcomes: Sequence[Entry | Crash], *, summary: Summary
) -> tuple[Summary, tuple[Failure, ...]]:
    """Store a batch with what became of its reports; the summary with it counted, and what was refused."""
    crashes = [
        Failure(path, outcome.reason, _line_of(outcome.report), outcome.report.sha256, outcome.report.id)
        for path, outcome in zip(batch.paths, outcomes, strict=True)
        if isinstance(outcome, Crash)
    ]
    intake = f"intake@{__version__}"
    stored = store.record(
        [
            *(document_entry(document, intake) for document in batch.documents),
            *(failure_entry(failure, intake) for failure in batch.failures),
            *(failure_entry(failure, summary.method) for failure in crashes),
            *(outcome for outcome in outcomes if isinstance(outcome, Entry)),
        ]
    )
    read = len(outcomes) - len(crashes)
    refused = (*batch.failures, *crashes)
    counted = replace(
        summary,
        documents=summary.documents + len(batch.documents),
        new=summary.new + stored["reading"],
        known=summary.known + batch.known + read - stored["reading"],
        left=max(0, summary.left - len(outcomes)),
        claims=summary.claims + stored["claim"],
        statements=summary.statements + stored["statement"],
    )
    unread = {outcome.key: outcome.unread for outcome in outcomes if isinstance(outcome, Entry) and outcome.unread}
    return counted.add_failures(failure.reason for failure in refused).add_unread(unread.values()), refused


def _line_of(report: Report) -> int | None:
    """The line of its document that a report begins at, where the document has such lines."""
    kind, _, number = (report.part or "").partition(" ")
    return int(number) if kind == "line" and number.isdecimal() else None


def verify(
    store_folder: Path | None = None, *, head: str | None = None, progress: VerifyProgress | None = None
) -> Verification:
    """Whether everything stored is as it was recorded, with the hash to write down."""
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        return store.verify(head=head, progress=progress)
