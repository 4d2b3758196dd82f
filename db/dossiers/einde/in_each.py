"""Recording the same in several dossiers at once, as handing over does: in all that take it, or in none."""

from collections.abc import Callable, Iterable

from db.dossiers import dossiers
from db.dossiers.dossiers import Intussen, Moment
from db.store.engine import reading
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.papieren.vernietiglijst import Lijst
from meldcode.rollen import User
from meldcode.vragen.vastlegging import Onvolledig, Vastlegging

Make = Callable[[Dossier], Vastlegging]
"""What to record in a dossier. Raises ``Geweigerd`` when nothing is to be recorded in this one, and why."""
NET = "Er werd net iets in vastgelegd. Probeer het nog een keer."
_TRIES = 3


def record(
    user: User, dossier_ids: Iterable[str], make: Make, moment: Moment, lijst: Lijst | None = None
) -> tuple[list[str], dict[str, str]]:
    """Record in each of these dossiers, in one transaction, what ``make`` says; ``lijst`` as for ``save_all``.

    Returns the code names of those in which it is recorded, and of the others why not. What somebody may not know of
    is passed over in silence. A process that ends meanwhile leaves all of it done, or none.
    """
    wanted = list(dossier_ids)
    for _try in range(_TRIES):
        after, refused = _after(user, wanted, make, moment)
        try:
            if after:
                dossiers.save_all(after, by=user, moment=moment, lijst=lijst)
        except Intussen:
            continue  # read it again: what came between may change what can be recorded
        except Geweigerd as problem:
            return [], refused | {each.codenaam: str(problem) for each in after}
        return [each.codenaam for each in after], refused
    return [], refused | {each.codenaam: NET for each in after}


def _after(user: User, wanted: list[str], make: Make, moment: Moment) -> tuple[list[Dossier], dict[str, str]]:
    after, refused = list[Dossier](), dict[str, str]()
    for dossier_id in wanted:
        with reading(user.school_id) as connection:
            dossier = dossiers.load(connection, dossier_id, user.school_id)
        if dossier is None or not dossier.readable_by(user, moment.on):
            continue
        try:
            after.append(vastleggen.record(dossier, make(dossier), by=user, on=moment.on))
        except Onvolledig as objections:
            refused[dossier.codenaam] = next(iter(objections.objections.values()))
        except Geweigerd as problem:
            refused[dossier.codenaam] = str(problem)
    return after, refused
