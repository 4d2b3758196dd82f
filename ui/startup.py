"""What happens before the first visitor: refusing unsafe settings, and checking the data."""

import asyncio
import logging
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from db.accounts import accounts
from db.backup import after_restore, key_store
from db.dossiers import vernietigen
from db.dossiers.einde import uithalen
from db.journal import chain, seals
from db.keys.vault import vault
from db.school import leerlingen, schools
from db.store import faults, location
from db.store.engine import EVERY_SCHOOL, engine, is_whole, keeps_schools_apart, reading, transaction
from db.upkeep import bezig, controle, filling, upgrade
from ui import clock
from ui.forms.concept import STILL_THERE
from ui.forms.state import try_again
from ui.operating import lines
from ui.signing_in.sso_settings import SettingsError, single_sign_on
from ui.text import veilig

# The required value of each option. For one that may differ in some places, see MAY_DIFFER.
REQUIRED: dict[str, object] = {
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.baseUrlPath": "",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": 10,
    "server.maxMessageSize": 50,
    "server.disconnectedSessionTTL": 60,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {"X-Mc-Session": "sid"},
    "server.unsafeMetricsUserAttributes": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "logger.level": "info",
    "logger.enableRich": False,
    "global.developmentMode": False,
}

# These depend on the installation; the environment may set them.
MAY_DIFFER = {
    "server.address": "STREAMLIT_SERVER_ADDRESS",
    "server.allowedHosts": "STREAMLIT_SERVER_ALLOWED_HOSTS",
    "browser.serverAddress": "STREAMLIT_BROWSER_SERVER_ADDRESS",
}

# The proxies that uvicorn trusts for a visitor's address and scheme; by default only this machine.
PROXIES = "FORWARDED_ALLOW_IPS"

_log = logging.getLogger("meldroute.error")


