"""The route: five stappen in order, what each leaves in the dossier, and the end without indication."""

import pytest

from meldcode.bronnen import BASISMODEL
from meldcode.dossier.regels.vier_ogen import APART
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.codenamen import codenaam
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afzien,
    AntwoordAanDirectie,
    Besluit,
    Consultatie,
    FormeelGesprek,
    Hulp,
    Melding,
    Ontvangst,
    Opening,
    Overleg,
    Signaal,
    UitkomstStap2,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import after_stap, close, destroyed, empty, last_message, opened, record, see, te_vernietigen, work
from tests.cast import DICK, MONDAY, NOOR
from tests.meldcode.route.statuses import statuses
from tests.over import over

# The order


def test_the_route_has_five_stappen_in_this_order() -> None:
    """R1."""
    assert [(stap.nummer, stap.in_de_route) for stap in STAPPEN] == [
        (1, "In kaart brengen van signalen"),
        (2, "Collegiale consultatie en zo nodig raadplegen van AMK of SHG (nu: Veilig Thuis)"),
        (3, "Gesprek met de ouder"),
        (4, "Wegen aard en ernst"),
        (5, "Beslissen: 5a hulp organiseren en effecten volgen, 5b melden en bespreken"),
    ]


@pytest.mark.parametrize(
    ("nummer", "fase", "shown"),
    [
        (0, Fase.STAP_1, "bnnnn"),
        (1, Fase.STAP_2, "abnnn"),
        (2, Fase.STAP_3, "aabnn"),
        (3, Fase.STAP_4, "aaabn"),
        (4, Fase.STAP_5, "aaaab"),
        (5, Fase.OPVOLGING, "aaaaa"),
    ],
)
def test_closing_a_stap_leads_to_the_next(nummer: int, fase: Fase, shown: str) -> None:
    """R1."""
    dossier = after_stap(nummer)
    assert dossier.fase is fase and statuses(dossier) == shown


@over(
    ("nummer", "kind", "sentence"),
    [
        (0, Consultatie, "Stap 2 is nog niet aan de beurt: rond eerst stap 1 af."),
        (0, Besluit, "Stap 5 is nog niet aan de beurt: rond eerst stap 1 af."),
        (1, FormeelGesprek, "Stap 3 is nog niet aan de beurt: rond eerst stap 2 af."),
        (1, Afzien, "Stap 3 is nog niet aan de beurt: rond eerst stap 2 af."),
        (2, Weging, "Stap 4 is nog niet aan de beurt: rond eerst stap 3 af."),
        (3, Besluit, "Stap 5 is nog niet aan de beurt: rond eerst stap 4 af."),
        (3, Melding, "Stap 5 is nog niet aan de beurt: rond eerst stap 4 af."),
    ],
)
def test_a_stap_out_of_turn_is_refused(nummer: int, kind, sentence: str) -> None:
    """R1."""
    with pytest.raises(Geweigerd, match=sentence):
        record(after_stap(nummer), kind)


def test_a_later_stap_cannot_be_closed_first() -> None:
    """R1."""
    with pytest.raises(Onvolledig) as refused:
        close(work(opened(), 1), 2)
    assert refused.value.objections == {"": "Stap 2 is nog niet aan de beurt: rond eerst stap 1 af."}


def test_nothing_comes_before_the_opening() -> None:
    for kind in (Signaal, AcuutGevaar):
        with pytest.raises(Geweigerd, match="nog niet geopend"):
            record(empty(), kind)


def test_a_dossier_is_opened_once() -> None:
    with pytest.raises(Geweigerd, match="al geopend"):
        record(opened(), Opening)


@pytest.mark.parametrize(("nummer", "kind"), [(1, Signaal), (2, Consultatie), (3, FormeelGesprek), (4, Weging)])
def test_what_belongs_to_a_closed_stap_may_be_added_and_moves_nothing(nummer: int, kind) -> None:
    """R13, R20, R25: the file of a stap stays open for what comes to light later."""
    dossier = after_stap(4)
    later = record(dossier, kind)
    assert later.fase is dossier.fase and statuses(later) == statuses(dossier)
    assert later.records[-1].isa(kind) and later.is_closed(STAPPEN[nummer - 1])


