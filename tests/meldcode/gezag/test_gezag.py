"""Who has gezag on a day: nothing is presumed, a change is history, and what counts is who had it that day."""

from datetime import date
from typing import Any

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import Staat, mensen, met_gezag, staat
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    Afzien,
    Betrokkene,
    FormeelGesprek,
    Gezag,
    Melding,
    NietBereikt,
    OudersGeinformeerd,
    VeiligInformeren,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers import answers
from tests.builders import after_stap, close, decided, in_opvolging, opened, record
from tests.cast import MONDAY, NOOR, TUESDAY

BEFORE, CHANGE, AFTER = date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 1)


def with_people(dossier: Dossier, *names: str, **changes: Any) -> Dossier:
    for naam in names:
        dossier = record(dossier, Betrokkene, naam=naam, **changes)
    return dossier


def of(dossier: Dossier, *names: str) -> list[str]:
    return [each.keuze.value for each in mensen(dossier.standing) if each.record.tekst("naam") in names]


def who(dossier: Dossier, day: date = date.max) -> list[str]:
    return [each.naam.split()[0] for each in met_gezag(dossier.standing, day)]


def both() -> Dossier:
    dossier = with_people(after_stap(2), "Anna", "Bas")
    return record(dossier, Gezag, voor=of(dossier, "Anna", "Bas"))


def refused(dossier: Dossier, kind, **changes) -> dict[str, str]:
    return vastleggen.objections(dossier, kind, answers(kind, **changes), by=NOOR, on=MONDAY)


# Of whom


def test_a_parent_of_whom_nobody_recorded_it_is_asked_and_a_grandmother_is_not() -> None:
    dossier = with_people(with_people(opened(), "Anna"), "Oma", rol="grootouder")
    assert [staat(each, dossier.standing) for each in mensen(dossier.standing)] == [Staat.ONBEKEND, Staat.GEEN]
    assert who(dossier) == ["Anna"]


def test_without_anybody_the_parents_count_as_one_and_nothing_changes() -> None:
    assert after_stap(2).met_gezag == () and not refused(after_stap(2), FormeelGesprek)
    assert not refused(after_stap(2), NietBereikt)


@pytest.mark.parametrize(
    ("changes", "naam"),
    [
        ({"waardoor": "erkend", "erkend_op": "31-12-2022"}, "erkend_op"),
        ({"waardoor": "erkend", "erkend_op": "01-01-2023"}, ""),
        ({"waardoor": "register", "sinds": "31-12-2022"}, ""),
        ({"sinds": "02-11-2026", "tot": "01-11-2026"}, "tot"),
        ({"voor": []}, "voor"),
        ({"voor": ["99 Niemand (ouder)"]}, "voor"),
    ],
)
def test_gezag_that_cannot_be_is_refused_at_the_place(changes, naam: str) -> None:
    dossier = with_people(opened(), "Bas")
    found = refused(dossier, Gezag, **({"voor": of(dossier, "Bas")} | changes))
    assert set(found) == ({naam} if naam else set())


def test_a_jeugdbeschermer_and_a_brother_are_nobody_to_have_gezag() -> None:
    dossier = with_people(with_people(opened(), "Jip", rol="broer_zus"), "Joke", rol="jeugdbeschermer")
    assert (
        set(refused(dossier, Gezag, voor=of(dossier, "Jip")))
        == {"voor"}
        == set(refused(dossier, Gezag, voor=of(dossier, "Joke")))
    )


# On which day


def test_what_counts_is_who_had_it_that_day_and_a_change_needs_its_day() -> None:
    dossier = both()
    anna = of(dossier, "Anna")
    assert set(refused(dossier, Gezag, voor=anna, vorm="geschorst")) == {"sinds"}
    dossier = record(dossier, Gezag, voor=anna, vorm="geschorst", sinds="15-10-2026")
    assert who(dossier, BEFORE) == ["Anna", "Bas"] and who(dossier, CHANGE) == ["Bas"] == who(dossier, AFTER)
    assert len(dossier.of(Gezag)) == 2, "what was recorded before stays"


def test_gezag_that_ended_on_a_day_was_there_until_that_day() -> None:
    dossier = with_people(opened(), "Anna")
    dossier = record(dossier, Gezag, voor=of(dossier, "Anna"), sinds="01-09-2026", tot="15-10-2026")
    assert [who(dossier, day) for day in (date(2026, 8, 1), BEFORE, CHANGE, AFTER)] == [[], ["Anna"], ["Anna"], []]


def test_who_got_gezag_during_the_case_is_asked_anew_and_the_others_are_not() -> None:
    """D 21: the answer about the parents together was before this day."""
    dossier = with_people(after_stap(2), "Anna", "Bas")
    dossier = record(dossier, Gezag, voor=of(dossier, "Anna"))
    dossier = record(dossier, Gezag, voor=of(dossier, "Bas"), sinds="10-11-2026", on=TUESDAY)
    told = vastleggen.objections(dossier, FormeelGesprek, answers(FormeelGesprek, voor=of(dossier, "Bas")),
                                 by=NOOR, on=TUESDAY)  # fmt: skip
    assert set(told) == {""}, "whether it is safe was not asked of him"
    assert not refused(dossier, FormeelGesprek, voor=of(dossier, "Anna"))


