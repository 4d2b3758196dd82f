"""A list of dossiers changes hands: the taker signs for it, and until then giver and directie see that it waits."""

from typing import Any

from db.access import toegang
from db.dossiers import register
from db.store.engine import reading
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import AcuutGevaar, Overdracht, OverdrachtOntvangen
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, record
from tests.cast import DICK, LARS, MIRJAM, NOOR, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School

PAGE = "overdragen.py"
MINE, OTHERS = "Naar u overgedragen, en nog niet getekend: ", "Overgedragen aan een collega die nog niet tekende: "


def besproken(person: Person) -> Any:
    return next(each for each in person.app.radio if str(each.key).startswith("ontvangen/besproken/"))


def given(school: School, number: int = 2) -> list[Dossier]:
    make = [lambda: after_stap(1), lambda: in_opvolging("5a"), lambda: after_stap(2)][:number]
    return [school.keeps(record(each(), Overdracht, zeggen="Moeder belt liever niet op vrijdag.")) for each in make]


def test_the_list_is_on_the_start_page_and_signed_for_as_a_whole(school: School) -> None:
    both = given(school)
    mirjam = school.comes(MIRJAM)
    assert f"{MINE}2 dossiers." in mirjam.reads()
    mirjam.opens(PAGE)
    said = mirjam.reads()
    assert "Naar u overgedragen" in said and said.count("Moeder belt liever niet op vrijdag.") == 2
    for dossier in both:
        assert f"{dossier.codenaam}: {dossier.fase.label.lower()}" in said
    assert "Van Noor van Dalen, intern begeleider, op ma 9 november 2026." in said and "Eerst: " in said
    besproken(mirjam).set_value(JaNee.JA)
    mirjam.presses("Tekenen voor alle 2")
    assert mirjam.is_told()[0] == "U hebt getekend voor ontvangst: 2 dossiers."
    for dossier in both:
        signed = school.last(dossier, OverdrachtOntvangen)
        assert (signed.by, signed.waarde("besproken")) == ("mirjam", "ja")
    for who in (MIRJAM, NOOR, DICK):
        person = school.comes(who)
        assert MINE not in person.reads() and OTHERS not in person.reads()
    assert verification.quickly(SCHOOL) == []


def test_until_then_giver_and_directie_see_it_and_cannot_sign(school: School) -> None:
    both = given(school)
    for who in (NOOR, DICK):
        person = school.comes(who)
        assert f"{OTHERS}2 dossiers." in person.reads()
        person.opens(PAGE)
        said = person.reads()
        assert "Nog niet getekend" in said and all(f"{each.codenaam}: Mirjam Kok" in said for each in both)
        assert "Tekenen uiterlijk wo 11 november 2026." in said and "Moeder belt" not in said
        assert not [each for each in person.buttons() if each.startswith("Tekenen")]


def test_one_dossier_is_signed_for_where_its_terms_are(school: School) -> None:
    one, other = given(school)
    mirjam = school.comes(MIRJAM)
    mirjam.opens("opvolging.py", one)
    nummer = str(one.of(Overdracht)[-1].nummer)
    part = f"ontvangen-{nummer}"
    toggle = next(each for each in mirjam.app.toggle if part in str(each.key))
    toggle.set_value(True)
    mirjam.refreshes()
    mirjam.answers(OverdrachtOntvangen, answers(OverdrachtOntvangen, overdracht=nummer), part)
    button = next(str(each.key) for each in mirjam.app.button if part in str(each.key) and each.label == "Vastleggen")
    mirjam.presses("Vastleggen", button)
    assert school.last(one, OverdrachtOntvangen).waarde("overdracht") == nummer
    assert not school.reads(other).of(OverdrachtOntvangen)
    assert f"{MINE}1 dossier." in school.comes(MIRJAM).reads()


def test_the_giver_is_shown_that_it_waits_and_is_asked_nothing(school: School) -> None:
    one, *_rest = given(school)
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", one)
    assert "Overgedragen dossier: de ander tekende nog niet" in noor.reads()
    assert not [each for each in noor.app.toggle if "ontvangen-" in str(each.key) or "afgegeven-" in str(each.key)]


def test_pressed_without_an_answer_nothing_is_signed(school: School) -> None:
    one, other = given(school)
    mirjam = school.comes(MIRJAM)
    mirjam.opens(PAGE)
    mirjam.presses("Tekenen voor alle 2")
    assert mirjam.is_refused() == ["Hebt u met een collega gesproken over wat er speelt? – Kies een antwoord."]
    assert not school.reads(one).of(OverdrachtOntvangen) and not school.reads(other).of(OverdrachtOntvangen)


def test_what_was_handed_on_meanwhile_is_not_signed_for_and_is_named(school: School) -> None:
    one, other = given(school)
    mirjam = school.comes(MIRJAM)
    mirjam.opens(PAGE)
    besproken(mirjam).set_value(JaNee.NEE)
    school.adds(one, Overdracht, by=MIRJAM, van=written(MIRJAM), naar=written(NOOR))
    mirjam.presses("Tekenen voor alle 2")
    (said,) = mirjam.is_told()
    assert said.startswith("U hebt getekend voor ontvangst: 1 dossier. Niet gelukt in ") and one.codenaam in said
    assert not school.reads(one).of(OverdrachtOntvangen) and school.reads(other).of(OverdrachtOntvangen)


def test_what_a_successor_must_not_miss_stands_beside_it(school: School) -> None:
    danger = record(record(after_stap(1), AcuutGevaar), Overdracht)
    school.keeps(danger)
    mirjam = school.comes(MIRJAM)
    mirjam.opens(PAGE)
    assert "– Er was acuut gevaar." in mirjam.reads()


def test_reading_the_list_is_a_line_for_each_dossier_in_it(school: School) -> None:
    both = given(school)
    mirjam = school.comes(MIRJAM)
    mirjam.opens(PAGE)
    mirjam.refreshes()
    with reading(SCHOOL) as connection:
        lines = [each for each in register.lines(connection, DICK) if each.action == "bekeken"]
    assert sorted(each.codenaam for each in lines) == sorted(each.codenaam for each in both)
    assert {each.actor for each in lines} == {"mirjam"}


def test_to_one_dossier_something_is_written_for_the_other(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    noor = school.comes(NOOR)
    noor.opens(PAGE)
    assert not noor.app.text_area, "not of all at once"
    next(each for each in noor.app.selectbox if str(each.key).startswith("overdragen/dossier/")).set_value(dossier.id)
    noor.refreshes()
    taker = next(each for each in noor.app.selectbox if str(each.key).startswith("overdragen/naar/"))
    taker.set_value(next(each for each in _options(noor) if each.id == "mirjam"))
    next(each for each in noor.app.radio if str(each.key).startswith("overdragen/reden/")).set_value(
        RedenOverdracht.VERDELING
    )
    noor.app.text_area[0].set_value("Bel moeder niet op vrijdag.")
    noor.presses("Dit dossier overdragen")
    assert school.last(dossier, Overdracht).tekst("zeggen") == "Bel moeder niet op vrijdag."
    assert "Bel moeder niet op vrijdag." not in noor.reads() and not school.holds_in_a_file("Bel moeder niet")


def _options(person: Person) -> list[Any]:
    with reading(SCHOOL) as connection:
        return toegang.colleagues(connection, person.user.school_id)


def test_a_leerkracht_sees_nothing_of_it(school: School) -> None:
    given(school)
    assert "getekend" not in school.comes(LARS).reads()
