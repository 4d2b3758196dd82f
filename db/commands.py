"""What each command of ``python -m db`` does: it asks the rooms of ``db``, and prints in Dutch what came of it.

Each gets the arguments it was called with and the moment. Raises ``Said`` when it is refused.
"""

import argparse
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.accounts import accounts, bestuur, one_time_codes
from db.backup import backup, export, key_store, move, move_keys, restore, show
from db.journal import journal, seals
from db.keys.vault import make_key_file, rotate_key, vault
from db.practice import school as practice
from db.school import leerlingen, schools, verhuizing
from db.store import location
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.store.files import write_private
from db.store.settings import DEFAULT_KEY_FILE, KEY_STORE, Settings, key_file_of, settings, working_at
from db.store.voortgang import bar
from db.upkeep import bewaren, filling, mailing, upgrade, verification
from db.upkeep import remove_school as weg
from db.werk import mail, mail_of
from meldcode.vragen.datum import at_school
from papers import dossier as file
from papers.papier import Merk

PRACTICE_URL = "sqlite:///data/oefenschool.sqlite"
PRACTICE_KEY = "data/oefenschool.key"
IN_A_FILE = "bestand"
"""Instead of the address of a key store: the file beside the master key."""


class Refused(Said):
    """The command was refused; the text is a Dutch sentence that says why."""


def init(options: argparse.Namespace, now: datetime) -> None:
    held = _holds()
    if held:
        raise Refused("In deze database staat de oefenschool. Kies voor een echte school een andere database.")
    if held is False:
        _new_code(now)
        return
    try:
        school = schools.read_naam(options.school or input("Naam van de school: "))
    except ValueError as problem:
        raise Refused(f"{problem} Er is niets gemaakt.") from None
    location.refuse()
    _prepare()
    with transaction(EVERY_SCHOOL) as connection:
        school_id = schools.create_school(connection, school, oefenschool=False)
        code = one_time_codes.make_first_code(connection, school_id, now.replace(tzinfo=None))
        seals.cover(connection, school_id, now.replace(tzinfo=None))
    print(f"De school is gemaakt. Bewaar een kopie van {settings().key_file} op een andere veilige plek.")
    _print_code(code)


def _new_code(now: datetime) -> None:
    """Make a new code for the first beheerder: the school exists, and the previous code expired unused."""
    with transaction(EVERY_SCHOOL) as connection:
        waiting = one_time_codes.without_account(connection)
        if len(waiting) != 1:
            raise Refused("In deze database staat al een school. Er is niets veranderd.")
        code = one_time_codes.make_first_code(connection, waiting[0], now.replace(tzinfo=None))
    _print_code(code)


def _print_code(code: str) -> None:
    print(
        f"Maak nu de eerste beheerder: start Meldroute, kies op de inlogpagina ‘Eerste beheerder maken’ en typ deze "
        f"code. Hij geldt een uur en werkt één keer:\n\n    {code}\n"
    )


def link(options: argparse.Namespace, now: datetime) -> None:
    _refuse_without_school()
    with transaction(EVERY_SCHOOL) as connection:
        every = schools.all_schools(connection)
        found = accounts.beheerders_at(connection, options.email)
        found = [each for each in found if options.school in ("", every[each[1]])]
        if not found:
            where = f" van {options.school}" if options.school else ""
            raise Refused(
                f"Dit is niet het e-mailadres van een beheerder{where}. Andere accounts helpt een beheerder zelf."
            )
        at = now.replace(tzinfo=None)
        for account_id, school_id in found:
            one_time_codes.start_anew(connection, account_id, school_id)
        codes = [one_time_codes.make(connection, *each, "", at) for each in found]
    print(
        "Wachtwoord en tweede stap van deze beheerder zijn gewist. Open /inloggen/link en typ daar deze code; hij "
        "geldt 72 uur en werkt één keer:"
    )
    print(*(f"\n    {code}\n" for code in codes))  # one for each school with a beheerder of this address


def give_figures(options: argparse.Namespace, _now: datetime) -> None:
    _refuse_without_school()
    print(f"Dit account ziet voortaan de cijfers van: {', '.join(bestuur.give(options.email, options.scholen))}.")


