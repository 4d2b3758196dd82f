"""Acute danger: a dossier can be opened with only a name; the rest about the pupil is asked later."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import AcuutGevaar, Opening
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.opening import OverMedewerker
from meldcode.vragen.vastlegging import fill, vragen
from tests.answers import answers
from tests.builders import gesloten, opened, record
from tests.cast import BEA, BESS, DICK, FRED, LARS, MONDAY, NOOR, SCHOOL, VERA

BEGIN = {"naam": "Iris", "datum": "09-11-2026", "tijd": "14:52", "reden": "Op."}
ASKED_LATER = "Wie de leerling is: geboortedatum en groep"


def begun() -> Dossier:
    begin = fill(AcuutBegin, BEGIN, MONDAY)
    empty = Dossier("d", SCHOOL, "Beuk 3", LARS.id)
    return vastleggen.record(
        vastleggen.record(empty, begin.opening, by=LARS, on=MONDAY), begin.acuut, by=LARS, on=MONDAY
    )


def asked_later(dossier: Dossier) -> list[str]:
    return [eis.tekst for eis in dossier.missing(STAPPEN[0]) if eis.tekst.startswith(ASKED_LATER)]


def test_a_name_a_reason_and_a_moment_are_enough_and_no_reason_is_too_short() -> None:
    dossier = begun()
    assert dossier.fase is Fase.STAP_5
    assert [each.soort for each in dossier.records] == ["Opening", "AcuutGevaar"]
    assert (dossier.leerling("naam"), dossier.groep, dossier.born) == ("Iris", "onbekend", None)


def test_the_name_is_asked_first() -> None:
    assert [each.naam for each in vragen(AcuutBegin)] == ["naam", *(each.naam for each in vragen(AcuutGevaar))]


def test_the_rest_is_asked_later_until_the_opening_is_corrected() -> None:
    dossier = begun()
    assert len(asked_later(dossier)) == 1
    whole = fill(Opening, answers(Opening, naam="Iris"), MONDAY)
    corrected = vastleggen.correct(dossier, dossier.records[0], whole, by=NOOR, on=MONDAY)
    assert asked_later(corrected) == [] and corrected.groep == "6"


@pytest.mark.parametrize(
    "dossier", [opened(), record(opened(), AcuutGevaar), gesloten()], ids=["opened", "acute", "closed"]
)
def test_who_was_opened_in_full_is_not_asked_again(dossier: Dossier) -> None:
    assert asked_later(dossier) == []


def test_that_it_was_not_asked_yet_is_an_answer_nobody_is_offered() -> None:
    about = next(each for each in vragen(Opening) if each.naam == "medewerker")
    assert OverMedewerker.LATER in about.keuzen
    assert list(about.te_kiezen) == [OverMedewerker.JA, OverMedewerker.NEE]


def test_it_begins_a_dossier_and_cannot_be_recorded_in_one_that_is_there() -> None:
    assert vastleggen.refusal(opened(), AcuutBegin, NOOR, MONDAY) == "Dit dossier is al geopend."


@pytest.mark.parametrize("user", [NOOR, LARS, VERA, DICK, BEA, FRED, BESS], ids=lambda user: user.id)
def test_it_is_begun_by_who_may_open_a_dossier(user) -> None:
    allowed = vastleggen.refusal(Dossier("", SCHOOL, "", user.id), AcuutBegin, user, MONDAY) is None
    assert allowed == (user in (NOOR, LARS, VERA))
