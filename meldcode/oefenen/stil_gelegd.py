"""Case 5: a dossier that lay still, is taken over, and can then be closed."""

from datetime import date

from meldcode.oefenen.casus import Anders, Casus, Gebeurd, Leerling, Opdracht, Speler, gebeurd
from meldcode.oefenen.voorwaarden import Dicht, Getekend, Wacht, Zegt, ligt
from meldcode.route.stappen import STAP_5
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    Afgehandeld,
    Afronding,
    Afsluiting,
    Afspraak,
    Besluit,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    Hulp,
    Leerlingbespreking,
    Ontvangst,
    OudersGeinformeerd,
    Overdracht,
    OverdrachtOntvangen,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.stap_5 import TERUG, RedenSluiten
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

_C = Speler.COLLEGA


def _van(soort: type[Vastlegging], dag: int, /, **antwoorden: Raw | int | Speler) -> Gebeurd:
    """A record of the colleague who had the dossier before."""
    return gebeurd(soort, dag, _C, **antwoorden)


def _klaar(stap: str, dag: int) -> tuple[Gebeurd, Gebeurd]:
    """The stap is closed, and the directie saw it a day later."""
    return _van(Afronding, dag, stap=stap), gebeurd(Ontvangst, dag + 1, Speler.DIRECTIE)


