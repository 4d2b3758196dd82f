"""Rules about a bewaarstop: when it is looked at again, and that its end takes two people."""

from collections.abc import Mapping
from datetime import date, timedelta

from meldcode.bewaren.stops import stops
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.vastleggingen import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel
from meldcode.vragen.datum import read_date
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

HOORT_ERBIJ = "Dit dossier hoort bij een ander dossier, en gaat daarmee mee. Leg de bewaarstop daar vast."
LANGST = timedelta(days=366)
ZELF_VOORGESTELD = "U stelde dit zelf voor. Een collega besluit erover: een andere [intern begeleider] of de directie."


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """Objections to recording this kind now, as Dutch sentences by name of vraag, or under the empty key."""
    now = stops(dossier.standing)
    if kind is Bewaarstop:
        if hoort_bij(dossier):
            return {"": HOORT_ERBIJ}
        until = read_date(str(raw.get("bekijken_op")))
        return {"bekijken_op": "Kies een dag binnen een jaar."} if until and until > on + LANGST else {}
    if kind is BewaarstopVoorstel:
        mine = next((each for each in now if str(each.record.nummer) == raw.get("stop")), None)
        if mine is None:
            return {"": "Deze bewaarstop geldt niet meer."}
        return {"": "Er ligt al een voorstel. Iemand anders besluit daarover."} if mine.voorstel else {}
    if kind is BewaarstopEinde:
        asked = next((s.voorstel for s in now if s.voorstel and str(s.voorstel.nummer) == raw.get("voorstel")), None)
        if asked is None:
            return {"": "Over dit voorstel is al besloten."}
        return {"": worded(ZELF_VOORGESTELD)} if asked.by == by.id else {}
    return {}
