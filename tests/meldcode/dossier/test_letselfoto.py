"""A photo of an injury is taken only where the board allows it; whatever else is attached, always."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import spoken
from meldcode.vastleggingen import Bijlage
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.builders import answers, opened, record
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
