"""Telling another school: on which ground, by whose consent, in which capacity; and what is asked and said then."""

from typing import Any

import pytest

from meldcode import bronnen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.regels.overdracht import is_zestien
from meldcode.dossier.vastleggen import objections
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.gezag import mensen
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import Betrokkene, Gezag, Vertrek, WarmeOverdracht
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.vastlegging import asked
from tests.answers import answers
from tests.builders import gesloten, in_opvolging, opened, record
from tests.cast import DICK, LARS, MONDAY, NOOR, VERA
from tests.over import over

JONG, ZESTIEN, MORGEN_16, ONBEKEND, JAAR = "14-03-2018", "05-11-2010", "06-11-2010", "onbekend", "2010"
OOK = "Ook nodig van: {}. Is die er niet, dan is er geen toestemming: kies een andere grond."
GEEN = "{}: geen gezag, voor zover bekend, en kan geen toestemming geven."
NOG_GEEN = "De leerling is nog geen zestien. Toestemming is van ieder met gezag."
ZELF = "De leerling is zestien of ouder, en geeft zelf toestemming."
NA = "Toestemming komt vóór het gesprek. Deze dag is erna."
ADVIES = "Vraag advies vóór het gesprek. Deze dag is erna."
NIET_VEILIG = "Is vragen niet veilig, dan is vertellen dat ook niet. Kies hierboven dat het niet is verteld."
NIET_BEREIKT = "Wie niet te bereiken was, weet er niet van. Kies hierboven dat het niet is verteld."
ANTWOORD, KIES = "Beantwoord deze vraag.", "Kies een antwoord."
LEERLING = {"van_wie": "leerling"}
# Per row: who is around the pupil (capital: may have gezag, small: has none), the birth, the ground, other answers
# ("gevers" by letter), and what the screen says: by vraag, or nothing: it is recorded.
ROWS: list[tuple[str, str, str, dict[str, Any], dict[str, str]]] = [
    # Consent is the rule: of each person with gezag, for exactly named items.
    ("", JONG, "toestemming", {}, {}),
    ("M", JONG, "toestemming", {"gevers": "M"}, {}),
    ("MV", JONG, "toestemming", {"gevers": "MV"}, {}),
    ("MV", JONG, "toestemming", {"gevers": "M"}, {"gevers": OOK.format("V (ouder)")}),
    ("MV", JONG, "toestemming", {"gevers": "V"}, {"gevers": OOK.format("M (ouder)")}),
    ("MV", JONG, "toestemming", {"gevers": ""}, {"gevers": "Kies wie toestemming gaf."}),
    ("Mv", JONG, "toestemming", {"gevers": "M"}, {}),
    ("Mv", JONG, "toestemming", {"gevers": "v"}, {"gevers": GEEN.format("v (ouder)")}),
    ("Mv", JONG, "toestemming", {"gevers": "Mv"}, {"gevers": GEEN.format("v (ouder)")}),
    ("MV", JONG, "toestemming", LEERLING, {"van_wie": NOG_GEEN}),
    ("", JONG, "toestemming", LEERLING, {"van_wie": NOG_GEEN}),
    ("M", JONG, "toestemming", {"gevers": "M", "punten": ""}, {"punten": ANTWOORD}),
    ("M", JONG, "toestemming", {"gevers": "M", "gegeven_op": ""}, {"gegeven_op": "Vul een datum in."}),
    ("M", JONG, "toestemming", {"gevers": "M", "gegeven_op": "09-11-2026"}, {"gegeven_op": NA}),
    ("M", JONG, "toestemming", {"gevers": "M", "gegeven_op": "06-11-2026"}, {}),
    ("M", JONG, "toestemming", {"gevers": "M", "van_wie": ""}, {"van_wie": KIES}),
    # From sixteen it is the pupil's, and nobody else's; counted on the day it was given (5 November).
    ("MV", ZESTIEN, "toestemming", LEERLING, {}),
    ("MV", ZESTIEN, "toestemming", {"gevers": "MV"}, {"van_wie": ZELF}),
    ("MV", MORGEN_16, "toestemming", {"gevers": "MV"}, {}),
    ("MV", MORGEN_16, "toestemming", LEERLING, {"van_wie": NOG_GEEN}),
    # Where the birth does not say, a person does.
    ("MV", ONBEKEND, "toestemming", LEERLING, {}),
    ("MV", ONBEKEND, "toestemming", {"gevers": "MV"}, {}),
    ("MV", JAAR, "toestemming", LEERLING, {}),
    ("MV", JAAR, "toestemming", {"gevers": "MV"}, {}),
    # Without consent: told or not told, with the necessity written, and advice first.
    ("MV", JONG, "verteld", {}, {}),
    ("MV", JONG, "verteld", {"gevraagd": "onveilig"}, {"gevraagd": NIET_VEILIG}),
    ("MV", JONG, "verteld", {"gevraagd": "niet_bereikt"}, {"gevraagd": NIET_BEREIKT}),
    ("MV", JONG, "niet_verteld", {}, {}),
    ("MV", JONG, "niet_verteld", {"gevraagd": "onveilig"}, {}),
    ("MV", JONG, "niet_verteld", {"gevraagd": "niet_bereikt"}, {}),
    ("MV", JONG, "niet_verteld", {"gevraagd": ""}, {"gevraagd": KIES}),
    ("MV", JONG, "niet_verteld", {"niet_verteld_omdat": ""}, {"niet_verteld_omdat": ANTWOORD}),
    ("", JONG, "verteld", {"noodzaak": ""}, {"noodzaak": ANTWOORD}),
    ("", JONG, "verteld", {"evenredig": ""}, {"evenredig": ANTWOORD}),
    ("", JONG, "verteld", {"advies_van": []}, {"advies_van": "Kies er ten minste één."}),
    ("", JONG, "verteld", {"advies_van": ["fg"]}, {}),
    ("", JONG, "verteld", {"advies_op": "09-11-2026"}, {"advies_op": ADVIES}),
    ("", JONG, "niet_verteld", {"advies_op": "09-11-2026"}, {"advies_op": ADVIES}),
    ("", JONG, "verteld", {"besluit_van": ""}, {"besluit_van": ANTWOORD}),
    ("MV", ZESTIEN, "verteld", {}, {}),
    ("MV", ZESTIEN, "niet_verteld", {"gevraagd": "onveilig"}, {}),
    # By Veilig Thuis, which may always be told.
    ("MV", JONG, "veilig_thuis", {}, {}),
    ("MV", JONG, "veilig_thuis", {"weet": ""}, {"weet": ANTWOORD}),
    ("MV", JONG, "veilig_thuis", {"niet_verteld": ""}, {"niet_verteld": ANTWOORD}),
    # Or nothing: that is a decision too.
    ("MV", JONG, "niets", {}, {}),
    ("MV", JONG, "niets", {"waarom_niets": ""}, {"waarom_niets": ANTWOORD}),
    ("MV", JONG, "niets", {"besluit_van": ""}, {"besluit_van": ANTWOORD}),
    ("MV", JONG, "niets", {"datum": "", "verteld": "", "volger": ""}, {}),
]  # fmt: skip
TALK = "school datum hier daar verteld niet_verteld weet wedervraag volger"
WITHOUT = "noodzaak evenredig advies_van advies_op advies besluit_van"
ASKED = {
    ("toestemming", "gezag"): f"grond van_wie gevers gegeven_op punten {TALK}",
    ("toestemming", "leerling"): f"grond van_wie gegeven_op punten {TALK}",
    ("verteld", ""): f"grond gevraagd {WITHOUT} {TALK}",
    ("niet_verteld", ""): f"grond gevraagd niet_verteld_omdat {WITHOUT} {TALK}",
    ("veilig_thuis", ""): f"grond {TALK}",
    ("niets", ""): "grond waarom_niets besluit_van",
}


