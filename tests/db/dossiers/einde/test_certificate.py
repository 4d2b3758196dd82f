"""What is left of a destroyed dossier: its certificate, who sees it, and whether one that is brought back is true."""

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from db import __main__ as command
from db import schema
from db.dossiers import concepten, dossiers, papieren, vernietigen
from db.dossiers.einde import vernietigd
from db.journal import journal
from db.keys import vault
from db.store.engine import reading, transaction
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.verklaring import Verklaring
from meldcode.rollen import User
from meldcode.vastleggingen import Signaal, VernietigingGevraagd, VernietigingIngetrokken
from meldcode.versie import VERSIE
from papers.einde.certificaat import certificaat
from tests.adding_up import adding_up
from tests.answers.typed import written
from tests.builders import destroyed, gesloten, opened, te_vernietigen, work
from tests.cast import DICK, FRED, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import attached, by_force, count, found, has_run_for_a_while, kept, moment, recorded
from tests.term_is_over import term_is_over as term_is_over

pytestmark = pytest.mark.usefixtures("folder", "term_is_over")
WEEK = MONDAY + timedelta(days=7)


def ends(dossier: Dossier, on=MONDAY) -> None:
    now = found(dossier)
    assert now
    dossiers.save(destroyed(now, on=on), by=DICK, moment=moment())


def certificate(dossier: Dossier, user: User = DICK) -> Verklaring:
    with reading(SCHOOL) as connection:
        made = vernietigd.certificate(connection, user, dossier.id)
    assert made
    return made


def rows(dossier: Dossier) -> dict[str, str]:
    return dict(certificate(dossier).rijen)


def taken(dossier: Dossier) -> bytes:
    """The file, as the guard hands it out: with its line."""
    pdf = certificaat(certificate(dossier), "De Linde")
    about = papieren.written(papieren.VERKLARING, 0)
    journal.noted(DICK, journal.PAPER_MADE, NOW, dossier.id, about, papieren.digest_of(pdf))
    return pdf


@pytest.mark.both
def test_it_says_on_which_ground_what_there_was_in_which_manner_and_by_which_functions() -> None:
    """Archiefbesluit 1995, article 8; and not a word about a child or a name of a colleague."""
    dossier = kept(te_vernietigen())
    ends(dossier)
    said = rows(dossier)
    assert said["Grond"] == "Geen indicatie (de route van de school, stap 2)"
    assert said["Wat de termijn begon"] == "Uitkomst van stap 2, ma 9 november 2026"
    assert said["Periode van de inhoud"] == "november 2026"
    assert said["Wat er was"] == f"{dossier.versie} vastleggingen"
    assert said["Manier"].startswith("Sleutel vernietigd, rijen gewist")
    assert said["Aangevraagd"] == "Intern begeleider, ma 9 november 2026 om 11:00"
    assert said["Bevestigd"] == "Directie, ma 9 november 2026 om 11:00"
    assert said["Bewaarstop"] == "Nagegaan bij het bevestigen: niets hield de vernietiging tegen."
    assert said["Programma"] == f"Meldroute {VERSIE}"
    assert "Niet nagekeken: Papier" in said["Buiten dit bestand"]
    text = json.dumps(certificate(dossier).rijen, ensure_ascii=False)
    assert not any(name in text for name in ("Sem", "Noor", "Dick", "Hofstra", "groep 6", "hek"))


def test_what_was_withdrawn_first_and_what_hung_on_it_is_counted() -> None:
    dossier = attached(kept(work(opened(), 1)))
    dossier = recorded(dossier, VernietigingGevraagd)
    dossier = recorded(dossier, VernietigingIngetrokken)
    dossier = recorded(dossier, VernietigingGevraagd, buiten=["papier", "zat"])
    concepten.keep(NOOR, dossier.id, "Signaal", {"waarneming": "half"}, NOW)
    journal.noted(NOOR, journal.PAPER_MADE, NOW, dossier.id, papieren.written("belkaart", 9), "x")
    ends(dossier)
    said = rows(dossier)
    assert said["Grond"].startswith("Bij vergissing geopend (AVG, artikel 5")
    assert said["Wat er was"] == f"{dossier.versie} vastleggingen, 1 foto, 1 concept, 1 papier gemaakt"
    assert said["Eerder ingetrokken"] == "1 keer"
    assert said["Buiten dit bestand"].startswith("Nagekeken en weg: Papier, ook kopieën en aantekeningen; Stukken bij")
    assert said["Buiten dit bestand"].endswith("Wat op papier is meegenomen, valt hier niet onder.")


def test_it_is_the_same_file_each_time_and_names_the_lines_of_the_journal() -> None:
    dossier = kept(te_vernietigen())
    ends(dossier)
    first = certificaat(certificate(dossier), "De Linde")
    journal.noted(NOOR, journal.SEARCHED, NOW)
    assert certificaat(certificate(dossier), "De Linde") == first
    with reading(SCHOOL) as connection:
        line = connection.execute(select(schema.journal).where(schema.journal.c.action == "vernietigd")).one()
        before = connection.execute(select(schema.journal).where(schema.journal.c.seq == line.seq - 1)).one()
    made = certificate(dossier)
    assert made.na == f"{line.seq}-{line.mac[:8]}…{line.mac[-2:]}"
    assert made.voor == f"{before.seq}-{before.mac[:8]}…{before.mac[-2:]}"


