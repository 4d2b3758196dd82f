"""A new weging starts from the earlier one, and shows what changed since."""

from typing import Any

from meldcode.dossier.vorige_weging import NIET_GEVRAAGD, Verandering, recorded, typed, veranderingen
from meldcode.vastleggingen import Effectmeting, Weging
from meldcode.vragen.vastgelegd import Antwoord
from tests.builders import fitting, in_opvolging, record


def weighed_again(**changes: Any):
    dossier = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    return record(dossier, Weging, **changes).of(Weging)


def test_what_is_answered_otherwise_is_shown_with_both_answers() -> None:
    before, now = weighed_again(patroon="toenemend", onveilig="twijfel")
    found = {each.vraag: (each.eerder, each.nu) for each in veranderingen(recorded(before), recorded(now))}
    assert found["Hoe ontwikkelt het zich?"] == ("Het blijft gelijk", "Het wordt meer")
    assert [each for each in found if each.startswith("Afweging")] == [
        "Afweging 2: schat u in dat er sprake is van acute of structurele onveiligheid?"
    ]
    assert found["Wat gaf het afwegingskader aan?"][1].startswith("Twijfel over de veiligheid")
    assert len(found) == 4, "and what has come in since was weighed"


def test_what_is_the_same_is_not_shown() -> None:
    before, now = weighed_again()
    assert [each.vraag for each in veranderingen(recorded(before), recorded(now))] == [
        "Hoe weegt elke vastlegging mee?"
    ]


def test_a_weging_of_an_earlier_wording_is_compared_by_what_was_asked_then() -> None:
    """A weging as release 0.1.0 asked it: facts in one answer, and no frequency."""
    before, now = weighed_again()
    old = before._replace(
        antwoorden=(Antwoord("feiten", "Wat zijn de feiten?", "Drie", "Drie"), *before.antwoorden[1:3])
    )
    found = veranderingen(recorded(old), recorded(now))
    assert Verandering("Hoe vaak gebeurt het?", NIET_GEVRAAGD, "Wekelijks") in found


def test_while_one_types_it_is_compared_as_far_as_it_goes() -> None:
    dossier = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    last = dossier.of(Weging)[-1]
    assert veranderingen(recorded(last), typed({})) == ()
    raw = {"patroon": "toenemend", "vermoeden": "ja", "onveilig": "ja", "evaluatie_op": "onzin", "aard": ""}
    assert [each.nu for each in veranderingen(recorded(last), typed(raw))] == [
        "Het wordt meer", "Ja", "Bij acute of structurele onveiligheid belt u nu Veilig Thuis en meldt u. Hulp "
        "bespreekt u daarna samen.",
    ]  # fmt: skip
    whole = fitting(dossier, Weging)
    assert [each.vraag for each in veranderingen(recorded(last), typed(whole))] == ["Hoe weegt elke vastlegging mee?"]


def test_what_is_only_worded_otherwise_is_no_change() -> None:
    """A rule or a choice that was worded differently on the day of the earlier weging, with the same meaning."""
    before, now = weighed_again()
    first, *rest = before.antwoorden
    reworded = (each._replace(vraag="Zo heette het toen.", tekst=f"Toen: {each.tekst}") for each in rest)
    old = before._replace(antwoorden=(first, *reworded))
    known = {each.naam for each in old.antwoorden if each.tekst.startswith("Toen: ")}
    assert {"uitkomst", "hulp", "ernst", "soorten", "evaluatie_op", "aard"} <= known
    assert [each.vraag for each in veranderingen(recorded(old), recorded(now))] == ["Hoe weegt elke vastlegging mee?"]
    last = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    raw = fitting(last, Weging, evaluatie_op="30-11-26", soorten=["psychisch", "getuige"])
    assert [each.vraag for each in veranderingen(recorded(old), typed(raw))] == ["Hoe weegt elke vastlegging mee?"]
    (turned,) = [each for each in veranderingen(recorded(old), typed(raw | {"hulp": "nee"})) if each.nu == "Nee"]
    assert turned.eerder == "Toen: Ja"
