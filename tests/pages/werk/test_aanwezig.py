"""Who is there, on the pages: entered by oneself or for a colleague, said where work waits, and over by itself."""

from datetime import timedelta

from db.access import aanwezig
from db.store.engine import reading
from meldcode.termijnen.aanwezig import Afwezig
from meldcode.vastleggingen import Afscherming, MedeHouder, Overdracht
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.answers.typed import written
from tests.builders import after_stap, record
from tests.cast import BEA, DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import headings
from ui.werk.overdragen import Hoe


def field(person: Person, kind: str, begin: str):  # type: ignore[no-untyped-def]
    return next(each for each in getattr(person.app, kind) if str(each.key).startswith(begin))


def enters(person: Person, van: str, tot: str, waarnemer: str = "", wie: str = "") -> None:
    """Fill in that somebody is away, and press."""
    person.opens("overdragen.py" if wie else "account.py")
    if wie:
        field(person, "selectbox", "afwezig/wie/").set_value(wie)
        person.refreshes()
    field(person, "text_input", "afwezig/van/").set_value(van)
    field(person, "text_input", "afwezig/tot/").set_value(tot)
    if waarnemer:
        field(person, "selectbox", "afwezig/waarnemer/").set_value(waarnemer)
    person.presses("Afwezigheid bewaren")


def absences(school: School) -> list[Afwezig]:
    with reading(SCHOOL) as connection:
        return list(aanwezig.rooster(connection, SCHOOL, school.now.date()).afwezig)


def test_who_is_away_says_so_and_the_substitute_has_it_on_the_start_page_until_it_is_over(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    noor = school.comes(NOOR)
    enters(noor, "9-11", "27-11", "vera")
    assert noor.is_told() == [
        "Noor van Dalen is afwezig: van ma 9 november 2026 tot en met vr 27 november 2026. Vera Osei neemt waar."
    ]
    school.days_pass(16)  # the 25th: what was due on the 23rd is late
    vera = school.comes(VERA)
    assert "U neemt waar voor Noor van Dalen, tot en met vr 27 november 2026." in vera.reads()
    assert "Te laat" in headings(vera) and "voor Noor van Dalen" in vera.reads()
    vera.opens("dossier.py", dossier)
    assert "Sem de Wit" in vera.reads()
    school.days_pass(3)
    after = school.comes(VERA)
    assert "U neemt waar" not in after.reads() and dossier.codenaam not in after.reads()


def test_a_colleague_or_the_directie_enters_it_and_ends_it(school: School) -> None:
    school.keeps(after_stap(1))
    for person, waarnemer in ((school.comes(MIRJAM), "mirjam"), (school.comes(DICK), "")):
        enters(person, "9-11", "27-11", waarnemer, wie="noor")
        assert [each.waarnemer for each in absences(school)] == [waarnemer]
        if not waarnemer:
            said = "Noor van Dalen is afwezig tot en met vr 27 november 2026, en niemand neemt waar."
            assert said in school.comes(DICK).reads() and said in school.comes(MIRJAM).reads()
        person.opens("overdragen.py")
        end = next(each for each in person.app.button if str(each.key).startswith("afwezig/klaar/noor"))
        person.presses(end.label, end.key)
        assert person.is_told() == ["Noor van Dalen is er weer. Wat op Noor van Dalen wachtte, staat daar weer."]
        assert absences(school) == []


WRONG = [
    ("", "27-11", "Eerste dag afwezig"),
    ("9-11", "", "Laatste dag afwezig"),
    ("12-11", "10-11", "Laatste dag afwezig"),
    ("flauwekul", "27-11", "Eerste dag afwezig"),
]


def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(school: School) -> None:
    noor = school.comes(NOOR)
    wrong = []
    for van, tot, at in WRONG:
        enters(noor, van, tot)
        kept = field(noor, "text_input", "afwezig/van/").value, field(noor, "text_input", "afwezig/tot/").value
        if not (noor.is_refused() or [""])[0].startswith(f"{at} – ") or kept != (van, tot) or absences(school):
            wrong.append((van, tot, noor.is_refused(), kept))
    assert wrong == []


def test_it_is_said_in_which_dossier_the_substitute_cannot_stand_in_but_not_to_them(school: School) -> None:
    shut = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(MIRJAM), vervanger=written(VERA)))
    said = f"Dit geldt niet voor {shut.codenaam}."
    noor = school.comes(NOOR)
    enters(noor, "9-11", "27-11", "mirjam")
    assert said in noor.reads()
    dick, mirjam = school.comes(DICK), school.comes(MIRJAM)
    for person in (dick, mirjam):
        person.opens("overdragen.py")
    assert said in dick.reads() and shut.codenaam not in mirjam.reads()