def differences(
    effective: Callable[[str], Any] = config.get_option, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """The options in force that differ from REQUIRED, as Dutch lines; empty when all is well."""
    found = []
    for option, required in REQUIRED.items():
        value = effective(option)
        if value == required:
            continue
        if MAY_DIFFER.get(option) in environment and value and "*" not in value:
            continue
        found.append(f"{option} is {value!r}, maar moet {required!r} zijn")
    if "*" in environment.get(PROXIES, ""):
        found.append(f"{PROXIES} is '*', maar moet de adressen van de proxy noemen")
    return found


def refuse_unsafe_settings() -> None:
    """Exit with a Dutch explanation when an option in force differs from REQUIRED."""
    found = differences()
    if found:
        lines.refuse(
            "Meldroute start niet: deze instellingen van Streamlit zijn niet veilig.\n  - "
            + "\n  - ".join(found)
            + "\nZet ze terug in .streamlit/config.toml, en start met `streamlit run app.py` vanuit deze map "
            "zonder opties die hiervan afwijken."
        )


def refuse_half_single_sign_on() -> None:
    """Exit with an explanation when single sign-on is set up incompletely or unsafely."""
    try:
        single_sign_on()
    except SettingsError as wrong:
        lines.refuse(
            "Meldroute start niet: inloggen met het account van school is niet goed ingesteld.\n  - "
            + "\n  - ".join(wrong.objections)
            + "\nZie docs/single-sign-on.md."
        )


def refuse_unsafe_place() -> None:
    """Exit when the data of a real school is on a disk where it may be damaged or copied (``db.store.location``).

    Comes before anything is written. For the practice school ``say_what_is_wrong_beside_it`` warns of it; a database
    that cannot be read is up to ``refuse_unreadable_data``.
    """
    if not accounts.database_exists():
        return
    with suppress(accounts.DatabaseError, faults.Said, OSError):
        with reading(EVERY_SCHOOL) as connection:
            if upgrade.is_empty(connection) or schools.is_practice(connection):
                return
        try:
            location.refuse()
        except faults.Said as problem:
            lines.refuse(f"Meldroute start niet. {problem}")


def refuse_unreadable_data() -> None:
    """Exit with an explanation when this version cannot work with the database or the keys.

    Reads every page of both files: a fifth of a second for a school with a thousand dossiers. Also finishes
    destructions that an earlier run was cut off in. Without a database there is nothing to refuse: the sign-in page
    then says how to make one.
    """
    if not accounts.database_exists():
        return
    try:
        if not is_whole(engine()):
            raise faults.Said(faults.DAMAGED)
        with reading(EVERY_SCHOOL) as connection:
            upgrade.refuse_lost(connection)
            upgrade.refuse_newer(connection)
            if upgrade.is_empty(connection):
                return
            current, apart = upgrade.is_current(connection), keeps_schools_apart(connection)
        if current and not vault().is_whole():
            raise faults.Said(faults.DAMAGED)
        if current and apart:
            vernietigen.finish(clock.now())
            uithalen.finish()
            _look_back()
            _look_after_keys()
            _fill_figures()
            _wipe_pupils()
    except (faults.Said, accounts.DatabaseError, OSError) as problem:
        lines.refuse(f"Meldroute start niet. {faults.in_words(problem) or 'De database is niet te lezen.'}")
    if not apart:
        lines.refuse("Meldroute start niet: dit account van PostgreSQL ziet alle scholen. Zie docs/postgresql.md.")
    if not current:
        lines.refuse("Meldroute start niet: de database is van een andere versie. Doe eerst: python -m db upgrade")


def _look_back() -> None:
    """Write a line if an older database was put back (``chain.look_back``); if that fails, start anyway."""
    try:
        with reading(EVERY_SCHOOL) as connection:
            every = list(schools.all_schools(connection))
        for school_id in every:
            with transaction(school_id) as connection:
                chain.look_back(connection, school_id, clock.now())
                seals.cover(connection, school_id, clock.now())
    except (faults.Said, accounts.DatabaseError) as problem:
        _log.error("The end of the journal could not be looked at: %s", type(problem).__name__)


def _look_after_keys() -> None:
    """Destroy keys again that an older key store brought back, and store which database the key store belongs to."""
    back = after_restore.destroy_keys_again(clock.now())
    if back:
        lines.say(after_restore.KEYS_OF_BEFORE.format(back))
    key_store.remember()


def _fill_figures() -> None:
    """Fill in courses that failed beside a vastlegging (``db.store.beside``), and how long closed dossiers are kept.

    If that fails, start anyway.
    """
    try:
        filling.fill()
    except (faults.Said, accounts.DatabaseError) as problem:
        _log.error("The figures could not be filled in: %s", type(problem).__name__)


class UntilItEnds:
    """Middleware that, when the server is told to end, first ends long work, with nothing half done (ADR 84).

    Streamlit calls no hook of ours for that; that the server ends goes past all middleware.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def heard() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await asyncio.to_thread(bezig.end)
            return message

        await self.app(scope, heard if scope["type"] == "lifespan" else receive, send)


ENDING = Middleware(UntilItEnds)


def _wipe_pupils() -> None:
    """Wipe lists of pupils that are a year old. If that fails, start anyway: such a list is offered to nobody."""
    try:
        leerlingen.wipe(clock.now())
    except (faults.Said, accounts.DatabaseError) as problem:
        _log.error("The lists of pupils could not be wiped: %s", type(problem).__name__)


def say_what_is_wrong_beside_it() -> None:
    """Print what will not work, such as mail. The server starts all the same: people must be able to record."""
    for each in controle.of_settings():
        if not each.is_goed or each.let_op:
            lines.say(f"Meldroute start, maar let op. {each.wat}: {each.tekst}")


def keep_uploads_off_the_disk() -> None:
    """Receive uploads in memory from now on: starlette would write a photo to a temporary file, unencrypted.

    The maximum size is up to Streamlit (server.maxUploadSize), which aborts larger ones.
    """
    MultiPartParser.spool_max_size = sys.maxsize


def script_failed(error: Exception) -> bool:
    """Show what is wrong after an error in a page: a Dutch sentence, or a code that is in the log with the frames."""
    said = faults.in_words(error)
    if said:
        _log.error("A page could not be finished\n%s", lines.frames(error))
        st.error(veilig(f"{said} Er is nu niets vastgelegd. {STILL_THERE}"))
        st.button("Opnieuw proberen", key="opnieuw", on_click=try_again)
        return True
    code = secrets.token_hex(3).upper()
    _log.error("Foutcode %s\n%s", code, lines.frames(error))
    st.error(
        veilig(
            f"Er ging iets mis. Foutcode {code}. Laad de pagina opnieuw. "
            "Blijft het misgaan, geef dan deze code door aan de beheerder."
        )
    )
    return True
