"""A simulated disk whose power can fail: SQLite through APSW, recording every write; only synced ones are certain.

The app's own engine runs on it: ``create_engine`` gets this module in place of ``sqlite3``; statements, triggers and
pragmas are the app's. APSW's files have no shared memory, so the index of the write-ahead log is in memory
(``locking_mode=EXCLUSIVE``); it is rebuilt after a power cut anyhow. So one connection per file at a time.
"""

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
_VFS = "recording"


Operation = tuple[Any, ...]
OPERATIONS: list[Operation] = []
"""What happened to the files, in order: write, truncate, delete, sync; and "told": from here somebody counts on it."""


class _Recording(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(_VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - APSW's names
        return _File(name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        OPERATIONS.append(("delete", Path(filename).name, bool(syncdir)))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int]) -> None:
        self.name = Path(name.filename()).name if isinstance(name, apsw.URIFilename) else Path(name or "temporary").name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        OPERATIONS.append(("write", self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        OPERATIONS.append(("truncate", self.name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        OPERATIONS.append(("sync", self.name))
        # Nothing needs to reach the real disk: what survives is computed from the recorded operations.


_vfs = _Recording()


def fsync(descriptor: int) -> None:
    """Replaces ``os.fsync``, for files that the app itself syncs."""
    name = Path(os.readlink(f"/proc/self/fd/{descriptor}")).name
    OPERATIONS.append(("sync", name))


# The part of DB-API 2 that SQLAlchemy asks for.

apilevel, threadsafety, paramstyle = "2.0", 1, "qmark"
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
sqlite_version = apsw.sqlite_lib_version()
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
Binary = bytes


class Error(Exception):
    """The base of this driver's errors."""


class DatabaseError(Error):
    """The database could not do it."""


class OperationalError(DatabaseError):
    """The database could not do it, but not because of the statement: a lock, a full disk."""


class IntegrityError(DatabaseError):
    """A constraint or a trigger refused."""


class InterfaceError(Error):
    """Never raised; SQLAlchemy asks for it by name."""


class ProgrammingError(DatabaseError):
    """Never raised; SQLAlchemy asks for it by name."""


class NotSupportedError(DatabaseError):
    """Never raised; SQLAlchemy asks for it by name."""


def _same_trouble(problem: apsw.Error) -> Error:
    kind = IntegrityError if isinstance(problem, apsw.ConstraintError) else OperationalError
    return kind(str(problem))


class Cursor:
    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self.connection, self._cursor = connection, connection.driver.cursor()
        self.rowcount = -1
        self.description: tuple[tuple[str, str], ...] | None = None
        self.lastrowid: int | None = None
        self._cursor.exec_trace = self._begins
        self._rows: Iterator[Any] = iter(())

    def _begins(self, cursor: apsw.Cursor, _statement: str, _bindings: object) -> bool:
        """The columns of a query without rows are known at this moment only."""
        self.description = cursor.get_description() or None
        return True

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> "Cursor":
        try:
            # All rows at once: an unfinished query would keep the transaction from being committed.
            self._rows = iter(self._cursor.execute(statement, tuple(parameters)).fetchall())
        except apsw.Error as problem:
            raise _same_trouble(problem) from problem
        self.rowcount = self.connection.driver.changes() if statement.startswith(("INSERT", "UPDATE", "DELETE")) else -1
        self.lastrowid = self.connection.driver.last_insert_rowid()
        return self

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> "Cursor":
        for parameters in rows:
            self.execute(statement, parameters)
        return self

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return [row for _time, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        self._cursor.close()


class Connection:
    isolation_level: object = None

    def __init__(self, file: str) -> None:
        self.driver = apsw.Connection(file, vfs=_VFS)
        self.execute("PRAGMA locking_mode=EXCLUSIVE")

    def cursor(self) -> Cursor:
        return Cursor(self)

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> Cursor:
        return self.cursor().execute(statement, parameters)

    def create_function(self, name: str, count: int, function: Any, deterministic: bool = False) -> None:
        self.driver.create_scalar_function(name, function, count, deterministic=deterministic)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def _end(self, how: str) -> None:
        if self.driver.in_transaction:
            self.execute(how)

    def close(self) -> None:
        self.driver.close()


def connect(file: str, **_options: object) -> Connection:
    return Connection(file)


# What is left when the power goes.

Files = dict[str, bytearray]


def _apply(files: Files, operation: Operation) -> None:
    match operation:
        case ("write", name, offset, data):
            content = files.setdefault(name, bytearray())
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data
        case ("truncate", name, size):
            del files.setdefault(name, bytearray())[size:]
        case ("delete", name, _synced):
            files.pop(name, None)


def _torn(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """What may have reached the disk of an operation that was not synced: any of its sectors, or none."""
    if operation[0] != "write":
        yield from [operation] * chance.randint(0, 1)
        return
    _write, name, offset, data = operation
    kept = chance.choice((0, 0.5, 0.95, 1))
    for start in range(0, len(data), SECTOR):
        if chance.random() < kept:
            yield "write", name, offset + start, data[start : start + SECTOR]


def cuts(
    before: Files, operations: list[Operation], at: Iterable[int], chance: random.Random
) -> Iterator[tuple[str, Files, list[object]]]:
    """The files after power fails before each of these operations, and what people had been told by then.

    Each twice: with everything unsynced lost ("drop"), and with some sectors of it kept ("torn").
    """
    durable = {name: bytearray(content) for name, content in before.items()}
    waiting: dict[str, list[Operation]] = {}
    told: list[object] = []
    done = 0
    for place in sorted(at):
        for operation in operations[done:place]:
            match operation:
                case ("told", what):
                    told.append(what)
                case ("sync", name):
                    for each in waiting.pop(name, []):
                        _apply(durable, each)
                case ("delete", name, True):
                    waiting.pop(name, None)
                    _apply(durable, operation)
                case (_, name, *_):
                    waiting.setdefault(name, []).append(operation)
        done = place
        yield "drop", {name: bytearray(content) for name, content in durable.items()}, list(told)
        torn = {name: bytearray(content) for name, content in durable.items()}
        for pending in waiting.values():
            for operation in pending:
                for part in _torn(operation, chance):
                    _apply(torn, part)
        yield "torn", torn, list(told)