def test_it_is_true_until_somebody_meddles() -> None:
    dossier = kept(te_vernietigen())
    ends(dossier)
    pdf = taken(dossier)
    said = verification.of_paper(SCHOOL, pdf)
    assert said.is_goed and said.tekst == (
        f"Deze verklaring klopt. Dossier {dossier.codenaam} is vernietigd op ma 9 november 2026 om 11:00. Er staat "
        "niets meer van in de database, en de sleutel bestaat niet meer."
    )
    assert not verification.of_paper(SCHOOL, pdf + b" ").is_known
    assert not verification.of_paper(SCHOOL, b"").is_known
    vault.vault().add([dossier.id])
    assert verification.of_paper(SCHOOL, pdf).tekst.endswith("maar de sleutel van het dossier is er weer.")
    vault.vault().destroy([dossier.id])
    by_force("UPDATE vernietiging SET bewijs = replace(bewijs, 'Geen indicatie', 'Verzoek')")
    assert "Maar het logboek klopt zelf niet:" in verification.of_paper(SCHOOL, pdf).tekst


def test_one_of_a_dossier_that_is_there_dossier_is_not_true() -> None:
    dossier = kept(te_vernietigen())
    ends(dossier)
    pdf = taken(dossier)
    by_force("UPDATE dossier SET fase = 'stap_1'")
    said = verification.of_paper(SCHOOL, pdf)
    assert said.is_known and not said.is_goed and "staat hier weer." in said.tekst


def test_the_command_says_it_and_its_status_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = kept(te_vernietigen())
    ends(dossier)
    (tmp_path / "goed.pdf").write_bytes(taken(dossier))
    (tmp_path / "anders.pdf").write_bytes(b"%PDF anders")
    assert command.main(["verify", "--certificate", str(tmp_path / "goed.pdf")]) == 0
    assert "Deze verklaring klopt." in capsys.readouterr().out
    assert command.main(["verify", "--certificate", str(tmp_path / "anders.pdf")]) == 1
    assert command.main(["verify", "--certificate", str(tmp_path / "weg.pdf")]) == 2


def test_there_is_none_before_the_key_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = kept(te_vernietigen())
    with monkeypatch.context() as patch:
        patch.setattr(vernietigen, "finish", lambda _at: 1)
        ends(dossier)
    with reading(SCHOOL) as connection:
        (row,) = vernietigd.destroyed(connection, DICK)
        assert not row.is_af and vernietigd.certificate(connection, DICK, dossier.id) is None
    vernietigen.finish(NOW)
    assert certificate(dossier)


def test_who_reads_the_register_sees_all_and_others_what_they_had_a_part_in() -> None:
    first, second = kept(te_vernietigen()), kept(gesloten())
    ends(first)
    asked = recorded(second, VernietigingGevraagd, by=DICK, grond="bewaartermijn", tweede=written(MIRJAM))
    dossiers.save(destroyed(asked, by=MIRJAM, on=WEEK), by=MIRJAM, moment=moment())
    both = {first.codenaam, second.codenaam}
    sees = {DICK: both, FRED: both, NOOR: {first.codenaam}, MIRJAM: {second.codenaam}, VERA: set[str]()}
    for user, expected in sees.items():
        with reading(SCHOOL) as connection:
            found_by = {each.codenaam for each in vernietigd.destroyed(connection, user)}
            hands = vernietigd.certificate(connection, user, first.id)
            assert found_by == expected and vernietigd.count(connection, user) == len(expected)
        assert (hands is not None) == (first.codenaam in expected)


def test_one_from_before_there_were_certificates_says_what_is_known() -> None:
    dossier = kept(te_vernietigen())
    ends(dossier)
    by_force("UPDATE vernietiging SET bewijs = NULL")
    said = rows(dossier)
    assert said["Grond"] == "Geen indicatie" and said["Wat er was"] == f"{dossier.versie} vastleggingen"
    assert said["Verder"].startswith("Vernietigd met een eerdere versie")


@pytest.mark.sqlite
@pytest.mark.wide
def test_the_list_of_ten_thousand_is_there_within_50_milliseconds() -> None:
    with transaction(SCHOOL) as connection:
        ids = [f"{number:032x}" for number in range(10_000)]
        connection.execute(
            insert(schema.dossier),
            [
                {"id": each, "school_id": SCHOOL, "codenaam": f"Beuk {number}", "fase": "vernietigd", "versie": 9,
                 "fase_since": MONDAY, "opened_by": NOOR.id, "opened_on": MONDAY}
                for number, each in enumerate(ids)
            ],
        )  # fmt: skip
        gone = {"destroyed_at": NOW, "finished_at": NOW, "grond": "bewaartermijn", "vastleggingen": 9}
        by = {"requested_by": NOOR.id, "confirmed_by": DICK.id, "bewijs": "[]"}
        connection.execute(insert(schema.vernietiging), [{"dossier_id": each, **gone, **by} for each in ids])
    has_run_for_a_while()
    with reading(SCHOOL) as connection:
        quickest = min(_seconds(connection) for _time in range(15))
    assert quickest < max(0.05, 0.25 * adding_up())  # 50 milliseconds, where the processor is fast


def _seconds(connection) -> float:
    began = time.perf_counter()
    assert vernietigd.count(connection, DICK) == 10_000
    assert len(vernietigd.destroyed(connection, DICK, slice(0, 12))) == 12
    return time.perf_counter() - began


def test_a_dossier_opened_by_mistake_counts_nowhere_and_a_signal_after_it_keeps_it() -> None:
    dossier = recorded(kept(work(opened(), 1)), VernietigingGevraagd)
    assert count("verloop_fase") > 0
    ends(dossier)
    assert count("statistiek") == 0 == count("verloop_fase") == count("verplichting")
    stays = recorded(recorded(kept(work(opened(), 1)), VernietigingGevraagd), Signaal)
    assert found(stays) is not None