def appoint(options: argparse.Namespace, _now: datetime) -> None:
    _refuse_without_school()
    bestuur.appoint(options.email, makes_schools=not options.niet_meer)
    said = "maakt geen scholen meer" if options.niet_meer else "maakt voortaan scholen, bij Beheer onder Scholen"
    print(f"Deze beheerder {said}.")


def add_school(options: argparse.Namespace, now: datetime) -> None:
    held = _holds()
    if held is not False:
        raise Refused("Er is hier nog geen echte school. Maak de eerste met: python -m db init")
    code = bestuur.add_school(options.school, now.replace(tzinfo=None))
    print("De school is gemaakt.")
    _print_code(code)


def remove_school(options: argparse.Namespace, now: datetime) -> None:
    _refuse_without_school()
    if options.blijft:
        print(weg.stay(options.school))
        return
    if options.bewijs and options.bewijs.exists():
        raise Refused(f"Dit bestand is er al: {options.bewijs}. Er is niets weggehaald.")
    with bar("Weghalen") as progress:
        proof = weg.remove(options.school, now.replace(tzinfo=None))
        progress(1.0)
    print(proof.tekst)
    if proof.klaar_op is None:
        print("De sleutels gaan weg zodra niemand ze meer leest: start Meldroute opnieuw.")
    if options.bewijs:
        write_private(options.bewijs, verhuizing.as_file(proof))
        print(f"Het bewijs staat in {options.bewijs}. Nagaan: python -m db verify --paper {options.bewijs}")


def make_practice(options: argparse.Namespace, now: datetime) -> None:
    # By default not in the file of a real school: practice data and real data never share a database.
    if not os.environ.get("MELDCODE_DATABASE_URL"):
        os.environ["MELDCODE_DATABASE_URL"] = PRACTICE_URL
        os.environ["MELDCODE_KEY_FILE"] = os.environ.get("MELDCODE_KEY_FILE") or PRACTICE_KEY
    held = _holds()
    if held is False:
        raise Refused("In deze database staat een echte school. Kies een andere plaats voor de oefenschool.")
    if held:
        raise Refused("In deze database staat de oefenschool al. Er is niets veranderd.")
    if options.dossiers is not None and options.dossiers < 1:
        raise Refused("Kies een aantal dossiers vanaf 1.")
    show.let_op(map(location.in_words, location.places()))
    _prepare()
    today = at_school(now).date()
    try:
        with bar("Oefenschool") as progress:
            number = practice.make(today, now.replace(tzinfo=None), number=options.dossiers, progress=progress)
    except KeyboardInterrupt:
        raise Refused("Afgebroken: de oefenschool is niet af. Verwijder haar database en begin opnieuw.") from None
    print(f"De oefenschool is gemaakt, met {number} dossiers.")


def bring_up_to_date(options: argparse.Namespace, now: datetime) -> None:
    if not accounts.database_exists():
        raise Refused("Er is nog geen database. Maak de school met: python -m db init")
    vault()
    with reading(EVERY_SCHOOL) as connection:
        upgrade.refuse_lost(connection)
        upgrade.refuse_newer(connection)
    if options.backup:  # of the version that it has now, so that the program of before can put it back
        show.back_up(options.backup, now.replace(tzinfo=None))
    with bar("Bijwerken") as progress:
        upgrade.upgrade(progress=lambda part: progress(part * 0.9))
        upgrade.seal(now.replace(tzinfo=None))
        progress(1.0)
    print("De database is van de nieuwste versie.")


