"""The privacy annex as a PDF, read back: what a register and a DPIA ask, with what this school set filled in."""

import io
from dataclasses import replace

from pypdf import PdfReader

from meldcode.eigen.woorden import Eigen, spoken
from meldcode.protocol.privacy import BESLUIT, RISICOS, VRAGEN, Instellingen, privacy
from meldcode.rollen import Role
from papers.meldcode import pdf_of
from tests.papers.read import BY_NOOR

EIGEN = Eigen(
    {
        "ib_er": "de kwaliteitscoördinator",
        "ib_er/meer": "kwaliteitscoördinatoren",
        "veilig_thuis/naam": "Veilig Thuis Hier",
        "letselfotos": "ja 2026-09-01 2026-09-02 a1",
        "bestuursvorm": "publiekrechtelijk",
        "bewaarbesluit": "2026-09-01 2026-09-02 a1 geen_vermoeden:jaren:3",
    }
)
BARE = Instellingen()
# What article 30 of the AVG asks of the register, read by hand.
REGISTER = (
    *("Wie verantwoordelijk is", "Functionaris", "Doel", "Over wie", "Welke gegevens", "Wie iets krijgt"),
    *("Buiten de EER", "Hoe lang", "Beveiliging"),
)


def said(ingesteld: Instellingen = BARE, eigen: Eigen | None = None) -> str:
    with spoken(eigen or Eigen({})):
        return "\n".join(privacy("De Waterlelie", ingesteld))


def test_the_paper_says_what_the_register_asks_and_answers_every_question() -> None:
    with spoken(EIGEN):
        pdf = pdf_of(privacy("De Waterlelie", BARE), "De Waterlelie", BY_NOOR, "Privacybijlage")
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    wanted = [*REGISTER, "Privacybijlage van De Waterlelie", "Veilig Thuis Hier", *(vraag for vraag, _ in VRAGEN)]
    assert [each for each in wanted if each not in text] == [] and 2 < len(pages) < 10
    assert [each for each in ("**", "intern begeleider", "[", "Meldcode van") if each in text] == []
    assert len(VRAGEN) == 12 and len(RISICOS) == 8


def test_it_is_filled_in_from_what_the_school_set() -> None:
    usual, other = said(), said(eigen=EIGEN)
    assert "Foto’s van letsel staat de school niet toe." in usual and "Foto’s van letsel mogen." in other
    assert "Archiefwet" in other and "Archiefwet" not in usual
    assert "Een tweede stap bij het inloggen: van iedereen." in usual and "Mail staat uit." in usual
    changed = said(
        replace(
            BARE,
            tweede_stap=dict.fromkeys(Role, True) | {Role.LEERKRACHT: False},
            minuten=30,
            mail=True,
            account_van_school=True,
        )
    )
    assert "behalve leerkracht" in changed and "na 30 minuten" in changed and "Mail staat aan." in changed
    assert "en de mailserver, en het inloggen met het account van school" in changed


def test_what_only_the_school_knows_is_marked() -> None:
    asked = [line for line in said().splitlines() if BESLUIT in line]
    assert len(asked) == 8, "name, officer, ground, place, processor, DPIA; whether one is needed; what remains"
