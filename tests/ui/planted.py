"""A dossier with words that occur nowhere else, in the served school; and cookies that must not open it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from db.accounts import accounts, sessions
from db.dossiers import bijlagen, dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.dossier import vastleggen
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Bijlage, Opening
from meldcode.vragen.vastlegging import fill
from tests import files
from tests.answers import answers
from tests.ui.conftest import Server
from ui import clock

WORDS = ("Kwikstaart", "Rietgorsje", "klapekster achter het schuurtje", "de wielewaal zei niets")


@dataclass(frozen=True)
class Planted:
    """The ids of the dossier and its photo."""

    dossier: str
    bijlage: str


def plant(server: Server, patch: pytest.MonkeyPatch) -> Planted:
    """Store a dossier with the words in it and a photo attached."""
    server.is_seen_by(patch)
    noor = User(server.linde.accounts[Role.IB_ER], "linde", "Noor", Role.IB_ER)
    on = clock.today()
    opening = answers(Opening, naam=f"{WORDS[0]} {WORDS[1]}", gezag=WORDS[2])
    dossier = dossiers.open_dossier(fill(Opening, opening, on), by=noor, moment=_moment())
    photo = bijlagen.take_in(files.from_a_phone(), by=noor, dossier_id=dossier.id, concept="Bijlage", at=clock.now())
    given = answers(Bijlage, datum=f"{on - timedelta(days=1):%d-%m-%Y}", bestand=str(photo), inhoud=WORDS[3])
    after = vastleggen.record(dossier, fill(Bijlage, given, on, dossier.born), by=noor, on=on)
    dossiers.save(after, by=noor, moment=_moment())
    return Planted(dossier.id, photo.id)


def _moment() -> Moment:
    return Moment(clock.today(), clock.now(), sessions.token_hash(str(clock.now())))


def cookies_that_are_none(server: Server) -> dict[str, str]:
    """Cookies that open nothing: none, made up, expired, signed out, of a blocked account, under another name."""
    gone, blocked, wrong_name = server.sign_in(), server.sign_in(Role.LEERKRACHT), server.sign_in()
    assert server.ask("/uitloggen", "POST", cookie=gone)[0].status == 303
    for active in (False, True):
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, server.linde.accounts[Role.LEERKRACHT], active, server.linde.id)
    with transaction(EVERY_SCHOOL) as connection:
        expired = sessions.begin(connection, server.linde.accounts[Role.IB_ER], clock.now() - sessions.SESSION_LASTS)
    return {
        "no cookie": "",
        "made up": "meldroute=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "expired": f"meldroute={expired}",
        "signed out": gone,
        "revoked": blocked,
        "another name": wrong_name.replace("meldroute=", "__Host-meldroute="),
    }
