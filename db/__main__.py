"""The administrator's command line: ``python -m db init``, ``practice``, ``verify``, ``backup`` and so on.

Each command only reads its arguments and prints, in Dutch; the work is done in the rooms of ``db``. Exit status 0:
done, and all is well; 1: done, and something was found; 2: not done. What was found or why not is on standard error.
"""

import argparse
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from db import commands
from db.backup import keys_apart
from db.command_line import InDutch
from db.store.faults import Found, Said, in_words
from db.upkeep import in_orde


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    # The command line reads the clock here only; everything below gets the time as an argument.
    now = datetime.now(UTC)
    try:
        options = _parser().parse_args(arguments)
        options.action(options, now)
    except Found as problem:
        print(problem, file=sys.stderr)
        return 1
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
    known = parser.add_subparsers(required=True, metavar="OPDRACHT")
    init = known.add_parser("init", help="de school, het sleutelbestand en een code voor de eerste beheerder maken")
    init.add_argument("--school", help="de naam van de school")
    init.set_defaults(action=commands.init)
    link = known.add_parser("link", help="een beheerder die er niet meer in komt een nieuw wachtwoord laten kiezen")
    link.add_argument("email", metavar="E-MAIL", help="het e-mailadres van de beheerder")
    link.add_argument("--school", default="", metavar="NAAM", help="alleen voor deze school; anders voor elke")
    link.set_defaults(action=commands.link)
    board = known.add_parser("bestuur", help="bepalen van welke scholen een account van het bestuur cijfers ziet")
    board.add_argument("email", metavar="E-MAIL", help="het e-mailadres van het account")
    board.add_argument("scholen", metavar="SCHOOL", nargs="*", help="de namen van de scholen; geen: alle")
    board.set_defaults(action=commands.give_figures)
    maker = known.add_parser("board-admin", help="een beheerder scholen laten maken voor het bestuur")
    maker.add_argument("email", metavar="E-MAIL", help="het e-mailadres van de beheerder")
    maker.add_argument("--niet-meer", action="store_true", help="deze beheerder maakt geen scholen meer")
    maker.set_defaults(action=commands.appoint)
    added = known.add_parser("add-school", help="nog een school maken, met een code voor haar eerste beheerder")
    added.add_argument("school", metavar="NAAM", help="de naam van de school")
    added.set_defaults(action=commands.add_school)
    made_up = known.add_parser("practice", help="een oefenschool maken, met verzonnen gegevens")
    made_up.add_argument("--dossiers", type=int, metavar="N", help="hoeveel dossiers (standaard: van elk soort een)")
    made_up.set_defaults(action=commands.make_practice)
    verified = known.add_parser("verify", help="nalezen of er niets is veranderd, weggehaald of ertussen gezet")
    verified.add_argument("--snel", action="store_true", help="zonder alle dossiers te openen; doe eens per week alles")
    verified.add_argument("--paper", "--certificate", type=Path, metavar="BESTAND", help="is dit papier ongewijzigd?")
    verified.set_defaults(action=commands.verify)
    newest = known.add_parser("upgrade", help="de database op de nieuwste versie brengen")
    newest.add_argument("--backup", type=keys_apart.folder_named, metavar="MAP", help="eerst een back-up maken, hier")
    newest.set_defaults(action=commands.bring_up_to_date)
    kept = known.add_parser("backup", help="een versleutelde back-up maken, terwijl Meldroute draait")
    kept.add_argument(
        "folder", nargs="?", type=keys_apart.folder_named, metavar="MAP", help="waar de back-up komt te staan"
    )
    kept.add_argument(
        "--sleutels", type=keys_apart.folder_named, metavar="MAP", help="ook een kopie van de dossiersleutels, elders"
    )
    kept.set_defaults(action=commands.make_backup)
    taken = known.add_parser(
        "export", help="alles van een school meenemen als open bestanden, in een zip met wachtwoord"
    )
    taken.add_argument("folder", type=keys_apart.folder_named, metavar="MAP", help="waar de zip komt te staan")
    taken.add_argument("--school", default="", metavar="NAAM", help="welke school, als er meer zijn")
    taken.set_defaults(action=commands.take_along)
    back = known.add_parser("restore", help="een back-up terugzetten, op een lege plaats")
    back.add_argument(
        "source", nargs="?", type=Path, metavar="BESTAND", help="de back-up, of een map: dan de nieuwste daarin"
    )
    back.add_argument(
        "--staat-er-al", action="store_true", help="PostgreSQL zette de database al terug: breng haar in de pas"
    )
    back.set_defaults(action=commands.put_back)
    moved = known.add_parser("move", help="de scholen in een database naar een andere brengen, zoals PostgreSQL")
    moved.add_argument("source", metavar="VAN", help="het adres van de database waar ze nu staan")
    moved.add_argument("target", metavar="NAAR", help="het adres van de database waar ze komen")
    moved.add_argument(
        "--oude-sleutel", type=Path, dest="old_key", metavar="BESTAND", help="het sleutelbestand van VAN"
    )
    moved.add_argument("--sleutel", type=Path, dest="key", metavar="BESTAND", help="de sleutel van NAAR")
    moved.add_argument("--school", default="", metavar="NAAM", help="alleen deze school; anders alle")
    moved.add_argument(
        "--oude-opslag", dest="old_keys", default="", metavar="ADRES", help="waar de dossiersleutels van VAN staan"
    )
    moved.set_defaults(action=commands.move_schools)
    gone = known.add_parser("remove-school", help="een school weghalen die verhuisd is, met haar sleutels")
    gone.add_argument("school", metavar="NAAM", help="de naam van de school")
    gone.add_argument("--bewijs", type=Path, metavar="BESTAND", help="het bewijs ook hier bewaren")
    gone.add_argument(
        "--blijft", action="store_true", help="niet weghalen: zij blijft hier, en iedereen kan weer inloggen"
    )
    gone.set_defaults(action=commands.remove_school)
    keys = known.add_parser("move-keys", help="de sleutels van de dossiers naar een eigen database brengen, of terug")
    keys.add_argument("target", metavar="ADRES", help=f"het adres van die database, of het woord {commands.IN_A_FILE}")
    keys.set_defaults(action=commands.move_the_keys)
    mailed = known.add_parser("mail", help="versturen wat er te mailen is; laat dit om de paar minuten draaien")
    mailed.set_defaults(action=commands.send_mail)
    kept = known.add_parser("bewaren", help="wissen en afmaken wat 's nachts mag; per school wat er wacht")
    kept.set_defaults(action=commands.keep)
    looked = known.add_parser("check", help="nagaan wat er nog niet in orde is, en hoe dat te herstellen is")
    looked.set_defaults(action=lambda _options, now: in_orde.show(now))
    rotated = known.add_parser("rotate-key", help="het sleutelbestand door een nieuw vervangen")
    rotated.set_defaults(action=commands.replace_key)
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever is told to end leaves nothing half done
    sys.exit(main())
