"""Run by Alembic: the migrations, on the connection that ``db.upkeep.upgrade`` opened."""

from alembic import context

from db import schema

connection, applied = (context.config.attributes[each] for each in ("connection", "applied"))
context.configure(
    connection=connection,
    target_metadata=schema.metadata,
    render_as_batch=True,  # SQLite alters a table by recreating it
    transactional_ddl=True,
    transaction_per_migration=connection.dialect.name == "postgresql",  # on SQLite all are one, begun by the caller
    on_version_apply=lambda **_about: applied(),
)
with context.begin_transaction():
    context.run_migrations()
