"""A school with rows in every table, made by the functions of the program itself; and verifying that school."""

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from sqlalchemy import insert, select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.accounts import (
    aanwezig,
    accounts,
    bestuur,
    feed,
    identities,
    one_time_codes,
    second_factor,
    sessions,
    sign_in,
    via,
)
from db.dossiers import bijlagen, concepten, dossiers, koppelen
from db.dossiers.dossiers import Moment
from db.journal import journal, seals
from db.practice import school as practice
from db.school import geheim, kalender, leerlingen, schools, verhuizing
from db.store import engine, faults
from db.store.settings import settings
from db.upkeep import derived, verification
from db.werk import alarm
from meldcode.eigen.woorden import Eigen
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.rollen import Role, User
from meldcode.termijnen.aanwezig import Afwezig
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import Bijlage, Signaal
from tests import files
from tests.builders import record
from tests.cast import MONDAY

DATABASE, KEYS = "meldroute.sqlite", "meldroute.key.dossiers.sqlite"


def fill(now: datetime) -> None:
    """Fill every table of the configured, empty database."""
    practice.make(MONDAY, now)
    with engine.reading(engine.EVERY_SCHOOL) as connection:
        (school_id,) = schools.all_schools(connection)
        found = {each.role: each for each in accounts.list_accounts(connection, school_id)}
        open_ones = select(schema.dossier.c.id).where(schema.dossier.c.fase == "stap_2").limit(2)
        one, other = connection.scalars(open_ones)
        dossier = dossiers.load(connection, one, school_id)
    noor, lars = (User(found[role].id, school_id, found[role].naam, role) for role in (Role.IB_ER, Role.LEERKRACHT))
    assert dossier is not None
    koppelen.koppel(noor, one, other, MONDAY, now)
    photo = str(bijlagen.take_in(files.from_a_phone(), by=noor, dossier_id=dossier.id, concept="Bijlage", at=now))
    after = record(dossier, Bijlage, by=noor, bestand=photo)
    dossiers.save(after, by=noor, moment=Moment(MONDAY, now, uuid.uuid4().hex))
    bijlagen.take_in(files.from_a_phone(), by=noor, dossier_id=dossier.id, concept="Signaal", at=now)
    concepten.keep(noor, dossier.id, Signaal.__name__, {"waarneming": "half getypt"}, now)
    alarm.sound(lars, now)
    identities.sign_in("https://inlog.example", "7", found[Role.DIRECTIE].email, now)
    sign_in.with_password(found[Role.FG].email, "niet-dit-wachtwoord", now)
    bestuur.give(found[Role.BESTUUR].email, [])
    with engine.transaction(school_id) as connection:
        accounts.set_roles(connection, lars.id, [Role.LEERKRACHT, Role.VERTROUWENSPERSOON], school_id)
        vera = found[Role.VERTROUWENSPERSOON].id
        via.tie(connection, vera, found[Role.DIRECTIE].id, journal.Entry(vera, one_time_codes.USED, now))
        accounts.set_last_day(connection, lars.id, now.replace(year=now.year + 1), school_id)
        bea = found[Role.BEHEERDER].id
        seals.touch_account(connection, bea)
        connection.execute(insert(schema.scholenbeheer).values(account_id=bea))
    with engine.transaction(engine.EVERY_SCHOOL) as connection:
        verhuizing.note(connection, "eik", "De Eik", "elders", now, (7, "0" * 64), {"dossier": 3})
        gone = verhuizing.waiting(connection, "eik")
        assert gone
        verhuizing.complete(connection, gone, ["eik", "d"], now)
        verhuizing.finished(connection, [gone.id], now)
    with engine.transaction(school_id) as connection:
        schools.set_termijn(connection, school_id, "stap_1", 7)
        schools.set_idle_minutes(connection, school_id, 20)
        geheim.keep(connection, school_id, "mail", {"HOST": "mail.school.example"})
        schools.set_eigen(connection, school_id, Eigen({"groep": "de klas", "groep/meer": "klassen"}))
        kalender.add(
            connection,
            school_id,
            [
                Vrij(MONDAY.replace(day=20), MONDAY.replace(day=22), "Studiedagen"),
                Vrij(MONDAY.replace(day=26), MONDAY.replace(day=26), "Onderbouw vrij", ("1", "2")),
            ],
            MONDAY,
        )
        leerlingen.bring(connection, noor, [Leerling("Sem de Wit", "14-03-2018", "6")], MONDAY, now)
        one_time_codes.make(connection, lars.id, school_id, found[Role.BEHEERDER].id, now)
        one_time_codes.make_first_code(connection, school_id, now)
        feed.make(connection, noor.id, now)
        aanwezig.set_werkdagen(connection, noor.id, frozenset({1, 2, 3}), noor, now)
        vera = found[Role.VERTROUWENSPERSOON].id
        aanwezig.set_afwezig(connection, Afwezig(MONDAY, MONDAY.replace(day=13), noor.id, vera), noor, MONDAY, now)
        sign_in.admitted(connection, lars.id, now)
        sessions.begin_half(connection, lars.id, now)
        secret = second_factor.proposed(connection, noor.id, school_id)
        code = pyotp.TOTP(secret).at(now.replace(tzinfo=UTC))
        assert second_factor.confirm(connection, noor.id, school_id, code, now)
        row = {"soort": "dag", "sleutel": "x", "late": 0, "number": 1, "attempts": 0, "next_at": now, "created_at": now}
        connection.execute(insert(schema.mail).values(id="m", school_id=school_id, account_id=noor.id, **row))


