"""The certificate as a PDF, read back: what was destroyed, on which ground and how, in order; nothing about anybody."""

from datetime import datetime

from meldcode.papieren.verklaring import Verklaring
from papers.einde.certificaat import certificaat
from tests.papers.read import heard, pages_of, text_of

AT = datetime(2026, 11, 28, 13, 26)  # noqa: DTZ001  # naive UTC, as in the database
ROWS = (
    ("Grond", "Geen indicatie (de route van de school, stap 2)"),
    ("Wat de termijn begon", "Uitkomst van stap 2, di 24 november 2026"),
    ("Periode van de inhoud", "oktober 2026 – november 2026"),
    ("Wat er was", "9 vastleggingen, 1 correctie, 1 foto, 2 concepten, 1 papier gemaakt"),
    ("Bevestigd", "Directie, za 28 november 2026 om 14:26"),
)


def made(rijen=ROWS) -> bytes:
    return certificaat(Verklaring("Olm 7", AT, rijen, "370-9b1f0c2a…c2", "371-f0505d11…5d"), "De Linde")


def test_it_reads_in_order_on_one_page() -> None:
    said = heard(made())
    assert pages_of(made()) == 1 and said[:2] == ["De Linde", "Verklaring van vernietiging"]
    assert said[2].startswith("Dossier Olm 7 is vernietigd op za 28 november 2026 om 14:26. Wat erin stond,")
    for about, text in ROWS:
        assert said[said.index(about) + 1] == text
    assert any("regel 370-9b1f0c2a…c2 ervoor, regel 371-f0505d11…5d erna" in each for each in said)


def test_it_is_the_same_file_each_time() -> None:
    assert made() == made() != made(ROWS[:-1])
    assert "Gemaakt op za 28 november 2026 om 14:26" in text_of(made())


def test_as_much_as_there_can_be_stays_on_one_page() -> None:
    long = "Nagekeken en weg: " + "; ".join(["Foto’s en berichten op telefoons"] * 6)
    assert pages_of(made((*ROWS, *[(f"Regel {number}", long) for number in range(6)]))) == 1
