"""The bel-kaart on paper: one A4, in the order of the conversation, with whom to call."""

from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.nummers import VEILIG_THUIS
from meldcode.papieren.belkaart import belkaart
from meldcode.vastleggingen import AcuutGevaar, Signaal
from meldcode.vastleggingen.stap_1 import SoortSignaal
from papers.belkaart import op_papier
from papers.papier import Merk
from tests.builders import decided, opened, record, work
from tests.cast import MONDAY
from tests.papers.read import BY_NOOR, aloud, heard, pages_of, text_of

BY = Merk("een intern begeleider", BY_NOOR.op)
ORDER = [
    *("Zo begint u", "Tijdens het gesprek", "1 Hoe veilig is het nu, voor iedereen?"),
    *(
        "2 Wat kunnen wij zelf doen om het veilig te maken?",
        "3 Wat is er gezien en gehoord?",
        "4 Wat hebben wij gedaan?",
    ),
    *("5 De ouders", "6 De vijf afwegingen", "7 Onze vraag", "Wat raadt Veilig Thuis aan, en wat spreken wij af?"),
    "Alleen als het een melding wordt",
]


def paper(dossier: Dossier | None, on: date = MONDAY) -> bytes:
    return op_papier(belkaart(dossier, on), VEILIG_THUIS, dossier.codenaam if dossier else "", BY)


def fullest() -> Dossier:
    dossier = decided("5b")
    for soort in SoortSignaal:
        if soort is not SoortSignaal.LATER:
            dossier = record(dossier, Signaal, soort=soort.value)
    return record(dossier, AcuutGevaar)


def test_it_is_one_page_in_the_order_of_the_conversation_whatever_is_recorded() -> None:
    for dossier in (None, opened(), work(opened(), 1), decided("5a"), fullest()):
        made = paper(dossier)
        assert pages_of(made) == 1
        assert [text for kind, text in aloud(made) if kind == "H2"] == ORDER
        assert "0800-2000" in heard(made) and "Veilig Thuis, gratis, dag en nacht" in heard(made)


def test_it_says_what_is_not_known_and_is_signed_with_a_function() -> None:
    assert text_of(paper(None)).count("nog niet bekend") == 5 + 3 + 2
    assert "door een intern begeleider" in text_of(paper(opened())) and "Noor" not in text_of(paper(opened()))


def test_nothing_of_the_pupil_is_in_the_file() -> None:
    made = paper(fullest())
    for each in ("Sem", "de Wit", "2018", "groep 6", "hek", "vader"):
        assert each not in text_of(made) and each.encode() not in made
