"""The families of ``families`` through stap 2, 3 and 5: what is asked of whom, what closes, what waits."""

from typing import Any

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.gezag import Mens, mensen
from meldcode.route.stappen import STAPPEN, Stap
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    Afzien,
    Besluit,
    Betrokkene,
    Consultatie,
    FormeelGesprek,
    Gezag,
    Hulp,
    Leerlingbespreking,
    NietBereikt,
    OudersGeinformeerd,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers import answers
from tests.builders import after_stap, close, record
from tests.cast import MONDAY, NOOR
from tests.meldcode.gezag.families import GEZINNEN, Gezin
from tests.over import over

# What is recorded of gezag, by the word in the table. ``?``: nothing.
GEZAG: dict[str, dict[str, Any]] = {
    "ouder": {},
    "geboorte": {"waardoor": "geboorte"},
    "erkend": {"waardoor": "erkend", "erkend_op": "02-03-2024"},
    "register": {"waardoor": "register"},
    "uitspraak": {"waardoor": "uitspraak", "papier": "uitspraak"},
    "betwist_ja": {"vorm": "betwist", "nu": "ja"},
    "betwist_nee": {"vorm": "betwist", "nu": "nee"},
    **{each: {"vorm": each} for each in ("samen", "voogd", "instelling", "onbekend", "minderjarig", "geschorst")},
    **{each: {"vorm": each} for each in ("geen", "voorbij")},
}
ENDS = {"g": FormeelGesprek, "a": Afzien, "n": NietBereikt}


def family(gezin: Gezin) -> Dossier:
    """A dossier in stap 2 with these people in it, called by their letters."""
    dossier = after_stap(1)
    for each in gezin.mensen.split():
        naam, what = each.split("=")
        rol, said = what.split("/")
        dossier = record(dossier, Betrokkene, rol=rol, naam=naam)
        if said != "?":
            dossier = record(dossier, Gezag, voor=of(dossier, naam), **GEZAG[said])
    return dossier


def of(dossier: Dossier, letters: str) -> list[str]:
    return [each.keuze.value for each in mensen(dossier.standing) if letter(each) in letters]


def letter(mens: Mens) -> str:
    return mens.record.tekst("naam")


def waits(dossier: Dossier, stap: Stap, kind) -> str:
    """The letters of those of whom this stap still needs a record of this kind."""
    eisen = [eis for eis in dossier.missing(stap) if kind in eis.soorten]
    return " ".join(sorted({wie.naam.split()[0] for eis in eisen for wie in eis.wie}))


def refuses(dossier: Dossier, kind, **changes) -> bool:
    return bool(vastleggen.objections(dossier, kind, answers(kind, **changes), by=NOOR, on=MONDAY))


def sorted_letters(text: str) -> str:
    return " ".join(sorted(text.split()))


@over("gezin", GEZINNEN)
def test_a_family_is_asked_what_it_must_be_and_the_stap_closes_when_each_is_done(gezin: Gezin) -> None:
    dossier = family(gezin)
    state = {each[0]: each[1] for each in gezin.nu.split()}
    assert " ".join(sorted(wie.naam.split()[0] for wie in dossier.met_gezag)) == gezin.telt, "who counts"
    if gezin.telt:
        dossier = through_stap_2(dossier, gezin, state)
        dossier = through_stap_3(dossier, gezin)
        through_stap_5(dossier, gezin)
    else:
        assert not refuses(dossier, VeiligInformeren), "the parents count as one"


def through_stap_2(dossier: Dossier, gezin: Gezin, state: dict[str, str]) -> Dossier:
    stap = STAPPEN[1]
    assert waits(dossier, stap, VeiligInformeren) == gezin.telt, "of each is asked whether it is safe"
    assert refuses(dossier, VeiligInformeren), "it says of whom"
    for one, sign in state.items():
        dossier = record(dossier, VeiligInformeren, voor=of(dossier, one), veilig="nee" if sign == "-" else "ja")
    assert waits(dossier, stap, VeiligInformeren) == ""
    assert waits(dossier, stap, Zorggesprek) == gezin.stap_2, "with whom the concern is shared"
    for one in gezin.telt.split():
        assert refuses(dossier, Zorggesprek, voor=of(dossier, one)) is (one not in gezin.stap_2), f"talk with {one}"
    for one in gezin.stap_2.split():
        dossier = record(dossier, Zorggesprek, voor=of(dossier, one))
    for kind in (Consultatie, Leerlingbespreking, UitkomstStap2):
        dossier = record(dossier, kind)
    return close(dossier, 2)


def through_stap_3(dossier: Dossier, gezin: Gezin) -> Dossier:
    stap, left = STAPPEN[2], gezin.telt.split()
    for one, end in map(tuple, gezin.stap_3.split()):
        assert waits(dossier, stap, FormeelGesprek) == " ".join(left), "it waits for each"
        with pytest.raises(Onvolledig):
            close(dossier, 3)
        shut = (Afzien,) if end in "gn" else (FormeelGesprek, NietBereikt)
        assert all(refuses(dossier, kind, voor=of(dossier, one)) for kind in shut), f"the other way with {one}"
        dossier = record(dossier, ENDS[end], voor=of(dossier, one))
        left.remove(one)
    closed = close(dossier, 3)
    unreached = {each[0] for each in gezin.stap_3.split() if each[1] == "n"}
    later = unreached | set(gezin.stap_5.partition(",")[2].split())
    waiting = [each for each in verplichtingen(closed, {}) if each.soort is Soort.OUDERS]
    assert len(waiting) == len(later), "who was not told or not reached stays a task"
    return close(record(closed, Weging), 4)


def through_stap_5(dossier: Dossier, gezin: Gezin) -> None:
    now, _, later = gezin.stap_5.partition(",")
    dossier = record(record(dossier, Besluit), Hulp)
    assert waits(dossier, STAPPEN[4], OudersGeinformeerd) == gezin.telt
    for one in now.split():
        dossier = record(dossier, OudersGeinformeerd, voor=of(dossier, one))
    assert waits(dossier, STAPPEN[4], OudersGeinformeerd) == sorted_letters(later), "each by name"
    for one in later.split():
        assert refuses(dossier, OudersGeinformeerd, voor=of(dossier, one)), f"{one} cannot safely be told"
        dossier = record(dossier, OudersGeinformeerd, voor=of(dossier, one), geinformeerd="nee")
    dossier = close(dossier, 5)
    still = [each for each in verplichtingen(dossier, {}) if each.soort is Soort.OUDERS]
    assert len(still) == len(later.split()), "the task to tell them stays"


def test_there_are_sixty_families_and_each_is_another() -> None:
    assert len({each.titel for each in GEZINNEN}) == len(GEZINNEN) >= 60
    assert {each.nu.count("-") for each in GEZINNEN} == {0, 1, 2} and any("~" in each.nu for each in GEZINNEN)
