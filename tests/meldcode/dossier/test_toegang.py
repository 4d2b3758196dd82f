"""Who may read one dossier beyond the role: invited until a day, shut out with a substitute, looked into once."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, Role, User
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Afscherming,
    Bijlage,
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
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.builders import after_stap, answers, in_opvolging, last_message, opened, record, written
from tests.cast import BEA, BESS, CAST, DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, SARA, TUESDAY, VERA, WEDNESDAY
from tests.over import over

CANARY = "KANARIE"


def kinds_seen(dossier: Dossier, user: User, on=MONDAY) -> set[str]:
    return {each.soort for each in dossier.visible_to(user, on).records}


def invited(dossier: Dossier | None = None, who: User = LARS, tot: str = "10-11-2026") -> Dossier:
    return record(dossier or in_opvolging("beide"), Uitnodiging, wie=written(who), tot=tot)


def shut_out(dossier: Dossier, who: User, vervanger: User | None = None, by: User = NOOR) -> Dossier:
    return record(
        dossier, Afscherming, by=by, afgeschermd=written(who), vervanger=written(vervanger) if vervanger else ""
    )


# A person as an answer


def test_a_person_is_written_with_role_and_name_and_read_back() -> None:
    assert str(Persoon("vera", Role.VERTROUWENSPERSOON, "Vera Osei")) == "vera vertrouwenspersoon Vera Osei"
    assert all(read_persoon(written(user)) == Persoon(user.id, user.role, user.naam) for user in CAST)


@over("text", [None, "", "vera", "vera leerkracht", "vera koning Vera", "VERA leerkracht Vera", []])
def test_what_is_not_written_so_is_no_person(text) -> None:
    assert read_persoon(text) is None


def test_the_dossier_keeps_how_a_person_was_called_that_day() -> None:
    assert invited().records[-1].tekst("wie") == "Lars Brouwer, leerkracht"


@pytest.mark.parametrize("user", [NOOR, DICK, BEA, FRED, BESS])
def test_only_roles_that_work_with_dossiers_are_invited(user: User) -> None:
    """The ib-er reads it anyway, the directie has its own way in, and the others read no dossier at all."""
    with pytest.raises(Onvolledig) as refused:
        fill(Uitnodiging, answers(Uitnodiging, wie=written(user)), MONDAY)
    assert refused.value.objections == {"wie": "Kies een collega uit de lijst."}


# Invited


def test_uninvited_he_does_not_even_know_that_it_exists() -> None:
    dossier = in_opvolging("beide")
    assert not dossier.readable_by(LARS, MONDAY) and kinds_seen(dossier, LARS) == set()


def test_who_is_invited_reads_everything_about_the_child_until_that_day() -> None:
    dossier = invited()
    everything = {each.soort for each in dossier.records} - {"Uitnodiging"}
    assert kinds_seen(dossier, LARS, MONDAY) == kinds_seen(dossier, LARS, TUESDAY) == everything
    assert dossier.readable_by(LARS, TUESDAY)
    assert not dossier.readable_by(LARS, WEDNESDAY) and kinds_seen(dossier, LARS, WEDNESDAY) == set()


def test_an_invitation_is_for_one_person_and_one_dossier() -> None:
    assert not invited().readable_by(VERA, MONDAY)
    assert not invited().readable_by(replace(LARS, school_id="buurschool"), MONDAY)


@over("kind", ALLE)
def test_who_is_invited_hands_in_signals_files_and_acute_danger_and_records_nothing_else(kind) -> None:
    dossier = invited(after_stap(1))
    assert (vastleggen.refusal(dossier, kind, LARS, MONDAY) is None) == (kind in (Signaal, Bijlage, AcuutGevaar))
    assert vastleggen.refusal(dossier, kind, LARS, WEDNESDAY) is not None


def test_who_is_invited_walks_no_stap() -> None:
    assert {each for each in Permission if invited().may(LARS, each)} == {
        Permission.START, Permission.ALARM, Permission.OPEN_DOSSIER, Permission.HAND_IN_SIGNAAL,
        Permission.READ_DOSSIER,
    }  # fmt: skip


def test_an_invitation_ends_when_it_is_withdrawn() -> None:
    dossier = record(invited(), IntrekkenUitnodiging, wie=written(LARS))
    assert not dossier.readable_by(LARS, MONDAY)
    assert invited(dossier).readable_by(LARS, MONDAY), "and begins again with another one"


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.FG, Role.BESTUUR])
def test_an_invitation_does_not_survive_a_role_that_reads_nothing(role: Role) -> None:
    changed = replace(LARS, role=role)
    assert not invited().readable_by(changed, MONDAY) and kinds_seen(invited(), changed) == set()


def test_an_invitation_lasts_a_year_at_most() -> None:
    invited(tot="09-11-2027")
    with pytest.raises(Onvolledig) as refused:
        invited(tot="12-11-2027")
    assert refused.value.objections == {"tot": "Kies een dag binnen een jaar."}


def test_who_reads_along_is_not_told_who_is_shut_out() -> None:
    dossier = opened(collega="ja", afgeschermd=written(DICK), vervanger=written(VERA))
    seen = repr(invited(dossier).visible_to(LARS, MONDAY).records)
    assert "Sem de Wit" in seen and DICK.naam not in seen and VERA.naam not in seen


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
    """R4: one directeur is the rule, so the vertrouwenspersoon may do it."""
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
    """Who walks the route here does not confirm the messages here."""
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


# Looked into


def test_the_directie_reads_no_content_without_a_reason() -> None:
    assert kinds_seen(in_opvolging("beide"), DICK) == {"Afronding"}


def test_with_a_reason_it_reads_that_day_only_and_for_itself() -> None:
    dossier = record(in_opvolging("beide"), Inzage)
    everything = {each.soort for each in dossier.records}
    assert kinds_seen(dossier, DICK, MONDAY) == everything
    assert kinds_seen(dossier, DICK, TUESDAY) == {"Afronding", "Inzage"}
    other = replace(DICK, id="dirk")
    assert kinds_seen(dossier, other, MONDAY) == {"Afronding"}


def test_it_looks_also_into_a_dossier_about_which_it_had_no_message_yet() -> None:
    """Of such a dossier its view is empty; it is there all the same."""
    assert kinds_seen(opened(), DICK) == set()
    assert vastleggen.refusal(opened().visible_to(DICK, MONDAY), Inzage, DICK, MONDAY) is None
    assert kinds_seen(record(opened(), Inzage), DICK) == {"Opening", "Inzage"}


def test_a_reason_is_a_sentence() -> None:
    with pytest.raises(Onvolledig):
        record(opened(), Inzage, reden="zomaar")


def test_the_ib_er_reads_that_it_was_opened_and_why() -> None:
    assert "klacht" in record(opened(), Inzage).visible_to(NOOR, MONDAY).records[-1].tekst("reden")


@over("user", [VERA, LARS, BEA, FRED, BESS, SARA, NOOR])
def test_nobody_else_looks_into_a_dossier_this_way(user: User) -> None:
    with pytest.raises(Geweigerd):
        record(opened(), Inzage, by=user)


def test_a_directie_that_is_no_longer_one_reads_nothing_on_the_same_day() -> None:
    dossier = record(in_opvolging("beide"), Inzage)
    for role in (Role.LEERKRACHT, Role.BEHEERDER, Role.FG):
        assert kinds_seen(dossier, replace(DICK, role=role)) == set()


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
