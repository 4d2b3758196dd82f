"""Code names: a word and a number (*Beuk 3*), by which a dossier is called wherever no child may be named."""

_WORDS = (
    "Beuk", "Berk", "Brem", "Den", "Eik", "Els", "Esdoorn", "Hazelaar", "Heide", "Hulst",
    "Iep", "Jasmijn", "Kastanje", "Klaver", "Klimop", "Larix", "Linde", "Meidoorn", "Mos", "Olm",
    "Populier", "Riet", "Spar", "Taxus", "Varen", "Vlier", "Vuurdoorn", "Wilg", "Zuring", "Zegge",
)  # fmt: skip


def codenaam(nummer: int) -> str:
    """The code name of the n-th dossier of a school, counted from 1; unique within that school."""
    return f"{_WORDS[nummer * 7 % len(_WORDS)]} {nummer}"
