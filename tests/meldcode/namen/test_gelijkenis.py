"""Whether two descriptions may be of one child: a table by hand of pairs as schools write them."""

import time

from meldcode.namen.gelijkenis import Oordeel, Wie, vergelijk
from meldcode.vragen.geboren import read_geboren
from tests.inputs.leerlingen import paren
from tests.over import over


def wie(written: str) -> Wie:
    naam, andere, geboren, *_ = [each.strip() for each in f"{written};;".split(";")]
    return Wie(
        naam, tuple(each.strip() for each in andere.split(",") if each), read_geboren(geboren) if geboren else None
    )


@over("case, one, other, verdict", paren())
def test_the_verdict_is_that_of_a_person_whichever_comes_first(case: str, one: str, other: str, verdict: str) -> None:
    found = vergelijk(wie(one), wie(other))
    assert found.oordeel is Oordeel[verdict.upper()], found.tekst
    assert vergelijk(wie(other), wie(one)) == found


def test_the_table_has_every_verdict_often() -> None:
    verdicts = [verdict for *_pair, verdict in paren()]
    assert len(verdicts) >= 60 and all(verdicts.count(each) >= 12 for each in ("zelfde", "misschien", "niet"))


def test_why_is_said_without_a_name() -> None:
    found = vergelijk(wie("S. de Wit; ; 2018"), wie("Sem de Wit; ; 14-03-2018"))
    assert found.tekst == "dezelfde achternaam, en de voorletter past, de geboortedatum kan dezelfde zijn"
    for _case, one, other, _verdict in paren():
        said = vergelijk(wie(one), wie(other)).tekst.lower()
        assert not [each for each in f"{one} {other}".lower().split() if len(each) > 3 and each in said.split()]


def test_a_school_is_looked_through_while_somebody_types() -> None:
    known = [
        wie(f"{voor}{n} van den {achter}; Bo{n}; 14-03-2018")
        for n in range(50)
        for voor in ("Sem", "Fatima")
        for achter in ("Berg", "Wit", "Brink")
    ]
    asked, began = wie("Muhammed van der Brinck; ; 2018"), time.process_time()
    for each in known:
        vergelijk(asked, each)
    assert time.process_time() - began < 1
