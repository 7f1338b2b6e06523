"""First tables, each with triggers that refuse to change or remove a row."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("document", "report", "reading", "claim", "statement", "failure", "ledger")


def upgrade() -> None:
    """An empty store."""
    _create_sources()
    _create_claim()
    _create_statement_and_failure()
    _create_ledger()
    for table in TABLES:
        _refuse_changes(table)


def _create_sources() -> None:
    _create("document", _text("sha256"), _text("path"), sa.Column("size", sa.Integer, nullable=False))
    _create(
        "report",
        *[_text(name, nullable=True) for name in ("sha256", "part", "publisher", "published_at", "published_by")],
        _text("external_id", nullable=True),
        _text("content"),
    )
    op.create_index("report_published_by", "report", ["published_by"])
    _create(
        "reading",
        _report(),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        _text("warnings"),
    )
    op.create_index("reading_report", "reading", ["report", "seq"])


def _create_claim() -> None:
    _create(
        "claim",
        _report(),
        _text("type"),
        *[_text(name, nullable=True) for name in ("place", "within", "first_day", "last_day")],
        *[_text(name) for name in ("modality", "scope", "context")],
        sa.Column("low", sa.Integer, nullable=True),
        sa.Column("high", sa.Integer, nullable=True),
        _text("relation", nullable=True),
        _text("speaker", nullable=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        _text("content"),
    )
    op.create_index("claim_report", "claim", ["report"])
    op.create_index("claim_type_day", "claim", ["type", "first_day"])


def _create_statement_and_failure() -> None:
    direct = sa.Column("direct", sa.Integer, nullable=False)
    _create("statement", _report(), _text("speaker", nullable=True), direct, _text("content"))
    op.create_index("statement_report", "statement", ["report"])
    _create(
        "failure",
        _text("path"),
        sa.Column("line", sa.Integer, nullable=True),
        _text("reason"),
        _text("sha256", nullable=True),
        _text("report", nullable=True),
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *[_text(name) for name in ("recorded_at", "kind", "id")],
        *[sa.Column(name, sa.LargeBinary, nullable=False) for name in ("digest", "previous", "hash")],
    )


def _create(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("recorded_at"),
        _text("method"),
        *columns,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _report() -> sa.Column[Any]:
    return sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False)


def _refuse_changes(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: {table} refuses {change}'); END"
        )
