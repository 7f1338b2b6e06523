"""Persons without names, and linkings of them, with triggers that refuse to change or remove a row."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two empty tables beside the others, which stay as they are."""
    _create(
        "person",
        *[_text(name) for name in ("list", "row")],
        sa.Column("version", sa.Integer, nullable=False),
        *[_text(name, nullable=True) for name in ("place", "detained_at")],
        *[_text(name) for name in ("visibility", "sealed", "content")],
    )
    op.create_index("person_row", "person", ["row", "seq"])
    op.create_index("person_sealed", "person", ["sealed"])
    counts = [sa.Column(name, sa.Integer, nullable=False) for name in ("records", "pairs")]
    _create("linking", _text("sha256"), *counts)
    for table in ("person", "linking"):
        _refuse_changes(table)


def _create(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("recorded_at"),
        _text("method"),
        *columns,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _refuse_changes(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: {table} refuses {change}'); END"
        )
