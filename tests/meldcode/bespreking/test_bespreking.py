"""The leerlingbespreking: who may attend, what they may see, and what closing it records."""

from dataclasses import replace
from typing import Any

import pytest

from meldcode.bespreking.bespreking import (
    Actie,
    Bespreking,
    Punt,
    betrokken,
    can_attend,
    decided,
    keeps_off_the_table,
    objections,
    objections_to,
    objections_to_nothing,
    open_punten,
    outcome,
    without_name,
)
from meldcode.bespreking.kaarten import Kaart, card, may_be_shown
from meldcode.bespreking.toezegging import in_words_of, promised, to_begin_with
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afspraak,
    GesprekLeerling,
    Leerlingbespreking,
    Opening,
    Overleg,
    Signaal,
)
from meldcode.vastleggingen.stap_2 import Grond
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, both_fixed, close, opened, record, work
from tests.cast import BEA, BESS, BORN, CAST, DICK, FRED, LARS, MONDAY, NOOR, TUESDAY, VERA

NAMES = {each.id: each.naam for each in CAST}
LARS_HIMSELF = Persoon(LARS.id, LARS.role, LARS.naam)
BELLEN = Actie("Bellen met de opvang", LARS_HIMSELF, TUESDAY)


def case(**changes: Any) -> Dossier:
    """A dossier in stap 2 with more recorded than the team needs to see."""
    walked = close(work(opened(gezag="Kerkstraat 1, bij oma"), 1), 1)
    return replace(record(record(walked, Signaal, **changes), GesprekLeerling), codenaam="Beuk 7", id="d1")


def meeting(*punten: Punt, **changes: object) -> Bespreking:
    made = Bespreking("b1", MONDAY, (NOOR.id, LARS.id), (), punten, MONDAY)
    return replace(made, **changes)  # type: ignore[arg-type]


def punt(**changes: object) -> Punt:
    return replace(Punt("d1", "Wie ziet dit ook?"), **changes)  # type: ignore[arg-type]


# Who attends


@pytest.mark.parametrize(("user", "may"), [(NOOR, True), (LARS, True), (VERA, True), (DICK, True)])
def test_these_can_be_at_the_table(user, may: bool) -> None:
    assert can_attend(Persoon(user.id, user.role, user.naam)) is may


@pytest.mark.parametrize("user", [BEA, FRED, BESS])
def test_who_works_with_no_dossier_cannot(user) -> None:
    assert not can_attend(Persoon(user.id, user.role, user.naam))


def test_an_involved_colleague_keeps_the_case_off_the_table_until_they_leave_the_room() -> None:
    dossier = record(case(), Afscherming, afgeschermd=written(LARS), vervanger="")
    here = meeting(punt())
    assert betrokken(here, dossier) == (LARS.id,)
    assert "verlaat" in str(keeps_off_the_table(here, punt(), dossier))
    assert "d1" in objections(here, {"d1": dossier})
    gone = punt(verlaat=frozenset({LARS.id}))
    assert keeps_off_the_table(meeting(gone), gone, dossier) is None
    assert meeting(gone).aanwezig(gone) == (NOOR.id,)


def test_who_is_not_at_the_table_keeps_nothing_off_it() -> None:
    dossier = record(case(), Afscherming, afgeschermd=written(VERA), vervanger="")
    assert betrokken(meeting(punt()), dossier) == ()
    assert keeps_off_the_table(meeting(punt()), punt(), dossier) is None


def test_nobody_is_left_when_all_must_leave() -> None:
    here = meeting(punt(verlaat=frozenset({NOOR.id, LARS.id})))
    assert keeps_off_the_table(here, here.punten[0], case()) == "Bij dit punt blijft niemand over."


def test_it_cannot_begin_without_people_cases_and_a_question() -> None:
    assert objections(meeting(collegas=()), {}) == {"collegas": "Kies wie erbij zijn."}
    assert objections(meeting(), {}) == {"dossiers": "Zet ten minste één dossier op de agenda."}
    assert objections(meeting(punt(vraag=" ? ")), {"d1": case()}) == {"d1": "Schrijf op wat u het team vraagt."}
    assert objections(meeting(punt()), {"d1": case()}) == {}


@pytest.mark.parametrize("grond", [Grond.INSTEMMING, Grond.MEDEWETEN])
def test_guests_hear_whose_case_it_is_on_a_recorded_ground_only(grond: Grond) -> None:
    known = punt(grond=grond, toelichting="Moeder, 9 november")
    with_guest = meeting(known, gasten=("Priya Doerga, wijkteam",))
    assert not with_guest.is_anoniem(known) and with_guest.label(known, case()) == "Beuk 7, groep 6"
    for other in (punt(), punt(grond=grond), punt(grond=Grond.ANONIEM, toelichting="Moeder, 9 november")):
        here = meeting(other, gasten=("Priya Doerga, wijkteam",))
        assert here.is_anoniem(other) and here.label(other, case()) == "Casus 1"
        assert not meeting(other).is_anoniem(other), "without guests there is nobody to keep it from"


