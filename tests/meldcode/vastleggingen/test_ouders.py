"""The parents: whether they can safely be told is asked once, before the first talk, and counts until asked again."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afzien,
    FormeelGesprek,
    GesprekLeerling,
    Melding,
    OudersGeinformeerd,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vastleggingen.algemeen import RedenNiet
from meldcode.vragen.vastlegging import Onvolledig, fill, vragen
from tests.builders import after_stap, close, decided, not_safe, record, work
from tests.cast import MONDAY, NOOR, TUESDAY
from tests.meldcode.vastleggingen.refused import refused


def not_safe_after_stap_2():
    """A dossier past stap 2, in which the parents cannot safely be told now."""
    dossier = work(after_stap(1), 2, without=Zorggesprek)
    return close(not_safe(dossier), 2)


# Asked before the talk of stap 2


def test_the_concern_is_not_shared_before_it_is_known_to_be_safe() -> None:
    """R18."""
    assert refused(after_stap(1), Zorggesprek) == {
        "": "Dit gesprek kan pas als is vastgelegd dat de ouders nu veilig kunnen worden geïnformeerd. "
        "Beantwoord die vraag eerst."
    }


def test_the_concern_is_shared_openly_once_it_is_safe() -> None:
    """R18."""
    talk = record(record(after_stap(1), VeiligInformeren), Zorggesprek)
    assert talk.records[-1].tekst("gedeeld") == "Dat Sem de laatste weken schrikt van geluid."
    assert set(refused(record(after_stap(1), VeiligInformeren), Zorggesprek, gedeeld="", reactie="")) == {
        "gedeeld",
        "reactie",
    }


def test_when_it_is_not_safe_stap_2_closes_without_the_talk() -> None:
    """R18."""
    assert not_safe_after_stap_2().is_closed(STAPPEN[1])


def test_not_safe_needs_a_reason_a_ground_and_a_day_to_look_again() -> None:
    found = refused(after_stap(1), VeiligInformeren, veilig="nee", redenen=[], motivering="", opnieuw_op="")
    assert set(found) == {"redenen", "motivering", "opnieuw_op"}


def test_safe_needs_its_ground_as_well() -> None:
    assert set(refused(after_stap(1), VeiligInformeren, motivering="")) == {"motivering"}


# Reused at stap 3


def test_the_formal_talk_waits_while_it_is_not_safe() -> None:
    """R23, R24."""
    assert set(refused(not_safe_after_stap_2(), FormeelGesprek)) == {""}


def test_the_last_answer_counts() -> None:
    """R23."""
    later = record(not_safe_after_stap_2(), VeiligInformeren, on=TUESDAY)
    assert record(later, FormeelGesprek, on=TUESDAY).of(FormeelGesprek)
    changed_back = record(later, VeiligInformeren, on=TUESDAY, veilig="nee")
    assert set(refused(changed_back, FormeelGesprek)) == {""}


# The waiver


def test_without_talk_or_waiver_stap_4_stays_shut() -> None:
    """R24."""
    with pytest.raises(Onvolledig):
        close(not_safe_after_stap_2(), 3)


@pytest.mark.parametrize(
    "redenen", [["afreageren"], ["uit_zicht"], ["veiligheid"], ["afreageren", "uit_zicht"]], ids="+".join
)
def test_the_talk_may_be_waived_for_these_reasons(redenen: list[str]) -> None:
    """R24."""
    waived = close(record(not_safe_after_stap_2(), Afzien, redenen=redenen), 3)
    assert waived.stap.nummer == 4


def test_there_are_three_reasons_in_these_words() -> None:
    """R24: the route of the school has the first two reasons, the national model all three."""
    reasons = record(not_safe(after_stap(2)), Afzien, redenen=["afreageren", "uit_zicht", "veiligheid"])
    assert reasons.records[-1].tekst("redenen") == (
        "Het risico bestaat dat de ouder zich afreageert op de intern begeleider; "
        "Het risico bestaat dat de ouder het contact verbreekt en uit het zicht raakt; "
        "De veiligheid van de leerling, van uzelf of van een ander"
    )


def test_a_reason_recorded_in_other_words_stays_in_those_and_counts() -> None:
    old = "De veiligheid van de leerling of van een ander (landelijk model)"
    waived = record(not_safe(after_stap(2)), Afzien, redenen=["veiligheid"])
    last = waived.records[-1]
    then = tuple(each._replace(tekst=old) if each.naam == "redenen" else each for each in last.antwoorden)
    kept = replace(waived, records=(*waived.records[:-1], last._replace(antwoorden=then)))
    found = kept.records[-1]
    assert found.tekst("redenen") == old and found.says("redenen", RedenNiet.VEILIGHEID)
    given = {each.naam: each.waarde for each in found.antwoorden}
    corrected = vastleggen.correct(kept, found, fill(Afzien, given), by=NOOR, on=MONDAY)
    assert corrected.records[-2].tekst("redenen") == old
    assert corrected.records[-1].tekst("redenen") == "De veiligheid van de leerling, van uzelf of van een ander"


def test_whoever_is_not_told_why_only_on_concrete_indications() -> None:
    """Wherever a reason is chosen, the form says what counts as one."""
    asked = [each for kind in ALLE for each in vragen(kind) if RedenNiet.VEILIGHEID in each.keuzen]
    assert len(asked) == 3 and all("alleen bij concrete aanwijzingen" in each.help for each in asked)


def test_doing_without_the_talk_with_the_parents_leaves_that_with_the_pupil() -> None:
    assert "geen afzien van het gesprek met de leerling" in Afzien.uitleg
    waived = record(not_safe_after_stap_2(), Afzien)
    assert GesprekLeerling in STAPPEN[2].vastleggingen and record(waived, GesprekLeerling).of(GesprekLeerling)


@pytest.mark.parametrize(
    ("changes", "naam"),
    [
        ({"redenen": []}, "redenen"),
        ({"redenen": ["geen zin"]}, "redenen"),
        ({"motivering": ""}, "motivering"),
        ({"motivering": "Beter van niet."}, "motivering"),
    ],
)
def test_a_waiver_without_reason_or_ground_is_none(changes, naam: str) -> None:
    """R24."""
    assert set(refused(not_safe(after_stap(2)), Afzien, **changes)) == {naam}


def test_what_is_safe_cannot_be_waived() -> None:
    """R24: one question about the parents, one answer."""
    sentence = (
        "Afzien kan alleen als is vastgelegd dat de ouders nu niet veilig kunnen worden geïnformeerd. "
        "Beantwoord die vraag eerst (opnieuw)."
    )
    assert refused(after_stap(2), Afzien) == {"": sentence}
    assert refused(record(not_safe_after_stap_2(), VeiligInformeren), Afzien) == {"": sentence}
    assert record(not_safe(after_stap(2)), Afzien).of(Afzien)


def test_talk_and_waiver_are_never_open_at_once() -> None:
    """R23, R24."""
    for dossier, closed, open_ in (
        (after_stap(2), Afzien, FormeelGesprek),
        (not_safe_after_stap_2(), FormeelGesprek, Afzien),
    ):
        assert set(refused(dossier, closed)) == {""} and record(dossier, open_).of(open_)


# Asked anew after acute danger


def test_acute_danger_asks_again_before_the_formal_talk() -> None:
    """R23: it was safe before the danger."""
    danger = record(after_stap(2), AcuutGevaar)
    assert set(refused(danger, FormeelGesprek)) == {""}
    assert record(record(danger, VeiligInformeren), FormeelGesprek).of(FormeelGesprek)
    assert set(refused(not_safe(danger), FormeelGesprek)) == {""}


def test_acute_danger_asks_again_before_the_concern_is_shared() -> None:
    """R18."""
    danger = record(record(after_stap(1), VeiligInformeren), AcuutGevaar)
    assert set(refused(danger, Zorggesprek)) == {""}
    assert record(record(danger, VeiligInformeren), Zorggesprek).of(Zorggesprek)


def test_acute_danger_asks_again_before_parents_hear_of_the_melding() -> None:
    """R36: it may be recorded at once that they were not told."""
    danger = record(record(decided("5a"), AcuutGevaar), Melding)
    assert set(refused(danger, OudersGeinformeerd, waarover="5b")) == {"geinformeerd"}
    assert record(danger, OudersGeinformeerd, waarover="5b", geinformeerd="nee").records[-1].isa(OudersGeinformeerd)
    safe = record(danger, VeiligInformeren)
    assert record(safe, OudersGeinformeerd, waarover="5b").records[-1].isa(OudersGeinformeerd)


def test_a_second_acute_danger_asks_a_second_time() -> None:
    """R36."""
    twice = record(record(record(decided("5a"), AcuutGevaar), VeiligInformeren), AcuutGevaar)
    assert set(refused(twice, OudersGeinformeerd, waarover="5b")) == {"geinformeerd"}


def test_the_waiver_stays_in_the_file() -> None:
    """R25."""
    waived = close(record(not_safe_after_stap_2(), Afzien), 3)
    assert waived.of(Afzien)[0].tekst("motivering") == "Het gezin verhuisde twee keer na een gesprek op school."


def test_the_formal_talk_stays_in_the_file() -> None:
    """R25."""
    assert after_stap(3).of(FormeelGesprek)[0].tekst("visie") == "Vader noemt het aanstellerij; moeder zwijgt."


# Reused at stap 5


def test_parents_are_not_told_of_the_besluit_while_it_is_not_safe() -> None:
    """R36."""
    unsafe = not_safe(decided("5a"))
    assert set(refused(unsafe, OudersGeinformeerd)) == {"geinformeerd"}


def test_not_telling_them_yet_is_recorded_with_why_and_when_to_look_again() -> None:
    """R36."""
    unsafe = not_safe(decided("5a"))
    found = refused(unsafe, OudersGeinformeerd, geinformeerd="nee", redenen=[], motivering="", opnieuw_op="")
    assert set(found) == {"redenen", "motivering", "opnieuw_op"}
    assert record(unsafe, OudersGeinformeerd, geinformeerd="nee").of(OudersGeinformeerd)


def test_the_answer_of_stap_2_is_not_asked_again_at_stap_5() -> None:
    """R36."""
    dossier = decided("5a")
    assert len(dossier.of(VeiligInformeren)) == 1
    assert record(dossier, OudersGeinformeerd).of(OudersGeinformeerd)


@pytest.mark.parametrize("kind", [Afzien, OudersGeinformeerd])
def test_the_reasons_of_stap_2_are_offered_again(kind) -> None:
    """R24, R36: the reason is asked once, so nobody types it twice."""
    assert set(kind.overnemen) == {"redenen", "motivering"}
    for source, naam in kind.overnemen.values():
        assert not_safe(after_stap(1)).records[-1].soort == source
        assert not_safe(after_stap(1)).records[-1].tekst(naam)
