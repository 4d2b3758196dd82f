"""The bel-kaart on paper: one A4, in the order of the conversation, with whom to call."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import UREN, veilig_thuis
from meldcode.eigen.woorden import NAAM, NUMMER, Eigen, spoken
from meldcode.nummers import VEILIG_THUIS
from meldcode.papieren.belkaart import belkaart
from meldcode.papieren.feiten import bekend, feiten, regels, te_beslissen
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    Overleg,
    Signaal,
)
from meldcode.vastleggingen.stap_1 import SoortSignaal
from papers.belkaart import op_papier
from papers.papier import Merk
from tests.builders import decided, opened, record, work
from tests.cast import MONDAY
from tests.meldcode.papieren.test_feiten import COLLEAGUES, made_up, named
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


def paper(dossier: Dossier | None, on: date = MONDAY, told: Sequence[tuple[str, str]] = ()) -> bytes:
    return op_papier(belkaart(dossier, on), VEILIG_THUIS, dossier.codenaam if dossier else "", BY, told)


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


def test_whom_to_call_when_stands_on_it_as_the_school_filled_it_in() -> None:
    here = {
        NAAM: "Veilig Thuis in de regio van de Vier Lange Namen en Omstreken, afdeling advies",
        NUMMER: "030 000 00 00",
    }
    with spoken(
        Eigen({**here, UREN: "op maandag, dinsdag en donderdag van 8.30 tot 12.30 en van 13.00 tot 17.00 uur"})
    ):
        made = op_papier(belkaart(fullest(), MONDAY), veilig_thuis(), "Beuk 3", BY)
    assert pages_of(made) == 1 and "030 000 00 00" in heard(made)
    assert "advies op maandag, dinsdag en donderdag van 8.30 tot 12.30" in text_of(made)
    assert "Gevaar: 112 · Veilig Thuis, landelijk: 0800-2000, gratis, dag en nacht" in heard(made)


def test_it_is_one_page_with_everything_at_its_longest() -> None:
    """All that was done, often and long ago: fewer lines to write on, and nothing cut."""
    dossier = fullest()
    for kind in (AdviesVeiligThuis, Inbreng, GesprekLeerling, Overleg, Leerlingbespreking):
        dossier = record(record(dossier, kind), kind)
    kaart = belkaart(dossier, MONDAY)
    long_ago = "langer dan een jaar geleden, 12 keer"
    longest = replace(
        kaart,
        gedaan=tuple(f"{each.partition(':')[0]}: {long_ago}" for each in kaart.gedaan),
        ouders=tuple((asked, f"ja, {long_ago}") for asked, _said in kaart.ouders),
        gezien=tuple((long_ago, what, "uit een brief of document") for _when, what, _how in kaart.gezien),
    )
    assert len(longest.gedaan) == 6 and len(longest.gezien) == 5
    for each in (kaart, longest):
        made = op_papier(each, VEILIG_THUIS, "Beuk 3", BY)
        assert pages_of(made) == 1
        assert all(line in heard(made) for line in each.gedaan)
    assert long_ago in " ".join(heard(op_papier(longest, VEILIG_THUIS, "Beuk 3", BY)))


def test_it_says_what_is_not_known_and_is_signed_with_a_function() -> None:
    assert text_of(paper(None)).count("nog niet bekend") == 5 + 3 + 2
    assert "door een intern begeleider" in text_of(paper(opened())) and "Noor" not in text_of(paper(opened()))


def test_nothing_of_the_pupil_is_in_the_file() -> None:
    made = paper(fullest())
    for each in ("Sem", "de Wit", "2018", "groep 6", "hek", "vader"):
        assert each not in text_of(made) and each.encode() not in made


def everything_in(pdf: bytes) -> str:
    """Its text, its tags, what it says of itself, its outline, and each of its streams unpacked."""
    reader = PdfReader(BytesIO(pdf))
    every = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    streams = [each.get_data().decode("latin-1") for each in every if hasattr(each, "get_data")]
    return "\n".join([text_of(pdf), *heard(pdf), str(reader.metadata), str(reader.outline), str(every), *streams])


def test_facts_stand_on_a_second_sheet_in_the_order_in_which_they_were_released() -> None:
    told = [("Vorige week, zelf gezien of gehoord", "De leerling $x$ #box[*y*] <b>"), ("Gisteren", "Regel 1\nRegel 2")]
    made = paper(opened(), told=told)
    assert pages_of(made) == 2 and "blad 2" in text_of(made)
    assert [text for kind, text in aloud(made) if kind == "H2"] == [*ORDER, "Wat u vertelt: feiten zonder namen"]
    spoken = heard(made)
    assert spoken[-4:] == [
        "Vorige week, zelf gezien of gehoord",
        "De leerling $x$ #box[*y*] <b>",
        "Gisteren",
        "Regel 1 Regel 2",
    ]
    assert text_of(paper(opened(), told=[("Gisteren", "lang " * 20_000)])).count("lang ") >= 20_000, "nothing is cut"


def test_nobody_known_is_anywhere_in_the_file() -> None:
    found = []
    for number in range(4):
        dossier, school, names = made_up(random.Random(number))  # noqa: S311  # invented, the same every time
        known = feiten(dossier, bekend(dossier, school, COLLEAGUES), MONDAY)
        text = everything_in(paper(dossier, told=regels(known, te_beslissen(known))))
        assert "De leerling" in text or "de leerling" in text or "collega" in text
        found += named(text, names)
    assert found == []
