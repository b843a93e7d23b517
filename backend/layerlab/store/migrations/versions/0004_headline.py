"""The metric that stands for a run; rows of before are of the accuracy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: that may drop the table to make it again, and the log would go with it.
    op.add_column("runs", sa.Column("headline", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("runs", "headline")
