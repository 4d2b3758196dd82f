"""How this program is connected with a PostgreSQL: how long it waits, and what it does when a server is gone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, NullPool, create_engine, event, text

BUSY_MS = 30_000
"""How long a lock is waited for, on SQLite as well; a transaction never waits for a person."""
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 20}
"""Of each process: ten connections that stay, and twenty more while many ask at once."""
STATEMENT_MS = 300_000
"""The longest that a statement may take, but in a migration (``for_migrating``)."""
IDLE_MS = 60_000
"""How long a transaction may wait for its program, which is perhaps no more."""
MIGRATING_MS = 250
"""How long a migration waits for a table. Everybody who uses that table waits as long, behind it."""
INDEX_MS = 1_800_000
"""How long making an index waits for transactions that began before. Nobody waits behind that."""
KEYS_POOL: dict[str, Any] = {"pool_size": 4, "max_overflow": 4, "pool_timeout": 10}
KEYS_STATEMENT_MS = 10_000
"""The same for the keys of the dossiers, where they have a database of their own: its questions are small."""
_OPTIONS = (
    f"-c lock_timeout={BUSY_MS} -c statement_timeout={{}} "
    f"-c idle_in_transaction_session_timeout={IDLE_MS} -c timezone=UTC"
)
# A machine that is gone says nothing: within some ten seconds it is given up. In seconds, and the last in milliseconds.
_GONE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_ONLY_READS = "25006"  # SQLSTATE read_only_sql_transaction
_WAITS = text("SELECT set_config('lock_timeout', :milliseconds, false)")


def engine_of(url: URL, pool: Mapping[str, Any] = POOL, statement_ms: int = STATEMENT_MS, **known_as: str) -> Engine:
    """A new engine. Of several servers (``?host=…&host=…``) it works with the one that is written to.

    ``known_as``: what the server is told of this program, such as ``application_name``.
    """
    if isinstance(url.query.get("host"), tuple):
        url = url.update_query_dict({"target_session_attrs": "read-write"})
    said = {"options": _OPTIONS.format(statement_ms), **_GONE, **known_as}
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, **pool, connect_args=said)

    @event.listens_for(engine, "handle_error")
    def _went_wrong(context: ExceptionContext) -> None:
        # What was written to until now follows another: the pool looks for that one.
        if getattr(context.original_exception, "sqlstate", None) == _ONLY_READS:
            context.is_disconnect = True

    return engine


def for_migrating(url: URL) -> Engine:
    """A new engine without a pool: each connection is a session of its own, whose statements take what they need."""
    return engine_of(url, {"poolclass": NullPool}, statement_ms=0)


def waits(connection: Connection, milliseconds: int) -> None:
    """Let this session wait at most so long for a lock."""
    connection.execute(_WAITS, {"milliseconds": str(milliseconds)})
