"""Case 3: acute danger at the end of a school day, and what is completed afterwards."""

from datetime import date

from meldcode.nummers import ALARM
from meldcode.oefenen.casus import Anders, Casus, Leerling, Opdracht, gebeurd
from meldcode.oefenen.voorwaarden import Afgerond, Zegt, ligt
from meldcode.route.stappen import STAP_1, STAP_5
from meldcode.vastleggingen import (
    AcuutGevaar,
    Melding,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
)
from meldcode.vastleggingen.acuut import GebeldMet
from meldcode.vastleggingen.algemeen import JaNee

VADER_OP_HET_PLEIN = Casus(
    nummer=3,
    titel="Vader op het plein",
    leert="Acuut gevaar. U leert: eerst bellen, dan vastleggen, en de rest van de route later aanvullen.",
    minuten=20,
    leerling=Leerling("Daan Oefenheuvel", "6", date(2017, 1, 27)),
    gezag="Moeder heeft het gezag, en Daan woont bij haar. Vader heeft geen gezag.",
    geopend=-2,
    gebeurd=(
        gebeurd(
            Signaal, -2, bron="van_anderen", van_wie="Lars Brouwer, [leerkracht]", soort="ouder",
            plaats="Bij het hek",
            waarneming="Lars hoorde vader bij het hek zeggen: “Ik haal hem een keer op en dan zien jullie hem niet "
            "meer.”",
            andere_verklaring="Vader en moeder hebben ruzie over de vakantie.",
        ),
    ),
    opdrachten=(
        Opdracht(
            "Bel eerst, en leg dan vast",
            "Het is tien over drie. Lars belt u vanuit de klas. Vader staat op het plein, schreeuwt, en heeft een "
            "honkbalknuppel bij zich: “Daan gaat nu mee of er gebeuren ongelukken.” Daan zit onder zijn tafel. Lars "
            f"heeft de deur op slot gedaan. U belt {ALARM.nummer}, en daarna Veilig Thuis. De politie komt, en moeder "
            "haalt Daan via de achterdeur.",
            "Oefen de knop ‘Acuut gevaar’. Leg het vast in dit dossier, met wie u belde en wat is afgesproken.",
            AcuutGevaar,
            (
                ligt(
                    AcuutGevaar,
                    f"Acuut gevaar, met bij ‘Wie hebt u gebeld?’ ook {ALARM.nummer}",
                    waar=("gebeld", (GebeldMet.ALARM,)),
                ),
                ligt(AcuutGevaar, "Wie u nog meer belde: Veilig Thuis", waar=("gebeld", (GebeldMet.VEILIG_THUIS,))),
            ),
            "Goed. [De intern begeleider] en de directie zijn gewaarschuwd, en het dossier staat bij stap 5.",
            (
                "De rode knop staat op elke pagina. Bel in deze oefening natuurlijk niemand.",
                "Komt u er met de link hieronder, dan staat Daan er al. Anders kiest u zijn dossier op die pagina.",
            ),
        ),
        Opdracht(
            "Meld, en wacht met de ouders",
            "U meldt telefonisch bij Veilig Thuis. De medewerker vraagt u om vader niets te vertellen, en moeder pas "
            "morgen: dan spreekt Veilig Thuis haar zelf. Eerder is dat niet veilig.",
            "Leg vast dat informeren nu niet veilig is. Leg de melding vast, en waarom de ouders het nog niet weten. "
            "Rond dan stap 5 af.",
            STAP_5,
            (
                ligt(VeiligInformeren, "Dat informeren nu niet veilig is", waar=("veilig", (JaNee.NEE,)), laatste=True),
                ligt(Melding),
                ligt(OudersGeinformeerd, "Waarom de ouders het nog niet weten", waar=("geinformeerd", (JaNee.NEE,))),
                Afgerond(STAP_5),
            ),
            "Goed. De reden staat er, en de dag waarop u er weer naar kijkt. Meldroute herinnert u daaraan.",
            (
                "Alles staat bij de taken van stap 5. Bij acuut gevaar is het besluit om te melden er al.",
                "Kies een dag om opnieuw te bekijken of u de ouders kunt informeren: morgen.",
            ),
            (
                Anders(
                    Zegt(VeiligInformeren, "veilig", (JaNee.JA,)),
                    "U legde vast dat het nu veilig is. Veilig Thuis vroeg u juist om te wachten. Beantwoord de vraag "
                    "opnieuw.",
                ),
            ),
        ),
        Opdracht(
            "Vul stap 1 aan",
            "Het is rustig. Bij ‘Stap 1’ staat nu dat u die later aanvult. U sprak Lars, en Vera Osei "
            "([de vertrouwenspersoon]). Vera vangt Daan morgen op.",
            "Leg de twee overleggen vast en rond stap 1 alsnog af.",
            STAP_1,
            (Afgerond(STAP_1),),
            "Goed. Wat bij acuut gevaar werd overgeslagen, hoort er alsnog bij. Stap 2, 3 en 4 vult u in het echt ook "
            "aan.",
            ("Open stap 1 in de lijn bovenaan. De taken die nog open staan, zijn dezelfde als altijd.",),
        ),
        Opdracht(
            "Wat zegt Veilig Thuis?",
            "De volgende ochtend belt Veilig Thuis: het lokale team is vannacht bij moeder geweest en gaat verder.",
            "Leg het bericht vast.",
            Terugkoppeling,
            (ligt(Terugkoppeling, waar=("over_melding", (JaNee.JA,))),),
            "Goed. U weet wie er nu aan zet is.",
            ("Het staat bij stap 5. Kies dat het over uw melding gaat.",),
        ),
    ),
    slot="Bij acuut gevaar bent u nooit te laat met papier. Eerst de leerling, dan het dossier.",
)  # fmt: skip
