"""How much the ib-er has to do from stap 1 to 5a: each press counts for one, and so does each field that is filled in.

Counted with the fewest answers that the route takes, from a signaal that Lars handed in. Most of these are answers that
the route asks for: of those there cannot be fewer. docs/schermen/tellingen.md has the numbers.
"""

from typing import Any

import pytest
from streamlit.testing.v1 import element_tree

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import is_bewijs, te_wegen
from meldcode.vastleggingen import (
    Besluit,
    Betrokkene,
    Consultatie,
    FormeelGesprek,
    Gezag,
    Hulp,
    Leerlingbespreking,
    Opening,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.doorgeven import OverWie, SignaalBegin
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Raw
from tests.builders import after_stap, fitting, record
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.person import Kind, Person
from tests.pages.school import School
from tests.pages.stap.test_stappen import CLOSE

NOT_HELD: dict[str, Raw] = {
    "met": "vertrouwenspersoon",
    "gevoerd": "nee",
    "waarom_niet": "Vera is met verlof tot volgende week.",
}
KINDS = {
    2: (Consultatie, Leerlingbespreking, VeiligInformeren, Zorggesprek, UitkomstStap2),
    3: (FormeelGesprek,),
    4: (Weging,),
    5: (Besluit, Hulp, OudersGeinformeerd),
}
MOST = {1: 20, 2: 28, 3: 10, 4: 37, 5: 18}
"""How many interactions each stap takes. Eight of stap 1 are what the leerkracht is no longer asked."""


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was pressed and filled in so far."""
    done: list[str] = []

    def counting(method: Any) -> Any:
        def counted(widget: Any, value: Any) -> Any:
            line = f"{widget.label} ({widget.key}): {value}"
            # What stands there already is not filled in; a class may ask the class it derives from.
            if (widget.type == "button" or value != widget.value) and line not in done[-1:]:
                done.append(line)
            return method(widget, value)

        return counted

    kinds = [element_tree.Widget]
    for kind in kinds:
        kinds += kind.__subclasses__()
        if "set_value" in vars(kind):
            monkeypatch.setattr(kind, "set_value", counting(vars(kind)["set_value"]))
    return done


def least(kind: Kind, dossier: Dossier) -> dict[str, Raw]:
    """The fewest answers with which this can be recorded; of all that lies nothing is known yet."""
    raw = fitting(dossier, kind)
    if kind is Weging:
        evidence = (each for each in te_wegen(dossier) if is_bewijs(each))
        raw["meegewogen"] = [f"{each.nummer} onbekend" for each in evidence]
    weging = dossier.last(Weging)
    if kind is Hulp and weging:  # the plan of stap 4 stands there already
        for naam, (_soort, there) in Hulp.overnemen.items():
            raw[naam] = weging.waarde(there)
    return {each.naam: raw[each.naam] for each in vragen(kind) if each.naam in raw and not each.optional}


def handed_in(school: School, lars: Person) -> Dossier:
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {**BEGIN, "over": OverWie.GEEN.value})
    lars.presses("Vastleggen")
    return school.reads(Dossier(str(lars.app.query_params["dossier"]), lars.user.school_id, "", lars.user.id))


def completes(noor: Person, what: str, kind: Kind, nummer: int, answers: dict[str, Raw]) -> None:
    (task,) = [each for each in noor.app.button if each.label.startswith(f"Aanvullen :gray[{what}")]
    task.click()
    noor.refreshes()
    noor.answers(kind, answers, part=f"correctie/{nummer}")
    noor.presses("Vastleggen")
    assert noor.is_refused() == [] and noor.title == "Stap 1. Signalen in kaart brengen"


def test_from_stap_1_to_5a(school: School, lars: Person, noor: Person, hands: list[str]) -> None:
    dossier = handed_in(school, lars)
    counted: dict[int, int] = {}
    hands.clear()
    noor.opens("start.py")
    next(each for each in noor.app.button if "Iris" in each.label).click()
    noor.refreshes()
    noor.page, noor.dossier = "stap_1_signalen.py", dossier
    completes(
        noor, "Wie de leerling is", Opening, 1, {"medewerker": "nee", "collega_kind": "nee", "geboren": "3-5-2017"}
    )
    completes(noor, "Waar het signaal over", Signaal, 2, {"soort": "gezin", "andere_verklaring": "De was was nat."})
    noor.records(Overleg, least(Overleg, school.reads(dossier)))
    noor.records(Overleg, NOT_HELD)
    noor.presses(CLOSE)
    counted[1] = len(hands)
    for stap, kinds in KINDS.items():
        hands.clear()
        for kind in kinds:
            noor.records(kind, least(kind, school.reads(dossier)))
        noor.presses(CLOSE)
        counted[stap] = len(hands)
    assert school.reads(dossier).fase.value == "opvolging"
    assert counted == MOST, "fewer is better: then set MOST anew, and docs/schermen/tellingen.md"


def test_two_parents_together_cost_little_more(school: School, noor: Person, hands: list[str]) -> None:
    """Entering them once, with their gezag; and then one press in each form about the parents."""
    dossier = school.keeps(after_stap(1))
    noor.opens("om_de_leerling.py", dossier)
    hands.clear()
    for naam in ("Anna Bos", "Bas Bos"):
        noor.presses("Iemand toevoegen")
        noor.answers(Betrokkene, {"rol": "ouder", "naam": naam, "woont": "ja", "geheim": "nee"})
        noor.presses("Vastleggen")
    noor.presses("Gezag vastleggen")
    noor.presses("Geldt voor beiden")
    noor.answers(Gezag, {"vorm": "ouder", "waardoor": "getrouwd", "papier": "register", "gezien": "Noor, vandaag"})
    noor.presses("Vastleggen")
    assert len(hands) == 19, "fewer is better: then also docs/schermen/tellingen.md"
    alone = after_stap(1)
    for kind in (VeiligInformeren, Zorggesprek):
        counted = dict[str, int]()
        for name, where in (("as one", school.keeps(alone)), ("apart", dossier)):
            noor.opens("stap_2_overleg.py", where)
            hands.clear()
            noor.chooses(kind)
            if name == "apart":
                noor.presses("Geldt voor beiden")
            noor.answers(kind, least(kind, school.reads(where)))
            noor.presses("Vastleggen")
            counted[name] = len(hands)
        assert counted["apart"] == counted["as one"] + 1
        alone = record(alone, kind)


def test_the_form_of_a_task_begins_with_what_the_task_says(school: School, lars: Person, noor: Person) -> None:
    """With whom is not asked twice; what somebody was typing about another overleg stays as it was."""
    dossier = handed_in(school, lars)
    for task, answer in ((2, "ib_er"), (3, "vertrouwenspersoon")):
        noor.opens("stap_1_signalen.py", dossier)
        next(each for each in noor.app.button if f"/invullen/{task}/Overleg" in str(each.key)).click()
        noor.refreshes()
        assert noor.typed(Overleg, "met") == answer
        next(each for each in noor.app.button if str(each.key).endswith("/terug")).click()
        noor.refreshes()
    noor.chooses(Overleg)
    noor.answers(Overleg, {"met": "vertrouwenspersoon", "gevoerd": "ja", "uitkomst": "Vera denkt mee."})
    next(each for each in noor.app.button if str(each.key).endswith("/terug")).click()
    noor.refreshes()
    next(each for each in noor.app.button if "/invullen/2/Overleg" in str(each.key)).click()
    noor.refreshes()
    assert (noor.typed(Overleg, "met"), noor.typed(Overleg, "uitkomst")) == ("vertrouwenspersoon", "Vera denkt mee.")
