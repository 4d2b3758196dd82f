"""Whether a paper that is brought back is unaltered, and whether its dossier was longer or shorter then."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import __main__ as command
from db.dossiers import dossiers, papieren
from db.dossiers.papieren import UNKNOWN, Nagegaan
from db.journal import journal
from db.store.engine import reading
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.vastleggingen import Melding, MeldingVerstuurd, Signaal
from tests.builders import decided, opened, record, te_vernietigen
from tests.cast import NOOR, OTHER_SCHOOL, SCHOOL
from tests.db.conftest import NOW
from tests.db.dossiers.attachments import see
from tests.db.keeping import by_force, kept, moment

PAPER = b"%PDF-1.7 wat er stond"
MADE = "Dit bestand is ongewijzigd: ‘Het hele dossier’, gemaakt op ma 9 november 2026 om 11:00 door Noor van Dalen."
pytestmark = pytest.mark.usefixtures("folder")


def made(dossier: Dossier, content: bytes = PAPER) -> None:
    """As the guard writes it."""
    about = papieren.written("dossier", dossier.versie)
    journal.noted(NOOR, journal.PAPER_MADE, NOW, dossier.id, about, papieren.digest_of(content))


def test_it_is_unaltered_and_the_dossier_is_as_long_as_it_was_or_longer() -> None:
    dossier = kept(record(opened(), Signaal))
    made(dossier)
    said = verification.of_paper(SCHOOL, PAPER)
    assert said == Nagegaan(True, True, f"{MADE} Het dossier had toen 2 vastleggingen, en nu ook.")
    dossiers.save(record(dossier, Signaal), by=NOOR, moment=moment())
    said = verification.of_paper(SCHOOL, PAPER)
    assert said.is_goed and said.tekst.endswith(
        "Het dossier had toen 2 vastleggingen, en nu 3: het is langer geworden."
    )


def test_one_that_was_changed_or_is_of_elsewhere_is_not_known() -> None:
    dossier = kept(opened())
    made(dossier)
    for content in (PAPER + b" ", PAPER[:-1], b"", PAPER.replace(b"w", b"W")):
        assert verification.of_paper(SCHOOL, content) == UNKNOWN
    with reading(OTHER_SCHOOL) as connection:
        assert papieren.look_up(connection, OTHER_SCHOOL, PAPER) == UNKNOWN


def test_a_record_that_is_gone_shows_and_so_does_a_journal_that_was_changed() -> None:
    dossier = kept(record(opened(), Signaal))
    made(dossier)
    by_force("UPDATE dossier SET versie = 1")
    said = verification.of_paper(SCHOOL, PAPER)
    assert said.is_known and not said.is_goed and "en nu 1: er is iets weg." in said.tekst
    by_force("UPDATE journal SET object_id = 'dossier/1' WHERE action = 'papier gemaakt'")
    said = verification.of_paper(SCHOOL, PAPER)
    assert not said.is_goed and "Maar het logboek klopt zelf niet:" in said.tekst


def test_of_a_destroyed_dossier_it_says_so_and_the_paper_is_still_known() -> None:
    dossier = kept(te_vernietigen())
    made(dossier)
    see(dossier)
    said = verification.of_paper(SCHOOL, PAPER)
    assert said.is_goed and said.tekst == f"{MADE} Het dossier is daarna vernietigd."


def sent(dossier: Dossier) -> Dossier:
    """With a record that the newest copy was sent."""
    with reading(SCHOOL) as connection:
        copy, at = papieren.copies(connection, dossier.id, SCHOOL)[0]
    return record(dossier, MeldingVerstuurd, exemplaar=copy.said(at))


def made_melding(dossier: Dossier, content: bytes) -> None:
    about = papieren.written(papieren.MELDING, dossier.versie)
    journal.noted(NOOR, journal.PAPER_MADE, NOW, dossier.id, about, papieren.digest_of(content))


def test_the_copy_that_was_sent_and_its_record_name_each_other() -> None:
    dossier = kept(record(decided("5b"), Melding))
    made(dossier, b"het hele dossier")
    for content in (b"eerste", PAPER):
        made_melding(dossier, content)
    after = sent(dossier)
    dossiers.save(after, by=NOOR, moment=moment())
    said = after.records[-1].tekst("exemplaar")
    assert said.startswith("Gemaakt op ma 9 november 2026 om 11:00. Logboek ") and said.endswith(
        papieren.digest_of(PAPER)
    )
    told = f"Volgens vastlegging {after.versie} is dit exemplaar verstuurd."
    assert told in verification.of_paper(SCHOOL, PAPER).tekst and verification.of_paper(SCHOOL, PAPER).is_goed
    assert told not in verification.of_paper(SCHOOL, b"eerste").tekst
    by_force("UPDATE journal SET object_id = 'melding/1' WHERE action = 'papier verstuurd'")
    assert not verification.of_paper(SCHOOL, PAPER).is_goed


def test_a_copy_of_another_dossier_or_of_another_paper_cannot_be_said_to_be_sent() -> None:
    dossier, other = kept(record(decided("5b"), Melding)), kept(record(decided("5b"), Melding))
    made_melding(other, PAPER)
    with pytest.raises(Geweigerd, match="Dit exemplaar is niet van dit dossier"):
        dossiers.save(replace(sent(other), id=dossier.id, codenaam=dossier.codenaam), by=NOOR, moment=moment())
    with pytest.raises(Geweigerd):
        dossiers.save(record(other, MeldingVerstuurd), by=NOOR, moment=moment())  # a line that is not there
    with reading(SCHOOL) as connection:
        assert papieren.copies(connection, dossier.id, SCHOOL) == []


def test_what_was_made_is_listed_the_newest_first() -> None:
    dossier, other = kept(opened()), kept(opened())
    for each in (dossier, other, dossier):
        made(each, each.id.encode())
    with reading(SCHOOL) as connection:
        found = papieren.of_dossier(connection, dossier.id, SCHOOL)
        older = papieren.of_dossier(connection, dossier.id, SCHOOL, before=found[0].seq)
    assert [(each.naam, each.by, each.at) for each in found] == [("Het hele dossier", "noor", NOW)] * 2
    assert found[0].seq > found[1].seq and older == found[1:]


def test_the_command_says_it_and_its_status_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(kept(opened()))
    (tmp_path / "goed.pdf").write_bytes(PAPER)
    (tmp_path / "anders.pdf").write_bytes(PAPER + b"!")
    assert command.main(["verify", "--paper", str(tmp_path / "goed.pdf")]) == 0
    assert MADE in capsys.readouterr().out
    assert command.main(["verify", "--paper", str(tmp_path / "anders.pdf")]) == 1
    assert UNKNOWN.tekst in capsys.readouterr().err
    assert command.main(["verify", "--paper", str(tmp_path / "weg.pdf")]) == 2
