"""Who waits for a paper is told what is being done and how far it is, and nothing of what is on it."""

from meldcode.vastleggingen import Bijlage
from papers import voortgang
from papers.dossier import Bij, op_papier
from papers.meldcode import pdf_of
from tests import files
from tests.builders import opened, record
from tests.papers.read import BY_NOOR

SET = "Het papier wordt opgemaakt"


def test_of_a_dossier_each_photo_is_counted_before_it_is_set() -> None:
    ids = [f"{number:032x}" for number in range(3)]
    content, dossier, told = files.jpg(), opened(), list[str]()
    for each in ids:
        dossier = record(dossier, Bijlage, bestand=f"{each} jpg {len(content)}")
    with voortgang.told_to(told.append):
        op_papier(dossier, Bij("De Waterlelie", {}, dict.fromkeys(ids, content), "366-9b1f00aa11bb"), BY_NOOR)
    assert told == [*(f"Foto {number} van 3 wordt op maat gemaakt" for number in (1, 2, 3)), SET]


def test_nothing_of_the_paper_is_told_and_after_it_nothing_at_all() -> None:
    told = list[str]()
    with voortgang.told_to(told.append):
        pdf_of(["# Proef", "Sem de Wit"], "De Linde", BY_NOOR)
    pdf_of(["# Proef", "Sem de Wit"], "De Linde", BY_NOOR)
    assert told == [SET]
