"""Afspraken: who does what by when; read by the colleague they are for, and ended only by recording an outcome."""

from datetime import date
from typing import Any

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afsluiting,
    Afspraak,
    OpheffenAfscherming,
    Overleg,
    Signaal,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import in_opvolging, opened, record, te_vernietigen
from tests.cast import DICK, FRIDAY, LARS, MIRJAM, MONDAY, NOOR, SARA, TUESDAY, VERA

UITERLIJK = date(2026, 11, 20)


def agreed(**changes: Any):
    """A dossier in which Noor and Lars agreed something, as its second record."""
    return record(opened(), Afspraak, **changes)


def waiting(dossier) -> list[tuple[str, Role, str, date]]:
    found = verplichtingen(dossier, {})
    return [(each.sleutel, each.owner, each.person, each.due_on) for each in found if each.soort == "afspraak"]


def titles(dossier, user, on: date = MONDAY) -> list[str]:
    return [each.titel for each in dossier.visible_to(user, on).records]


def test_it_waits_for_the_one_who_was_named_on_the_day_that_was_agreed() -> None:
    assert waiting(agreed()) == [("afspraak-2", Role.LEERKRACHT, "lars", UITERLIJK)]
    assert waiting(agreed(wie=written(VERA))) == [("afspraak-2", Role.VERTROUWENSPERSOON, "vera", UITERLIJK)]


def test_what_the_route_asks_waits_for_who_holds_the_case_and_a_message_for_the_directie() -> None:
    found = {(each.owner, each.person) for each in verplichtingen(in_opvolging("beide"), {})}
    assert found == {(Role.IB_ER, "noor"), (Role.DIRECTIE, "")}


def test_nobody_holds_a_case_until_somebody_walks_the_route_in_it() -> None:
    assert {each.person for each in verplichtingen(opened(by=LARS), {})} == {""}
    assert {each.person for each in verplichtingen(record(opened(by=LARS), Overleg, by=MIRJAM), {})} == {"mirjam"}


def test_only_an_outcome_ends_it() -> None:
    busy = record(record(agreed(), Signaal, on=TUESDAY), AcuutGevaar, on=FRIDAY)
    assert waiting(busy) == [("afspraak-2", Role.LEERKRACHT, "lars", UITERLIJK)]
    assert waiting(record(busy, Afgehandeld)) == []
    assert waiting(record(agreed(), Afgehandeld, afloop="vervalt")) == []


def test_two_agreements_of_one_day_are_two_and_end_apart() -> None:
    both = record(agreed(), Afspraak)
    assert [each[0] for each in waiting(both)] == ["afspraak-2", "afspraak-3"]
    assert [each[0] for each in waiting(record(both, Afgehandeld, afspraak="2"))] == ["afspraak-3"]


def test_it_cannot_be_handled_twice_and_what_is_no_agreement_cannot_be_handled() -> None:
    done = record(agreed(), Afgehandeld)
    for afspraak in ("2", "1", "3", "99", "twee"):
        with pytest.raises(Onvolledig) as refused:
            record(done, Afgehandeld, afspraak=afspraak)
        assert "" in refused.value.objections


def test_the_one_it_is_for_reads_it_and_nothing_else() -> None:
    assert titles(agreed(), LARS) == ["Afspraak"] and agreed().readable_by(LARS, MONDAY)
    assert titles(agreed(), VERA) == [] and not agreed().readable_by(VERA, MONDAY)
    assert titles(agreed(), DICK) == [] and not agreed().readable_by(SARA, MONDAY)


def test_once_it_is_handled_the_one_it_was_for_no_longer_knows_of_the_dossier() -> None:
    done = record(agreed(), Afgehandeld)
    assert not done.readable_by(LARS, MONDAY)


def test_the_one_it_is_for_says_what_came_of_it() -> None:
    assert waiting(record(agreed(), Afgehandeld, by=LARS)) == []


def test_a_colleague_cannot_say_what_came_of_the_agreement_of_another() -> None:
    with pytest.raises(Geweigerd):
        record(agreed(), Afgehandeld, by=VERA)
    both = record(agreed(), Afspraak, wie=written(VERA))
    with pytest.raises(Onvolledig):
        record(both, Afgehandeld, by=VERA, afspraak="2")
    assert [each[0] for each in waiting(record(both, Afgehandeld, by=VERA, afspraak="3"))] == ["afspraak-2"]


def test_the_ib_er_may_say_what_came_of_any() -> None:
    assert waiting(record(agreed(), Afgehandeld, by=NOOR)) == []


@pytest.mark.parametrize("wie", [DICK, SARA])
def test_it_is_not_given_to_who_records_nothing_in_dossiers_and_not_to_another_role(wie) -> None:
    if wie is DICK:
        with pytest.raises(Onvolledig) as refused:
            agreed(wie=written(wie))
        assert "wie" in refused.value.objections
    else:
        assert not agreed(wie=written(wie)).readable_by(wie, MONDAY), "of another school: it opens nothing"


def test_it_is_not_given_to_who_is_shut_out() -> None:
    shut = record(opened(), Afscherming, afgeschermd=written(LARS), vervanger="")
    with pytest.raises(Onvolledig) as refused:
        record(shut, Afspraak)
    assert "wie" in refused.value.objections


def test_of_who_is_shut_out_later_the_ib_er_takes_care_until_that_is_lifted() -> None:
    shut = record(agreed(), Afscherming, afgeschermd=written(LARS), vervanger="")
    assert waiting(shut) == [("afspraak-2", Role.IB_ER, "noor", UITERLIJK)]
    assert titles(shut, LARS) == [] and not shut.readable_by(LARS, MONDAY)
    back = record(shut, OpheffenAfscherming, wie=written(LARS))
    assert waiting(back) == [("afspraak-2", Role.LEERKRACHT, "lars", UITERLIJK)]


def test_a_dossier_does_not_close_while_an_agreement_is_open() -> None:
    still = record(in_opvolging("geen"), Afspraak)
    with pytest.raises(Onvolledig) as refused:
        record(still, Afsluiting, reden="geen_vermoeden")
    assert "afspraak" in refused.value.objections[""]
    done = record(still, Afgehandeld, afspraak=str(len(still.records)))
    assert record(done, Afsluiting, reden="geen_vermoeden").fase.label == "Gesloten"


def test_nothing_is_agreed_about_a_dossier_that_is_to_be_destroyed() -> None:
    with pytest.raises(Geweigerd):
        record(te_vernietigen(), Afspraak)


def test_it_is_withdrawn_and_made_anew_not_rewritten() -> None:
    assert vastleggen.correction_refusal(agreed(), agreed().records[1], NOOR, MONDAY) is not None
