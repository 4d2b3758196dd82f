"""The timeline: what happened when, by kind, without typed text and without names."""

from dataclasses import replace
from datetime import date

from meldcode.dossier.tijdlijn import in_zinnen, tijdlijn
from meldcode.vastleggingen import AcuutGevaar, Effectmeting, Leerlingbespreking, OudersGeinformeerd, Overleg, Signaal
from meldcode.vragen.baan import Baan
from tests.builders import after_stap, decided, in_opvolging, opened, record
from tests.cast import MONDAY
from tests.pages.school import marked


def test_a_case_is_five_lines_with_what_happened_on_each() -> None:
    found = tijdlijn(record(in_opvolging("beide"), Effectmeting, signalen="opnieuw"))
    counts = {baan: len([each for each in found if each.baan is baan]) for baan in Baan}
    assert counts == {
        Baan.SIGNALEN: 1, Baan.GESPREKKEN: 3, Baan.OVERLEG: 4, Baan.BESLUITEN: 3, Baan.HULP: 3
    }  # fmt: skip
    assert [each.on for each in found] == sorted(each.on for each in found)


def test_a_thing_stands_on_the_day_it_was_and_not_on_the_day_it_was_written_down() -> None:
    (signal,) = tijdlijn(record(opened(), Signaal, datum="02-11-2026"))
    assert (signal.on, signal.baan, signal.wat) == (
        date(2026, 11, 2), Baan.SIGNALEN, "Signaal: Gedrag en stemming van de leerling"
    )  # fmt: skip
    acute = tijdlijn(record(opened(), AcuutGevaar))
    assert [(each.on, each.baan) for each in acute] == [(MONDAY, Baan.SIGNALEN)]


def test_what_was_not_held_did_not_happen() -> None:
    dossier = record(opened(), Overleg, gevoerd="nee")
    assert tijdlijn(dossier) == ()
    told = record(decided("geen"), OudersGeinformeerd, waarover="geen", geinformeerd="nee")
    assert not [each for each in tijdlijn(told) if each.wat.startswith("Ouders")]
    discussed = record(after_stap(1), Leerlingbespreking, gehouden="nee")
    assert not [each for each in tijdlijn(discussed) if "bespreking" in each.wat]


def test_a_decision_says_which() -> None:
    for which, said in {
        "5a": "Besluit: 5a hulp", "5b": "Besluit: 5b melding", "beide": "Besluit: 5a hulp en 5b melding",
        "geen": "Besluit: geen hulp en geen melding",
    }.items():  # fmt: skip
        assert [each.wat for each in tijdlijn(decided(which)) if each.wat.startswith("Besluit")] == [said]


def test_nothing_that_was_typed_and_nobody_is_on_it() -> None:
    dossier = record(record(in_opvolging("beide"), Effectmeting, signalen="opnieuw"), AcuutGevaar)
    told = "\n".join(in_zinnen(tijdlijn(marked(dossier, "Kanarievogel"))))
    assert "Kanarievogel" not in told
    typed = {each.tekst for record_ in dossier.records for each in record_.antwoorden if each.tekst == each.waarde}
    assert len(typed) > 40 and not [each for each in typed if len(each) > 2 and each in told]


def test_the_words_say_each_kind_how_often_and_when() -> None:
    dossier = record(record(opened(), Signaal, datum="02-11-2026"), Signaal, soort="lichamelijk")
    assert in_zinnen(tijdlijn(dossier)) == [
        "Signalen (2): ma 2 november 2026, Signaal: Gedrag en stemming van de leerling; vr 6 november 2026, "
        "Signaal: Lichaam en verzorging.",
        "Gesprekken: geen.",
        "Overleg en advies: geen.",
        "Wegen en beslissen: geen.",
        "Hulp en melding: geen.",
    ]


def test_a_correction_moves_the_sign() -> None:
    dossier = record(opened(), Signaal)
    corrected = dossier.records[-1]._replace(nummer=3, corrigeert=2, antwoorden=())
    assert [each.on for each in tijdlijn(replace(dossier, records=(*dossier.records, corrected)))] == [MONDAY]
