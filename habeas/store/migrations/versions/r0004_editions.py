"""What editions told of people on lists, with triggers that refuse to change or remove a row."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One empty table beside the others, which stay as they are."""
    op.create_table(
        "edition",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("recorded_at", "method", "sha256")],
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER edition_refuses_{change.lower()} BEFORE {change} ON edition "
            f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: edition refuses {change}'); END"
        )
