"""A bewaarstop: recorded in any fase without opening the dossier, looked at again, and ended by two people."""

import pytest

from meldcode.bewaren.stops import stops
from meldcode.dossier import vastleggen
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    Afscherming,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    HoortBij,
    Signaal,
    Verzetten,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import fitting, gesloten, in_fase, opened, record, stopped, to_be_ended
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, VERA
from tests.over import over


def waits(dossier) -> dict[str, tuple[str, str]]:  # type: ignore[no-untyped-def]
    found = (each for each in verplichtingen(dossier, {}) if each.soort.value.startswith("bewaarstop"))
    return {each.soort.value: (each.owner.value, f"{each.due_on}") for each in found}


@over("fase", [each for each in Fase if each is not Fase.VERNIETIGD])
def test_it_is_recorded_in_every_fase_and_changes_none(fase: Fase) -> None:
    for by in (NOOR, DICK):
        after = record(in_fase(fase), Bewaarstop, by=by)
        assert after.fase is fase and len(stops(after.standing)) == 1


def test_what_was_added_to_another_dossier_has_none_of_its_own() -> None:
    """It is destroyed with that one, so it is kept with that one too."""
    added = record(record(opened(by=LARS), Signaal, by=LARS), HoortBij)
    with pytest.raises(Onvolledig) as refused:
        record(added, Bewaarstop)
    assert refused.value.objections == {
        "": "Dit dossier hoort bij een ander dossier, en gaat daarmee mee. Leg de bewaarstop daar vast."
    }


def test_it_is_looked_at_again_on_the_agreed_day_which_may_be_moved() -> None:
    assert waits(stopped()) == {"bewaarstop": ("ib_er", "2027-06-01")}
    sleutel = next(each.sleutel for each in verplichtingen(stopped(), {}) if each.soort is Soort.BEWAARSTOP)
    later = record(stopped(), Verzetten, verplichting=sleutel, van="01-06-2027", naar="01-10-2027")
    assert waits(later) == {"bewaarstop": ("ib_er", "2027-10-01")}


@over(
    ("day", "said"),
    [("10-11-2027", ""), ("11-11-2027", "Kies een dag binnen een jaar."), ("08-11-2026", "voorbij")],
)
def test_it_is_looked_at_within_a_year(day: str, said: str) -> None:
    raw = fitting(gesloten(), Bewaarstop, bekijken_op=day)
    found = vastleggen.objections(gesloten(), Bewaarstop, raw, by=NOOR, on=MONDAY).get("bekijken_op", "")
    assert bool(found) is bool(said) and (said in found or said == "voorbij")


def test_a_proposal_waits_for_the_other_of_ib_er_and_directie() -> None:
    assert waits(to_be_ended()) == {"bewaarstop_einde": ("ib_er", "2026-11-23")}, "the directie proposed it"
    of_noor = record(stopped(), BewaarstopVoorstel, by=NOOR)
    assert waits(of_noor) == {"bewaarstop_einde": (Role.DIRECTIE.value, "2026-11-23")}
    assert waits(record(of_noor, BewaarstopEinde, by=DICK)) == {}
    assert waits(record(of_noor, BewaarstopEinde, by=DICK, eens="nee")) == {"bewaarstop": ("ib_er", "2027-06-01")}


def test_whoever_proposed_it_does_not_decide_it_and_another_ib_er_may() -> None:
    of_noor = record(stopped(), BewaarstopVoorstel, by=NOOR)
    with pytest.raises(Onvolledig) as refused:
        record(of_noor, BewaarstopEinde, by=NOOR)
    assert refused.value.objections == {
        "": "U stelde dit zelf voor. Een collega besluit erover: een andere intern begeleider of de directie."
    }
    assert stops(of_noor.standing)[0].voorstel and stops(record(of_noor, BewaarstopEinde, by=MIRJAM).standing) == ()


def test_who_is_excluded_or_has_another_role_does_neither() -> None:
    shut = record(stopped(), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))
    for kind in (Bewaarstop, BewaarstopVoorstel, BewaarstopEinde):
        refused = {user.id for user in (NOOR, DICK, VERA, LARS, SARA) if vastleggen.refusal(shut, kind, user, MONDAY)}
        assert refused == {DICK.id, LARS.id, SARA.id}, "Vera stands in for the directie here"


def test_one_proposal_at_a_time_for_a_stop_that_is_in_force() -> None:
    for dossier, said in (
        (to_be_ended(), "Er ligt al een voorstel. Iemand anders besluit daarover."),
        (record(to_be_ended(), BewaarstopEinde), "Deze bewaarstop geldt niet meer."),
        (gesloten(), "Deze bewaarstop geldt niet meer."),
    ):
        raw = fitting(dossier, BewaarstopVoorstel)
        assert vastleggen.objections(dossier, BewaarstopVoorstel, raw, by=NOOR, on=MONDAY) == {"": said}
    decided = record(to_be_ended(), BewaarstopEinde)
    raw = fitting(decided, BewaarstopEinde)
    found = vastleggen.objections(decided, BewaarstopEinde, raw, by=NOOR, on=MONDAY)
    assert found == {"": "Over dit voorstel is al besloten."}


def test_another_stop_stays_in_force_when_one_ends() -> None:
    both = record(stopped(), Bewaarstop, waarom="politie")
    ended = record(record(both, BewaarstopVoorstel, by=DICK), BewaarstopEinde, voorstel="22")
    assert [each.record.waarde("waarom") for each in stops(ended.standing)] == ["politie"]


def test_the_directie_reads_it_and_nothing_else_of_the_dossier() -> None:
    seen = {each.soort for each in to_be_ended().visible_to(DICK, MONDAY).records}
    assert seen == {"Afronding", "Bewaarstop", "BewaarstopVoorstel"}
