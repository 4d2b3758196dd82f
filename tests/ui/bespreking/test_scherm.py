"""The shared screen over HTTP: who may open it, what it receives at each moment, and how it is steered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from io import BytesIO
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from db import schema
from db.dossiers import besprekingen, dossiers
from db.dossiers.dossiers import Moment
from db.journal import journal
from db.store.engine import engine, reading, transaction
from meldcode.bespreking.bespreking import Actie, Bespreking, Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening, Overleg, Signaal
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import Answers, Kind
from tests.ui.conftest import PATIENCE, Server
from tests.ui.planted import _moment
from ui import clock

SCREEN, PAPER = "/leerlingbespreking/scherm", "/leerlingbespreking/actielijst"
NAMES = ("Kwikstaart", "Rietgorsje", "14-03-2018", "klapekster achter het schuurtje")
TEXT, UNSHARED = "de wielewaal zei niets tegen", "de goudvink wachtte bij het hek"


@pytest.fixture
def noor(server: Server) -> Iterator[User]:
    yield User(server.linde.accounts[Role.IB_ER], "linde", "Noor", Role.IB_ER)
    besprekingen.cancel(User(server.linde.accounts[Role.IB_ER], "linde", "Noor", Role.IB_ER))
    engine().dispose()


@pytest.fixture
def held(noor: User) -> Bespreking:
    """A meeting about one case, of which one answer may be shown and is sensitive."""
    on = clock.today()
    given = answers(Opening, naam=f"{NAMES[0]} {NAMES[1]}", gezag=NAMES[3])
    dossier = dossiers.open_dossier(fill(Opening, given, on), by=noor, moment=_moment())
    yesterday = f"{on:%d-%m-%Y}"
    told = answers(Signaal, datum=yesterday, waarneming=f"{TEXT} {NAMES[0]}", andere_verklaring=UNSHARED)
    dossier = stored(dossier, Signaal, told, noor)
    for met in ("ib_er", "vertrouwenspersoon"):
        dossier = stored(dossier, Overleg, answers(Overleg, datum=yesterday, met=met), noor)
    besprekingen.prepare(noor, on, clock.now())
    zitting = besprekingen.mine(noor)
    assert zitting
    punt = Punt(dossier.id, "Wie zag dit ook?", (Kaart(2, "waarneming", gevoelig=True),))
    now = replace(zitting.bespreking, collegas=(noor.id,), punten=(punt,), begonnen_op=on)
    besprekingen.keep(noor, now)
    besprekingen.steer(noor, lambda stand: stand.turn_to("", clock.now()), clock.now())
    return now


def stored(dossier: Dossier, kind: Kind, given: Answers, by: User) -> Dossier:
    on = clock.today()
    after = vastleggen.record(dossier, fill(kind, given, on, dossier.born), by=by, on=on)
    dossiers.save(after, by=by, moment=Moment(on, clock.now(), _moment().submit_key))
    return after


def look(server: Server, cookie: str, known: str = "") -> tuple[int, str]:
    response, body = server.ask(f"{SCREEN}/nu?{urlencode({'beeld': known})}", cookie=cookie)
    return response.status, body


def steer(server: Server, cookie: str, what: str, number: int = -1, **headers: str) -> tuple[int, str]:
    headers.setdefault("content_type", "application/x-www-form-urlencoded")
    form = urlencode({"doe": what, "nummer": number})
    response, body = server.ask(f"{SCREEN}/stuur", "POST", form, cookie=cookie, **headers)
    return response.status, body


def must_be_clean(body: str, *also: str) -> None:
    assert [word for word in (*NAMES, UNSHARED, *also) if word in body] == []


# Who may open it, by hand, for every role.
MAY = {
    Role.IB_ER: 200,
    Role.AANDACHTSFUNCTIONARIS: 403,
    Role.DIRECTIE: 403,
    Role.VERTROUWENSPERSOON: 403,
    Role.LEERKRACHT: 403,
    Role.BEHEERDER: 403,
    Role.FG: 403,
    Role.BESTUUR: 403,
}


def test_every_role_has_a_verdict() -> None:
    assert set(MAY) == set(Role)


@pytest.mark.parametrize(("role", "verdict"), MAY.items())
@pytest.mark.usefixtures("held")
def test_the_screen_and_the_action_list_are_for_who_walks_the_route(server: Server, role: Role, verdict: int) -> None:
    cookie = server.sign_in(role)
    for status, body in (
        look(server, cookie),
        steer(server, cookie, "agenda"),
        *((server.ask(each, cookie=cookie)[0].status, "") for each in (SCREEN, f"{SCREEN}.js", f"{SCREEN}.css", PAPER)),
    ):
        assert status == verdict
        must_be_clean(body, TEXT)
    if verdict != 200:
        assert "Beuk" not in look(server, cookie)[1] and "zitting" not in look(server, cookie)[1]


@pytest.mark.usefixtures("noor")
def test_without_a_meeting_there_is_nothing_to_see(server: Server) -> None:
    assert json.loads(look(server, server.sign_in())[1])["soort"] == "geen"


@pytest.mark.usefixtures("held")
def test_the_page_itself_is_empty_and_says_nothing_in_its_title_or_address(server: Server) -> None:
    response, body = server.ask(SCREEN, cookie=server.sign_in(), accept="text/html")
    assert response.status == 200 and response.headers["cache-control"] == "no-store"
    assert "<title>Meldroute</title>" in body and '<main id="beeld" aria-live="polite"></main>' in body
    assert "meldroute.js" not in body, "no warning of ours belongs on a screen that everybody sees"
    must_be_clean(body, TEXT, "groep")


def test_words_are_sent_while_they_are_revealed_and_neither_before_nor_after(server: Server, held: Bespreking) -> None:
    """Checks every response to the screen: before, during, hidden, and after closing."""
    cookie, dossier = server.sign_in(), held.punten[0].dossier_id
    must_be_clean(look(server, cookie)[1], TEXT)
    status, body = steer(server, cookie, "punt", 0)
    assert status == 200 and json.loads(body)["soort"] == "zaak"
    must_be_clean(body, TEXT)
    status, body = steer(server, cookie, "kaart", 0)
    shown = json.loads(body)
    assert shown["soort"] == "kaart" and TEXT in body and 0 < shown["over"] <= 30
    must_be_clean(body)
    assert TEXT in look(server, cookie)[1]
    status, body = steer(server, cookie, "verberg")
    assert json.loads(body)["soort"] == "leeg"
    must_be_clean(body, TEXT, "groep")
    must_be_clean(look(server, cookie)[1], TEXT, "groep")
    besprekingen.cancel(User(server.linde.accounts[Role.IB_ER], "linde", "Noor", Role.IB_ER))
    must_be_clean(look(server, cookie)[1], TEXT, "groep")
    with reading("linde") as connection:
        lines = [each.action for each in journal.lines(connection, "linde", limit=20) if each.dossier_id == dossier]
    assert lines[:2] == [journal.SHOWN, journal.VIEWED]


@pytest.mark.usefixtures("held")
def test_what_is_on_the_screen_already_is_not_sent_again(server: Server) -> None:
    cookie = server.sign_in()
    steer(server, cookie, "punt", 0)
    known = json.loads(look(server, cookie)[1])["beeld"]
    assert look(server, cookie, known) == (204, "")
    must_be_clean(known, TEXT, "groep")
    steer(server, cookie, "kaart", 0)
    assert look(server, cookie, known)[0] == 200


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("what", "number"), [("punt", 1), ("punt", -1), ("kaart", 0), ("kaart", 7), ("", 0), ("alles", 0)]
)
def test_what_is_not_on_the_agenda_cannot_be_asked_for(server: Server, what: str, number: int) -> None:
    """Nor can a card be shown while no case is being discussed."""
    cookie = server.sign_in()
    status, body = steer(server, cookie, what, number)
    assert status == 409
    must_be_clean(body, TEXT)
    assert json.loads(look(server, cookie)[1])["soort"] == "agenda"


def test_a_screen_of_another_meeting_changes_nothing_in_this_one(server: Server, held: Bespreking) -> None:
    cookie, kind = server.sign_in(), "application/x-www-form-urlencoded"
    for zitting, soort in (("0" * 32, "agenda"), (held.id, "leeg")):
        form = urlencode({"doe": "verberg", "zitting": zitting})
        _response, body = server.ask(f"{SCREEN}/stuur", "POST", form, cookie=cookie, content_type=kind)
        assert json.loads(body)["soort"] == json.loads(look(server, cookie)[1])["soort"] == soort


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        ({"origin": "https://elders.example"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"content_type": "application/json"}, 415),
    ],
)
def test_another_site_cannot_steer_the_screen(server: Server, headers: dict[str, str], verdict: int) -> None:
    cookie = server.sign_in()
    assert steer(server, cookie, "punt", 0, **headers)[0] == verdict
    assert json.loads(look(server, cookie)[1])["soort"] == "agenda"


def test_the_action_list_on_paper_has_code_names_and_no_word_of_a_dossier(
    server: Server, noor: User, held: Bespreking
) -> None:
    lars = Persoon(noor.id, noor.role, noor.naam)
    punt = replace(held.punten[0], acties=(Actie(f"Met {NAMES[0]} lezen", lars, clock.today()),))
    besprekingen.keep(noor, replace(held, punten=(punt,)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vastleggen, "refusal", lambda *_given: None)  # the dossier is still in stap 1
        patch.setattr("db.access.toegang._refuse_strangers", lambda *_given: None)
        besprekingen.close(noor, clock.today(), clock.now(), {noor.id: "Noor, intern begeleider"})
    response, _body = server.ask(PAPER, cookie=server.sign_in())
    assert response.headers["content-disposition"] == 'attachment; filename="actielijst.pdf"'
    paper = PdfReader(BytesIO(_paper(server)))
    text = " ".join(page.extract_text() for page in paper.pages)
    must_be_clean(text, TEXT)
    must_be_clean(str(paper.metadata), TEXT)
    with reading("linde") as connection:
        dossier = dossiers.load(connection, punt.dossier_id, "linde")
    assert dossier and f"Met {dossier.codenaam} lezen" in " ".join(text.split())


def test_the_list_is_for_who_has_just_shown_who_they_are_and_taking_it_is_a_line(server: Server, noor: User) -> None:
    cookie = server.sign_in()
    taken = _lists_taken(noor)
    assert server.ask(PAPER, cookie=cookie)[0].status == 200
    assert _lists_taken(noor) == taken + 1
    with transaction("linde") as connection:
        before = {"verified_at": clock.now() - timedelta(minutes=6)}
        connection.execute(schema.login.update().where(schema.login.c.account_id == noor.id).values(before))
    response, body = server.ask(PAPER, cookie=cookie)
    assert response.status == 403 and "Bevestig eerst" in body
    assert _lists_taken(noor) == taken + 1


def _lists_taken(user: User) -> int:
    table = schema.journal
    mine = table.c.actor == user.id, table.c.action == "actielijst opgehaald"
    with reading("linde") as connection:
        return connection.execute(select(func.count()).where(*mine)).scalar_one()


def _paper(server: Server) -> bytes:
    connection = HTTPConnection("localhost", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", PAPER, headers={"cookie": server.sign_in()})
        return connection.getresponse().read()
    finally:
        connection.close()
