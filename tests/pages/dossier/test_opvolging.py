"""Follow-ups on the screen: the work list and one click to where it is done, agreements, handing over, free days."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from db import schema
from db.school import kalender
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.termijnen import vakanties
from meldcode.termijnen.kalender import Vrij
from meldcode.termijnen.vakanties import Regio
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afspraak,
    Effectmeting,
    Hulp,
    Nazorg,
    Overdracht,
    Terugkoppeling,
    Vakantiewacht,
    Verzetten,
)
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.builders import after_stap, answers, gesloten, in_opvolging, opened, record, written
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.pages.person import Person
from tests.pages.school import School

CHRISTMAS = Vrij(date(2026, 11, 14), date(2026, 11, 22), "herfstvakantie")


def headings(person: Person) -> list[str]:
    """The sections of the list, with their numbers."""
    return [each.value.split(" :gray")[0] for each in person.app.subheader]


def opens_row(person: Person, contains: str) -> None:
    """Press the button of the row that is about this."""
    rows = [each for each in person.app.button if str(each.key).startswith("wacht/")]
    row = next(each for each in rows if contains in str(each.key))
    person.presses(row.label, row.key)


def work_rows(person: Person) -> list[str]:
    """What the rows of the work list say."""
    return [each.label for each in person.app.button if str(each.key).startswith("wacht/")]


def toggles(person: Person, key: str) -> None:
    next(each for each in person.app.toggle if key in str(each.key)).set_value(True)
    person.refreshes()


def free(*days: Vrij) -> None:
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, days, MONDAY)


# The work list


def test_the_list_says_what_is_late_what_is_due_today_and_what_comes_this_week(school: School) -> None:
    school.keeps(record(opened(), AcuutGevaar))
    school.keeps(opened())
    school.days_pass(1)
    noor = school.comes(NOOR)
    assert headings(noor) == ["Te laat", "Deze week"]
    assert "1 dag te laat" in noor.reads() and "over 6 dagen" in noor.reads()
    assert "Uiterlijk ma 9 november 2026: dezelfde dag; weekenden en vakanties stellen dit niet uit" in noor.reads()
    assert "Uiterlijk ma 16 november 2026: 5 schooldagen na ma 9 november" in noor.reads()


def test_a_long_list_shows_the_first_says_so_and_shows_all_at_a_press(school: School) -> None:
    for _dossier in range(10):
        school.keeps(opened())
    school.days_pass(30)
    noor = school.comes(NOOR)
    assert len(work_rows(noor)) == 8 and "De eerste 8 van 10." in noor.reads()
    noor.presses("Te laat: toon alle 10")
    assert len(set(work_rows(noor))) == 10 and "De eerste" not in noor.reads()
    noor.presses("Te laat: toon alleen de eerste 8")
    assert len(work_rows(noor)) == 8


def test_one_click_leads_to_where_it_is_done_with_what_it_takes_offered_first(school: School) -> None:
    school.keeps(record(in_opvolging("5a"), Effectmeting, verder="ja", opnieuw_op="10-11-2026"))
    noor = school.comes(NOOR)
    opens_row(noor, "effect")
    assert noor.title == "Stap 5. Beslissen"
    assert noor.app.pills[0].value == Effectmeting.__name__


def test_the_criterion_and_the_fallback_stand_beside_the_effect_check(school: School) -> None:
    """R33."""
    dossier = school.keeps(in_opvolging("5a"))
    noor = school.comes(NOOR)
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Effectmeting)
    agreed = answers(Hulp)
    for vraag in ("maatstaf", "terugval"):
        assert str(agreed[vraag]) in noor.reads()


def test_a_call_to_veilig_thuis_is_prepared_while_it_owes_an_answer_and_not_afterwards(school: School) -> None:
    """R6."""
    dossier = school.keeps(in_opvolging("5b"))
    noor = school.comes(NOOR)
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Terugkoppeling)
    assert "Hoort u niets? Bel Veilig Thuis: 0800-2000." in noor.reads() and "Kenmerk: " in noor.reads()
    noor.records(Terugkoppeling, answers(Terugkoppeling, stand="klaar"))
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Terugkoppeling)
    assert "Hoort u niets?" not in noor.reads()


def test_what_is_with_others_is_apart_and_says_with_whom(school: School) -> None:
    school.keeps(record(in_opvolging("5b"), Afspraak))
    noor = school.comes(NOOR)
    assert "Wacht op anderen" in headings(noor)
    for who in ("– Lars Brouwer over", "– Directie over", "– Veilig Thuis over"):
        assert who in noor.reads()


# Agreements


def test_an_agreement_is_made_in_the_dossier_and_stands_on_the_list_of_the_one_it_is_for(school: School) -> None:
    dossier = school.keeps(opened())
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    noor.records(Afspraak, answers(Afspraak, uiterlijk="12-11-2026"))
    assert noor.is_told() == ["De afspraak staat bij de collega op de lijst."]
    lars = school.comes(LARS)
    assert "Sem de Wit, groep 6 Afspraak: Twee weken bijhouden hoe de ochtend begint" in lars.reads()


def test_the_one_it_is_for_says_what_came_of_it_and_knows_of_the_dossier_no_longer(school: School) -> None:
    school.keeps(record(opened(), Afspraak, uiterlijk="12-11-2026"))
    lars = school.comes(LARS)
    opens_row(lars, "afspraak-2")
    assert lars.title == "Afspraken en termijnen"
    assert "Sem de Wit" not in lars.reads(), "the agreement, and nothing else of the dossier"
    lars.dossier = next(iter(school_dossiers(school)))
    toggles(lars, "Afgehandeld/afspraak-2/open")
    lars.answers(Afgehandeld, answers(Afgehandeld), "afspraak-2")
    lars.presses("Vastleggen")
    assert lars.title == "Wat wacht er op u?" and "Afspraak" not in lars.reads()
    lars.opens("opvolging.py", lars.dossier)
    assert "Kies eerst een dossier op de startpagina." in lars.is_told()


def school_dossiers(school: School) -> list:  # type: ignore[type-arg]
    from db.dossiers import dossiers

    with reading(EVERY_SCHOOL) as connection:
        ids = connection.scalars(schema.dossier.select().with_only_columns(schema.dossier.c.id)).all()
        return [dossiers.load(connection, each, SCHOOL) for each in ids]


# Moving


def test_a_term_is_moved_with_a_reason_and_both_days_stay_on_the_screen(school: School) -> None:
    dossier = school.keeps(opened())
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    toggles(noor, "Verzetten/stap-1-1/open")
    noor.answers(Verzetten, answers(Verzetten), "stap-1-1")
    noor.presses("Vastleggen", next(each.key for each in noor.app.button if "Verzetten" in str(each.key)))
    assert "Uiterlijk do 19 november 2026; verzet, eerst was het ma 16 november 2026" in noor.reads()
    assert "De vertrouwenspersoon is deze week ziek." in noor.reads()
    assert "verzet, eerst was het ma 16 november 2026" not in school.comes(DICK).reads()


def test_what_must_happen_at_once_offers_no_moving(school: School) -> None:
    dossier = school.keeps(record(opened(), AcuutGevaar))
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    moves = [each.key for each in noor.app.toggle if "Verzetten" in str(each.key)]
    assert moves and not any("stap-5" in str(key) for key in moves)


# Handing over


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
    assert "Te laat" in headings(school.comes(MIRJAM)) and "Te laat" not in headings(school.comes(NOOR))


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


# Before a holiday, and after closing


def test_before_a_holiday_the_start_page_asks_who_watches_and_one_answer_ends_it(school: School) -> None:
    dossier = school.keeps(opened())
    free(CHRISTMAS)
    noor = school.comes(NOOR)
    assert "Vastleggen wie er in de vakantie kijkt" in noor.reads()
    opens_row(noor, "vakantie")
    noor.dossier = dossier
    toggles(noor, "Vakantiewacht/vakantie-20261114/open")
    noor.answers(Vakantiewacht, answers(Vakantiewacht), "vakantie-20261114")
    noor.presses("Vastleggen", next(each.key for each in noor.app.button if "Vakantiewacht" in str(each.key)))
    assert school.last(dossier, Vakantiewacht).waarde("vakantie") == "herfstvakantie vanaf 14-11-2026"
    assert "in de vakantie kijkt" not in school.comes(NOOR).reads()


def test_a_closed_dossier_is_looked_at_once_more(school: School) -> None:
    dossier = school.keeps(gesloten())
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    toggles(noor, "Nazorg/nazorg-")
    part = next(str(each.key).split("/")[2] for each in noor.app.toggle if "Nazorg" in str(each.key))
    noor.answers(Nazorg, answers(Nazorg, verder="nee"), part)
    noor.presses("Vastleggen", next(each.key for each in noor.app.button if "Nazorg" in str(each.key)))
    assert school.last(dossier, Nazorg) and "nazorg" not in noor.reads().lower()


# The calendar of the school, in beheer


@pytest.fixture
def beheer(school: School) -> Person:
    from tests.cast import BEA

    person = school.comes(BEA)
    person.opens("beheer.py")
    return person


def entered() -> list[Vrij]:
    with reading(SCHOOL) as connection:
        return list(kalender.kalender(connection, SCHOOL).vrij)


def types(person: Person, **values: str) -> None:
    for naam, value in values.items():
        person.app.text_input(key=f"vrij/{naam}").set_value(value)
    person.presses("Invoeren")


def test_a_study_day_is_typed_and_what_waits_is_counted_anew(school: School, beheer: Person) -> None:
    dossier = school.keeps(opened())
    types(beheer, naam="studiedag", van="11-11-2026", tot="")
    assert beheer.is_told() == ["Ingevoerd: 1. Wat wacht, is opnieuw geteld."]
    assert entered() == [Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")]
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    assert "5 schooldagen na ma 9 november; wo 11 november (studiedag) telt niet" in noor.reads()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"naam": "kerst", "van": "19-12-2026", "tot": "3-1-2026"}, "eindigt voordat zij begint"),
        ({"naam": "kerst", "van": "overmorgen", "tot": ""}, "dag-maand-jaar"),
        ({"naam": "", "van": "19-12-2026", "tot": ""}, "een naam"),
    ],
)
def test_days_that_cannot_be_right_are_not_entered(beheer: Person, values: dict[str, str], said: str) -> None:
    types(beheer, **values)
    assert any(said in each for each in beheer.is_told()) and entered() == []


def test_a_published_calendar_is_read_and_the_school_chooses(beheer: Person) -> None:
    ics = (Path(__file__).parents[1] / "jaaragenda.ics").read_bytes()
    beheer.app.file_uploader(key="vrij/bestand").set_value([("jaaragenda.ics", ics, "text/calendar")])
    beheer.refreshes()
    ticked = {each.label: each.value for each in beheer.app.checkbox if str(each.key).startswith("vrij/kies/")}
    assert ticked == {
        "Kerstvakantie, za 19 december 2026 tot en met zo 3 januari 2027": True,
        "Studiedag team, wo 3 februari 2027": True,
        "Ouderavond groep 3, do 4 februari 2027": False,
    }
    beheer.presses("Deze dagen zijn vrij")
    assert entered() == [
        Vrij(date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie"),
        Vrij(date(2027, 2, 3), date(2027, 2, 3), "Studiedag team"),
    ]


def test_a_region_is_a_suggestion_that_says_it_must_be_checked_and_enters_nothing_by_itself(beheer: Person) -> None:
    next(each for each in beheer.app.radio if each.label == "Regio").set_value(Regio.NOORD)
    beheer.refreshes()
    assert "Dit is een voorstel, geen rooster." in beheer.reads()
    assert vakanties.VAST_OF_ADVIES in beheer.reads() and "na te gaan: het overzicht 2026-2027" in beheer.why()
    assert entered() == []
    beheer.presses("Deze dagen zijn vrij")
    assert {each.naam for each in entered()} == {
        "Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie",
    }  # fmt: skip


def test_what_was_entered_is_taken_out_again(school: School, beheer: Person) -> None:
    free(CHRISTMAS)
    beheer.opens("beheer.py")
    beheer.presses("Weghalen")
    assert entered() == []


def test_beheer_says_that_mail_is_off_and_what_keeps_it_from_going(
    beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Mail staat uit." in beheer.reads()
    monkeypatch.setenv("MELDCODE_SMTP_HOST", "mail.school.example")
    beheer.refreshes()
    assert any("BEVEILIGING ontbreekt." in each for each in beheer.is_told())


def test_beheer_shows_whom_no_mail_reached_and_lets_it_be_tried_again(
    school: School, beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "m@school.example"}
    for naam, value in (given | {"ADRES": "https://meldroute.school.example"}).items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{naam}", value)
    dossier = school.keeps(record(opened(), AcuutGevaar))
    with transaction(EVERY_SCHOOL) as connection:
        failed = {"attempts": 8, "problem": "De mailserver neemt dit adres niet aan (code 550)."}
        connection.execute(update(schema.mail).where(schema.mail.c.account_id == "dick").values(failed))
    beheer.opens("beheer.py")
    assert "Aan Dick Hofstra: De mailserver neemt dit adres niet aan (code 550)." in beheer.reads()
    assert dossier.codenaam not in beheer.reads()
    beheer.presses("Alles opnieuw proberen")
    with reading(EVERY_SCHOOL) as connection:
        assert set(connection.scalars(schema.mail.select().with_only_columns(schema.mail.c.attempts))) == {0}


def test_vera_has_no_page_to_hand_over(school: School) -> None:
    assert not school.comes(VERA).has_in_menu("overdragen.py")
