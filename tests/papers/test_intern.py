"""Papers that stay inside the school: what the directie may read, and a sheet for the team without any content."""

from typing import Any

from meldcode.bespreking.bespreking import Punt
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.intern import blad, heeft_notas, notas
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst, Signaal
from papers import besprekingsblad, nota
from tests.builders import after_stap, decided, opened, record
from tests.cast import DICK, NOOR, TUESDAY
from tests.papers.read import BY_NOOR, aloud, heard, pages_of

NAMEN = {"noor": "Noor van Dalen", "dick": "Dick Hofstra"}


def asked_back() -> Dossier:
    dossier = after_stap(2)
    about: dict[str, Any] = {"kennisgeving": str(dossier.records[-1].nummer)}
    asked: dict[str, Any] = {**about, "reactie": "vraag", "terugvraag": "Wanneer is het gesprek?"}
    dossier = record(dossier, Ontvangst, by=DICK, on=TUESDAY, **asked)
    dossier = record(dossier, AntwoordAanDirectie, on=TUESDAY, antwoord="Dat is op donderdag.", **about)
    return record(dossier, Ontvangst, by=DICK, on=TUESDAY, **about, reactie="gezien")


def test_the_note_has_each_message_with_what_was_asked_and_answered() -> None:
    dossier = asked_back()
    made = nota.op_papier(notas(dossier, NAMEN), dossier.codenaam, BY_NOOR)
    said = heard(made)
    assert [text for kind, text in aloud(made) if kind == "H2"] == [
        "Stap 1. Signalen in kaart brengen",
        "Stap 2. Overleg en zo nodig advies",
    ]
    assert said[said.index("Stap 2. Overleg en zo nodig advies") + 1 :] == [
        "ma 9 november 2026, Noor van Dalen",
        f"Dossier {dossier.codenaam}: stap 2 is afgerond. De zorg blijft.",
        "di 10 november 2026, Dick Hofstra",
        "Wanneer is het gesprek?",
        "di 10 november 2026, Noor van Dalen",
        "Dat is op donderdag.",
        "Gezien: di 10 november 2026, Dick Hofstra",
    ]


def test_the_note_is_the_same_for_the_directie_whose_view_has_nothing_else() -> None:
    dossier = asked_back()
    view = dossier.visible_to(DICK, TUESDAY)
    assert {each.soort for each in view.records} == {"Afronding", "Ontvangst", "AntwoordAanDirectie"}
    assert notas(view, NAMEN) == notas(dossier, NAMEN) and heeft_notas(view)
    assert not heeft_notas(record(opened(), Signaal)) and notas(opened(), NAMEN) == ()


def test_the_sheet_says_how_often_and_when_and_nothing_that_was_typed_but_the_question() -> None:
    dossier = record(decided("5b"), Signaal, soort="seksueel")
    found = blad(dossier, Punt(dossier.id, "Wat kan Lars doen als Sem de Wit wegkruipt?", ()))
    made = besprekingsblad.op_papier(found, BY_NOOR)
    said = " ".join(heard(made))
    assert f"Wat kan Lars doen als {dossier.codenaam} wegkruipt?" in said and "signalen 2" in said
    typed = [
        answer.tekst
        for each in dossier.records
        if not each.isa(Afronding)
        for answer in each.antwoorden
        if len(answer.tekst) > 15 and answer.tekst in said
    ]
    assert [each for each in typed if not each.startswith(("vr ", "ma "))] == []
    assert "Sem" not in said and "Seksueel" not in said and pages_of(made) == 1
    assert [text for kind, text in aloud(made) if kind == "H2"] == [
        "De vraag aan het team",
        "Tot nu toe",
        "Wat besluiten wij?",
    ]
    assert heard(made)[0] == dossier.codenaam and NOOR.naam not in said


def test_the_sheet_is_one_page_however_much_there_is_and_a_long_question_goes_on() -> None:
    dossier = opened()
    for _each in range(200):
        dossier = record(dossier, Signaal)
    assert pages_of(besprekingsblad.op_papier(blad(dossier, None), BY_NOOR)) == 1
    asked = "Wat kunnen wij doen? " * 4_000
    made = besprekingsblad.op_papier(blad(dossier, Punt(dossier.id, asked, ())), BY_NOOR)
    assert " ".join(heard(made)).count("Wat kunnen wij doen?") == 4_000
