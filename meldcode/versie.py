"""Which version this is, and what changed for the people who work with it: shown at *Mijn account*.

``VERSIE`` is the only place where the version stands; the wheel, ``meldroute versie`` and the SBOM read it here.
"""

from dataclasses import dataclass
from datetime import date

VERSIE = "0.2.0"
UITGEBRACHT = date(2026, 11, 29)
"""The day of that release, as CHANGELOG.md has it."""


@dataclass(frozen=True)
class Nieuw:
    """What a version brought, a sentence each, for those who use it and not for those who build it."""

    versie: str
    zinnen: tuple[str, ...]


WAT_IS_NIEUW = (
    Nieuw(
        "",
        (
            "Meer dan één houder: een dossier kan een mede-houder hebben, en wie er niet is, heeft een vervanger.",
            "Eén persoon kan meer rollen hebben, en op meer scholen werken met één wachtwoord.",
            "Om de leerling heen: wie er om het kind staan, met hun gezag, en hoe u hen veilig bereikt.",
            "Dossiers van broers en zussen zijn te koppelen.",
            "Papieren: een kaart om Veilig Thuis te bellen, een leidraad per gesprek, brieven en het dossier als pdf.",
            "Elke stap is een lijst met taken; wat al bekend is, hoeft u niet nog eens te typen.",
            "De woorden en termijnen van uw eigen school.",
            "Bewaartermijnen, en een bewaarstop als iemand het dossier nog nodig heeft.",
            "Een dossier vernietigen doen twee mensen, met een verklaring die later te controleren is.",
            "Verzoeken: inzage, correctie, wissen en bezwaar, met hun termijn en de brief erbij.",
            "Inzage geven per zin, en wat anderen beschermt blijft weg.",
            "De melding aan Veilig Thuis op papier.",
            "Een dossier overdragen met een handtekening voor ontvangst, en een leerling die van school gaat.",
            "Iets uit een dossier halen wat over een ander kind gaat, en twee dossiers van één leerling samenvoegen.",
            "In orde? zegt wat er bij uw school nog niet in orde is.",
            "Hulp, boven aan elke pagina: de handleiding met beelden, bij het hoofdstuk over die pagina.",
        ),
    ),
    Nieuw(
        "0.2.0",
        (
            "Twee mensen wegen elk apart, en vergelijken daarna.",
            "De leerlingbespreking heeft een scherm voor het team.",
            "Inloggen met het account van school, en een tweede stap.",
            "Het jaarverslag en de cijfers van het bestuur.",
        ),
    ),
    Nieuw("0.1.0", ("De vijf stappen van de meldcode, van het eerste signaal tot hulp of een melding.",)),
)
"""Newest first. What came after ``VERSIE`` stands under no number until it is released."""
