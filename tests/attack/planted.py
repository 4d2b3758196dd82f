"""Something to steal: one dossier per reason for not being readable, with a marked word in everything typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.accounts import accounts
from db.accounts.passwords import PasswordHash
from db.school import schools
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Afscherming
from tests.answers.typed import written
from tests.builders import after_stap, decided, opened, record, work
from tests.cast import CAST, LARS, MIRJAM, NOOR, SARA, VERA
from tests.pages.school import marked
from tests.stored import store
from tests.ui.conftest import MONDAY, Linde


@dataclass(frozen=True)
class Canary:
    """A word that is in one dossier only, and the roles that may read it, written by hand."""

    word: str
    seen_by: tuple[Role, ...]


CANARIES: Mapping[str, Canary] = {
    "of the ib-er": Canary("Kwikstaartzang", (Role.IB_ER,)),
    "of the ib-er, to be weighed": Canary("Grutterbalts", (Role.IB_ER,)),
    "handed in by the leerkracht": Canary("Rietgorsroep", (Role.IB_ER, Role.LEERKRACHT)),
    "of the vertrouwenspersoon, closed to the ib-er": Canary("Klapeksterlied", (Role.VERTROUWENSPERSOON,)),
    "of another school": Canary("Wielewaalfluit", ()),
}


@dataclass(frozen=True)
class Planted:
    """The planted dossiers, by the reason they are there."""

    dossiers: Mapping[str, str]
    people: Mapping[str, User]

    @property
    def readable(self) -> str:
        return self.dossiers["of the ib-er"]


def plant(linde: Linde, password_hash: PasswordHash) -> Planted:
    """Fill the school of ``Linde``, and another school next to it."""
    people = {each.id: _account(linde, each, password_hash) for each in CAST}
    told: dict[str, Dossier] = {
        "of the ib-er": decided("beide"),
        "of the ib-er, to be weighed": after_stap(3),
        "handed in by the leerkracht": work(opened(by=LARS), 1),
        "of the vertrouwenspersoon, closed to the ib-er": _closed_to(NOOR),
    }
    kept = {what: store(marked(dossier, CANARIES[what].word), people.__getitem__) for what, dossier in told.items()}
    elsewhere = marked(opened(), CANARIES["of another school"].word)
    kept["of another school"] = store(elsewhere, lambda _noor: people[SARA.id])
    return Planted({what: dossier.id for what, dossier in kept.items()}, people)


def _closed_to(user: User) -> Dossier:
    afgeschermd, vervanger = written(user), written(MIRJAM)
    return record(opened(by=VERA), Afscherming, by=MIRJAM, afgeschermd=afgeschermd, vervanger=vervanger)


def _account(linde: Linde, of: User, password_hash: PasswordHash) -> User:
    """The account at De Linde with the role of this person of the cast; it has one of each role already."""
    if of not in (MIRJAM, SARA):
        return User(linde.accounts[of.role], linde.id, f"Iemand <{of.role.label}>", of.role)
    with transaction(EVERY_SCHOOL) as connection:
        school_id = linde.id if of is MIRJAM else schools.create_school(connection, "De Meidoorn", oefenschool=False)
        email = f"{of.id}@{school_id[:8]}.example"
        made = accounts.create_account(
            connection,
            school_id=school_id,
            naam=of.naam,
            email=email,
            role=of.role,
            password=password_hash,
            now=MONDAY,
        )
    return User(made, school_id, of.naam, of.role)
