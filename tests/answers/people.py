"""Complete answers to who is around the pupil, and who works on or reads a dossier."""

from typing import Any

from meldcode.vastleggingen import (
    Afscherming,
    Betrokkene,
    Gezag,
    HoortBij,
    IntrekkenUitnodiging,
    Inzage,
    MedeHouder,
    OpheffenAfscherming,
    Overdracht,
    Uitnodiging,
    Vakantiewacht,
)
from tests.answers.typed import Answers, Builders, written
from tests.cast import DICK, LARS, MIRJAM, NOOR, VERA


def overdracht(**changes: Any) -> Answers:
    zeggen = "Moeder belt liever niet op vrijdag."
    return {"van": written(NOOR), "naar": written(MIRJAM), "reden": "afwezig", "zeggen": zeggen} | changes


def mede_houder(**changes: Any) -> Answers:
    return {"samen": "ja", "wie": written(MIRJAM)} | changes


def vakantiewacht(**changes: Any) -> Answers:
    return {
        "vakantie": "kerstvakantie vanaf 19-12-2026",
        "nodig": "ja",
        "wie": written(NOOR),
        "hoe": "Oma haalt Sem op dinsdag; bij zorgen belt zij Noor.",
        "waarom_niet": "Het gezin logeert bij familie die alles weet.",
    } | changes


def uitnodiging(**changes: Any) -> Answers:
    return {"wie": written(LARS), "tot": "01-12-2026", "reden": "Lars heeft de leerling elke dag in de klas."} | changes


def intrekken_uitnodiging(**changes: Any) -> Answers:
    return {"wie": written(LARS)} | changes


def afscherming(**changes: Any) -> Answers:
    return {"afgeschermd": written(DICK), "grond": "eigen_kind", "vervanger": written(VERA)} | changes


def opheffen_afscherming(**changes: Any) -> Answers:
    return {"wie": written(DICK), "reden": "Het bleek een andere leerling te zijn."} | changes


def inzage(**changes: Any) -> Answers:
    return {"reden": "De ouders dienden een klacht in over het verloop."} | changes


def hoort_bij(**changes: Any) -> Answers:
    return {"bij": "Beuk 3"} | changes


def betrokkene(**changes: Any) -> Answers:
    return {
        "rol": "ouder",
        "naam": "Anna Bos",
        "woont": "ja",
        "geboren": "2022",
        "school": "Kinderopvang De Kikker",
        "geheim": "nee",
        "bereiken": "06 12 34 56 78, na vier uur",
        "taal": "",
    } | changes


def gezag(**changes: Any) -> Answers:
    return {
        "vorm": "ouder",
        "nu": "ja",
        "uitspraak_op": "",
        "waardoor": "getrouwd",
        "erkend_op": "02-03-2024",
        "sinds": "",
        "tot": "",
        "papier": "register",
        "gezien": "Noor, vandaag",
    } | changes


PEOPLE: Builders = {
    Overdracht: overdracht,
    MedeHouder: mede_houder,
    Vakantiewacht: vakantiewacht,
    Uitnodiging: uitnodiging,
    IntrekkenUitnodiging: intrekken_uitnodiging,
    Afscherming: afscherming,
    OpheffenAfscherming: opheffen_afscherming,
    Inzage: inzage,
    HoortBij: hoort_bij,
    Betrokkene: betrokkene,
    Gezag: gezag,
}
