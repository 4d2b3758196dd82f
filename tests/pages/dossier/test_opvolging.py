"""The page of follow-ups: afspraken, moving a due date, before a holiday, and after closing."""

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.vastleggingen import AcuutGevaar, Afgehandeld, Afspraak, Nazorg, Vakantiewacht, Verzetten
from tests.answers import answers
from tests.builders import gesloten, opened, record
from tests.cast import DICK, LARS, NOOR, SCHOOL
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import CHRISTMAS, free, opens_row


def toggles(person: Person, key: str) -> None:
    next(each for each in person.app.toggle if key in str(each.key)).set_value(True)
    person.refreshes()


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
    assert lars.title == "Goedemorgen Lars" and "Afspraak" not in lars.reads()
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
    noor.presses(
        "Vastleggen",
        next(each.key for each in noor.app.button if each.label == "Vastleggen" and "Verzetten" in str(each.key)),
    )
    assert "Uiterlijk do 19 november 2026; verzet, eerst was het ma 16 november 2026" in noor.reads()
    assert "De vertrouwenspersoon is deze week ziek." in noor.reads()
    assert "verzet, eerst was het ma 16 november 2026" not in school.comes(DICK).reads()


def test_what_must_happen_at_once_offers_no_moving(school: School) -> None:
    dossier = school.keeps(record(opened(), AcuutGevaar))
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    moves = [each.key for each in noor.app.toggle if "Verzetten" in str(each.key)]
    assert moves and not any("stap-5" in str(key) for key in moves)


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
    noor.presses(
        "Vastleggen",
        next(each.key for each in noor.app.button if each.label == "Vastleggen" and "Vakantiewacht" in str(each.key)),
    )
    assert school.last(dossier, Vakantiewacht).waarde("vakantie") == "herfstvakantie vanaf 14-11-2026"
    assert "in de vakantie kijkt" not in school.comes(NOOR).reads()


def test_a_closed_dossier_is_looked_at_once_more(school: School) -> None:
    dossier = school.keeps(gesloten())
    noor = school.comes(NOOR)
    noor.opens("opvolging.py", dossier)
    toggles(noor, "Nazorg/nazorg-")
    part = next(str(each.key).split("/")[2] for each in noor.app.toggle if "Nazorg" in str(each.key))
    noor.answers(Nazorg, answers(Nazorg, verder="nee"), part)
    noor.presses(
        "Vastleggen",
        next(each.key for each in noor.app.button if each.label == "Vastleggen" and "Nazorg" in str(each.key)),
    )
    assert school.last(dossier, Nazorg) and "nazorg" not in noor.reads().lower()
