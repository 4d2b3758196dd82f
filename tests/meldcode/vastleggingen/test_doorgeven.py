"""A signaal that a leerkracht hands in: one short form, two records, the rest is asked of the ib-er at the intake."""

from datetime import date

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vastleggingen.doorgeven import OverWie, SignaalBegin
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig, asked, fill
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.cast import DICK, LARS, MONDAY, NOOR, SCHOOL, VERA

BEGIN: dict[str, Raw] = {
    "over": "geen",
    "naam": "Iris Zonderling",
    "groep": "5",
    "waarneming": "Zij had drie dagen geen jas aan.",
    "plaats": "bij het hek",
}
CLASSIFY = "Waar het signaal over gaat"


def handed_in(by=LARS, **changes: Raw) -> Dossier:
    raw = {**SignaalBegin.vooraf(MONDAY), **BEGIN, **changes}
    begin = vastleggen.filled(Dossier("", SCHOOL, "", by.id), SignaalBegin, raw, by=by, on=MONDAY)
    dossier = vastleggen.record(Dossier("d1", SCHOOL, "Eik 1", by.id), begin.opening, by=by, on=MONDAY)
    return vastleggen.record(dossier, begin.signaal, by=by, on=MONDAY)


def missing(dossier: Dossier) -> list[str]:
    return [eis.tekst for eis in dossier.missing(STAPPEN[0])]


def classified(dossier: Dossier, **changes: Raw) -> Dossier:
    """Noor fills in what the reporter was not asked."""
    signaal = dossier.last(Signaal)
    assert signaal
    raw: dict[str, Raw] = {each.naam: each.waarde for each in signaal.antwoorden}
    raw |= {"soort": "gezin", "andere_verklaring": "De was was nat.", **changes}
    better = vastleggen.filled_correction(dossier, signaal, raw, by=NOOR, on=MONDAY)
    return vastleggen.correct(dossier, signaal, better, by=NOOR, on=MONDAY)


def test_five_answers_are_enough_for_a_signaal_of_today_that_somebody_saw() -> None:
    dossier = handed_in()
    assert [each.soort for each in dossier.records] == ["Opening", "Signaal"]
    signaal = dossier.last(Signaal)
    assert signaal and (signaal.waarde("datum"), signaal.waarde("bron")) == ("09-11-2026", "zelf")
    assert (dossier.leerling("naam"), dossier.groep, dossier.born) == ("Iris Zonderling", "5", None)


def test_stap_1_cannot_be_closed_before_the_ib_er_knows_who_it_is_and_what_it_is_about() -> None:
    dossier = handed_in()
    assert CLASSIFY in missing(dossier) and any(each.startswith("Wie de leerling is") for each in missing(dossier))
    dossier = classified(dossier)
    assert CLASSIFY not in missing(dossier)
    opening = dossier.last(Opening)
    assert opening
    whole = fill(Opening, answers(Opening, naam="Iris Zonderling"))
    dossier = vastleggen.correct(dossier, opening, whole, by=NOOR, on=MONDAY)
    assert not any(each.startswith("Wie de leerling is") for each in missing(dossier))


def test_each_signaal_is_classified_one_that_is_does_not_speak_for_another() -> None:
    dossier = vastleggen.record(handed_in(), fill(Signaal, answers(Signaal)), by=NOOR, on=MONDAY)
    assert CLASSIFY in missing(dossier)


def test_what_is_not_classified_is_chosen_by_nobody() -> None:
    about = next(each for each in asked(Signaal, answers(Signaal)) if each.naam == "soort")
    assert "later" not in [each.value for each in about.te_kiezen]


def test_what_the_pupil_told_counts_as_that_at_once() -> None:
    assert verteld(handed_in(bron="leerling")) and not verteld(handed_in())
    assert not verteld(classified(handed_in(bron="leerling"))), "once it is classified, that counts"


def test_about_conduct_of_staff_nothing_is_asked_and_nothing_can_be_recorded() -> None:
    assert [each.naam for each in asked(SignaalBegin, {**BEGIN, "over": "medewerker"})] == ["over"]
    with pytest.raises(Onvolledig) as refused:
        handed_in(over="medewerker")
    assert list(refused.value.objections) == ["over"]


def test_a_colleague_who_is_involved_is_shut_out_and_nobody_shuts_out_themselves() -> None:
    noor, vera, lars = (str(Persoon(each.id, each.role, each.naam)) for each in (NOOR, VERA, LARS))
    dossier = handed_in(over="collega", afgeschermd=noor, vervanger=vera)
    assert not dossier.readable_by(NOOR, MONDAY) and dossier.readable_by(VERA, MONDAY)
    with pytest.raises(Onvolledig) as refused:
        handed_in(over="collega", afgeschermd=lars)
    assert list(refused.value.objections) == ["afgeschermd"]


@pytest.mark.parametrize(("user", "may"), [(LARS, True), (VERA, True), (NOOR, False), (DICK, False)])
def test_it_is_for_who_does_not_walk_the_route(user, may: bool) -> None:
    refused = vastleggen.refusal(Dossier("", SCHOOL, "", user.id), SignaalBegin, user, MONDAY)
    assert (refused is None) == may


def test_each_form_begins_with_its_own_day() -> None:
    assert SignaalBegin.vooraf(date(2026, 11, 10))["datum"] == "10-11-2026"
    assert [each.value for each in OverWie] == ["medewerker", "collega", "geen"]
