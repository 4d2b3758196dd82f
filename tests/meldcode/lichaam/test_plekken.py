"""The body map: how an answer reads, what is refused, and what never holds up recording."""

import json

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.nieuws import hierna
from meldcode.lichaam.gebieden import GEBIEDEN, Kant
from meldcode.lichaam.plekken import (
    Kleur,
    Maat,
    Plek,
    Plekken,
    SoortLetsel,
    read_each,
    read_plek,
    read_plekken,
    says_all,
)
from meldcode.vastleggingen import Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastgelegd import Antwoord
from meldcode.vragen.vastlegging import asked, fill, to_raw, vragen
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.builders import opened, record
from tests.cast import MONDAY, NOOR
from tests.inputs.lichaam import CASES, Case
from tests.over import over

WHOLE = Plek(
    1,
    GEBIEDEN["wang_links"],
    SoortLetsel.ANDERS,
    Maat.GROTER,
    (Kleur.ROOD, Kleur.GEEL),
    "4 bij 2",
    "Ik viel “zo”.\nAu.",
)


def raw(case: Case) -> list[str]:
    return [f"plek {each}" for each in case.told]


@over("case", CASES)
def test_it_reads_in_the_dossier_as_it_was_told(case: Case) -> None:
    if case.refused:
        with pytest.raises(ValueError, match="Bij plek|Er passen") as refused:
            read_plekken(raw(case))
        assert str(refused.value) == case.refused
        return
    found = read_plekken(raw(case))
    assert tuple((found.tekst if found else "").splitlines()) == case.reads


def test_the_corpus_has_every_kind_of_answer() -> None:
    assert len(CASES) >= 10 and len({each.name for each in CASES}) == len(CASES)
    assert sum(bool(each.refused) for each in CASES) == 4


@over("case", [each for each in CASES if not each.refused])
def test_what_was_told_is_recorded_with_a_signaal_and_read_back(case: Case) -> None:
    dossier = record(opened(), Signaal, letsel="ja", plekken=raw(case))
    last = dossier.records[-1]
    assert tuple(last.tekst("plekken").splitlines()) == case.reads
    pointed = next((each.plekken for each in last.antwoorden if each.naam == "plekken"), ())
    found = read_plekken(raw(case))
    assert pointed == (found.plekken if found else ())


@over("case", [each for each in CASES if each.refused])
def test_what_is_refused_is_refused_at_its_vraag(case: Case) -> None:
    given = answers(Signaal, letsel="ja", plekken=raw(case))
    assert vastleggen.objections(opened(), Signaal, given, by=NOOR, on=MONDAY) == {"plekken": case.refused}


def test_it_is_stored_as_it_was_told() -> None:
    assert read_plek(str(WHOLE)) == WHOLE and read_plekken([str(WHOLE)]) == Plekken((WHOLE,))
    signaal = fill(Signaal, answers(Signaal, letsel="ja", plekken=[str(WHOLE)]), MONDAY)
    assert to_raw(signaal)["plekken"] == [str(WHOLE)]


@over(
    "text",
    [None, 3, "", "plek", "plek {", "plek []", "plek 7", 'plek {"nr": "1"}', 'plek {"gebied": "neus"}', "3 risico Iets",
     "rood", '{"nr": 1}', "plek " + "[" * 100_000, 'plek {"nr": 1e999}'],
)  # fmt: skip
def test_what_is_no_place_is_none(text: object) -> None:
    assert read_plek(text) is None and read_each([text]) == () and read_each(text) == ()


@over(
    "told", [{"gebied": ["neus"]}, {"gebied": 3}, {"soort": {}}, {"maat": "zeer"}, {"kleuren": "rood"}, {"woorden": 1}]
)
def test_what_is_told_in_another_form_is_left_out(told: dict[str, object]) -> None:
    assert read_plek(f"plek {json.dumps({'nr': 1, **told})}") == Plek(1)


def test_only_an_answer_of_places_is_drawn() -> None:
    drawn = Antwoord("plekken", "Waar?", "1. Neus (voorkant).", ['plek {"nr": 1, "gebied": "neus"}'])
    assert len(drawn.plekken) == 1
    for waarde in (None, "ja", ["rood"], ["3 risico Iets"], [*(drawn.waarde or []), "iets van later"]):
        assert Antwoord("x", "Wat?", "Iets", waarde).plekken == ()


