"""The address of the file of a dossier: for who walks its route and has just shown who they are; each is a line."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import update

from db import schema
from db.dossiers import papieren
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.upkeep import verification
from meldcode.rollen import Role
from meldcode.vastleggingen import (
    Afscherming,
    Melding,
    OpheffenAfscherming,
    Signaal,
    VeiligInformeren,
    Zorggesprek,
)
from tests import files
from tests.builders import after_stap, decided, record
from tests.papers.read import heard
from tests.stored import store
from tests.ui.conftest import Server
from tests.ui.page.attached import School, get
from ui import clock

NOT_THERE = (404, b"Dit papier is er niet.")


@pytest.fixture
def school(server: Server) -> Iterator[School]:
    yield School(server, "")
    engine().dispose()


def address(dossier_id: str) -> str:
    return f"/papier/{dossier_id}/dossier.pdf"


def test_the_file_is_handed_to_who_walks_the_route_alone_and_can_be_verified(school: School) -> None:
    dossier, _bestand = school.attaches(school.opens(Role.IB_ER), files.from_a_phone(), Role.IB_ER)
    for role in Role:
        found = get(school.server, address(dossier.id), school.cookie(role))
        assert found.said == NOT_THERE if role.acts_as is not Role.IB_ER else found.status == 200, role
    found = get(school.server, address(dossier.id), school.cookie(Role.IB_ER))
    assert found.headers["content-disposition"] == 'attachment; filename="dossier.pdf"'
    assert found.headers["content-type"] == "application/pdf" and found.headers["cache-control"] == "no-store"
    assert f"Dossier {dossier.codenaam}" in heard(found.body) and b"/DCTDecode" in found.body
    with reading(EVERY_SCHOOL) as connection:
        lines = papieren.of_dossier(connection, dossier.id, "linde")
    assert [each.by for each in lines] == [
        school.user(role).id for role in (Role.IB_ER, Role.AANDACHTSFUNCTIONARIS, Role.IB_ER)
    ][::-1]
    assert verification.of_paper("linde", found.body).is_goed
    assert not verification.of_paper("linde", found.body + b" ").is_known


def test_nobody_gets_one_without_having_just_shown_who_they_are(school: School) -> None:
    dossier, cookie = school.opens(Role.IB_ER), school.cookie(Role.IB_ER)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.login).values(verified_at=clock.now() - timedelta(minutes=6)))
    found = get(school.server, address(dossier.id), cookie)
    assert found.status == 403 and b"Bevestig eerst" in found.body
    assert school.noted(journal.PAPER_MADE, papieren.written("dossier", 1)) == []


def test_who_is_shut_out_gets_what_does_not_exist_and_it_is_a_line(school: School) -> None:
    dossier, cookie = school.opens(Role.VERTROUWENSPERSOON), school.cookie(Role.IB_ER)
    deputy, out = school.written(Role.VERTROUWENSPERSOON), school.written(Role.IB_ER)
    shut = school.records(dossier, Afscherming, Role.DIRECTIE, afgeschermd=out, vervanger=deputy)
    assert get(school.server, address(dossier.id), cookie).said == NOT_THERE
    assert get(school.server, address("0" * 32), cookie).said == NOT_THERE
    assert school.noted(journal.DOSSIER_REFUSED, dossier.id) == [school.user(Role.IB_ER).id]
    assert get(school.server, address(dossier.id), school.cookie(Role.VERTROUWENSPERSOON)).status == 200
    school.records(shut, OpheffenAfscherming, Role.VERTROUWENSPERSOON, wie=out)  # for whoever asks this school next


def test_the_guide_has_what_was_ticked_and_is_a_line_and_anything_else_is_not_there(school: School) -> None:
    dossier, cookie = school.opens(Role.IB_ER), school.cookie(Role.IB_ER)
    school.records(dossier, Signaal, Role.IB_ER, waarneming="Stond alleen bij het hek.")
    at = f"/papier/{dossier.id}/leidraad.pdf?"
    found = get(school.server, f"{at}gesprek=zorg&met=0&op=04-12-2026&deel=2.waarneming", cookie)
    said = heard(found.body)
    assert "Stond alleen bij het hek." in said and "vr 4 december 2026" in " ".join(said)
    assert found.headers["content-disposition"] == 'attachment; filename="leidraad.pdf"'
    assert "Stond alleen bij het hek." not in heard(get(school.server, f"{at}gesprek=formeel&met=0", cookie).body)
    assert school.noted(journal.PAPER_MADE, papieren.written("leidraad", 2)) == [school.user(Role.IB_ER).id] * 2
    for wrong in ("", "gesprek=zorg", "gesprek=x&met=0", "gesprek=zorg&met=9", "gesprek=zorg&met=0&op=32-1-2026"):
        assert get(school.server, at + wrong, cookie).said == NOT_THERE, wrong
    for ref in ("3.waarneming", "2.interpretatie", "1.naam", "2.waarneming&deel=x"):
        assert get(school.server, f"{at}gesprek=zorg&met=0&deel={ref}", cookie).said == NOT_THERE, ref
    assert get(school.server, f"{at}gesprek=zorg&met=0", school.cookie(Role.LEERKRACHT)).said == NOT_THERE


def test_a_letter_is_word_a_line_and_only_what_can_be_written(school: School) -> None:
    dossier = store(record(after_stap(1), VeiligInformeren), lambda _name: school.user(Role.IB_ER))
    at, cookie = f"/papier/{dossier.id}/brief.docx?welke=", school.cookie(Role.IB_ER)
    assert get(school.server, f"{at}gesprek-{dossier.versie + 1}-0&taal=b1", cookie).said == NOT_THERE
    dossier = school.records(dossier, Zorggesprek, Role.IB_ER, gedeeld="Dat hij schrikt van geluid.")
    ref = f"gesprek-{dossier.versie}-0"
    found = get(school.server, f"{at}{ref}&taal=a2", cookie)
    assert "Dat hij schrikt van geluid." in [each.text for each in Document(BytesIO(found.body)).paragraphs]
    assert found.headers["content-disposition"] == 'attachment; filename="brief.docx"'
    assert school.noted(journal.PAPER_MADE, papieren.written("brief", dossier.versie)) == [school.user(Role.IB_ER).id]
    for wrong in ("", ref, f"{ref}&taal=x", f"{ref}9&taal=b1", "hulp-1-0&taal=b1"):
        assert get(school.server, at + wrong, cookie).said == NOT_THERE, wrong


def test_the_melding_is_a_line_and_has_no_fact_that_was_left_out_and_no_loose_text(school: School) -> None:
    dossier, cookie = store(decided("5b"), lambda _name: school.user(Role.IB_ER)), school.cookie(Role.IB_ER)
    at = f"/papier/{dossier.id}/"
    dossier = school.records(dossier, Melding, Role.IB_ER, niet_zien="Dat moeder belde.")
    found = get(school.server, f"{at}melding.pdf", cookie)
    said = heard(found.body)
    assert "Sem kroop weg achter de fietsen toen de auto van zijn vader voorreed." in said
    assert "Dat moeder belde." not in said and school.user(Role.IB_ER).naam in " ".join(said)
    assert found.headers["content-disposition"] == 'attachment; filename="melding.pdf"'
    less = get(school.server, f"{at}melding.pdf?zonder=2&zonder=x&mee=999", cookie)
    assert "kroop weg" not in " ".join(heard(less.body))
    assert heard(get(school.server, f"{at}losblad.pdf", cookie).body)[-1] == "Dat moeder belde."
    assert (
        school.noted(journal.PAPER_MADE, papieren.written("melding", dossier.versie))
        == [school.user(Role.IB_ER).id] * 2
    )
    other = school.opens(Role.IB_ER)
    for wrong in (f"/papier/{other.id}/melding.pdf", f"/papier/{other.id}/losblad.pdf"):
        assert get(school.server, wrong, cookie).said == NOT_THERE, wrong
    assert get(school.server, f"{at}melding.pdf", school.cookie(Role.LEERKRACHT)).said == NOT_THERE


def test_what_stays_inside_the_school_is_for_who_writes_it_and_the_note_for_the_directie_too(school: School) -> None:
    dossier = store(after_stap(2), lambda _name: school.user(Role.IB_ER))
    note, sheet = f"/papier/{dossier.id}/nota.pdf", f"/papier/{dossier.id}/besprekingsblad.pdf"
    read = f"/directie/{dossier.id}/nota.pdf"
    for role in Role:
        cookie = school.cookie(role)
        for address in (note, sheet):
            found = get(school.server, address, cookie)
            assert found.said == NOT_THERE if role.acts_as is not Role.IB_ER else found.status == 200, (role, address)
        assert (get(school.server, read, cookie).status == 200) is (role is Role.DIRECTIE), role
    said = heard(get(school.server, read, school.cookie(Role.DIRECTIE)).body)
    assert any(each.endswith("stap 2 is afgerond. De zorg blijft.") for each in said)
    assert "Sem" not in " ".join(said)
    empty = school.opens(Role.IB_ER)
    assert get(school.server, f"/directie/{empty.id}/nota.pdf", school.cookie(Role.DIRECTIE)).said == NOT_THERE
