"""Helpers: attachments in dossiers of the served school, and requesting one by its address."""

from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPMessage
from typing import Any

from sqlalchemy import select

from db import schema
from db.accounts import sessions
from db.dossiers import bijlagen, dossiers
from db.dossiers.dossiers import Moment
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Bijlage, Opening
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, fill
from tests.answers import answers
from tests.ui.conftest import PATIENCE, Server
from ui import clock


@dataclass(frozen=True)
class Found:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def said(self) -> tuple[int, bytes]:
        return self.status, self.body


def get(server: Server, path: str, cookie: str = "", method: str = "GET", **headers: str) -> Found:
    """One request. Headers by keyword: ``accept_encoding`` is sent as Accept-Encoding."""
    connection = HTTPConnection("localhost", server.port, timeout=PATIENCE)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, headers={"cookie": cookie} | named)
        response = connection.getresponse()
        return Found(response.status, response.headers, response.read())
    finally:
        connection.close()


def address(dossier: Dossier, bestand: Bestand) -> str:
    return f"/bijlage/{dossier.id}/{bestand.id}"


@dataclass
class School:
    """The served school, to store, attach and request."""

    server: Server
    stranger: str

    def user(self, role: Role) -> User:
        return User(self.server.linde.accounts[role], "linde", role.label, role)

    def cookie(self, who: Role | str) -> str:
        return self.server.sign_in(who) if isinstance(who, Role) else self.server.session_of(who)

    def opens(self, by: Role) -> Dossier:
        on = clock.today()
        opening = fill(Opening, answers(Opening), on)
        return dossiers.open_dossier(opening, by=self.user(by), moment=moment())

    def chooses(self, dossier: Dossier, content: bytes, by: Role) -> Bestand:
        return bijlagen.take_in(content, by=self.user(by), dossier_id=dossier.id, concept="Bijlage", at=clock.now())

    def keeps_as_brought(self, dossier: Dossier, content: bytes, by: Role) -> Bestand:
        given: dict[str, Any] = {"by": self.user(by), "dossier_id": dossier.id, "concept": "Bijlage", "at": clock.now()}
        return bijlagen.keep_original(content, **given)

    def attaches(self, dossier: Dossier, content: bytes, by: Role) -> tuple[Dossier, Bestand]:
        bestand = self.chooses(dossier, content, by)
        on = clock.today()
        given = answers(Bijlage, datum=f"{on - timedelta(days=1):%d-%m-%Y}", bestand=str(bestand))
        after = vastleggen.record(dossier, fill(Bijlage, given, on, dossier.born), by=self.user(by), on=on)
        dossiers.save(after, by=self.user(by), moment=moment())
        return after, bestand

    def written(self, role: Role) -> str:
        return str(Persoon(self.user(role).id, role, f"Iemand <{role.label}>"))

    def records(self, dossier: Dossier, kind: type[Vastlegging], by: Role, **given: Any) -> Dossier:
        on = clock.today()
        after = vastleggen.record(dossier, fill(kind, answers(kind, **given), on), by=self.user(by), on=on)
        dossiers.save(after, by=self.user(by), moment=moment())
        return after

    def views(self, bestand: Bestand) -> list[str]:
        """Who viewed it, by the journal."""
        return self.noted(journal.SEEN, bestand.id)

    def noted(self, action: str, about: str) -> list[str]:
        """Who did this with it, by the journal."""
        table = schema.journal
        query = select(table.c.actor).where(table.c.object_id == about, table.c.action == action)
        with reading(EVERY_SCHOOL) as connection:
            return list(connection.scalars(query.order_by(table.c.seq)))


def moment() -> Moment:
    return Moment(clock.today(), clock.now(), sessions.token_hash(str(clock.now())))
