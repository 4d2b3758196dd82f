"""The package for inzage read back: in no part of the file is what was withheld, and what it says reads in order."""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from meldcode.papieren.inzage.keuzen import Keus, Keuzen
from meldcode.papieren.inzage.pakket import Pakket, pakket
from meldcode.papieren.inzage.passages import Heet, Voorzet, lezers
from meldcode.papieren.inzage.voorblad import NIETS_WEGGELATEN, voorblad
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.vastleggingen import Bijlage, Signaal
from papers.einde.inzage import op_papier
from papers.papier import Merk
from tests import files
from tests.builders import opened, record
from tests.cast import MONDAY
from tests.meldcode.papieren.families import both
from tests.meldcode.papieren.inzage.made_up import everything_given, leaks, of_number
from tests.papers.read import BY_NOOR, aloud, heard, text_of

BY = Merk("een intern begeleider", BY_NOOR.op)
A_FEW = int(os.environ.get("MELDROUTE_PACKAGES", "4"))
FOTO = "0123456789abcdef0123456789abcdef"


def paper(voorzet: Voorzet, keuzen: Keuzen, given: Pakket, fotos: dict[str, bytes] | None = None) -> bytes:
    return op_papier(voorblad(voorzet, keuzen, "De Waterlelie"), given, fotos or {}, BY)


def _inside(thing: Any) -> Iterator[str]:
    """Every text in an object of the file: strings and names, and each stream decompressed."""
    if isinstance(thing, StreamObject):
        yield thing.get_data().decode("latin-1")
    if isinstance(thing, DictionaryObject):
        for name, each in thing.items():
            yield str(name)
            yield from _inside(thing.raw_get(name)) if not isinstance(each, StreamObject) else ()
    elif isinstance(thing, ArrayObject):
        for each in thing:
            yield from _inside(each)
    elif isinstance(thing, str):
        yield str(thing)


def every_stream(pdf: bytes) -> str:
    """All that is in the file, decompressed, and the text of its pages as it is read and as it is heard."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    told = [text_of(pdf), *heard(pdf), str(reader.metadata), str(reader.outline), str(reader.xmp_metadata)]
    return "\n".join([*told, *(text for each in objects if each is not None for text in _inside(each))])


def test_what_was_withheld_is_in_no_stream_of_the_file() -> None:
    for number in range(A_FEW):
        voorzet, keuzen, given, hidden = of_number(number)
        whole = every_stream(paper(voorzet, keuzen, given))
        # Codes of glyphs and of the file are no text: a short name is sought in what can be read.
        assert leaks(text_of(paper(voorzet, keuzen, given)), hidden) == []
        assert [each for each in hidden if len(each) > 3 and re.search(re.escape(each), whole, re.IGNORECASE)] == []
        assert "Het regende." in whole and "Bas Kromhout" in whole, "it would be found"


def for_bas(waarneming: str, weg: Weg | None = None) -> tuple[Voorzet, Keuzen]:
    dossier = record(both(), Signaal, waarneming=waarneming)
    voorzet = Voorzet(dossier, replace(lezers(dossier, MONDAY)[1], heet=Heet.VADER), MONDAY)
    keuzen = everything_given(voorzet)
    return voorzet, keuzen.decided(voorzet, dossier.records[-1], Keus(True, weg)) if weg else keuzen


def test_it_is_read_in_order_and_ends_with_what_was_withheld_and_why() -> None:
    voorzet, keuzen = for_bas("Bel 0687654321 maar niet nu.")
    pdf = paper(voorzet, keuzen, pakket(voorzet, keuzen))
    found, said = heard(pdf), aloud(pdf)
    assert found[0] == "Inzage in een dossier" and found[found.index("Voor") + 1] == "Bas de Groot (ouder)"
    heads = [text for kind, text in said if kind == "H2"]
    assert heads == ["Wat u niet krijgt", "Wat u krijgt", "Wat is weggelaten"]
    at = found.index("Wat is er gezien of gehoord?", found.index(f"{voorzet.dossier.versie}. Signaal"))
    assert re.fullmatch(r"Bel \[weggelaten \d+\] maar niet nu\.", found[at + 1])
    assert "Autoriteit Persoonsgegevens" in " ".join(found) and "zes weken" in " ".join(found)
    assert found[-1].startswith("Uitvoeringswet AVG, artikel 41") and NIETS_WEGGELATEN not in found
    assert "door een intern begeleider Inzage in een dossier · blad 1 van" in text_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "Inzage in een dossier"


def test_a_record_withheld_as_a_whole_is_a_block_and_the_same_decision_makes_the_same_file() -> None:
    voorzet, keuzen = for_bas("Hij lachte en at goed.", Weg(Waarom.KIND, "Hij vroeg daarom."))
    first, again = (paper(voorzet, keuzen, pakket(voorzet, keuzen)) for _time in range(2))
    assert first == again
    found = heard(first)
    assert "Hij vroeg daarom." in " ".join(found) and "lachte" not in every_stream(first)
    assert found.count("8. Wie heeft het gezag?") == 1 and f"{voorzet.dossier.versie}. Signaal" not in found


def test_a_photo_that_is_given_is_on_it_and_a_document_is_named_as_given_apart() -> None:
    content = files.jpg()
    dossier = record(opened(), Bijlage, wat="foto", bestand=f"{FOTO} jpg {len(content)}")
    dossier = record(dossier, Bijlage, wat="brief", bestand=f"{FOTO[::-1]} pdf 9000")
    voorzet = Voorzet(dossier, lezers(dossier, MONDAY)[-1], MONDAY)
    keuzen = everything_given(voorzet)
    pdf = paper(voorzet, keuzen, pakket(voorzet, keuzen), {FOTO: content})
    figures = [text for kind, text in aloud(pdf) if kind == "Figure"]
    assert len(figures) == 1 and "nummer 2" in figures[0]
    assert [each for each in heard(pdf) if "U krijgt dit apart." in each] and NIETS_WEGGELATEN in heard(pdf)
    assert "Document (PDF), 9 kB, bij nummer 3" in " ".join(heard(pdf))
