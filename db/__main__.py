"""The administrator's command line: ``python -m db init``, ``practice``, ``verify``, ``backup`` and so on.

Each command only reads its arguments and prints, in Dutch; the work is done in the rooms of ``db``. Exit status 0:
done; 2: refused, with the reason on standard error.
"""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from db.accounts import accounts, bestuur, one_time_codes
from db.backup import backup, key_store, keys_apart, move, restore, show
from db.command_line import InDutch
from db.journal import seals
from db.keys.vault import make_key_file, rotate_key, vault
from db.practice import school as practice
from db.school import schools
from db.store import location
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said, in_words
from db.store.settings import DEFAULT_KEY_FILE, Settings, key_file_of, settings, working_at
from db.upkeep import controle, upgrade, verification
from db.werk import mail
from meldcode.vragen.datum import at_school
from meldcode.vragen.tekst import clean_line

PRACTICE_URL = "sqlite:///data/oefenschool.sqlite"
PRACTICE_KEY = "data/oefenschool.key"
NAAM_MAX = 120


class Refused(Said):
    """The command was refused; the text is a Dutch sentence that says why."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    # The command line reads the clock here only; everything below gets the time as an argument.
    now = datetime.now(UTC)
    try:
        options = _parser().parse_args(arguments)
        options.action(options, now)
    except Said as problem:
        print(problem, file=sys.stderr)
    except EOFError:
        print("Er is niet alles ingevuld. Er is niets gemaakt.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Afgebroken.", file=sys.stderr)
    except OSError as problem:
        print(in_words(problem) or f"Dit is niet te openen of te maken: {problem.filename}.", file=sys.stderr)
    except (SQLAlchemyError, ImportError) as problem:
        unknown = f"De database is niet bereikbaar of niet bruikbaar ({type(problem).__name__})."
        print(in_words(problem) or unknown, file=sys.stderr)
    else:
        return 0
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = InDutch(prog="python -m db", description="Meldroute beheren.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    init = commands.add_parser("init", help="de school, het sleutelbestand en een code voor de eerste beheerder maken")
    init.add_argument("--school", help="de naam van de school")
    init.set_defaults(action=_init)
    link = commands.add_parser("link", help="een beheerder die er niet meer in komt een nieuw wachtwoord laten kiezen")
    link.add_argument("email", metavar="E-MAIL", help="het e-mailadres van de beheerder")
    link.set_defaults(action=_link)
    board = commands.add_parser("bestuur", help="bepalen van welke scholen een account van het bestuur cijfers ziet")
    board.add_argument("email", metavar="E-MAIL", help="het e-mailadres van het account")
    board.add_argument("scholen", metavar="SCHOOL", nargs="*", help="de namen van de scholen; geen: alle")
    board.set_defaults(action=_bestuur)
    made_up = commands.add_parser("practice", help="een oefenschool maken, met verzonnen gegevens")
    made_up.add_argument("--dossiers", type=int, metavar="N", help="hoeveel dossiers (standaard: van elk soort een)")
    made_up.set_defaults(action=_practice)
    verified = commands.add_parser("verify", help="nalezen of er niets is veranderd, weggehaald of ertussen gezet")
    verified.add_argument("--snel", action="store_true", help="zonder alle dossiers te openen; doe eens per week alles")
    verified.add_argument("--paper", type=Path, metavar="BESTAND", help="is dit papier van een dossier ongewijzigd?")
    verified.set_defaults(action=_verify)
    newest = commands.add_parser("upgrade", help="de database op de nieuwste versie brengen")
    newest.add_argument("--backup", type=keys_apart.folder_named, metavar="MAP", help="eerst een back-up maken, hier")
    newest.set_defaults(action=_upgrade)
    kept = commands.add_parser("backup", help="een versleutelde back-up maken, terwijl Meldroute draait")
    kept.add_argument("folder", type=keys_apart.folder_named, metavar="MAP", help="waar de back-up komt te staan")
    kept.add_argument(
        "--sleutels", type=keys_apart.folder_named, metavar="MAP", help="ook een kopie van de dossiersleutels, elders"
    )
    kept.set_defaults(action=_backup)
    back = commands.add_parser("restore", help="een back-up terugzetten, op een lege plaats")
    back.add_argument("source", type=Path, metavar="BESTAND", help="de back-up, of een map: dan de nieuwste daarin")
    back.set_defaults(action=_restore)
    moved = commands.add_parser("move", help="de scholen in een database naar een andere brengen, zoals PostgreSQL")
    moved.add_argument("source", metavar="VAN", help="het adres van de database waar ze nu staan")
    moved.add_argument("target", metavar="NAAR", help="het adres van de database waar ze komen")
    moved.add_argument(
        "--oude-sleutel", type=Path, dest="old_key", metavar="BESTAND", help="het sleutelbestand van VAN"
    )
    moved.add_argument("--sleutel", type=Path, dest="key", metavar="BESTAND", help="de sleutel van NAAR")
    moved.set_defaults(action=_move)
    mailed = commands.add_parser("mail", help="versturen wat er te mailen is; laat dit om de paar minuten draaien")
    mailed.set_defaults(action=_mail)
    looked = commands.add_parser("check", help="nagaan of mail, tijdelijke map en schijf in orde zijn")
    looked.set_defaults(action=lambda _options, now: controle.show(now))
    rotated = commands.add_parser("rotate-key", help="het sleutelbestand door een nieuw vervangen")
    rotated.set_defaults(action=_rotate_key)
    return parser


def _init(options: argparse.Namespace, now: datetime) -> None:
    held = _holds()
    if held:
        raise Refused("In deze database staat de oefenschool. Kies voor een echte school een andere database.")
    if held is False:
        _new_code(now)
        return
    school = clean_line(options.school or input("Naam van de school: ")).strip()
    if not school or len(school) > NAAM_MAX or not school.isprintable():
        raise Refused(f"Geef de school een naam van ten hoogste {NAAM_MAX} gewone tekens. Er is niets gemaakt.")
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


def _link(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school.")
    with transaction(EVERY_SCHOOL) as connection:
        found = accounts.beheerders_at(connection, options.email)
        if not found:
            raise Refused("Dit is niet het e-mailadres van een beheerder. Andere accounts helpt een beheerder zelf.")
        at = now.replace(tzinfo=None)
        for account_id, school_id in found:
            one_time_codes.start_anew(connection, account_id, school_id)
        codes = [one_time_codes.make(connection, *each, "", at) for each in found]
    print(
        "Wachtwoord en tweede stap van deze beheerder zijn gewist. Open /inloggen/link en typ daar deze code; hij "
        "geldt 72 uur en werkt één keer:"
    )
    print(*(f"\n    {code}\n" for code in codes))  # one for each school with a beheerder of this address


def _bestuur(options: argparse.Namespace, _now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school.")
    print(f"Dit account ziet voortaan de cijfers van: {', '.join(bestuur.give(options.email, options.scholen))}.")


def _practice(options: argparse.Namespace, now: datetime) -> None:
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
        number = practice.make(today, now.replace(tzinfo=None), number=options.dossiers)
    except KeyboardInterrupt:
        raise Refused("Afgebroken: de oefenschool is niet af. Verwijder haar database en begin opnieuw.") from None
    print(f"De oefenschool is gemaakt, met {number} dossiers.")


def _upgrade(options: argparse.Namespace, now: datetime) -> None:
    if not accounts.database_exists():
        raise Refused("Er is nog geen database. Maak de school met: python -m db init")
    vault()
    with reading(EVERY_SCHOOL) as connection:
        upgrade.refuse_lost(connection)
        upgrade.refuse_newer(connection)
    if options.backup:  # of the version that it has now, so that the program of before can put it back
        show.back_up(options.backup, now.replace(tzinfo=None))
    upgrade.upgrade()
    upgrade.seal(now.replace(tzinfo=None))
    print("De database is van de nieuwste versie.")


def _verify(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school om na te lezen.")
    moment = now.replace(tzinfo=None)
    verification.show_paper(options.paper) if options.paper else verification.show(moment, quick=options.snel)


def _backup(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school om een back-up van te maken.")
    show.back_up(options.folder, now.replace(tzinfo=None), options.sleutels)


def _restore(options: argparse.Namespace, now: datetime) -> None:
    file = backup.newest(options.source)
    location.refuse()
    print(*restore.restore(file, now.replace(tzinfo=None)), sep="\n")


def _move(options: argparse.Namespace, _now: datetime) -> None:
    source = Settings(options.source, options.old_key or key_file_of(options.source))
    target = Settings(options.target, options.key or Path(os.environ.get("MELDCODE_KEY_FILE") or DEFAULT_KEY_FILE))
    with working_at(target):
        location.refuse()
    with show.bar("Verhuizen") as progress:
        said = move.move(source, target, progress)
    print(*said, sep="\n")


def _mail(_options: argparse.Namespace, now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school.")
    wanted = mail.settings_in_force()
    if wanted is None:
        raise Refused("Mail staat uit: er is geen MELDCODE_SMTP_HOST. Zie docs/mail.md.")
    gone = mail.run(now.replace(tzinfo=None), wanted)
    print(f"Verstuurd: {gone.sent}. Nog niet gelukt: {gone.kept}.", gone.problem)


def _rotate_key(_options: argparse.Namespace, _now: datetime) -> None:
    kept = rotate_key()
    print(
        f"Er is een nieuw sleutelbestand: {settings().key_file}. Bewaar een kopie op een andere veilige plek.\n"
        f"Het oude staat in {kept}. Eerder gemaakte back-ups zijn alleen daarmee terug te zetten: bewaar het "
        "zolang u die back-ups bewaart, en gooi het daarna weg."
    )


def _holds() -> bool | None:
    """Whether this database holds a practice school (True) or a real one (False); None when it holds none."""
    if not accounts.database_exists():
        return None
    with reading(EVERY_SCHOOL) as connection:
        if upgrade.is_empty(connection):
            upgrade.refuse_lost(connection)
            return None
        if not upgrade.is_current(connection):
            raise Refused("Deze database is van een andere versie. Breng hem eerst op orde: python -m db upgrade")
        return schools.is_practice(connection)


def _prepare() -> None:
    """Make a key file if there is none, and bring the tables up to date."""
    if not settings().key_file.exists():
        make_key_file(settings().key_file)
    vault()
    upgrade.upgrade()
    key_store.remember()


if __name__ == "__main__":
    sys.exit(main())
