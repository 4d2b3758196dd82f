"""What cannot be recorded about a request, and the sentence at the place; and what is granted only after a check."""

from typing import Any, NamedTuple

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    BeperkingOpgeheven,
    EigenVerklaring,
    GehoordOverWissen,
    Ontvangst,
    VernietigingBevestigd,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers import answers
from tests.builders import gesloten, in_fase, last_message, record
from tests.cast import DICK, MONDAY, NOOR
from tests.meldcode.verzoeken.asked import around, asks, day, last, of, told
from tests.over import over


def refused(dossier: Dossier, kind: type, on: str = "09-11", **changes: Any) -> dict[str, str]:
    given = answers(kind, **changes)
    return vastleggen.objections(dossier, kind, given, by=NOOR, on=day(on))


def about(dossier: Dossier, **changes: Any) -> dict[str, Any]:
    """What the page fills in about the last request."""
    record = last(dossier).record
    given = {naam: record.waarde(naam) for naam in ("hoedanigheid", "voor") if record.waarde(naam)}
    return {"verzoek": str(record.nummer), **given, "over": record.waarde("wat"), **changes}


class Row(NamedTuple):
    family: str
    asks: str
    then: tuple[str, ...]
    outcome: str
    why: str
    born: str = "14-03-2018"


DECIDED = [
    Row("A+ B+", "A gezag inzage", (), "ja", ""),
    Row("A+ B+", "A gezag inzage", (), "deels", ""),
    Row("A+ B+", "A gezag inzage", (), "nee", ""),
    Row("A? B+", "A gezag inzage", (), "ja", "Leg eerst bij ‘Om de leerling heen’ vast dat Anna"),
    Row("A? B+", "A gezag inzage", (), "nee", ""),
    Row("A~ B+", "A gezag inzage", (), "deels", "Van Anna Bos (ouder) is nog geen papier"),
    Row("A0 B+", "A zonder inzage", (), "ja", "Dit mag een ouder zonder gezag niet vragen"),
    Row("A0 B+", "A zonder inzage", (), "nee", ""),
    Row("A+ B+", "A gezag inzage identiteit=niet", (), "ja", "Ga eerst na wie dit vraagt"),
    Row("A+ B+", "A gezag inzage identiteit=niet", (), "nee", ""),
    Row("A+ B+", "A gezag inzage namens=ja machtiging=nee", (), "ja", "Vraag eerst de machtiging"),
    Row("A+ B+", "- leerling inzage", (), "ja", "De leerling is nog geen 12."),
    Row("A+ B+", "- leerling inzage", (), "ja", "", "09-11-2014"),
    Row("A+ B+", "A gezag inzage", (), "ja", "De leerling is 16 of ouder.", "09-11-2010"),
    Row("A+ B+", "A gezag wissen", (), "ja", "Hoor eerst Bas Bos (ouder)"),
    Row("A+ B+", "A gezag wissen", (), "deels", "Hoor eerst Bas Bos (ouder)"),
    Row("A+ B+", "A gezag wissen", ("09-11 gehoord B bezwaar",), "ja", "Bas Bos (ouder) is het niet eens"),
    Row("A+ B+", "A gezag wissen", ("09-11 gehoord B zwijgt",), "ja", "Bas Bos (ouder) heeft niet gereageerd"),
    Row("A+ B+", "A gezag wissen", ("09-11 gehoord B akkoord",), "ja", ""),
    Row("A+ B+", "A gezag wissen", (), "nee", ""),
    Row("A+ B+", "A gezag wissen omvang=zelf", (), "ja", ""),
    Row("A+", "- ander wissen omvang=zelf", (), "ja", ""),
    Row("", "- leerling wissen", (), "ja", "De leerling is nog geen 12."),
    Row("", "- leerling wissen", (), "ja", "Leg eerst bij ‘Om de leerling heen’ vast wie gezag heeft.", "2012"),
    Row("A0 B+", "A zonder informatie", (), "ja", ""),
    Row("A+ B+", "A gezag verklaring", (), "ja", "Neem dan de verklaring over"),
]