@pytest.mark.parametrize(
    ("nummer", "kinds"),
    [
        (1, [Signaal, Overleg]),
        (2, [Consultatie, Zorggesprek, UitkomstStap2]),
        (3, [FormeelGesprek]),
        (4, [Weging]),
        (5, [Besluit, Hulp]),
    ],
)
def test_every_stap_leaves_its_record_in_the_dossier(nummer: int, kinds) -> None:
    """R13, R20, R25."""
    dossier = after_stap(5)
    for kind in kinds:
        found = dossier.of(kind)
        assert found and all((each.on, each.by) == (MONDAY, "noor") for each in found)


def test_the_numbers_of_the_records_count_on() -> None:
    assert [each.nummer for each in after_stap(5).records] == list(range(1, 20))


def test_a_code_name_is_not_used_twice_in_a_school() -> None:
    assert len({codenaam(nummer) for nummer in range(1, 5_000)}) == 4_999
    assert [codenaam(nummer) for nummer in (1, 2, 31)] == ["Hazelaar 1", "Klimop 2", "Hazelaar 31"]


def test_the_reference_to_the_basismodel_stands() -> None:
    """R7."""
    assert BASISMODEL == "Toolkit en Basismodel meldcode huiselijk geweld en kindermishandeling (Rijksoverheid)"


# No indication


def test_without_indication_the_dossier_waits_for_the_directie_and_is_then_destroyed() -> None:
    """R21, R22."""
    waiting = te_vernietigen()
    assert waiting.fase is Fase.TE_VERNIETIGEN
    assert destroyed(waiting).fase is Fase.VERNIETIGD


def test_a_question_of_the_directie_does_not_destroy() -> None:
    """R21, R22."""
    asked = record(te_vernietigen(), Ontvangst, kennisgeving=last_message(te_vernietigen()), reactie="vraag")
    assert asked.fase is Fase.TE_VERNIETIGEN
    answered = record(asked, AntwoordAanDirectie, kennisgeving=last_message(asked))
    assert answered.fase is Fase.TE_VERNIETIGEN and destroyed(answered).fase is Fase.VERNIETIGD


def test_the_receipt_of_an_earlier_message_does_not_destroy() -> None:
    """R21."""
    waiting = te_vernietigen()
    first = next(str(each.nummer) for each in waiting.records if each.waarde("stap") == "1")
    assert record(waiting, Ontvangst, kennisgeving=first).fase is Fase.TE_VERNIETIGEN


def test_an_ordinary_receipt_of_the_message_that_announces_it_is_refused() -> None:
    """R21: destroying is no longer the button with which a message is seen."""
    with pytest.raises(Onvolledig) as refused:
        see(te_vernietigen())
    assert refused.value.objections == {"": APART}


def test_no_indication_needs_its_reason() -> None:
    """R21."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), UitkomstStap2, uitkomst="geen_indicatie", motivering="")
    assert set(refused.value.objections) == {"motivering"}


def test_the_outcome_may_be_changed_until_stap_2_is_closed() -> None:
    """R21: of several outcomes, the last counts."""
    doubting = record(work(after_stap(1), 2), UitkomstStap2, uitkomst="geen_indicatie")
    assert close(doubting, 2).fase is Fase.TE_VERNIETIGEN
    assert close(record(doubting, UitkomstStap2, uitkomst="verder"), 2).fase is Fase.STAP_3


def test_the_outcome_of_a_closed_stap_2_stands() -> None:
    """R21: a dossier that went on to stap 3 is not destroyed by an outcome recorded late."""
    with pytest.raises(Onvolledig):
        record(after_stap(2), UitkomstStap2, uitkomst="geen_indicatie")


def test_nothing_at_all_goes_into_a_destroyed_dossier() -> None:
    """R21."""
    for kind, by in ((Signaal, NOOR), (AcuutGevaar, NOOR), (Ontvangst, DICK)):
        with pytest.raises(Geweigerd, match="vernietigd"):
            record(destroyed(te_vernietigen()), kind, by=by)


def test_a_new_signal_stops_the_destruction() -> None:
    saved = record(te_vernietigen(), Signaal)
    assert saved.fase is Fase.STAP_1 and statuses(saved) == "bnnnn"
    assert see(saved).fase is Fase.STAP_1, "the old message was about a destruction that is off"
