"""What somebody decided may leave a dossier, sealed as their concepten are: for a call, and for inzage.

That they looked at the facts for a call and released them is a line in the journal; the text is not in it.
"""

from datetime import date, datetime

from db.dossiers import concepten, papieren
from db.journal import journal
from meldcode.papieren.feiten import Vrijgave, read_vrijgave
from meldcode.papieren.inzage.keuzen import Keuzen, read_keuzen
from meldcode.rollen import User
from meldcode.vragen.datum import at_school

_HERE, _INZAGE = f"{concepten.NO_FORM}belkaart", f"{concepten.NO_FORM}inzage"


def release(user: User, dossier_id: str, given: Vrijgave, versie: int, at: datetime) -> None:
    """Keep this release, in place of an earlier one, after a line in the journal. ``versie`` is the dossier's."""
    about = papieren.written(papieren.BELKAART, versie)
    journal.noted(user, journal.RELEASED, at, dossier_id, about, given.gezien)
    concepten.keep(user, dossier_id, _HERE, given.raw, at)


def released(user: User, dossier_id: str, today: date) -> tuple[Vrijgave, datetime] | None:
    """What this person released today, and when (naive UTC); None when they did not."""
    found = concepten.find(user, dossier_id, _HERE)
    given = read_vrijgave(found.raw) if found else None
    if found is None or given is None or found.saved_at is None or at_school(found.saved_at).date() != today:
        return None
    return given, found.saved_at


def take_back(user: User, dossier_id: str) -> None:
    """Forget what this person released."""
    concepten.drop(user, dossier_id, _HERE)


def for_inzage(user: User, dossier_id: str, nummer: int) -> Keuzen:
    """What this person decided so far about inzage for the person with this number."""
    found = concepten.find(user, dossier_id, f"{_INZAGE}/{nummer}")
    return read_keuzen(found.raw if found else {})


def keep_for_inzage(user: User, dossier_id: str, nummer: int, keuzen: Keuzen, at: datetime) -> None:
    """Keep what this person decided about it."""
    concepten.keep(user, dossier_id, f"{_INZAGE}/{nummer}", keuzen.raw, at)
