"""Closing a stap: it takes everything the stap needs, and says what is missing."""

import pytest

from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afronding,
    Besluit,
    Consultatie,
    FormeelGesprek,
    GesprekLeerling,
    Hulp,
    Inbreng,
    Leerlingbespreking,
    Melding,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import after_stap, close, decided, in_opvolging, opened, record, work
from tests.cast import BORN, MONDAY
from tests.over import over


def refused_with(dossier, nummer: int) -> str:
    with pytest.raises(Onvolledig) as refused:
        close(dossier, nummer)
    return refused.value.objections[""]


# The directie is informed


def test_a_stap_is_closed_once() -> None:
    assert refused_with(after_stap(1), 1) == "Stap 1 is al afgerond."


# What each stap needs


@over(
    ("nummer", "without", "missing"),
    [
        (1, Signaal, "Ten minste één signaal"),
        (2, Consultatie, "Collegiale consultatie"),
        (2, Leerlingbespreking, "Leerlingbespreking in het team, of waarom niet"),
        (2, UitkomstStap2, "De uitkomst: geen indicatie, of door naar stap 3"),
        (3, FormeelGesprek, "Het formele gesprek, of waarom u daarvan afziet"),
        (4, Weging, "De weging, met het vervolgtraject en de vijf afwegingen"),
        (5, Hulp, "5a: de hulp, met doel, termijn en een datum voor de effectmeting"),
        (5, OudersGeinformeerd, "De ouders geïnformeerd over de hulp (5a), of waarom nog niet"),
    ],
)
def test_a_stap_without_this_cannot_be_closed_and_it_is_said(nummer: int, without, missing: str) -> None:
    said = refused_with(work(after_stap(nummer - 1), nummer, without=without), nummer)
    assert said == f"Eerst nog vastleggen: {missing}."


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert refused_with(opened(), 1) == (
        "Eerst nog vastleggen: Ten minste één signaal; Overleg met de intern begeleider, of waarom niet; "
        "Overleg met de vertrouwenspersoon, of waarom niet."
    )


def test_without_a_signal_there_is_nothing_mapped() -> None:
    """R9."""
    said = refused_with(work(opened(), 1, without=Signaal), 1)
    assert "Ten minste één signaal" in said


def test_an_observation_stands_apart_from_what_is_thought_of_it() -> None:
    """R10."""
    seen = record(opened(), Signaal, waarneming="Een blauwe plek op zijn arm.", interpretatie="Geslagen?").records[-1]
    assert seen.tekst("waarneming") == "Een blauwe plek op zijn arm." and seen.tekst("interpretatie") == "Geslagen?"


def test_an_observation_asks_for_another_explanation_as_well() -> None:
    """R10."""
    with pytest.raises(Onvolledig) as refused:
        record(opened(), Signaal, andere_verklaring="")
    assert set(refused.value.objections) == {"andere_verklaring"}


def test_overleg_with_the_ib_er_is_recorded_with_day_people_and_outcome() -> None:
    """R11."""
    with pytest.raises(Onvolledig) as refused:
        record(opened(), Overleg, met="ib_er", datum="", aanwezig="", uitkomst="")
    assert set(refused.value.objections) == {"datum", "aanwezig", "uitkomst"}
    said = refused_with(record(record(opened(), Signaal), Overleg, met="vertrouwenspersoon"), 1)
    assert said == "Eerst nog vastleggen: Overleg met de intern begeleider, of waarom niet."


def test_overleg_with_the_vertrouwenspersoon_is_one_of_its_own() -> None:
    """R12."""
    twice = record(record(record(opened(), Signaal), Overleg, met="ib_er"), Overleg, met="ib_er")
    assert refused_with(twice, 1) == "Eerst nog vastleggen: Overleg met de vertrouwenspersoon, of waarom niet."


def test_overleg_that_was_impossible_needs_its_reason_and_no_more() -> None:
    """R12."""
    dossier = record(record(opened(), Signaal), Overleg, met="ib_er")
    with pytest.raises(Onvolledig) as refused:
        record(dossier, Overleg, met="vertrouwenspersoon", gevoerd="nee", waarom_niet="")
    assert set(refused.value.objections) == {"waarom_niet"}
    close(record(dossier, Overleg, met="vertrouwenspersoon", gevoerd="nee"), 1)


