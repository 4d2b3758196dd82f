"""Looking into a dossier (ADR 17): the directie reads one dossier for a day, with a reason that the ib-er reads."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Inzage
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import in_opvolging, opened, record
from tests.cast import BEA, BESS, DICK, FRED, LARS, MONDAY, NOOR, SARA, TUESDAY, VERA
from tests.meldcode.dossier.toegang.access import kinds_seen
from tests.over import over


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
    """Its view of such a dossier is empty, although the dossier exists."""
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
