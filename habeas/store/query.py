"""The claims that a query asks for, as one SQL statement."""

from collections.abc import Iterator
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from habeas.exc import StoreError
from habeas.model import Claim, Report, StoredClaim
from habeas.model.instant import last_instant
from habeas.model.judgement import Judgement
from habeas.model.record import decode_value
from habeas.store.base import ClaimQuery
from habeas.store.tables import CLAIM, JUDGEMENT, READING, REPORT

Wanted: TypeAlias = Select[tuple[str, str, int, int, str, str]]


def select_claims(connection: Connection, query: ClaimQuery) -> Iterator[StoredClaim]:
    """The matching claims in the order they were recorded, decoded one by one."""
    yield from _decode(connection, _statement(query))


def select_claim(connection: Connection, claim_id: str) -> StoredClaim | None:
    """One claim, whichever reading it is of."""
    return next(_decode(connection, _joined().where(CLAIM.c.id == claim_id)), None)


def select_judgements(connection: Connection, as_of: str | None) -> Iterator[Judgement]:
    """What people had decided by then, in the order it was recorded."""
    wanted = select(JUDGEMENT.c.content).order_by(JUDGEMENT.c.seq)
    if as_of is not None:
        wanted = wanted.where(JUDGEMENT.c.at <= read_instant(as_of))
    for content in connection.execute(wanted).scalars():
        yield decode_value(content, Judgement)


def _decode(connection: Connection, wanted: Wanted) -> Iterator[StoredClaim]:
    rows = connection.execution_options(yield_per=500).execute(wanted)
    report: Report | None = None
    for row in rows:
        if report is None or report.id != row.report:
            report = decode_value(row.report_content, Report)
        yield StoredClaim(
            claim=decode_value(row.content, Claim),
            publisher=report.publisher,
            published_at=report.published_at,
            recorded_at=row.recorded_at,
            address=report.address,
            title=report.title,
            sha256=report.sha256,
            sentence=report.text[row.sentence_start : row.sentence_end],
        )


def _statement(query: ClaimQuery) -> Wanted:
    conditions = [*_claim_conditions(query), *_clock_conditions(query), _method_condition(query)]
    return _joined().where(*conditions).order_by(CLAIM.c.seq)


def _joined() -> Wanted:
    columns = (CLAIM.c.content, CLAIM.c.report, CLAIM.c.sentence_start, CLAIM.c.sentence_end, CLAIM.c.recorded_at)
    content = REPORT.c.content.label("report_content")
    return select(*columns, content).join(REPORT, REPORT.c.id == CLAIM.c.report)


def _claim_conditions(query: ClaimQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.types:
        conditions.append(CLAIM.c.type.in_(query.types))
    if query.place is not None:
        conditions.append(CLAIM.c.within.contains(f" {query.place} ", autoescape=True))
    window: list[ColumnElement[bool]] = []
    if query.first is not None:
        window.append(CLAIM.c.last_day >= query.first.isoformat())
    if query.last is not None:
        window.append(CLAIM.c.first_day <= query.last.isoformat())
    if window and query.with_undated:
        conditions.append(or_(CLAIM.c.first_day.is_(None), and_(*window)))
    else:
        conditions.extend(window)
    return conditions


def _clock_conditions(query: ClaimQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.as_of is not None:
        conditions.append(REPORT.c.published_by <= read_instant(query.as_of))
    if query.recorded_by is not None:
        conditions.append(CLAIM.c.recorded_at <= end_of_second(read_instant(query.recorded_by)))
    return conditions


def _method_condition(query: ClaimQuery) -> ColumnElement[bool]:
    """That a claim is of the newest reading of its report: by place in the ledger, since a clock may be set back."""
    readings = select(READING.c.method).where(READING.c.report == CLAIM.c.report)
    if query.methods:
        readings = readings.where(READING.c.method.in_(query.methods))
    if query.recorded_by is not None:
        readings = readings.where(READING.c.recorded_at <= end_of_second(read_instant(query.recorded_by)))
    newest = readings.order_by(READING.c.seq.desc()).limit(1).correlate(CLAIM)
    return CLAIM.c.method == newest.scalar_subquery()


def read_instant(text: str) -> str:
    """The last second an ISO 8601 prefix may mean; raises StoreError where it is none."""
    instant = last_instant(text)
    if instant is None:
        raise StoreError(
            f"{text!r} is no date: expected YYYY, YYYY-MM, YYYY-MM-DD or a time like 2022-02-27T22:54+03:00"
        )
    return instant


def end_of_second(instant: str) -> str:
    """The end of a second as rows are timed: `recorded_at` is kept to the microsecond, as_of to the second."""
    return instant.replace("Z", ".999999Z")
