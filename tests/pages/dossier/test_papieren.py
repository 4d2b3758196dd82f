"""The page of the papers of a dossier: with each parent a guide of their own, with what is ticked for them alone."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

from db.dossiers import papieren
from db.journal import journal
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Melding, MeldingVerstuurd, Signaal
from tests.builders import decided, record
from tests.cast import NOOR
from tests.meldcode.papieren.families import with_signals
from tests.pages.person import Person
from tests.pages.school import School
from ui import clock

PAGE = "papieren.py"


def asked(person: Person, paper: str = "leidraad") -> dict[str, list[str]]:
    """What the link to this paper asks for."""
    links = [each.proto.body for each in person.app.get("html") if f"{paper}.pdf" in each.proto.body]
    return parse_qs(urlsplit(unescape(links[0].split('"')[1])).query)


def test_what_is_ticked_for_one_parent_is_not_asked_for_the_other(school: School) -> None:
    dossier: Dossier = school.keeps(with_signals())
    noor = school.comes(NOOR)
    noor.opens(PAGE, dossier)
    first, second = dossier.met_gezag
    assert f"Delen met {first.naam}" in noor.reads() and "Waarneming uit bron zelf." in noor.reads()
    assert "Waarneming uit bron van_anderen." not in noor.reads()
    next(each for each in noor.app.checkbox if "/leidraad/" in str(each.key)).check()
    noor.app.text_input(f"{dossier.id}/leidraad/op").set_value("vrijdag 4 december 2026")
    noor.refreshes()
    said = asked(noor)
    assert said["met"] == [str(first.nummer)] and len(said["deel"]) == 1 and said["op"] == ["04-12-2026"]
    assert "Dit is een vrijdag." in noor.reads() and "dat het kind zei" in noor.reads()
    noor.app.radio(f"{dossier.id}/leidraad/met").set_value(second.nummer)
    noor.refreshes()
    assert asked(noor)["met"] == [str(second.nummer)] and "deel" not in asked(noor)
    noor.app.radio(f"{dossier.id}/leidraad/gesprek").set_value("leerling")
    noor.refreshes()
    assert "Delen met" not in noor.reads() and asked(noor)["met"] == ["0"]


def test_the_melding_says_what_is_missing_and_which_copy_was_sent_is_recorded_with_it(school: School) -> None:
    dossier: Dossier = school.keeps(record(decided("5b"), Signaal, waarneming="Dit hoort er niet bij."))
    noor = school.comes(NOOR)
    noor.opens(PAGE, dossier)
    assert "Bel eerst, en leg de melding vast." in noor.reads() and "Verstuurd?" not in noor.reads()
    assert "Wat blijft de school zelf doen?" in noor.reads()
    dossier = school.adds(dossier, Melding)
    noor.opens(PAGE, dossier)
    assert "Wat blijft de school zelf doen?" not in noor.reads() and "Wie helpen er?" in noor.reads()
    out = next(each for each in dossier.records if each.tekst("waarneming") == "Dit hoort er niet bij.")
    noor.app.checkbox(f"{dossier.id}/melding/{out.nummer}").uncheck()
    noor.refreshes()
    assert asked(noor, "melding") == {"zonder": [str(out.nummer)]}
    made = papieren.digest_of(b"%PDF-1.7 de melding")
    about = papieren.written(papieren.MELDING, dossier.versie)
    journal.noted(NOOR, journal.PAPER_MADE, clock.now(), dossier.id, about, made)
    noor.opens(PAGE, dossier)
    assert "Verstuurd?" in noor.reads()
    noor.records(MeldingVerstuurd, {"datum": "09-11-2026", "hoe": "Met beveiligde mail, aan medewerker 9"})
    assert school.last(dossier, MeldingVerstuurd).tekst("exemplaar").endswith(made)
