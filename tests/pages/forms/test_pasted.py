"""Text pasted from elsewhere: wherever it is stored it is made even first, and the person is told once (ADR 49)."""

from collections.abc import Callable

import pytest
from sqlalchemy import LargeBinary, String

from db import schema
from db.accounts import accounts
from db.dossiers import besprekingen, dossiers
from db.school import kalender, schools
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.vastleggingen import Opening, Signaal, Weging
from meldcode.vastleggingen.stap_2 import Grond
from tests.answers import answers
from tests.builders import after_stap, fitting, opened
from tests.cast import NOOR, SCHOOL
from tests.inputs.teksten import FAMILY, teksten
from tests.pages.beheer.accounts import adds
from tests.pages.bespreking.table import agrees, case, prepares, sets, turns_to, widget
from tests.pages.person import Person
from tests.pages.school import School

TOLD = "Uit de geplakte tekst zijn onzichtbare tekens weggehaald. Verder staat er wat u plakte."
FROM_WORD = next(teksten())
PASTED, LINE = "Bij\xa0het\x0bhe\u200bk, e\u0301\xade\u0301n keer", "Bij het hek, één keer"
LINES = "Bij het\nhek, één keer"


def times_told(person: Person) -> int:
    return person.reads().count(TOLD)


def test_a_report_out_of_word_is_recorded_as_it_reads(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal, waarneming=FROM_WORD.pasted, plaats=PASTED))
    assert noor.is_told() == ["Vastgelegd: Signaal."] and times_told(noor) == 1
    signaal = school.last(dossier, Signaal)
    assert signaal.waarde("waarneming") == signaal.tekst("waarneming") == FROM_WORD.kept
    assert signaal.waarde("plaats") == LINE
    noor.refreshes()
    assert times_told(noor) == 0, "it is said once"
    noor.opens("dossier.py")
    assert FROM_WORD.kept in [each.value for each in noor.app.text]


def test_before_it_is_recorded_what_was_pasted_stays_in_the_field_to_the_letter(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.answers(Signaal, answers(Signaal, waarneming=FROM_WORD.pasted))
    assert noor.typed(Signaal, "waarneming") == FROM_WORD.pasted
    assert school.concept(NOOR, noor.dossier, Signaal)["waarneming"] == FROM_WORD.pasted
    assert times_told(noor) == 0


def test_breaks_and_spaces_of_another_kind_are_nothing_to_be_told_about(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal, waarneming="Maandag\x0bdinsdag.\r\nDag\tWat\xa0was er?"))
    assert noor.is_told() == ["Vastgelegd: Signaal."] and times_told(noor) == 0
    assert school.last(dossier, Signaal).waarde("waarneming") == "Maandag\ndinsdag.\nDag\tWat was er?"


def test_so_is_the_name_of_a_pupil(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(
        Opening, answers(Opening, naam="Se\u00adm\xa0S\u0327ahin", groep="6\u200b", roepnamen=f"Semmie {FAMILY}")
    )
    noor.presses("Vastleggen")
    assert times_told(noor) == 1
    with reading(EVERY_SCHOOL) as connection:
        (dossier_id,) = connection.scalars(schema.dossier.select().with_only_columns(schema.dossier.c.id))
        dossier = dossiers.load(connection, dossier_id, SCHOOL)
    assert dossier
    assert (dossier.leerling("naam"), dossier.groep) == ("Sem Şahin", "6")
    assert dossier.leerling("roepnamen") == f"Semmie {FAMILY}"


def test_emoji_and_a_hundred_thousand_of_them_are_text(school: School, noor: Person) -> None:
    dossier, text = school.keeps(opened()), "😢" * 100_000
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal, waarneming=text))
    assert school.last(dossier, Signaal).waarde("waarneming") == text and times_told(noor) == 0


# What is stored besides records


def at_a_meeting(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier, question=PASTED)
    sets(noor, "text_area", "/gasten", "Joke\xa0Smit,\u200b wijkteam\x0bAn de Wit\u00ad, logopedist")
    sets(noor, "radio", "/grond", Grond.INSTEMMING)
    sets(noor, "text_input", "/toelichting", PASTED)
    assert times_told(noor) == 3, "below each of the three fields"
    stored = besprekingen.mine(NOOR)
    assert stored and stored.bespreking.gasten == ("Joke Smit, wijkteam", "An de Wit, logopedist")
    punt = stored.bespreking.punten[0]
    assert (punt.vraag, punt.toelichting) == (LINES, LINES)
    noor.presses("Bespreking beginnen")
    turns_to(noor, dossier)
    agrees(noor, wat=PASTED)
    assert noor.is_told() == ["Opgenomen."] and times_told(noor) == 1
    stored = besprekingen.mine(NOOR)
    assert stored and [each.wat for each in stored.bespreking.punten[0].acties] == [LINE]


def test_so_is_what_is_prepared_and_agreed_at_a_meeting(school: School, noor: Person) -> None:
    at_a_meeting(school, noor)


def test_so_is_why_nobody_does_anything(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier)
    noor.presses("Bespreking beginnen")
    turns_to(noor, dossier)
    widget(noor, "toggle", "/geen").set_value(True)
    noor.refreshes()
    widget(noor, "text_area", "/omdat").set_value(PASTED)
    noor.presses("Opnemen")
    assert times_told(noor) == 1
    stored = besprekingen.mine(NOOR)
    assert stored and stored.bespreking.punten[0].geen_actie == LINES


