"""The file of a dossier, read back: who recorded what and when, corrections beside, photos, and nothing cut."""

import io

from PIL import Image
from pypdf import PdfReader

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import correct
from meldcode.vastleggingen import Bijlage, Overleg, Signaal
from meldcode.vragen.vastlegging import fill
from papers.dossier import Bij, op_papier
from tests import files
from tests.builders import decided, fitting, opened, record
from tests.cast import LARS, MONDAY, NOOR, TUESDAY
from tests.papers.read import BY_NOOR, aloud, heard, text_of

NAMEN = {"noor": "Noor van Dalen", "lars": "Lars Brouwer", "dick": "Dick Hofstra"}
FOTO = "0123456789abcdef0123456789abcdef"
LONG = " ".join(f"zin{number}" for number in range(1_500))


def file(dossier: Dossier, fotos: dict[str, bytes] | None = None) -> bytes:
    return op_papier(dossier, Bij("De Waterlelie", NAMEN, fotos or {}, "366-9b1f00aa11bb"), BY_NOOR)


def corrected(dossier: Dossier, to: str) -> Dossier:
    first = next(each for each in reversed(dossier.records) if each.isa(Signaal))
    again = fill(Signaal, fitting(dossier, Signaal, waarneming=to))
    return correct(dossier, first, again, by=NOOR, on=TUESDAY)


def test_every_answer_is_on_it_as_it_was_asked_with_who_recorded_it_and_when() -> None:
    dossier = record(decided("5a"), Signaal, waarneming=LONG)
    found = heard(file(dossier))
    whole = " ".join(found)
    missing = [
        text
        for each in dossier.records
        for answer in each.antwoorden
        for text in (answer.vraag, answer.tekst)
        if " ".join(text.split()) not in whole
    ]
    assert missing == [] and dossier.versie > 15
    handed_in = heard(file(record(opened(by=LARS), Signaal, by=LARS, on=TUESDAY)))
    at = handed_in.index("2. Signaal")
    assert handed_in[at + 1] == "di 10 november 2026, vastgelegd door Lars Brouwer."
    assert found[0] == f"Dossier {dossier.codenaam}" and found[1] == "Sem de Wit, groep 6"
    assert "Kenmerk van het logboek: 366-9b1f00aa11bb" in whole and "--paper BESTAND" in whole


def test_a_correction_stands_beside_what_it_corrects_and_both_are_there() -> None:
    dossier = corrected(record(opened(), Signaal), "Hij kroop weg achter de heg, en zei niets.")
    dossier = corrected(record(dossier, Overleg), "Hij kroop weg achter het hek, en zei niets.")
    found = heard(file(dossier))
    assert [each for each in found if "orrig" in each or "kroop weg" in each] == [
        dossier.records[1].tekst("waarneming"),
        "Gecorrigeerd in nummer 3, op di 10 november 2026 door Noor van Dalen. Ook dat is later gecorrigeerd.",
        "Hij kroop weg achter de heg, en zei niets.",
        "Gecorrigeerd in nummer 5, op di 10 november 2026 door Noor van Dalen. Dat geldt.",
        "Hij kroop weg achter het hek, en zei niets.",
        "di 10 november 2026, vastgelegd door Noor van Dalen. Dit corrigeert nummer 2, en staat daar.",
        "di 10 november 2026, vastgelegd door Noor van Dalen. Dit corrigeert nummer 2, en staat daar.",
    ]


def test_the_timeline_comes_first_and_headings_lead_to_everything() -> None:
    heads = [text for kind, text in aloud(file(record(opened(), Signaal))) if kind.startswith("H")]
    assert heads[1:] == ["Tijdlijn", "Alles wat is vastgelegd", "1. Dossier openen", "2. Signaal", "Na te gaan"]


def test_a_photo_is_on_it_and_a_document_is_named() -> None:
    photo, wide = files.jpg(), Image.effect_noise((5_000, 3_000), 9).convert("RGB")
    for content in (photo, files.png(), files.jpg(wide)):
        dossier = record(opened(), Bijlage, bestand=f"{FOTO} jpg {len(content)}")
        paper = file(dossier, {FOTO: content})
        shown = [image for page in PdfReader(io.BytesIO(paper)).pages for image in page.images]
        assert len(shown) == 1 and max(shown[0].image.size) <= 2_400
        figures = [text for kind, text in aloud(paper) if kind == "Figure"]
        assert len(figures) == 1 and figures[0].startswith("Foto (JPG)") and "nummer 2" in figures[0]
    assert photo in file(record(opened(), Bijlage, bestand=f"{FOTO} jpg {len(photo)}"), {FOTO: photo})
    letter = record(opened(), Bijlage, soort="document", bestand=f"{FOTO} pdf 3000")
    assert "Document (PDF), 3 kB. Staat in het dossier, en niet op dit papier." in heard(file(letter))


def test_what_who_made_it_may_not_read_is_counted() -> None:
    dossier = record(opened(), Signaal)
    part = Dossier(dossier.id, dossier.school_id, dossier.codenaam, "noor", dossier.records[:1], kept_back=1)
    assert "1 vastlegging staat niet op dit papier: wie het maakte, mocht die toen niet lezen." in text_of(file(part))


def test_the_same_dossier_at_the_same_moment_is_the_same_file() -> None:
    dossier = record(opened(), Signaal, on=MONDAY)
    assert file(dossier) == file(dossier) != file(record(dossier, Signaal))
