"""Who has no gezag hears of the decision after who has it, or it is said why not."""

from typing import Any

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.vastleggingen import Betrokkene, Gezag, Hulp, OudersGeinformeerd, VeiligInformeren
from tests.answers import answers
from tests.builders import after_stap, decided, record
from tests.cast import MONDAY, NOOR
from tests.meldcode.gezag.test_families import of

SAID = {"eerst": "Nog niemand met gezag heeft dit gehoord. Schrijf op waarom deze persoon het eerder hoort."}


def decided_on_help() -> Dossier:
    """Help was decided upon. M and V have gezag, stepfather S and foster mother P do not; all can safely be told."""
    dossier = record(decided("5a"), Hulp)
    for naam, rol in {"M": "ouder", "V": "ouder", "S": "stiefouder", "P": "pleegouder"}.items():
        dossier = record(dossier, Betrokkene, naam=naam, rol=rol)
    dossier = record(dossier, Gezag, voor=of(dossier, "MV"))
    return record(dossier, VeiligInformeren, voor=of(dossier, "MVSP"))


def objected(dossier: Dossier, letters: str, **changes: Any) -> dict[str, str]:
    raw = answers(OudersGeinformeerd, waarover="5a", voor=of(dossier, letters), **changes)
    return vastleggen.objections(dossier, OudersGeinformeerd, raw, by=NOOR, on=MONDAY)


def told(dossier: Dossier, letters: str, **changes: Any) -> Dossier:
    return record(dossier, OudersGeinformeerd, waarover="5a", voor=of(dossier, letters), **changes)


def test_a_step_or_foster_parent_first_asks_for_a_reason_and_a_parent_never_does() -> None:
    dossier = decided_on_help()
    found = {letters: objected(dossier, letters) for letters in ("M", "V", "MV", "MS", "S", "P", "SP")}
    assert found == {"M": {}, "V": {}, "MV": {}, "MS": {}, "S": SAID, "P": SAID, "SP": SAID}


def test_a_reason_lifts_it_and_the_reason_stays_in_the_dossier() -> None:
    dossier = decided_on_help()
    why = "Hij bracht haar naar het ziekenhuis en stond aan de deur."
    assert objected(dossier, "S", eerst=why) == {} and objected(dossier, "S", eerst=" ​ ") == SAID
    assert told(dossier, "S", eerst=why).records[-1].tekst("eerst") == why


def test_after_one_of_those_with_gezag_it_is_not_asked() -> None:
    dossier = told(decided_on_help(), "V")
    assert objected(dossier, "S") == {} == objected(dossier, "P")


def test_the_day_on_which_somebody_heard_counts_and_not_the_order_of_recording() -> None:
    dossier = told(decided_on_help(), "M", datum="09-11-2026")
    assert objected(dossier, "S", datum="06-11-2026") == SAID
    assert objected(dossier, "S", datum="09-11-2026") == {}


def test_who_could_not_be_told_yet_did_not_hear_it_and_not_telling_needs_no_reason_here() -> None:
    dossier = told(decided_on_help(), "M", geinformeerd="nee")
    assert objected(dossier, "S") == SAID and objected(dossier, "S", geinformeerd="nee") == {}


def test_a_foster_parent_who_is_voogd_hears_it_at_once_and_without_anybody_with_gezag_there_is_no_order() -> None:
    dossier = decided_on_help()
    voogd = record(dossier, Gezag, voor=of(dossier, "P"), vorm="voogd", papier="uitspraak")
    assert objected(voogd, "P") == {}
    alone = record(record(decided("5a"), Hulp), Betrokkene, naam="S", rol="stiefouder")
    alone = record(alone, VeiligInformeren, voor=of(alone, "S"))
    assert not any(each.is_a() for each in mensen(alone.standing)) and objected(alone, "S") == {}


def test_nobody_is_asked_for_it_while_the_parents_count_as_one() -> None:
    assert objected(record(after_stap(4), VeiligInformeren), "") == {}
