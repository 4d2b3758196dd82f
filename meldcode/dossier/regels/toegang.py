"""Consistency rules for who may read a dossier and who must do what in it: invitations, exclusions, handovers."""

from collections.abc import Mapping
from datetime import date, timedelta

from meldcode.dossier.afspraken import addressed_to, houder
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.toegang import NEEMT_WAAR, Toegang
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role, User
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afspraak,
    IntrekkenUitnodiging,
    MedeHouder,
    OpheffenAfscherming,
    Overdracht,
    Uitnodiging,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.datum import read_date
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

LANGST = timedelta(days=366)


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """Objections to recording these answers, as Dutch sentences by name of vraag, or under the empty key."""
    toegang, who = dossier.toegang, read_persoon(raw.get("wie"))
    if kind is Uitnodiging and who:
        until = read_date(str(raw.get("tot")))
        if who.id in toegang.afgeschermd:
            return {"wie": "Deze collega is afgeschermd van dit dossier."}
        return {"tot": "Kies een dag binnen een jaar."} if until and until > on + LANGST else {}
    if kind is Afspraak and who and who.id in toegang.afgeschermd:
        return {"wie": "Deze collega is afgeschermd van dit dossier."}
    if kind is Afgehandeld and dossier.role_of(by) is not Role.IB_ER:
        mine = {str(nummer) for nummer in addressed_to(dossier.standing, by.id)}
        return {} if raw.get("afspraak") in mine else {"": "Deze afspraak is niet van u."}
    if kind is Overdracht:
        return _handing_over(read_persoon(raw.get("van")), read_persoon(raw.get("naar")), dossier)
    if kind is MedeHouder:
        return _holding_together(who if raw.get("samen") == JaNee.JA else None, dossier)
    if kind is IntrekkenUitnodiging and who and who.id not in toegang.uitgenodigd:
        return {"wie": "Deze collega leest niet mee."}
    if kind is OpheffenAfscherming and who and who.id not in toegang.afgeschermd:
        return {"wie": "Deze collega is niet afgeschermd."}
    if kind.opent or kind is Afscherming:
        shut = read_persoon(raw.get("afgeschermd"))
        return _shutting_out(kind, shut, read_persoon(raw.get("vervanger")), toegang, by) if shut else {}
    return {}


def _handing_over(van: Persoon | None, naar: Persoon | None, dossier: Dossier) -> dict[str, str]:
    if van is None or naar is None:
        return {}
    toegang = dossier.toegang
    holds = houder(dossier.standing, toegang) == van.id
    if not holds and not addressed_to(dossier.standing, van.id):
        return {"van": "Op deze collega wacht in dit dossier niets."}
    if naar.id == van.id or naar.id in toegang.afgeschermd:
        return {"naar": "Kies een andere collega."}
    if holds and toegang.vervangers.get(naar.id, naar.role.acts_as) is not Role.IB_ER:
        return {"naar": worded("Wie dit dossier houdt, zet de stappen: kies een [intern begeleider].")}
    return {}


def _holding_together(who: Persoon | None, dossier: Dossier) -> dict[str, str]:
    toegang = dossier.toegang
    if who is None:
        return {} if toegang.mede_houder else {"samen": "Er is geen mede-houder."}
    if who.id in toegang.afgeschermd:
        return {"wie": "Deze collega is afgeschermd van dit dossier."}
    if toegang.vervangers.get(who.id, who.role) is not Role.IB_ER:
        return {"wie": worded("Wie dit dossier houdt, zet de stappen: kies een [intern begeleider].")}
    return {"wie": "Deze collega houdt dit dossier al."} if houder(dossier.standing, toegang) == who.id else {}


def _shutting_out(
    kind: type[Vastlegging], who: Persoon, deputy: Persoon | None, toegang: Toegang, by: User
) -> dict[str, str]:
    role = toegang.vervangers.get(who.id, who.role.acts_as)
    if kind.opent and who.id == by.id:
        return {"afgeschermd": "Open dit dossier niet zelf: vraag een collega om het te doen."}
    if toegang.role_of(by) is Role.DIRECTIE and role is not Role.IB_ER:
        return {"afgeschermd": worded("De directie kan alleen [de intern begeleider] afschermen.")}
    if deputy is None:
        return {"vervanger": "Kies wie waarneemt."} if role in NEEMT_WAAR else {}
    if role not in NEEMT_WAAR:
        return {"vervanger": "Voor deze collega hoeft niemand waar te nemen: laat dit leeg."}
    acts = toegang.vervangers.get(deputy.id)
    if deputy.role.acts_as not in NEEMT_WAAR[role] or acts not in (None, role):
        return {"vervanger": "Deze collega kan dit niet waarnemen: de ene rol houdt oog op de andere."}
    if deputy.id == who.id or deputy.id in toegang.afgeschermd:
        return {"vervanger": "Kies iemand die niet zelf wordt afgeschermd."}
    return {}