def test_an_answer_of_before_counts_for_each_when_they_are_entered_later() -> None:
    dossier = both()
    assert not refused(dossier, FormeelGesprek, voor=of(dossier, "Anna", "Bas"))
    assert set(refused(dossier, FormeelGesprek)) == {"voor"}, "a new one says of whom"


# R23, R24: stap 3


def test_stap_3_waits_for_the_other_parent_and_says_whom() -> None:
    dossier = record(both(), FormeelGesprek, voor=of(both(), "Anna"))
    with pytest.raises(Onvolledig):
        close(dossier, 3)
    assert [eis.tekst.endswith(": Bas (ouder)") for eis in dossier.missing(STAPPEN[2])] == [True]


def test_both_in_one_talk_is_one_record() -> None:
    dossier = both()
    assert close(record(dossier, FormeelGesprek, voor=of(dossier, "Anna", "Bas")), 3).stap.nummer == 4


def test_one_who_cannot_safely_be_told_does_not_shut_the_talk_with_the_other() -> None:
    dossier = both()
    dossier = record(dossier, VeiligInformeren, voor=of(dossier, "Bas"), veilig="nee")
    assert set(refused(dossier, FormeelGesprek, voor=of(dossier, "Anna", "Bas"))) == {""}
    assert not refused(dossier, FormeelGesprek, voor=of(dossier, "Anna"))
    assert not refused(dossier, Afzien, voor=of(dossier, "Bas"))
    assert set(refused(dossier, Afzien, voor=of(dossier, "Anna"))) == {""}


def test_a_stepfather_needs_an_answer_of_his_own() -> None:
    dossier = with_people(both(), "Stef", rol="stiefouder")
    assert set(refused(dossier, FormeelGesprek, voor=of(dossier, "Stef"))) == {""}
    dossier = record(dossier, VeiligInformeren, voor=of(dossier, "Stef"))
    assert not refused(dossier, FormeelGesprek, voor=of(dossier, "Stef"))


@pytest.mark.parametrize(
    ("changes", "naam"),
    [
        ({"datum": "06-11-2026", "datum_2": "06-11-2026", "weg_2": "bellen"}, "weg_2"),
        ({"datum": "06-11-2026", "datum_2": "06-11-2026"}, ""),
        ({"datum": "09-11-2026", "datum_2": "06-11-2026"}, "datum_2"),
        ({"opnieuw_op": ""}, "opnieuw_op"),
    ],
)
def test_not_reached_takes_two_attempts_and_a_day_to_try_again(changes, naam: str) -> None:
    dossier = both()
    assert set(refused(dossier, NietBereikt, **({"voor": of(dossier, "Bas")} | changes))) == ({naam} if naam else set())


def test_the_directie_reads_how_it_ended_with_how_many_and_no_name() -> None:
    dossier = both()
    dossier = record(dossier, VeiligInformeren, voor=of(dossier, "Bas"), veilig="nee")
    dossier = record(record(dossier, FormeelGesprek, voor=of(dossier, "Anna")), Afzien, voor=of(dossier, "Bas"))
    assert bericht(dossier, STAPPEN[2]).endswith(
        "Het gesprek is gevoerd: 1 van de 2 mensen met gezag. "
        "Er is afgezien van het gesprek, met reden: 1 van de 2 mensen met gezag."
    )
    unreached = record(both(), NietBereikt, voor=of(both(), "Anna", "Bas"))
    text = bericht(unreached, STAPPEN[2])
    assert text.endswith("Niet bereikt na ten minste twee pogingen, die taak blijft staan.") and "Anna" not in text


# R36, R38: told of the melding


def test_that_they_were_told_says_whether_it_was_before_the_melding() -> None:
    """R38."""
    told = record(decided("5b"), OudersGeinformeerd, waarover="5b", datum="06-11-2026").records[-1]
    assert told.tekst("volgorde") == "Vóór de melding" and told.tekst("wijze") == "In een gesprek"
    after = record(record(decided("5b"), Melding, datum="06-11-2026"), OudersGeinformeerd, waarover="5b").records[-1]
    assert after.tekst("volgorde") == "Na de melding"
    assert decided("5a") and not record(decided("5a"), OudersGeinformeerd).records[-1].tekst("volgorde")


def test_told_by_a_letter_alone_needs_a_reason() -> None:
    """R36."""
    assert set(refused(decided("5a"), OudersGeinformeerd, wijze="brief", waarom_brief="")) == {"waarom_brief"}


def test_a_parent_without_gezag_holds_up_no_stap() -> None:
    dossier = with_people(both(), "Xander")
    dossier = record(dossier, Gezag, voor=of(dossier, "Xander"), vorm="geen")
    assert who(dossier) == ["Anna", "Bas"]


def test_people_are_recorded_whatever_the_fase_because_news_about_gezag_does_not_wait() -> None:
    assert with_people(in_opvolging(), "Anna").of(Betrokkene)
