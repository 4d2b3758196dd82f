"""Run by Alembic: the migrations, on the connection that ``db.upkeep.upgrade`` opened."""

from alembic import context

from db import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    render_as_batch=True,  # SQLite alters a table by recreating it
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
