"""The neighbours of recording (settings, files, tables, the disk), and how a test breaks each of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

Run = Callable[[str], object]
"""A function that executes one SQL statement in the database that is being broken."""
Broken = Callable[[pytest.MonkeyPatch, Path, Run], AbstractContextManager[None]]
MAIL = {
    "HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "meldroute@school.example",
    "ADRES": "https://meldroute.school.example", "GEBRUIKER": "meldroute", "WACHTWOORD": "geheim",
}  # fmt: skip


def set_up(patch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in (MAIL | changes).items():
        patch.setenv(f"MELDCODE_SMTP_{name}", value)


@contextmanager
def settings_by_half(patch: pytest.MonkeyPatch, _folder: Path, _run: Run) -> Iterator[None]:
    set_up(patch, BEVEILIGING="", AFZENDER="")
    yield


@contextmanager
def password_file_unreadable(patch: pytest.MonkeyPatch, folder: Path, _run: Run) -> Iterator[None]:
    set_up(patch, WACHTWOORD="", WACHTWOORD_FILE=str(folder))
    yield


@contextmanager
def password_of_other_letters(patch: pytest.MonkeyPatch, _folder: Path, _run: Run) -> Iterator[None]:
    set_up(patch, WACHTWOORD="café €5 \udce9")
    yield


@contextmanager
def server_away(patch: pytest.MonkeyPatch, _folder: Path, _run: Run) -> Iterator[None]:
    set_up(patch, HOST="nergens.invalid")
    yield


@contextmanager
def temporary_folder_full(patch: pytest.MonkeyPatch, folder: Path, _run: Run) -> Iterator[None]:
    """No temporary file can be made, as on a full disk."""
    set_up(patch)
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        patch.setenv(name, str(folder / "nowhere"))
    patch.setattr("tempfile.tempdir", str(folder / "nowhere"))
    yield


def without(*tables: str) -> Broken:
    """These tables are gone; afterwards they are back."""

    @contextmanager
    def broken(patch: pytest.MonkeyPatch, _folder: Path, run: Run) -> Iterator[None]:
        set_up(patch)
        for each in tables:
            run(f"ALTER TABLE {each} RENAME TO {each}_away")
        yield
        for each in tables:
            run(f"ALTER TABLE {each}_away RENAME TO {each}")

    return broken


@contextmanager
def log_that_cannot_be_trimmed(patch: pytest.MonkeyPatch, _folder: Path, _run: Run) -> Iterator[None]:
    """The disk fails just after the commit, when the size of SQLite's log is checked."""

    def fails(_engine: object) -> None:
        raise PermissionError(13, "not allowed")

    set_up(patch)
    patch.setattr("db.store.engine.trim_log", fails)
    yield


NEIGHBOURS: dict[str, Broken] = {
    "mail settings by half": settings_by_half,
    "the password file of mail": password_file_unreadable,
    "a password with other letters": password_of_other_letters,
    "the mail server": server_away,
    "the temporary folder": temporary_folder_full,
    "the outbox": without("mail"),
    "the figures": without("verloop_fase", "verloop_wacht", "verloop_merk"),
    "concepts": without("concept"),
    "the terms of the school": without("termijn"),
    "the free days": without("vrij"),
    "the brake on guessing": without("throttle"),
    "the log of the database": log_that_cannot_be_trimmed,
}
TURNS = (
    ("mail settings by half", "the figures", "the brake on guessing"),
    ("the password file of mail", "concepts"),
    ("a password with other letters", "the terms of the school", "the log of the database"),
    ("the mail server", "the free days"),
    ("the temporary folder", "the outbox"),
)
