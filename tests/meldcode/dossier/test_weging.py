"""The weging: it weighs every record or gives a reason not to, and stores what the afwegingskader said that day."""

from itertools import product
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_now, advies_of
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import is_bewijs, te_wegen
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import AcuutGevaar, Besluit, Bijlage, Effectmeting, Melding, Signaal, Weging
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN
from meldcode.vragen.meegewogen import Hoe, read_delen
from meldcode.vragen.vastgelegd import Antwoord
from meldcode.vragen.vastlegging import Onvolledig, Vastlegging, asked, fill, vragen
from meldcode.vragen.vraag import Raw
from tests.builders import after_stap, decided, fitting, in_opvolging, record, weighed
from tests.cast import MONDAY, NOOR
from tests.over import over


def said(dossier: Dossier, **changes: Raw) -> dict[str, str]:
    return vastleggen.objections(dossier, Weging, fitting(dossier, Weging, **changes), by=NOOR, on=MONDAY)


# What is weighed


def test_everything_of_stap_1_to_3_may_be_weighed() -> None:
    """R28."""
    dossier = record(after_stap(3), Bijlage)
    assert [each.soort for each in te_wegen(dossier)] == [
        "Signaal", "Overleg", "Overleg", "Consultatie", "Leerlingbespreking", "VeiligInformeren", "Zorggesprek",
        "UitkomstStap2", "FormeelGesprek", "Bijlage",
    ]  # fmt: skip


def test_what_was_seen_and_heard_must_be_weighed_and_what_colleagues_agreed_need_not() -> None:
    """R28, ADR 38."""
    dossier = record(after_stap(3), Bijlage)
    assert [each.soort for each in te_wegen(dossier) if is_bewijs(each)] == [
        "Signaal", "Zorggesprek", "FormeelGesprek", "Bijlage",
    ]  # fmt: skip
    only = [each for each in weighed(dossier) if each.split()[0] in ("2", "9", "12", "14")]
    assert said(dossier, meegewogen=only) == {}


def test_what_came_in_later_is_weighed_as_well_and_what_was_decided_is_not() -> None:
    later = record(record(in_opvolging("5a"), Effectmeting, signalen="opnieuw"), Signaal)
    kinds = [each.soort for each in te_wegen(later)]
    assert kinds[-2:] == ["Effectmeting", "Signaal"] and not {"Weging", "Besluit", "Hulp", "Afronding"} & set(kinds)


def test_a_record_that_is_passed_over_in_silence_is_named() -> None:
    """R28."""
    dossier = after_stap(3)
    some = [each for each in weighed(dossier) if not each.startswith(("3 ", "9 ", "12 "))]
    assert said(dossier, meegewogen=some) == {
        "meegewogen": "Nog niet gewogen: nummer 9 en 12. Weeg het mee, of zeg waarom niet."
    }
    assert said(dossier) == {}


def test_what_is_not_there_to_weigh_cannot_be_weighed() -> None:
    dossier = after_stap(3)
    assert said(dossier, meegewogen=[*weighed(dossier), "1 risico De opening zelf."]) == {
        "meegewogen": "In dit dossier valt nummer 1 niet te wegen."
    }


@over(
    ("raw", "sentence"),
    [
        (None, "Kies bij elke vastlegging hoe die meeweegt, of laat die buiten beschouwing."),
        ([], "Kies bij elke vastlegging hoe die meeweegt, of laat die buiten beschouwing."),
        ("2 risico Bang.", "Kies bij elke vastlegging hoe die meeweegt, of laat die buiten beschouwing."),
        (["2 misschien Bang."], "Kies bij elke vastlegging hoe die meeweegt, of laat die buiten beschouwing."),
        (["2 buiten"], "Bij nummer 2 is nog niet geantwoord op: waarom weegt dit niet mee?"),
        (["2 buiten  \u200b "], "Bij nummer 2 is nog niet geantwoord op: waarom weegt dit niet mee?"),
        (["2 risico"], "Bij nummer 2 is nog niet geantwoord op: welk risico blijkt hieruit?"),
        (["2 bescherming"], "Bij nummer 2 is nog niet geantwoord op: welke bescherming blijkt hieruit?"),
        (["2 risico Hij is bang.", "2 risico Hij is moe."], "Bij nummer 2 staat twee keer hetzelfde."),
        (
            ["2 risico Hij is bang.", "2 buiten Een gerucht."],
            "Bij nummer 2: laat het buiten beschouwing, of weeg het mee. Allebei kan niet.",
        ),
        ([f"2 risico {'x' * 301}"], "Bij nummer 2 is de regel te lang (301 tekens): er passen er 300."),
    ],
)
def test_how_a_record_counts_is_said_and_why(raw: Raw, sentence: str) -> None:
    """No factor without the record it comes from, and no record left out without a reason."""
    assert said(after_stap(3), meegewogen=raw) == {"meegewogen": sentence}


