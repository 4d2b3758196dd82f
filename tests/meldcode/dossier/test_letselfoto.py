"""A photo of an injury is taken only where the board allows it; whatever else is attached, always."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import spoken
from meldcode.vastleggingen import Bijlage
from meldcode.vragen.vastlegging import Onvolledig, asked, fill
from tests.answers import answers
from tests.builders import opened, record
from tests.cast import MONDAY, NOOR
from tests.letsel import says
from tests.over import over

OTHER_FILE = "fedcba9876543210fedcba9876543210 jpg 345678"
REFUSED = (
    "Op uw school voegt niemand een foto van letsel bij een dossier. Beschrijf het bij een signaal, met de "
    "lichaamskaart. Bel vandaag nog Veilig Thuis (0800-2000) of een arts, bijvoorbeeld de huisarts of de "
    "vertrouwensarts. Sporen vervagen."
)


def objections(dossier: Dossier, **changes: str) -> dict[str, str]:
    given = answers(Bijlage, **changes)
    return vastleggen.objections(dossier, Bijlage, given, by=NOOR, on=MONDAY)


def correction(dossier: Dossier, **changes: str) -> dict[str, str]:
    last = dossier.records[-1]
    raw = {each.naam: each.waarde for each in last.antwoorden} | changes
    return vastleggen.correction_objections(dossier, last, raw, by=NOOR, on=MONDAY)


def with_a_photo(wat: str) -> Dossier:
    with spoken(says(mag=True)):
        return record(opened(), Bijlage, wat=wat)


def test_a_photo_of_an_injury_is_refused_with_what_to_do_instead() -> None:
    assert objections(opened(), wat="letsel") == {"wat": REFUSED}
    with spoken(says(mag=False)):
        assert objections(opened(), wat="letsel", bestand="", inhoud="") == {"wat": REFUSED}, (
            "and nothing else is asked"
        )


@over("wat", ["foto", "brief", "document"])
def test_anything_else_is_taken_as_before(wat: str) -> None:
    assert objections(opened(), wat=wat) == {}


def test_it_is_taken_where_the_board_allows_it() -> None:
    with spoken(says(mag=True)):
        assert objections(opened(), wat="letsel") == {}


def test_one_that_was_filled_in_elsewhere_cannot_be_recorded_either() -> None:
    with spoken(says(mag=True)):
        filled = fill(Bijlage, answers(Bijlage, wat="letsel"), MONDAY)
    with pytest.raises(Onvolledig) as refused:
        vastleggen.record(opened(), filled, by=NOOR, on=MONDAY)
    assert refused.value.objections == {"wat": REFUSED}


def test_a_correction_brings_no_photo_of_an_injury_in() -> None:
    assert correction(with_a_photo("foto"), wat="letsel") == {"wat": REFUSED}
    assert correction(with_a_photo("foto"), wat="letsel", bestand=OTHER_FILE) == {"wat": REFUSED}
    assert correction(with_a_photo("letsel"), bestand=OTHER_FILE) == {"wat": REFUSED}


def test_one_that_is_in_the_dossier_stays_and_what_was_written_about_it_can_be_corrected() -> None:
    dossier = with_a_photo("letsel")
    assert correction(dossier, inhoud="Bij nader inzien was het de andere arm.") == {}
    assert len(dossier.records[-1].bestanden) == 1 and dossier.records[-1].tekst("wat") == "Foto van letsel"


# Its rules, where the board allows it


def allowed(**changes: str) -> dict[str, str]:
    with spoken(says(mag=True)):
        return objections(opened(), wat="letsel", **changes)


def test_its_rules_are_answered_with_it_and_with_nothing_else() -> None:
    rules = ("zichtbaar", "tweede", "als_bewijs", "gewist")
    assert set(allowed(**dict.fromkeys(rules, ""))) == set(rules)
    with spoken(says(mag=True)):
        asked_of = {
            wat: [each.naam for each in asked(Bijlage, answers(Bijlage, wat=wat))] for wat in ("foto", "letsel")
        }
    assert set(asked_of["letsel"]) - set(asked_of["foto"]) == {*rules, "wie_erbij"}


@over(
    ("changes", "said"),
    [
        ({"tweede": "ja", "wie_erbij": ""}, {"wie_erbij": "Beantwoord deze vraag."}),
        ({"tweede": "nee"}, {"alleen_omdat": "Beantwoord deze vraag."}),
        ({"tweede": "nee", "alleen_omdat": "Vera was al naar huis."}, {}),
        ({"gewist": "nog_niet"}, {"wie_wist": "Beantwoord deze vraag."}),
        ({"gewist": "nog_niet", "wie_wist": "Lars, vanmiddag"}, {}),
        (
            {"als_bewijs": "ja"},
            {"origineel": "Kies de foto nog een keer: van deze foto is het origineel niet bewaard."},
        ),
        ({"als_bewijs": "ja", "origineel": "fedcba9876543210fedcba9876543210 org 3456789"}, {}),
    ],
)
def test_what_went_otherwise_is_told_and_never_hidden(changes: dict[str, str], said: dict[str, str]) -> None:
    assert allowed(**changes) == said


def test_one_for_which_a_child_was_undressed_is_refused_everywhere() -> None:
    said = {
        "zichtbaar": "Een foto waarvoor kleding is weggehaald, hoort niet in Meldroute. Vraag Veilig Thuis wat u ermee "
        "doet. Beschrijf het bij een signaal, met de lichaamskaart. Bel vandaag nog Veilig Thuis (0800-2000) of een "
        "arts, bijvoorbeeld de huisarts of de vertrouwensarts. Sporen vervagen."
    }
    assert allowed(zichtbaar="nee") == said
    with spoken(says(mag=True)):
        assert correction(record(opened(), Bijlage, wat="letsel"), zichtbaar="nee") == said


def test_the_original_is_only_kept_with_what_was_said_to_be_evidence() -> None:
    original = "fedcba9876543210fedcba9876543210 org 3456789"
    with spoken(says(mag=True)):
        kept = record(opened(), Bijlage, wat="letsel", als_bewijs="ja", origineel=original).records[-1]
        not_kept = record(opened(), Bijlage, wat="letsel", als_bewijs="nee", origineel=original).records[-1]
        other = record(opened(), Bijlage, wat="foto", als_bewijs="ja", origineel=original).records[-1]
    assert [str(each) for each in kept.bestanden][1:] == [original]
    assert kept.tekst("origineel") == "Origineel van de foto, 3,3 MB"
    assert len(not_kept.bestanden) == len(other.bestanden) == 1
