"""Complete answers to requests of parents, keeping, taking out, joining and destroying."""

from typing import Any

from meldcode.vastleggingen import (
    BeperkingOpgeheven,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    EigenVerklaring,
    GehoordOverWissen,
    InzageGegeven,
    Samengevoegd,
    Samenvoeging,
    Uithalen,
    UithalenAntwoord,
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from tests.answers.typed import Answers, Builders, written
from tests.cast import MIRJAM


def uithalen(**changes: Any) -> Answers:
    return {
        "nummer": "2",
        "deel": "alles",
        "grond": "ander_kind",
        "reden": "Dit ging over een leerling uit een andere groep.",
        "buiten": "Nergens, dat is nagekeken.",
    } | changes


def uithalen_antwoord(**changes: Any) -> Answers:
    return {"voorstel": "3", "eruit": "ja", "waarom_niet": "Het gaat wel over dit kind."} | changes


def samengevoegd(**changes: Any) -> Answers:
    return {"bij": "Beuk 3", "zelfde": "Dezelfde naam en geboortedatum, nagevraagd bij de administratie."} | changes


def samenvoeging(**changes: Any) -> Answers:
    return {"uit": "Beuk 4", "stand": "Stap 2, geopend op 9 november 2026, 12 keer vastgelegd."} | changes


def verzoek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "wat": "inzage",
        "waarover": "Zij wil zien wat de school over Sem opschreef.",
        "omvang": "heel",
        "hoedanigheid": "ander",
        "naam": "Chris Vos",
        "namens": "nee",
        "gemachtigde": "mr. Jansen, advocaat",
        "machtiging": "ja",
        "identiteit": "bekend",
        "hoe": "Zij belde terug op het nummer van de school.",
    } | changes


def bewaarstop(**changes: Any) -> Answers:
    return {
        "waarom": "klacht",
        "wie": "Klachtencommissie, kenmerk K-118",
        "sinds": "06-11-2026",
        "bekijken_op": "01-06-2027",
        "toelichting": "De commissie beslist in mei.",
    } | changes


def bewaarstop_voorstel(**changes: Any) -> Answers:
    return {"stop": "20", "reden": "De klacht is afgehandeld, brief van 4 november."} | changes


def bewaarstop_einde(**changes: Any) -> Answers:
    return {"voorstel": "21", "eens": "ja", "waarom_niet": "Er loopt nog een beroep."} | changes


_BY_WHOM = {"verzoek": "2", "hoedanigheid": "ander"}


def verzoek_verlengd(**changes: Any) -> Answers:
    reason = "Het dossier is groot en wij lezen elk stuk na op wat van een ander is."
    return {**_BY_WHOM, "datum": "09-11-2026", "reden": reason} | changes


def verzoek_besluit(**changes: Any) -> Answers:
    return {
        **_BY_WHOM,
        "over": "inzage",
        "datum": "09-11-2026",
        "uitkomst": "deels",
        "wel": "Een kopie van wat over deze persoon zelf is vastgelegd.",
        "niet": "Wat anderen vertelden.",
        "gronden": ["bescherming"],
        "reden": "Wat een ander in vertrouwen vertelde, geven wij niet aan u.",
        "weg": "brief",
        "ontvangers": "Niemand kreeg dit eerder.",
        "gegeven": "",
    } | changes


def gehoord_over_wissen(**changes: Any) -> Answers:
    words = "Zij vindt dat het na al die jaren weg mag."
    return {"verzoek": "2", "datum": "09-11-2026", "zegt": "akkoord", "woorden": words} | changes


def eigen_verklaring(**changes: Any) -> Answers:
    words = "Ik was die dag niet thuis. Wat hier staat, klopt volgens mij niet."
    return {**_BY_WHOM, "datum": "09-11-2026", "woorden": words} | changes


def beperking_opgeheven(**changes: Any) -> Answers:
    reason = "De tekst is aangevuld en wij zijn het nu eens."
    return {**_BY_WHOM, "datum": "09-11-2026", "reden": reason} | changes


def inzage_gegeven(**changes: Any) -> Answers:
    return {
        "aan": "Bas de Groot (ouder)",
        "weggelaten": "3",
        "hoedanigheid": "gezag",
        "namens": "Mr. Vos, advocaat van Bas de Groot; machtiging van 2 november",
        "vastgesteld": "bewijs",
        "hoe_anders": "De gezinsvoogd kent deze ouder.",
        "tweede": "ja",
        "wie_las": written(MIRJAM),
        "waarom_alleen": "Er is deze week geen collega die dit mag lezen.",
        "wijze": "gesprek",
        "datum": "09-11-2026",
        "pakket": f"{'0' * 31}a pdf 84000",
    } | changes


def vernietiging_gevraagd(**changes: Any) -> Answers:
    return {
        "grond": "vergissing",
        "waarom": "Dit dossier staat op de verkeerde leerling.",
        "buiten": ["papier", "mail"],
        "tweede": "",
    } | changes


def vernietiging_ingetrokken(**changes: Any) -> Answers:
    return {"reden": "Het was toch de goede leerling."} | changes


def vernietiging_bevestigd(**changes: Any) -> Answers:
    return {"codenaam": "Zilvermeeuw"} | changes


KEEPING: Builders = {
    Uithalen: uithalen,
    UithalenAntwoord: uithalen_antwoord,
    Samengevoegd: samengevoegd,
    Samenvoeging: samenvoeging,
    Verzoek: verzoek,
    Bewaarstop: bewaarstop,
    BewaarstopVoorstel: bewaarstop_voorstel,
    BewaarstopEinde: bewaarstop_einde,
    VerzoekVerlengd: verzoek_verlengd,
    VerzoekBesluit: verzoek_besluit,
    GehoordOverWissen: gehoord_over_wissen,
    EigenVerklaring: eigen_verklaring,
    BeperkingOpgeheven: beperking_opgeheven,
    InzageGegeven: inzage_gegeven,
    VernietigingGevraagd: vernietiging_gevraagd,
    VernietigingIngetrokken: vernietiging_ingetrokken,
    VernietigingBevestigd: vernietiging_bevestigd,
}
