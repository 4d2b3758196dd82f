"""The kinds of verplichting: what can wait in a dossier, with the properties of each kind.

To add a kind, declare it here and let ``meldcode.dossier.verplichtingen`` say when it arises and what ends it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode.bronnen import ATW_EINDE, VOORSTEL, VT_TERUGKOPPELING, WMO_ONDERZOEK
from meldcode.eigen.woorden import says
from meldcode.rollen import Role
from meldcode.termijnen.kalender import Dagsoort
from meldcode.termijnen.termijn import Termijn
from meldcode.vastleggingen import (
    Afgehandeld,
    Afwegingen,
    AntwoordAanDirectie,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Effectmeting,
    EigenVerklaring,
    FormeelGesprek,
    Nazorg,
    Ontvangst,
    OudersGeinformeerd,
    OverdrachtOntvangen,
    Terugkoppeling,
    UithalenAntwoord,
    Vakantiewacht,
    VeiligInformeren,
    VernietigingBevestigd,
    VertrekVerteld,
    VerzoekBesluit,
    WarmeOverdracht,
    Weging,
)
from meldcode.verzoeken.aanvraag import INFORMATIE, STREVEN
from meldcode.vragen.vastlegging import Vastlegging

VEILIG_THUIS = "Veilig Thuis"
_SCHOOL = Dagsoort.SCHOOLDAGEN
_TEKENEN = Termijn("ontvangen", "Wie een dossier overneemt, tekent voor ontvangst", 2, _SCHOOL, VOORSTEL)
_ONTVANGST = Termijn("ontvangst", "De directie bevestigt een bericht", 2, _SCHOOL, VOORSTEL)


@says("titel")
@dataclass(frozen=True)
class Aard:
    """The properties of one kind of verplichting.

    ``titel`` is its name in lists. ``offers``: the kinds of vastlegging that end it, the page of which is opened; of
    several, the first that its stap takes. Empty: whatever the stap still needs, on the page of that stap. ``termijn``:
    how long it may take, where the dossier agrees no day; None: it is due the same day. ``owner`` is the role that must
    do it; ``by_name``: one colleague who was asked must, whoever holds the case. ``waits_for`` names
    who outside the school is to act first: until the day before it is due the owner waits for them, from the day it is
    due the owner asks them (``db.werk.werklijst``). ``movable``: its day may be moved, with a reason. ``transferable``:
    it goes along when the work of a colleague is handed over. ``of_stap``: it is work of its stap. When its dossier is
    joined with another: ``goes_along`` as an agreement there, ``keeps_open``: it must be done first; else it ends with
    the stap it belongs to.
    """

    titel: str
    offers: tuple[type[Vastlegging], ...] = ()
    termijn: Termijn | None = None
    owner: Role = Role.IB_ER
    by_name: bool = False
    waits_for: str = ""
    movable: bool = True
    transferable: bool = True
    of_stap: bool = True
    goes_along: bool = False
    keeps_open: bool = False


class Soort(StrEnum):
    """A kind of verplichting. Its value is stored, so a kind stays here even when no new ones of it arise.

    Their order is that of their terms on the screen.
    """

    aard: Aard

    def __new__(cls, value: str, aard: Aard | None = None) -> "Soort":  # a lookup passes the value only
        member = str.__new__(cls, value)
        member._value_ = value
        member.aard = aard or Aard(value)
        return member

    @property
    def titel(self) -> str:
        return self.aard.titel

    STAP = "stap", Aard("Stap afronden")  # its term is that of the stap
    MEEWEGEN = (
        "meewegen",
        # Whoever asked for it does without, or asks another: it cannot be handed over.
        Aard(
            "Meewegen: de vijf afwegingen beantwoorden",
            (Afwegingen,),
            Termijn("meewegen", "Een gevraagde collega weegt mee", 3, _SCHOOL, VOORSTEL),
            by_name=True,
            transferable=False,
            keeps_open=True,
        ),
    )
    OVERGESLAGEN = (
        "overgeslagen",
        Aard(
            "Overgeslagen stap aanvullen",
            termijn=Termijn("overgeslagen", "Een overgeslagen stap aanvullen na acuut gevaar", 5, _SCHOOL, VOORSTEL),
        ),
    )
    ONTVANGST = (
        "ontvangst",
        Aard("Bericht bevestigen", (Ontvangst,), _ONTVANGST, owner=Role.DIRECTIE, movable=False, keeps_open=True),
    )
    VERNIETIGEN = (
        "vernietigen",
        Aard(
            "Vernietiging bevestigen",
            (VernietigingBevestigd,),
            _ONTVANGST,
            owner=Role.DIRECTIE,
            movable=False,
            keeps_open=True,
        ),
    )
    OPVOLGING = (
        "opvolging",
        Aard(
            "Opnieuw kijken: verder volgen of afsluiten",
            termijn=Termijn(
                "opvolging", "Opnieuw kijken naar een dossier waarin verder niets wacht", 30, _SCHOOL, VOORSTEL
            ),
        ),
    )
    ANTWOORD = (
        "antwoord",
        Aard(
            "Vraag van de directie beantwoorden",
            (AntwoordAanDirectie,),
            Termijn("antwoord", "[De intern begeleider] beantwoordt een vraag van de directie", 2, _SCHOOL, VOORSTEL),
            keeps_open=True,
        ),
    )
    TERUGKOPPELING = (
        "terugkoppeling",
        Aard(
            "Bericht van Veilig Thuis; is het er niet, bel dan",
            (Terugkoppeling,),
            Termijn(
                "terugkoppeling",
                "Veilig Thuis laat meestal weten wat het met een melding doet",
                5,
                Dagsoort.WERKDAGEN,
                VT_TERUGKOPPELING,
            ),
            waits_for=VEILIG_THUIS,
            goes_along=True,
        ),
    )
    ONDERZOEK = (
        "onderzoek",
        Aard(
            "Uitkomst van het onderzoek van Veilig Thuis; is die er niet, bel dan",
            (Terugkoppeling,),
            Termijn(
                "onderzoek",
                "Veilig Thuis oordeelt over zijn onderzoek; vraag dan naar de uitkomst",
                70,
                Dagsoort.KALENDERDAGEN,
                WMO_ONDERZOEK,
                instelbaar=False,
                einde=ATW_EINDE,
                since=date(2026, 11, 29),
            ),
            waits_for=VEILIG_THUIS,
            goes_along=True,
        ),
    )
    NAZORG = (
        "nazorg",
        Aard(
            "Kijken hoe het gaat, na het afsluiten",
            (Nazorg,),
            Termijn(
                "nazorg",
                "Nog een keer kijken na het afsluiten, als er geen dag is afgesproken",
                60,
                _SCHOOL,
                VOORSTEL,
            ),
        ),
    )
    WEGEN = (
        "wegen",
        Aard("Opnieuw wegen: de signalen zijn terug, of de hulp volstaat niet", (Weging,), goes_along=True),
    )
    EFFECT = "effect", Aard("Effect van de hulp meten", (Effectmeting,), goes_along=True)
    EVALUATIE = "evaluatie", Aard("Het vervolgtraject evalueren", (Weging,), goes_along=True)
    AFSPRAAK = "afspraak", Aard("Afspraak nakomen", (Afgehandeld,), by_name=True, goes_along=True)
    BEWAARSTOP = "bewaarstop", Aard("Kijken of de bewaarstop nog nodig is", (BewaarstopVoorstel,), of_stap=False)
    BEWAARSTOP_EINDE = (
        "bewaarstop_einde",
        Aard(
            "Besluiten of een bewaarstop eindigt",
            (BewaarstopEinde,),
            Termijn("bewaarstop_einde", "Een ander besluit over het einde van een bewaarstop", 10, _SCHOOL, VOORSTEL),
            of_stap=False,
            owner=Role.DIRECTIE,
            movable=False,
            keeps_open=True,
        ),
    )
    UITHALEN = (
        "uithalen",
        Aard(
            "Bevestigen: er gaat iets uit het dossier",
            (UithalenAntwoord,),
            Termijn("uithalen", "Een tweede bevestigt dat er iets uit een dossier gaat", 5, _SCHOOL, VOORSTEL),
            owner=Role.DIRECTIE,
            movable=False,
            transferable=False,
            keeps_open=True,
        ),
    )
    VAKANTIE = "vakantie", Aard("Vastleggen wie er in de vakantie kijkt", (Vakantiewacht,), movable=False)
    OUDERS = (
        "ouders",
        Aard(
            "Opnieuw bekijken of de ouders kunnen worden geïnformeerd",
            (OudersGeinformeerd, FormeelGesprek, VeiligInformeren),
            goes_along=True,
        ),
    )
    VERZOEK = (
        "verzoek",
        Aard(
            "Besluiten over een verzoek",
            (VerzoekBesluit, EigenVerklaring),
            STREVEN,
            movable=False,
            of_stap=False,
            keeps_open=True,
        ),
    )
    INFORMATIE = (
        "informatie",
        Aard("Een ouder zonder gezag antwoorden", (VerzoekBesluit,), INFORMATIE, of_stap=False, keeps_open=True),
    )
    # Whoever took over signs, and until then whoever gave it waits: neither can be handed over.
    ONTVANGEN = (
        "ontvangen",
        Aard(
            "Overgenomen dossier: tekenen voor ontvangst",
            (OverdrachtOntvangen,),
            _TEKENEN,
            by_name=True,
            movable=False,
            transferable=False,
            keeps_open=True,
        ),
    )
    AFGEGEVEN = (
        "afgegeven",
        Aard(
            "Overgedragen dossier: de ander tekende nog niet",
            (OverdrachtOntvangen,),
            _TEKENEN,
            by_name=True,
            movable=False,
            transferable=False,
            keeps_open=True,
        ),
    )
    WARM = (
        "warm",
        Aard(
            "Beslissen wat de andere school hoort",
            (WarmeOverdracht,),
            Termijn("warm", "Beslissen over een warme overdracht bij het vertrek", 5, _SCHOOL, VOORSTEL),
            goes_along=True,
        ),
    )
    PLOTSELING = (
        "plotseling",
        Aard(
            "Plotseling vertrek: Veilig Thuis bellen, of waarom niet",
            (VertrekVerteld,),
            Termijn("plotseling", "Veilig Thuis bellen na een plotseling vertrek", 1, _SCHOOL, VOORSTEL),
            movable=False,
            keeps_open=True,
        ),
    )


OP_NAAM = tuple(each for each in Soort if each.aard.by_name)
"""The kinds that are asked of one colleague by name, whoever holds the case."""