def family(letters: str, born: str = JONG) -> Dossier:
    dossier = opened(geboren=born)
    for letter in letters:
        dossier = record(dossier, Betrokkene, naam=letter)
        if letter.islower():
            dossier = record(dossier, Gezag, voor=chosen(dossier, letter), vorm="geen")
    return dossier


def chosen(dossier: Dossier, letters: str) -> list[str]:
    return [each.keuze.value for each in mensen(dossier.standing) if each.record.tekst("naam") in letters]


def said(letters: str, born: str, grond: str, changes: dict[str, Any]) -> dict[str, str]:
    dossier = family(letters, born)
    raw = answers(WarmeOverdracht, grond=grond, **{**changes, "gevers": chosen(dossier, changes.get("gevers", ""))})
    return objections(dossier, WarmeOverdracht, raw, by=NOOR, on=MONDAY)


@over(("letters", "born", "grond", "changes", "verdict"), ROWS)
def test_what_the_screen_says_of_ground_consent_and_capacity(letters, born, grond, changes, verdict) -> None:
    assert said(letters, born, grond, changes) == verdict


def test_the_table_is_large_enough_and_has_every_ground() -> None:
    assert len(ROWS) >= 45 and {row[2] for row in ROWS} == {each for each, _who in ASKED}


@over(("grond", "van_wie"), ASKED)
def test_only_what_belongs_to_the_ground_is_asked(grond, van_wie) -> None:
    found = asked(WarmeOverdracht, {"grond": grond, "van_wie": van_wie})
    assert " ".join(each.naam for each in found) == ASKED[grond, van_wie]


