"""Giving inzage: every record is looked at, what was decided is kept, and what was handed over stays to the byte."""

from typing import Any

from starlette.requests import Request

from db.dossiers import bijlagen, papieren, vrijgave
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.papieren.inzage.passages import Heet
from meldcode.rollen import User
from meldcode.vastleggingen import InzageGegeven, Signaal, Uitnodiging
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import record
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.meldcode.papieren.families import GIVES_AWAY, both, told
from tests.pages.person import Person, session_of
from tests.pages.reading import plain
from tests.pages.school import School
from tests.papers.read import heard, text_of
from ui.papieren import inzage_maken

PAGE = "inzage_geven.py"
SAID = "Hij had een blauwe plek. Moeder zei dat zij weg is uit de Kanarielaan. Hij at goed."


def case() -> Dossier:
    """A few records, so that going through them is quick: of the last, one sentence is about the mother."""
    return record(told(both()), Signaal, waarneming=SAID)


def bas(dossier: Dossier) -> int:
    return mensen(dossier.standing)[1].nummer


def comes(school: School, dossier: Dossier, voor: int, heet: Heet = Heet.VADER) -> Person:
    noor = school.comes(NOOR)
    noor.opens(PAGE, dossier)
    noor.app.radio(f"{dossier.id}/inzage/wie").set_value(voor)
    noor.refreshes()
    if voor and not vrijgave.for_inzage(NOOR, dossier.id, voor).heet:
        assert "Wat er is vastgelegd" not in noor.reads(), "nothing is decided before it is known who that is"
        noor.app.radio(f"{dossier.id}/inzage/{voor}/heet").set_value(heet)
        noor.refreshes()
    return noor


def boxes(noor: Person) -> list[Any]:
    return [each for each in noor.app.checkbox if str(each.key).endswith("/weg")]


def reads_all(noor: Person) -> None:
    noor.presses("Lees de volgende")
    for _each in range(40):
        here = [each for each in noor.buttons() if each.startswith("Gelezen")]
        if not here:
            return
        noor.presses(here[0])
    raise AssertionError("it goes on and on")


def makes(user: User, dossier: Dossier, voor: int) -> Any:
    """What the address of the package answers."""
    path = {"dossier_id": dossier.id}
    scope = {"type": "http", "path_params": path, "query_string": f"voor={voor}".encode(), "headers": []}
    return inzage_maken.of_dossier.answer(Request(scope), session_of(user), {})


def test_what_was_read_and_decided_is_made_given_and_kept_to_the_byte(school: School) -> None:
    dossier = school.keeps(case())
    nummer = bas(dossier)
    assert makes(NOOR, dossier, nummer).status_code == 404, "nobody read it"
    noor = comes(school, dossier, nummer)
    noor.presses("Lees de volgende")
    noor.presses("Terug naar de lijst")
    reads_all(noor)
    assert "Alles is gelezen" in noor.reads()
    noor.presses("Vastleggen wie het krijgt")
    assert any("Maak eerst het pakket" in each for each in noor.is_told())
    made = makes(NOOR, dossier, nummer)
    paper = heard(made.body)
    assert made.status_code == 200 and made.headers["content-disposition"] == 'attachment; filename="inzage.pdf"'
    said = " ".join(paper)
    assert "Hij had een blauwe plek. [weggelaten" in said and "Hij at goed." in said and "Moeder zei" not in said
    assert [each for each in (*GIVES_AWAY, NOOR.naam) if each in text_of(made.body)] == []
    assert "door een intern begeleider" in text_of(made.body)
    noor.presses("Vastleggen wie het krijgt")
    given = answers(InzageGegeven, wie_las=written(MIRJAM))
    noor.answers(InzageGegeven, given, part=str(nummer))
    noor.presses("Vastleggen")
    kept = school.reads(dossier).records[-1]
    assert kept.isa(InzageGegeven) and kept.tekst("aan") == "Bas de Groot (ouder)"
    assert int(kept.tekst("weggelaten")) >= 3
    found = bijlagen.read(school.reads(dossier), kept.bestanden[0].id, NOOR, MONDAY)
    assert found and found[1] == made.body
    with reading(SCHOOL) as connection:
        assert papieren.look_up(connection, SCHOOL, made.body).is_goed
        assert papieren.of_dossier(connection, dossier.id, SCHOOL)[0].naam == "Pakket voor inzage"
    assert all(makes(user, dossier, nummer).status_code == 404 for user in (DICK, LARS, VERA, SARA))


def test_what_was_decided_is_kept_for_later_and_looked_at_once_more_when_it_reads_otherwise(school: School) -> None:
    dossier = school.keeps(case())
    nummer, last = bas(dossier), dossier.records[-1].nummer
    noor = comes(school, dossier, nummer)
    row = next(each for each in noor.app.button if str(each.key).endswith(f"/lijst/{nummer}/{last}"))
    row.click()
    noor.refreshes()
    ticked = {plain(each.label): each.value for each in boxes(noor)}
    assert [label for label, on in ticked.items() if on] == ["Moeder zei dat zij weg is uit de […]."]
    assert not any("Kanarie" in label for label in ticked)
    next(each for each in boxes(noor) if each.label == "Hij at goed.").set_value(True)
    noor.refreshes()
    why = [each for each in noor.app.text_input if str(each.key).endswith("/uitleg")]
    why[-1].set_value("Dat is van later")
    noor.refreshes()
    again = comes(school, dossier, nummer)
    next(each for each in again.app.button if str(each.key).endswith(f"/lijst/{nummer}/{last}")).click()
    again.refreshes()
    assert [each.label for each in boxes(again) if each.value][-1] == "Hij at goed."
    assert [each.value for each in again.app.text_input if str(each.key).endswith("/uitleg")][-1] == "Dat is van later"
    again.presses("Gelezen, en naar de volgende")
    kept = vrijgave.for_inzage(NOOR, dossier.id, nummer)
    assert kept.per[last][1].gezien and not vrijgave.for_inzage(MIRJAM, dossier.id, nummer).per


def test_for_whom_there_is_no_gezag_nothing_can_be_made(school: School) -> None:
    dossier = school.keeps(record(case(), Uitnodiging, wie=written(LARS)))
    noor = school.comes(NOOR)
    noor.opens(PAGE, dossier)
    assert len(noor.app.radio(f"{dossier.id}/inzage/wie").options) == 3, "Anna, Bas and the pupil"
    assert [makes(NOOR, dossier, voor).status_code for voor in (0, 1, 99)] == [404] * 3
