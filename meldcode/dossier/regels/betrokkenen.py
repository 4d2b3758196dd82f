"""Rules about the people around the pupil: that a record says about whom it is, and what gezag can be."""

from collections.abc import Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import met_gezag, te_kiezen
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Gezag, NietBereikt, OudersGeinformeerd, Verzoek
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.gezag import Waardoor
from meldcode.vragen.datum import read_date
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, asked
from meldcode.vragen.vraag import Raw

ERKEND_GEEFT_GEZAG = date(2023, 1, 1)
"""Since that day acknowledging a child gives gezag together (``bronnen.ERKENNING``)."""

_ONLY_ABOUT_PEOPLE = (Gezag, Verzoek)


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, corrects: Vastgelegd | None = None
) -> dict[str, str]:
    """Objections to these answers, as Dutch sentences by name of vraag."""
    if not any(each.naam == VOOR and each.about_people for each in asked(kind, raw)):
        return {}
    named, there = about_whom(raw.get(VOOR)), {each.nummer for each in te_kiezen(dossier.standing)}
    if named - there:
        return {VOOR: "Deze persoon staat niet bij ‘Om de leerling heen’. Kies opnieuw."}
    if not named and kind in _ONLY_ABOUT_PEOPLE and not there:
        return {VOOR: "Zet deze persoon eerst bij ‘Om de leerling heen’."}
    if not named and (dossier.met_gezag or kind in _ONLY_ABOUT_PEOPLE):
        return {VOOR: "Kies over wie het gaat. Is het voor beiden gelijk? Kies ze dan samen."}
    if kind is Gezag:
        return _gezag(raw, dossier, named, corrects)
    if kind is OudersGeinformeerd:
        return _eerst(raw, dossier, named)
    return _pogingen(raw) if kind is NietBereikt else {}


def _gezag(
    raw: Mapping[str, Raw], dossier: Dossier, named: frozenset[int], corrects: Vastgelegd | None
) -> dict[str, str]:
    erkend, sinds, tot = _day(raw, "erkend_op"), _day(raw, "sinds"), _day(raw, "tot")
    if raw.get("waardoor") == Waardoor.ERKEND and erkend and erkend < ERKEND_GEEFT_GEZAG:
        return {
            "erkend_op": "Erkennen vóór 1 januari 2023 geeft geen gezag. Staat het in het gezagsregister, of is er een "
            "uitspraak? Kies dan dat. Anders is het antwoord: nee."
        }
    if sinds and tot and tot < sinds:
        return {"tot": "Dit is eerder dan de dag waarop het begon."}
    said = [each for each in dossier.of(Gezag) if named & about_whom(each.waarde(VOOR))]
    if not sinds and any(corrects is None or each.nummer < corrects.nummer for each in said):
        return {"sinds": "Over deze persoon ligt al iets vast. Sinds wanneer is het anders?"}
    return {}


def _day(raw: Mapping[str, Raw], naam: str) -> date | None:
    return read_date(str(raw.get(naam)))


def _eerst(raw: Mapping[str, Raw], dossier: Dossier, named: frozenset[int]) -> dict[str, str]:
    """Who has no gezag is told after somebody who had it that day, or it is said why not."""
    told = _day(raw, "datum")
    if raw.get("geinformeerd") != JaNee.JA or told is None or visible(str(raw.get("eerst") or "")):
        return {}
    first = met_gezag(dossier.standing, told)
    if not named or not first or any(each.nummer in named for each in first):
        return {}
    for each in dossier.window(STAPPEN[-1]):
        earlier = read_date(str(each.waarde("datum"))) if each.isa(OudersGeinformeerd) else None
        if earlier and earlier <= told and any(wie.is_in(each) for wie in first):
            return {}
    return {"eerst": "Nog niemand met gezag heeft dit gehoord. Schrijf op waarom deze persoon het eerder hoort."}


def _pogingen(raw: Mapping[str, Raw]) -> dict[str, str]:
    first, last = read_date(str(raw.get("datum"))), read_date(str(raw.get("datum_2")))
    if first and last and last < first:
        return {"datum_2": "De laatste poging was niet eerder dan de eerste."}
    if (first, raw.get("weg")) == (last, raw.get("weg_2")):
        return {"weg_2": "Dit is dezelfde poging. Probeer het op een andere dag, of op een andere manier."}
    return {}
