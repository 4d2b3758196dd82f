"""Letters to one parent: never before the talk, and never with what another said, a place, or words of the child."""

import re
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.papieren.brief import Soort, Taal, brief, te_schrijven
from meldcode.vastleggingen import FormeelGesprek, Melding, OudersGeinformeerd, Zorggesprek
from tests.builders import after_stap, decided, opened, record
from tests.meldcode.papieren.families import GIVES_AWAY, both, everybody, told, with_help
from tests.over import over

END = re.compile(r"(?<=[.?!]) ")


def said(dossier: Dossier, ref: str, taal: Taal = Taal.B1) -> str:
    which = {each.ref: each for each in te_schrijven(dossier)}[ref]
    letter = brief(dossier, which, taal)
    return "\n".join([letter.aan, letter.aanhef, *(line for _head, lines in letter.blokken for line in lines)])


def refs(dossier: Dossier) -> list[str]:
    return [each.ref for each in te_schrijven(dossier)]


def decided_and_told(waarover: str) -> Dossier:
    dossier = with_help() if waarover == "5a" else told(both(decided("5b")))
    return record(dossier, OudersGeinformeerd, voor=everybody(dossier), waarover=waarover)


def test_there_is_no_letter_before_the_talk() -> None:
    not_yet = record(decided("5b"), OudersGeinformeerd, waarover="5b", geinformeerd="nee")
    assert refs(opened()) == refs(both()) == []
    assert not any(each.startswith((Soort.HULP, Soort.MELDING)) for each in refs(not_yet))


def test_after_a_talk_there_is_one_for_each_who_was_in_it() -> None:
    dossier = told(both())
    anna, bas = (each.nummer for each in dossier.met_gezag)
    alone, together = (each.nummer for each in dossier.of(Zorggesprek)[-2:])
    assert sorted(refs(dossier)) == sorted(
        [f"gesprek-{alone}-{bas}", f"gesprek-{together}-{anna}", f"gesprek-{together}-{bas}"]
    )
    assert [each.rpartition("-")[2] for each in refs(after_stap(2))] == ["0"]


def test_what_was_answered_stands_in_it_only_when_this_parent_was_there_alone() -> None:
    dossier = told(both())
    bas = everybody(dossier)[1]
    dossier = record(
        dossier, Zorggesprek, voor=[bas], reactie="Hij zei: “dat klopt niet”.", afspraken="Hij belt maandag."
    )
    number, of_bas = dossier.records[-1].nummer, dossier.met_gezag[1].nummer
    assert "“dat klopt niet”" in said(dossier, f"gesprek-{number}-{of_bas}")
    dossier = record(dossier, Zorggesprek, voor=everybody(dossier), reactie="Ze ontkennen.", afspraken="Ze bellen.")
    number = dossier.records[-1].nummer
    for nummer in (each.nummer for each in dossier.met_gezag):
        assert "Ze " not in said(dossier, f"gesprek-{number}-{nummer}")


def test_words_of_the_child_names_of_others_and_places_never_stand_in_it() -> None:
    dossier = told(both())
    bas = everybody(dossier)[1]
    quoted = record(dossier, Zorggesprek, voor=[bas], gedeeld="Sem zei: ‘papa slaat mij’, en hij huilde.")
    text = said(quoted, f"gesprek-{quoted.records[-1].nummer}-{quoted.met_gezag[1].nummer}")
    assert "slaat" not in text and "[Vul aan: welke feiten wij vertelden." in text
    everything = f"Anna Bos zit op {', op '.join(GIVES_AWAY)}."
    formal = told(both(after_stap(2)))
    for kind, naam in ((Zorggesprek, "gedeeld"), (Zorggesprek, "afspraken"), (FormeelGesprek, "visie")):
        given: dict[str, Any] = {"voor": everybody(formal)[1:], naam: everything}
        full = record(formal, kind, **given)
        text = said(full, f"gesprek-{full.records[-1].nummer}-{full.met_gezag[1].nummer}")
        assert [each for each in ("Anna", "Bos", *GIVES_AWAY) if each in text] == [], naam


@over(
    ("waarover", "soort", "must"),
    [
        (
            "5a",
            Soort.HULP,
            ("Het doel:", "[vul aan: naam en organisatie]", "Wij kijken samen of het helpt op", "klacht"),
        ),
        ("5b", Soort.MELDING, ("Veilig Thuis", "[Vul aan in twee zinnen", "blijft doen", "vastgelegd", "klacht")),
    ],
)
def test_a_decision_has_a_letter_once_it_was_told(waarover: str, soort: Soort, must: tuple[str, ...]) -> None:
    dossier = decided_and_told(waarover)
    mine = [each for each in refs(dossier) if each.startswith(soort)]
    assert len(mine) == 2
    for each in mine:
        assert [part for part in must if part not in said(dossier, each)] == []


def test_a_melding_that_was_made_is_said_with_its_day_and_else_left_to_fill_in() -> None:
    dossier = decided_and_told("5b")
    ref = next(each for each in refs(dossier) if each.startswith(Soort.MELDING))
    assert "Wij melden op [dag] bij Veilig Thuis." in said(dossier, ref)
    assert "2026 hebben wij gemeld bij Veilig Thuis." in said(record(dossier, Melding), ref)


def test_at_a2_every_heading_is_a_question_and_no_sentence_of_ours_has_more_than_ten_words() -> None:
    found = []
    for dossier in (decided_and_told("5a"), decided_and_told("5b"), told(both())):
        for which in te_schrijven(dossier):
            blocks = brief(dossier, which, Taal.A2).blokken
            typed = " ".join(each.tekst for record in dossier.records for each in record.antwoorden)
            ours = [each for _head, lines in blocks for line in lines if line not in typed for each in END.split(line)]
            found += [head for head, _lines in blocks if not head.endswith("?")]
            found += [each for each in ours if len(each.split()) > 10 and "[" not in each and "doel:" not in each]
    assert found == []
