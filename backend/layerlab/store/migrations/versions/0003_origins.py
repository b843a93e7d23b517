"""What an experiment was forked from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (("origin_kind", 12), ("origin_title", 200), ("origin_id", 60))


def upgrade() -> None:
    with op.batch_alter_table("experiments") as table:
        for name, length in COLUMNS:
            table.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("experiments") as table:
        for name, _ in COLUMNS:
            table.drop_column(name)
