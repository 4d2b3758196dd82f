"""The bel-kaart holds no word that somebody typed: of many invented dossiers no name, date or place is on it."""

import json
import os
import random
from dataclasses import asdict, fields, replace
from datetime import date, timedelta

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.namen.ongeveer import age_band, ago_about
from meldcode.papieren import belkaart as card
from meldcode.papieren.belkaart import ONBEKEND, belkaart
from meldcode.vastleggingen import ALLE, AcuutGevaar, Signaal
from meldcode.vastleggingen.stap_1 import SoortSignaal
from meldcode.vragen.geboren import Geboren
from tests.builders import decided, fitting, opened, record, work
from tests.cast import MONDAY

MANY = int(os.environ.get("MELDROUTE_DOSSIERS", "100"))
# Names as they are: also an ordinary word, hyphenated, with signs, and of a school; towns, streets, dates, trades.
PLANTED = (
    *("Roos", "Storm", "Merel", "Anne-Marie", "Sem’s", "Semmie", "S.d.W.", "Yıldırım", "Żółć", "علي", "Van den Berg"),
    *(
        "Basisschool Roos de Wit",
        "Appelscha",
        "Dorpsstraat 12",
        "14-03-2018",
        "12 november",
        "brandweerman",
        "Eritrees",
    ),
)


def planted(dossier: Dossier, chosen: random.Random) -> Dossier:
    """The same dossier, with something that tells who it is about in every answer that somebody typed."""

    def told(text: str) -> str:
        return f"{text} {chosen.choice(PLANTED)} {chosen.choice(PLANTED)}"

    records = tuple(
        each._replace(
            antwoorden=tuple(
                a._replace(tekst=(words := told(a.tekst)), waarde=words) if a.tekst == a.waarde else a
                for a in each.antwoorden
            )
        )
        for each in dossier.records
    )
    return replace(dossier, records=records)


def made_up(chosen: random.Random) -> Dossier:
    """A dossier somewhere on the route, with signals of any kind."""
    dossier = chosen.choice((opened(), work(opened(), 1), decided("5a"), decided("5b")))
    for _each in range(chosen.randrange(4)):
        soort = chosen.choice([each.value for each in SoortSignaal if each is not SoortSignaal.LATER])
        dossier = record(dossier, Signaal, soort=soort)
    return planted(record(dossier, AcuutGevaar) if chosen.random() < 0.3 else dossier, chosen)


def said(dossier: Dossier | None, on: date = MONDAY) -> str:
    return json.dumps(asdict(belkaart(dossier, on)), ensure_ascii=False)


def test_nothing_that_somebody_typed_is_on_it() -> None:
    chosen = random.Random(22)  # noqa: S311  # invented dossiers, the same every time
    leaks = []
    for number in range(MANY):
        dossier = made_up(chosen)
        text = said(dossier, MONDAY + timedelta(days=chosen.randrange(400)))
        typed = {a.tekst for each in dossier.records for a in each.antwoorden if a.tekst == a.waarde}
        leaks += [
            (number, each) for each in (*PLANTED, *typed, "Sem", "2018", "2026", dossier.codenaam) if each in text
        ]
    assert leaks == []


def test_the_sweep_would_see_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "_chosen", lambda record, naam, _kind: _Said(record.tekst(naam)))
    dossier = planted(record(opened(), Signaal), random.Random(1))  # noqa: S311
    old = dossier.records[-1]
    changed = tuple(a._replace(tekst="Roos") if a.naam == "soort" else a for a in old.antwoorden)
    dossier = replace(dossier, records=(*dossier.records[:-1], old._replace(antwoorden=changed)))
    assert "Roos" in said(dossier)


class _Said(str):
    @property
    def label(self) -> str:
        return str(self)


def test_a_choice_of_another_year_is_not_shown_as_one() -> None:
    """What is no choice today is left out: its words could be anything."""
    dossier = record(opened(), Signaal)
    old = dossier.records[-1]
    changed = tuple(
        a._replace(waarde="vroeger", tekst="Van vroeger") if a.naam == "soort" else a for a in old.antwoorden
    )
    dossier = replace(dossier, records=(*dossier.records[:-1], old._replace(antwoorden=changed)))
    assert belkaart(dossier, MONDAY).gezien[0][1] == "Bericht zonder inhoud"


def test_what_is_not_known_says_so_and_is_never_left_out() -> None:
    for dossier in (None, opened()):
        found = belkaart(dossier, MONDAY)
        assert [answer for _what, answer in found.afwegingen] == [ONBEKEND] * 5
        assert found.ouders[0] == ("Zijn zij nu veilig te informeren?", ONBEKEND) and len(found.ouders) == 3
    assert belkaart(None, MONDAY).leeftijd == ONBEKEND and len(fields(found)) == 7


def test_what_is_known_is_said_in_a_line_each() -> None:
    found = belkaart(record(decided("5a"), Signaal), MONDAY + timedelta(days=5))
    assert found.leeftijd == "van 7 tot en met 9 jaar" and found.acuut == ""
    assert found.gezien == (("vorige week, 2 keer", "Gedrag en stemming van de leerling", "zelf gezien of gehoord"),)
    assert found.gedaan == (
        "Overlegd binnen de school: vorige week, 2 keer",
        "Besproken met een collega: vorige week",
        "Besproken in het team: vorige week",
    )
    assert [answer for _what, answer in found.ouders] == ["ja", "ja, vorige week", "ja, vorige week"]
    assert [answer for _what, answer in found.afwegingen] == ["ja", "nee", "ja", "ja", "nog niet te zeggen"]


def test_the_newest_signals_are_named_and_the_others_counted() -> None:
    dossier = opened()
    for soort in list(SoortSignaal)[:8]:
        dossier = record(dossier, Signaal, soort=soort.value)
    found = belkaart(dossier, MONDAY)
    assert len(found.gezien) == 5
    assert found.eerder == "En vaker: in het dossier staan 8 signalen. Het eerste is van de afgelopen week."


def test_ages_are_bands_and_days_are_about_how_long_ago() -> None:
    born = {2023: "jonger dan 4 jaar", 2020: "van 4 tot en met 6 jaar", 2018: "van 7 tot en met 9 jaar"}
    born |= {2015: "van 10 tot en met 12 jaar", 2012: "ouder dan 12 jaar"}
    assert {year: age_band(Geboren(year, 5, 1), MONDAY) for year in born} == born
    assert age_band(Geboren(2019, 11, 10), MONDAY) == "van 4 tot en met 6 jaar", "seven tomorrow"
    assert {age_band(each, MONDAY) for each in (None, Geboren(), Geboren(2018), Geboren(2018, 3))} == {""}
    days = {0: "vandaag", 1: "gisteren", 6: "de afgelopen week", 13: "vorige week", 20: "ongeveer 2 weken geleden"}
    days |= {90: "ongeveer 3 maanden geleden", 400: "langer dan een jaar geleden"}
    assert {ago: ago_about(MONDAY - timedelta(days=ago), MONDAY) for ago in days} == days


def test_every_kind_it_names_is_there() -> None:
    named = {kind for kind, _what in (*card._GEDAAN, *card._GESPREKKEN)}
    assert named <= set(ALLE) and fitting(opened(), Signaal)