def test_what_stays_unknown_needs_no_words_and_a_talk_may_show_two_things() -> None:
    kept = record(after_stap(3), Weging).records[-1]
    delen = read_delen(kept.waarde("meegewogen"))
    assert [each.hoe for each in delen if each.nummer == 12] == [Hoe.RISICO, Hoe.BESCHERMING]
    assert [each.tekst for each in delen if each.nummer == 9] == [""]


def test_a_weging_reads_as_risk_and_protection_each_with_the_number_it_comes_from() -> None:
    text = record(after_stap(3), Weging).records[-1].tekst("meegewogen")
    assert text == (
        "Risico:\n– nummer 2: Hij is bang om mee naar huis te gaan.\n– nummer 12: Vader ontkent.\n"
        "Bescherming:\n– nummer 12: Moeder zwijgt niet.\n"
        "Onbekend:\n– nummer 6\n– nummer 7\n– nummer 8\n– nummer 9\n– nummer 10\n"
        "Buiten beschouwing:\n– nummer 3: Dit gaat over hoe wij te werk gingen.\n"
        "– nummer 4: Dit gaat over hoe wij te werk gingen."
    )


def test_the_worksheet_asks_all_that_is_to_be_weighed() -> None:
    """R27, R28, R29: the fields, by name."""
    assert [each.naam for each in vragen(Weging)] == [
        "meegewogen", "soorten", "aard", "ernst", "frequentie", "sinds", "patroon", "leerling", "kwetsbaar",
        "broers_zussen", "interactie", "visie_ouders", "onbekend", "komende_dagen", "eerder", "eerdere_hulp",
        *AFWEGINGEN, "toelichting", "vervolgtraject", "wie", "wanneer", "doel", "effect", "evaluatie_op", "terugval",
    ]  # fmt: skip


# What the afwegingskader said


def test_a_weging_keeps_the_rule_the_answers_and_what_would_change_it_in_the_words_of_that_day() -> None:
    kept = record(after_stap(3), Weging, onveilig="twijfel").records[-1]
    assert kept.antwoorden[-3:] == (
        Antwoord(
            "uitkomst",
            "Wat gaf het afwegingskader aan?",
            "Twijfel over de veiligheid telt als ja: u belt nu Veilig Thuis en meldt. Hulp bespreekt u daarna samen.",
            "twijfel-veiligheid",
        ),
        Antwoord(
            "omdat",
            "Welke regel, en welke antwoorden leidden daartoe?",
            "Regel ‘twijfel veiligheid’, bij deze antwoorden: afweging 2 twijfel. Bij afweging 2 stelt het kader voor "
            "het onderwijs twijfel gelijk aan ja. Dit geldt ook bij nee op afweging 1. Dat is een voorzichtige lezing "
            "door Meldroute: in het algemene kader sluit u dan af.",
            "twijfel-veiligheid",
        ),
        Antwoord(
            "anders",
            "Wat zou de uitkomst veranderen?",
            "Het afwegingskader zegt dat melden niet nodig is bij een van deze veranderingen:\n– afweging 2 nee",
            "twijfel-veiligheid",
        ),
    )


def test_nobody_can_type_another_outcome_than_follows() -> None:
    kept = record(after_stap(3), Weging, onveilig="ja", uitkomst="hulp-volstaat").records[-1]
    assert [each.waarde for each in kept.antwoorden if each.naam == "uitkomst"] == ["onveilig"]


@over("letters", product(*([("ja", "nee", "twijfel")] * 4), ("ja", "nee", "twijfel", "nog_niet")))
def test_whatever_is_answered_the_rule_that_is_kept_is_the_one_the_route_reads(letters: tuple[str, ...]) -> None:
    five: dict[str, Any] = dict(zip(AFWEGINGEN, letters, strict=True))
    kept = record(_STAP_4, Weging, **five).records[-1]
    assert kept.waarde("uitkomst") == advies_of(kept).naam


_STAP_4 = after_stap(3)


@over("onveilig", ["ja", "twijfel"])
def test_when_it_is_not_safe_the_questions_about_help_may_stay_open_and_say_why(onveilig: str) -> None:
    """When it is unsafe, these are for the talk with Veilig Thuis; answers that are given all the same are kept."""
    left: dict[str, Any] = dict.fromkeys(("hulp", "aanvaard", "resultaat"), "")
    assert set(said(_STAP_4, onveilig="nee", **left)) == set(left)
    assert said(_STAP_4, onveilig=onveilig, **left) == {}
    kept = record(_STAP_4, Weging, onveilig=onveilig, **left).records[-1]
    assert [each for each in AFWEGINGEN if kept.waarde(each)] == ["vermoeden", "onveilig"]
    assert kept.waarde("uitkomst") == {"ja": "onveilig", "twijfel": "twijfel-veiligheid"}[onveilig]
    some = record(_STAP_4, Weging, onveilig=onveilig, **left | {"aanvaard": "twijfel"}).records[-1]
    assert (some.waarde("hulp"), some.waarde("aanvaard")) == (None, "twijfel")
    three = asked(Weging, {"vermoeden": "ja", "onveilig": onveilig})
    three = tuple(each for each in three if each.naam in left)
    assert len(three) == 3 and all(each.optional and "bespreekt het met Veilig Thuis" in each.help for each in three)