def test_working_days_are_said_where_a_term_falls_on_a_free_day(school: School) -> None:
    dossier = school.keeps(after_stap(1))  # stap 2 is due on Monday 23 November
    noor = school.comes(NOOR)
    noor.opens("account.py")
    noor.app.button_group(key="werkdagen/noor/dagen").set_value([2, 3])
    noor.presses("Werkdagen bewaren")
    assert noor.is_told() == ["De werkdagen zijn bewaard."]
    noor.opens("opvolging.py", dossier)
    said = "Op maandag werkt Noor van Dalen niet; Mirjam Kok wel."
    assert said in noor.reads()
    school.days_pass(14)
    noor = school.comes(NOOR)
    assert said in noor.reads()
    bea = school.comes(BEA)
    bea.opens("beheer.py")
    bea.app.button_group(key="werkdagen/noor/dagen").set_value([1, 2, 3])
    bea.presses("Werkdagen bewaren", next(each.key for each in bea.app.button if "werkdagen/noor" in str(each.key)))
    noor.opens("opvolging.py", dossier)
    assert "werkt Noor van Dalen niet" not in noor.reads()


def test_without_any_day_it_is_refused(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens("account.py")
    noor.app.button_group(key="werkdagen/noor/dagen").set_value([])
    noor.presses("Werkdagen bewaren")
    assert noor.is_refused() == ["Op welke dagen werkt u? – Kies ten minste één dag."]


def test_only_who_works_in_dossiers_is_asked(school: School) -> None:
    for user, asked in ((LARS, True), (DICK, True), (BEA, False), (FRED, False)):
        person = school.comes(user)
        person.opens("account.py")
        assert ("Waarom u er niet bent" in person.reads()) is asked, user.naam


# One dossier handed over, or held together


def test_one_dossier_goes_to_a_colleague_and_the_others_stay(school: School) -> None:
    one, other = school.keeps(after_stap(1)), school.keeps(after_stap(2))
    dick = school.comes(DICK)
    dick.opens("overdragen.py")
    field(dick, "selectbox", "overdragen/dossier/noor/").set_value(one.id)
    dick.refreshes()
    field(dick, "selectbox", "overdragen/naar/").set_value(_person(dick, "mirjam"))
    field(dick, "radio", "overdragen/reden/").set_value(RedenOverdracht.VERDELING)
    dick.presses("Dit dossier overdragen")
    assert dick.is_told() == ["Overgedragen aan Mirjam Kok: 1 dossier."]
    assert school.reads(one).of(Overdracht) and not school.reads(other).of(Overdracht)


def test_the_directie_lets_two_hold_a_dossier_and_both_see_what_waits(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    dick = school.comes(DICK)
    dick.opens("overdragen.py")
    field(dick, "radio", "overdragen/hoe/").set_value(Hoe.SAMEN)
    dick.refreshes()
    field(dick, "selectbox", "overdragen/naar/").set_value(_person(dick, "mirjam"))
    dick.presses("Mede-houder maken")
    assert dick.is_told() == ["Mirjam Kok is nu mede-houder: 1 dossier."]
    assert school.reads(dossier).of(MedeHouder)[0].by == "dick"
    school.days_pass(30)
    assert "Te laat" in headings(school.comes(NOOR)) and "Te laat" in headings(school.comes(MIRJAM))
    assert school.now.date() == MONDAY + timedelta(days=30)


def _person(person: Person, account_id: str):  # type: ignore[no-untyped-def]
    from db.access import toegang

    assert person
    with reading(SCHOOL) as connection:
        return next(each for each in toegang.colleagues(connection, SCHOOL) if each.id == account_id)
