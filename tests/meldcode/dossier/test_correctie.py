"""Corrections: records are never edited; a correction stands beside the record, names it, and counts from then on."""

from datetime import date

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Afronding, Besluit, Effectmeting, Hulp, Opening, Overleg, Signaal, VeiligInformeren
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Onvolledig, fill
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.builders import after_stap, in_opvolging, opened, record, work
from tests.cast import DICK, LARS, MONDAY, NOOR, SARA


def first(dossier: Dossier, kind: type) -> Vastgelegd:
    return next(each for each in dossier.records if each.isa(kind))


def correct(dossier: Dossier, what: Vastgelegd, kind: type, *, by: User = NOOR, **changes: Raw) -> Dossier:
    return vastleggen.correct(dossier, what, fill(kind, answers(kind, **changes)), by=by, on=MONDAY)


def test_both_stay_and_the_correction_names_what_it_corrects() -> None:
    before = record(opened(), Signaal, plaats="bij het hek")
    after = correct(before, before.records[-1], Signaal, plaats="in de klas")
    assert after.records[:-1] == before.records
    assert (after.records[-1].corrigeert, after.records[-1].tekst("plaats")) == (
        before.records[-1].nummer,
        "in de klas",
    )


def test_the_correction_counts_where_the_first_stood() -> None:
    """R12: after the correction the overleg was not with the vertrouwenspersoon."""
    before = work(opened(), 1)
    wrong = [each for each in before.records if each.isa(Overleg)][-1]
    assert before.missing(STAPPEN[0]) == ()
    after = correct(before, wrong, Overleg, met="ib_er")
    assert [eis.tekst for eis in after.missing(STAPPEN[0])] == ["Overleg met de vertrouwenspersoon, of waarom niet"]


def test_a_name_and_a_birthday_can_be_put_right() -> None:
    before = opened()
    after = correct(before, before.records[0], Opening, naam="Semih Yıldız", geboren="01-02-2018")
    assert after.leerling("naam") == "Semih Yıldız"
    assert after.born == Geboren(2018, 2, 1)


def test_a_corrected_date_moves_what_waits() -> None:
    before = record(record(after_stap(4), Besluit, melden="nee", helpen="ja"), Hulp, effect_op="30-11-2026")
    after = correct(before, first(before, Hulp), Hulp, effect_op="07-12-2026")
    due = [each.due_on for each in verplichtingen(after, {}) if each.soort == "effect"]
    assert due == [date(2026, 12, 7)]


def test_correcting_a_signal_after_the_decision_is_no_new_signal() -> None:
    """R34: correcting brings no news, so it does not put the melding on the table."""
    before = in_opvolging("5a")
    after = correct(before, first(before, Signaal), Signaal, plaats="op het plein")
    assert after.fase is Fase.OPVOLGING


def test_a_correction_that_takes_the_news_away_takes_its_consequence_away() -> None:
    """R34: the signals turned out to be another child's, so they no longer put the melding on the table."""
    before = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    assert before.fase is Fase.STAP_5
    after = correct(before, before.records[-1], Effectmeting, signalen="minder", resultaat="ja")
    assert after.fase is Fase.OPVOLGING


def test_the_last_correction_counts_and_a_corrected_one_is_not_corrected_again() -> None:
    once = record(opened(), Signaal, plaats="eerst")
    twice = correct(once, once.records[-1], Signaal, plaats="daarna")
    thrice = correct(twice, twice.records[-1], Signaal, plaats="ten slotte")
    standing = thrice.last(Signaal)
    assert standing is not None and (standing.nummer, standing.tekst("plaats")) == (2, "ten slotte")
    with pytest.raises(Geweigerd, match="al gecorrigeerd"):
        correct(thrice, thrice.records[1], Signaal)


def test_what_the_directie_read_is_not_corrected() -> None:
    """R3: a message stays as it was sent."""
    before = after_stap(1)
    with pytest.raises(Geweigerd):
        correct(before, first(before, Afronding), Afronding)


def test_a_correction_is_held_to_what_the_first_was_held_to() -> None:
    before = record(opened(), Signaal)
    with pytest.raises(Onvolledig) as refused:
        vastleggen.correct(
            before, before.records[-1], fill(Signaal, answers(Signaal, datum="10-11-2026")), by=NOOR, on=MONDAY
        )
    assert refused.value.objections == {"datum": "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."}
    with pytest.raises(Geweigerd):
        correct(before, before.records[-1], VeiligInformeren)


@pytest.mark.parametrize("stranger", [DICK, SARA, LARS])
def test_who_may_not_record_it_may_not_correct_it(stranger: User) -> None:
    before = record(opened(), Signaal)
    with pytest.raises(Geweigerd):
        correct(before, before.records[-1], Signaal, by=stranger)


def test_a_leerkracht_puts_the_own_signal_right_and_no_other() -> None:
    theirs = record(opened(by=LARS), Signaal, by=LARS)
    after = correct(theirs, theirs.records[-1], Signaal, by=LARS, plaats="in de gymzaal")
    assert after.visible_to(LARS, MONDAY).last(Signaal).tekst("plaats") == "in de gymzaal"  # type: ignore[union-attr]
    noors = record(opened(by=LARS), Signaal, by=NOOR)
    with pytest.raises(Geweigerd):
        correct(noors, noors.records[-1], Signaal, by=LARS)
