"""A process of the app that is killed at a chosen moment while it hands over: at its n-th statement, or its end."""

import multiprocessing
import os
import signal
import sys
from itertools import count
from types import ModuleType
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.engine import Engine

from db.dossiers.einde import in_each
from meldcode.rollen import User
from meldcode.vastleggingen import Overdracht
from meldcode.vastleggingen.opvolging import RedenOverdracht
from meldcode.vragen.persoon import Persoon
from tests.cast import CAST
from tests.db.keeping import moment

_PATIENCE = 60  # seconds
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


def as_persoon(user: User) -> Persoon:
    return Persoon(user.id, user.role, user.naam)


def hand_over(dossier_ids: list[str], giver: User, taker: User, key: str, at: int) -> bool:
    """Hand these dossiers over in another process, killed at its statement ``at``; whether it was still busy then.

    The statements of every database count, the end of a transaction as well: also those of the key store.
    """
    process = _PROCESSES.Process(
        target=_work, args=(dict(os.environ), dossier_ids, giver.id, taker.id, key, at), daemon=True
    )
    # A page that was tried in this process left its script as the main module, which a new process would run.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    process.join(_PATIENCE)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def _work(environment: dict[str, str], dossier_ids: list[str], van: str, naar: str, key: str, at: int) -> None:
    os.environ.update(environment)
    giver, taker = (next(each for each in CAST if each.id == who) for who in (van, naar))
    numbers = count(1)

    def dies(*_anything: object) -> None:
        if next(numbers) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", dies)
    event.listen(Engine, "commit", dies)
    over = Overdracht(van=as_persoon(giver), naar=as_persoon(taker), reden=RedenOverdracht.VERDELING)
    done, refused = in_each.record(giver, dossier_ids, lambda _dossier: over, moment(key))
    assert (len(done), refused) == (len(dossier_ids), {})
