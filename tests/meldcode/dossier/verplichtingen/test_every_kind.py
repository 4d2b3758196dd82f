"""Verplichtingen of every kind arise in some dossier, each with a name of its own; and when nothing waits."""

import pytest

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.termijnen.kalender import Kalender, Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afspraak,
    Bewaarstop,
    BewaarstopVoorstel,
    Effectmeting,
    FormeelGesprek,
    Ontvangst,
    Overdracht,
    Signaal,
    Terugkoppeling,
    Uithalen,
    Vertrek,
    Verzoek,
)
from tests.builders import (
    after_stap,
    asked,
    destroyed,
    empty,
    gesloten,
    in_fase,
    in_opvolging,
    last_message,
    not_safe,
    opened,
    record,
    te_vernietigen,
)
from tests.cast import FRIDAY, MONDAY
from tests.meldcode.dossier.verplichtingen.owed import IB_ER, effect_seen, keys, waiting
from tests.meldcode.verzoeken.asked import told

# When nothing waits


def test_nothing_waits_before_the_opening_or_after_destruction() -> None:
    assert waiting(empty()) == [] and waiting(destroyed(te_vernietigen())) == []


def test_in_a_closed_dossier_only_the_receipts_and_one_more_look_wait() -> None:
    assert {each[0] for each in waiting(gesloten())} == {"ontvangst", "nazorg"}


# Names


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: record(record(in_opvolging("beide"), AcuutGevaar), AcuutGevaar), id="twice in danger"),
        pytest.param(lambda: record(in_opvolging("beide"), Effectmeting, signalen="opnieuw"), id="came back"),
        pytest.param(lambda: record(record(gesloten(), Signaal), AcuutGevaar), id="second round"),
        pytest.param(lambda: record(te_vernietigen(), AcuutGevaar), id="saved"),
    ],
)
def test_each_thing_that_waits_has_a_name_of_its_own(make) -> None:
    assert len(set(keys(make()))) == len(keys(make()))


def test_what_waits_keeps_its_name_while_other_things_are_recorded() -> None:
    before = keys(after_stap(2))
    assert keys(record(after_stap(2), FormeelGesprek)) == before == keys(record(after_stap(2), Signaal))


def test_every_kind_of_verplichting_arises_in_some_dossier() -> None:
    dossiers = [
        after_stap(2),
        te_vernietigen(),
        in_opvolging("beide"),
        record(opened(), AcuutGevaar),
        record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag"),
        not_safe(after_stap(1)),
        in_opvolging("geen"),
        effect_seen(),
        record(opened(), Afspraak),
        record(record(opened(), Signaal), Uithalen),
        record(in_opvolging("5a"), Signaal),
        record(in_opvolging("5b"), Terugkoppeling, stand="onderzoek"),
        gesloten(),
        asked(),
        record(gesloten(), Bewaarstop),
        record(record(gesloten(), Bewaarstop), BewaarstopVoorstel),
        record(opened(), Verzoek),
        told("A0", "A zonder informatie"),
        record(after_stap(1), Overdracht),
        record(opened(), Vertrek, hoe="plotseling"),
    ]
    holiday = verplichtingen(opened(), {}, Kalender((Vrij(MONDAY, FRIDAY, "herfstvakantie"),)), MONDAY)
    found = {each[0] for dossier in dossiers for each in waiting(dossier)} | {each.soort for each in holiday}
    assert found == set(Soort)
    assert len(Soort) == 25


def test_in_every_fase_on_the_route_the_ib_er_owes_something() -> None:
    for fase in (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING):
        assert IB_ER in {each[2] for each in waiting(in_fase(fase))}, f"{fase}: nothing calls this dossier back"
