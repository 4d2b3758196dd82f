"""The guide for a talk on paper: one sheet, and a second that the first speaks of when more is shared than fits."""

from datetime import date
from io import BytesIO
from itertools import product

from pypdf import PdfReader

from meldcode.dossier.dossier import Dossier
from meldcode.papieren.leidraad import DE_OUDERS, op_blad, te_delen, te_spreken
from meldcode.papieren.leidraden import LEIDRADEN, Gesprek
from meldcode.termijnen.kalender import ZONDER
from meldcode.vastleggingen import Betrokkene, Gezag, Signaal
from papers.leidraad import op_papier
from papers.papier import Merk
from tests.builders import after_stap, opened, record
from tests.meldcode.papieren.families import everybody, with_help, with_signals
from tests.papers.read import BY_NOOR, aloud, heard, pages_of, text_of

BY = Merk("een intern begeleider", BY_NOOR.op)
FRIDAY = date(2026, 12, 4)


def paper(dossier: Dossier, gesprek: Gesprek, *, shares: bool = True, whom: int = -1) -> bytes:
    """With the last of whom a talk can be, or another, on a bad day; all that can be shared is ticked."""
    guide = LEIDRADEN[gesprek]
    wie = te_spreken(dossier)[whom] if guide.met_ouders else DE_OUDERS
    ticked = [each.ref for each in te_delen(dossier, wie)] if shares and guide.met_ouders else []
    blad = op_blad(dossier, gesprek, wie, FRIDAY, ticked, ZONDER)
    assert blad
    return op_papier(blad, dossier.codenaam, BY)


def test_each_guide_is_one_sheet_that_is_read_aloud_in_order() -> None:
    for gesprek, dossier in product(Gesprek, (opened(), with_signals(), with_help())):
        made = paper(dossier, gesprek)
        assert pages_of(made) == 1, (gesprek, dossier.versie)
        heads = [text for kind, text in aloud(made) if kind == "H2"]
        assert heads[:4] == ["Vooraf", "Het gesprek in negen stappen", "Niet doen", "Zo kunt u beginnen: kies er één"]
        assert ("Dit deelt u, en niet meer" in heads) is LEIDRADEN[gesprek].met_ouders
        assert "een intern begeleider" in text_of(made)


def test_what_does_not_fit_is_on_the_next_sheet_whole_and_the_first_says_so() -> None:
    dossier = with_signals()
    for number in range(200):
        dossier = record(dossier, Signaal, bron="zelf", waarneming=f"Feit nummer {number}: " + "kwam te laat. " * 8)
    made = paper(record(dossier, Signaal, bron="zelf", waarneming="Nogmaals gezien. " * 5_000), Gesprek.MELDING)
    said = " ".join(heard(made))
    assert pages_of(made) > 2 and "Op het volgende blad: nog 1" in said
    assert [n for n in range(200) if f"Feit nummer {n}: " not in said] == []
    assert said.count("Nogmaals gezien.") == 5_000


def test_the_front_stays_one_sheet_with_the_longest_name_every_warning_and_forty_facts() -> None:
    name = "Maximiliaan Alexander Ferdinand van den Heuvel tot Bartlehiem en Oudega-Schuurmans de Vries van Nergens"
    language = (
        "Tigrinya, en liever een tolk aan de telefoon uit een ander deel van het land dan waar zij woont, nooit familie"
    )
    dossier = record(after_stap(1), Betrokkene, naam=name, taal=language, woont="nee")
    dossier = record(dossier, Betrokkene, naam="Bas", woont="nee")
    dossier = record(dossier, Gezag, voor=everybody(dossier))
    for number in range(40):
        how = "leerling" if number % 2 else "zelf"
        dossier = record(
            dossier, Signaal, bron=how, waarneming=f"Feit {number}. " + "Hij wil niet naar huis. " * (1 + number % 5)
        )
    for gesprek in Gesprek:
        made = paper(dossier, gesprek, whom=0)
        front = PdfReader(BytesIO(made)).pages[0].extract_text()
        assert "Vernietig dit blad daarna." in " ".join(front.split()), gesprek
        if LEIDRADEN[gesprek].met_ouders:
            assert pages_of(made) == 2 and "Op het volgende blad: nog " in " ".join(front.split())
            said = " ".join(heard(made))
            assert [n for n in range(40) if f"Feit {n}." not in said] == []


def test_nothing_ticked_leaves_lines_to_write_on() -> None:
    assert "U koos niets uit het dossier." in text_of(paper(with_signals(), Gesprek.ZORG, shares=False))


def test_what_is_typed_is_no_markup_and_the_same_is_the_same_file() -> None:
    dossier = record(opened(), Signaal, bron="zelf", waarneming="#box[*x*] $x^2$ <b> @wie")
    made = paper(dossier, Gesprek.ZORG)
    assert "#box[*x*] $x^2$ <b> @wie" in heard(made)
    assert made == paper(dossier, Gesprek.ZORG)
