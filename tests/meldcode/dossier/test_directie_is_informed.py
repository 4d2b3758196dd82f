"""The message to the directie after every stap, in words that Meldroute composes."""

import pytest

from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Afronding
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import after_stap, close, opened, record, waived, work
from tests.cast import TUESDAY
from tests.over import over


@pytest.mark.parametrize(
    "nummer",
    [
        pytest.param(1, id="R14 stap 1"),
        pytest.param(2, id="R22 stap 2"),
        pytest.param(3, id="R26 stap 3"),
        pytest.param(4, id="R30 stap 4"),
        pytest.param(5, id="R37 stap 5"),
    ],
)
def test_a_stap_is_not_closed_before_the_directie_is_informed(nummer: int) -> None:
    """R3."""
    ready = work(after_stap(nummer - 1), nummer)
    assert ready.missing(STAPPEN[nummer - 1]) == () and not ready.is_closed(STAPPEN[nummer - 1])
    told = close(ready, nummer, on=TUESDAY)
    assert told.is_closed(STAPPEN[nummer - 1])
    assert (told.records[-1].soort, told.records[-1].on, told.records[-1].by) == ("Afronding", TUESDAY, "noor")


def test_the_directie_is_informed_after_stap_1() -> None:
    """R14."""
    assert len(after_stap(1).of(Afronding)) == 1


def test_the_directie_is_informed_after_a_waiver_too() -> None:
    """R26."""
    assert close(waived(), 3).of(Afronding)[-1].waarde("stap") == "3"


def test_the_directie_is_informed_after_stap_4() -> None:
    """R30."""
    assert [each.waarde("stap") for each in after_stap(4).of(Afronding)] == ["1", "2", "3", "4"]


def test_five_stappen_are_five_messages() -> None:
    """R3, R37."""
    assert [each.waarde("stap") for each in after_stap(5).of(Afronding)] == ["1", "2", "3", "4", "5"]


def test_a_message_without_words_is_no_message() -> None:
    """R3."""
    with pytest.raises(Onvolledig) as refused:
        record(work(opened(), 1), Afronding, bericht=" ")
    assert set(refused.value.objections) == {"bericht"}


@over(
    ("make", "nummer", "typed"),
    [
        (lambda: work(opened(), 1), "1", "Dossier Zilvermeeuw: stap 1 is afgerond. Het gaat om Sem de Wit."),
        (lambda: work(opened(), 1), "1", "Dossier Zilvermeeuw: stap 1 is afgerond. "),
        (lambda: work(opened(), 1), "1", "Dossier Zilvermeeuw: stap 1 is afgerond"),
        (lambda: work(opened(), 1), "1", "Dossier Sem: stap 1 is afgerond."),
        (lambda: work(after_stap(1), 2), "2", "Dossier Zilvermeeuw: stap 1 is afgerond."),
        (lambda: work(after_stap(2), 3), "3", "Dossier Zilvermeeuw: stap 3 is afgerond."),
        (lambda: waived(), "3", "Dossier Zilvermeeuw: stap 3 is afgerond. Het gesprek is gevoerd."),
    ],
)
def test_a_message_with_anything_typed_into_it_is_refused(make, nummer: str, typed: str) -> None:
    """R3: about the course only, so that no content slips in."""
    with pytest.raises(Onvolledig) as refused:
        record(make(), Afronding, stap=nummer, bericht=typed)
    assert refused.value.objections == {"bericht": "Meldroute stelt dit bericht op. U kunt het niet veranderen."}


def test_the_message_that_meldroute_makes_is_the_one_that_is_kept() -> None:
    """R3."""
    assert [each.tekst("bericht") for each in after_stap(2).of(Afronding)] == [
        "Dossier Zilvermeeuw: stap 1 is afgerond.",
        "Dossier Zilvermeeuw: stap 2 is afgerond. De zorg blijft.",
    ]
