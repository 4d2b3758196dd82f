"""What the team promised, read for all dossiers at once, says what each whole dossier says."""

from typing import Any

import pytest

from db.access import records
from db.dossiers import toezeggingen
from meldcode.bespreking.bespreking import VAN
from meldcode.bespreking.toezegging import promised
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afgehandeld, Afspraak, Leerlingbespreking, Overdracht
from tests.answers.typed import written
from tests.builders import after_stap, record
from tests.cast import LARS, NOOR, SARA, VERA
from tests.db.keeping import kept

pytestmark = [pytest.mark.either, pytest.mark.usefixtures("folder")]
IN_THE_TEAM = f"{VAN} ma 9 november 2026"


def met() -> Dossier:
    return record(after_stap(1), Leerlingbespreking)


def promise(dossier: Dossier, wat: str, uiterlijk: str) -> Dossier:
    return record(dossier, Afspraak, wat=wat, uiterlijk=uiterlijk, besloten_in=IN_THE_TEAM)


def test_open_ones_first_by_date_without_names_and_of_the_last_meeting_also_what_was_done() -> None:
    later = promise(met(), "Sem leest elke dag met Lars", "20-11-2026")
    handed = record(
        promise(met(), "Bellen met de opvang", "13-11-2026"), Overdracht, van=written(LARS), naar=written(VERA)
    )
    done = promise(met(), "Meeschrijven", "11-11-2026")
    done = record(done, Afgehandeld, by=LARS, afspraak=str(done.versie))
    elsewhere = record(met(), Afspraak, besloten_in="In de gang")
    stored = [kept(each) for each in (later, handed, done, elsewhere, after_stap(1))]
    found = toezeggingen.promises(NOOR)
    assert [each.wat for each in found.shown] == [
        "Bellen met de opvang",
        f"{stored[0].codenaam} leest elke dag met Lars",
        "Meeschrijven",
    ]
    assert set(found.shown) == {one for each in stored for one in promised(each)}
    assert found.shown[0].wie.id == VERA.id and found.total == 3
    assert toezeggingen.promises(SARA).total == toezeggingen.promises(VERA).total == 0


def test_a_page_of_them_is_that_part_of_all() -> None:
    for day in range(11, 16):
        kept(promise(met(), f"Sem bellen op de {day}e", f"{day}-11-2026"))
    every = toezeggingen.promises(NOOR).shown
    asked = []

    def second(total: int) -> slice:
        asked.append(total)
        return slice(2, 4)

    page = toezeggingen.promises(NOOR, second)
    assert (page.total, list(page.shown), asked) == (5, list(every[2:4]), [5])


def test_once_their_order_is_known_only_those_that_are_shown_are_unsealed_until_something_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored = [kept(promise(met(), f"Sem bellen op de {day}e", f"{day}-11-2026")) for day in range(11, 16)]
    found = toezeggingen.promises(NOOR, lambda _total: slice(0, 2))
    unsealed, real = [], records.read_record

    def reads(opened: Any, dossier_id: str, *more: Any) -> Any:
        unsealed.append(dossier_id)
        return real(opened, dossier_id, *more)

    monkeypatch.setattr(toezeggingen, "read_record", reads)
    again = toezeggingen.promises(NOOR, lambda _total: slice(0, 2), found.volgorde)
    assert again == found and again.total == 5
    assert set(unsealed) == {each.id for each in stored[:2]}
    kept(promise(met(), "Als eerste", "10-11-2026"))
    assert toezeggingen.promises(NOOR, known=again.volgorde).shown[0].wat == "Als eerste"
    assert toezeggingen.promises(SARA, known=again.volgorde).total == 0
