"""Weighing together (ADR 11): each answers alone, both answers are fixed, and then they discuss the differences."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.samen_wegen import ronde
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import User
from meldcode.vastleggingen import (
    Afscherming,
    Afwegingen,
    Besluit,
    Signaal,
    TweedeWeger,
    TweedeWegerVervalt,
    Uitnodiging,
    Vergelijking,
    Weging,
)
from meldcode.vragen.vastlegging import Onvolledig
from meldcode.vragen.vraag import Raw
from tests.answers.typed import written
from tests.builders import after_stap, asked, both_fixed, close, fitting, in_opvolging, record
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, VERA


def said(dossier: Dossier, kind: type, *, by: User = NOOR, **changes: Raw) -> dict[str, str]:
    return vastleggen.objections(dossier, kind, fitting(dossier, kind, **changes), by=by, on=MONDAY)


# Whom to ask


def test_who_is_asked_must_be_able_to_read_the_dossier() -> None:
    dossier = after_stap(3)
    not_theirs = {"wie": "Deze collega mag dit dossier niet lezen. Nodig de collega eerst uit, bij ‘Wie leest mee’."}
    assert said(dossier, TweedeWeger, wie=written(LARS)) == not_theirs
    assert said(dossier, TweedeWeger, wie=written(VERA)) == not_theirs
    assert said(record(dossier, Uitnodiging), TweedeWeger, wie=written(LARS)) == {}
    assert said(record(dossier, Uitnodiging, wie=written(VERA)), TweedeWeger, wie=written(VERA)) == {}
    assert said(dossier, TweedeWeger, wie=written(MIRJAM)) == {}, "another ib-er reads it already"


def test_nobody_is_a_second_weigher_beside_themselves_or_from_a_role_that_reads_no_dossier() -> None:
    assert said(after_stap(3), TweedeWeger, wie=written(NOOR)) == {"wie": "Kies iemand anders dan uzelf."}
    assert said(after_stap(3), TweedeWeger, wie=written(DICK)) == {"wie": "Kies een collega uit de lijst."}


def test_an_invitation_that_is_over_is_none() -> None:
    dossier = record(after_stap(3), Uitnodiging, tot="09-11-2026")
    from datetime import date

    raw = fitting(dossier, TweedeWeger)
    assert vastleggen.objections(dossier, TweedeWeger, raw, by=NOOR, on=MONDAY) == {}
    assert set(vastleggen.objections(dossier, TweedeWeger, raw, by=NOOR, on=date(2026, 11, 10))) == {"wie"}


def test_one_second_weigher_at_a_time_and_before_the_weging() -> None:
    assert said(asked(), TweedeWeger) == {"": "Er is al een tweede weger gevraagd."}
    weighed = record(record(after_stap(3), Uitnodiging), Weging)
    assert "vóór de weging" in said(weighed, TweedeWeger)[""]
    assert said(record(close(weighed, 4), Besluit), TweedeWeger) == {}, "after the besluit it is about a new weging"
    assert said(record(in_opvolging("5a"), Uitnodiging), TweedeWeger) == {}


def test_stap_4_must_have_come() -> None:
    with pytest.raises(Geweigerd, match="nog niet aan de beurt"):
        record(record(after_stap(2), Uitnodiging), TweedeWeger)


# Answering


def test_only_the_two_answer_and_each_once() -> None:
    dossier = asked()
    stranger = {"": "U bent niet gevraagd om mee te wegen."}
    assert said(dossier, Afwegingen, by=MIRJAM) == stranger == said(after_stap(3), Afwegingen)
    once = record(dossier, Afwegingen, by=LARS)
    assert said(once, Afwegingen, by=LARS) == {"": "Uw antwoorden liggen al vast."}
    assert said(once, Afwegingen, by=NOOR) == {}


def test_what_was_answered_cannot_be_corrected() -> None:
    dossier = both_fixed()
    with pytest.raises(Geweigerd):
        vastleggen.correct(dossier, dossier.records[-1], _again(dossier), by=LARS, on=MONDAY)


def _again(dossier: Dossier) -> Afwegingen:
    from meldcode.vragen.vastlegging import fill

    return fill(Afwegingen, {each.naam: each.waarde for each in dossier.records[-1].antwoorden})


def test_an_answer_keeps_what_the_afwegingskader_said_to_it() -> None:
    assert both_fixed().records[-1].waarde("uitkomst") == "twijfel-veiligheid"


# Comparing


def test_nothing_differs_before_both_are_fixed() -> None:
    for dossier in (asked(), record(asked(), Afwegingen), record(asked(), Afwegingen, by=LARS)):
        now = ronde(dossier)
        assert now and not now.is_vast and now.verschillen == () and not now.is_klaar
        assert said(dossier, Vergelijking) == {"": "Er valt nu niets te vergelijken."}


def test_only_where_the_two_differ_a_line_is_asked() -> None:
    dossier = both_fixed(hulp="twijfel")
    now = ronde(dossier)
    assert now and now.verschillen == ("onveilig", "hulp")
    with pytest.raises(Onvolledig) as refused:
        record(dossier, Vergelijking)
    assert refused.value.objections == {"hulp": "Schrijf in één regel op waar het verschil vandaan komt."}
    assert said(dossier, Vergelijking, hulp="Dat weten we niet.", aanvaard="Ook dit.") == {
        "aanvaard": "Hierover verschilt u niet: laat dit leeg."
    }
    compared = ronde(record(dossier, Vergelijking, hulp="Lars kent het wijkteam niet."))
    assert compared and compared.is_klaar


def test_a_question_that_only_one_was_asked_is_a_difference() -> None:
    now = ronde(both_fixed(onveilig="nee", vermoeden="nee"))
    assert now and now.verschillen == ("vermoeden", "hulp", "aanvaard", "resultaat")


def test_what_one_left_open_for_the_talk_with_veilig_thuis_is_no_difference() -> None:
    open_ones = dict.fromkeys(("hulp", "aanvaard", "resultaat"), "")
    now = ronde(both_fixed(onveilig="ja", **open_ones))
    assert now and now.van_tweede and now.van_tweede.waarde("hulp") is None and now.verschillen == ("onveilig",)


def test_not_yet_and_doubt_are_two_answers() -> None:
    now = ronde(both_fixed(onveilig="nee", resultaat="twijfel"))
    assert now and now.verschillen == ("resultaat",)


def test_two_who_agree_need_no_words() -> None:
    now = ronde(both_fixed(onveilig="nee"))
    assert now and now.is_klaar and now.verschillen == ()


# The weging waits


def test_the_weging_waits_for_both_and_for_the_differences() -> None:
    waits = "Er is een tweede weger gevraagd. Leg eerst ieder de vijf afwegingen vast, of laat de vraag vervallen."
    assert said(asked(), Weging) == {"": waits} == said(record(asked(), Afwegingen), Weging)
    assert said(both_fixed(), Weging) == {"": "Bespreek eerst waar de twee wegingen verschillen, bij ‘Samen wegen’."}
    assert said(both_fixed(onveilig="nee"), Weging) == {}
    assert said(record(both_fixed(), Vergelijking), Weging) == {}


def test_without_the_second_weigher_it_goes_on_with_a_reason() -> None:
    gone = record(record(asked(), Afwegingen), TweedeWegerVervalt)
    assert ronde(gone) is None and said(gone, Weging) == {}
    assert said(gone, Afwegingen, by=LARS) == {"": "U bent niet gevraagd om mee te wegen."}
    assert said(gone, TweedeWeger) == {}
    for dossier in (gone, after_stap(3), both_fixed()):
        assert said(dossier, TweedeWegerVervalt) == {"": "Er wordt op geen tweede weger gewacht."}


def test_in_a_new_round_both_answer_anew() -> None:
    again = record(record(record(asked(), Afwegingen), TweedeWegerVervalt), TweedeWeger)
    now = ronde(again)
    assert now and (now.van_eerste, now.van_tweede) == (None, None)
    assert said(again, Afwegingen) == {} == said(again, Afwegingen, by=LARS)


def test_what_is_left_out_for_a_weigher_makes_no_difference_to_what_waits() -> None:
    """The first weigher's copy of the dossier lacks the second's answers; what waits must not depend on them."""
    whole = record(record(record(in_opvolging("geen"), Uitnodiging), TweedeWeger), Afwegingen, by=LARS)
    blank = whole.records[-1]._replace(titel="", antwoorden=())
    without = replace(whole, records=whole.records[:-1], kept_back=1, blind=(blank,))
    assert verplichtingen(whole, {}) == verplichtingen(without, {})
    assert (whole.fase, whole.versie) == (without.fase, without.versie)
    assert record(without, Afwegingen).records[-1].nummer == whole.versie + 1


# What waits in the meantime


def waits(dossier: Dossier) -> list[tuple[str, str]]:
    return [(each.person, f"{each.due_on:%d-%m}") for each in verplichtingen(dossier, {}) if each.soort == "meewegen"]


def test_who_was_asked_has_three_school_days_until_they_answered() -> None:
    assert waits(asked()) == [("lars", "12-11")]
    first = record(asked(), Afwegingen)
    assert waits(first) == [("lars", "12-11")], "Noor's own answers do not answer for Lars"
    assert waits(record(asked(), Afwegingen, by=LARS)) == []
    assert waits(both_fixed()) == []


def test_that_they_answered_is_known_also_to_whom_the_answers_are_not_read() -> None:
    whole = record(asked(), Afwegingen, by=LARS)
    answers = whole.records[-1]
    blank = answers._replace(titel="", antwoorden=())
    as_noor_reads_it = replace(whole, records=whole.records[:-1], kept_back=1, blind=(blank,))
    assert waits(as_noor_reads_it) == []
    assert waits(record(as_noor_reads_it, Signaal)) == [], "nor does it come back with what she records next"


def test_it_ends_when_the_question_is_withdrawn_and_begins_again_with_another() -> None:
    without = record(asked(), TweedeWegerVervalt)
    assert waits(without) == []
    assert [who for who, _due in waits(record(without, TweedeWeger, wie=written(MIRJAM)))] == ["mirjam"]


def test_of_who_was_shut_out_since_it_waits_for_who_holds_the_case() -> None:
    assert [who for who, _due in waits(record(asked(), Afscherming, afgeschermd=written(LARS), vervanger=None))] == [
        "noor"
    ]