def test_collegial_consultation_must_be_and_veilig_thuis_only_if_needed() -> None:
    """R15."""
    stap_2 = STAPPEN[1]
    assert Consultatie in stap_2.vastleggingen and AdviesVeiligThuis in stap_2.vastleggingen
    assert close(work(after_stap(1), 2), 2).of(AdviesVeiligThuis) == ()


def test_the_leerlingbespreking_is_held_or_its_absence_explained() -> None:
    """R16."""
    dossier = work(after_stap(1), 2, without=Leerlingbespreking)
    with pytest.raises(Onvolledig):
        record(dossier, Leerlingbespreking, gehouden="nee", waarom_niet="")
    close(record(dossier, Leerlingbespreking, gehouden="nee"), 2)


def test_advice_by_telephone_is_recorded_in_full_and_never_required() -> None:
    """R17."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), AdviesVeiligThuis, datum="", tijd="", adviseur="", kwestie="", advies="")
    assert set(refused.value.objections) == {"datum", "tijd", "adviseur", "kwestie", "advies"}
    assert record(after_stap(1), AdviesVeiligThuis).missing(STAPPEN[1]) == after_stap(1).missing(STAPPEN[1])


def test_every_follow_up_of_stap_2_is_free() -> None:
    """R19."""
    ready = work(after_stap(1), 2)
    for with_it in (
        record(ready, GesprekLeerling),
        record(ready, Inbreng, waar="ondersteuningsteam"),
        record(ready, Inbreng, waar="jeugdteam"),
    ):
        assert close(with_it, 2).is_closed(STAPPEN[1]) and with_it.records[-1].tekst("uitkomst")
    assert close(ready, 2).is_closed(STAPPEN[1])


def test_the_old_names_stand_beside_the_new() -> None:
    """R8, R19: somebody who knows the terms ZAT and CJG from the route finds them."""
    inbreng = record(record(after_stap(1), Inbreng, waar="ondersteuningsteam"), Inbreng, waar="jeugdteam")
    assert [each.tekst("waar") for each in inbreng.of(Inbreng)] == [
        "Ondersteuningsteam (in de route: ZAT)",
        "Jeugdteam of wijkteam (in de route: CJG)",
    ]


def test_the_formal_talk_is_about_stap_1_and_stap_2() -> None:
    """R23."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(2), FormeelGesprek, stap_1="", stap_2="")
    assert set(refused.value.objections) == {"stap_1", "stap_2"}


def test_the_weging_names_nature_seriousness_and_whether_there_is_abuse() -> None:
    """R27."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(3), Weging, aard="", ernst="", vermoeden="")
    assert set(refused.value.objections) == {"aard", "ernst", "vermoeden"}


def test_a_weging_without_a_written_vervolgtraject_is_no_weging() -> None:
    """R28."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(3), Weging, vervolgtraject="Afwachten.", evaluatie_op="")
    assert set(refused.value.objections) == {"vervolgtraject", "evaluatie_op"}


def test_all_information_of_stap_1_to_3_is_there_to_be_weighed() -> None:
    """R28."""
    weighing = after_stap(3)
    kinds = {each.soort for each in weighing.records}
    assert {"Signaal", "Overleg", "Consultatie", "Leerlingbespreking", "Zorggesprek", "FormeelGesprek"} <= kinds
    assert weighing.born == BORN and weighing.records[0].on == MONDAY


def test_the_vervolgtraject_may_be_discussed_with_veilig_thuis() -> None:
    """R29."""
    assert AdviesVeiligThuis in STAPPEN[3].vastleggingen
    discussed = record(after_stap(3), AdviesVeiligThuis, kwestie="Klopt ons vervolgtraject?")
    assert close(work(discussed, 4), 4).is_closed(STAPPEN[3])
    assert close(work(after_stap(3), 4), 4).is_closed(STAPPEN[3])


def test_veilig_thuis_may_be_asked_again_in_every_later_stap() -> None:
    """R17, R29."""
    for nummer in (1, 2, 3, 4, 5):
        assert record(after_stap(nummer), AdviesVeiligThuis).fase is after_stap(nummer).fase


def test_the_talk_that_shares_the_concern_is_part_of_stap_2() -> None:
    """R18."""
    said = refused_with(work(after_stap(1), 2, without=Zorggesprek), 2)
    assert said == "Eerst nog vastleggen: Gesprek met de ouders om de zorg te delen."