HET_STIL_GELEGDE_DOSSIER = Casus(
    nummer=5,
    titel="Het dossier dat stil lag",
    leert="Een dossier overnemen, inhalen wat te laat is, en afsluiten. U leert waar u ziet wat er wacht.",
    minuten=15,
    leerling=Leerling("Luuk Oefenweide", "7", date(2016, 2, 8)),
    gezag="Beide ouders hebben het gezag.",
    geopend=-62,
    door=_C,
    gebeurd=(
        _van(
            Signaal, -62, bron="van_anderen", van_wie="Lars Brouwer, [leerkracht]", soort="verwaarlozing",
            plaats="In de klas",
            waarneming="Lars zag Luuk vijf ochtenden zonder ontbijt, en drie keer in slaap vallen in de les.",
            andere_verklaring="Beide ouders werken in de nacht.",
        ),
        _van(
            Overleg, -61, met="ib_er", gevoerd="ja", aanwezig="[De intern begeleider] en Lars Brouwer",
            uitkomst="Lars schrijft twee weken op hoe Luuk binnenkomt.",
        ),
        _van(
            Overleg, -61, met="vertrouwenspersoon", gevoerd="ja", aanwezig="[De intern begeleider] en Vera Osei",
            uitkomst="Vera eet op donderdag met Luuk tijdens het overblijven.",
        ),
        *_klaar("1", -60),
        _van(
            Consultatie, -58, aanwezig="[De intern begeleider] en Mirjam Vos (van een andere school)",
            kwestie="Is dit verwaarlozing, of een gezin met weinig slaap?",
            uitkomst="Mirjam raadt aan om snel met de ouders te praten.",
        ),
        _van(
            Leerlingbespreking, -57, gehouden="ja", aanwezig="[De intern begeleider], Lars Brouwer en Femke Bos",
            kwestie="Wat zien anderen bij Luuk?", besluit="[De intern begeleider] nodigt de ouders deze week uit.",
        ),
        _van(
            VeiligInformeren, -56, veilig="ja",
            motivering="De ouders bellen zelf met school, en vroegen om een gesprek.",
        ),
        _van(
            Zorggesprek, -55, aanwezig="Beide ouders en [de intern begeleider]",
            gedeeld="Dat Luuk zonder ontbijt komt en in slaap valt.", reactie="De ouders schrikken, en willen hulp.",
        ),
        _van(
            UitkomstStap2, -54, uitkomst="verder",
            motivering="Luuk komt na het gesprek nog steeds zonder ontbijt.",
        ),
        *_klaar("2", -54),
        _van(
            FormeelGesprek, -51, aanwezig="Beide ouders, [de intern begeleider] en Lars Brouwer",
            stap_1="De vijf ochtenden zonder ontbijt, met de dagen erbij.",
            stap_2="Dat wij met een collega en met het team spraken.",
            visie="De ouders zeggen: “Wij redden de ochtenden niet.”",
            blijft_staan="De ochtenden en de nachten.", afspraken="[De intern begeleider] vraagt het wijkteam om hulp.",
        ),
        *_klaar("3", -50),
        _van(
            Weging, -48,
            meegewogen=[
                "2 risico Luuk krijgt te weinig slaap en eten.",
                "3 buiten Dit gaat over hoe wij te werk gingen.",
                "4 buiten Dit gaat over hoe wij te werk gingen.",
                "7 onbekend", "8 onbekend", "9 onbekend", "10 bescherming De ouders willen hulp.", "11 onbekend",
                "14 bescherming De ouders zien de zorg zelf.",
            ],
            soorten=["lich_verwaarlozing"], aard="Luuk komt zonder ontbijt en slaapt te weinig.", ernst="matig",
            frequentie="Bijna elke dag", sinds="De zomer", patroon="gelijk",
            leerling="Luuk zegt dat hij zelf zijn wekker zet.", kwetsbaar="Elf jaar, en hij vertrouwt Lars.",
            broers_zussen="Geen.", interactie="Ouders en Luuk zijn hartelijk met elkaar.",
            visie_ouders="De ouders herkennen de zorg.", onbekend="Wie er thuis is in de nacht.",
            komende_dagen="Een tante slaapt deze week bij Luuk.", eerder="Nee, voor zover wij weten.",
            eerdere_hulp="Geen.",
            vermoeden="ja", onveilig="nee", hulp="ja", aanvaard="ja", resultaat="nog_niet",
            toelichting="De ouders vragen zelf om hulp, en er is geen gevaar.",
            vervolgtraject="Het wijkteam helpt met de ochtenden en de nachten.", wie="Het wijkteam",
            wanneer="Binnen twee weken", doel="Luuk ontbijt en slaapt genoeg.",
            effect="Luuk is wakker in de klas en heeft gegeten.", evaluatie_op=-10,
            terugval="Dan wegen wij opnieuw, en beslissen over melden.",
        ),
        *_klaar("4", -48),
        _van(
            Besluit, -46, melden="nee", melden_waarom="De hulp is er, en beide ouders zetten zich in.",
            helpen="ja", helpen_waarom="Het wijkteam heeft plaats en de ouders willen het.",
        ),
        _van(
            Hulp, -46, doel="Luuk ontbijt en slaapt genoeg.", wie="Anke Proeve, wijkteam", casemanager="Anke Proeve",
            tot=-5, maatstaf="Luuk is wakker in de klas en heeft gegeten.", terugval="Dan wegen wij opnieuw.",
            effect_op=-10,
        ),
        _van(
            OudersGeinformeerd, -46, waarover="5a", geinformeerd="ja", datum=-46, wijze="gesprek",
            reactie="De ouders zijn opgelucht.",
        ),
        *_klaar("5", -46),
        _van(
            Afspraak, -20, wat="Een week opschrijven of Luuk heeft ontbeten", wie=Speler.LEERKRACHT, uiterlijk=-12,
        ),
        _van(
            Overdracht, -1, van=_C, naar=Speler.U, reden="verdeling",
            zeggen="De hulp liep goed, maar ik kwam er niet meer aan toe om te kijken of zij werkt.",
        ),
    ),
    opdrachten=(
        Opdracht(
            "Teken voor ontvangst",
            "Een collega droeg dit dossier gisteren aan u over. Jullie hebben kort gesproken: de hulp liep goed, maar "
            "niemand keek meer of zij werkt.",
            "Open ‘Afspraken en termijnen’. Lees wat er wacht, en teken voor ontvangst.",
            OverdrachtOntvangen,
            (Getekend(),),
            "Goed. Tot u tekende, zag uw collega het dossier ook nog staan. Nu is het van u.",
            ("Op die pagina staat bovenaan wat het eerst moet, en wat te laat is.",),
        ),
        Opdracht(
            "De afspraak die is blijven liggen",
            "U belt Lars. “O ja! Ik heb het wel gedaan, maar niet gemeld. Luuk had elke ochtend ontbeten.”",
            "Leg bij de afspraak vast wat ervan kwam.",
            Afgehandeld,
            (ligt(Afgehandeld), Wacht(Soort.AFSPRAAK, niet=True)),
            "Goed. De afspraak is van de lijst, en wat Lars zag staat in het dossier.",
            ("Een afspraak gaat pas weg als vastligt wat ervan kwam. Ook een collega mag dat invullen: u dus.",),
        ),
        Opdracht(
            "Werkt de hulp?",
            "De termijn van de hulp is om. U spreekt Anke van het wijkteam: “De tante woont nu in huis. Ze redden "
            "het.” Lars ziet Luuk al vier weken wakker in de klas. De signalen zijn gestopt.",
            "Meet het effect. Spreek ook af hoe de school Luuk blijft volgen.",
            STAP_5,
            (ligt(Effectmeting), Wacht(Soort.EFFECT, niet=True)),
            "Goed. De termijn is om, en er staat een antwoord: de hulp leverde op wat nodig was.",
            (
                "Het staat bij stap 5. Naast de vraag staat wat met de ouders is afgesproken.",
                "‘Nog niet te zeggen’ kan niet meer: de termijn is om.",
            ),
            (
                Anders(
                    Zegt(Effectmeting, "signalen", TERUG),
                    "U legde vast dat de signalen niet stoppen of terug zijn. Dan beslist u dezelfde dag opnieuw over "
                    "melden. In dit verhaal zijn ze gestopt: corrigeer de meting.",
                    blijft=True,
                ),
            ),
        ),
        Opdracht(
            "Sluit het dossier",
            "Luuk is veilig, de hulp is klaar, en er wacht niets meer. Over drie maanden wilt u nog eens kijken.",
            "Sluit het dossier af, met de reden en de dag waarop u nog eens kijkt.",
            Afsluiting,
            (ligt(Afsluiting), Dicht()),
            "Goed. Het dossier is dicht. Een nieuw signaal opent het weer.",
            ("Wacht er nog iets? Dan zegt Meldroute bij het afsluiten wat.",),
            (
                Anders(
                    Zegt(Afsluiting, "reden", tuple(each for each in RedenSluiten if each is not RedenSluiten.VEILIG)),
                    "U koos een andere reden. In dit verhaal is Luuk veilig en is de hulp afgerond. Corrigeer de reden "
                    "bij ‘Alles op volgorde’.",
                    blijft=True,
                ),
            ),
        ),
    ),
    slot="Een dossier ligt zelden stil omdat iemand dat wil. Kijk elke week op de startpagina wat te laat is, ook bij "
    "een collega die er niet is.",
)  # fmt: skip