def rest(folder: Path) -> None:
    """Close both files, so that their logs go into them, also while a connection to one is still open."""
    engine.engine().dispose()
    engine.engine_for(f"sqlite:///{settings().key_store}").dispose()
    for name in (DATABASE, KEYS):
        if (folder / f"{name}-wal").exists():
            with closing(sqlite3.connect(folder / name, timeout=60)) as connection:
                (is_busy, *_frames) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert not is_busy, f"somebody still writes in {name}"
    for left in (*folder.glob("*-wal"), *folder.glob("*-shm")):
        left.unlink()


class Kept:
    """The two files of such a school, put back as they were before each edit."""

    def __init__(self, folder: Path) -> None:
        rest(folder)
        self.folder = folder
        self.before = {name: (folder / name).read_bytes() for name in (DATABASE, KEYS)}

    def put_back(self) -> None:
        rest(self.folder)
        for name, content in self.before.items():
            (self.folder / name).write_bytes(content)

    def edited(self, name: str, change: Callable[[sqlite3.Connection], None]) -> None:
        """Put both files back and make this change in one of them, by a tool that ignores the program."""
        self.put_back()
        with closing(sqlite3.connect(self.folder / name)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for trigger, _sql in triggers:
                connection.execute(f"DROP TRIGGER {trigger}")
            change(connection)
            for _trigger, sql in triggers:
                connection.execute(sql)
            connection.commit()


def wrong() -> list[str]:
    """What a complete verification finds, up to the first pass that finds something."""
    with engine.reading(engine.EVERY_SCHOOL) as connection:
        every = list(schools.all_schools(connection))
    for look in (_seconds, _rest):
        found = [each for school_id in every for each in look(school_id)]
        if found:
            return found
    return verification.of_files(fully=True)


def wrong_or_refused() -> list[str]:
    """The same; or the kind of error when it cannot even be read."""
    try:
        return wrong()
    except (SQLAlchemyError, faults.Said, ValueError, TypeError, LookupError, ArithmeticError) as problem:
        return [type(problem).__name__]


def _seconds(school_id: str) -> list[str]:
    return verification.of_school(school_id)


def _rest(school_id: str) -> list[str]:
    found = [said for _dossier, said in derived.over(school_id, derived.alive(school_id)) if said]
    typed = derived.typed(school_id)
    return found + ([typed] if typed else [])


__all__ = ["DATABASE", "KEYS", "Kept", "fill", "journal", "rest", "wrong", "wrong_or_refused"]
