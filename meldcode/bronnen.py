"""Sources and telephone numbers, each stated once.

A source that was not read in the original carries "(na te gaan)" on the screen, so that nobody takes it
for more than it is.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bron:
    """Where a rule comes from. ``nagegaan`` says whether the source itself was read."""

    naam: str
    nagegaan: bool = False

    def __str__(self) -> str:
        return self.naam if self.nagegaan else f"{self.naam} (na te gaan)"


ROUTE = Bron("Route bij signalen van huiselijk geweld en kindermishandeling (van de school)", nagegaan=True)
BESLUIT_MELDCODE = Bron("Besluit verplichte meldcode huiselijk geweld en kindermishandeling")
WPO = Bron("Wet op het primair onderwijs, artikel 4b")
WPO_4A = Bron("Wet op het primair onderwijs, artikel 4a")
AFWEGINGSKADER = Bron(
    "Afwegingskader meldcode Onderwijs en Leerplicht (2018), in de weergave van handelingsprotocol.nl"
)
BIJ_TWIJFEL = Bron(
    "Voorzichtige lezing door Meldroute: in de weergave die wij lazen, staat twijfel alleen bij afweging 2",
    nagegaan=True,
)
LANDELIJK_MODEL = Bron("Basismodel meldcode, stap 3")
WMO_TERMIJN = Bron("Uitvoeringsbesluit Wmo 2015, artikel 4.1.7")
WMO_ONDERZOEK = Bron("Uitvoeringsbesluit Wmo 2015, artikel 4.1.7: onderzoek binnen tien weken")
VOORSTEL = Bron("Voorstel van Meldroute: de wet noemt geen termijn, de school stelt hem vast", nagegaan=True)

BASISMODEL = "Basismodel meldcode huiselijk geweld en kindermishandeling (Rijksoverheid)"


def tel(nummer: str) -> str:
    """The ``tel:`` address of this number, however it is written."""
    return "tel:" + "".join(sign for sign in nummer if sign in "+*#0123456789")


@dataclass(frozen=True)
class Nummer:
    """A telephone number as it is dialled, with who answers."""

    naam: str
    nummer: str
    uitleg: str

    @property
    def tel(self) -> str:
        """The ``tel:`` address of this number."""
        return tel(self.nummer)


ALARM = Nummer("Alarmnummer", "112", "Bij levensgevaar of als er nu iemand in gevaar is.")
VEILIG_THUIS = Nummer("Veilig Thuis", "0800-2000", "Gratis, dag en nacht. In de route van de school: AMK en SHG.")
VERTROUWENSINSPECTEUR = Nummer(
    "Vertrouwensinspecteur", "0900-1113111", "Inspectie van het Onderwijs, tijdens kantooruren."
)
