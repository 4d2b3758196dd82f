"""Rules for taking something out: what may go, who confirms it, and that the dossier stays where it is (ADR 75)."""

from collections.abc import Mapping
from dataclasses import replace

from meldcode.dossier.afspraken import houder
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import Voorstel, deel_van, delen, te_halen, wacht, zonder
from meldcode.dossier.samen_wegen import ronde
from meldcode.rollen import Role, User
from meldcode.route.fasen import walk
from meldcode.vastleggingen import Uithalen, UithalenAntwoord
from meldcode.vastleggingen.einde.uithalen import Deel, Eruit
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

RUST_EROP = (
    "Op deze vastlegging rust waar het dossier nu staat, of wie het doet. Corrigeer haar eerst, zonder wat er niet in "
    "hoort. Kies daarna: alleen wat er stond vóór de correctie."
)
ZELF_VOORGESTELD = "U stelde dit zelf voor. Iemand anders bevestigt het. U kunt het wel intrekken: kies dan nee."


def objections(kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User) -> dict[str, str]:
    """Objections to proposing this or answering it, as Dutch sentences by name of vraag, or under the empty key."""
    if kind is Uithalen:
        return _voorstel(raw, dossier, by)
    return _antwoord(raw, dossier, by) if kind is UithalenAntwoord else {}


def _voorstel(raw: Mapping[str, Raw], dossier: Dossier, by: User) -> dict[str, str]:
    nummer = next((each.nummer for each in te_halen(dossier.records) if str(each.nummer) == raw.get("nummer")), 0)
    if not nummer:
        return {"": "Dit kan er niet uit, of er wacht al een voorstel over."}
    chosen = next((each for each in deel_van(dossier.records, nummer) if each.value == raw.get("deel")), None)
    if chosen is None:
        return {"deel": "Dit is er niet, of het is er al uit. Kies iets anders."}
    tweede = read_persoon(raw.get("tweede"))
    if tweede and tweede.id == by.id:
        return {"tweede": "Kies iemand anders dan uzelf."}
    if tweede and not _walks(dossier, tweede.id, tweede.role):
        return {"tweede": "Deze collega mag dit dossier niet lezen. Kies een ander, of laat dit leeg."}
    return {"deel": RUST_EROP} if _rests(dossier, _as_if(dossier, nummer, chosen)) else {}


def _walks(dossier: Dossier, account_id: str, role: Role) -> bool:
    toegang = dossier.toegang
    acts = toegang.vervangers.get(account_id, role.acts_as)
    return account_id not in toegang.afgeschermd and acts is Role.IB_ER


def _as_if(dossier: Dossier, nummer: int, deel: Deel) -> Voorstel:
    answer = delen(dossier.records, nummer, deel)
    return Voorstel(Vastgelegd(0, Uithalen.__name__, "", dossier.records[-1].on, "", (answer,)))


def _rests(dossier: Dossier, voorstel: Voorstel) -> bool:
    """Whether the dossier would be elsewhere on the route, or with others, without this."""
    after = replace(dossier, records=zonder(dossier.records, voorstel))
    return _where(after) != _where(dossier)


def _where(dossier: Dossier) -> tuple[object, ...]:
    now = ronde(dossier)
    weighed = now and (now.is_vast, now.is_klaar, now.gevraagd.nummer)
    return walk(dossier.standing), dossier.toegang, houder(dossier.standing, dossier.toegang), weighed


def may_confirm(voorstel: Voorstel, dossier: Dossier, by: User) -> bool:
    """Whether this person may say that it goes: the directie, or who was named; never who proposed it."""
    is_named = voorstel.tweede is not None and voorstel.tweede.id == by.id and dossier.role_of(by) is Role.IB_ER
    return by.id != voorstel.record.by and (dossier.role_of(by) is Role.DIRECTIE or is_named)


def _antwoord(raw: Mapping[str, Raw], dossier: Dossier, by: User) -> dict[str, str]:
    voorstel = next((each for each in wacht(dossier.records) if str(each.record.nummer) == raw.get("voorstel")), None)
    if voorstel is None:
        return {"": "Over dit voorstel is al beslist, of het staat hier niet."}
    is_mine = voorstel.record.by == by.id
    if is_mine and raw.get("eruit") == Eruit.JA:
        return {"eruit": ZELF_VOORGESTELD}
    if not is_mine and not may_confirm(voorstel, dossier, by):
        return {"": "Dit voorstel is aan een ander gevraagd."}
    return {"eruit": RUST_EROP} if raw.get("eruit") == Eruit.JA and _rests(dossier, voorstel) else {}