@over("row", DECIDED)
def test_a_request_is_granted_only_after_what_must_be_checked_and_can_always_be_refused(row: Row) -> None:
    dossier = told(row.family, row.asks, *row.then, born=row.born)
    ground = ["belang"] if "informatie" in row.asks else ["bescherming"]
    found = refused(dossier, VerzoekBesluit, **about(dossier, uitkomst=row.outcome, gronden=ground))
    assert set(found) == ({"uitkomst"} if row.why else set()), found
    assert found.get("uitkomst", "").startswith(row.why)


@over(
    ("asked", "changes", "naam", "why"),
    [
        ("A gezag inzage", {"uitkomst": "nee", "gronden": ["geen_feit"]}, "gronden", "Een van deze gronden past niet"),
        ("A gezag correctie", {"uitkomst": "nee", "gronden": ["geen_feit"]}, "", ""),
        ("A gezag correctie", {"uitkomst": "ja", "ontvangers": ""}, "ontvangers", "Schrijf op wie dit eerder kreeg"),
        ("A gezag correctie", {"uitkomst": "nee", "ontvangers": ""}, "", ""),
        ("A gezag inzage", {"uitkomst": "ja", "gegeven": "99"}, "gegeven", "Dit nummer staat niet in het dossier."),
        ("A gezag inzage", {"uitkomst": "nee", "weg": ""}, "weg", "Kies een antwoord."),
        ("A gezag inzage", {"datum": "05-11-2026"}, "datum", "Dit is eerder dan de dag"),
        ("A gezag inzage", {"over": "wissen"}, "", "Dit verzoek vroeg iets anders."),
        ("A gezag inzage", {"verzoek": "99"}, "", "Dit verzoek staat niet in het dossier."),
        ("A gezag inzage", {"hoedanigheid": "ander", "uitkomst": "nee"}, "", "Dit hoort bij iemand anders"),
    ],
)
def test_a_decision_has_a_fitting_ground_and_says_who_is_told(asked: str, changes: dict, naam: str, why: str) -> None:
    dossier = told("A+ B+", asked)
    given = about(dossier, gronden=["bescherming"]) | changes
    found = refused(dossier, VerzoekBesluit, **given)
    assert set(found) == ({naam} if why else set()) and found.get(naam, "").startswith(why), found


@over(
    ("family", "asked", "naam", "why"),
    [
        ("A+ B+", "A gezag informatie", "wat", "Dit is voor een ouder zonder gezag."),
        ("A+ B+", "- ander informatie", "wat", "Dit is voor een ouder zonder gezag."),
        ("A+ B+", "A zonder informatie", "voor", "Deze persoon heeft gezag, en hoort alles wat de ander hoort"),
        ("A+ B+", "A zonder inzage", "voor", "Deze persoon heeft gezag"),
        ("", "- gezag inzage", "voor", "Zet deze persoon eerst bij ‘Om de leerling heen’."),
        ("A+ B+", "- gezag inzage", "voor", "Kies over wie het gaat."),
        ("A+ B+", "A gezag correctie stukken=99", "stukken", "Een van deze stukken staat niet in het dossier."),
    ],
)
def test_a_request_says_whose_it_is(family: str, asked: str, naam: str, why: str) -> None:
    with pytest.raises(Onvolledig) as found:
        asks(around(family), asked)
    assert set(found.value.objections) == {naam} and found.value.objections[naam].startswith(why)


