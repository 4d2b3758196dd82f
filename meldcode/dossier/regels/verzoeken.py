"""Rules about requests: what belongs to which request, in time, and what must be before one is granted."""

from collections.abc import Callable, Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import Staat, mensen, met_gezag, staat
from meldcode.vastleggingen import (
    BeperkingOpgeheven,
    EigenVerklaring,
    GehoordOverWissen,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vastleggingen.einde.gronden import GRONDEN, Wat
from meldcode.vastleggingen.einde.verzoeken import DOORGEVEN, TOEGEWEZEN, Hoedanigheid
from meldcode.verzoeken.aanvraag import Aanvraag, aanvraag
from meldcode.verzoeken.lopend import te_noemen
from meldcode.verzoeken.toewijzen import belet
from meldcode.vragen.datum import in_words, read_date
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.meegewogen import numbers
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

Answers = Mapping[str, Raw]
Found = dict[str, str]
_GEHEEL = ""


def objections(
    kind: type[Vastlegging], raw: Answers, dossier: Dossier, on: date, corrects: Vastgelegd | None = None
) -> Found:
    """Objections to these answers on this day, as Dutch sentences by name of vraag, or under the empty key."""
    if kind is Verzoek:
        return _stukken(raw, dossier) or _verzoek(raw, dossier, corrects)
    check = _CHECKS.get(kind)
    if check is None:
        return {}
    each = aanvraag(dossier.standing, raw.get("verzoek"))
    if each is None:
        return {_GEHEEL: "Dit verzoek staat niet in het dossier."}
    day = read_date(str(raw.get("datum")))
    if day and day < each.ontvangen:
        return {"datum": f"Dit is eerder dan de dag waarop het verzoek kwam: {in_words(each.ontvangen)}."}
    return _stukken(raw, dossier) or check(raw, each, dossier, on)


def _stukken(raw: Answers, dossier: Dossier) -> Found:
    there = {each.nummer for each in te_noemen(dossier.standing)}
    unknown = numbers(raw.get("stukken")) - there
    return {"stukken": "Een van deze stukken staat niet in het dossier. Kies opnieuw."} if unknown else {}


def _verzoek(raw: Answers, dossier: Dossier, corrects: Vastgelegd | None) -> Found:
    by_who, is_information = raw.get("hoedanigheid"), raw.get("wat") == Wat.INFORMATIE
    if is_information and by_who != Hoedanigheid.ZONDER:
        return {"wat": "Dit is voor een ouder zonder gezag. Anderen vragen om inzage."}
    asking = [each for each in mensen(dossier.standing) if each.nummer in about_whom(raw.get(VOOR))]
    has_gezag = any(staat(each, dossier.standing) is Staat.HEEFT for each in asking)
    if by_who == Hoedanigheid.ZONDER and has_gezag:
        return {VOOR: "Deze persoon heeft gezag, en hoort alles wat de ander hoort, ook zonder erom te vragen."}
    before = aanvraag(dossier.standing, _first(corrects, dossier)) if corrects else None
    if before and not before.is_open and raw.get("wat") != before.record.waarde("wat"):
        return {"wat": "Over dit verzoek is al besloten. Leg een ander verzoek apart vast."}
    return {}


def _first(record: Vastgelegd, dossier: Dossier) -> int:
    """The number of the record that counts in the place of this one."""
    numbered = {each.nummer: each.corrigeert for each in dossier.records}
    nummer = record.nummer
    while earlier := numbered.get(nummer):
        nummer = earlier
    return nummer


def _bij(raw: Answers, each: Aanvraag) -> Found:
    """It is about whoever asked, in the capacity in which they did."""
    same = raw.get("hoedanigheid") == each.record.waarde("hoedanigheid")
    if same and about_whom(raw.get(VOOR)) == about_whom(each.record.waarde(VOOR)):
        return {}
    return {_GEHEEL: "Dit hoort bij iemand anders dan wie het verzoek deed. Begin opnieuw bij ‘Verzoeken’."}


def _verlengd(raw: Answers, each: Aanvraag, _dossier: Dossier, _on: date) -> Found:
    told = read_date(str(raw.get("datum")))
    if each.maand is None:
        return {_GEHEEL: "Voor deze vraag geeft de AVG geen termijn: er valt niets te verlengen."}
    if each.verlengd or not each.is_open:
        return {_GEHEEL: "Dit verzoek is al verlengd, of er is al over besloten."}
    if told and told > each.maand:
        return {
            "datum": f"De maand liep tot en met {in_words(each.maand)}. Wie het daarna pas hoort, hoeft niet langer te "
            "wachten: besluit zo snel mogelijk."
        }
    return _bij(raw, each)


def _besluit(raw: Answers, each: Aanvraag, dossier: Dossier, on: date) -> Found:
    over, grants = str(raw.get("over")), raw.get("uitkomst") in [one.value for one in TOEGEWEZEN]
    if over != each.record.waarde("wat"):
        return {_GEHEEL: "Dit verzoek vroeg iets anders. Begin opnieuw bij ‘Verzoeken’."}
    if grants and over == Wat.VERKLARING:
        return {"uitkomst": "Neem dan de verklaring over, woord voor woord. Dat is het besluit."}
    stops = belet(each, dossier.standing, dossier.born, on) if grants else ()
    if stops:
        return {"uitkomst": stops[0]}
    fitting = [one.value for wat, grounds in GRONDEN.items() if wat == over for one in grounds]
    given = raw.get("gronden")
    if not grants and isinstance(given, list) and any(one not in fitting for one in given):
        return {"gronden": "Een van deze gronden past niet bij wat is gevraagd. Kies opnieuw."}
    if grants and over in DOORGEVEN and not visible(str(raw.get("ontvangers") or "")):
        return {"ontvangers": "Schrijf op wie dit eerder kreeg en het nu hoort, of dat niemand het kreeg."}
    shown = str(raw.get("gegeven") or "").strip()
    if shown and shown not in {str(one.nummer) for one in dossier.records}:
        return {"gegeven": "Dit nummer staat niet in het dossier."}
    return _bij(raw, each)


def _gehoord(raw: Answers, each: Aanvraag, dossier: Dossier, on: date) -> Found:
    if not each.vraagt(Wat.WISSEN) or not each.is_over_kind:
        return {_GEHEEL: "Bij dit verzoek hoeft u niemand te horen."}
    named, asked = about_whom(raw.get(VOOR)), {wie.nummer for wie in met_gezag(dossier.standing, on)}
    return {} if named and named <= asked else {VOOR: "U hoort wie gezag heeft. Kies wie het is."}


def _verklaring(raw: Answers, each: Aanvraag, _dossier: Dossier, _on: date) -> Found:
    if not each.vraagt(Wat.VERKLARING):
        return {_GEHEEL: "Dit verzoek gaat niet over een eigen verklaring."}
    return _bij(raw, each)


def _opgeheven(raw: Answers, each: Aanvraag, _dossier: Dossier, _on: date) -> Found:
    if not each.beperkt or each.is_open:
        return {_GEHEEL: "Bij dit verzoek is niets beperkt, of er is nog niet over besloten."}
    return _bij(raw, each)


_CHECKS: dict[type[Vastlegging], Callable[[Answers, Aanvraag, Dossier, date], Found]] = {
    VerzoekVerlengd: _verlengd,
    VerzoekBesluit: _besluit,
    GehoordOverWissen: _gehoord,
    EigenVerklaring: _verklaring,
    BeperkingOpgeheven: _opgeheven,
}
