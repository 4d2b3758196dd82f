"""The next leerlingbespreking of the practice school, already prepared, so that there is something to look at."""

from dataclasses import replace
from datetime import date, datetime

from db.dossiers import besprekingen, dossier_rows, dossiers
from db.practice.story import People
from db.store.engine import reading
from meldcode.bespreking.bespreking import Punt
from meldcode.bespreking.kaarten import Kaart, may_be_shown, usual
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Overleg

_VRAAG = "Wie ziet dit ook, en wat kunnen wij deze maand anders doen?"
_CASES = 2


def prepare(people: People, today: date, now: datetime) -> None:
    """Put the first dossiers in stap 2 on the agenda, after earlier promises, and list who attends."""
    noor = people.noor
    besprekingen.prepare(noor, today, now)
    zitting = besprekingen.mine(noor)
    assert zitting is not None  # noqa: S101  # it was created just above
    with reading(noor.school_id) as connection:
        first = [each for each in dossier_rows.agenda(connection, noor) if each.fase is Fase.STAP_2]
        loaded = [dossiers.load(connection, each.dossier_id, noor.school_id, noor.id) for each in first]
    known = {each.dossier_id for each in zitting.bespreking.punten}
    new = [_punt(each) for each in loaded if each and each.id not in known][:_CASES]
    collegas = (noor.id, people.lars.id, people.vera.id)
    besprekingen.keep(noor, replace(zitting.bespreking, collegas=collegas, punten=(*zitting.bespreking.punten, *new)))


def _punt(dossier: Dossier) -> Punt:
    """An item of the agenda: what was seen, as chosen beforehand, and what came of talking it over."""
    overleg = (
        Kaart(record.nummer, each.naam)
        for record, answers in may_be_shown(dossier)
        for each in answers
        if record.isa(Overleg) and each.naam == "uitkomst"
    )
    return Punt(dossier.id, _VRAAG, (*usual(dossier), *overleg))
