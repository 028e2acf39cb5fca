"""Called by Alembic inside the transaction that `db.move` holds open."""

from alembic import context

import server.accounts.tables
import server.records.tables  # noqa: F401
from server.db import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column by making the table anew
)
context.run_migrations()
