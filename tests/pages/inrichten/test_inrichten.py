"""The page Inrichten: it opens where something is left, each part is kept at once, and what is refused says why."""

from pathlib import Path

import pytest
from sqlalchemy import update

from db import schema
from db.accounts import accounts
from db.school import geheim, schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import mail_of
from db.werk.mail_settings import MailSettings
from meldcode.rollen import Role
from tests.cast import SCHOOL
from tests.inputs.tables.workbooks import xlsx
from tests.pages.person import Person
from tests.pages.school import School

LIST = (
    "Roepnaam\tAchternaam\tE-mail\tFunctie\nSofie\tVisser\tsofie@wilg.example\tIntern begeleider\n"
    "Joost\tMulder\tjoost@geen-adres\tLeerkracht\nWim\tKok\twim@wilg.example\tConciërge\n"
    "Roos\tvan Dam\troos@wilg.example\tLeerkracht groep 3\n"
)
MAILSERVER = {"HOST": "mail.school.example", "AFZENDER": "m@school.example", "ADRES": "https://meldroute.example"}


@pytest.fixture
def route(school: School, bea: Person) -> Person:
    """Bea at the page, in a database with one school, which is as it is with most."""
    assert school
    bea.opens("inrichten.py")
    return bea


def goes_to(person: Person, naam: str) -> None:
    person.app.button(key=f"inrichten/naar/{naam}").click()
    person.refreshes()


def fills_in(person: Person, **typed: str) -> None:
    for name, text in typed.items():
        person.app.text_input(key=f"mailserver/{name}").set_value(text)
    person.presses("Bewaren en een proefbericht sturen")


def filled_in() -> dict[str, str]:
    with reading(SCHOOL) as connection:
        return geheim.kept(connection, SCHOOL, mail_of.NAAM)


def test_it_opens_where_something_is_left_and_what_is_right_stays_so(route: Person) -> None:
    assert [each.value for each in route.app.header][0] == "Vakanties en vrije dagen"
    assert "Nog te doen:" in route.reads() and "van de 8 onderdelen" in route.reads()
    goes_to(route, "woorden")
    route.presses("Zo is het goed")
    assert route.is_told() == ["Woorden en Veilig Thuis: klaar."]
    with reading(SCHOOL) as connection:
        assert schools.looked_over(connection, SCHOOL) == {"woorden"}
    again = route.again()
    row = again.app.button(key="inrichten/naar/woorden").label
    assert row.endswith(":gray[klaar]") and "Vakanties" in again.app.header[0].value


def test_a_mail_server_is_tried_and_its_password_goes_nowhere_else(
    route: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str, str]] = []

    def tried(how: MailSettings, to: str, _now: object) -> str:
        sent.append((how.host, how.wachtwoord, to))
        return ""

    monkeypatch.setattr(mail_of, "tried", tried)
    goes_to(route, "mail")
    fills_in(route, HOST="https://mail.school.example", ADRES="http://school.example", GEBRUIKER="m")
    assert [each.partition(" – ")[0] for each in route.is_refused()] == [
        "Mailserver",
        "Wachtwoord van dat postvak",
        "Afzender",
        "Adres van Meldroute",
    ]
    assert filled_in() == {} and sent == []
    fills_in(route, **MAILSERVER | {"HOST": "mail.\u200bschool.exam\u00adple"}, GEBRUIKER="m", WACHTWOORD="kraanvogel")
    assert sent == [("mail.school.example", "kraanvogel", "bea@oefenschool.example")]
    assert "onzichtbare tekens" in route.reads() and "kraanvogel" not in route.reads()
    fills_in(route, AFZENDER="ander@school.example")
    assert sent[1][1] == "kraanvogel", "an empty field keeps the password"
    fills_in(route, HOST="mail.elders.example")
    assert route.is_refused() == [
        "Wachtwoord van dat postvak – Vul het wachtwoord opnieuw in: de mailserver of de gebruikersnaam is veranderd."
    ]
    assert filled_in()["HOST"] == "mail.school.example" and len(sent) == 2
    monkeypatch.setattr(mail_of, "tried", lambda *_given: "De mailserver is niet bereikbaar.")
    fills_in(route, HOST="mail.school.example", POORT="2525")
    assert route.is_told()[0] == "Bewaard. Er gaat nog geen mail weg. De mailserver is niet bereikbaar."
    route.presses("Mail uitzetten")
    assert filled_in() == {}