def test_whether_parents_can_be_told_is_part_of_stap_2() -> None:
    dossier = after_stap(1)
    for kind in (Consultatie, Leerlingbespreking, UitkomstStap2):
        dossier = record(dossier, kind)
    assert refused_with(dossier, 2) == "Eerst nog vastleggen: Of de ouders nu veilig kunnen worden geïnformeerd."
    assert STAPPEN[1].nodig[2].soorten == (VeiligInformeren,)


def test_the_besluit_is_part_of_stap_5() -> None:
    """R31."""
    assert "Het besluit: is melden nodig, en is hulp mogelijk?" in refused_with(after_stap(4), 5)
    assert record(after_stap(4), Besluit).of(Besluit)


# Weighed anew, and decided anew

NEW_BESLUIT = "Een nieuw besluit, na de laatste weging of het laatste signaal"


def test_a_weging_after_the_besluit_asks_for_a_new_besluit() -> None:
    """R28, R31: the message to the directie rests on the last weging."""
    weighed_again = record(work(after_stap(4), 5), Weging, ernst="ernstig")
    assert refused_with(weighed_again, 5) == f"Eerst nog vastleggen: {NEW_BESLUIT}."
    assert close(record(weighed_again, Besluit), 5).is_closed(STAPPEN[4])


def test_each_new_weging_asks_for_a_besluit_of_its_own() -> None:
    """R31."""
    once = record(record(work(after_stap(4), 5), Weging), Besluit)
    assert refused_with(record(once, Weging), 5) == f"Eerst nog vastleggen: {NEW_BESLUIT}."


def test_a_weging_before_the_besluit_asks_for_no_second_one() -> None:
    """R31."""
    assert close(work(record(after_stap(4), Weging), 5), 5).is_closed(STAPPEN[4])


def test_a_weging_filled_in_after_acute_danger_asks_for_no_besluit() -> None:
    """R35: the danger itself was the ground of the melding."""
    danger = record(record(record(after_stap(3), AcuutGevaar), Melding), Weging)
    assert [eis.tekst for eis in danger.missing(STAPPEN[4])] == [
        "De ouders geïnformeerd over de melding (5b), of waarom nog niet"
    ]


def test_a_besluit_of_before_the_danger_is_not_asked_anew_for_a_weging_after_it() -> None:
    danger = record(record(record(decided("5a"), AcuutGevaar), Melding), Weging)
    assert NEW_BESLUIT not in [eis.tekst for eis in danger.missing(STAPPEN[4])]


def test_a_weging_after_a_new_besluit_in_opvolging_asks_for_another() -> None:
    """R31."""
    changed = record(record(in_opvolging("5a"), Besluit), Weging)
    assert [eis.tekst for eis in changed.missing(STAPPEN[4])][0] == NEW_BESLUIT


# Acute danger in the middle of stap 2


def test_acute_danger_in_stap_2_asks_again_whether_parents_can_be_told_and_what_the_outcome_is() -> None:
    """R18, R21: the talk is still needed when the question was answered before the danger."""
    ready = work(after_stap(1), 2, without=Zorggesprek)
    danger = record(ready, AcuutGevaar)
    assert refused_with(danger, 2) == (
        "Eerst nog vastleggen: Of de ouders nu veilig kunnen worden geïnformeerd; "
        "De uitkomst: geen indicatie, of door naar stap 3."
    )
    answered = record(record(danger, VeiligInformeren), UitkomstStap2)
    assert refused_with(answered, 2) == "Eerst nog vastleggen: Gesprek met de ouders om de zorg te delen."
    assert close(record(answered, Zorggesprek), 2).is_closed(STAPPEN[1])


def test_no_indication_said_before_the_danger_is_not_told_to_the_directie_after_it() -> None:
    """R21, R22: otherwise the message would say that confirming it destroys the dossier."""
    doubted = record(work(after_stap(1), 2), UitkomstStap2, uitkomst="geen_indicatie")
    danger = record(record(doubted, AcuutGevaar), VeiligInformeren)
    assert refused_with(danger, 2) == "Eerst nog vastleggen: De uitkomst: geen indicatie, of door naar stap 3."
    closed = close(record(danger, UitkomstStap2, uitkomst="verder"), 2)
    assert closed.of(Afronding)[-1].tekst("bericht").endswith("De zorg blijft.")
