"""The papers of every practice dossier: cards and fronts of guides are one sheet, however much is recorded in it."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.nummers import VEILIG_THUIS
from meldcode.papieren.belkaart import belkaart
from meldcode.papieren.leidraad import DE_OUDERS, op_blad, te_delen, te_spreken
from meldcode.papieren.leidraden import LEIDRADEN, Gesprek
from meldcode.termijnen.kalender import ZONDER
from papers import belkaart as card_on_paper
from papers import dossier as dossier_on_paper
from papers import leidraad as guide_on_paper
from papers.papier import Merk
from tests.cast import MONDAY
from tests.papers.read import BY_NOOR, heard, pages_of

BY = Merk("een intern begeleider", BY_NOOR.op)
FRIDAY = date(2026, 11, 13)


def every() -> list[Dossier]:
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.id, schema.dossier.c.school_id)).all()
        return [found for row in rows if (found := dossiers.load(connection, row.id, row.school_id))]


def guides(dossier: Dossier) -> list[bytes]:
    """Each guide on a bad day with everything shared that can be, for each person it can be with."""
    made = []
    for gesprek in Gesprek:
        for wie in te_spreken(dossier) if LEIDRADEN[gesprek].met_ouders else [DE_OUDERS]:
            ticked = [each.ref for each in te_delen(dossier, wie)] if LEIDRADEN[gesprek].met_ouders else []
            blad = op_blad(dossier, gesprek, wie, FRIDAY, ticked, ZONDER)
            assert blad
            made.append(guide_on_paper.op_papier(blad, dossier.codenaam, BY))
    return made


@pytest.mark.sweep
@pytest.mark.usefixtures("practice")
def test_the_card_is_one_sheet_and_the_front_of_each_guide_is_whole() -> None:
    found = every()
    fullest = sorted(found, key=lambda each: each.versie)[-2:]
    assert fullest[-1].versie > 20
    for dossier in found:
        card = card_on_paper.op_papier(belkaart(dossier, MONDAY), VEILIG_THUIS, dossier.codenaam, BY)
        assert pages_of(card) == 1, dossier.codenaam
    for made in (each for dossier in fullest for each in guides(dossier)):
        front = PdfReader(BytesIO(made)).pages[0].extract_text()
        assert "Vernietig dit blad daarna." in " ".join(front.split())
        assert pages_of(made) == 1 or "Op het volgende blad: nog " in " ".join(front.split())


@pytest.mark.usefixtures("practice")
def test_of_the_fullest_dossier_every_answer_is_in_its_file() -> None:
    dossier = max(every(), key=lambda each: each.versie)
    bij = dossier_on_paper.Bij("Oefenschool", {}, {}, "1-0")
    whole = " ".join(heard(dossier_on_paper.op_papier(dossier, bij, BY_NOOR)))
    answers = [answer for record in dossier.records for answer in record.antwoorden]
    assert [each.vraag for each in answers if " ".join(each.tekst.split()) not in whole] == []