def an_account(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    adds(bea, naam="Jo\u00adke\xa0Smit\u200b", email="\u200bjoke@oefenschool.example\u2028")
    assert times_told(bea) == 1
    with reading(EVERY_SCHOOL) as connection:
        found = {each.naam: each.email for each in accounts.list_accounts(connection, SCHOOL)}
    assert found["Joke Smit"] == "joke@oefenschool.example"


def an_extension(school: School, noor: Person) -> None:
    noor.opens("account.py")
    noor.app.text_input(key="account/toestel").set_value("020\u2011123\xa045\u200b67")
    noor.presses("Bewaren")
    with reading(EVERY_SCHOOL) as connection:
        assert accounts.toestel_of(connection, NOOR.id) == "020-123 4567"


def free_days(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    for naam, typed in {"naam": "Stu\u00addie\x0bdag\u200b", "van": "wo\xa011\u201111\u20112026", "tot": ""}.items():
        bea.app.text_input(key=f"vrij/{naam}").set_value(typed)
    bea.presses("Invoeren")
    assert times_told(bea) == 1
    with reading(SCHOOL) as connection:
        assert [each.naam for each in kalender.kalender(connection, SCHOOL).vrij] == ["Studie dag"]


def free_days_of_a_group(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    typed = {"naam": "Klein\u00aders\x0bvrij", "van": "11-11-2026", "tot": "", "groepen": "1\u200b,\xa0Plus\u00adklas"}
    for naam, text in typed.items():
        bea.app.text_input(key=f"vrij/{naam}").set_value(text)
    bea.presses("Invoeren")
    assert times_told(bea) == 1
    with reading(SCHOOL) as connection:
        assert [(each.naam, each.groepen) for each in kalender.kalender(connection, SCHOOL).vrij] == [
            ("Kleiners vrij", ("1", "Plusklas"))
        ]


def own_words(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    widget(bea, "text_input", "/veilig_thuis/naam").set_value("Veilig\xa0Thuis\u200b Hi\u00ader")
    widget(bea, "text_input", "/veilig_thuis/nummer").set_value("030\u2013000\xa000\u200b00")
    bea.presses("Woorden en afspraken bewaren")
    assert times_told(bea) == 1
    with reading(SCHOOL) as connection:
        kept = schools.eigen(connection, SCHOOL)
    assert kept.of("veilig_thuis/naam", "") == "Veilig Thuis Hier"
    assert kept.of("veilig_thuis/nummer", "") == "030-000 0000"


@pytest.mark.parametrize("way", [an_account, free_days, free_days_of_a_group, own_words])
def test_so_is_what_is_filled_in_in_beheer(school: School, bea: Person, way: Callable[[School, Person], None]) -> None:
    way(school, bea)


def test_so_is_an_extension(school: School, noor: Person) -> None:
    an_extension(school, noor)


def test_so_is_the_line_about_what_is_weighed(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(3))
    given = fitting(dossier, Weging)
    given["meegewogen"] = [
        each.replace("Hij is bang om mee naar huis te gaan.", PASTED) for each in given["meegewogen"]
    ]
    assert PASTED in str(given["meegewogen"][0])
    noor.opens("stap_4_wegen.py", dossier)
    noor.answers(Weging, given)
    noor.presses("Vastleggen")
    assert times_told(noor) == 1
    weging = school.last(dossier, Weging)
    assert f": {LINE}" in weging.tekst("meegewogen")


# Of every column that holds text: what was typed or pasted, and who tries it; nothing typed in all others.
TRIED = {
    "vastlegging.content": test_a_report_out_of_word_is_recorded_as_it_reads,
    "agendapunt.content": at_a_meeting,
    "deelnemer.gast": at_a_meeting,
    "account.naam": an_account,
    "account.email": an_account,
    "account.toestel": an_extension,
    "vrij.naam": free_days,
    "vrij_groep.naam": free_days_of_a_group,
    "vrij_groep.groep": free_days_of_a_group,
    "eigen.gekozen": own_words,
    "geheim.content": "tests/pages/inrichten/test_inrichten.py",
    "concept.content": test_before_it_is_recorded_what_was_pasted_stays_in_the_field_to_the_letter,
    "leerlingenlijst.content": "tests/db/brought/test_leerlingen.py",
    "school.naam": "tests/db/test_command_line.py",
}
NOTHING_TYPED = """
    throttle.name account.password_hash account.role nevenrol.role login.role first_code.code_hash journal.action
    journal.digest journal.mac journal.stand setting.naam statistiek.figuur statistiek.groep termijn.naam concept.soort
    dossier.codenaam dossier.fase feed.token_hash half_login.token_hash identity.issuer identity.subject
    link.code_hash login.token_hash mail.soort mail.sleutel mail.problem recovery_code.code_hash
    second_factor.secret second_factor.proposed gezien.rol toegang.soort vastlegging.soort
    vastlegging.submit_key verloop_fase.fase verloop_merk.soort verloop_merk.waarde verloop_wacht.sleutel
    verloop_wacht.soort verloop_wacht.owner_role vernietiging.grond vernietiging.bewijs verplichting.sleutel
    verplichting.soort verplichting.owner_role verplichting.termijn bijlage.concept bijlage.soort bijlage.content
    verwant.band gedaan.werk geheim.naam
"""
_AN_ID = 32  # characters


def test_every_column_with_text_has_a_verdict() -> None:
    """A new one belongs in ``TRIED`` with a test that pastes into it, or among those in which nobody types."""
    columns = {
        f"{table.name}.{column.name}"
        for table in schema.school.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | LargeBinary)
        and not column.foreign_keys
        and getattr(column.type, "length", 0) != _AN_ID
    }
    nothing_typed = set(NOTHING_TYPED.split())
    assert columns == {*TRIED, *nothing_typed}
    assert not {*TRIED} & nothing_typed
