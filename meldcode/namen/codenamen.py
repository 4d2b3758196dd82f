"""Code names: a word and a number, to speak of a dossier aloud without naming a child."""

_WORDS = (
    "Beuk", "Berk", "Brem", "Den", "Eik", "Els", "Esdoorn", "Hazelaar", "Heide", "Hulst",
    "Iep", "Jasmijn", "Kastanje", "Klaver", "Klimop", "Larix", "Linde", "Meidoorn", "Mos", "Olm",
    "Populier", "Riet", "Spar", "Taxus", "Varen", "Vlier", "Vuurdoorn", "Wilg", "Zuring", "Zegge",
)  # fmt: skip


def codenaam(nummer: int) -> str:
    """The code name of the n-th dossier of a school: unique within that school."""
    return f"{_WORDS[nummer * 7 % len(_WORDS)]} {nummer}"