def test_a_request_is_extended_once_and_only_when_it_was_told_within_the_month() -> None:
    dossier = told("A+ B+", "A gezag inzage")
    in_time = about(dossier, datum="06-12-2026")
    assert refused(dossier, VerzoekVerlengd, "20-12", **in_time) == {}, "told in time and recorded later"
    late = refused(dossier, VerzoekVerlengd, "20-12", **in_time | {"datum": "07-12-2026"})
    assert set(late) == {"datum"} and late["datum"].startswith("De maand liep tot en met zo 6 december 2026.")
    once = told("A+ B+", "A gezag inzage", "09-11 verlengd")
    assert "al verlengd" in refused(once, VerzoekVerlengd, **about(once))[""]
    told_nothing = told("A0 B+", "A zonder informatie")
    assert "geeft de AVG geen termijn" in refused(told_nothing, VerzoekVerlengd, **about(told_nothing))[""]


def test_only_who_has_gezag_is_heard_and_only_about_erasing_what_is_about_the_pupil() -> None:
    dossier = told("A+ B0", "A gezag wissen")
    asked = {"verzoek": str(last(dossier).nummer)}
    assert set(refused(dossier, GehoordOverWissen, **asked, voor=of(dossier, "B"))) == {"voor"}
    assert refused(dossier, GehoordOverWissen, **asked, voor=of(dossier, "A")) == {}
    other = told("A+ B+", "A gezag inzage")
    asked = {"verzoek": str(last(other).nummer)}
    assert "hoeft u niemand te horen" in refused(other, GehoordOverWissen, **asked, voor=of(other, "B"))[""]


def test_a_statement_and_lifting_belong_to_a_request_that_asks_for_them() -> None:
    dossier = told("A+ B+", "A gezag inzage")
    assert "gaat niet over een eigen verklaring" in refused(dossier, EigenVerklaring, **about(dossier))[""]
    assert "niets beperkt" in refused(dossier, BeperkingOpgeheven, **about(dossier))[""]
    running = told("A+ B+", "A gezag beperking")
    assert "nog niet over besloten" in refused(running, BeperkingOpgeheven, **about(running))[""]


def test_a_request_can_be_completed_but_not_turned_into_another_after_it_was_decided() -> None:
    dossier = told("A+ B+", "A gezag inzage identiteit=niet")
    record_of, given = last(dossier).record, answers(Verzoek, hoedanigheid="gezag", voor=of(dossier, "A"))

    def objections(dossier: Dossier, **changes: Any) -> dict[str, str]:
        said = given | changes
        return vastleggen.correction_objections(dossier, record_of, said, by=NOOR, on=MONDAY)

    assert objections(dossier) == {} == objections(dossier, wat="correctie")
    dossier = told("A+ B+", "A gezag inzage identiteit=niet", "09-11 besluit nee")
    assert objections(dossier) == {} and set(objections(dossier, wat="correctie")) == {"wat"}


def test_a_request_is_recorded_in_every_fase_and_opens_nothing() -> None:
    for fase in Fase:
        dossier = in_fase(fase)
        if fase is Fase.VERNIETIGD:
            assert vastleggen.refusal(dossier, Verzoek, NOOR, MONDAY) == "Dit dossier is vernietigd."
        else:
            assert record(dossier, Verzoek).fase is fase
    assert asks(gesloten(), "- ander inzage").fase is Fase.GESLOTEN


def test_a_dossier_in_which_a_request_runs_is_not_destroyed() -> None:
    dossier = asks(in_fase(Fase.TE_VERNIETIGEN), "- ander inzage")
    confirms = answers(VernietigingBevestigd)
    found = vastleggen.objections(dossier, VernietigingBevestigd, confirms, by=DICK, on=MONDAY)
    assert found[""].startswith("Er loopt een verzoek om inzage en een kopie")
    question = answers(Ontvangst, kennisgeving=last_message(dossier), reactie="vraag")
    assert vastleggen.objections(dossier, Ontvangst, question, by=DICK, on=MONDAY) == {}
    done = record(dossier, VerzoekBesluit, **about(dossier, uitkomst="ingetrokken"))
    assert record(done, VernietigingBevestigd, by=DICK).fase is Fase.VERNIETIGD
