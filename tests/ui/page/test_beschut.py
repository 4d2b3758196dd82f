"""Where somebody is leaves by no address of the server: every one that hands something out, asked by every role."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from starlette.routing import compile_path

from db.accounts import feed
from db.dossiers import besprekingen, vrijgave
from db.store.engine import engine, transaction
from meldcode.bespreking.bespreking import Actie, Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.papieren.inzage.passages import Voorzet, lezers
from meldcode.rollen import Role
from meldcode.vastleggingen import Betrokkene, Gezag, Signaal, VeiligInformeren, Zorggesprek
from meldcode.vragen.persoon import ELDERS, Persoon
from tests import files
from tests.architecture.screen.test_what_is_handed_out import VERDICTS
from tests.builders import after_stap
from tests.meldcode.papieren.inzage.made_up import everything_given
from tests.stored import store
from tests.ui.conftest import Server
from tests.ui.page.attached import School, address, get
from ui import clock
from ui.cijfers.uitvoer import BESTANDEN

CANARIES = ("Kanarielaan", "06 00 00 77 77", "De Kanarieschool", "Huisarts Kanarie")
# Addresses behind the guard that are not asked here: what is the same for everybody, and what only takes something in.
NOT_ASKED = {f"/leerlingbespreking/scherm{each}" for each in (".js", ".css", "/stuur")} | {"/getypt"}
# Who is around the pupil: the mother at a secret address, a brother there, and the huisarts that would give it away.
SECRET = (
    {"rol": "ouder", "naam": "Anna", "bereiken": f"{CANARIES[0]} 7, {CANARIES[1]}"},
    {"rol": "broer_zus", "naam": "Bo", "school": CANARIES[2], "bereiken": CANARIES[0]},
    {"rol": "huisarts", "naam": "Cor", "bereiken": CANARIES[3]},
    {"rol": "ouder", "naam": "Dirk", "woont": "nee", "geheim": "nee", "bereiken": f"Niet op de {CANARIES[0]}"},
)


@pytest.fixture
def school(server: Server) -> Iterator[School]:
    school = School(server, "")
    yield school
    besprekingen.cancel(school.user(Role.IB_ER))
    engine().dispose()


@pytest.fixture
def family(school: School) -> Dossier:
    """The dossier of this family, which is discussed in the team at this moment."""
    dossier = store(after_stap(1), lambda _name: school.user(Role.IB_ER))
    for each in SECRET:
        dossier = school.records(dossier, Betrokkene, Role.IB_ER, **{"geheim": "ja"} | each)
    for mens in mensen(dossier.standing)[::3]:
        dossier = school.records(dossier, Gezag, Role.IB_ER, voor=[mens.keuze.value])
    dossier = school.records(dossier, Signaal, Role.IB_ER)
    for kind in (VeiligInformeren, Zorggesprek):
        dossier = school.records(dossier, kind, Role.IB_ER, voor=[mensen(dossier.standing)[0].keuze.value])
    noor = school.user(Role.IB_ER)
    besprekingen.prepare(noor, clock.today(), clock.now())
    zitting = besprekingen.mine(noor)
    assert zitting
    todo = Actie("Anna bellen", Persoon(noor.id, Role.IB_ER, "Noor"), clock.today())
    punt = Punt(dossier.id, "Wie zag dit?", (Kaart(dossier.versie, "waarneming"),), acties=(todo,))
    held = replace(zitting.bespreking, collegas=(noor.id,), punten=(punt,), begonnen_op=clock.today())
    besprekingen.keep(noor, held)
    besprekingen.steer(noor, lambda stand: stand.turn_to("", clock.now()), clock.now())
    return dossier


def inside(body: bytes) -> str:
    """All that can be read in what was handed out: of a PDF text and metadata, of a workbook each file in it."""
    if body.startswith(b"%PDF"):
        pdf = PdfReader(BytesIO(body))
        streams = b"".join(each.get_contents().get_data() for each in pdf.pages if each.get_contents())
        told = [*(page.extract_text() for page in pdf.pages), str(pdf.metadata), str(pdf.outline)]
        return " ".join(" ".join([*told, streams.decode("latin-1")]).split())
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as book:
            return " ".join(book.read(each).decode("utf-8", "replace") for each in book.namelist())
    return body.decode("utf-8", "replace")


def _reads_all(family: Dossier, school: School) -> int:
    """Let the ib-er read everything for the father, and give all of it; return for whom that is."""
    dirk = lezers(family, clock.today())[1]
    keuzen = everything_given(Voorzet(family, dirk, clock.today()))
    vrijgave.keep_for_inzage(school.user(Role.IB_ER), family.id, dirk.nummer, keuzen, clock.now())
    return dirk.nummer


def test_no_address_hands_out_where_somebody_is_whoever_asks(school: School, family: Dossier) -> None:
    family, photo = school.attaches(family, files.from_a_phone(), Role.IB_ER)
    with transaction("linde") as connection:
        token = feed.make(connection, school.user(Role.IB_ER).id, clock.now())
    anna, talk = mensen(family.standing)[0].nummer, family.of(Zorggesprek)[0].nummer
    asked = {
        address(family, photo),
        f"/papier/{family.id}/leidraad.pdf?gesprek=zorg&met={anna}",
        f"/papier/{family.id}/brief.docx?welke=gesprek-{talk}-{anna}&taal=b1",
        f"/papier/{family.id}/inzage.pdf?voor={_reads_all(family, school)}",
        *(f"/papier/{family.id}/{each}.pdf" for each in ("dossier", "belkaart", "nota", "besprekingsblad")),
        f"/directie/{family.id}/nota.pdf",
        f"/overdragen/lijst.pdf?van={school.user(Role.IB_ER).id}",
        "/belkaart.pdf",
        *("/meldcode.pdf", "/privacy.pdf", "/handleiding/ib_er-start.jpeg"),
        *(f"/leerlingbespreking/{each}" for each in ("scherm", "scherm/nu", "actielijst")),
        *(f"/cijfers/{each.naam}.{kind}" for each in BESTANDEN.values() for kind in each.soorten),
        f"/agenda/{token}.ics",
        f"/?dossier={family.id}",
        *(f"/{each}?dossier={family.id}" for each in ("om-de-leerling-heen", "inzage-geven")),
    }
    # Of this family there is none of these; what a melding says is looked through in tests/papers/test_melding.py.
    none = {f"/papier/{family.id}/{each}.pdf" for each in ("melding", "losblad")} | {f"/verklaring/{family.id}.pdf"}
    none |= {"/oefenen/bewijs.pdf"}  # this is no practice school
    asked |= none
    paths = {each.partition("?")[0] for each in asked}
    left = {path for path in VERDICTS if not any(compile_path(path)[0].fullmatch(each) for each in paths)}
    assert left == NOT_ASKED, "a new address that hands something out is asked here too"
    handed, leaks = dict[str, str](), list[str]()
    for role in Role:
        cookie = school.cookie(role)
        for path in sorted(asked):
            found = get(school.server, path, cookie)
            said = inside(found.body) + str(found.headers)
            leaks += [f"{role}: {path}: {each}" for each in CANARIES if each in said]
            if found.status == 200:
                handed[path] = said
    assert leaks == []
    assert set(handed) == asked - none, "each is handed to somebody, so that it was looked into"
    file = handed[f"/papier/{family.id}/dossier.pdf"]
    assert "Anna" in file and file.count(ELDERS) >= 4, "the people are in the file, and say that it stands elsewhere"
