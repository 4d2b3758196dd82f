"""The fields a school fills in about itself: what is stored, and what is refused at which field."""

import pytest

from meldcode.eigen.velden import (
    EIND,
    SITE,
    UREN,
    VELDEN,
    VERWIJSINDEX,
    VORMEN,
    altijd,
    known,
    landelijk,
    read,
    said_of,
    veilig_thuis,
)
from meldcode.eigen.woorden import GEWOON, NAAM, NUMMER, WOORDEN, Eigen, marks, spoken
from meldcode.nummers import VEILIG_THUIS
from tests.over import over

KC = {"ib_er": "de kwaliteitscoördinator", "ib_er/meer": "kwaliteitscoördinatoren"}


def test_a_form_that_was_left_as_it_stood_keeps_nothing() -> None:
    for now in (GEWOON, Eigen(KC)):
        found, wrong = read({each.naam: each.now(now) for each in VELDEN}, now)
        assert (dict(found.gekozen), wrong) == (dict(now.gekozen), {}), "the usual is not a choice of the school"


def test_an_empty_field_is_the_usual_again() -> None:
    found, wrong = read(dict.fromkeys(KC, " "), Eigen(KC))
    assert (dict(found.gekozen), wrong) == ({}, {})


def test_what_is_usual_follows_the_words_of_the_school() -> None:
    with spoken(Eigen(KC)):
        assert said_of(EIND) == "de kwaliteitscoördinator, namens het bevoegd gezag"


@over(
    ("naam", "typed", "kept"),
    [
        ("ib_er", " De  KC’er ", "de KC’er"),
        ("ondersteuningsteam", "Het zorgteam", "het zorgteam"),
        (NUMMER, "030 - 000 00 00", "030 - 000 00 00"),
        (NUMMER, "+31 30 000 00 00", "+31 30 000 00 00"),
        (SITE, "https://veiligthuis-hier.example/melden", "https://veiligthuis-hier.example/melden"),
        (EIND, "de directeur, namens het bestuur", "de directeur, namens het bestuur"),
        (VORMEN, "Loverboys; “sexting”\nen meer.", "Loverboys; “sexting” en meer."),
        (VERWIJSINDEX, "de zorgcoördinator", "de zorgcoördinator"),
        (UREN, "op werkdagen van 8.30 tot 17.00 uur", "op werkdagen van 8.30 tot 17.00 uur"),
    ],
)
def test_what_can_be_right_is_kept(naam: str, typed: str, kept: str) -> None:
    more = {f"{naam}/meer": "meer"} if naam in [each.naam for each in WOORDEN] else {}
    found, wrong = read({naam: typed, **more}, GEWOON)
    assert (found.of(naam, ""), wrong) == (kept, {})


@over(
    ("naam", "typed", "why"),
    [
        ("ib_er", "kwaliteitscoördinator", "Begin met ‘de’ of ‘het’. Bijvoorbeeld: de mentor."),
        ("ib_er", "de [leerkracht]", "Gebruik alleen letters, cijfers, spaties en streepjes."),
        ("ib_er", "de <b>x</b>", "Gebruik alleen letters, cijfers, spaties en streepjes."),
        ("groep", "de " + "x" * 40, "Dit is te lang: er passen 40 tekens."),
        (NUMMER, "bel ons", "Dit nummer kan niet worden gebeld."),
        (NUMMER, "030", "Dit nummer kan niet worden gebeld."),
        (NUMMER, "030 000 00 00 of 01", "Dit nummer kan niet worden gebeld."),
        (SITE, "http://veiligthuis.nl", "Schrijf het hele adres, bijvoorbeeld: https://veiligthuis.nl"),
        (SITE, "https://x.nl/?a=1", "Schrijf het hele adres"),
        (SITE, "https://naam:geheim@x.nl", "Schrijf het hele adres"),
        (NAAM, "Veilig | Thuis", "Gebruik alleen letters, cijfers en gewone leestekens."),
        (EIND, "*ik*", "Gebruik alleen letters, cijfers en gewone leestekens."),
        (VORMEN, "x" * 401, "Dit is te lang (401 tekens): er passen 400 tekens."),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(naam: str, typed: str, why: str) -> None:
    _found, wrong = read({naam: typed}, GEWOON)
    assert list(wrong) == [naam] and wrong[naam].startswith(why)


def test_a_word_needs_its_plural_and_may_not_be_said_of_two_things() -> None:
    assert list(read({"groep": "de klas"}, GEWOON)[1]) == ["groep/meer"]
    twice = {"ib_er": "de vertrouwenspersoon", "ib_er/meer": "vertrouwenspersonen"}
    assert list(read(twice, GEWOON)[1]) == ["ib_er"], "at the one that was changed"
    swapped = twice | {"vertrouwenspersoon": "de intern begeleider", "vertrouwenspersoon/meer": "intern begeleiders"}
    assert read(swapped, GEWOON)[1] == {}


def test_veilig_thuis_is_of_the_region_and_the_national_number_stays() -> None:
    assert veilig_thuis() == VEILIG_THUIS and landelijk() is None
    with spoken(Eigen({NAAM: "Veilig Thuis Hier", NUMMER: "030 000 00 00"})):
        here, everywhere = veilig_thuis(), landelijk()
    assert (here.naam, here.tel, here.wanneer) == ("Veilig Thuis Hier", "tel:0300000000", ""), "nothing is promised"
    assert everywhere and (everywhere.nummer, everywhere.naam) == (VEILIG_THUIS.nummer, "Veilig Thuis, landelijk")
    with spoken(Eigen({NAAM: "Veilig Thuis Hier"})):
        assert veilig_thuis().wanneer == VEILIG_THUIS.wanneer and landelijk() is None


def test_the_hours_of_the_region_stand_beside_its_number_and_danger_and_the_national_number_by_day_and_night() -> None:
    assert altijd() == "Gevaar: 112"
    here = {NAAM: "Veilig Thuis Hier", NUMMER: "030 000 00 00", UREN: "op werkdagen van 9 tot 5"}
    with spoken(Eigen(here)):
        assert veilig_thuis().wanneer == "advies op werkdagen van 9 tot 5"
        assert altijd() == "Gevaar: 112 · Veilig Thuis, landelijk: 0800-2000, gratis, dag en nacht"
    with spoken(Eigen({UREN: "op werkdagen van 9 tot 5"})):
        assert veilig_thuis().wanneer == "gratis, dag en nacht; advies op werkdagen van 9 tot 5"
        assert altijd() == "Gevaar: 112"


def test_of_what_was_tampered_with_only_what_can_be_right_counts() -> None:
    kept = {**KC, "groep": "<script>", NUMMER: "bel mij", "x": "y", EIND: 3}
    assert dict(known(kept).gekozen) == KC


def test_what_is_asked_and_what_is_usual_can_be_kept() -> None:
    for each in VELDEN:
        assert not list(marks(each.vraag)), "it asks how the school says the usual word: that is no mark"
        if each.gewoon:
            assert each.lees(GEWOON.worded(each.gewoon)) == GEWOON.worded(each.gewoon), each.naam
    with pytest.raises(KeyError):
        said_of("x")
