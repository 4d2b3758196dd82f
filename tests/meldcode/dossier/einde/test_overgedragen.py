"""Whoever takes over a dossier signs for it; until then it waits for them, and stays in sight of who gave it."""

from dataclasses import replace

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import onderweg, te_zeggen
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afscherming,
    Afspraak,
    Betrokkene,
    Melding,
    Overdracht,
    OverdrachtOntvangen,
)
from meldcode.vastleggingen.opvolging import ONTVANGST
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import after_stap, close, decided, gesloten, not_safe, opened, record, work
from tests.cast import DICK, LARS, MIRJAM, NOOR, THURSDAY, TUESDAY, VERA
from tests.meldcode.dossier.opvolging.waiting import days
from tests.over import over


def signs(dossier: Dossier) -> list[tuple[str, str]]:
    """What waits about handing over: of which kind, and for whom."""
    of_it = ("ontvangen", "afgegeven")
    return [(each.soort.value, each.person) for each in verplichtingen(dossier, {}) if each.soort in of_it]


def last(dossier: Dossier) -> str:
    return str(dossier.of(Overdracht)[-1].nummer)


BOTH = [("ontvangen", "mirjam"), ("afgegeven", "noor")]


def test_it_waits_for_who_took_over_and_for_who_gave_it_until_it_is_signed_for() -> None:
    over = record(after_stap(1), Overdracht)
    assert signs(over) == BOTH
    signed = record(over, OverdrachtOntvangen, by=MIRJAM, overdracht=last(over))
    assert signs(signed) == [] and onderweg(signed) is None
    assert signed.records[-1].by == "mirjam" and signed.records[-1].on, "with its day"


def test_the_receipt_is_due_two_days_of_school_later() -> None:
    assert days(record(after_stap(1), Overdracht), "ontvangen") == [THURSDAY], "there is a day of study in between"


def test_what_waits_in_it_goes_on_waiting_for_who_took_over() -> None:
    over = record(after_stap(1), Overdracht)
    found = {each.person for each in verplichtingen(over, {}) if each.soort == "stap"}
    assert found == {"mirjam"}, "the case itself does not wait for a signature"
    assert signs(close(work(over, 2), 2)) == BOTH, "nor does the route"


@over(
    ("changes", "by", "found"),
    [
        ({}, NOOR, BOTH),
        ({}, DICK, BOTH),
        ({"reden": "weg"}, NOOR, BOTH),
        ({"reden": "weg"}, DICK, BOTH[:1]),
        ({}, MIRJAM, []),
        ({"reden": "weg"}, MIRJAM, []),
    ],
)
def test_who_gave_it_and_who_takes_it_themselves(changes, by, found) -> None:
    """Of who left nobody waits, but an ib-er who did it for them; what somebody takes themselves is not signed for."""
    assert signs(record(after_stap(1), Overdracht, by=by, **changes)) == found


def test_only_who_took_over_signs_once_and_for_this_handover() -> None:
    over = record(after_stap(1), Overdracht)
    signed = record(over, OverdrachtOntvangen, by=MIRJAM, overdracht=last(over))
    for dossier, by, which in ((over, NOOR, last(over)), (over, MIRJAM, "1"), (signed, MIRJAM, last(over))):
        with pytest.raises(Onvolledig) as refused:
            record(dossier, OverdrachtOntvangen, by=by, overdracht=which)
        assert list(refused.value.objections) == [""]


def test_handed_on_unsigned_only_the_last_one_is_signed_for() -> None:
    first = record(after_stap(1), Overdracht)
    on = record(first, Overdracht, by=MIRJAM, van=written(MIRJAM), naar=written(NOOR))
    assert signs(on) == [("ontvangen", "noor"), ("afgegeven", "mirjam")]


def test_an_agreement_alone_is_not_signed_for() -> None:
    agreed = record(after_stap(1), Afspraak)
    assert signs(record(agreed, Overdracht, van=written(LARS), naar=written(VERA))) == []


def test_a_closed_dossier_is_signed_for_too() -> None:
    assert signs(record(gesloten(), Overdracht)) == BOTH


def test_a_handover_of_before_is_not_signed_for() -> None:
    over = record(after_stap(1), Overdracht)
    *before, last_one = over.records
    old = tuple(each for each in last_one.antwoorden if each.naam != ONTVANGST)
    assert signs(replace(over, records=(*before, last_one._replace(antwoorden=old)))) == []


def test_who_is_excluded_since_neither_signs_nor_waits() -> None:
    over = record(after_stap(1), Overdracht)
    shut = record(over, Afscherming, by=NOOR, afgeschermd=written(MIRJAM), vervanger=written(VERA))
    assert signs(shut) == []
    shut = record(over, Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert signs(shut) == [("ontvangen", "mirjam")]


def test_what_is_written_for_the_other_stays_in_the_dossier() -> None:
    over = record(after_stap(1), Overdracht, zeggen="Bel moeder nooit op vrijdag.")
    assert over.last(Overdracht).tekst("zeggen") == "Bel moeder nooit op vrijdag."  # type: ignore[union-attr]
    assert not over.visible_to(DICK, TUESDAY).of(Overdracht), "the directie reads no content"


@over(
    ("make", "sentence"),
    [
        (lambda: record(opened(), AcuutGevaar), "Er was acuut gevaar."),
        (lambda: record(opened(), Betrokkene, geheim="ja"), "Van iemand is geheim waar die is."),
        (lambda: record(opened(), Betrokkene), "Van iemand is het gezag nog niet bekend."),
        (lambda: record(opened(), Afscherming), "Een collega is afgeschermd van dit dossier."),
        (lambda: record(opened(), Afspraak), "Eén afspraak staat open."),
        (lambda: record(record(opened(), Afspraak), Afspraak), "2 afspraken staan open."),
        (lambda: record(decided("5b"), Melding), "Veilig Thuis moet nog iets laten weten."),
        (lambda: not_safe(after_stap(1)), "Een ouder weet het nog niet, of mag het nu niet weten."),
    ],
)
def test_what_a_successor_must_not_miss_is_said(make, sentence) -> None:
    assert sentence in list(te_zeggen(make()))


def test_of_a_dossier_in_which_nothing_is_hidden_nothing_is_said() -> None:
    assert list(te_zeggen(after_stap(1))) == []
