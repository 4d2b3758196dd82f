"""Helpers for attachments: storing them in a dossier, reading them as somebody, destroying the dossier."""

from db import schema
from db.dossiers import bijlagen, dossiers
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vragen.bestand import Bestand
from tests import files
from tests.builders import destroyed
from tests.cast import DICK, MONDAY, NOOR
from tests.db.keeping import found, moment

TABLE = schema.bijlage
LETTER = files.pdf(words=files.CANARY)


def read(dossier: Dossier, bestand: Bestand, user: User = NOOR) -> bytes | None:
    """The content of a file as this person may read it in the stored dossier; None when they may not."""
    stored = found(dossier)
    assert stored
    answer = bijlagen.read(stored, bestand.id, user, MONDAY)
    return answer[1] if answer else None


def last_file(dossier: Dossier) -> Bestand:
    (bestand,) = dossier.records[-1].bestanden
    return bestand


def see(dossier: Dossier) -> None:
    """Have the directie confirm the message, which destroys the dossier."""
    after = destroyed(dossier)
    dossiers.save(after, by=DICK, moment=moment())
