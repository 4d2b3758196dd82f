"""The home of a pupil takes part in finding the same child and the same family: a secret place too, without being said.

Of the dossiers that somebody walks only; as last corrected; in few statements.
"""

from typing import Any

from db.dossiers import dossiers, gelijkend
from db.store.engine import reading
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.thuis import thuis
from meldcode.namen.gelijkenis import Oordeel, Wie
from meldcode.namen.thuis import Thuis
from meldcode.rollen import User
from meldcode.vastleggingen import Afscherming, Betrokkene
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import opened, record
from tests.cast import DICK, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.db.keeping import kept, moment, recorded

ANNA: dict[str, Any] = {"naam": "Anna Bos", "geheim": "ja", "bereiken": "Hoflaan 7, 06-12345678"}


def with_anna(leerling: str, **also: Any) -> Dossier:
    return record(opened(naam=leerling, geboren="14-03-2018"), Betrokkene, **(ANNA | also))


def family(dossier: Dossier, user: User = NOOR) -> dict[str, str]:
    with reading(SCHOOL) as connection:
        home = thuis(dossier.standing, dossier.leerling("gezag"))
        return gelijkend.van_gezin(connection, user, MONDAY, home, dossier.id)


def test_a_brother_with_another_surname_is_found_by_a_secret_place_which_is_not_said(folder: object) -> None:
    sem = kept(with_anna("Sem Bos"))
    tim = kept(with_anna("Tim Smit", naam="A. de Vries", bereiken="Zij woont nu op hoflaan 7"))
    kept(with_anna("Lot Visser", naam="Eva Visser", bereiken="Hoflaan 8"))
    assert family(sem) == {tim.id: "hetzelfde adres, telefoonnummer of mailadres"}
    assert family(tim) == {sem.id: "hetzelfde adres, telefoonnummer of mailadres"}


def test_what_counts_is_what_was_corrected_last(folder: object) -> None:
    sem, tim = kept(with_anna("Sem Bos")), kept(with_anna("Tim Smit"))
    assert list(family(sem)) == [tim.id]
    eva = fill(Betrokkene, answers(Betrokkene, naam="Eva Visser", bereiken=""), MONDAY)
    dossiers.save(vastleggen.correct(tim, tim.records[-1], eva, by=NOOR, on=MONDAY), by=NOOR, moment=moment())
    assert family(sem) == {}


def test_who_does_not_walk_a_dossier_does_not_find_it(folder: object) -> None:
    sem, tim = kept(with_anna("Sem Bos")), kept(with_anna("Tim Smit"))
    assert family(sem, DICK) == {}
    recorded(tim, Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert family(sem) == {} and list(family(sem, MIRJAM)) == [tim.id]


def test_the_same_child_under_the_name_of_the_other_parent_is_found_by_what_the_opening_says(folder: object) -> None:
    sem = kept(with_anna("Sem Bos"))
    told = Thuis(teksten=("Moeder Anna Bos heeft gezag.",))
    with reading(SCHOOL) as connection:
        without = gelijkend.gelijkend(connection, NOOR, MONDAY, Wie("Sem Jansen"))
        (found,) = gelijkend.gelijkend(connection, NOOR, MONDAY, Wie("Sem Jansen", thuis=told))
    assert without == [] and (found.dossier_id, found.oordeel) == (sem.id, Oordeel.MISSCHIEN)
    assert found.waarom.endswith("iemand die voor de leerling zorgt, heet hetzelfde")
