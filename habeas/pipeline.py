"""The chain, readable in two minutes: the only module that knows all stages.

read:    paths → read_paths → Report → Reader.read → Reading
collect: paths → batch_reports → Batch → read_batches → Entry → Store.record
reread:  Store.reports_without → batch_stored → Batch → read_batches → Entry → Store.record
tally:   ClaimQuery → Store.claims → StoredClaim → tally_claims → TallySheet
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from time import monotonic

from habeas import __version__
from habeas.exc import InputError, QuestionError
from habeas.gazetteer import Gazetteer, PlaceContext, open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.intake.batch import Batch, batch_reports, batch_stored
from habeas.lang import Language, load_language
from habeas.model import Mention, Reading, Report, Resolution, Span, StoredClaim
from habeas.model.document import Failure
from habeas.model.summary import Summary
from habeas.model.tally import TallyQuery, TallyQuestion, TallySheet
from habeas.read import Reader, open_reader, reader_method
from habeas.read.surrounding import surround_claims
from habeas.read.workers import Attempts, Crash, read_batches
from habeas.settings import read_settings
from habeas.store import (
    ClaimQuery,
    Entry,
    Store,
    Verification,
    VerifyProgress,
    document_entry,
    failure_entry,
    open_store,
    reading_entry,
)
from habeas.tally import tally_claims

# A claim without a day is shown beside a count if its report came out in the window or so soon after.
LATE = timedelta(days=7)
CollectProgress = Callable[[Summary, Sequence[Failure]], None]


@dataclass(frozen=True, slots=True)
class TallyAnswer:
    """The sheet, what the place name was taken for, and every claim that was used or set aside, by id."""

    sheet: TallySheet
    rule: str
    place: Resolution | None
    claims: dict[str, StoredClaim]


def read_all(
    paths: Sequence[str], options: IntakeOptions, reader_name: str | None = None
) -> Iterator[Reading | InputError]:
    """The reading of each report under the paths, in order; what cannot be read is a value in the stream."""
    attempts = Attempts(lambda: make_reader(reader_name).read, read_settings().report_seconds)
    for item in read_paths(paths, options):
        outcome = item if isinstance(item, InputError) else attempts.read(item)
        yield InputError(outcome.report.external_id or "-", outcome.reason) if isinstance(outcome, Crash) else outcome


def make_reader(name: str | None = None, language: str = "en") -> Reader:
    """A reader, by default the best for the language, with its tables and the gazetteer, built at first use."""
    return open_reader(name, load_language(language), find_gazetteer())


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
        return collect_into(store, paths, options=options, settings=_given_settings(reader_name), progress=progress)


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
        start = Summary(method=method, known=store.counts()["report"] - left, left=left)
        batches = batch_stored(islice(store.reports_without(method), limit))
        return _read_into(store, batches, start, settings=settings, progress=progress)


def _given_settings(reader_name: str | None) -> ReadSettings:
    given = read_settings()
    workers = given.workers or os.cpu_count() or 1
    method = reader_method(reader_name, "en")
    find_gazetteer()  # its index is built once, before the processes that read want it
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


def tally(question: TallyQuestion, store_folder: Path | None = None) -> TallyAnswer:
    """The count that the claims in the store allow."""
    place = None if question.place is None else _find_place(question.place)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        query = TallyQuery(
            first=question.first,
            last=question.last,
            measure=question.measure,
            place=place.place.id if place and place.place else None,
            as_of=question.as_of,
            methods=_find_methods(question.methods, store.methods()),
        )
        claims = {stored.claim.id: stored for stored in store.claims(_wanted(query)) if _is_near(stored, query)}
    return TallyAnswer(tally_claims(claims.values(), query, question.rule), question.rule, place, claims)


def _find_place(name: str) -> Resolution:
    words = Mention(name, Span("question", 0, len(name)))
    resolution = find_gazetteer().resolve(words, PlaceContext())
    if resolution.place is None:
        raise QuestionError(f"--place {name!r} is not in the gazetteer: {resolution.reason}")
    return resolution


def _find_methods(asked: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """The stored methods that are asked for: "tables-en@2" itself, "tables-en" in each of its versions."""
    for name in asked:
        if not any(name in (method, _bare(method)) for method in stored):
            known = ", ".join(stored) or "nothing yet"
            raise QuestionError(f"--method {name!r} has read no report of this store; they were read by {known}")
    return tuple(method for method in stored if {method, _bare(method)} & set(asked))


def _bare(method: str) -> str:
    return method.partition("@")[0]


def _wanted(query: TallyQuery) -> ClaimQuery:
    return ClaimQuery(
        types=(query.measure,) if query.measure else (),
        first=query.first,
        last=query.last,
        with_undated=True,
        as_of=query.as_of,
        methods=query.methods,
    )


def _is_near(stored: StoredClaim, query: TallyQuery) -> bool:
    """Whether a claim belongs beside this count: those without a day only where their report is of these days."""
    if stored.claim.when is not None:
        return True
    published = (stored.published_at or "")[:10]
    last = min(query.last, date.max - LATE) + LATE
    return query.first.isoformat() <= published <= last.isoformat()
