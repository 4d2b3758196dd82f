"""The guide for a talk: every piece of advice has a source, only what was ticked is on it, and a bad day is named."""

from datetime import date

from meldcode.bronnen import BRONNEN
from meldcode.papieren.leidraad import DE_OUDERS, let_op, ongunstig, op_blad, te_delen, te_spreken
from meldcode.papieren.leidraden import LEIDRADEN, Gesprek
from meldcode.termijnen.kalender import ZONDER, Kalender, Vrij
from meldcode.vastleggingen import Signaal, VeiligInformeren
from tests.builders import after_stap, opened, record
from tests.meldcode.papieren.families import GIVES_AWAY, both, everybody, with_help, with_signals
from tests.over import over

HERFST = Kalender((Vrij(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie"),))
# What each guide must say, by hand: it is why the guide is there.
MUST_SAY = {
    Gesprek.ZORG: ("wat goed gaat", "Niet op een vrijdag", "Nooit een kind", "dezelfde feiten", "kindermishandeling"),
    Gesprek.FORMEEL: ("met een collega", "Niet op een vrijdag", "Nooit een kind", "meldcode", "vanavond"),
    Gesprek.MELDING: ("Altijd met een collega", "Toestemming vragen", "aan de telefoon", "andere ouder", "plicht"),
    Gesprek.LEERLING: ("Geheimhouding beloven", "politie", "Vraag open", "Bel eerst Veilig Thuis", "geen verhoor"),
}


def test_every_talk_has_nine_steps_several_openings_and_a_source_for_each_advice() -> None:
    assert set(LEIDRADEN) == set(Gesprek) == set(MUST_SAY)
    for gesprek, guide in LEIDRADEN.items():
        advice = (guide.doel, *guide.vooraf, *guide.openingen, *guide.opbouw, *guide.niet, *guide.vanavond)
        assert all(each.bronnen and set(each.bronnen) <= set(BRONNEN) for each in advice), gesprek
        assert len(guide.opbouw) == 9 and len({each.soort for each in guide.openingen}) >= 4, gesprek
        text = " ".join(each.tekst for each in advice)
        assert [each for each in MUST_SAY[gesprek] if each not in text] == [], gesprek


def test_only_what_the_school_saw_or_the_pupil_said_can_be_shared_and_never_what_others_said() -> None:
    dossier = with_signals()
    anna, bas = te_spreken(dossier)
    of_bas = {each.ref.partition(".")[2]: each.tekst for each in te_delen(dossier, bas)}
    of_anna = [each.tekst for each in te_delen(dossier, anna)]
    assert of_bas["afspraken"] == "Bas de Groot haalt hem op maandag."
    assert not any("maandag" in each or "samen met de leerkracht" in each for each in of_anna)
    assert [each.tekst for each in te_delen(dossier, anna)[:2]] == [
        "Waarneming uit bron leerling.",
        "Waarneming uit bron zelf.",
    ]
    assert not any("anderen" in each or "document" in each for each in [*of_bas.values(), *of_anna])


def test_what_goes_better_can_be_shared_too() -> None:
    dossier = with_help()
    better = [each.tekst for each in te_delen(dossier, te_spreken(dossier)[0]) if each.gaat_goed]
    assert better == ["Hij eet weer mee in de klas."]


def test_only_what_was_ticked_is_on_the_sheet() -> None:
    dossier = with_signals()
    bas = te_spreken(dossier)[1]
    facts = te_delen(dossier, bas)
    blad = op_blad(dossier, Gesprek.ZORG, bas, None, [facts[1].ref], ZONDER)
    assert blad and [tekst for _day, tekst in blad.feiten] == [facts[1].tekst] and blad.gaat_goed == ()
    nothing = op_blad(dossier, Gesprek.ZORG, bas, None, [], ZONDER)
    assert nothing and nothing.feiten == ()


def test_what_cannot_be_shared_makes_no_sheet() -> None:
    dossier = with_signals()
    bas = te_spreken(dossier)[1]
    ref = te_delen(dossier, bas)[0].ref
    assert op_blad(dossier, Gesprek.ZORG, bas, None, [ref, "999.waarneming"], ZONDER) is None
    assert op_blad(dossier, Gesprek.ZORG, bas, None, ["2.interpretatie"], ZONDER) is None
    assert op_blad(dossier, Gesprek.LEERLING, DE_OUDERS, None, [ref], ZONDER) is None


def test_what_is_shared_has_no_name_of_another_and_no_place() -> None:
    dossier = both()
    anna, bas = te_spreken(dossier)
    for place in GIVES_AWAY:
        dossier = record(dossier, Signaal, bron="zelf", waarneming=f"Anna Bos woont nu bij {place}, zei Bas de Groot.")
    said = " ".join(each.tekst for each in te_delen(dossier, bas))
    assert [each for each in (*GIVES_AWAY, "Anna", "Bos") if each in said] == [] and "Bas de Groot" in said
    assert "Bas" not in " ".join(each.tekst for each in te_delen(dossier, anna))


@over(
    ("day", "said"),
    [
        (date(2026, 11, 12), ""),
        (date(2026, 11, 13), "Dit is een vrijdag."),
        (date(2026, 11, 14), "Op deze dag is er geen school (weekend)."),
        (date(2026, 12, 24), "De dag erna is er geen school (Eerste kerstdag)"),
        (date(2026, 10, 16), "Dit is een vrijdag."),
        (date(2026, 10, 20), "Op deze dag is er geen school (Herfstvakantie)."),
        (date(2027, 5, 5), "Op deze dag is er geen school (Bevrijdingsdag)."),
    ],
)
def test_a_day_that_is_no_good_is_named(day: date, said: str) -> None:
    assert ongunstig(day, HERFST).startswith(said) and bool(ongunstig(day, HERFST)) is bool(said)


def test_it_says_what_to_mind_of_this_parent_alone() -> None:
    dossier = both()
    anna, bas = te_spreken(dossier)
    assert any("nog niet vastgelegd" in each for each in let_op(dossier, Gesprek.ZORG, anna))
    dossier = record(dossier, VeiligInformeren, voor=everybody(dossier)[:1])
    dossier = record(dossier, VeiligInformeren, voor=everybody(dossier)[1:], veilig="nee")
    of_anna, of_bas = (" ".join(let_op(dossier, Gesprek.MELDING, each)) for each in (anna, bas))
    assert "Turks" in of_bas and "Turks" not in of_anna
    assert "niet veilig" in of_bas and "veilig" not in of_anna.replace("Veilig Thuis", "")
    assert all("spreek ieder apart" in each and "Anna" not in each for each in (of_anna, of_bas))
    assert let_op(dossier, Gesprek.LEERLING, DE_OUDERS) == ()


def test_what_the_pupil_said_asks_for_care_tonight() -> None:
    dossier = with_signals()
    bas = te_spreken(dossier)[1]
    of_child = [each.ref for each in te_delen(dossier, bas) if each.van_kind]
    blad = op_blad(dossier, Gesprek.ZORG, bas, None, of_child, ZONDER)
    assert of_child and blad and any("dat het kind zei" in each for each in blad.let_op)


def test_as_long_as_nobody_is_known_the_talk_is_with_the_parents() -> None:
    assert te_spreken(opened()) == te_spreken(after_stap(2)) == (DE_OUDERS,)
    assert te_delen(opened(), DE_OUDERS) == () and te_delen(after_stap(2), DE_OUDERS)
