"""Somebody with two roles who is excluded: a substitute for each, and nobody looks at what they themselves report."""

from dataclasses import replace
from typing import Any

import pytest

from meldcode.dossier.afspraken import houder
from meldcode.dossier.familie.samenvoegen import shut_out_as_well
from meldcode.rollen import Permission, Role
from meldcode.vastleggingen import Afscherming, Ontvangst, OpheffenAfscherming, Overleg
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig, fill, vragen
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, last_message, record
from tests.cast import DICK, MIRJAM, MONDAY, NOOR, VERA

AS_DIRECTIE = replace(NOOR, role=Role.DIRECTIE)
"""Noor at a small school: the ib-er who holds the case, and the directie."""
ONCE: dict[str, Any] = {"by": MIRJAM, "afgeschermd": written(NOOR), "vervanger": written(MIRJAM)}
AGAIN: dict[str, Any] = {"by": MIRJAM, "afgeschermd": written(AS_DIRECTIE), "vervanger": written(VERA)}


def test_each_role_gets_its_own_substitute_in_whichever_order() -> None:
    for first, second in ((ONCE, AGAIN), (AGAIN, ONCE)):
        dossier = record(record(after_stap(1), Afscherming, **first), Afscherming, **second)
        assert dossier.toegang.afgeschermd == {NOOR.id: {Role.IB_ER: MIRJAM.id, Role.DIRECTIE: VERA.id}}
        assert houder(dossier.standing, dossier.toegang) == MIRJAM.id
        assert [dossier.role_of(each) for each in (NOOR, AS_DIRECTIE)] == [None, None]
        assert record(dossier, Overleg, by=MIRJAM).of(Overleg)
        assert record(dossier, Ontvangst, by=VERA, kennisgeving=last_message(dossier)).of(Ontvangst)
        assert not dossier.may(VERA, Permission.WALK_ROUTE)
        rows = {(who, soort.value) for who, soort, _tot in dossier.toegang.rows()}
        assert rows == {("noor", "afgeschermd"), ("mirjam", "als_ib_er"), ("vera", "als_directie")}


def test_the_second_substitute_is_somebody_else_because_one_confirms_what_the_other_reports() -> None:
    dossier = record(after_stap(1), Afscherming, **{**ONCE, "vervanger": written(VERA)})
    with pytest.raises(Onvolledig) as refused:
        record(dossier, Afscherming, **AGAIN)
    assert set(refused.value.objections) == {"vervanger"}


def test_another_substitute_for_the_same_role_takes_the_place_of_the_first() -> None:
    dossier = record(record(after_stap(1), Afscherming, **ONCE), Afscherming, **AGAIN)
    dossier = record(dossier, Afscherming, **{**AGAIN, "vervanger": written(DICK)})
    assert dossier.toegang.afgeschermd[NOOR.id] == {Role.IB_ER: MIRJAM.id, Role.DIRECTIE: DICK.id}


def test_lifting_it_lifts_it_in_every_role() -> None:
    dossier = record(record(after_stap(1), Afscherming, **ONCE), Afscherming, **AGAIN)
    lifted = record(dossier, OpheffenAfscherming, by=MIRJAM, wie=written(NOOR))
    assert lifted.toegang.afgeschermd == {} and lifted.role_of(NOOR) is Role.IB_ER


def test_the_second_exclusion_is_recorded_in_what_was_added_to_the_dossier_as_well() -> None:
    added = record(after_stap(1), Afscherming, **ONCE)
    once, again = (fill(Afscherming, answers(Afscherming, **{**each, "by": None}), MONDAY) for each in (ONCE, AGAIN))
    assert not shut_out_as_well(once, added) and shut_out_as_well(again, added)


def test_a_form_offers_such_a_colleague_once_for_each_role_that_needs_a_substitute() -> None:
    who, deputy = (each for each in vragen(Afscherming) if each.soort is Persoon)
    several = [Persoon("n", role, "Noor") for role in (Role.IB_ER, Role.DIRECTIE, Role.LEERKRACHT)]
    other = [Persoon("v", role, "Vera") for role in (Role.VERTROUWENSPERSOON, Role.LEERKRACHT)]
    assert [(each.id, each.role) for each in who.takers([*several, *other])] == [
        ("n", Role.IB_ER), ("n", Role.DIRECTIE), ("v", Role.VERTROUWENSPERSOON),
    ]  # fmt: skip
    assert [each.role for each in deputy.takers([*several, *other])] == [
        Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON,
    ]  # fmt: skip
