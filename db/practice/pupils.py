"""Invented pupils, any number of them. Their surnames are flowers and fields, so that nobody takes them for real."""

from datetime import date

from db.practice.story import Pupil

_FIRST = (
    "Adam", "Aisha", "Amir", "Anouk", "Bilal", "Bo", "Chiara", "Darnell", "Defne", "Dunya", "Esma", "Fatma",
    "Finn", "Gaia", "Guus", "Hanna", "Ilyas", "Imke", "Jasmina", "Jip", "Julia", "Kaan", "Kasia", "Lieke",
    "Lina", "Luuk", "Maja", "Merel", "Mohamed", "Naomi", "Nina", "Omar", "Pim", "Quinty", "Rayan", "Rosa",
    "Salma", "Senna", "Sjoerd", "Sofie", "Szymon", "Tess", "Tygo", "Umut", "Vajèn", "Wessel", "Xavi", "Zeynep",
)  # fmt: skip
_LAST = (
    "Akkerbloem", "Berkenbos", "Boterbloem", "Çiçek-Veldbies", "Dauwdruppel", "De Zilverlinde", "Duinroos",
    "Eikenhout", "El Zonneveld", "Fluitenkruid", "Grasklokje", "Heideveld", "IJsvogel", "Jasmijnsteeg", "Klaproos",
    "Korenaar", "Lisdodde", "Madelief", "Najaarszon", "Okkernoot", "Pinkstermeer", "Regenboog-Kwiatek",
    "Ramdin-Rozengaard", "Schelpenpad", "Sneeuwklok", "Taxushaag", "Uilenbos", "Van den Waterkant", "Vlierbes",
    "Wolkenveld", "Zandloper", "Zonnedauw", "Zuring-Bouazza",
)  # fmt: skip


def invented(number: int, today: date) -> Pupil:
    """The invented pupil with this number: always the same one."""
    first = _FIRST[number % len(_FIRST)]
    groep = number * 5 % 8 + 1
    born = date(today.year - groep - 4, number * 7 % 12 + 1, number * 11 % 28 + 1)
    return Pupil(first, f"{first} {_LAST[number * 7 % len(_LAST)]}", str(groep), born)
