"""Complete answers to what is recorded beside the stappen: danger, files, messages, agreements."""

from typing import Any

from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afronding,
    Afspraak,
    AntwoordAanDirectie,
    Bijlage,
    Nazorg,
    Ontvangst,
    Verzetten,
)
from tests.answers.typed import Answers, Builders, written
from tests.cast import LARS


def bijlage(**changes: Any) -> Answers:
    rules = {"zichtbaar": "ja", "tweede": "ja", "wie_erbij": "Vera Osei", "als_bewijs": "nee", "gewist": "gewist"}
    return (
        (rules if changes.get("wat") == "letsel" else {})
        | {
            "wat": "foto",
            "datum": "06-11-2026",
            "herkomst": "Lars maakte de foto, met Sem erbij",
            "inhoud": "De tekening die Sem maakte: een huis met een kind achter het raam.",
            "bestand": "0123456789abcdef0123456789abcdef jpg 234567",
        }
        | changes
    )


def acuut_gevaar(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "tijd": "14:05",
        "reden": "Vader staat dronken aan het hek en dreigt Sem mee te nemen.",
        "gebeld": ["112"],
        "afgesproken": "De politie komt; Sem blijft binnen.",
    } | changes


def afronding(**changes: Any) -> Answers:
    return {"stap": "1", "bericht": "Dossier Zilvermeeuw: stap 1 is afgerond."} | changes


def ontvangst(**changes: Any) -> Answers:
    return {"kennisgeving": "5", "reactie": "gezien", "terugvraag": "Wanneer is het gesprek?"} | changes


def antwoord_aan_directie(**changes: Any) -> Answers:
    return {"kennisgeving": "5", "antwoord": "Het gesprek is volgende week."} | changes


def afspraak(**changes: Any) -> Answers:
    return {
        "wat": "Twee weken bijhouden hoe de ochtend begint",
        "wie": written(LARS),
        "uiterlijk": "20-11-2026",
        "besloten_in": "Leerlingbespreking van 9 november",
    } | changes


def afgehandeld(**changes: Any) -> Answers:
    return {"afspraak": "2", "afloop": "gedaan", "uitkomst": "De ochtenden verlopen rustiger."} | changes


def verzetten(**changes: Any) -> Answers:
    return {
        "verplichting": "stap-1-1",
        "van": "16-11-2026",
        "naar": "19-11-2026",
        "reden": "De vertrouwenspersoon is deze week ziek.",
    } | changes


def nazorg(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "gezien": "Sem lacht weer; moeder vertelt dat het goed gaat.",
        "verder": "ja",
        "opnieuw_op": "01-03-2027",
    } | changes


BESIDE: Builders = {
    Bijlage: bijlage,
    AcuutGevaar: acuut_gevaar,
    Afronding: afronding,
    Ontvangst: ontvangst,
    AntwoordAanDirectie: antwoord_aan_directie,
    Afspraak: afspraak,
    Afgehandeld: afgehandeld,
    Verzetten: verzetten,
    Nazorg: nazorg,
}
