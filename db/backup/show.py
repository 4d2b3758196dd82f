"""A back-up as the command line makes one: how far it is, what came of it, and what to mind, in Dutch."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from db.backup import backup, keys_apart
from db.store.voortgang import bar


def back_up(folder: Path | None, now: datetime, keys: Path | None = None) -> None:
    """Make a back-up in this folder, and a copy of the keys of the dossiers in ``keys``; say where they are.

    ``now`` is naive UTC. Raises ``BackupError`` as ``db.backup.backup`` does.
    """
    if folder:
        keys_apart.refuse_keys_in(folder, keys)
        with bar("Back-up") as progress:
            made = backup.backup(folder, now, progress)
        print(f"De back-up staat in {made.file}. De sleutels staan er niet in: bewaar die op een andere plek.")
        let_op(made.let_op)
    if keys:
        copied = backup.copy_keys(keys, now)
        print(f"De kopie van de dossiersleutels staat in {copied.file}.")
        let_op(copied.let_op)


def let_op(said: Iterable[str]) -> None:
    """Print what is to be minded, each on a line of standard error."""
    for each in said:
        print(f"Let op. {each}", file=sys.stderr)
