"""The reports that a method has not read yet, page by page: a run over a whole store keeps no transaction open."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, select

from habeas.model.row import METHOD_PREFIX
from habeas.store.tables import DOCUMENT, READING, REPORT

_PAGE = 500  # ids and paths, no texts: those may be large


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report to be read: its place in the ledger, its id, and the path under which its bytes were first given."""

    seq: int
    id: str
    path: str | None


def select_backlog(connection: Connection, method: str, after: int) -> list[Waiting]:
    """The next reports that this method has not read, after a place in the ledger; none at the end."""
    columns = (REPORT.c.seq, REPORT.c.id, REPORT.c.sha256)
    wanted = select(*columns).where(REPORT.c.seq > after, _lacks(method)).order_by(REPORT.c.seq).limit(_PAGE)
    page = connection.execute(wanted).all()
    paths = _select_paths(connection, {row.sha256 for row in page})
    return [Waiting(row.seq, row.id, paths.get(row.sha256)) for row in page]


def count_backlog(connection: Connection, method: str) -> int:
    """How many reports this method has not read."""
    return connection.execute(select(func.count()).select_from(REPORT).where(_lacks(method))).scalar_one()


def count_readings(connection: Connection, method: str) -> int:
    """How many reports this method has read."""
    return connection.execute(select(func.count()).select_from(READING).where(READING.c.method == method)).scalar_one()


def select_methods(connection: Connection) -> list[str]:
    """The methods that have read anything, the one that read last at the end."""
    by_last = select(READING.c.method).group_by(READING.c.method).order_by(func.max(READING.c.seq))
    return list(connection.execute(by_last).scalars())


def _select_paths(connection: Connection, wanted: set[str]) -> dict[str, str]:
    found = select(DOCUMENT.c.sha256, DOCUMENT.c.path).where(DOCUMENT.c.sha256.in_(wanted))
    return {row.sha256: row.path for row in connection.execute(found.order_by(DOCUMENT.c.seq.desc()))}


def _lacks(method: str) -> ColumnElement[bool]:
    """That a report has not been read by this method; rows of tables are no prose, and wait for no reader of it."""
    is_row = REPORT.c.method.startswith(METHOD_PREFIX, autoescape=True)
    return ~is_row & ~exists().where(READING.c.report == REPORT.c.id, READING.c.method == method)
