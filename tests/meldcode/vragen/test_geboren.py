"""A birth date that is known in part, or not at all, is taken as it is, shown so, and never made a day of."""

from datetime import date

import pytest

from meldcode.dossier import vastleggen
from meldcode.vastleggingen import BY_NAME, FORMULIEREN, Bijlage, Opening, Signaal
from meldcode.vragen.geboren import Geboren, read_geboren, stored_geboren
from meldcode.vragen.vastlegging import Vastlegging, fill, objections, vragen
from meldcode.vragen.vraag import Vraag
from tests.answers import answers
from tests.builders import opened
from tests.cast import LARS, MONDAY, NOOR
from tests.inputs import namen
from tests.over import over

GEBOORTEN = list(namen.geboorten())


@over(("typed", "right"), [case[1:] for case in GEBOORTEN])
def test_as_much_is_read_as_is_known_and_no_more(typed: str, right: str) -> None:
    if right:
        born = read_geboren(typed)
        assert born.zin == right and stored_geboren(str(born)) == born
    else:
        with pytest.raises(ValueError, match="Is alleen het jaar bekend"):
            read_geboren(typed)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("3 mei 2017", "03-05-2017", "wo 3 mei 2017"),
        ("mei 2017", "05-2017", "geboren in mei 2017"),
        ("00-00-2017", "2017", "geboren in 2017"),
        ("?", "onbekend", "geboortedatum onbekend"),
    ],
)
def test_a_dossier_says_what_is_known(typed: str, stored: str, shown: str) -> None:
    opening = opened(geboren=typed).records[0]
    assert (opening.waarde("geboren"), opening.tekst("geboren")) == (stored, shown)


def test_what_is_known_in_part_is_no_day_from_which_anything_is_counted() -> None:
    assert [Geboren(*each).day for each in ((), (2017,), (2017, 5))] == [None, None, None]
    assert Geboren(2017, 5, 3).day == date(2017, 5, 3)


def test_a_dossier_of_before_keeps_its_birth_date() -> None:
    assert opened(geboren="14-03-2018").born == Geboren(2018, 3, 14)


# Whether a day before the birth is refused, by hand: of what is known of the birth, and the day.
BEFORE_BIRTH = [
    ("14-03-2018", "13-03-2018", True),
    ("14-03-2018", "14-03-2018", False),
    ("maart 2018", "28-02-2018", True),
    ("maart 2018", "01-03-2018", False),
    ("2018", "31-12-2017", True),
    ("2018", "01-01-2018", False),
    ("onbekend", "31-12-2017", False),
]


@pytest.mark.parametrize(("born", "day", "is_refused"), BEFORE_BIRTH)
def test_a_day_is_refused_only_when_it_is_surely_before_the_birth(born: str, day: str, is_refused: bool) -> None:
    raw = answers(Signaal, datum=day)
    found = vastleggen.objections(opened(geboren=born), Signaal, raw, by=NOOR, on=MONDAY)
    assert ("datum" in found) is is_refused


def test_what_a_colleague_saw_is_not_refused_for_a_birth_date_they_cannot_correct() -> None:
    dossier = opened(by=LARS)
    signaal = answers(Signaal, datum="13-03-2018")
    assert vastleggen.objections(dossier, Signaal, signaal, by=LARS, on=MONDAY) == {}
    assert vastleggen.objections(dossier, Signaal, signaal, by=NOOR, on=MONDAY).keys() == {"datum"}
    recorded = vastleggen.record(dossier, fill(Signaal, signaal, MONDAY), by=LARS, on=MONDAY)
    assert recorded.last(Signaal).waarde("datum") == "13-03-2018"  # type: ignore[union-attr]


