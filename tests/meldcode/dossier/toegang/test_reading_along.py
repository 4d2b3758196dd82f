"""Reading along: a colleague invited into one dossier may read it until a set day, beyond what their role allows."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.rollen import Permission, Role, User
from meldcode.vastleggingen import ALLE, AcuutGevaar, Bijlage, IntrekkenUitnodiging, Signaal, Uitnodiging
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cast import BEA, BESS, CAST, DICK, FRED, LARS, MONDAY, NOOR, TUESDAY, VERA, WEDNESDAY
from tests.meldcode.dossier.toegang.access import invited, kinds_seen
from tests.over import over

# A colleague as an answer


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
    """No invitation for an ib-er, who reads it anyway, for the directie, who has another way in, or for other roles."""
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
