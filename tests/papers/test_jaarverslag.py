"""The jaarverslag as a PDF, read back: one page that says what the screen says, whatever the school is called."""

import io
from collections import Counter

import pytest
from pypdf import PdfReader

from meldcode.cijfers.jaarverslag import DAGEN, GEOPEND, MERK, TERMIJN, VERNIETIGD, Jaarverslag
from meldcode.cijfers.onderdrukken import MINDER
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import Schooljaar
from papers.jaarverslag import pdf_of
from tests.papers.read import BY_NOOR

YEAR = Schooljaar(2026)
NAMES = [
    "De Wilg",
    "Çağla Şahinschool ŁÓDŹ, Ő en ű",
    "Christelijke Basisschool voor Daltononderwijs De Lange Naam aan de Dorpsstraat in Nieuw-Amsterdam-Veenoord",
]


def busy() -> Counter[tuple[str, ...]]:
    """Counts of a year in which everything happened."""
    found: Counter[tuple[str, ...]] = Counter({(GEOPEND,): 1234, (MERK, "advies", ""): 87, (VERNIETIGD, "op_tijd"): 9})
    found |= {(VERNIETIGD, "te_laat"): 2, (VERNIETIGD, "onbekend"): 6}
    for waarde in ("5a", "5b", "beide", "geen"):
        found[MERK, "besluit", waarde] = 3
    for soort in ("overgeslagen", "afgezien", "afwijking", "niet_overlegd", "niet_besproken"):
        found[MERK, soort, ""] = 11
    for fase in (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING):
        found[DAGEN, fase.value, "12"] = 7
    for how, number in (("op_tijd", 40), ("te_laat", 3), ("loopt", 5)):
        found[TERMIJN, "terugkoppeling", how] = number
    return found


def read(content: bytes) -> tuple[int, str]:
    paper = PdfReader(io.BytesIO(content))
    return len(paper.pages), " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


@pytest.mark.parametrize("naam", NAMES)
@pytest.mark.parametrize("delen", [False, True])
@pytest.mark.parametrize("counts", [Counter(), busy()], ids=["nothing", "everything"])
def test_it_is_one_page_and_says_every_line_of_the_account(
    naam: str, delen: bool, counts: Counter[tuple[str, ...]]
) -> None:
    verslag = Jaarverslag(naam, YEAR, counts, delen)
    pages, text = read(pdf_of(verslag, ["Van 1 augustus 2026 tot en met 9 november 2026."], BY_NOOR))
    assert pages == 1
    for word in (
        naam,
        "2026/2027",
        *(f"{regel.label} {regel.tekst}" for each in verslag.secties for regel in each.regels),
    ):
        assert "".join(word.split()) in "".join(text.split()), word


def test_in_the_account_that_is_handed_on_no_count_under_five_can_be_read() -> None:
    _pages, text = read(pdf_of(Jaarverslag("De Wilg", YEAR, busy(), delen=True), [], BY_NOOR))
    assert f"5a: hulp, geen melding {MINDER}" in text and f"te laat: {MINDER}" in text
    assert "Geopend 1234" in text
