"""Where the data is: environment variables, each with a default under ``data/`` or beside another.

And on how many processes the program spreads.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from sqlalchemy import make_url

from db.store.faults import Said

DEFAULT_URL = "sqlite:///data/meldroute.sqlite"
DEFAULT_KEY_FILE = "data/meldroute.key"
KEY_STORE = "MELDCODE_KEY_STORE"
"""The address of a PostgreSQL database for the keys of the dossiers; without it they are beside the master key."""
_CREDENTIALS, _CREDENTIAL = "CREDENTIALS_DIRECTORY", "meldroute.key"
PROCESSES, MOST_PROCESSES = "MELDROUTE_PROCESSEN", 16  # ``ui.web.neighbours`` has one hexadecimal digit for them


@dataclass(frozen=True)
class Settings:
    """The settings of an installation.

    ``key_file`` holds the master key, unless systemd hands it over as a ``credential``. The keys of the dossiers are in
    a key store apart from the database and its back-ups: a file next to ``key_file``, or ``keys_elsewhere`` (ADR 87).
    """

    database_url: str
    key_file: Path
    keys_elsewhere: str = field(default="", repr=False)  # may have a password in it
    credential: Path | None = None

    @cached_property
    def key_store(self) -> Path:
        """The SQLite file for the keys of the dossiers, which has them unless they are elsewhere."""
        return self.key_file.with_name(self.key_file.name + ".dossiers.sqlite")

    @cached_property
    def key_store_url(self) -> str:
        """The address of the key store."""
        return self.keys_elsewhere or f"sqlite:///{self.key_store}"

    @cached_property
    def key_store_name(self) -> str:
        """Where the keys of the dossiers are, to be read by the administrator."""
        return name_of(self.keys_elsewhere) if self.keys_elsewhere else str(self.key_store)

    @cached_property
    def master_file(self) -> Path:
        """The file that the master key is read from."""
        return self.credential or self.key_file

    @cached_property
    def folder(self) -> Path:
        """A folder on a disk of this machine that only Meldroute uses: that of the database, if it is a file."""
        parsed = make_url(self.database_url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database
        return Path(parsed.database or "").parent if is_file else self.key_file.parent


_elsewhere: ContextVar[Settings | None] = ContextVar("elsewhere", default=None)


def settings() -> Settings:
    """The settings in force. Reads the environment at each call: tests and the command line may change it."""
    elsewhere = _elsewhere.get()
    if elsewhere:
        return elsewhere
    asked = os.environ.get
    url, key_file = asked("MELDCODE_DATABASE_URL") or DEFAULT_URL, asked("MELDCODE_KEY_FILE")
    return _settings(url, key_file, asked(KEY_STORE) or "", asked(_CREDENTIALS))


@lru_cache(maxsize=8)
def _settings(url: str, key_file: str | None, keys: str, credentials: str | None) -> Settings:
    # Given by systemd on purpose (LoadCredential), so it comes before the file: that is then for the command line.
    handed_over = Path(credentials) / _CREDENTIAL if credentials else None
    return Settings(
        url, Path(key_file or key_file_of(url)), keys, handed_over if handed_over and handed_over.exists() else None
    )


@contextmanager
def working_at(place: Settings) -> Iterator[None]:
    """Within this block ``db`` works on another database: a back-up being restored, a school being moved."""
    before = _elsewhere.set(place)
    try:
        yield
    finally:
        _elsewhere.reset(before)


def processes(environment: Mapping[str, str] = os.environ) -> int:
    """How many processes: as asked in ``MELDROUTE_PROCESSEN``, else one for each core this program may use.

    Raises ``Said`` when that is no number that can be.
    """
    asked = environment.get(PROCESSES, "").strip()
    if not asked:
        # Only Linux says which cores those are.
        return min(len(os.sched_getaffinity(0)), MOST_PROCESSES) if hasattr(os, "sched_getaffinity") else 1
    if not asked.isdecimal() or not 1 <= int(asked) <= MOST_PROCESSES:
        raise Said(f"{PROCESSES} is {asked!r}, maar moet een getal van 1 tot en met {MOST_PROCESSES} zijn.")
    return int(asked)


def key_file_of(url: str) -> Path:
    """The key file next to a SQLite file, named after it, so that two databases never share a key by accident."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).with_suffix(".key")
    return Path(DEFAULT_KEY_FILE)


def name_of(url: str) -> str:
    """A database without account and password, as it is said and compared: the path of a file, or an address."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return os.path.realpath(parsed.database or "")
    host, port = (",".join(parsed.normalized_query.get(name, ())) for name in ("host", "port"))
    return f"postgresql://{parsed.host or host}:{parsed.port or port}/{parsed.database}"
