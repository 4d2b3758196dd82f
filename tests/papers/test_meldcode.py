"""The meldcode of a school as a PDF, read back: everything artikel 2 demands, and what the school filled in."""

import io

from pypdf import PdfReader

from meldcode.eigen.woorden import Eigen, spoken
from meldcode.protocol.afspraken import ARTIKEL_2
from meldcode.protocol.protocol import meldcode, protocol
from papers.meldcode import pdf_of
from tests.papers.read import BY_NOOR

EIGEN = Eigen(
    {
        "ib_er": "de kwaliteitscoördinator",
        "ib_er/meer": "kwaliteitscoördinatoren",
        "veilig_thuis/naam": "Veilig Thuis Hier",
        "veilig_thuis/nummer": "030 000 00 00",
        "veilig_thuis/site": "https://veiligthuis-hier.example",
        "verwijsindex": "de zorgcoördinator",
        "bewaren": "Drie jaar: zo besloot het bestuur.",
    }
)
# What the paper must say by artikel 2 of the Besluit, read by hand.
MUST = {
    "a": ["Stap 1. Signalen in kaart brengen", "Stap 5. Beslissen"],
    "b": ["Afwegingskader", "Afweging 5"],
    "c": ["Eindverantwoordelijk voor het besluit om wel of niet te melden: de kwaliteitscoördinator, namens het"],
    "d": ["Eergerelateerd geweld, huwelijksdwang"],
    "e": ["Daarin mag melden: de zorgcoördinator."],
    "f": ["Kindcheck"],
    "g": [
        "Vertrouwelijke gegevens",
        "ook zonder toestemming van de ouders",
        "staat bij ‘Bewaren’",
        "Meteen vernietigen",
    ],
    "filled in": ["Meldcode van De Waterlelie", "030 000 00 00", "Veilig Thuis Hier", "0800-2000", "7 schooldagen"],
    "to sign": ["Vastgesteld door het bevoegd gezag, op: ....", "Naam en handtekening"],
}


def lines() -> list[str]:
    with spoken(EIGEN):
        return meldcode("De Waterlelie", {"stap_1": 7})


def test_the_paper_holds_what_a_meldcode_must_hold() -> None:
    pages = PdfReader(io.BytesIO(pdf_of(lines(), "De Waterlelie", BY_NOOR))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    missing = [each for every in MUST.values() for each in every if each not in text]
    assert missing == [] and 4 < len(pages) < 15
    assert "Gemaakt op ma 9 november 2026 om 14:51 door Noor Bakker" in text and f"blad 1 van {len(pages)}" in text
    wrong = ("**", "- -", "intern begeleider", "make docs", "(R", "[")
    assert [each for each in wrong if each in text] == []
    assert "Drie jaar" not in text, "one truth: what the board chose per reason"


def test_everything_of_artikel_2_stands_under_a_heading_that_is_there() -> None:
    heads = {line.lstrip("# ") for line in lines() if line.startswith("#")}
    assert len(ARTIKEL_2) == 13, "a to g, of which c is two; and a to e of lid 2"
    for _where, what, here in ARTIKEL_2:
        found = [head for head in heads for part in here.replace("; en ", " en ").split(" en ") if part[:6] in head]
        assert found or here.startswith("Elke stap"), what


def test_the_one_in_docs_is_of_no_school_and_has_the_annex() -> None:
    text = protocol()
    assert "## Wie eindverantwoordelijk is" in text and "De school doet niet mee aan de verwijsindex" in text
    assert "## Bijlage: wat u vastlegt" in text and not any(line.startswith("## Bijlage") for line in lines())
