"""Telephone numbers, each stated once: whom to call, when they answer, and where that was read."""

from dataclasses import dataclass

from meldcode.bronnen import ALARMNUMMER, NUMMER_INSPECTIE, NUMMER_KINDERTELEFOON, NUMMER_VEILIG_THUIS, Bron


def tel(nummer: str) -> str:
    """The ``tel:`` address of this number, however it is written."""
    return "tel:" + "".join(sign for sign in nummer if sign in "+*#0123456789")


@dataclass(frozen=True)
class Nummer:
    """A telephone number as it is dialled, with who answers; ``wanneer`` is when, and whether it is free of charge."""

    naam: str
    nummer: str
    waarvoor: str
    wanneer: str
    bron: Bron

    @property
    def tel(self) -> str:
        """The ``tel:`` address of this number."""
        return tel(self.nummer)

    @property
    def uitleg(self) -> str:
        """When they answer and for what, as sentences."""
        return " ".join(each for each in (_sentence(self.wanneer), self.waarvoor) if each)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


ALARM = Nummer(
    "Alarmnummer",
    "112",
    "Bij levensgevaar of als er nu iemand in gevaar is.",
    "",
    ALARMNUMMER,
)
VEILIG_THUIS = Nummer(
    "Veilig Thuis",
    "0800-2000",
    "Voor advies, en om te melden.",
    "gratis, dag en nacht",
    NUMMER_VEILIG_THUIS,
)
VERTROUWENSINSPECTEUR = Nummer(
    "Vertrouwensinspecteur",
    "0900-1113111",
    "Inspectie van het Onderwijs.",
    "op werkdagen van 8.00 tot 17.00 uur; niet gratis",
    NUMMER_INSPECTIE,
)
KINDERTELEFOON = Nummer(
    "Kindertelefoon",
    "0800-0432",
    "Voor de leerling zelf.",
    "gratis",
    NUMMER_KINDERTELEFOON,
)

NUMMERS = (ALARM, VEILIG_THUIS, VERTROUWENSINSPECTEUR, KINDERTELEFOON)
"""Every number Meldroute names; nowhere else is one written."""