def test_every_place_is_named_once_and_left_and_right_are_told_apart() -> None:
    labels = [each.label for each in GEBIEDEN.values()]
    assert len(labels) == len(set(labels)) == 61
    for naam, each in GEBIEDEN.items():
        assert ("linker" in each.tekst) == naam.endswith("_links"), naam
        assert ("rechter" in each.tekst) == naam.endswith("_rechts"), naam
    assert {each.kant for each in GEBIEDEN.values()} == set(Kant)


# Two texts of one form


@over(
    "more, less, is_all",
    [
        (
            Plek(1, GEBIEDEN["neus"], woorden="Ik viel van de fiets"),
            Plek(2, GEBIEDEN["neus"], woorden="Ik viel "),
            True,
        ),
        (Plek(1, GEBIEDEN["neus"]), Plek(1, GEBIEDEN["kin"]), False),
        (Plek(1, GEBIEDEN["neus"], kleuren=(Kleur.ROOD, Kleur.GEEL)), Plek(1, kleuren=(Kleur.ROOD,)), True),
        (Plek(1, GEBIEDEN["neus"], kleuren=(Kleur.ROOD,)), Plek(1, kleuren=(Kleur.GEEL,)), False),
        (Plek(1, GEBIEDEN["neus"]), Plek(1, GEBIEDEN["neus"], SoortLetsel.SNEE), False),
        (Plek(1, GEBIEDEN["neus"], cm="4 bij 2"), Plek(1, GEBIEDEN["neus"], cm="4"), True),
    ],
)
def test_a_text_that_has_all_of_the_other_takes_its_place(more: Plek, less: Plek, is_all: bool) -> None:
    assert says_all([more], [less]) is is_all


# It never holds anything up


def test_nothing_of_it_is_needed_and_a_signaal_from_before_stays_as_it_is() -> None:
    for given in (answers(Signaal), answers(Signaal, letsel="ja"), answers(Signaal, letsel="nee")):
        assert vastleggen.objections(opened(), Signaal, given, by=NOOR, on=MONDAY) == {}
    before = record(opened(), Signaal).records[-1]
    assert before.waarde("letsel") is None and not any(each.plekken for each in before.antwoorden)


def test_it_is_asked_of_who_saw_an_injury_whatever_the_signaal_is_about() -> None:
    for soort in ("lichamelijk", "getuige", "later"):
        shown = [each.naam for each in asked(Signaal, answers(Signaal, soort=soort, letsel="ja"))]
        assert "plekken" in shown
    for given in (answers(Signaal, letsel="nee"), answers(Signaal), answers(Signaal, bron="hwc", letsel="ja")):
        assert "plekken" not in [each.naam for each in asked(Signaal, given)]


def test_a_leerkracht_points_it_out_while_handing_in() -> None:
    raw_answers: dict[str, Raw] = {"over": "geen", "naam": "Sem de Wit", "groep": "6", "datum": "06-11-2026",
                   "bron": "zelf", "waarneming": "Een blauwe plek op zijn wang.", "plaats": "In de klas",
                   "letsel": "ja", "plekken": [str(WHOLE)]}  # fmt: skip
    handed_in = fill(SignaalBegin, raw_answers, MONDAY).signaal
    assert handed_in.plekken == Plekken((WHOLE,))


def test_whoever_recorded_an_injury_is_told_whom_to_call_the_same_day() -> None:
    call = (
        "Bel vandaag nog Veilig Thuis (0800-2000) of een arts, bijvoorbeeld de huisarts of de vertrouwensarts. "
        "Sporen vervagen."
    )
    assert list(hierna(record(opened(), Signaal, letsel="ja"))) == [call]
    assert list(hierna(record(opened(), Signaal, letsel="nee"))) == list(hierna(record(opened(), Signaal))) == []


def test_the_team_never_sees_it() -> None:
    """The shared screen shows what is marked for it; this is not, and no file either."""
    pointed = [each for each in vragen(Signaal) if each.soort in (Plekken, Bestand) or each.naam == "letsel"]
    assert [each.naam for each in pointed] == ["letsel", "plekken"] and not [each for each in pointed if each.aan_tafel]