# Of every day that is past, the answers with which it may be before the birth, by hand: what came on paper or from
# others. All else says what was seen, heard or talked over of a child that was there.
OLDER: dict[str, set[str]] = {
    "Signaal": {"van_anderen", "document"},
    "SignaalBegin": {"van_anderen", "document"},
    "Bijlage": {"foto", "brief", "document"},
    "AcuutGevaar": set(),
    "AcuutBegin": set(),
    "Overleg": set(),
    "Consultatie": set(),
    "Leerlingbespreking": set(),
    "AdviesVeiligThuis": set(),
    "Zorggesprek": set(),
    "GesprekLeerling": set(),
    "Inbreng": set(),
    "FormeelGesprek": set(),
    "Effectmeting": set(),
    "Melding": set(),
    "MeldingVerstuurd": set(),
    "Terugkoppeling": set(),
    "OudersGeinformeerd": set(),
    "Nazorg": set(),
    "NietBereikt": set(),
    "Gezag.erkend_op": {"erkend"},
    "Gezag.sinds": set(),
    "Gezag.tot": set(),
    "Bewaarstop.sinds": set(),
    "Verzoek": set(),
    "VerzoekVerlengd": set(),
    "VerzoekBesluit": set(),
    "GehoordOverWissen": set(),
    "EigenVerklaring": set(),
    "BeperkingOpgeheven": set(),
    "WarmeOverdracht.gegeven_op": set(),
    "WarmeOverdracht.advies_op": set(),
    "WarmeOverdracht": set(),
    "VertrekVerteld": set(),
    "InzageGegeven": set(),
}
# What must be answered before some of these are asked.
ASKED_WITH: dict[str, dict[str, str]] = {"WarmeOverdracht.advies_op": {"grond": "verteld"}}


def test_every_day_has_a_verdict_whether_it_may_be_older_than_the_child() -> None:
    days = [(kind, each) for kind in FORMULIEREN for each in vragen(kind) if each.soort is date and not each.future]
    found = {_named(kind, each): set(each.ouder_when[1]) if each.ouder_when else set() for kind, each in days}
    assert found == OLDER


def _named(kind: type[Vastlegging], about: Vraag) -> str:
    return kind.__name__ if about.naam in ("datum", "datum_2") else f"{kind.__name__}.{about.naam}"


@over("name", [name for name, older in OLDER.items() if not older and not name.endswith("Begin")])
def test_of_what_was_seen_or_talked_over_no_day_is_before_the_birth(name: str) -> None:
    soort, _, naam = name.partition(".")
    born, kind, naam = Geboren(2018, 3, 14), BY_NAME[soort], naam or "datum"
    raw = answers(kind, **{naam: "13-03-2018", **ASKED_WITH.get(name, {})})
    assert "nog niet geboren" in objections(kind, raw, MONDAY, born)[naam]
    assert objections(kind, raw, MONDAY, Geboren()) == {}, "nothing is known, and nothing refused"


@pytest.mark.parametrize(
    ("wat", "is_refused"), [("letsel", True), ("foto", False), ("brief", False), ("document", False)]
)
def test_a_letter_may_be_older_than_the_child(wat: str, is_refused: bool) -> None:
    found = objections(Bijlage, answers(Bijlage, wat=wat, datum="13-03-2018"), MONDAY, Geboren(2018, 3, 14))
    assert ("datum" in found) is is_refused


@pytest.mark.parametrize(
    ("bron", "is_refused"),
    [("zelf", True), ("leerling", True), ("hwc", True), ("van_anderen", False), ("document", False)],
)
def test_what_others_or_a_document_tell_may_be_of_before_the_birth(bron: str, is_refused: bool) -> None:
    raw = answers(Signaal, bron=bron, van_wie="Joke", document="Brief van 2017", datum="13-03-2018")
    assert ("datum" in objections(Signaal, raw, MONDAY, Geboren(2018, 3, 14))) is is_refused


def test_a_birth_lies_in_the_past_however_little_of_it_is_known() -> None:
    for typed in ("10-11-2026", "december 2026", "2027"):
        assert "toekomst" in objections(Opening, answers(Opening, geboren=typed), MONDAY)["geboren"], typed
    for typed in ("09-11-2026", "november 2026", "2026", "onbekend"):
        assert objections(Opening, answers(Opening, geboren=typed), MONDAY) == {}, typed
