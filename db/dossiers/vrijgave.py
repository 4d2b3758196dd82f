"""What somebody released of a dossier for their call to Veilig Thuis, sealed as their concepten are.

That they looked at it and released it is a line in the journal; the text is not in it.
"""

from datetime import date, datetime

from db.dossiers import concepten, papieren
from db.journal import journal
from meldcode.papieren.feiten import Vrijgave, read_vrijgave
from meldcode.rollen import User
from meldcode.vragen.datum import at_school

_HERE = f"{concepten.NO_FORM}belkaart"


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
