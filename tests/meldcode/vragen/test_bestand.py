"""A file as an answer: a short text with its id, type and size, but never its name."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.route.stappen import STAPPEN, stap_of
from meldcode.vastleggingen import Bijlage, Signaal
from meldcode.vragen.bestand import Bestand, Bestandssoort, in_mb, read_bestand, too_large
from meldcode.vragen.vastgelegd import Antwoord, in_text
from meldcode.vragen.vastlegging import Onvolledig, fill, to_raw
from tests.answers import answers
from tests.builders import after_stap, gesloten, opened, record
from tests.cast import BORN, LARS, MONDAY, NOOR
from tests.over import over

ID = "0123456789abcdef0123456789abcdef"
PHOTO = Bestand(ID, Bestandssoort.JPG, 2_411_725)


def test_a_file_is_written_as_one_short_text_and_read_back() -> None:
    assert str(PHOTO) == f"{ID} jpg 2411725" and read_bestand(str(PHOTO)) == PHOTO


@over(
    "text",
    [
        "",
        ID,
        f"{ID} jpg",
        f"{ID} exe 5",
        f"{ID} JPG 5",
        f"{ID} jpg 0",
        f"{ID} jpg -5",
        f"{ID} jpg 5 Sem.jpg",
        f"{ID[1:]} jpg 5",
        f"../{ID[3:]} jpg 5",
        f"{ID} jpg 5\n",
        f"{ID} jpg \u0665",
    ],
)
def test_what_is_not_written_so_is_no_file(text: str) -> None:
    assert read_bestand(text) is None
    with pytest.raises(Onvolledig) as refused:
        fill(Bijlage, answers(Bijlage, bestand=text), MONDAY, BORN)
    assert refused.value.objections == {"bestand": "Kies het bestand opnieuw." if text else "Kies een bestand."}


@pytest.mark.parametrize(
    ("soort", "size", "words"),
    [
        ("jpg", 2_411_725, "Foto (JPG), 2,3 MB"),
        ("png", 358_400, "Foto (PNG), 350 kB"),
        ("pdf", 10_485_760, "Document (PDF), 10 MB"),
        ("pdf", 3, "Document (PDF), 1 kB"),
    ],
)
def test_a_person_reads_what_it_is_and_how_large(soort: str, size: int, words: str) -> None:
    assert in_text(Bestand(ID, Bestandssoort(soort), size)) == words


def test_sizes_are_in_dutch() -> None:
    """In the MB of Windows, of 1,048,576 bytes."""
    sizes = (1, 512_000, 12_058_624)
    assert [in_mb(size) for size in sizes] == ["1 kB", "500 kB", "11,5 MB"]


@over(
    ("size", "words"),
    [
        (10_485_761, "10,01 MB"),
        (10_500_000, "10,02 MB"),
        (10_538_188, "10,05 MB"),
        (10_600_000, "10,1 MB"),
        (11_534_336, "11 MB"),
        (105_906_176, "101 MB"),
    ],
)
def test_what_is_too_large_never_reads_as_if_it_were_not(size: int, words: str) -> None:
    assert too_large(size, 10) == words


def test_a_bijlage_keeps_its_file_as_it_was_given() -> None:
    given = answers(Bijlage, bestand=str(PHOTO))
    assert to_raw(fill(Bijlage, given, MONDAY, BORN))["bestand"] == str(PHOTO)
    last = record(opened(), Bijlage, bestand=str(PHOTO)).records[-1]
    assert last.bestanden == (PHOTO,) and last.tekst("bestand") == "Foto (JPG), 2,3 MB"


def test_a_text_that_looks_like_a_file_is_none() -> None:
    """Otherwise typing that text would attach a file of somebody else to one's own record."""
    assert record(opened(), Signaal, waarneming=str(PHOTO)).records[-1].bestanden == ()
    assert Antwoord("waarneming", "Wat?", str(PHOTO), str(PHOTO)).bestand is None
    assert Antwoord("bestand", "Welk?", "Foto (JPG), 2,3 MB", str(PHOTO)).bestand == PHOTO


def test_every_stap_takes_a_bijlage_last_and_none_needs_it() -> None:
    assert [stap.vastleggingen[-1] for stap in STAPPEN] == [Bijlage] * 5
    assert not any(Bijlage in eis.soorten for stap in STAPPEN for eis in stap.nodig)
    assert stap_of(Bijlage) is STAPPEN[0]


def test_a_bijlage_is_added_in_any_stap_and_not_to_a_closed_dossier() -> None:
    for nummer in range(5):
        assert record(after_stap(nummer, by=LARS), Bijlage, by=LARS).of(Bijlage)
    assert "gesloten" in (vastleggen.refusal(gesloten(), Bijlage, NOOR, MONDAY) or "")
