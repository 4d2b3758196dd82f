"""What is not in order yet at a school, and how to mend it: people, sign-in, free days, and work that is repeated.

Shown on the page *In orde?* and by ``db check``, together with the check-up of the machine (``db.upkeep.controle``).
Every sentence names roles and numbers, never a person and nothing of a dossier.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from db.accounts import accounts
from db.keys.master_key import followed
from db.school import kalender, schools
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Found, Said
from db.store.gedaan import Werk
from db.store.settings import settings
from db.store.voortgang import bar
from db.upkeep import controle
from db.upkeep.controle import Bevinding, Ernst
from db.werk import mail_of
from db.werk.mail_settings import mail_is_wanted
from meldcode import functiescheiding
from meldcode.eigen.woorden import worded
from meldcode.rollen import Permission, Role, allows
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar
from meldcode.versie import UITGEBRACHT, VERSIE
from meldcode.vragen.datum import at_school, in_words

MOST = 5
"""So many are shown at once, the gravest first: a longer list is read by nobody."""
_INRICHTEN, _BEHEER = "inrichten.py", "beheer.py"
_BACKUP_EVERY, _VERIFY_EVERY, _MAIL_EVERY = timedelta(days=2), timedelta(days=14), timedelta(hours=1)
_READ_BACK_EVERY = timedelta(days=100)
_NEWER_BY_THEN = timedelta(days=180)
_PLANNED = 5  # from the first of May the free days of the next school year can be known


def wrong(found: Iterable[Bevinding]) -> list[Bevinding]:
    """Those that are not in order, the gravest first."""
    return sorted((each for each in found if not each.is_goed), key=lambda each: each.ernst)


def of_school(school_id: str, now: datetime) -> list[Bevinding]:
    """Everything about one school that needs no other machine, in order or not. ``now``: naive UTC."""
    today = at_school(now).date()
    with reading(EVERY_SCHOOL) as connection:
        done = gedaan.last(connection)
    with reading(school_id) as connection:
        return [
            *_people(connection, school_id),
            *_work(done, now),
            *_mail(connection, school_id, done.get(Werk.MAIL), now),
            _keys_beside(),
            _second_step(connection, school_id),
            *_free_days(connection, school_id, today),
            _version(today),
        ]


def everything(school_id: str, now: datetime) -> list[Bevinding]:
    """As ``of_school``, with the check-up of the machine; the mail server is contacted, without sending anything."""
    return [*controle.everything(now, school_id), *of_school(school_id, now)]


def show(now: datetime) -> None:
    """Print everything, of every school. Raises ``Found`` when something is not in order."""
    moment = now.replace(tzinfo=None)
    with bar("Nagaan") as progress:  # the mail server may take its time
        found = [("", each) for each in controle.everything(moment)]
        with reading(EVERY_SCHOOL) as connection:
            every = schools.all_schools(connection)
        found += [(naam, each) for school_id, naam in every.items() for each in of_school(school_id, moment)]
        progress(1.0)
    for naam, each in found:
        said = " ".join(filter(None, (each.tekst, "" if each.is_goed else each.doe)))
        print(f"{'goed    ' if each.is_goed else 'NIET GOED'}  {f'{naam}. ' if naam else ''}{each.wat}: {said}")
    number = len(wrong(each for _naam, each in found))
    if number:
        raise Found("Een ding is niet goed." if number == 1 else f"{number} dingen zijn niet goed.")


def _people(connection: Connection, school_id: str) -> Iterator[Bevinding]:
    roles = [frozenset(each.roles) for each in accounts.list_accounts(connection, school_id) if each.active]
    route = sum(any(role.acts_as is Role.IB_ER for role in each) for each in roles)
    directie, beheer, leerkracht, vertrouwen = (
        sum(role in each for each in roles)
        for role in (Role.DIRECTIE, Role.BEHEERDER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON)
    )
    make = "Maak een account met die rol."
    yield _enough("Wie de stappen zet", route, "Niemand kan de stappen van de meldcode zetten.", make, Ernst.NU)
    yield _enough("Wie als directie bevestigt", directie, "Niemand ontvangt als directie de berichten.", make, Ernst.NU)
    if route == 1:
        said = "Eén persoon zet de stappen. Is die er niet, dan ligt het werk stil."
        doe = worded("Geef een collega er de rol van [intern begeleider] of aandachtsfunctionaris bij.")
        yield Bevinding("Vervanging", False, said, doe=doe, waar=_INRICHTEN)
    said = worded("Geen [leerkracht] kan zelf een signaal doorgeven.")
    yield _enough("Wie signalen doorgeeft", leerkracht, said, make, Ernst.LATER)
    said = worded("Er is geen [vertrouwenspersoon] om in stap 1 mee te overleggen.")
    yield _enough("Met wie wordt overlegd", vertrouwen, said, make, Ernst.LATER)
    if sum(any(allows(role, Permission.DESTROY) for role in each) for each in roles) < 2:
        said = "Vernietigen gaat met zijn tweeën: de een vraagt het, een ander bevestigt. Die ander is er nog niet."
        doe = worded("Geef een tweede collega de rol van [intern begeleider], aandachtsfunctionaris of directie.")
        yield Bevinding("Vernietigen met zijn tweeën", False, said, doe=doe, waar=_INRICHTEN)
    if beheer == 1:
        said = "Er is één beheerder. Is die er niet, dan krijgt niemand een nieuw wachtwoord."
        doe = "Maak een tweede beheerder."
        yield Bevinding("Tweede beheerder", False, said, doe=doe, waar=_INRICHTEN, ernst=Ernst.LATER)
    elif any(functiescheiding.is_exception(each) for each in roles):
        said = "Iemand leest dossiers of berichten en beheert ook accounts. Dat hoeft niet: er is nog een beheerder."
        doe = "Geef die persoon alleen de andere rol."
        yield Bevinding("Beheer apart", False, said, doe=doe, waar=_INRICHTEN, ernst=Ernst.LATER)


def _enough(wat: str, number: int, said: str, doe: str, ernst: Ernst) -> Bevinding:
    if not number:
        return Bevinding(wat, False, said, doe=doe, waar=_INRICHTEN, ernst=ernst)
    return Bevinding(wat, True, "Eén persoon." if number == 1 else f"{number} personen.")


def _work(done: dict[Werk, datetime], now: datetime) -> Iterator[Bevinding]:
    every = "Maak er nu een, en laat dit elke nacht vanzelf doen: python -m db backup MAP"
    yield _regular("Back-up", done.get(Werk.BACKUP), now, _BACKUP_EVERY, every, Ernst.NU, _INRICHTEN)
    doe = "Lees de nieuwste terug: dan weet u dat terugzetten kan."
    yield _regular(
        "Back-up teruggelezen", done.get(Werk.READ_BACK), now, _READ_BACK_EVERY, doe, Ernst.LATER, _INRICHTEN
    )
    every = "Doe het nu in Beheer, bij Logboek, en laat dit elke week vanzelf doen: python -m db verify"
    yield _regular(
        "Nalezen of niets is veranderd", done.get(Werk.VERIFY), now, _VERIFY_EVERY, every, Ernst.GAUW, _BEHEER
    )


def _mail(connection: Connection, school_id: str, last: datetime | None, now: datetime) -> Iterator[Bevinding]:
    try:
        wanted = mail_of.settings_of(connection, school_id) is not None
    except Said as problem:
        if not mail_is_wanted():  # of the environment the check-up of the machine says what is wrong
            yield Bevinding("Mail", False, f"{problem}", doe="Vul de mailserver opnieuw in.", waar=_INRICHTEN)
        return
    if not wanted:
        said = "Mail staat uit: wie niet inlogt, hoort niet dat er iets wacht of dat er gevaar is."
        yield Bevinding("Mail", False, said, doe="Vul de mailserver in.", waar=_INRICHTEN, ernst=Ernst.LATER)
        return
    yield Bevinding("Mail", True, "Mail staat aan.")
    every = "Laat dit om de paar minuten vanzelf doen: python -m db mail"
    yield _regular("Mail versturen", last, now, _MAIL_EVERY, every, Ernst.GAUW)


def _regular(
    wat: str, last: datetime | None, now: datetime, within: timedelta, doe: str, ernst: Ernst, waar: str = ""
) -> Bevinding:
    if last is None:
        return Bevinding(wat, False, "Dit is hier nog nooit gedaan.", doe=doe, ernst=ernst, waar=waar)
    said = f"Het laatst gedaan op {in_words(at_school(last).date())}."
    return Bevinding(wat, now - last <= within, said, doe=doe, ernst=ernst, waar=waar)


def _keys_beside() -> Bevinding:
    """Whether who takes along the folder of the database has the key that opens it as well."""
    wat = "Sleutel naast de database"
    try:
        together = followed(settings().master_file).absolute().parent == settings().folder.absolute()
    except (OSError, Said):
        together = False  # the check-up of the machine says that it cannot be found
    if not together:
        return Bevinding(wat, True, "De sleutel staat in een andere map dan de gegevens.")
    said = "De sleutel staat in dezelfde map als de gegevens. Wie die map meeneemt, kan alles lezen."
    doe = "Zet het sleutelbestand op een andere plaats, en noem die in MELDCODE_KEY_FILE."
    return Bevinding(wat, False, said, doe=doe, ernst=Ernst.LATER)


def _second_step(connection: Connection, school_id: str) -> Bevinding:
    asked = schools.second_factor_asked(connection, school_id)
    roles = {role for each in accounts.list_accounts(connection, school_id) if each.active for role in each.roles}
    without = [role.midden for role in Role if role in roles and not asked[role]]
    wat = "Tweede stap bij het inloggen"
    if not without:
        return Bevinding(wat, True, "Die wordt van iedereen gevraagd.")
    said = f"Zonder tweede stap komt binnen wie een wachtwoord weet. Zij wordt niet gevraagd van: {', '.join(without)}."
    return Bevinding(wat, False, said, doe="Vraag haar van elke rol.", waar=_INRICHTEN)


def _free_days(connection: Connection, school_id: str, today: date) -> Iterator[Bevinding]:
    """A term in school days counts on through a holiday that is not entered."""
    now = schooljaar(today)
    years = [now, Schooljaar(now.begin_jaar + 1)] if _PLANNED <= today.month < now.begin.month else [now]
    vrij = kalender.kalender(connection, school_id).vrij
    missing = [each.naam for each in years if not any(each.begin <= free.van <= each.eind for free in vrij)]
    wat = "Vrije dagen"
    if missing:
        said = f"Van {_and(missing)} zijn geen vakanties ingevuld. Termijnen in schooldagen kloppen dan niet."
        yield Bevinding(wat, False, said, doe="Vul de vakanties in.", waar=_INRICHTEN)
    else:
        yield Bevinding(wat, True, f"Ingevuld voor {_and([each.naam for each in years])}.")


def _version(today: date) -> Bevinding:
    """Whether this version is so old that there must be a newer one. Nobody outside is asked: Meldroute never does."""
    wat, said = "Versie", f"Versie {VERSIE} is van {in_words(UITGEBRACHT)}."
    if today - UITGEBRACHT <= _NEWER_BY_THEN:
        return Bevinding(wat, True, said)
    said = f"{said} Er is vast een nieuwere. Meldroute kijkt daar zelf niet naar: het vraagt niets aan internet."
    doe = "Vraag erom waar u Meldroute vandaan hebt, en werk bij zoals docs/beheer/een-school.md zegt."
    return Bevinding(wat, False, said, doe=doe, ernst=Ernst.LATER)


def _and(names: Sequence[str]) -> str:
    return " en ".join(names)
