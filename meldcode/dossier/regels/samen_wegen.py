"""Consistency rules for weighing with two people."""

from collections.abc import Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.samen_wegen import Ronde, ronde
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Besluit, Weging
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN
from meldcode.vastleggingen.samen_wegen import Afwegingen, TweedeWeger, TweedeWegerVervalt, Vergelijking
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """Objections to recording this kind now, as Dutch sentences by name of vraag, or under the empty key."""
    now = ronde(dossier)
    if kind is TweedeWeger:
        return _asking(now, read_persoon(raw.get("wie")), dossier, by, on)
    if kind is Weging and now and not now.is_klaar:
        return {"": _waiting(now)}
    if kind is TweedeWegerVervalt and (now is None or now.is_vast):
        return {"": "Er wordt op geen tweede weger gewacht."}
    if kind is Afwegingen:
        return _answering(now, by)
    if kind is Vergelijking:
        return _comparing(now, raw)
    return {}


def _asking(now: Ronde | None, who: Persoon | None, dossier: Dossier, by: User, on: date) -> dict[str, str]:
    if now and not now.is_klaar:
        return {"": "Er is al een tweede weger gevraagd."}
    weighed = dossier.last(Weging, Besluit)
    if weighed and weighed.isa(Weging):
        return {"": "Er is al gewogen. Een tweede weger vraagt u vóór de weging. Neem nu eerst een besluit."}
    if who and who.id == by.id:
        return {"wie": "Kies iemand anders dan uzelf."}
    if who and not _may_read(who, dossier, on):
        return {"wie": "Deze collega mag dit dossier niet lezen. Nodig de collega eerst uit, bij ‘Wie leest mee’."}
    return {}


def _may_read(who: Persoon, dossier: Dossier, on: date) -> bool:
    toegang = dossier.toegang
    acts = toegang.vervangers.get(who.id, who.role.acts_as)
    return who.id not in toegang.afgeschermd and (acts is Role.IB_ER or toegang.is_uitgenodigd(who.id, on))


def _answering(now: Ronde | None, by: User) -> dict[str, str]:
    if now is None or not now.is_weger(by):
        return {"": "U bent niet gevraagd om mee te wegen."}
    if now.is_vast or now.of(by):
        return {"": "Uw antwoorden liggen al vast."}
    return {}


def _comparing(now: Ronde | None, raw: Mapping[str, Raw]) -> dict[str, str]:
    if now is None or not now.is_vast or now.vergeleken:
        return {"": "Er valt nu niets te vergelijken."}
    missing = [naam for naam in now.verschillen if len(visible(str(raw.get(naam) or ""))) < 5]
    if missing:
        return dict.fromkeys(missing, "Schrijf in één regel op waar het verschil vandaan komt.")
    same = [naam for naam in AFWEGINGEN if naam not in now.verschillen and raw.get(naam)]
    return dict.fromkeys(same, "Hierover verschilt u niet: laat dit leeg.")


def _waiting(now: Ronde) -> str:
    if now.is_vast:
        return "Bespreek eerst waar de twee wegingen verschillen, bij ‘Samen wegen’."
    return "Er is een tweede weger gevraagd. Leg eerst ieder de vijf afwegingen vast, of laat de vraag vervallen."