@over(
    ("born", "is_so"),
    [
        (Geboren(2010, 11, 9), True),
        (Geboren(2010, 11, 10), False),
        (Geboren(2010, 11), None),
        (Geboren(2010, 10), True),
        (Geboren(2010, 12), False),
        (Geboren(2010), None),
        (Geboren(2009), True),
        (Geboren(2011), False),
        (Geboren(), None),
        (None, None),
    ],
)
def test_the_age_counts_as_far_as_the_birth_is_known(born, is_so) -> None:
    assert is_zestien(born, MONDAY) is is_so


def test_the_screen_says_that_the_dossier_itself_never_goes_along() -> None:
    for words in ("nooit mee", "niet in OSO", "overstapdossier", "kopie", "Toestemming is de regel"):
        assert words in WarmeOverdracht.uitleg
    assert set(WarmeOverdracht.grondslag) >= {bronnen.WARME_OVERDRACHT, bronnen.OVERSTAPDOSSIER}


def test_it_is_recorded_in_any_fase_and_reopens_nothing() -> None:
    for dossier in (opened(), in_opvolging("beide"), gesloten()):
        assert record(dossier, WarmeOverdracht).fase is dossier.fase


def test_only_whoever_walks_the_route_records_and_reads_it() -> None:
    told = record(opened(by=LARS), WarmeOverdracht)
    for user in (LARS, VERA, DICK):
        assert not told.visible_to(user, MONDAY).of(WarmeOverdracht)
        assert objections(told, WarmeOverdracht, answers(WarmeOverdracht), by=user, on=MONDAY).keys() == {""}


@pytest.mark.parametrize("grond", ["toestemming", "niets"])
def test_every_decision_ends_the_waiting_for_one(grond: str) -> None:
    left = record(opened(), Vertrek)
    assert Soort.WARM in {each.soort for each in verplichtingen(left, {})}
    assert Soort.WARM not in {each.soort for each in verplichtingen(record(left, WarmeOverdracht, grond=grond), {})}
    before = record(record(opened(), WarmeOverdracht, grond=grond), Vertrek)
    assert Soort.WARM not in {each.soort for each in verplichtingen(before, {})}, "it was decided before"
