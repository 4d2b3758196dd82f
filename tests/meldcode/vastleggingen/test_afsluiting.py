"""Closing a dossier: a decision of its own, which waits for everything that must still happen."""

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Effectmeting,
    Hulp,
    Melding,
    OudersGeinformeerd,
    Terugkoppeling,
)
from tests.builders import after_stap, close, decided, gesloten, in_opvolging, record
from tests.meldcode.vastleggingen.refused import refused


def waits_for(dossier) -> str:
    return refused(dossier, Afsluiting)[""].removeprefix("Het dossier kan nog niet dicht. Er wacht nog: ")


def test_a_dossier_is_closed_by_a_decision_of_its_own() -> None:
    """R5."""
    assert gesloten().fase is Fase.GESLOTEN and gesloten().records[-1].isa(Afsluiting)
    assert set(refused(in_opvolging("geen"), Afsluiting, toelichting="", blijven_volgen="")) == {
        "toelichting",
        "blijven_volgen",
    }


def test_closing_waits_for_the_effect_of_the_help() -> None:
    """R33."""
    helped = in_opvolging("5a")
    assert waits_for(helped) == "een effectmeting."
    assert waits_for(record(helped, Effectmeting, resultaat="loopt")) == "een effectmeting."
    done = record(helped, Effectmeting, signalen="gestopt", resultaat="ja")
    assert record(done, Afsluiting).fase is Fase.GESLOTEN


def test_closing_waits_for_veilig_thuis() -> None:
    """R5, R6."""
    assert waits_for(in_opvolging("5b")) == "bericht van Veilig Thuis over de melding."
    assert record(record(in_opvolging("5b"), Terugkoppeling), Afsluiting).fase is Fase.GESLOTEN


def test_closing_waits_for_parents_who_were_not_told() -> None:
    """R36."""
    silent = close(record(decided("geen"), OudersGeinformeerd, waarover="geen", geinformeerd="nee"), 5)
    assert waits_for(silent) == "ouders die nog moeten worden geïnformeerd."
    told = record(silent, OudersGeinformeerd, waarover="geen")
    assert record(told, Afsluiting).fase is Fase.GESLOTEN


def test_parents_told_of_the_help_are_not_told_of_the_melding() -> None:
    """R36."""
    both = record(record(decided("beide"), Hulp), Melding)
    both = record(both, OudersGeinformeerd, waarover="5b", geinformeerd="nee")
    both = close(record(both, OudersGeinformeerd, waarover="5a"), 5)
    both = record(record(both, Terugkoppeling), Effectmeting, signalen="gestopt", resultaat="ja")
    assert waits_for(both) == "ouders die nog moeten worden geïnformeerd."
    assert record(record(both, OudersGeinformeerd, waarover="5b"), Afsluiting).fase is Fase.GESLOTEN


def test_a_letter_about_something_else_is_no_answer_to_the_melding() -> None:
    """R6."""
    heard = record(in_opvolging("5b"), Terugkoppeling, instantie="Het jeugdteam", over_melding="nee")
    assert waits_for(heard) == "bericht van Veilig Thuis over de melding."
    assert record(record(heard, Terugkoppeling, over_melding="ja"), Afsluiting).fase is Fase.GESLOTEN


def test_a_letter_that_came_before_the_melding_does_not_answer_it() -> None:
    """R6."""
    early = record(record(decided("5b"), Terugkoppeling, over_melding="ja"), Melding)
    assert [each.soort for each in verplichtingen(early, {})].count(Soort.TERUGKOPPELING) == 1


def test_a_letter_says_whether_it_is_about_the_melding() -> None:
    """R6."""
    assert set(refused(in_opvolging("5b"), Terugkoppeling, over_melding="")) == {"over_melding"}


def test_closing_waits_for_a_stap_that_is_not_closed() -> None:
    assert waits_for(decided("geen")) == "stappen die nog niet zijn afgerond."


def test_closing_waits_for_stappen_that_acute_danger_passed_over() -> None:
    danger = record(record(after_stap(1), AcuutGevaar), Melding)
    danger = record(danger, OudersGeinformeerd, waarover="5b", geinformeerd="nee")
    assert waits_for(close(danger, 5)) == (
        "stappen die nog niet zijn afgerond; bericht van Veilig Thuis over de melding; "
        "ouders die nog moeten worden geïnformeerd."
    )
