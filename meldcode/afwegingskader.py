"""The afwegingskader: five questions, two decisions, and the rule that says what follows.

Rules are tried in order; the first that fits gives the outcome. Safety stands first, so that no other answer
can talk it away. There is no score: the outcome is a sentence with its source, and the ib-er decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meldcode.bronnen import AFWEGINGSKADER, Bron
from meldcode.vraag import Keuze


class JaNeeTwijfel(Keuze):
    """Doubt is an answer: the afwegingskader says what follows from it."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    TWIJFEL = "twijfel", "Twijfel"


JA, NEE, TWIJFEL = JaNeeTwijfel.JA, JaNeeTwijfel.NEE, JaNeeTwijfel.TWIJFEL

AFWEGINGEN: dict[str, str] = {
    "vermoeden": "Afweging 1: vermoedt u, na stap 1 tot 4, (dreiging van) huiselijk geweld of kindermishandeling?",
    "onveilig": "Afweging 2: schat u in dat er sprake is van acute of structurele onveiligheid?",
    "hulp": "Afweging 3: kan de school, of iemand anders om het gezin heen, effectieve hulp bieden of organiseren?",
    "aanvaard": "Afweging 4: aanvaarden de betrokkenen die hulp, en zetten zij zich daarvoor in?",
    "resultaat": "Afweging 5: leidt de hulp, binnen de afgesproken termijn, tot het nodige resultaat?",
}


@dataclass(frozen=True)
class Regel:
    """One rule: these answers (any of each) lead to this advice on the two decisions."""

    naam: str
    antwoorden: Mapping[str, tuple[JaNeeTwijfel, ...]]
    melden: bool
    helpen: bool
    tekst: str
    bron: Bron = AFWEGINGSKADER

    def fits(self, answers: Mapping[str, JaNeeTwijfel | None]) -> bool:
        return all(answers.get(naam) in given for naam, given in self.antwoorden.items())


REGELS: tuple[Regel, ...] = (
    Regel(
        "onveilig", {"onveilig": (JA,)}, True, True,
        "Bij acute of structurele onveiligheid meldt u bij Veilig Thuis. Hulp bespreekt u samen met Veilig Thuis.",
    ),
    Regel(
        "twijfel-veiligheid", {"onveilig": (TWIJFEL,)}, True, True,
        "Bij twijfel over de veiligheid neemt u nu contact op met Veilig Thuis. Hulp bespreekt u daarna samen.",
    ),
    Regel(
        "geen-vermoeden", {"vermoeden": (NEE,)}, False, False,
        "Zonder vermoeden is melden niet nodig. U legt dat vast en sluit het dossier af.",
    ),
    Regel(
        "geen-hulp", {"hulp": (NEE, TWIJFEL)}, True, False,
        "De school kan zelf geen effectieve hulp bieden of organiseren, of betwijfelt dat: u meldt bij Veilig Thuis.",
    ),
    Regel(
        "niet-aanvaard", {"aanvaard": (NEE, TWIJFEL)}, True, True,
        "De betrokkenen aanvaarden de hulp niet, of dat is onzeker: u meldt bij Veilig Thuis.",
    ),
    Regel(
        "geen-resultaat", {"resultaat": (NEE, TWIJFEL)}, True, True,
        "De hulp leidt niet, of niet zeker, op tijd tot het nodige resultaat: u meldt (opnieuw) bij Veilig Thuis.",
    ),
    Regel(
        "hulp-volstaat", {"resultaat": (JA,)}, False, True,
        "Hulp kan de leerling en het gezin voldoende beschermen: u organiseert die hulp en volgt wat zij doet.",
    ),
)  # fmt: skip


def advies(answers: Mapping[str, JaNeeTwijfel | None]) -> Regel:
    """The rule that fires for these answers. Raises ``LookupError`` when an answer it needs is missing."""
    for regel in REGELS:
        if regel.fits(answers):
            return regel
    raise LookupError("the afwegingskader needs more answers")
