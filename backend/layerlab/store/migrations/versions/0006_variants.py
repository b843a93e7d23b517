"""Which variant of its experiment a run takes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: that may drop the table to make it again, and the log would go with it.
    op.add_column("runs", sa.Column("variant", sa.String(length=60), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("runs", "variant")