def test_a_list_of_excel_is_read_and_what_is_none_is_refused_at_the_file(route: Person) -> None:
    goes_to(route, "mensen")
    route.app.file_uploader[0].set_value([("mensen", b"PK\x03\x04xl/", "application/octet-stream")])
    route.refreshes()
    assert "Deze lijst is beschadigd of te ingewikkeld om te lezen." in route.reads()
    rows = [line.split("\t") for line in LIST.splitlines()]
    route.app.file_uploader[0].set_value([("mensen", xlsx(rows), "application/octet-stream")])
    route.refreshes()
    assert list(route.app.dataframe[0].value["Naam"])[:2] == ["Sofie Visser", "Joost Mulder"]


@pytest.mark.sweep
def test_everybody_in_a_list_gets_an_account_and_a_link_and_one_that_is_refused_keeps_no_other(route: Person) -> None:
    goes_to(route, "mensen")
    route.app.text_area(key="lijst/tekst").set_value("Naam")
    route.presses("Lijst bekijken")
    assert "staat geen lijst" in route.is_refused()[0]
    route.app.text_area(key="lijst/tekst").set_value(LIST)
    route.presses("Lijst bekijken")
    assert list(route.app.dataframe[0].value["Account"]) == [
        *("wordt gemaakt", "wordt gemaakt", "Krijgt geen account.", "wordt gemaakt"),
    ]
    route.presses("3 accounts maken")
    assert (
        "Er zijn 2 accounts gemaakt." in route.reads() and "Joost Mulder: Vul een geldig e-mailadres" in route.reads()
    )
    with reading(SCHOOL) as connection:
        made = {each.naam: each.role for each in accounts.list_accounts(connection, SCHOOL) if "wilg" in each.email}
    assert made == {"Sofie Visser": Role.IB_ER, "Roos van Dam": Role.LEERKRACHT}
    links = route.app.code[0].value
    assert links.count("/inloggen/link#") == 2 and "Roos van Dam (roos@wilg.example): " in links
    route.presses("Ik heb ze uitgedeeld: haal weg")
    assert not [each for each in route.app.code if "/inloggen/link#" in each.value]


@pytest.mark.sweep
def test_a_back_up_is_made_and_read_back_from_the_page(
    route: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_to(route, "backup")
    assert "Wie de server beheert, maakt hem met" in route.reads(), "this database has several schools"
    monkeypatch.setattr("db.school.schools.is_alone", lambda _connection: True)
    route.refreshes()
    route.app.text_input(key="backup/map").set_value("back-ups")
    route.presses("Map bewaren")
    assert "Noem de hele plaats" in route.is_refused()[0]
    route.app.text_input(key="backup/map").set_value(str(tmp_path / "nas"))
    route.presses("Map bewaren")
    route.presses("Lees de nieuwste terug")
    assert any("kijk of die map bestaat" in each for each in route.is_told())
    route.presses("Maak nu een back-up")
    assert route.is_told()[0].startswith("De back-up staat in ")
    route.presses("Lees de nieuwste terug")
    assert "is teruggelezen en klopt: 0 dossiers." in route.is_told()[0]
    assert len(list((tmp_path / "nas").iterdir())) == 1


def test_in_the_practice_school_no_server_is_asked_and_nothing_is_written(school: School, bea: Person) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.school).values(oefenschool=True))
    bea.opens("inrichten.py")
    for part in ("mail", "backup"):
        goes_to(bea, part)
        assert "In de oefenschool staat dit uit" in bea.reads()
        assert not [each for each in bea.app.text_input if str(each.key).startswith(("mailserver/", "backup/"))]
    assert school


@pytest.mark.sweep
def test_the_account_of_school_says_what_to_copy_and_what_to_paste(route: Person) -> None:
    goes_to(route, "inloggen")
    route.app.radio(key="schoolaccount/aanbieder").set_value("entra")
    route.refreshes()
    typed = {"van": "geen-tenant", "id": "client", "adres": "https://meldroute.wilg.example/"}
    for name, text in typed.items():
        route.app.text_input(key=f"schoolaccount/entra/{name}").set_value(text)
    route.refreshes()
    assert any("tenant van de school zelf" in each for each in route.is_told())
    assert route.app.code[0].value == "https://meldroute.wilg.example/inloggen/sso/terug"
    route.app.text_input(key="schoolaccount/entra/van").set_value("11111111-2222-4333-8444-555555555555")
    route.refreshes()
    lines = route.app.code[1].value
    assert "MELDCODE_OIDC_ISSUER=https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0" in lines
    assert "MELDCODE_OIDC_ADRES=https://meldroute.wilg.example\n" in lines and "CLIENT_SECRET_FILE=" in lines


@pytest.mark.sweep
def test_the_sheet_names_the_key_and_no_folder(route: Person, school: School) -> None:
    goes_to(route, "papier")
    said = route.reads()
    assert "Sleutelbestand: school.key" in said and "herstelcodes" in said and str(school.place) not in said
