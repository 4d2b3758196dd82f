"""Afweging 5 once help is under way (ADR 30): asked at each effect check, and at the latest when the help ends."""

from dataclasses import replace
from datetime import date

import pytest

from meldcode.dossier.advies import advies_now
from meldcode.dossier.nieuws import hierna
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afsluiting, Effectmeting, Hulp, Weging
from meldcode.vragen.vastgelegd import Antwoord
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import decided, in_opvolging, record
from tests.cast import FRIDAY, SATURDAY


def days(dossier, soort: str) -> list[date]:
    return [each.due_on for each in verplichtingen(dossier, {}) if each.soort == soort]


def test_the_term_passing_brings_the_question_and_then_it_has_an_answer() -> None:
    """R33: "not to be said yet" is an answer until the last day of the term, but not on that day."""
    helped = record(decided("5a"), Hulp, tot="20-11-2026", effect_op="13-11-2026")
    early = record(helped, Effectmeting, on=FRIDAY, datum="13-11-2026", resultaat="loopt", opnieuw_op="18-12-2026")
    assert days(helped, "effect") == [FRIDAY] and days(early, "effect") == [date(2026, 11, 20)]
    for datum, on in (("20-11-2026", date(2026, 11, 20)), ("23-11-2026", date(2026, 11, 23))):
        with pytest.raises(Onvolledig) as refused:
            record(early, Effectmeting, on=on, datum=datum, resultaat="loopt", opnieuw_op="18-12-2026")
        assert refused.value.objections == {
            "resultaat": "De afgesproken termijn was om op vr 20 november 2026. Kies ja, nee of twijfel."
        }
    late = record(early, Effectmeting, on=date(2026, 11, 23), datum="19-11-2026", opnieuw_op="18-12-2026")
    assert days(late, "effect") == [date(2026, 11, 20)], "what was seen before it says nothing of the term"


@pytest.mark.parametrize("resultaat", ["nee", "twijfel"])
def test_help_that_did_not_or_perhaps_not_bring_what_was_needed_is_weighed_and_decided_upon_that_day(
    resultaat: str,
) -> None:
    """R33, R34: afweging 5, asked of help that is under way."""
    back = record(in_opvolging("5a"), Effectmeting, on=SATURDAY, datum="14-11-2026", resultaat=resultaat)
    found = {(each.soort, each.stap, each.due_on) for each in verplichtingen(back, {}) if each.termijn == "meteen"}
    assert found == {("wegen", 4, SATURDAY), ("stap", 5, SATURDAY)} and back.fase is Fase.STAP_5
    assert list(hierna(back)) == ["De melding ligt weer op tafel: weeg opnieuw en beslis vandaag."]
    again = record(back, Weging, on=SATURDAY, resultaat=resultaat)
    assert days(again, "wegen") == [] and days(again, "stap") == [SATURDAY]


def test_help_that_brought_what_was_needed_is_closed_with_agreements_and_the_dossier_is_looked_at_again() -> None:
    """R33: the help ends there, but the dossier does not."""
    with pytest.raises(Onvolledig) as refused:
        record(in_opvolging("5a"), Effectmeting, resultaat="ja", volgen="")
    assert set(refused.value.objections) == {"volgen"}
    done = record(in_opvolging("5a"), Effectmeting, resultaat="ja")
    assert done.fase is Fase.OPVOLGING and days(done, "effect") == []
    assert days(done, "opvolging") == [date(2026, 12, 21)]
    assert list(hierna(done)) == [
        "De hulp is afgesloten met uw afspraken. U volgt de leerling verder, tot u het dossier afsluit."
    ]
    assert record(done, Afsluiting).fase is Fase.GESLOTEN


def test_an_effect_check_of_before_it_was_asked_reads_as_it_did() -> None:
    """Up to release 0.2.0 the vraag was whether the effect is followed further."""
    helped = record(in_opvolging("5a"), Effectmeting)
    asks = {"ja": [date(2026, 12, 7)], "nee": []}
    for verder, due in asks.items():
        told = Antwoord("verder", "Blijft u het effect volgen?", verder.capitalize(), verder)
        kept = [each for each in helped.records[-1].antwoorden if each.naam != "resultaat"]
        old = helped.records[-1]._replace(antwoorden=(*kept, told))
        before = replace(helped, records=(*helped.records[:-1], old))
        assert days(before, "effect") == due and before.fase is Fase.OPVOLGING
        assert advies_now(before) is advies_now(in_opvolging("5a")) and list(hierna(before)) == []
