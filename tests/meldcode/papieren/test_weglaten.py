"""Nothing of another person, and no place where somebody is to be found, is left in a text for a parent."""

import random

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.papieren import weglaten
from meldcode.papieren.weglaten import IEMAND, WEG
from meldcode.vastleggingen import Betrokkene
from tests.builders import opened, record
from tests.meldcode.papieren.families import GIVES_AWAY, both
from tests.over import over

NAMES = (
    "Roos Storm",
    "Anne-Marie Vos",
    "Yıldırım Öz",
    "Żaneta Wójcik",
    "علي حسن",
    "Kees van den Berg",
    "Nour el Amrani",
)
PLACES = (
    "Kerkstraat 12, Ee",
    "bij oma op 0515-123456",
    "Blijf Leeuwarden",
    "'t Zand 3a",
    "ik@huis.example",
    "Śląska 8",
)


@over(
    ("typed", "left"),
    [
        ("Anna Bos zegt dat Bas de Groot boos was.", f"{IEMAND} zegt dat Bas de Groot boos was."),
        ("Sem de Wit wil niet mee.", "Sem de Wit wil niet mee."),
        ("Zij woont op Kanarielaan 7.", f"Zij woont op {WEG}."),
        ("Bel 06-87654321.", f"Bel {WEG}."),
        ("Dat is een groot probleem.", "Dat is een groot probleem."),
        ("", ""),
    ],
)
def test_what_is_left_for_bas(typed: str, left: str) -> None:
    dossier = both()
    bas = dossier.met_gezag[1].nummer
    assert weglaten.voor(typed, dossier, bas) == left


def family(chosen: random.Random) -> tuple[Dossier, list[str], list[str]]:
    names, places = chosen.sample(NAMES, 3), chosen.sample(PLACES, 3)
    dossier = opened()
    for name, place in zip(names, places, strict=True):
        dossier = record(dossier, Betrokkene, naam=name, bereiken=place, geheim=chosen.choice(("ja", "nee")))
    return dossier, names, places


def leaks() -> list[str]:
    chosen, found = random.Random(22), []  # noqa: S311  # invented families, the same every time
    for _each in range(200):
        dossier, names, places = family(chosen)
        own = dossier.met_gezag[0].nummer
        text = weglaten.voor(f"Toen {', '.join(names)} dit zeiden over {' en '.join(places)}.", dossier, own)
        found += [each for each in (*names[1:], *places) if each in text]
        assert names[0] in text
    return found


def test_of_two_hundred_families_no_other_name_and_no_place_is_left() -> None:
    assert leaks() == []


def test_the_sweep_would_see_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weglaten, "_without_places", lambda tekst, _mens: tekst)
    assert leaks()


def test_the_planted_places_are_taken_out_in_every_spelling() -> None:
    dossier = both()
    text = weglaten.voor(" ".join(GIVES_AWAY), dossier, 0)
    assert [each for each in GIVES_AWAY if each in text] == []
