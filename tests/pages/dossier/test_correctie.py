"""Correcting on the page of the dossier: the first record stays, the correction stands beside it and counts."""

from datetime import timedelta

from meldcode.vastleggingen import Signaal
from meldcode.vragen.datum import short
from meldcode.vragen.geboren import Geboren
from tests.builders import opened, record
from tests.cast import NOOR
from tests.pages.school import School


def test_a_correction_begins_with_what_stood_there_and_both_show(school: School) -> None:
    dossier = school.keeps(record(opened(), Signaal, plaats="bij het hek"))
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    form = f"{dossier.id}/Signaal/correctie/2"
    noor.app.toggle(key=f"{form}/open").set_value(True).run()
    assert noor.app.text_input(key=f"{form}/plaats").value == "bij het hek"
    noor.app.text_input(key=f"{form}/plaats").set_value("in de klas").run()
    noor.presses("Vastleggen")
    said = noor.reads()
    assert "bij het hek" in said and "in de klas" in said
    assert "Corrigeert nummer 2." in said and "Gecorrigeerd in nummer 3; dat geldt." in said
    assert school.reads(dossier).last(Signaal).tekst("plaats") == "in de klas"  # type: ignore[union-attr]


def test_a_pupil_who_turns_out_to_be_older_is_corrected_like_anything_else(school: School) -> None:
    """The birth date that is being corrected does not bound the new one."""
    dossier = school.keeps(opened())
    assert dossier.born and dossier.born.day
    older = dossier.born.day - timedelta(days=40)
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    form = f"{dossier.id}/Opening/correctie/1"
    noor.app.toggle(key=f"{form}/open").set_value(True).run()
    noor.app.text_input(key=f"{form}/geboren").set_value(short(older)).run()
    noor.presses("Vastleggen")
    assert school.reads(dossier).born == Geboren.on(older)
