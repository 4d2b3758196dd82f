"""Handing over a dossier to a colleague: which handover was not signed for yet, and what its list says."""

from collections.abc import Iterator
from typing import NamedTuple

from meldcode.dossier.afspraken import houder, open_afspraken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import feedback_open, onderzoek_open, parents_wait, verteld
from meldcode.dossier.toegang import fold
from meldcode.gezag import Staat, mensen, staat
from meldcode.rollen import Role
from meldcode.vastleggingen import AcuutGevaar, Overdracht, OverdrachtOntvangen
from meldcode.vastleggingen.mensen.betrokkene import VERZORGT
from meldcode.vastleggingen.opvolging import GEVRAAGD, ONTVANGST, RedenOverdracht
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd


class Onderweg(NamedTuple):
    """A handover that was not signed for: its record, and the accounts that gave and that take it.

    ``gever`` is empty when no ib-er gave it who is still to be told: they left, or are excluded from the dossier.
    """

    record: Vastgelegd
    gever: str
    ontvanger: str


def onderweg(dossier: Dossier) -> Onderweg | None:
    """The handover of the case that its holder has not signed for; None when there is none.

    What a colleague takes over themselves is not signed for, nor what was recorded before this was asked. Handed on
    unsigned, only the last one counts. Needs the whole dossier.
    """
    given = dossier.of(Overdracht)
    if not given or not (holds := houder(dossier.standing, dossier.toegang)):
        return None
    record = next((each for each in reversed(given) if _to(each) == holds), None)
    if record is None or record.waarde(ONTVANGST) != GEVRAAGD or record.by == holds:
        return None
    before = tuple(each for each in dossier.standing if each.nummer < record.nummer)
    van = read_persoon(record.waarde("van"))
    if van is None or houder(before, fold(before)) != van.id or _is_signed(dossier, record, holds):
        return None
    return Onderweg(record, _giver(dossier, record), holds)


def _to(record: Vastgelegd) -> str:
    naar = read_persoon(record.waarde("naar"))
    return naar.id if naar else ""


def _is_signed(dossier: Dossier, record: Vastgelegd, holds: str) -> bool:
    nummer = str(record.nummer)
    return any(each.by == holds and each.waarde("overdracht") == nummer for each in dossier.of(OverdrachtOntvangen))


def _giver(dossier: Dossier, record: Vastgelegd) -> str:
    """Whoever had it; of who left, whoever handed it over for them, if that is an ib-er."""
    van = read_persoon(record.waarde("van"))
    if van and not record.says("reden", RedenOverdracht.WEG):
        who = van.id
    else:
        who = record.by if record.als in (Role.IB_ER, Role.AANDACHTSFUNCTIONARIS) else ""
    return "" if who in dossier.toegang.afgeschermd else who


def te_zeggen(dossier: Dossier) -> Iterator[str]:
    """What must be said about this dossier when it is handed over, as Dutch sentences that name nobody.

    Only what a successor can do harm by not knowing.
    """
    if dossier.of(AcuutGevaar):
        yield "Er was acuut gevaar."
    if any(each.is_geheim for each in mensen(dossier.standing)):
        yield "Van iemand is geheim waar die is."
    if dossier.toegang.afgeschermd:
        yield "Een collega is afgeschermd van dit dossier."
    if verteld(dossier):
        yield "De leerling vertelde iets. Daarover is nog niet met Veilig Thuis gesproken."
    if parents_wait(dossier):
        yield "Een ouder weet het nog niet, of mag het nu niet weten."
    if feedback_open(dossier) or onderzoek_open(dossier):
        yield "Veilig Thuis moet nog iets laten weten."
    if any(staat(each, dossier.standing) is Staat.ONBEKEND for each in mensen(dossier.standing, *VERZORGT)):
        yield "Van iemand is het gezag nog niet bekend."
    if number := sum(1 for _each in open_afspraken(dossier.standing)):
        yield "Eén afspraak staat open." if number == 1 else f"{number} afspraken staan open."
