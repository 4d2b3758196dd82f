"""News: whether the last record of a dossier is news, who is told of it, and what comes next because of it."""

from collections.abc import Iterator
from dataclasses import replace

from meldcode.dossier.afspraken import houder, mede_houder
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.dossier.verplichtingen import AT_ONCE
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE, AcuutGevaar, Effectmeting, Signaal
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.letsel import BEL_VANDAAG
from meldcode.vastleggingen.stap_1 import BEL_EERST
from meldcode.vastleggingen.stap_5 import NIET_GENOEG, TERUG, Opbrengst

NIEUWS = {kind.__name__: kind for kind in ALLE if kind.nieuws is not None}
"""The kinds that are news when somebody else recorded them, by the name under which they are stored."""


def is_dringend(dossier: Dossier) -> bool:
    """Whether the last record is acute danger, or requires a new decision the same day."""
    record = dossier.records[-1]
    if record.corrigeert is not None or not record.isa(*AT_ONCE):
        return False
    back = dossier.entries(STAPPEN[4])
    return record.isa(AcuutGevaar) or bool(back and back[-1].nummer == record.nummer)


def hears(dossier: Dossier, user: User, by: User) -> bool:
    """Whether this person is told of the last record, which was made by ``by``.

    Whoever holds the case is told, both when two hold it; while nobody does, everybody who walks the route is. What
    somebody who walks the route recorded is news to its holders only; nobody is told of what they recorded themselves.
    """
    record = dossier.records[-1]
    if record.soort not in NIEUWS or user.id == by.id or dossier.role_of(user) is not Role.IB_ER:
        return False
    holds = houder(dossier.standing, dossier.toegang)
    if user.id in (holds, mede_houder(dossier.standing, dossier.toegang)):
        return True
    return not holds and dossier.role_of(by) is not Role.IB_ER


def _was_closed(dossier: Dossier) -> bool:
    """Whether the dossier was closed until its last record."""
    return len(dossier.records) > 1 and replace(dossier, records=dossier.records[:-1]).fase is Fase.GESLOTEN


def hierna(dossier: Dossier) -> Iterator[str]:
    """What comes next because of the answers in the last record, as Dutch sentences.

    Empty when only the order of the stappen says what comes next.
    """
    record = dossier.records[-1]
    if record.isa(Signaal) and record.corrigeert is None and _was_closed(dossier):
        yield "Het dossier is weer open. De route begint opnieuw bij stap 1; wat er lag, blijft staan."
    if record.isa(Signaal) and verteld(dossier):
        yield worded(BEL_EERST)
    if record.isa(Signaal) and record.says("letsel", JaNee.JA):
        yield worded(BEL_VANDAAG)
    if record.isa(Effectmeting):
        if record.says("signalen", *TERUG) or record.says("resultaat", *NIET_GENOEG):
            yield "De melding ligt weer op tafel: weeg opnieuw en beslis vandaag."
        elif record.says("resultaat", Opbrengst.JA):
            yield "De hulp is afgesloten met uw afspraken. U volgt de leerling verder, tot u het dossier afsluit."