def test_only_the_last_question_can_be_answered_with_not_yet() -> None:
    labels = {each.naam: [keuze.label for keuze in each.keuzen] for each in vragen(Weging) if each.naam in AFWEGINGEN}
    last = labels.pop("resultaat")
    assert set(map(tuple, labels.values())) == {("Ja", "Nee", "Twijfel")}
    assert last == ["Ja", "Nee", "Twijfel", "Nog niet te zeggen: de hulp moet nog beginnen"]


# Correcting


def _corrected(dossier: Dossier, **changes: Raw) -> dict[str, str]:
    weging = dossier.of(Weging)[-1]
    raw: dict[str, Raw] = {each.naam: each.waarde for each in weging.antwoorden} | changes
    return vastleggen.correction_objections(dossier, weging, raw, by=NOOR, on=MONDAY)


def test_a_correction_cannot_turn_what_a_besluit_rests_on() -> None:
    """R31, R35: "unsafe after all" takes a new weging and a new besluit, not a correction."""
    dossier = decided("5a")
    assert _corrected(dossier, onveilig="ja") == {
        "": "Met deze antwoorden geeft het afwegingskader iets anders aan. Leg daarvoor een nieuwe weging vast."
    }
    assert _corrected(dossier, aard="Ruzie, en het slaan van een deur.") == {}
    assert _corrected(record(after_stap(3), Weging), onveilig="ja") == {}, "nothing rests on it yet"


def test_a_correction_weighs_what_was_there_when_it_was_weighed() -> None:
    later = record(decided("5a"), Signaal)
    assert _corrected(later, patroon="toenemend") == {}
    once = fill(Weging, {each.naam: each.waarde for each in later.of(Weging)[-1].antwoorden})
    corrected = vastleggen.correct(later, later.of(Weging)[-1], once, by=NOOR, on=MONDAY)
    last = corrected.records[-1]
    raw: dict[str, Raw] = {each.naam: each.waarde for each in last.antwoorden}
    assert vastleggen.correction_objections(corrected, last, raw, by=NOOR, on=MONDAY) == {}


# No path from unsafety to silence


def attempt(chance: Random, dossier: Dossier) -> Dossier:
    """Record one thing that may happen after stap 3; what the dossier refuses does not happen."""
    kind = chance.choice([Weging, Weging, Besluit, Besluit, AcuutGevaar, Effectmeting, Signaal, Melding, None])
    five: dict[str, Raw] = {naam: chance.choice(["ja", "nee", "twijfel"]) for naam in AFWEGINGEN}
    five["resultaat"] = chance.choice(["ja", "nee", "twijfel", "nog_niet"])
    try:
        if kind is None:
            weging = chance.choice(dossier.of(Weging))
            raw: dict[str, Raw] = {each.naam: each.waarde for each in weging.antwoorden} | five
            latest = dossier.records[(weging.gecorrigeerd_in or weging.nummer) - 1]
            return vastleggen.correct(dossier, latest, fill(Weging, raw), by=NOOR, on=MONDAY)
        changes: dict[type[Vastlegging], dict[str, Any]] = {
            Weging: five,
            Besluit: {"melden": chance.choice(["ja", "nee"]), "afwijking": chance.choice([None, "Op raad van VT."])},
            Effectmeting: {
                "signalen": chance.choice(["opnieuw", "minder"]),
                "resultaat": chance.choice(["ja", "nee", "twijfel", "loopt"]),
            },
            Signaal: {"soort": chance.choice(["uitspraak", "gedrag"])},
        }
        return record(dossier, kind, **changes.get(kind, {}))
    except (Onvolledig, IndexError):
        return dossier


@given(st.randoms(use_true_random=True))
def test_no_path_leads_from_unsafe_to_no_melding_without_a_written_deviation(chance: Random) -> None:
    """R31, R34, R35: whatever is weighed, corrected, measured or happens in between."""
    dossier = in_opvolging("5a")
    for _ in range(12):
        dossier = attempt(chance, dossier)
        last, regel = dossier.last(Besluit, AcuutGevaar, Melding), advies_now(dossier)
        assert regel is not None and last is not None
        silent = last.isa(Besluit) and last.waarde("melden") == "nee" and not last.tekst("afwijking")
        if regel.melden and silent:
            assert any(eis.soorten[0] is Besluit for eis in dossier.missing(STAPPEN[4])), regel.naam
