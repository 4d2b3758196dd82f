"""The aandachtsfunctionaris: in a dossier what the ib-er is, and told apart only by the table of permissions."""

from dataclasses import replace

from meldcode.dossier import vastleggen
from meldcode.rollen import Permission, Role
from meldcode.vastleggingen import ALLE, Afscherming, Overdracht
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import vragen
from tests.answers import answers
from tests.builders import after_stap, empty, in_opvolging, record
from tests.cast import ADA, DICK, LARS, MIRJAM, MONDAY, NOOR
from tests.over import over


def written(user) -> str:
    return str(Persoon(user.id, user.role, user.naam))


@over("kind", ALLE)
def test_she_records_what_the_ib_er_records(kind) -> None:
    dossier = empty() if kind.opent else in_opvolging("beide")
    said = [vastleggen.refusal(dossier, kind, each, MONDAY) for each in (ADA, MIRJAM)]
    assert said[0] == said[1]


def test_she_reads_all_of_a_dossier_and_its_record_says_who_she_is() -> None:
    dossier = after_stap(2)
    assert dossier.visible_to(ADA, MONDAY) == dossier and dossier.role_of(ADA) is Role.IB_ER
    assert record(dossier, Overdracht, by=ADA, van=written(NOOR), naar=written(ADA)).records[-1].als == "aandacht"


def test_what_differs_is_in_the_table_of_permissions() -> None:
    dossier = after_stap(2)
    differs = {each for each in Permission if ADA.may(each) is not NOOR.may(each)}
    assert differs == {Permission.LEERLINGBESPREKING, Permission.MELDCODE}
    assert {each for each in Permission if dossier.may(ADA, each) is not dossier.may(NOOR, each)} == differs


def test_she_is_excluded_with_a_substitute_and_then_knows_of_nothing() -> None:
    raw = answers(Afscherming, afgeschermd=written(ADA), vervanger=None)
    assert "vervanger" in vastleggen.objections(after_stap(2), Afscherming, raw, by=NOOR, on=MONDAY)
    dossier = record(after_stap(2), Afscherming, by=NOOR, afgeschermd=written(ADA), vervanger=written(MIRJAM))
    assert not dossier.readable_by(ADA, MONDAY) and dossier.role_of(ADA) is None
    assert not any(dossier.may(ADA, each) for each in Permission)


def test_she_can_stand_in_for_the_ib_er_and_not_for_the_directie() -> None:
    assert record(after_stap(2), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(ADA))
    for_dick = answers(Afscherming, afgeschermd=written(DICK), vervanger=written(ADA))
    said = vastleggen.objections(after_stap(2), Afscherming, for_dick, by=NOOR, on=MONDAY)
    assert said == {"vervanger": "Deze collega kan dit niet waarnemen: de ene rol houdt oog op de andere."}


def test_of_a_colleague_with_more_roles_a_list_has_the_first_that_may_be_the_answer() -> None:
    both = [Persoon("noor", role, "Noor") for role in (Role.IB_ER, Role.LEERKRACHT)]
    lars = Persoon(LARS.id, LARS.role, LARS.naam)
    about = next(each for each in vragen(Overdracht) if each.naam == "naar")
    assert about.takers([*both, lars]) == [both[0], lars]
    assert replace(about, rollen=frozenset({Role.LEERKRACHT})).takers([*both, lars]) == [both[1], lars]
    assert replace(about, rollen=frozenset({Role.DIRECTIE})).takers([*both, lars]) == []
