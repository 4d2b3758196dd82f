"""A stored record keeps each vraag as it was worded that day; reading it never rebuilds the vastlegging."""

from dataclasses import dataclass, replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.vastleggingen import AcuutGevaar, Signaal, VeiligInformeren, Weging, Zorggesprek
from meldcode.vastleggingen.stap_1 import BronSignaal
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd, set_down
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import vraag
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cast import MONDAY, NOOR, TUESDAY


def test_a_record_keeps_vraag_answer_day_and_person() -> None:
    """R13."""
    kept = record(opened(), AcuutGevaar, on=TUESDAY).records[-1]
    assert (kept.nummer, kept.soort, kept.titel, kept.on, kept.by) == (
        2,
        "AcuutGevaar",
        "Acuut gevaar",
        TUESDAY,
        "noor",
    )
    assert [(each.naam, each.vraag, each.tekst, each.waarde) for each in kept.antwoorden] == [
        ("datum", "Op welke dag is dit?", "ma 9 november 2026", "09-11-2026"),
        ("tijd", "Hoe laat?", "14:05 uur", "14:05"),
        (
            "reden",
            "Waarom is er acuut gevaar?",
            "Vader staat dronken aan het hek en dreigt Sem mee te nemen.",
            "Vader staat dronken aan het hek en dreigt Sem mee te nemen.",
        ),
        ("gebeld", "Wie hebt u gebeld?", "112", ["112"]),
        (
            "afgesproken",
            "Wat is er afgesproken?",
            "De politie komt; Sem blijft binnen.",
            "De politie komt; Sem blijft binnen.",
        ),
    ]


def test_the_wording_of_that_day_stays_when_the_vraag_is_reworded() -> None:
    """R13."""

    @dataclass(frozen=True)
    class Proef(Vastlegging):
        titel = "Proef"
        zag: str = vraag("Wat zag u?")

    before = set_down(Proef(zag="Een plek."), nummer=1, on=MONDAY, by="noor")

    @dataclass(frozen=True)
    class Proef(Vastlegging):  # type: ignore[no-redef]  # the same kind, declared differently years later
        titel = "Proefneming"
        zag: str = vraag("Wat nam u waar?")
        hoe_lang: str = vraag("Hoe lang?")

    assert before.titel == "Proef" and before.antwoorden == (Antwoord("zag", "Wat zag u?", "Een plek.", "Een plek."),)
    assert before.isa(Proef) and before.tekst("zag") == "Een plek." and before.tekst("hoe_lang") == ""


def test_a_dossier_with_vragen_that_no_longer_exist_still_opens() -> None:
    dossier = after_stap(3)
    old = dossier.records[1]._replace(antwoorden=(Antwoord("kleur", "Welke kleur had de plek?", "Blauw", "blauw"),))
    of_2026 = replace(dossier, records=(dossier.records[0], old, *dossier.records[2:]))
    assert of_2026.fase is dossier.fase and of_2026.records[1].tekst("kleur") == "Blauw"


def test_only_what_was_asked_is_kept() -> None:
    kept = record(opened(), Signaal, bron="hwc").records[-1]
    assert [each.naam for each in kept.antwoorden] == ["datum", "bron"]
    assert kept.waarde("waarneming") is None and kept.tekst("waarneming") == ""


def test_an_answer_slipped_in_beside_the_form_is_not_kept() -> None:
    signaal = Signaal(datum=MONDAY, bron=BronSignaal.HANDLE_WITH_CARE, waarneming="KANARIE, langer dan tien tekens")
    assert "KANARIE" not in repr(vastleggen.record(opened(), signaal, by=NOOR, on=MONDAY))


def test_a_vraag_left_open_leaves_no_empty_answer() -> None:
    kept = record(record(after_stap(1), VeiligInformeren), Zorggesprek, afspraken="").records[-1]
    assert "afspraken" not in [each.naam for each in kept.antwoorden]


def test_several_choices_are_read_in_the_order_in_which_they_are_shown() -> None:
    given = ["seksueel", "eer", "onbekend", "psychisch", "lichamelijk", "getuige"]
    kept = record(after_stap(3), Weging, soorten=given).records[-1]
    assert kept.waarde("soorten") == ["eer", "getuige", "lichamelijk", "onbekend", "psychisch", "seksueel"]
    assert kept.tekst("soorten") == (
        "Lichamelijke mishandeling; Psychische mishandeling; Seksueel misbruik; Getuige van huiselijk geweld; "
        "Eer, huwelijksdwang, achterlating of besnijdenis van meisjes; Nog niet te benoemen"
    )


def test_a_record_cannot_be_changed_afterwards() -> None:
    kept = opened().records[0]
    with pytest.raises(AttributeError):
        kept.by = "lars"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        kept.antwoorden[0].tekst = "Iets anders"  # type: ignore[misc]


def test_recording_leaves_the_dossier_before_it_as_it_was() -> None:
    before = opened()
    after = record(before, Signaal)
    assert len(before.records) == 1 and len(after.records) == 2 and after.records[:1] == before.records


def test_what_is_stored_is_plain_text_that_a_database_can_hold() -> None:
    for each in in_opvolging("beide").records:
        for antwoord in each.antwoorden:
            plain = antwoord.waarde if isinstance(antwoord.waarde, list) else [antwoord.waarde]
            assert {type(value) for value in (*plain, antwoord.naam, antwoord.vraag, antwoord.tekst)} == {str}, each


def test_a_record_put_back_from_its_parts_is_the_same() -> None:
    for each in in_opvolging("beide").records:
        parts = {name: getattr(each, name) for name in Vastgelegd._fields}
        assert Vastgelegd(**parts) == each
