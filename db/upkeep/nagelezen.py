"""How far a verification is, in a file next to the keys: one that was cut off goes on there within a week.

The file carries an HMAC, so that nobody can make ``verify`` pass over a dossier or a school.
"""

import hmac
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from db.keys.vault import vault
from db.store.files import alone_in, put_in_place, write_private
from db.store.settings import settings

_GOES_ON = timedelta(days=7)
_EVERY = 10.0  # seconds between two writings of which schools are done
_SCHOOLS = "scholen "
"""Before the name of a run, for the schools that it did; the ids of schools have no space."""


class Done:
    """The schools that a run did, also before it was cut off; kept every few seconds."""

    def __init__(self, ids: Iterable[str], keep: Callable[[str], None]) -> None:
        self._ids, self._keep, self._kept_at = set(ids), keep, time.monotonic()

    def __contains__(self, school_id: str) -> bool:
        return school_id in self._ids

    def add(self, school_id: str) -> None:
        """This school was gone over, and nothing was found: what was is to be said again."""
        self._ids.add(school_id)
        if time.monotonic() - self._kept_at >= _EVERY:
            self.keep()

    def keep(self) -> None:
        """Keep them now."""
        self._keep(" ".join(sorted(self._ids)))
        self._kept_at = time.monotonic()


class Place:
    """Up to which dossier each school was verified, and which schools a run over all of them did."""

    def __init__(self, now: datetime) -> None:
        self._file = settings().key_file.with_name(f"{settings().key_file.name}.nagelezen")
        self._now = now

    def of(self, school_id: str) -> str:
        """The dossier of this school to resume after; empty to start over, as when the last run is too long ago."""
        since, dossier_id = self._all().get(school_id, ("", ""))
        is_recent = since and self._now - datetime.fromisoformat(since) < _GOES_ON
        return dossier_id if is_recent else ""

    def keep(self, school_id: str, dossier_id: str) -> None:
        """Store that this school was verified up to this dossier; an empty id when it is complete.

        One at a time: other processes keep the places of other schools in the same file.
        """
        with alone_in(self._file.parent):
            self._keep(school_id, dossier_id)

    def _keep(self, school_id: str, dossier_id: str) -> None:
        every = self._all()
        if not dossier_id and every and school_id not in every:
            return
        since = every.get(school_id, ("", ""))[0] if self.of(school_id) else self._now.isoformat()
        every = every | {school_id: (since, dossier_id)} if dossier_id else every
        if not dossier_id:
            every.pop(school_id, None)
        if not every:
            self._file.unlink(missing_ok=True)
            return
        text, made = json.dumps(every), self._file.with_name(f"{self._file.name}.nieuw")
        write_private(made, f"{text}\n{self._mac(text)}\n".encode())
        put_in_place(made, self._file)  # whoever reads it meanwhile finds all of it, before or after

    @contextmanager
    def over_schools(self, run: str) -> Iterator[Done]:
        """Within this block a run goes over all schools. If it is left by an error the next one goes on, else anew."""
        name = f"{_SCHOOLS}{run}"
        done = Done(self.of(name).split(), partial(self.keep, name))
        try:
            yield done
        except BaseException:
            done.keep()
            raise
        self.keep(name, "")

    def _all(self) -> dict[str, tuple[str, str]]:
        try:
            text, mac = self._file.read_text().splitlines()
        except (OSError, ValueError):
            return {}
        return json.loads(text) if hmac.compare_digest(mac, self._mac(text)) else {}

    def _mac(self, text: str) -> str:
        return hmac.digest(vault().derived(b"", b"meldroute verify"), text.encode(), "sha256").hex()
