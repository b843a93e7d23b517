"""Runs the migrations on the connection that `Database.upgrade` hands over.

To write a new one: `alembic -x url=sqlite:///scratch.db upgrade head`, then
`alembic -x url=sqlite:///scratch.db revision --autogenerate -m "why"`.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from layerlab.store.tables import Base


def migrate(connection: Connection) -> None:
    """Run what is missing, inside the caller's transaction."""
    # SQLite alters tables only by copying them: batch mode writes that copy.
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    migrate(handed_over)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        migrate(own)