# What may be shown


def test_of_a_dossier_the_pupil_the_messages_access_and_files_are_never_on_offer() -> None:
    dossier = record(case(), Afscherming, afgeschermd=written(VERA), vervanger="")
    kinds = {shown.soort for shown, _answers in may_be_shown(dossier)}
    assert kinds == {"Signaal", "Overleg", "GesprekLeerling"}
    offered = [answer for _record, answers in may_be_shown(dossier) for answer in answers]
    assert not {answer.naam for answer in offered} & {"naam", "geboren", "gezag", "groep", "aanwezig", "van_wie"}
    assert "Kerkstraat" not in " ".join(answer.tekst for answer in offered)


_APART = ("TweedeWeger", "TweedeWegerVervalt", "Afwegingen", "Vergelijking")


def test_what_a_second_weigher_answered_apart_is_never_on_offer() -> None:
    assert not set(_APART) & {shown.soort for shown, _answers in may_be_shown(both_fixed())}
    assert {each.soort for each in both_fixed().records} >= {"TweedeWeger", "Afwegingen"}, (
        "there is something to leave out"
    )


def test_a_card_gives_the_answer_as_last_corrected_and_none_that_is_not_on_offer() -> None:
    dossier = case(waarneming="Zat een uur bij het hek.")
    signal = dossier.of(Signaal)[-1]
    found = card(Kaart(signal.nummer, "waarneming"), dossier)
    assert found and found[1].tekst == "Zat een uur bij het hek."
    assert card(Kaart(signal.nummer, "van_wie"), dossier) is None
    assert card(Kaart(1, "naam"), dossier) is None and card(Kaart(99, "waarneming"), dossier) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sem kwam te laat.", "Beuk 7 kwam te laat."),
        ("De jas van Sem de Wit is weg", "De jas van Beuk 7 is weg"),
        ("Sems jas; Sem's tas", "Beuk 7 jas; Beuk 7 tas"),
        ("SEM! zei Wit.", "Beuk 7! zei Beuk 7."),
        ("een wit brood, semantiek", "een wit brood, semantiek"),
        ("geboren op 14-03-2018 (14 maart 2018)", "geboren op (geboortedatum) ((geboortedatum))"),
    ],
)
def test_the_name_and_birth_date_of_the_pupil_are_taken_out(text: str, shown: str) -> None:
    assert without_name(text, case(), "Beuk 7") == shown


def test_a_name_with_hyphens_and_signs_is_taken_out_whole_and_in_parts() -> None:
    dossier = replace(opened(naam="Elif Yıldırım-Vlinderhof (a.b)"), codenaam="Eik 2")
    text = without_name("Elif; Yıldırım; Vlinderhof; Elif Yıldırım-Vlinderhof (a.b) en Elifje", dossier, "Eik 2")
    assert text == "Eik 2; Eik 2; Eik 2; Eik 2 en Eik 2"


def test_what_the_pupil_is_called_otherwise_is_taken_out_too_as_it_was_corrected() -> None:
    first = opened(roepnamen="Muis")
    better = fill(Opening, answers(Opening, roepnamen="Semmie-Lou, Beer of Knoop"))
    dossier = vastleggen.correct(first, first.records[0], better, by=NOOR, on=MONDAY)
    text = "Beer de Wit huilde; KNOOP; semmielou; Knoopje; een muis"
    assert without_name(text, dossier, "Eik 2") == "Eik 2 huilde; Eik 2; Eik 2; Eik 2; een muis"


# What comes of it


def test_what_is_agreed_on_is_held_to_what_an_agreement_asks() -> None:
    good = {"wat": "Bellen met de opvang", "wie": written(LARS), "uiterlijk": "10-11-2026"}
    assert objections_to(good, punt(), case(), MONDAY) == {}
    for naam, answer in (
        ("wat", "x"),
        ("wie", ""),
        ("wie", written(DICK)),
        ("uiterlijk", "8-11-2026"),
    ):
        assert list(objections_to(good | {naam: answer}, punt(), case(), MONDAY)) == [naam]


def test_nothing_is_given_to_who_must_not_hear_of_the_case() -> None:
    good = {"wat": "Bellen met de opvang", "wie": written(LARS), "uiterlijk": "10-11-2026"}
    dossier = record(case(), Afscherming, afgeschermd=written(LARS), vervanger="")
    assert list(objections_to(good, punt(), dossier, MONDAY)) == ["wie"]
    assert list(objections_to(good, punt(verlaat=frozenset({LARS.id})), case(), MONDAY)) == ["wie"]


