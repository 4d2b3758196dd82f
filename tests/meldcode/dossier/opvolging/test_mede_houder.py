"""A dossier is held by one, and may be held by a second one as well; both see what waits there."""

from dataclasses import replace
from typing import Any

import pytest

from meldcode.dossier.afspraken import mede_houder
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, Role
from meldcode.vastleggingen import Afscherming, MedeHouder, Overdracht
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import after_stap, gesloten, opened, record, see
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, VERA


def mede(dossier: Dossier) -> str:
    return mede_houder(dossier.standing, dossier.toegang)


def test_who_is_named_holds_it_too_until_it_is_ended() -> None:
    for by in (NOOR, DICK):
        together = record(after_stap(1), MedeHouder, by=by)
        assert mede(together) == "mirjam"
        assert mede(record(together, MedeHouder, samen="nee")) == ""
    assert mede(after_stap(1)) == ""


def test_handing_over_leaves_the_two_that_are_meant() -> None:
    together = record(after_stap(1), MedeHouder)
    taken = record(together, Overdracht)  # from Noor to Mirjam, who held it too
    assert mede(taken) == "", "she holds it alone now"
    back = record(taken, Overdracht, van=written(MIRJAM), naar=written(NOOR))
    assert mede(back) == ""


def test_holding_it_too_lets_nobody_read_and_excluding_ends_it() -> None:
    together = record(after_stap(1), MedeHouder)
    shut = record(together, Afscherming, afgeschermd=written(MIRJAM), vervanger=written(VERA))
    assert mede(shut) == "" and shut.role_of(MIRJAM) is None


@pytest.mark.parametrize(
    ("changes", "vraag"),
    [({"wie": written(VERA)}, "wie"), ({"wie": written(NOOR)}, "wie"), ({"samen": "nee"}, "samen")],
)
def test_what_cannot_be_is_refused_at_its_vraag(changes: dict[str, Any], vraag: str) -> None:
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), MedeHouder, **changes)
    assert vraag in refused.value.objections


def test_the_excluded_is_not_named_again() -> None:
    shut = record(after_stap(1), Afscherming, afgeschermd=written(MIRJAM), vervanger=written(VERA))
    with pytest.raises(Onvolledig) as refused:
        record(shut, MedeHouder)
    assert refused.value.objections == {"wie": "Deze collega is afgeschermd van dit dossier."}


# Standing in for who is away


def test_a_substitute_acts_as_the_ib_er_in_what_that_one_holds_and_nowhere_else() -> None:
    vera = replace(VERA, stands_in=frozenset({Role.IB_ER}), neemt_waar=frozenset({NOOR.id}))
    of_mirjam = record(after_stap(1), Overdracht)
    shut_out = record(after_stap(1), Afscherming, afgeschermd=written(VERA), vervanger="")
    instead = record(after_stap(1), Afscherming, by=NOOR, afgeschermd=written(DICK), vervanger=written(VERA))
    table = {
        "held by who is away": (after_stap(1), Role.IB_ER),
        "held by nobody yet": (opened(by=LARS), Role.IB_ER),
        "held by another": (of_mirjam, Role.VERTROUWENSPERSOON),
        "closed": (see(gesloten()), Role.VERTROUWENSPERSOON),
        "excluded from it": (shut_out, None),
        "already in place of the directie": (instead, Role.DIRECTIE),
    }
    assert {name: dossier.role_of(vera) for name, (dossier, _role) in table.items()} == {
        name: role for name, (_dossier, role) in table.items()
    }
    whole, view = after_stap(1), of_mirjam.visible_to(vera, MONDAY)
    assert whole.visible_to(vera, MONDAY) is whole and whole.may(vera, Permission.WALK_ROUTE)
    assert not whole.readable_by(VERA, MONDAY), "without the absence she may know nothing of it"
    assert view.role_of(vera) is Role.VERTROUWENSPERSOON and not view.records
