"""Facts for the call to Veilig Thuis: nothing stands on the card that nobody looked at and decided on."""

from typing import Any

from sqlalchemy import select

from db import schema
from db.dossiers import concepten
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, record
from tests.cast import MIRJAM, NOOR
from tests.pages.person import Person
from tests.pages.school import School
from ui import clock
from ui.papieren import vrijgeven

READY, STAYS = "Nagelezen: zet dit op de belkaart", "Laten staan"
SAID = "Sem de Wit werd geslagen door Els in Assen."


def case() -> Dossier:
    return record(after_stap(1), Signaal, waarneming=SAID)


def ticks_the_newest(noor: Person) -> None:
    noor.app.checkbox[0].set_value(True)
    noor.refreshes()


def words(noor: Person) -> list[Any]:
    """What is asked about each doubtful word."""
    return [each for each in noor.app.radio if "/vrijgeven/woord/" in str(each.key)]


def decides(noor: Person, word: str, decision: str) -> None:
    next(each for each in noor.app.radio if word in each.label).set_value(decision)
    noor.refreshes()


def lines() -> list[Any]:
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.journal).where(schema.journal.c.action == journal.RELEASED))
        return [(row.actor, row.dossier_id, row.object_id) for row in rows]


def told(dossier: Dossier, user: User) -> tuple[tuple[str, str], ...]:
    return vrijgeven.released(dossier, user)


def test_facts_go_along_only_after_a_look_in_which_every_doubtful_word_was_decided_on(school: School) -> None:
    dossier = school.keeps(case())
    noor = school.comes(NOOR)
    noor.opens("papieren.py", dossier)
    card = noor.reads().partition("\nGespreksleidraad\n")[0]
    assert "De leerling" in card and "Sem de Wit werd" not in card and words(noor) == []
    noor.presses(READY)
    assert any("Kies eerst" in each for each in noor.is_told())
    ticks_the_newest(noor)
    assert [each.value for each in words(noor)] == [None, None]
    decides(noor, "Els", STAYS)
    noor.presses(READY)
    assert any("Assen" in each and "Els" not in each for each in noor.is_told())
    assert told(dossier, NOOR) == () and lines() == []
    decides(noor, "Assen", vrijgeven._GOES)
    noor.presses(READY)
    assert any("Op de belkaart: 1 feit" in each for each in noor.is_told())
    assert [text for _when, text in told(dossier, NOOR)] == ["De leerling werd geslagen door Els in […]."]
    assert lines() == [(NOOR.id, dossier.id, f"belkaart/{dossier.versie}")]
    assert told(dossier, MIRJAM) == (), "a colleague did not look"
    assert concepten.waiting(NOOR) == [], "it is nothing to go on with"
    again = Person(NOOR)
    again.opens("papieren.py", dossier)
    assert again.app.checkbox[0].value and len(words(again)) == 2
    again.presses("Haal ze eraf")
    assert told(dossier, NOOR) == ()


def test_what_reads_otherwise_since_and_what_was_looked_at_yesterday_is_not_told(
    school: School, monkeypatch: Any
) -> None:
    dossier = school.keeps(case())
    noor = school.comes(NOOR)
    noor.opens("papieren.py", dossier)
    ticks_the_newest(noor)
    decides(noor, "Els", STAYS)
    decides(noor, "Assen", STAYS)
    noor.presses(READY)
    assert len(told(dossier, NOOR)) == 1
    corrected = dossier.records[-1]
    changed = tuple(
        a._replace(tekst=f"{SAID} Piet.", waarde=f"{SAID} Piet.") if a.naam == "waarneming" else a
        for a in corrected.antwoorden
    )
    other = Dossier(
        dossier.id,
        dossier.school_id,
        dossier.codenaam,
        dossier.opened_by,
        (*dossier.records[:-1], corrected._replace(antwoorden=changed)),
    )
    assert told(other, NOOR) == (), "it says something else now"
    tomorrow = clock.today().replace(day=clock.today().day + 1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert told(dossier, NOOR) == ()
