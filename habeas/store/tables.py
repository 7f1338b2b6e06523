"""Tables of the store. A row's `seq` is its place in the ledger, so that both can be read side by side."""

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from habeas.store.base import RowKind

METADATA = MetaData()


def _table(name: RowKind, *columns: Column[Any]) -> Table:
    return Table(
        name,
        METADATA,
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("recorded_at", Text, nullable=False),
        Column("method", Text, nullable=False),
        *columns,
    )


def _required(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _optional(name: str, kind: type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _report_id() -> Column[Any]:
    return Column("report", Text, ForeignKey("report.id"), nullable=False)


DOCUMENT = _table("document", _required("sha256"), _required("path"), _required("size", Integer))

# `published_by` is the last instant, in UTC, that `published_at` may mean: what as_of is held against.
REPORT = _table(
    "report",
    _optional("sha256"),
    _optional("part"),
    _optional("publisher"),
    _optional("published_at"),
    _optional("published_by"),
    _optional("external_id"),
    _required("content"),
)

READING = _table(
    "reading",
    _report_id(),
    _required("claims", Integer),
    _required("statements", Integer),
    _required("warnings"),
)

# `place` is the most specific place known, `within` every place and parent of the claim between blanks.
CLAIM = _table(
    "claim",
    _report_id(),
    _required("type"),
    _optional("place"),
    _optional("within"),
    _optional("first_day"),
    _optional("last_day"),
    _required("modality"),
    _required("scope"),
    _required("context"),
    _optional("low", Integer),
    _optional("high", Integer),
    _optional("relation"),
    _optional("speaker"),
    _required("score", Float),
    _required("sentence_start", Integer),
    _required("sentence_end", Integer),
    _required("content"),
)

STATEMENT = _table("statement", _report_id(), _optional("speaker"), _required("direct", Integer), _required("content"))

FAILURE = _table(
    "failure",
    _required("path"),
    _optional("line", Integer),
    _required("reason"),
    _optional("sha256"),
    _optional("report"),
)

# `at` is the instant, in UTC, from which a judgement counts: what as_of is held against.
JUDGEMENT = _table("judgement", _required("verdict"), _required("at"), _required("content"))

# `row` tells rows of one list apart by a keyed hash, `sealed` finds in the vault who it is.
PERSON = _table(
    "person",
    _required("list"),
    _required("row"),
    _required("version", Integer),
    _optional("place"),
    _optional("detained_at"),
    _required("visibility"),
    _required("sealed"),
    _required("content"),
)

# The linking itself lies in the archive under `sha256`.
LINKING = _table("linking", _required("sha256"), _required("records", Integer), _required("pairs", Integer))

# What an edition told of people on lists lies in the archive under `sha256`; `number` counts the editions of the store.
EDITION = _table("edition", _required("sha256"), _required("number", Integer), _required("as_of"))

LEDGER = Table(
    "ledger",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _required("recorded_at"),
    _required("kind"),
    _required("id"),
    _required("digest", LargeBinary),
    _required("previous", LargeBinary),
    _required("hash", LargeBinary),
)

Index("report_published_by", REPORT.c.published_by)
Index("reading_report", READING.c.report, READING.c.seq)
Index("claim_report", CLAIM.c.report)
Index("claim_type_day", CLAIM.c.type, CLAIM.c.first_day)
Index("statement_report", STATEMENT.c.report)
Index("person_row", PERSON.c.row, PERSON.c.seq)
Index("person_sealed", PERSON.c.sealed)

STORED: dict[RowKind, Table] = {
    "document": DOCUMENT,
    "report": REPORT,
    "reading": READING,
    "claim": CLAIM,
    "statement": STATEMENT,
    "failure": FAILURE,
    "judgement": JUDGEMENT,
    "person": PERSON,
    "linking": LINKING,
    "edition": EDITION,
}
