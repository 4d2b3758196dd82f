"""The page for handing over: everything that waits for one colleague, listed, to another who can do it."""

from sqlalchemy import update

from db import schema
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.vastleggingen import Afspraak, Overdracht
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, record
from tests.cast import DICK, MIRJAM, NOOR, SCHOOL, VERA
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import headings


def hands_over(person: Person, van: str, naar: str, reden: RedenOverdracht = RedenOverdracht.AFWEZIG) -> None:
    person.opens("overdragen.py")
    next(each for each in person.app.selectbox if str(each.key).startswith("overdragen/van/")).set_value(van)
    person.refreshes()
    next(each for each in person.app.selectbox if str(each.key).startswith(f"overdragen/naar/{van}/")).set_value(
        _person(naar)
    )
    next(each for each in person.app.radio if str(each.key).startswith("overdragen/reden/")).set_value(reden)
    person.presses("Alles overdragen")


def _person(account_id: str):  # type: ignore[no-untyped-def]
    from db.access import toegang

    with reading(SCHOOL) as connection:
        return next(each for each in toegang.colleagues(connection, SCHOOL) if each.id == account_id)


def test_everything_of_a_colleague_goes_to_another_with_a_list(school: School) -> None:
    both = [school.keeps(after_stap(1)), school.keeps(record(in_opvolging("5a"), Afspraak, wie=written(NOOR)))]
    noor = school.comes(NOOR)
    noor.opens("overdragen.py")
    for dossier in both:
        assert f"{dossier.codenaam}," in noor.reads()
    hands_over(noor, "noor", "mirjam")
    assert noor.is_told() == ["Overgedragen aan Mirjam Kok: 2 dossiers."]
    assert "Om 11:00 uur. Het staat nu op de startpagina van Mirjam Kok." in noor.reads()
    assert all(school.reads(each).of(Overdracht) for each in both)
    assert "Te laat" not in headings(school.comes(NOOR))
    school.days_pass(30)
    assert "Te laat" in headings(school.comes(MIRJAM))
    rows = [str(each.key) for each in school.comes(NOOR).app.button if str(each.key).startswith("wacht/")]
    assert len(rows) == 2 and all("afgegeven-" in each for each in rows), "only that the other did not sign yet"


def test_of_who_is_blocked_it_is_said_and_asked_and_the_directie_hands_it_over(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == "noor").values(active=False))
    asked = "Er wacht nog iets op Noor van Dalen, en die kan het niet meer doen. Wie neemt het over?"
    assert asked in school.comes(MIRJAM).reads()
    dick = school.comes(DICK)
    assert asked in dick.reads()
    hands_over(dick, "noor", "mirjam", RedenOverdracht.WEG)
    assert "Sem" not in dick.reads()
    assert asked not in school.comes(DICK).reads() and asked not in school.comes(MIRJAM).reads()
    assert school.reads(dossier).of(Overdracht)[0].by == "dick"


def test_what_cannot_go_to_this_colleague_stays_and_is_named(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    noor = school.comes(NOOR)
    hands_over(noor, "noor", "vera")
    (said,) = noor.is_told()
    assert said.startswith(f"Overgedragen aan Vera Osei: 0 dossiers. Niet gelukt in {dossier.codenaam}: ")
    assert not school.reads(dossier).of(Overdracht)


def test_pressed_without_a_choice_nothing_is_handed_over(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    noor = school.comes(NOOR)
    noor.opens("overdragen.py")
    noor.presses("Alles overdragen")
    assert noor.is_refused() == ["Aan wie? – Kies een collega.", "Waarom? – Kies een antwoord."]
    assert not school.reads(dossier).of(Overdracht)


def test_vera_has_no_page_to_hand_over(school: School) -> None:
    assert not school.comes(VERA).has_in_menu("overdragen.py")
