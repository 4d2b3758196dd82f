"""The administrator's command line: ``python -m db init``, ``practice``, ``upgrade``, ``verify``.

What an administrator reads is Dutch. Exit status 0: done; 2: refused, with the reason.
"""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from db import accounts, journal, schools, upgrade
from db.engine import reading, transaction
from db.practice import school as practice
from db.settings import settings
from db.vault import VaultError, make_key_file, vault
from meldcode.rollen import Role

PRACTICE_URL = "sqlite:///data/oefenschool.sqlite"
PRACTICE_KEY = "data/oefenschool.key"


class Refused(Exception):
    """It is not done, and this Dutch sentence says why."""


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked; give the exit status."""
    options = _parser().parse_args(arguments)
    # The one reading of the clock on the command line; everything below is told what time it is.
    now = datetime.now(UTC)
    try:
        options.action(options, now)
    except (Refused, VaultError, accounts.AccountError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except EOFError:
        print("Er is niet alles ingevuld. Er is niets gemaakt.", file=sys.stderr)
        return 2
    except SQLAlchemyError as problem:
        print(f"De database is niet bereikbaar of niet bruikbaar ({type(problem).__name__}).", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description="Meldroute beheren.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    init = commands.add_parser("init", help="de school, het sleutelbestand en de eerste beheerder maken")
    init.add_argument("--school", help="de naam van de school")
    init.add_argument("--naam", help="de naam van de eerste beheerder")
    init.add_argument("--email", help="het e-mailadres van de eerste beheerder")
    init.set_defaults(action=_init)
    made_up = commands.add_parser("practice", help="een oefenschool maken, met verzonnen gegevens")
    made_up.add_argument("--dossiers", type=int, metavar="N", help="hoeveel dossiers (standaard: van elk soort een)")
    made_up.set_defaults(action=_practice)
    check = commands.add_parser("verify", help="nalezen of er niets is veranderd, weggehaald of ertussen gezet")
    check.set_defaults(action=_verify)
    newest = commands.add_parser("upgrade", help="de database op de nieuwste versie brengen")
    newest.set_defaults(action=_upgrade)
    return parser


def _init(options: argparse.Namespace, now: datetime) -> None:
    if _holds() is not None:
        raise Refused("In deze database staat al een school. Er is niets veranderd.")
    school = options.school or input("Naam van de school: ")
    naam = options.naam or input("Naam van de eerste beheerder: ")
    email = options.email or input("E-mailadres: ")
    hashed = accounts.hash_password(_password())
    _prepare()
    with transaction() as connection:
        school_id = schools.create_school(connection, school, oefenschool=False)
        accounts.create_account(
            connection,
            school_id=school_id,
            naam=naam,
            email=email,
            role=Role.BEHEERDER,
            password=hashed,
            now=now.replace(tzinfo=None),
        )
    print(f"De school is gemaakt. Bewaar een kopie van {settings().key_file} op een andere veilige plek.")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Wachtwoord (ten minste 12 tekens): ")
    if getpass.getpass("Nog een keer: ") != password:
        raise Refused("De wachtwoorden zijn niet gelijk. Er is niets gemaakt.")
    return password


def _practice(options: argparse.Namespace, now: datetime) -> None:
    # Never by default in the file of a real school: practice data and real data never share one.
    if "MELDCODE_DATABASE_URL" not in os.environ:
        os.environ["MELDCODE_DATABASE_URL"] = PRACTICE_URL
        os.environ.setdefault("MELDCODE_KEY_FILE", PRACTICE_KEY)
    held = _holds()
    if held is False:
        raise Refused("In deze database staat een echte school. Kies een andere plaats voor de oefenschool.")
    if held:
        raise Refused("In deze database staat de oefenschool al. Er is niets veranderd.")
    if options.dossiers is not None and options.dossiers < 1:
        raise Refused("Kies een aantal dossiers vanaf 1.")
    _prepare()
    today = now.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    number = practice.make(today, now.replace(tzinfo=None), number=options.dossiers)
    print(f"De oefenschool is gemaakt, met {number} dossiers.")


def _upgrade(_options: argparse.Namespace, _now: datetime) -> None:
    vault()
    upgrade.upgrade()
    print("De database is van de nieuwste versie.")


def _verify(_options: argparse.Namespace, _now: datetime) -> None:
    if _holds() is None:
        raise Refused("Er is nog geen school om na te lezen.")
    with reading() as connection:
        every = schools.all_schools(connection)
    for school_id, naam in every.items():
        finding = journal.verify(school_id)
        if finding:
            raise Refused(f"{naam}: {finding.tekst}")
        print(f"{naam}: alles klopt. Kenmerk van de laatste regel: {journal.head(school_id)}")


def _holds() -> bool | None:
    """Whether a practice school (True) or a real one (False) is in this database; None when there is none."""
    if not accounts.database_exists():
        return None
    with reading() as connection:
        if not upgrade.is_current(connection):
            raise Refused("Deze database is van een andere versie. Breng hem eerst op orde: python -m db upgrade")
        return schools.is_practice(connection)


def _prepare() -> None:
    """A key file where there is none, and the tables."""
    if not settings().key_file.exists():
        make_key_file(settings().key_file)
    vault()
    upgrade.upgrade()


if __name__ == "__main__":
    sys.exit(main())
