"""Judgements: what people decided, with triggers that refuse to change or remove a row."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty table beside the others, which stay as they are."""
    op.create_table(
        "judgement",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("recorded_at", "method", "verdict", "at", "content")],
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgement_refuses_{change.lower()} BEFORE {change} ON judgement "
            f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: judgement refuses {change}'); END"
        )
