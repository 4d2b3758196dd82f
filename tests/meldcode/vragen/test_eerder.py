"""What a dossier knows already is offered: who was named before, and what was answered, with its day."""

from datetime import date

import pytest

from meldcode.vastleggingen import (
    ALLE,
    BY_NAME,
    Consultatie,
    FormeelGesprek,
    Hulp,
    Overleg,
    Signaal,
    Weging,
)
from meldcode.vragen.eerder import Eerder, begins_with, eerder, joined, personen
from meldcode.vragen.vastlegging import Vastlegging, vragen
from tests.builders import decided, opened, record
from tests.cast import MONDAY

# Every vraag that asks for people and offers those who are known, and every one that offers an earlier answer.
PEOPLE = {
    "Opening": ["gezag"],
    "Overleg": ["aanwezig"],
    "Consultatie": ["aanwezig"],
    "Leerlingbespreking": ["aanwezig"],
    "Zorggesprek": ["aanwezig"],
    "GesprekLeerling": ["aanwezig"],
    "Inbreng": ["aanwezig"],
    "FormeelGesprek": ["aanwezig"],
    "Bijlage": ["wie_erbij"],
    "Betrokkene": ["naam"],
    "Gezag": ["gezien"],
    "Verzoek": ["naam"],
    "WarmeOverdracht": ["besluit_van", "hier", "daar"],
    "VertrekVerteld": ["wie"],
}
EARLIER = {
    "FormeelGesprek": {
        "stap_1": [("Signaal", "waarneming")],
        "stap_2": [("Consultatie", "uitkomst"), ("Leerlingbespreking", "besluit")],
        "visie": [("Zorggesprek", "reactie")],
    },
    "Weging": {
        "leerling": [("GesprekLeerling", "woorden")],
        "visie_ouders": [("FormeelGesprek", "visie"), ("Zorggesprek", "reactie")],
    },
}


def offered(kind: type[Vastlegging], naam: str, records) -> list[Eerder]:
    about = next(each for each in vragen(kind) if each.naam == naam)
    return list(eerder(about, kind, records, BY_NAME, MONDAY))


def test_the_vragen_that_ask_for_people_and_those_that_have_an_earlier_answer_are_these() -> None:
    people = {kind.__name__: [each.naam for each in vragen(kind) if each.personen] for kind in ALLE}
    assert {kind: found for kind, found in people.items() if found} == PEOPLE
    earlier = {kind.__name__: {each.naam: list(each.zoals) for each in vragen(kind) if each.zoals} for kind in ALLE}
    assert {kind: found for kind, found in earlier.items() if found} == EARLIER


def test_what_is_taken_over_was_a_text_that_somebody_typed() -> None:
    for kind in ALLE:
        for each in vragen(kind):
            for soort, naam in each.zoals:
                assert next(one.soort for one in vragen(BY_NAME[soort]) if one.naam == naam) is each.soort is str


def test_whoever_was_named_before_is_known_the_last_first_and_once() -> None:
    dossier = opened(gezag="Moeder Anja de Wit; vader: Karel, woont elders")
    dossier = record(dossier, Overleg, aanwezig="Noor en Hanneke Smit, groep 6")
    dossier = record(dossier, Overleg, met="vertrouwenspersoon", aanwezig="hanneke smit met moeder Anja de Wit.")
    assert personen(dossier.standing, BY_NAME) == (
        "hanneke smit", "moeder Anja de Wit", "Noor", "groep 6", "vader: Karel", "woont elders",
    )  # fmt: skip


def test_who_was_there_last_time_can_be_taken_over_with_its_day() -> None:
    dossier = opened(gezag="Moeder")
    assert offered(Overleg, "aanwezig", dossier.standing) == [], "the parents of the opening were at no talk"
    dossier = record(dossier, Overleg, datum="06-11-2026", aanwezig="Noor en Hanneke")
    assert offered(Overleg, "aanwezig", dossier.standing) == [Eerder("Overleg", "vr 6 november", "Noor en Hanneke")]


def test_the_signalen_that_were_discussed_are_all_signalen_each_with_its_day() -> None:
    dossier = record(opened(), Signaal, datum="02-11-2026", waarneming="Hij had geen jas aan.")
    assert offered(FormeelGesprek, "stap_1", dossier.standing) == [
        Eerder("Signaal", "ma 2 november", "Hij had geen jas aan.")
    ]
    dossier = record(dossier, Signaal, datum="08-11-2026", waarneming="Hij had geen lunch bij zich.")
    assert offered(FormeelGesprek, "stap_1", dossier.standing) == [
        Eerder(
            "Signaal",
            "2 keer, de laatste gisteren",
            "Ma 2 november: Hij had geen jas aan.\nGisteren: Hij had geen lunch bij zich.",
        )
    ]


def test_of_what_was_corrected_only_the_correction_is_offered() -> None:
    records = record(opened(), Signaal, waarneming="Hij had geen jas aan.").standing
    assert offered(Consultatie, "kwestie", records) == [], "nothing is offered where nothing is declared"
    assert [each.tekst for each in offered(FormeelGesprek, "stap_1", records)] == ["Hij had geen jas aan."]


def test_help_begins_with_the_plan_of_the_weging() -> None:
    dossier = decided("5a")
    weging = dossier.last(Weging)
    assert weging
    begun = begins_with(Hulp, dossier.standing, MONDAY)
    plan = {"doel": "doel", "wie": "wie", "maatstaf": "effect", "terugval": "terugval", "effect_op": "evaluatie_op"}
    assert begun == {naam: weging.waarde(source) for naam, source in plan.items()}
    assert all(each.begin for each in offered(Hulp, "doel", dossier.standing))


def test_a_day_that_is_past_by_then_is_not_begun_with() -> None:
    dossier = decided("5a")
    assert "effect_op" not in begins_with(Hulp, dossier.standing, date(2028, 1, 1))


@pytest.mark.parametrize(
    ("text", "added", "found"),
    [
        ("", "Noor", "Noor"),
        ("Hanneke", "Noor", "Hanneke, Noor"),
        ("Hanneke, ", "Noor", "Hanneke, Noor"),
        ("noor en Hanneke", "Noor", "noor en Hanneke"),
    ],
)
def test_a_name_is_added_behind_what_is_there_and_only_once(text: str, added: str, found: str) -> None:
    assert joined(text, added, one_line=False, between=", ") == joined(text, added, one_line=True) == found


def test_a_text_is_added_on_a_line_of_its_own() -> None:
    assert joined("Zij zei:", "Moeder schrok.", one_line=False) == "Zij zei:\nMoeder schrok."