def test_to_do_nothing_takes_a_reason() -> None:
    assert objections_to_nothing("klaar") and objections_to_nothing(" " * 20)
    assert objections_to_nothing("de logopedist al kijkt") is None


def test_a_case_is_open_until_somebody_does_something_or_nobody_for_a_reason() -> None:
    here = meeting(punt(), punt(dossier_id="d2", acties=(BELLEN,)), punt(dossier_id="d3", geen_actie="er al hulp is"))
    assert [each.dossier_id for each in open_punten(here)] == ["d1"]
    with pytest.raises(Geweigerd, match="nog open"):
        outcome(here, here.punten[0], NAMES)


def test_nothing_comes_of_a_meeting_that_did_not_begin() -> None:
    done = punt(acties=(BELLEN,))
    with pytest.raises(Geweigerd):
        outcome(meeting(done, begonnen_op=None), done, NAMES)


def test_closing_writes_the_outcome_as_of_stap_2_and_an_agreement_for_each_action() -> None:
    """R16."""
    done = punt(acties=(BELLEN, replace(BELLEN, wat="Een boterham klaarleggen")))
    dossier = case()
    for each in outcome(meeting(done), done, NAMES):
        dossier = vastleggen.record(dossier, each, by=NOOR, on=MONDAY)
    besproken, *agreed = dossier.records[-3:]
    assert besproken.isa(Leerlingbespreking) and besproken.tekst("gehouden") == "Ja"
    assert besproken.tekst("aanwezig") == "Noor van Dalen, Lars Brouwer"
    assert besproken.tekst("kwestie") == "Wie ziet dit ook?" and besproken.waarde("datum") == "09-11-2026"
    assert "Bellen met de opvang – Lars Brouwer, leerkracht, uiterlijk di 10 november 2026." in besproken.tekst(
        "besluit"
    )
    assert [each.tekst("wat") for each in agreed if each.isa(Afspraak)] == [
        "Bellen met de opvang",
        "Een boterham klaarleggen",
    ]


def test_the_minutes_name_guests_with_the_ground_and_leave_out_who_left_the_room() -> None:
    known = punt(
        verlaat=frozenset({LARS.id}), grond=Grond.INSTEMMING, toelichting="Moeder, 9 november", geen_actie="er hulp is"
    )
    (found,) = outcome(meeting(known, gasten=("Priya Doerga, wijkteam",)), known, NAMES)
    assert isinstance(found, Leerlingbespreking)
    guests = "Van buiten de school: Priya Doerga, wijkteam; met instemming van de ouders (Moeder, 9 november)."
    assert found.aanwezig == f"Noor van Dalen. {guests}"
    anonymous = replace(known, toelichting="")
    (found,) = outcome(meeting(anonymous, gasten=("Priya Doerga, wijkteam",)), anonymous, NAMES)
    assert isinstance(found, Leerlingbespreking) and str(found.aanwezig).endswith("wijkteam; zonder namen.")


def test_geen_actie_is_written_with_its_reason() -> None:
    assert decided(punt(geen_actie="de logopedist al kijkt")) == "Geen actie, omdat de logopedist al kijkt"


# The next meeting


def held() -> Dossier:
    done, dossier = punt(acties=(replace(BELLEN, wat="Met Sem lezen, elke dag"),)), case()
    for each in outcome(meeting(done), done, NAMES):
        dossier = vastleggen.record(dossier, each, by=NOOR, on=MONDAY)
    return dossier


def test_the_next_meeting_begins_with_what_was_promised_by_code_name() -> None:
    dossier = held()
    (found,) = promised(dossier)
    assert (found.codenaam, found.wat, found.wie.naam, found.afloop) == (
        "Beuk 7",
        "Met Beuk 7 lezen, elke dag",
        "Lars Brouwer",
        "",
    )
    assert "Nog open." in in_words_of(found)
    assert [each.dossier_id for each in to_begin_with([dossier, case()])] == ["d1"]
    assert to_begin_with([dossier])[0].vraag


def test_what_came_of_it_is_told_once_and_an_agreement_made_elsewhere_is_not() -> None:
    dossier = held()
    number = str(dossier.records[-1].nummer)
    done = record(dossier, Afgehandeld, afspraak=number, uitkomst="Sem leest nu zelf.")
    assert promised(done)[0].afloop == "Gedaan: Beuk 7 leest nu zelf."
    assert to_begin_with([done]) == ()
    later = record(done, Leerlingbespreking)
    assert promised(later) == ()
    elsewhere = record(later, Afspraak, besloten_in="In het overleg met de ib-er")
    assert promised(elsewhere) == ()


def test_the_birth_date_of_the_builders_is_the_one_searched_for() -> None:
    assert case().born == BORN and case().last(Opening) and BORN.day and BORN.day < MONDAY
    assert {each.soort for each in case().records} >= {Overleg.__name__}
    assert after_stap(1).fase == "stap_2"