def verify(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school om na te lezen.")
    moment = now.replace(tzinfo=None)
    if options.paper:
        verification.show_paper(options.paper)
        return
    leerlingen.wipe(moment)
    verification.show(moment, quick=options.snel)


def make_backup(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school om een back-up van te maken.")
    if not options.folder and not options.sleutels:
        raise Refused("Noem de map waar de back-up moet komen. Er is niets gemaakt.")
    leerlingen.wipe(now.replace(tzinfo=None))
    show.back_up(options.folder, now.replace(tzinfo=None), options.sleutels)


def take_along(options: argparse.Namespace, now: datetime) -> None:
    _refuse_without_school()
    moment = now.replace(tzinfo=None)
    with reading(EVERY_SCHOOL) as connection:
        school_id = export.school_named(connection, options.school)
        name = schools.school_name(connection, school_id)
    mark, head = Merk("serverbeheer", moment), journal.head(school_id)
    with bar("Meenemen") as progress:
        done = export.export(
            school_id, options.folder, moment,
            lambda each, names, photos: file.op_papier(each, file.Bij(name, names, photos, head), mark), progress,
        )  # fmt: skip
    print(
        f"{done.dossiers} dossiers staan in {done.made.file}. Wat erin zit, staat in LEESMIJ.txt en docs/meenemen.md."
    )
    print(f"De zip opent met dit wachtwoord. Het wordt niet bewaard en niet nog eens getoond:\n\n    {done.password}\n")
    show.let_op(done.made.let_op)


def put_back(options: argparse.Namespace, now: datetime) -> None:
    if bool(options.source) is options.staat_er_al:
        raise Refused("Noem de back-up, of zeg met --staat-er-al dat PostgreSQL de database al terugzette.")
    if options.staat_er_al and _holds() is None:
        raise Refused("Er is nog geen school.")
    file, moment = backup.newest(options.source) if options.source else None, now.replace(tzinfo=None)
    location.refuse()
    with bar("Terugzetten") as progress:
        said = restore.restore(file, moment, progress) if file else restore.reconcile(moment)
    print(*said, sep="\n")


def move_schools(options: argparse.Namespace, now: datetime) -> None:
    key_file = options.key or Path(os.environ.get("MELDCODE_KEY_FILE") or DEFAULT_KEY_FILE)
    source = Settings(options.source, options.old_key or key_file_of(options.source), options.old_keys)
    target = Settings(options.target, key_file, os.environ.get(KEY_STORE, ""))
    with working_at(target):
        location.refuse()
    with bar("Verhuizen") as progress:
        said = move.move(source, target, progress, now.replace(tzinfo=None), options.school)
    print(*said, sep="\n")


def move_the_keys(options: argparse.Namespace, _now: datetime) -> None:
    here = settings()
    there = replace(here, keys_elsewhere="" if options.target == IN_A_FILE else options.target)
    with working_at(there):
        location.refuse()
    with bar("Sleutels verplaatsen") as progress:
        said = move_keys.move_keys(here, there, progress)
    print(*said, sep="\n")


def send_mail(_options: argparse.Namespace, now: datetime) -> None:
    _refuse_without_school()
    wanted = mail.settings_in_force()
    if wanted is None and not mail_of.with_their_own():
        raise Refused("Mail staat uit: vul haar in bij Inrichten, of geef MELDCODE_SMTP_HOST. Zie docs/mail.md.")
    mailing.show(now.replace(tzinfo=None), wanted)


def keep(_options: argparse.Namespace, now: datetime) -> None:
    _refuse_without_school()
    filling.fill()
    bewaren.show(now.replace(tzinfo=None))


def replace_key(_options: argparse.Namespace, _now: datetime) -> None:
    kept = rotate_key()
    print(
        f"Er is een nieuw sleutelbestand: {settings().master_file}. Bewaar een kopie op een andere veilige plek.\n"
        f"Het oude staat in {kept}. Eerder gemaakte back-ups zijn alleen daarmee terug te zetten: bewaar het "
        "zolang u die back-ups bewaart, en gooi het daarna weg."
    )


def _refuse_without_school() -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school.")


def _holds() -> bool | None:
    """Whether this database holds a practice school (True) or a real one (False); None when it holds none."""
    if not accounts.database_exists():
        return None
    with reading(EVERY_SCHOOL) as connection:
        if upgrade.is_empty(connection):
            upgrade.refuse_lost(connection)
            return None
        upgrade.refuse_newer(connection)
        if not upgrade.is_current(connection):
            raise Refused("Deze database is van een andere versie. Breng hem eerst op orde: python -m db upgrade")
        return schools.is_practice(connection)


def _prepare() -> None:
    """Make a key file if there is none, and bring the tables up to date."""
    if not settings().master_file.exists():
        make_key_file(settings().key_file)
    vault()
    upgrade.upgrade()
    key_store.remember()
