"""Those who are at work in the tests of what breaks meanwhile, and what must have become of their words."""

from collections import Counter
from collections.abc import Sequence

from db.accounts import accounts
from db.accounts.passwords import PasswordHash
from db.dossiers import concepten, dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import Settings, working_at
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.ui.conftest import PASSWORD, Server
from tests.ui.endurance.forms import AFSPRAAK, DOORGEVEN, SIGNAAL
from tests.ui.endurance.walker import WORD, Stands, Walker
from ui import clock

ROLES = (Role.IB_ER, Role.LEERKRACHT, Role.DIRECTIE, Role.IB_ER)
PAGES = {
    Role.IB_ER: ["", "dossiers", "nieuw", "leerlingbespreking", "overdragen", "account"],
    Role.LEERKRACHT: ["", "dossiers", "nieuw", "account"],
    Role.DIRECTIE: ["directie", "jaarverslag", "register", "", "account"],
}
ABOUT = ["stap-1", "stap-2", "stap-3", "dossier", "opvolging", "toegang"]


def somebody(server: Server, number: int, hashed: PasswordHash) -> Walker:
    """A new colleague of De Linde with this number, who is signed in; an ib-er has a dossier of their own."""
    role = ROLES[number % len(ROLES)]
    with working_at(server.place), transaction(EVERY_SCHOOL) as connection:
        account = accounts.create_account(
            connection,
            school_id="linde",
            naam=f"Collega {number:02d}",
            email=f"collega{number}@linde.example",
            role=role,
            password=hashed,
            now=clock.now(),
        )
    user = User(account, "linde", f"Collega {number:02d}", role)
    pages, forms = [(each, "") for each in PAGES[role]], []
    if role is Role.IB_ER:
        with working_at(server.place):
            opening = fill(Opening, answers(Opening) | {"naam": f"Leerling {number}"})
            moment = Moment(clock.today(), clock.now(), f"opening {number}")
            about = f"dossier={dossiers.open_dossier(opening, by=user, moment=moment).id}"
        pages += [(each, about) for each in ABOUT]
        forms = [(SIGNAAL, about), (AFSPRAAK, about)]
    elif role is Role.LEERKRACHT:
        forms = [(DOORGEVEN, "")]
    entered, _page = server.hand_in(f"collega{number}@linde.example", PASSWORD, origin=server.origin)
    cookie = str(entered.getheader("set-cookie")).partition(";")[0]
    assert cookie.startswith("meldroute="), f"{user.naam} could not sign in: {entered.status}"
    return Walker(number, user, cookie, pages, forms)


def nothing_is_lost(walkers: Sequence[Walker], place: Settings) -> None:
    """A word that the page called recorded is recorded once, and none twice; all others are kept as concept."""
    writers = [each for each in walkers if each.forms]
    with working_at(place):
        stored, waiting = _stored(), _waiting(writers)
    for walker in writers:
        recorded = {word for word, at in walker.words.items() if at is Stands.RECORDED}
        assert {word for word in walker.words if stored[word] > 1} == set(), "recorded twice"
        assert {word for word in recorded if not stored[word]} == set(), "said to be recorded, and lost"
        kept = {word for word, at in walker.words.items() if at >= Stands.KEPT}
        assert {word for word in kept if not stored[word] and word not in waiting} == set(), "said to be kept, and lost"
        assert recorded, f"{walker.user.naam} recorded nothing"


def _stored() -> Counter[str]:
    """How often each word stands in a record of any dossier."""
    found: Counter[str] = Counter()
    with reading(EVERY_SCHOOL) as connection:
        for dossier_id, school in connection.exec_driver_sql("SELECT id, school_id FROM dossier").all():
            dossier = dossiers.load(connection, dossier_id, school)
            assert dossier, "a dossier is gone"
            for record in dossier.records:
                found.update(each[0] for answer in record.antwoorden for each in WORD.finditer(str(answer.waarde)))
    return found


def _waiting(writers: Sequence[Walker]) -> set[str]:
    """The words that are kept as concept with whoever typed them."""
    texts = [str(concept.raw) for walker in writers for concept in concepten.waiting(walker.user)]
    return {each[0] for text in texts for each in WORD.finditer(text)}
