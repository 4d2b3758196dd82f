"""What keeps a request from being granted: who asks, whether that was checked, and who must be heard first."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date

from meldcode.gezag import Staat, geldend, mensen, met_gezag, staat
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.einde.gronden import Wat
from meldcode.vastleggingen.einde.verzoeken import Hoedanigheid, Identiteit, Zegt
from meldcode.vastleggingen.mensen.gezag import Papier
from meldcode.verzoeken.aanvraag import Aanvraag, months_after
from meldcode.vragen.eisen import VOOR, Wie
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Records

ZELF_VANAF, ALLEEN_ZELF_VANAF = 12, 16
"""From the first age the pupil may ask beside whoever has gezag, from the second only the pupil
(``bronnen.UAVG``)."""


def at_least(born: Geboren | None, age: int, day: date) -> bool | None:
    """Whether somebody is this old on this day; None when what is known of the birth does not tell."""
    if born is None or born.jaar is None:
        return None
    first = born.earliest or date(born.jaar, 1, 1)
    last = date(born.jaar, born.maand or 12, born.dag or calendar.monthrange(born.jaar, born.maand or 12)[1])
    if months_after(last, 12 * age) <= day:
        return True
    return False if months_after(first, 12 * age) > day else None


def nog_te_horen(each: Aanvraag, records: Records, born: Geboren | None, day: date) -> tuple[Wie, ...]:
    """Who with gezag must still be heard before what is about the pupil is erased; nobody from 16.

    Whoever asks it needs not: unless somebody acts for them and nobody saw that they may.
    """
    if not (each.vraagt(Wat.WISSEN) and each.is_over_kind) or at_least(born, ALLEEN_ZELF_VANAF, day):
        return ()
    heard = {number for one in each.gehoord for number in about_whom(one.waarde(VOOR))}
    heard |= about_whom(each.record.waarde(VOOR))
    return tuple(wie for wie in met_gezag(records, day) if wie.nummer not in heard)


def _oneens(each: Aanvraag) -> Iterator[str]:
    """Who with gezag does not agree with erasing, or did not answer, by what they said last."""
    last = {number: one for one in each.gehoord for number in about_whom(one.waarde(VOOR))}
    for one in {each.nummer: each for each in last.values()}.values():
        if not one.says("zegt", Zegt.AKKOORD):
            said = "is het niet eens met wissen" if one.says("zegt", Zegt.BEZWAAR) else "heeft niet gereageerd"
            yield f"{one.tekst(VOOR)} {said}. Eén ouder alleen is niet genoeg: dit kan niet worden toegewezen."


def belet(each: Aanvraag, records: Records, born: Geboren | None, day: date) -> tuple[str, ...]:
    """What keeps this request from being granted on this day, as Dutch sentences; empty when it can be."""
    return tuple(dict.fromkeys(_belet(each, records, born, day)))


def _belet(each: Aanvraag, records: Records, born: Geboren | None, day: date) -> Iterator[str]:
    record = each.record
    if record.says("identiteit", Identiteit.NIET):
        yield "Ga eerst na wie dit vraagt, en vul dat aan bij het verzoek."
    if record.says("machtiging", JaNee.NEE):
        yield f"Vraag eerst de machtiging van {record.tekst('gemachtigde')}, en vul dat aan bij het verzoek."
    if record.says("hoedanigheid", Hoedanigheid.LEERLING) and at_least(born, ZELF_VANAF, day) is False:
        yield f"De leerling is nog geen {ZELF_VANAF}. Tot die leeftijd vraagt een ouder of voogd met gezag dit."
    if record.says("hoedanigheid", Hoedanigheid.ZONDER) and not each.vraagt(Wat.INFORMATIE):
        yield (
            "Dit mag een ouder zonder gezag niet vragen. Informatie over het kind mag wel, en wat hier over die ouder "
            "zelf staat. Leg dat apart vast."
        )
    if record.says("hoedanigheid", Hoedanigheid.ANDER) and each.is_over_kind:
        yield "Deze persoon kan alleen vragen te wissen wat over die persoon zelf gaat."
    if record.says("hoedanigheid", Hoedanigheid.GEZAG):
        if at_least(born, ALLEEN_ZELF_VANAF, day):
            yield f"De leerling is {ALLEEN_ZELF_VANAF} of ouder. Alleen de leerling vraagt dit, of iemand namens die."
        yield from _zonder_papier(about_whom(record.waarde(VOOR)), records, day)
    if each.vraagt(Wat.WISSEN) and each.is_over_kind and not at_least(born, ALLEEN_ZELF_VANAF, day):
        if not met_gezag(records, day):
            yield "Leg eerst bij ‘Om de leerling heen’ vast wie gezag heeft. Zij worden over wissen gehoord."
        for wie in nog_te_horen(each, records, born, day):
            yield f"Hoor eerst {wie.naam} over wissen."
        yield from _oneens(each)


def _zonder_papier(asking: Iterable[int], records: Records, day: date) -> Iterator[str]:
    for mens in (one for one in mensen(records) if one.nummer in asking):
        said = geldend(mens, records, day)
        if staat(mens, records, day) is not Staat.HEEFT:
            yield f"Leg eerst bij ‘Om de leerling heen’ vast dat {mens.naam} gezag heeft."
        elif said and said.says("papier", Papier.NIETS):
            yield f"Van {mens.naam} is nog geen papier over het gezag gezien. Vraag daar eerst om."
