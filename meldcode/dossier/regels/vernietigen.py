"""Rules about destroying a dossier: when it may be asked, and who may confirm or withdraw it."""

from collections.abc import Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde import vernietigen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import VernietigingBevestigd, VernietigingGevraagd, VernietigingIngetrokken
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """Objections to asking for, withdrawing or confirming destruction, as Dutch sentences by name of vraag."""
    if kind is VernietigingGevraagd:
        return _asking(raw, dossier, by, on)
    if kind is VernietigingIngetrokken:
        return _withdrawing(dossier)
    if kind is VernietigingBevestigd:
        return _confirming(raw, dossier, by, on)
    return {}


def _asking(raw: Mapping[str, Raw], dossier: Dossier, by: User, on: date) -> dict[str, str]:
    if vernietigen.gevraagd(dossier):
        return {"": vernietigen.AL_GEVRAAGD}
    grond = next((each for each in Grond if each == raw.get("grond")), None)
    if grond is Grond.GEEN_INDICATIE:
        return {"grond": vernietigen.VOLGT_UIT_STAP_2}
    against = vernietigen.bezwaren(dossier, grond, on) if grond else ()
    if against:
        return {"grond": " ".join(against)}
    second = read_persoon(raw.get("tweede"))
    if second and not vernietigen.second_people(dossier, [second], by.id):
        return {"tweede": "Kies een andere collega, die bij dit dossier mag."}
    return {}


def _withdrawing(dossier: Dossier) -> dict[str, str]:
    if dossier.fase is Fase.TE_VERNIETIGEN:
        return {"": vernietigen.NIET_IN_TE_TREKKEN}
    return {} if vernietigen.gevraagd(dossier) else {"": vernietigen.NIET_GEVRAAGD}


def _confirming(raw: Mapping[str, Raw], dossier: Dossier, by: User, on: date) -> dict[str, str]:
    refused = vernietigen.refusal(dossier, by, on)
    if refused:
        return {"": refused}
    typed = " ".join(str(raw.get("codenaam") or "").split())
    return {} if typed.casefold() == dossier.codenaam.casefold() else {"codenaam": vernietigen.NIET_DE_CODENAAM}
