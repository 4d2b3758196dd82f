"""What takes two people: who tells the directie something does not confirm it as the directie. Verdicts by hand."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.einde.vernietigen import ZELF_GESCHREVEN
from meldcode.dossier.regels.vier_ogen import NIET_ALLEEN, ZELF_GELEZEN
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Afscherming, Betrokkene, InzageGegeven, Ontvangst, UitkomstStap2
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, last_message, opened, record
from tests.cast import DICK, MIRJAM, MONDAY, NOOR, VERA
from tests.over import over

NOOR_DIRECTIE = replace(NOOR, role=Role.DIRECTIE)
MIRJAM_DIRECTIE = replace(MIRJAM, role=Role.DIRECTIE)


def answered(dossier, by: User, reactie: str) -> str:
    """What is said of this reaction by this person; empty when it is taken."""
    raw = {"kennisgeving": last_message(dossier), "reactie": reactie, "terugvraag": "Hoe staat het ervoor?"}
    raw = raw if reactie == "vraag" else {name: raw[name] for name in ("kennisgeving", "reactie")}
    return vastleggen.objections(dossier, Ontvangst, raw, by=by, on=MONDAY).get("", "")


# A message that Noor wrote as ib-er: who reacts to it as directie, and how.
VERDICTS = [
    (DICK, "gezien", ""),
    (DICK, "vraag", ""),
    (MIRJAM_DIRECTIE, "gezien", ""),
    (NOOR_DIRECTIE, "gezien", ZELF_GESCHREVEN),
    (NOOR_DIRECTIE, "vraag", ZELF_GESCHREVEN),
    (NOOR, "gezien", "Met uw rol kunt u dit niet vastleggen."),
]


@over("by, reactie, said", VERDICTS)
def test_who_informs_the_directie_does_not_confirm_it(by: User, reactie: str, said: str) -> None:
    assert answered(after_stap(2), by, reactie) == said


def test_recording_it_all_the_same_is_refused_too() -> None:
    dossier = after_stap(1)
    with pytest.raises(Onvolledig):
        record(dossier, Ontvangst, by=NOOR_DIRECTIE, kennisgeving=last_message(dossier))


def test_who_stands_in_for_the_directie_confirms_unless_it_is_their_own_message() -> None:
    excluded, deputy = (str(Persoon(each.id, each.role, each.naam)) for each in (DICK, VERA))
    dossier = record(after_stap(2), Afscherming, by=NOOR, afgeschermd=excluded, vervanger=deputy)
    assert answered(dossier, VERA, "gezien") == ""
    hers = replace(dossier, records=tuple(each._replace(by=VERA.id) for each in dossier.records))
    assert answered(hers, VERA, "gezien") == ZELF_GESCHREVEN


def test_a_record_says_in_which_role_somebody_acted() -> None:
    excluded, deputy = (str(Persoon(each.id, each.role, each.naam)) for each in (NOOR, VERA))
    dossier = record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=excluded, vervanger=deputy)
    seen = record(dossier, Ontvangst, by=DICK, kennisgeving=last_message(dossier))
    told = record(seen, UitkomstStap2, by=VERA)
    assert [each.als for each in (told.records[0], seen.records[-1], told.records[-1])] == [
        "ib_er",
        "directie",
        "ib_er",
    ]


# Whether it is secret where somebody is, who read the package besides Noor, and what is said of that.
READ = [
    ("nee", {"tweede": "ja", "wie_las": written(MIRJAM)}, {}),
    ("nee", {"tweede": "nee"}, {}),
    ("nee", {"tweede": "ja", "wie_las": written(NOOR)}, {"wie_las": ZELF_GELEZEN}),
    ("ja", {"tweede": "ja", "wie_las": written(DICK)}, {}),
    ("ja", {"tweede": "nee"}, {"tweede": NIET_ALLEEN}),
    ("ja", {"tweede": "ja", "wie_las": written(NOOR)}, {"wie_las": ZELF_GELEZEN}),
]


@over("geheim, read, said", READ)
def test_a_package_is_read_by_a_colleague_where_a_place_is_secret(geheim: str, read: dict, said: dict) -> None:
    dossier = record(opened(), Betrokkene, geheim=geheim)
    assert vastleggen.objections(dossier, InzageGegeven, answers(InzageGegeven, **read), by=NOOR, on=MONDAY) == said
