"""What takes two people in a dossier: who tells the directie something does not confirm it as the directie.

Somebody may be ib-er and directie at a small school. What is confirmed in a dossier is then for another of the
directie, or who stands in for them. What destroys a dossier is confirmed apart (``regels.vernietigen``).
"""

from collections.abc import Mapping

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import ZELF_GESCHREVEN
from meldcode.dossier.openstaand import berichten
from meldcode.gezag import mensen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afronding, InzageGegeven, Ontvangst
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import Reactie
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

APART = "Dit bericht bevestigt u samen met het vernietigen van het dossier. Gezien alleen is niet genoeg."

ZELF_GELEZEN = "Dit bent u zelf. Kies wie het naast u nalas."
NIET_ALLEEN = "Bij iemand in dit dossier is geheim waar die is. Laat daarom eerst een collega het pakket nalezen."


def objections(kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User) -> dict[str, str]:
    """Objections to this person reacting to a message, or giving inzage, as Dutch sentences by name of vraag."""
    if kind is InzageGegeven:
        return _read_by_two(raw, dossier, by)
    if kind is not Ontvangst:
        return {}
    named = str(raw.get("kennisgeving"))
    message = next((each for each, _answer in berichten(dossier) if str(each.nummer) == named), None)
    if message is None:
        return {}
    if raw.get("reactie") == Reactie.GEZIEN and destroys(message, dossier):
        return {"": APART}
    why = refusal(message, by)
    return {"": why} if why else {}


def _read_by_two(raw: Mapping[str, Raw], dossier: Dossier, by: User) -> dict[str, str]:
    read = read_persoon(raw.get("wie_las"))
    if read and read.id == by.id:
        return {"wie_las": ZELF_GELEZEN}
    is_geheim = any(each.is_geheim for each in mensen(dossier.standing))
    return {"tweede": NIET_ALLEEN} if is_geheim and raw.get("tweede") != JaNee.JA else {}


def destroys(message: Vastgelegd, dossier: Dossier) -> bool:
    """Whether this message announces that the dossier will be destroyed. Needs the whole dossier."""
    return dossier.fase is Fase.TE_VERNIETIGEN and message is dossier.last(Afronding)


def refusal(message: Vastgelegd, by: User) -> str:
    """Why this person may not react to this message as the directie; empty when they may."""
    return ZELF_GESCHREVEN if message.by == by.id else ""
