"""Setting up a school, in parts: what each is for, and when it is done.

Done is what *In orde?* finds in order (``db.upkeep.in_orde``); there is no second rule. Where nothing can be found out,
or where the school may choose to leave something, the beheerder says that it is right as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.school import schools
from db.store.engine import reading
from db.upkeep import controle, in_orde
from db.upkeep.controle import Bevinding, Ernst


@dataclass(frozen=True)
class Onderdeel:
    """One part. ``nagegaan``: what is found out about it, as ``Bevinding.wat`` calls it.

    ``zelf``: nothing tells whether it is done; the beheerder says so.
    """

    naam: str
    titel: str
    waartoe: str
    nagegaan: tuple[str, ...] = ()
    zelf: bool = False


ONDERDELEN = (
    Onderdeel(
        "vrij",
        "Vakanties en vrije dagen",
        "Termijnen in schooldagen slaan vrije dagen over. Kies uw regio en neem het voorstel over.",
        ("Vrije dagen",),
    ),
    Onderdeel(
        "woorden",
        "Woorden en Veilig Thuis",
        "Zo heet het bij u op school, en dit is het Veilig Thuis van uw regio. Wat gewoon is, staat er al.",
        zelf=True,
    ),
    Onderdeel(
        "mensen",
        "Collega’s en rollen",
        "Wie werkt er met Meldroute, en wat mag die? U krijgt voor iedereen een link om een wachtwoord te kiezen.",
        (
            *("Wie de stappen zet", "Wie als directie bevestigt", "Vervanging", "Wie signalen doorgeeft"),
            *("Met wie wordt overlegd", "Vernietigen met zijn tweeën", "Tweede beheerder", "Beheer apart"),
        ),
    ),
    Onderdeel(
        "termijnen",
        "Termijnen en bewaren",
        "Wat u niet verandert, is zoals de meldcode en de bronnen het zeggen. Het bestuur beslist over bewaren.",
        zelf=True,
    ),
    Onderdeel(
        "mail",
        "Mail",
        "Wie iets te doen heeft, hoort dat dan ook zonder in te loggen. In een mail staat nooit over wie het gaat.",
        ("Mail", "Mail versturen", "Instellingen van mail"),
    ),
    Onderdeel(
        "inloggen",
        "Inloggen",
        "Met een wachtwoord en een tweede stap, of met het account van school.",
        ("Tweede stap bij het inloggen", "Verbinding"),
    ),
    Onderdeel(
        "backup",
        "Back-up",
        "Een back-up telt pas als zij terug te lezen is. Maak er nu een, en lees haar terug.",
        (
            *("Back-up", "Back-up teruggelezen", "Nalezen of niets is veranderd", "Plaats van de gegevens"),
            *("Ruimte op de schijf", "Tijdelijke map"),
        ),
    ),
    Onderdeel(
        "papier",
        "Sleutel en herstelcodes op papier",
        "Wat u nodig hebt als de computer stuk is, of als u zelf niet meer kunt inloggen.",
        (
            *("Sleutelbestand", "Sleutel naast de database"),
            *("Plaats van de dossiersleutels", "Database met de dossiersleutels"),
        ),
        zelf=True,
    ),
)


@dataclass(frozen=True)
class Stand:
    """How a part stands: what is not in order, the gravest first, and whether the beheerder said it is right."""

    onderdeel: Onderdeel
    fout: tuple[Bevinding, ...]
    gezegd: bool

    @property
    def mag_zo(self) -> bool:
        """Whether the beheerder may say that it is right as it is: nothing grave is left."""
        return all(each.ernst is Ernst.LATER for each in self.fout)

    @property
    def klaar(self) -> bool:
        """Whether nothing is left to do here."""
        return self.mag_zo and (self.gezegd or not (self.fout or self.onderdeel.zelf))


def standen(school_id: str, now: datetime, besides: Iterable[Bevinding] = ()) -> list[Stand]:
    """How each part stands, in order. ``now``: naive UTC; ``besides``: what only a page can find out."""
    wrong = in_orde.wrong([*controle.of_settings(), *in_orde.of_school(school_id, now), *besides])
    with reading(school_id) as connection:
        said = schools.looked_over(connection, school_id)
    return [
        Stand(each, tuple(one for one in wrong if one.wat in each.nagegaan), each.naam in said) for each in ONDERDELEN
    ]
