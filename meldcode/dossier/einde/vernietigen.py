"""Destroying a dossier: who asked for it and why, from which day another may confirm it, and what stands in the way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode.bewaren.bewaring import gevraagd_te_blijven, mag_weg
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.termijnen.bewaarbeleid import beleid
from meldcode.vastleggingen import (
    BY_NAME,
    AcuutGevaar,
    Afronding,
    HoortBij,
    Melding,
    Samengevoegd,
    UitkomstStap2,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vastleggingen.acuut import GebeldMet
from meldcode.vastleggingen.einde.vernietigen import VRAGEN_OF_BEVESTIGEN, WACHTEN, Buiten, Grond
from meldcode.verzoeken.lopend import loopt, toegewezen_wissen
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd

NIET_GEVRAAGD = "Er is niet (meer) gevraagd om dit dossier te vernietigen."
AL_GEVRAAGD = "De vernietiging is al gevraagd."
ZELF_GEVRAAGD = "U vroeg zelf om dit dossier te vernietigen. Iemand anders bevestigt het."
ZELF_GESCHREVEN = "Dit bericht gaf u zelf door. Iemand anders van de directie bevestigt het."
ANDER_BEVESTIGT = "De directie bevestigt dit, of de collega die daarvoor is gekozen."
NIET_DE_CODENAAM = "Dit is niet de codenaam van dit dossier."
NIET_IN_TE_TREKKEN = (
    "Zonder indicatie is er niets in te trekken. Blijft de zorg toch? Corrigeer dan de uitkomst van stap 2, of leg een "
    "nieuw signaal vast."
)
VOLGT_UIT_STAP_2 = "Deze reden volgt uit de uitkomst van stap 2. Kies een andere."
HOORT_ERBIJ = "Dit dossier hoort bij een ander dossier, en wordt daarmee vernietigd."
IS_GEMELD = (
    "In dit dossier staat een melding. Dan is het niet bij vergissing geopend. Corrigeer wat er niet klopt, en sluit "
    "het dossier daarna af."
)
NIET_TOEGEWEZEN = (
    "In dit dossier is niet besloten om het op verzoek te wissen. Leg eerst het verzoek vast, en besluit daarover."
)
EERST_SLUITEN = "Sluit het dossier eerst af. Zolang de route loopt, is nodig wat erin staat."


@dataclass(frozen=True)
class Gevraagd:
    """An open request to destroy a dossier.

    ``nummer``: of the record with which it was asked, ``by`` its account, ``als`` the role in which they acted (empty:
    not kept). ``geschreven_door``: who wrote the message to the directie that announces it; empty when there is none.
    ``tweede``: the colleague who was chosen to confirm it. ``vanaf``: the first day on which it may be confirmed.
    """

    nummer: int
    by: str
    als: str
    op: date
    grond: Grond
    waarom: str
    buiten: tuple[Buiten, ...]
    tweede: Persoon | None = None
    geschreven_door: str = ""

    @property
    def vanaf(self) -> date:
        return self.op + timedelta(days=WACHTEN[self.grond].dagen)


def gevraagd(dossier: Dossier) -> Gevraagd | None:
    """The request that waits for somebody else to confirm it; None when there is none. Needs the whole dossier.

    Without indication the outcome of stap 2 asks. Any other request lapses by what is recorded about the pupil later.
    """
    if dossier.fase is Fase.TE_VERNIETIGEN:
        outcome, message = dossier.last(UitkomstStap2), dossier.last(Afronding)
        if outcome is None or message is None:
            return None
        return Gevraagd(
            outcome.nummer, outcome.by, outcome.als, message.on, Grond.GEEN_INDICATIE, "", _buiten(outcome),
            geschreven_door=message.by,
        )  # fmt: skip
    asked = dossier.last(VernietigingGevraagd, VernietigingIngetrokken)
    if asked is None or asked.isa(VernietigingIngetrokken) or dossier.fase is Fase.VERNIETIGD:
        return None
    if any(_is_about_the_pupil(each) for each in dossier.records if each.nummer > asked.nummer):
        return None
    return Gevraagd(
        asked.nummer, asked.by, asked.als, asked.on, _grond(asked), asked.tekst("waarom"),
        _buiten(asked), read_persoon(asked.waarde("tweede")),
    )  # fmt: skip


def ingetrokken(dossier: Dossier) -> int:
    """How often a request to destroy this dossier was withdrawn."""
    return len(dossier.of(VernietigingIngetrokken))


def _grond(record: Vastgelegd) -> Grond:
    return next(each for each in Grond if record.says("grond", each))


def _buiten(record: Vastgelegd) -> tuple[Buiten, ...]:
    return tuple(each for each in Buiten if record.says("buiten", each))


def _is_about_the_pupil(record: Vastgelegd) -> bool:
    kind = BY_NAME.get(record.soort)
    return kind is None or not (kind.over_toegang or kind.over_de_route)


def _belongs_to_another(dossier: Dossier, _grond: Grond, _on: date) -> str:
    last = dossier.last(HoortBij, Samengevoegd)
    return HOORT_ERBIJ if last and dossier.fase is Fase.GESLOTEN and last is dossier.standing[-1] else ""


def _was_reported(dossier: Dossier, grond: Grond, _on: date) -> str:
    said = any(each.says("gebeld", GebeldMet.VEILIG_THUIS) for each in dossier.of(AcuutGevaar))
    return IS_GEMELD if grond is Grond.VERGISSING and (said or dossier.of(Melding)) else ""


def _is_still_open(dossier: Dossier, grond: Grond, _on: date) -> str:
    needs_it_closed = grond in (Grond.BEWAARTERMIJN, Grond.VERZOEK)
    return EERST_SLUITEN if needs_it_closed and dossier.fase is not Fase.GESLOTEN else ""


def _was_not_granted(dossier: Dossier, grond: Grond, _on: date) -> str:
    return NIET_TOEGEWEZEN if grond is Grond.VERZOEK and not toegewezen_wissen(dossier.standing) else ""


def _is_kept(dossier: Dossier, grond: Grond, on: date) -> str:
    """Why it is still needed: its term is not over, or somebody asked for something, as with a bewaarstop."""
    if grond is Grond.BEWAARTERMIJN:
        return " ".join(mag_weg(dossier.standing, beleid(), on, dossier.verband))
    asked = loopt(dossier.standing, on)  # also while the court can be asked about what was refused
    return " ".join(dict.fromkeys((*gevraagd_te_blijven(dossier.standing, on), *([asked] if asked else []))))


Regel = Callable[[Dossier, Grond, date], str]
REGELS: tuple[Regel, ...] = (_belongs_to_another, _was_reported, _is_still_open, _was_not_granted, _is_kept)
"""What must hold before a dossier may be destroyed on a ground: looked at when it is asked, and when confirmed."""


def bezwaren(dossier: Dossier, grond: Grond, on: date) -> tuple[str, ...]:
    """Why this dossier may not be destroyed on this ground on this day, as Dutch sentences. Needs the whole dossier."""
    return tuple(said for each in REGELS if (said := each(dossier, grond, on)))


def refusal(dossier: Dossier, by: User, on: date) -> str:
    """Why this person may not confirm it on this day, as Dutch sentences; empty when they may."""
    asked = gevraagd(dossier)
    if asked is None:
        return NIET_GEVRAAGD
    if by.id == asked.by:
        return ZELF_GEVRAAGD
    if by.id == asked.geschreven_door:
        return ZELF_GESCHREVEN
    chosen = asked.tweede is not None and asked.tweede.id == by.id
    if dossier.role_of(by) is not Role.DIRECTIE and not chosen:
        return ANDER_BEVESTIGT
    if on < asked.vanaf:
        return f"Bevestigen kan vanaf {in_words(asked.vanaf)}. {WACHTEN[asked.grond].waarom}"
    return " ".join(bezwaren(dossier, asked.grond, on))


def second_people(dossier: Dossier, people: Iterable[Persoon], asker: str) -> list[Persoon]:
    """Who of these colleagues could confirm what the account ``asker`` asks: another of directie or who walks it."""
    return [each for each in people if each.id not in {asker, *dossier.toegang.afgeschermd} and _acts(dossier, each)]


def needs_choice(dossier: Dossier, people: Iterable[Persoon], asker: str) -> bool:
    """Whether the account ``asker`` must choose who confirms it, for nobody else acts as the directie here."""
    return not any(_role(dossier, each) is Role.DIRECTIE for each in second_people(dossier, people, asker))


def who_confirms(dossier: Dossier, people: Iterable[Persoon], asked: Gevraagd) -> list[Persoon]:
    """Who of these colleagues may confirm this request."""
    could = second_people(dossier, people, asked.by)
    chosen = asked.tweede.id if asked.tweede else ""
    return [
        each
        for each in could
        if each.id != asked.geschreven_door and (each.id == chosen or _role(dossier, each) is Role.DIRECTIE)
    ]


def _acts(dossier: Dossier, who: Persoon) -> bool:
    return _role(dossier, who) in VRAGEN_OF_BEVESTIGEN


def _role(dossier: Dossier, who: Persoon) -> Role:
    return dossier.toegang.vervangers.get(who.id, who.role.acts_as)
