"""Shutting out: for somebody who is shut out the dossier does not exist, and a substitute does their work in it."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import (
    ALLE,
    Afronding,
    Afscherming,
    IntrekkenUitnodiging,
    Inzage,
    Ontvangst,
    Opening,
    OpheffenAfscherming,
    Overleg,
    Signaal,
    Uitnodiging,
    Weging,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, last_message, opened, record
from tests.cast import BEA, CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, VERA
from tests.meldcode.dossier.toegang.access import invited, kinds_seen
from tests.over import over


def shut_out(dossier: Dossier, who: User, vervanger: User | None = None, by: User = NOOR) -> Dossier:
    return record(
        dossier, Afscherming, by=by, afgeschermd=written(who), vervanger=written(vervanger) if vervanger else ""
    )


# Shut out


@pytest.mark.parametrize(("who", "vervanger"), [(NOOR, VERA), (DICK, VERA), (LARS, None), (VERA, None)])
def test_for_who_is_shut_out_the_dossier_does_not_exist(who: User, vervanger: User | None) -> None:
    """Not even what they opened themselves, recorded in it, or were invited into."""
    dossier = record(after_stap(1, by=who if who is not DICK else NOOR), Signaal)
    dossier = invited(dossier, who) if who in (LARS, VERA) else dossier
    dossier = shut_out(record(dossier, Inzage), who, vervanger)
    assert not dossier.readable_by(who, MONDAY) and dossier.visible_to(who, MONDAY).records == ()
    assert not any(dossier.may(who, permission) for permission in Permission)
    assert not [kind for kind in ALLE if vastleggen.refusal(dossier, kind, who, MONDAY) is None]
    assert not [each for each in dossier.records if vastleggen.correction_refusal(dossier, each, who, MONDAY) is None]


def test_another_ib_er_goes_on_as_before() -> None:
    dossier = shut_out(after_stap(1), NOOR, MIRJAM)
    assert dossier.visible_to(MIRJAM, MONDAY) == dossier and not dossier.readable_by(NOOR, MONDAY)


def test_the_substitute_walks_the_route_in_this_dossier_only() -> None:
    dossier = shut_out(opened(), NOOR, VERA)
    assert dossier.may(VERA, Permission.WALK_ROUTE) and not opened().may(VERA, Permission.WALK_ROUTE)
    assert record(dossier, Overleg, by=VERA).of(Overleg)
    assert dossier.visible_to(VERA, MONDAY) == dossier
    with pytest.raises(Geweigerd):
        record(opened(by=VERA), Overleg, by=VERA)


def test_the_substitute_of_the_directie_confirms_messages_and_reads_no_more_than_the_directie() -> None:
    """R4: most schools have one directeur, so the vertrouwenspersoon may be the substitute."""
    dossier = shut_out(after_stap(1), DICK, VERA)
    assert kinds_seen(dossier, VERA) == {"Afronding"}
    assert not dossier.may(VERA, Permission.WALK_ROUTE) and vastleggen.refusal(dossier, Weging, VERA, MONDAY)
    seen = record(dossier, Ontvangst, by=VERA, kennisgeving=last_message(dossier))
    assert kinds_seen(seen, VERA) == {"Afronding", "Ontvangst"}
    with pytest.raises(Geweigerd):
        record(dossier, Ontvangst, by=DICK, kennisgeving=last_message(dossier))


def test_at_the_opening_somebody_is_shut_out_before_anything_is_there_to_be_seen() -> None:
    dossier = opened(by=LARS, collega="ja", afgeschermd=written(NOOR), vervanger=written(VERA))
    assert not dossier.readable_by(NOOR, MONDAY) and dossier.may(VERA, Permission.WALK_ROUTE)
    assert record(dossier, Signaal, by=LARS).of(Signaal)


def test_a_shutting_out_is_lifted_with_a_reason() -> None:
    for dossier in (
        shut_out(opened(), DICK, VERA),
        opened(collega="ja", afgeschermd=written(DICK), vervanger=written(VERA)),
    ):
        after = record(dossier, OpheffenAfscherming, wie=written(DICK))
        assert after.readable_by(DICK, MONDAY) and not after.readable_by(VERA, MONDAY)


def test_a_substitute_who_is_shut_out_is_replaced_in_that_role() -> None:
    dossier = shut_out(opened(), NOOR, VERA)
    dossier = record(dossier, Afscherming, by=VERA, afgeschermd=written(VERA), vervanger=written(MIRJAM))
    assert not dossier.readable_by(VERA, MONDAY) and not dossier.readable_by(NOOR, MONDAY)
    assert dossier.may(MIRJAM, Permission.WALK_ROUTE)


REFUSED = [
    ("the ib-er without a substitute", {"afgeschermd": NOOR}, NOOR, {"vervanger"}),
    ("the directie without a substitute", {"afgeschermd": DICK}, NOOR, {"vervanger"}),
    ("the directie as ib-er", {"afgeschermd": NOOR, "vervanger": DICK}, NOOR, {"vervanger"}),
    ("the ib-er as directie", {"afgeschermd": DICK, "vervanger": NOOR}, NOOR, {"vervanger"}),
    ("somebody instead of themselves", {"afgeschermd": DICK, "vervanger": DICK}, NOOR, {"vervanger"}),
    ("a substitute where none is needed", {"afgeschermd": LARS, "vervanger": VERA}, NOOR, {"vervanger"}),
    ("a leerkracht by the directie", {"afgeschermd": LARS}, DICK, {"afgeschermd"}),
    ("a leerkracht as ib-er", {"afgeschermd": NOOR, "vervanger": LARS}, NOOR, {"vervanger"}),
    ("the beheerder", {"afgeschermd": BEA}, NOOR, {"afgeschermd"}),
]


@over(("people", "by", "where"), [each[1:] for each in REFUSED])
def test_nobody_is_shut_out_so(people, by, where) -> None:
    raw = answers(Afscherming, vervanger="") | {name: written(user) for name, user in people.items()}
    assert set(vastleggen.objections(opened(), Afscherming, raw, by=by, on=MONDAY)) == where


def test_nobody_keeps_an_eye_on_themselves() -> None:
    """Whoever walks the route in this dossier cannot confirm its messages as well."""
    dossier = shut_out(opened(), NOOR, VERA)
    raw = answers(Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))
    assert set(vastleggen.objections(dossier, Afscherming, raw, by=VERA, on=MONDAY)) == {"vervanger"}


def test_who_is_shut_out_is_not_named_as_a_substitute_or_invited() -> None:
    dossier = shut_out(opened(), VERA)
    raw = answers(Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))
    assert set(vastleggen.objections(dossier, Afscherming, raw, by=NOOR, on=MONDAY)) == {"vervanger"}
    raw = answers(Uitnodiging, wie=written(VERA))
    assert set(vastleggen.objections(dossier, Uitnodiging, raw, by=NOOR, on=MONDAY)) == {"wie"}


def test_the_directie_shuts_out_the_ib_er_and_reads_no_more_for_that() -> None:
    dossier = shut_out(opened(), NOOR, VERA, by=DICK)
    assert not dossier.readable_by(NOOR, MONDAY) and kinds_seen(dossier, DICK) == {"Afscherming"}


def test_nobody_opens_a_dossier_that_they_are_themselves_shut_out_of() -> None:
    with pytest.raises(Onvolledig) as refused:
        opened(collega="ja", afgeschermd=written(NOOR), vervanger=written(VERA))
    assert set(refused.value.objections) == {"afgeschermd"}


# On the route


def test_looking_moves_nothing_on_the_route() -> None:
    for dossier in (after_stap(1), in_opvolging("5a")):
        after = record(invited(shut_out(record(dossier, Inzage), DICK, VERA)), IntrekkenUitnodiging)
        assert (after.fase, after.fase_since) == (dossier.fase, dossier.fase_since)
        assert [after.status(each) for each in (after.stap,)] == [dossier.status(dossier.stap)]


@pytest.mark.parametrize(
    "kind",
    [Uitnodiging, IntrekkenUitnodiging, Afscherming, OpheffenAfscherming, Inzage],
    ids=lambda kind: kind.__name__,
)
def test_what_says_who_may_read_is_not_corrected_but_recorded_anew(kind) -> None:
    dossier = shut_out(invited(opened()), DICK, VERA) if kind is OpheffenAfscherming else invited(opened())
    dossier = record(dossier, kind)
    for user in (NOOR, DICK):
        assert vastleggen.correction_refusal(dossier, dossier.records[-1], user, MONDAY)


def test_an_opening_is_not_corrected_into_what_could_not_be_opened() -> None:
    dossier = opened(by=LARS)
    raw = answers(Opening, collega="ja", afgeschermd=written(LARS))
    assert set(vastleggen.correction_objections(dossier, dossier.records[0], raw, by=LARS, on=MONDAY)) == {
        "afgeschermd"
    }


def test_a_view_says_the_same_about_who_may_what_as_the_whole_dossier() -> None:
    dossier = shut_out(invited(after_stap(1)), DICK, VERA)
    for user in CAST:
        seen = dossier.visible_to(user, MONDAY)
        assert seen.toegang == dossier.toegang and seen.versie == dossier.versie
        assert seen.readable_by(user, MONDAY) == dossier.readable_by(user, MONDAY)
        assert seen.of(Afronding) == (dossier.of(Afronding) if user.id in ("noor", "mirjam", "vera", "lars") else ())
