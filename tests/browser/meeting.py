"""A leerlingbespreking that has begun: its case, the words nobody may see, and what each screen receives."""

from dataclasses import dataclass, field, replace

from playwright.sync_api import Page, Response, WebSocket

from db import schema
from db.dossiers import besprekingen, dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.bespreking.bespreking import Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.stappen import STAP_1
from meldcode.vastleggingen import Afronding, Opening, Overleg, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.browser.answers import ago
from ui import clock

NEVER = ("Kwikstaart", "Rietgors", "14-03-2018", "14 maart 2018", "Kanariestraat", "De goudvink zei er niets over")
TEXT, SECRET = "De wielewaal zat een uur bij het hek", "De klapekster vertelde over thuis"


@dataclass
class Listener:
    """Everything a page receives: every response and every websocket frame."""

    messages: list[bytes] = field(default_factory=list)
    websockets: int = 0

    def to(self, page: Page) -> "Listener":
        page.on("websocket", self._opened)
        page.on("response", self._answered)
        return self

    def _opened(self, line: WebSocket) -> None:
        self.websockets += 1
        line.on("framereceived", lambda said: self.messages.append(said if isinstance(said, bytes) else said.encode()))

    def _answered(self, response: Response) -> None:
        # Streamlit's bundles are skipped: they are the same for everybody.
        if "/static/" not in response.url and response.status == 200:
            self.messages += [response.url.encode(), str(response.headers).encode(), response.body()]

    def heard(self, *words: str) -> list[str]:
        return [word for word in words if any(word.encode() in message for message in self.messages)]


@dataclass
class Case:
    """The case that is discussed, of Noor of the practice school."""

    noor: User
    dossier: Dossier

    @property
    def label(self) -> str:
        return f"{self.dossier.codenaam}, groep 6"

    def now(self) -> Dossier:
        with reading(EVERY_SCHOOL) as connection:
            found = dossiers.load(connection, self.dossier.id, self.noor.school_id)
        assert found
        return found

    def screen_is(self, **values: object) -> None:
        """Move the times that the screen state holds, as if this much time had passed."""
        with transaction(EVERY_SCHOOL) as connection:
            mine = schema.bespreking.c.account_id == self.noor.id
            connection.execute(schema.bespreking.update().where(mine).values(values))

    def reveals(self, kaart: int) -> None:
        """Noor shows a card, at the page she steers from."""
        now = clock.now()
        besprekingen.steer(self.noor, lambda stand: stand.turn_to(self.dossier.id, now), now)
        besprekingen.steer(self.noor, lambda stand: stand.reveal(kaart, now, gevoelig=kaart == 1), now)


def begun(noor: User) -> Case:
    on = clock.today()
    opening = answers(Opening, naam="Kwikstaart Rietgors", gezag="Kanariestraat 1")
    dossier = dossiers.open_dossier(fill(Opening, opening, on), by=noor, moment=moment("0"))
    told = {"waarneming": f"{TEXT}, zei Kwikstaart.", "interpretatie": SECRET, "andere_verklaring": NEVER[-1]}
    for kind, given in (
        (Signaal, answers(Signaal, datum=ago(3), **told)),
        (Overleg, answers(Overleg, datum=ago(2))),
        (Overleg, answers(Overleg, datum=ago(2), met="vertrouwenspersoon")),
        (Afronding, {"stap": "1"}),
    ):
        if kind is Afronding:
            given |= {"bericht": bericht(dossier, STAP_1)}
        dossier = vastleggen.record(dossier, fill(kind, given, on, dossier.born), by=noor, on=on)
        dossiers.save(dossier, by=noor, moment=moment(dossier.id))
    besprekingen.cancel(noor)  # the one the practice school came with, or that of an earlier test
    besprekingen.prepare(noor, on, clock.now())
    zitting = besprekingen.mine(noor)
    assert zitting
    punt = Punt(dossier.id, "Wie zag dit ook?", (Kaart(2, "waarneming"), Kaart(2, "interpretatie", gevoelig=True)))
    besprekingen.keep(noor, replace(zitting.bespreking, collegas=(noor.id,), punten=(punt,), begonnen_op=on))
    besprekingen.steer(noor, lambda stand: stand.turn_to("", clock.now()), clock.now())
    return Case(noor, dossier)


def moment(key: str) -> Moment:
    return Moment(clock.today(), clock.now(), f"{key}-{clock.now()}"[:64])
