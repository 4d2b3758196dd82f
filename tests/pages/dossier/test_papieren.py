"""The page of the papers of a dossier: with each parent a guide of their own, with what is ticked for them alone."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

from meldcode.dossier.dossier import Dossier
from tests.cast import NOOR
from tests.meldcode.papieren.families import with_signals
from tests.pages.person import Person
from tests.pages.school import School

PAGE = "papieren.py"


def asked(person: Person) -> dict[str, list[str]]:
    """What the link to the guide asks for."""
    links = [each.proto.body for each in person.app.get("html") if "leidraad.pdf" in each.proto.body]
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
