"""Where somebody is stands on their own card and nowhere else: no page, list, card of the team, message or file."""

import ast
from pathlib import Path
from typing import Any

import pytest

from db.store.engine import EVERY_SCHOOL, reading
from db.werk import werklijst
from meldcode.bespreking.kaarten import may_be_shown, usual
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import in_zinnen, tijdlijn
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.dossier.wegen import inhoud, te_wegen
from meldcode.gezag import mensen
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE, BY_NAME, Betrokkene, Gezag, Inzage, Uitnodiging
from meldcode.vragen.eerder import personen
from meldcode.vragen.persoon import ELDERS, Beschut
from meldcode.vragen.vastlegging import vragen
from tests.answers.typed import written
from tests.architecture.parsed import nodes_of
from tests.builders import after_stap, fitting, record
from tests.cast import LARS, NOOR, SCHOOL
from tests.pages.page.test_every_page_is_locked import BY_LETTER, MAY_SEE
from tests.pages.person import Person
from tests.pages.school import School

ROOT = Path(__file__).parents[3]
CANARY = "Kanarievogel"
# Which modules read the stored value of an answer, and so could show it: each with why it does not.
READ_VALUES = {
    "db/backup/export.py": "everything of a school, sealed, for whoever runs the server",
    "db/dossiers/einde/uithalen.py": "looks for the same text in what is being typed",
    "meldcode/gezag.py": "hands out what a card shows, to ui/dossier/om_de_leerling.py alone",
    "ui/forms/concept.py": "the form that corrects a record begins with it",
    "meldcode/vragen/vastgelegd.py": "the record itself",
    "meldcode/dossier/afwijkingen.py": "the answers of a besluit",
    "meldcode/dossier/vastleggen.py": "the rules",
    "meldcode/dossier/vorige_weging.py": "the answers of a weging",
    "db/dossiers/bijlagen.py": "the rules for a file",
    "meldcode/papieren/inzage/passages.py": "compares it with what is shown, and gives what is shown",
    "meldcode/papieren/feiten.py": "what was seen and heard, which the ib-er reads before it goes along",
    "meldcode/papieren/verteld.py": "which vragen were asked then; it tells their answers in words",
    "db/dossiers/dossier_rows.py": "the birth date of an opening",
}


def family() -> Dossier:
    """Everybody who can have a sheltered answer has one, corrected once from open to secret."""
    dossier = after_stap(4)
    for rol in ("ouder", "broer_zus", "huisarts"):
        given: dict[str, Any] = {"rol": rol, "naam": f"Iemand {rol}"}
        given |= {"bereiken": f"{CANARY} 1", "school": f"{CANARY} 2"}
        dossier = record(dossier, Betrokkene, geheim="ja", **given)
    dossier = record(dossier, Gezag, voor=[mensen(dossier.standing)[0].keuze.value])
    return record(record(dossier, Uitnodiging, wie=written(LARS)), Inzage)


def every_text(dossier: Dossier) -> list[str]:
    """What the domain says of a dossier in words, in whatever way."""
    return [
        *(each.tekst for one in dossier.records for each in one.antwoorden),
        *(one.regel for one in dossier.records),
        *(each.tekst for _record, found in may_be_shown(dossier) for each in found),
        *(str(each) for each in usual(dossier)),
        *in_zinnen(tijdlijn(dossier)),
        *(str(each) for each in verplichtingen(dossier, {})),
        *(text for each in te_wegen(dossier) for _vraag, text in inhoud(each)),
        *personen(dossier.standing, BY_NAME),
        *(bericht(dossier, stap) for stap in STAPPEN),
    ]


def test_no_text_of_a_dossier_says_where_somebody_is() -> None:
    said = every_text(family())
    assert not [each for each in said if CANARY in each] and said.count(ELDERS) == 4


def test_where_somebody_is_is_asked_in_this_way_only() -> None:
    sheltered = [f"{kind.__name__}.{each.naam}" for kind in ALLE for each in vragen(kind) if each.soort is Beschut]
    assert sheltered == ["Betrokkene.school", "Betrokkene.bereiken"]
    assert not [each for each in vragen(Betrokkene) if each.aan_tafel]


def test_only_these_modules_read_the_value_of_an_answer() -> None:
    found, asks = set(), set()
    for package in ("meldcode", "db", "ui", "papers", "pages"):
        for file in (ROOT / package).rglob("*.py"):
            path, nodes = file.relative_to(ROOT).as_posix(), nodes_of(file.read_text(encoding="utf-8"))
            called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
            for node in nodes:
                if isinstance(node, ast.Attribute) and node.attr == "waarde" and id(node) not in called:
                    found.add(path)
                if isinstance(node, ast.Attribute) and node.attr == "bereik":
                    asks.add(path)
    ours = {each for each in found if not each.startswith(("db/cijfers/", "db/practice/")) and each not in OTHER_THINGS}
    assert ours == set(READ_VALUES), "say why it does not show where somebody is"
    takes_out = "meldcode/papieren/weglaten.py"  # asks in order to take it out of a text
    assert asks == {"ui/dossier/om_de_leerling.py", takes_out}


OTHER_THINGS = {"db/school/schools.py", "db/accounts/sessions.py"}
"""Modules in which ``waarde`` is a column of settings. In figures it is a mark, and the practice school is invented."""


@pytest.mark.parametrize("letter", BY_LETTER)
def test_on_no_page_is_it_read_by_anybody(school: School, letter: str) -> None:
    """The card shows it to the ib-er after a press; then the page is another one."""
    dossier = school.keeps(family())
    person, seen = Person(BY_LETTER[letter]), dict[str, str]()
    for page in (page for page in MAY_SEE if letter in MAY_SEE[page]):
        person.opens(page, dossier)
        person.unfolds()
        seen[page] = person.reads()
    assert seen and not [page for page, text in seen.items() if CANARY in text]
    if BY_LETTER[letter] is NOOR:
        assert "Iemand ouder" in seen["om_de_leerling.py"] and len(seen) > 10


def test_it_is_in_no_file_and_no_list_of_work(school: School) -> None:
    dossier = school.keeps(family())
    with reading(EVERY_SCHOOL) as connection:
        assert CANARY not in str(werklijst.of_dossier(connection, dossier.id, SCHOOL))
    assert not school.holds_in_a_file(CANARY)
    assert CANARY in str(fitting(dossier, Betrokkene, bereiken=CANARY)), "it would be seen"
