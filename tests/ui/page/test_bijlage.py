"""The address of an attachment (ADR 9): it opens for those who may read its record; for others it does not exist."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from db import schema
from db.accounts import accounts
from db.accounts.passwords import PasswordHash
from db.dossiers import bijlagen
from db.journal import journal, seals
from db.journal.journal import Entry
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, transaction
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afscherming, IntrekkenUitnodiging, Inzage, OpheffenAfscherming, Uitnodiging
from tests import files
from tests.ui.conftest import Server
from tests.ui.page.attached import School, address, get
from ui import clock

NOT_THERE = (404, b"Deze bijlage is er niet.")
LETTER = files.pdf()
ROLES = tuple(Role)
WALK = {Role.IB_ER, Role.AANDACHTSFUNCTIONARIS}


@pytest.fixture(scope="module")
def stranger(_server: Server, hashed: PasswordHash) -> str:
    """A second school on the same server, with its own ib-er."""
    with pytest.MonkeyPatch.context() as patch:
        _server.is_seen_by(patch)
        with transaction(EVERY_SCHOOL) as connection:
            row = {"id": "wilg", "naam": "De Wilg", "oefenschool": False, "laatste_nummer": 0}
            connection.execute(schema.school.insert().values(row))
            schools.ask_second_factor(connection, "wilg", Role.IB_ER, False)
            account_id = accounts.create_account(
                connection,
                school_id="wilg",
                naam="Sara",
                email="sara@wilg.example",
                role=Role.IB_ER,
                password=hashed,
                now=clock.now(),
            )
        engine().dispose()
    return account_id


@pytest.fixture
def school(server: Server, stranger: str) -> Iterator[School]:
    yield School(server, stranger)
    engine().dispose()


# What it answers


def test_a_photo_is_shown_as_what_it_is_and_kept_by_no_cache(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), files.from_a_phone(), Role.IB_ER)
    found = get(school.server, address(dossier, file), school.cookie(Role.IB_ER))
    assert found.status == 200 and found.body.startswith(b"\xff\xd8\xff") and len(found.body) == file.size
    assert found.headers["content-type"] == "image/jpeg" and found.headers["content-disposition"] == "inline"
    assert found.headers["cache-control"] == "no-store" and found.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert files.CANARY.encode() not in found.body


def test_a_letter_is_downloaded_under_a_name_that_says_nothing(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    found = get(school.server, address(dossier, file), school.cookie(Role.IB_ER))
    assert found.said == (200, LETTER) and found.headers["content-type"] == "application/pdf"
    assert found.headers["content-disposition"] == 'attachment; filename="bijlage.pdf"'
    assert found.headers["cache-control"] == "no-store" and found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.from_a_phone(), "origineel.jpg"),
        (files.png(), "origineel.png"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1", "origineel.heic"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1", "origineel.avif"),
        (b"<script>alert(1)</script>", "origineel.bin"),
    ],
    ids=["jpg", "png", "heic", "avif", "anything"],
)
def test_an_original_is_only_downloaded_to_the_byte_and_never_opened(school: School, content: bytes, name: str) -> None:
    dossier = school.opens(Role.IB_ER)
    file = school.keeps_as_brought(dossier, content, Role.IB_ER)
    found = get(school.server, address(dossier, file), school.cookie(Role.IB_ER))
    assert found.said == (200, content) and found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert found.headers["cache-control"] == "no-store" and found.headers["x-content-type-options"] == "nosniff"
    assert school.views(file) == [school.user(Role.IB_ER).id]
    assert get(school.server, address(dossier, file), school.cookie(Role.VERTROUWENSPERSOON)).status == 404


# For whom


def test_without_a_session_the_gate_stays_shut(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    for cookie in ("", "meldroute=invented", "x-mc-session=1"):
        found = get(school.server, address(dossier, file), cookie)
        assert found.said == (401, b"Niet ingelogd.")
    assert school.views(file) == []


@pytest.mark.parametrize(
    ("by", "readers"),
    [(Role.IB_ER, WALK), (Role.LEERKRACHT, WALK | {Role.LEERKRACHT})],
    ids=["of the ib-er", "of the leerkracht"],
)
def test_each_role_reads_only_what_it_may(school: School, by: Role, readers: set[Role]) -> None:
    """R8."""
    dossier, file = school.attaches(school.opens(Role.LEERKRACHT), LETTER, by)
    for role in ROLES:
        found = get(school.server, address(dossier, file), school.cookie(role))
        assert found.said == ((200, LETTER) if role in readers else NOT_THERE), role
    assert set(school.views(file)) == {school.user(role).id for role in readers}


def test_it_is_read_by_whom_the_dossier_is_read(school: School) -> None:
    """Invited and no longer, looking into with a reason, shut out, substitute: each counts at the next request."""
    cookies = {role: school.cookie(role) for role in ROLES}

    def readers() -> set[Role]:
        found = {role: get(school.server, address(dossier, file), cookies[role]).said for role in ROLES}
        assert set(found.values()) <= {(200, LETTER), NOT_THERE}
        return {role for role, said in found.items() if said == (200, LETTER)}

    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    assert readers() == WALK
    until = f"{clock.today() + timedelta(days=2):%d-%m-%Y}"
    dossier = school.records(dossier, Uitnodiging, Role.IB_ER, wie=school.written(Role.LEERKRACHT), tot=until)
    assert readers() == WALK | {Role.LEERKRACHT}
    dossier = school.records(dossier, IntrekkenUitnodiging, Role.IB_ER, wie=school.written(Role.LEERKRACHT))
    assert readers() == WALK
    dossier = school.records(dossier, Inzage, Role.DIRECTIE)
    assert readers() == WALK | {Role.DIRECTIE}
    deputy = school.written(Role.VERTROUWENSPERSOON)
    shut_out = school.written(Role.IB_ER)
    dossier = school.records(dossier, Afscherming, Role.DIRECTIE, afgeschermd=shut_out, vervanger=deputy)
    assert readers() == {Role.AANDACHTSFUNCTIONARIS, Role.VERTROUWENSPERSOON, Role.DIRECTIE}
    school.records(dossier, OpheffenAfscherming, Role.VERTROUWENSPERSOON, wie=shut_out)
    assert readers() == WALK | {Role.DIRECTIE}


def test_a_file_that_is_only_chosen_is_for_who_chose_it(school: School) -> None:
    dossier = school.opens(Role.LEERKRACHT)
    file = school.chooses(dossier, LETTER, Role.LEERKRACHT)
    assert get(school.server, address(dossier, file), school.cookie(Role.LEERKRACHT)).said == (200, LETTER)
    assert get(school.server, address(dossier, file), school.cookie(Role.IB_ER)).said == NOT_THERE


def test_another_school_gets_the_answer_of_what_does_not_exist(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    theirs = get(school.server, address(dossier, file), school.cookie(school.stranger))
    nothing = get(school.server, f"/bijlage/{'0' * 32}/{'0' * 32}", school.cookie(school.stranger))
    assert theirs.said == nothing.said == NOT_THERE
    assert set(theirs.headers) == set(nothing.headers)


@pytest.mark.parametrize("path", ["/bijlage/{mine}/{file}", "/bijlage/{file}/{mine}", "/bijlage/x/{file}"])
def test_a_file_is_found_by_its_own_dossier_only(school: School, path: str) -> None:
    mine = school.opens(Role.IB_ER)
    _, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    found = get(school.server, path.format(mine=mine.id, file=file.id), school.cookie(Role.IB_ER))
    assert found.said == NOT_THERE and school.views(file) == []


@pytest.mark.parametrize(
    "path", ["/bijlage/%2e%2e/{id}", "/bijlage/'%20OR%201=1%20--/x", "/bijlage/{id}/%00", "/bijlage/{id}/%c3%a9"]
)
def test_an_address_that_is_none_is_answered_as_nothing(school: School, path: str) -> None:
    dossier = school.opens(Role.IB_ER)
    assert get(school.server, path.format(id=dossier.id), school.cookie(Role.IB_ER)).status in (400, 404)


def test_nothing_can_be_sent_there(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    cookie = school.cookie(Role.IB_ER)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert get(school.server, address(dossier, file), cookie, method).status == 405
    assert get(school.server, address(dossier, file), cookie).said == (200, LETTER)


def test_a_blocked_account_gets_nothing_from_the_next_request_on(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.LEERKRACHT), LETTER, Role.LEERKRACHT)
    cookie, account = school.cookie(Role.LEERKRACHT), school.user(Role.LEERKRACHT).id
    assert get(school.server, address(dossier, file), cookie).said == (200, LETTER)
    with transaction(EVERY_SCHOOL) as connection:
        accounts.set_active(connection, account, False, "linde")
    try:
        assert get(school.server, address(dossier, file), cookie).said == (401, b"Niet ingelogd.")
    finally:
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, account, True, "linde")


def test_a_destroyed_dossier_has_no_files_any_more(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    with transaction(EVERY_SCHOOL) as connection:
        seals.touch(connection, "linde", seals.DOSSIER, [dossier.id])
        table, gone = schema.dossier, Entry("", journal.DESTROYED, clock.now(), dossier.id)
        connection.execute(table.update().where(table.c.id == dossier.id).values(fase=Fase.VERNIETIGD))
        bijlagen.destroy(connection, dossier.id)
        connection.execute(schema.vastlegging.delete().where(schema.vastlegging.c.dossier_id == dossier.id))
        journal.append(connection, "linde", gone)
    assert get(school.server, address(dossier, file), school.cookie(Role.IB_ER)).said == NOT_THERE


def test_a_damaged_file_is_said_to_be_so_and_not_shown(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    file = school.chooses(dossier, LETTER, Role.IB_ER)
    table = schema.bijlage
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(table.update().where(table.c.id == file.id).values(content=b"\x01" * 60))
    found = get(school.server, address(dossier, file), school.cookie(Role.IB_ER))
    assert found.status == 500 and b"beschadigd" in found.body and school.views(file) == []


def test_looking_is_noted_once_for_each_time_one_signed_in(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    mine = school.user(Role.IB_ER).id
    for times in (1, 2):
        cookie = school.cookie(Role.IB_ER)
        for _ in range(3):
            assert get(school.server, address(dossier, file), cookie).status == 200
        assert school.views(file) == [mine] * times
    assert journal.verify("linde") is None


def test_asking_for_a_file_of_somebody_elses_dossier_is_noted_once_for_each_time_one_signed_in(school: School) -> None:
    dossier, file = school.attaches(school.opens(Role.IB_ER), LETTER, Role.IB_ER)
    lars = school.user(Role.LEERKRACHT).id
    for times in (1, 2):
        cookie = school.cookie(Role.LEERKRACHT)
        for path in (address(dossier, file), address(dossier, file), f"/bijlage/{dossier.id}/{'0' * 32}"):
            assert get(school.server, path, cookie).said == NOT_THERE
        assert school.noted(journal.DOSSIER_REFUSED, dossier.id) == [lars] * times
    assert get(school.server, f"/bijlage/{dossier.id}/{'0' * 32}", school.cookie(Role.IB_ER)).said == NOT_THERE
    assert school.noted(journal.DOSSIER_REFUSED, dossier.id) == [lars] * 2, "it is hers, but there is no such file"
    assert school.views(file) == [] and journal.verify("linde") is None
