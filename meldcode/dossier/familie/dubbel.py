"""Two dossiers of one pupil become one: one is closed, and what waits in it waits in the other (ADR 75)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from meldcode.bewaren.stops import stops
from meldcode.dossier import vastleggen
from meldcode.dossier.afspraken import open_afspraken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.vastleggingen import Afspraak, Samengevoegd, Samenvoeging
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon

AFGESPROKEN = "Bij het samenvoegen van twee dossiers"


def wat_meegaat(dicht: Dossier, by: User) -> tuple[Afspraak, ...]:
    """What waits in the dossier that is closed, as agreements to record in the other; those of a stap end with it.

    An agreement stays with whoever has it; anything else is for whoever joins the two.
    """
    return tuple(_afspraak(each, dicht, by) for each in _wacht(dicht) if each.soort.aard.goes_along)


def _wacht(dossier: Dossier) -> tuple[Verplichting, ...]:
    return verplichtingen(dossier, {})


def _afspraak(each: Verplichting, dicht: Dossier, by: User) -> Afspraak:
    mine = Persoon(by.id, by.role, by.naam)
    agreed = {f"{Soort.AFSPRAAK}-{record.sleutel}": (record, wie) for record, wie in open_afspraken(dicht.standing)}
    record, wie = agreed.get(each.sleutel, (None, mine))
    wat = record.tekst("wat") if record else each.soort.titel
    return Afspraak(wat=wat, wie=wie, uiterlijk=each.due_on, besloten_in=AFGESPROKEN)


def weigering(dicht: Dossier, verder: Dossier, by: User) -> str:
    """Why these two cannot be joined by this person, as a Dutch sentence; empty when they can."""
    if dicht.id == verder.id:
        return "Kies een ander dossier."
    if any(each.role_of(by) is not Role.IB_ER for each in (dicht, verder)):
        return "U kunt alleen dossiers samenvoegen waarvan u allebei de stappen zet."
    if any(not each.fase.is_open or each.fase is Fase.TE_VERNIETIGEN for each in (dicht, verder)):
        return "Alleen twee dossiers die lopen, kunnen samen. Een van deze is dicht, of wordt vernietigd."
    if dicht.toegang.afgeschermd != verder.toegang.afgeschermd:
        return (
            "In een van de twee is een collega afgeschermd, en in het andere niet, of met een andere waarnemer. Leg "
            "eerst in allebei hetzelfde vast, bij ‘Wie leest mee’."
        )
    if dicht.fase.stap > verder.fase.stap:
        return f"Dit dossier is verder op de route dan {verder.codenaam}. Voeg dat hier bij, en niet andersom."
    if stops(dicht.standing):
        return "Hier geldt een bewaarstop. Leg die eerst in het andere dossier vast, en beëindig hem hier."
    stays = {each.soort.titel.lower() for each in _wacht(dicht) if each.soort.aard.keeps_open}
    return f"Er wacht hier nog iets wat eerst klaar moet zijn: {'; '.join(sorted(stays))}." if stays else ""


def voeg_samen(dicht: Dossier, verder: Dossier, zelfde: str, *, by: User, on: date) -> tuple[Dossier, ...]:
    """Join the two: both as they are after each record, in the order to store them; the first is the closed one.

    ``zelfde``: what shows that they are of one pupil. Raises ``Geweigerd`` with the sentence when it may not be done,
    ``Onvolledig`` when ``zelfde`` is not acceptable.
    """
    refused = weigering(dicht, verder, by)
    if refused:
        raise Geweigerd(refused)
    closed = vastleggen.record(dicht, Samengevoegd(bij=verder.codenaam, zelfde=zelfde), by=by, on=on)
    return (closed, *_goes_on(dicht, verder, by, on))


def _goes_on(dicht: Dossier, verder: Dossier, by: User, on: date) -> Iterator[Dossier]:
    times = f"{dicht.versie} keer vastgelegd"
    stand = f"{dicht.fase.label}, geopend op {in_words(dicht.records[0].on)}, {times}."
    verder = vastleggen.record(verder, Samenvoeging(uit=dicht.codenaam, stand=stand), by=by, on=on)
    yield verder
    for each in wat_meegaat(dicht, by):
        wie = each.wie if each.wie.id not in verder.toegang.afgeschermd else Persoon(by.id, by.role, by.naam)
        verder = vastleggen.record(verder, replace(each, wie=wie, uiterlijk=max(each.uiterlijk, on)), by=by, on=on)
        yield verder
