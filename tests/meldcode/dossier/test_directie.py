"""The directie is informed after every stap, of the course and never of the content; it confirms, or asks something."""

from dataclasses import replace

import pytest

from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Permission
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Afzien,
    AntwoordAanDirectie,
    Besluit,
    Effectmeting,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Terugkoppeling,
    UitkomstStap2,
    Weging,
)
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Onvolledig, vragen
from tests.builders import (
    after_stap,
    close,
    decided,
    gesloten,
    in_opvolging,
    last_message,
    not_safe,
    opened,
    record,
    see,
    te_vernietigen,
    waived,
    work,
)
from tests.cast import DICK, LARS, MONDAY, NOOR, VERA
from tests.over import over

CANARY = "KANARIE"
BY_NAME = {kind.__name__: kind for kind in ALLE}


def with_canaries(dossier: Dossier) -> Dossier:
    """The same dossier, with a canary in every typed answer."""
    return replace(dossier, records=tuple(map(_singing, dossier.records)))


def _singing(each: Vastgelegd) -> Vastgelegd:
    typed = {about.naam for about in vragen(BY_NAME[each.soort]) if about.soort is str} - {"kennisgeving"}
    return each._replace(
        antwoorden=tuple(
            a._replace(tekst=f"{CANARY} {a.naam}", waarde=f"{CANARY} {a.naam}") if a.naam in typed else a
            for a in each.antwoorden
        ),
    )


def deviating() -> Dossier:
    return record(after_stap(4), Besluit, melden="ja", afwijking="De school vertrouwt het niet.")


def followed() -> Dossier:
    dossier = record(record(in_opvolging("beide"), Terugkoppeling), Effectmeting, signalen="opnieuw")
    return record(dossier, Besluit, melden="ja")


def not_reporting(dossier: Dossier) -> Dossier:
    return record(dossier, Besluit, melden="nee", afwijking="Veilig Thuis raadt nu hulp aan.")


def after_danger() -> Dossier:
    """A dossier in opvolging: acute danger was reported, and stap 5 closed."""
    reported = record(record(in_opvolging("5a"), AcuutGevaar), Melding)
    return close(record(reported, OudersGeinformeerd, waarover="5b", geinformeerd="nee"), 5)


PATHS = {
    "5a": lambda: in_opvolging("5a"),
    "5b": lambda: in_opvolging("5b"),
    "both": lambda: in_opvolging("beide"),
    "neither": gesloten,
    "waiver": lambda: close(waived(), 3),
    "parents not safe": lambda: not_safe(after_stap(1)),
    "no indication": te_vernietigen,
    "acute danger": lambda: record(record(opened(), AcuutGevaar), Melding),
    "deviating": deviating,
    "signals came back": followed,
}


# What the message says


@over("path", PATHS)
def test_a_message_holds_no_name_and_no_content(path: str) -> None:
    """R3: being informed is not reading along."""
    dossier = with_canaries(PATHS[path]())
    assert any(CANARY in a.tekst for each in dossier.records for a in each.antwoorden)
    for stap in STAPPEN:
        text = bericht(dossier, stap)
        assert CANARY not in text and "Zilvermeeuw" in text and len(text) <= 500


@over(
    ("make", "nummer", "text"),
    [
        (lambda: work(opened(), 1), 1, "Dossier Zilvermeeuw: stap 1 is afgerond."),
        (lambda: work(after_stap(1), 2), 2, "Dossier Zilvermeeuw: stap 2 is afgerond. De zorg blijft."),
        (lambda: work(after_stap(2), 3), 3, "Dossier Zilvermeeuw: stap 3 is afgerond. Het gesprek is gevoerd."),
        (
            waived,
            3,
            "Dossier Zilvermeeuw: stap 3 is afgerond. Er is afgezien van het gesprek, met reden.",
        ),
        (
            lambda: work(after_stap(3), 4),
            4,
            "Dossier Zilvermeeuw: stap 4 is afgerond. "
            "De weging en het vervolgtraject zijn vastgelegd. Evaluatie op ma 30 november 2026.",
        ),
        (lambda: decided("5a"), 5, "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5a, hulp."),
        (lambda: decided("5b"), 5, "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5b, melding."),
        (lambda: decided("beide"), 5, "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5a, hulp en 5b, melding."),
        (
            lambda: decided("geen"),
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: geen hulp en geen melding.",
        ),
        (
            deviating,
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5a, hulp en 5b, melding. "
            "Het besluit wijkt af van het afwegingskader, met reden.",
        ),
        (
            lambda: record(after_stap(4), Besluit, helpen="nee"),
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: geen hulp en geen melding.",
        ),
        (
            lambda: not_reporting(record(record(after_stap(3), AcuutGevaar), Weging)),
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5a, hulp. "
            "Het besluit wijkt af van het afwegingskader, met reden.",
        ),
        (
            lambda: not_reporting(after_danger()),
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Besluit: 5a, hulp.",
        ),
        (
            lambda: record(record(opened(), AcuutGevaar), Melding),
            5,
            "Dossier Zilvermeeuw: stap 5 is afgerond. Vanwege acuut gevaar is er gemeld (ma 9 november 2026).",
        ),
    ],
)
def test_a_message_says_what_follows_and_no_more(make, nummer: int, text: str) -> None:
    """R3."""
    assert bericht(make(), STAPPEN[nummer - 1]) == text


def test_the_message_without_indication_says_what_the_directie_confirms_apart() -> None:
    """R21, R22."""
    dossier = record(work(after_stap(1), 2), UitkomstStap2, uitkomst="geen_indicatie")
    assert bericht(dossier, STAPPEN[1]) == (
        "Dossier Zilvermeeuw: stap 2 is afgerond. Uitkomst: geen indicatie. "
        "U bevestigt apart dat het dossier wordt vernietigd."
    )


def test_reporting_after_signals_came_back_is_no_deviation() -> None:
    """R34: what was seen answered the last question of the afwegingskader."""
    assert "wijkt af" not in bericht(followed(), STAPPEN[4])


# What the directie reads


@over("path", PATHS)
def test_the_directie_sees_its_messages_and_nothing_else(path: str) -> None:
    """R3, R4."""
    seen = with_canaries(PATHS[path]()).visible_to(DICK, MONDAY)
    assert {each.soort for each in seen.records} <= {"Afronding", "AntwoordAanDirectie", "Ontvangst"}
    assert seen.leerling("naam") == ""


@over("path", PATHS)
def test_what_waits_holds_no_content(path: str) -> None:
    assert CANARY not in repr(verplichtingen(with_canaries(PATHS[path]()), {}))


# The receipt, the question, the answer


def test_the_directie_confirms_a_message() -> None:
    """R3."""
    seen = see(after_stap(1))
    assert (seen.records[-1].by, seen.records[-1].tekst("reactie")) == ("dick", "Gezien")


def test_a_message_is_confirmed_once() -> None:
    with pytest.raises(Onvolledig) as refused:
        see(see(after_stap(1)))
    assert refused.value.objections == {"": "Dit bericht is al als gezien bevestigd."}


def test_a_question_back_is_written_down_answered_and_then_seen() -> None:
    number = last_message(after_stap(1))
    asked = record(after_stap(1), Ontvangst, kennisgeving=number, reactie="vraag", terugvraag="Wie belt de ouders?")
    answered = record(asked, AntwoordAanDirectie, kennisgeving=number, antwoord="Dat doe ik morgen.")
    assert [each.soort for each in see(answered).records[-3:]] == ["Ontvangst", "AntwoordAanDirectie", "Ontvangst"]
    assert answered.visible_to(DICK, MONDAY).records[-1].tekst("antwoord") == "Dat doe ik morgen."


def test_a_question_back_needs_its_question() -> None:
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag", terugvraag="?")
    assert set(refused.value.objections) == {"terugvraag"}


def test_a_question_back_holds_nothing_up() -> None:
    """R4: the directie is informed; it does not decide."""
    asked = record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag")
    assert close(work(asked, 2), 2).is_closed(STAPPEN[1])


@pytest.mark.parametrize("number", ["1", "99", "0", "-1", "vijf"])
def test_a_receipt_names_a_message_of_this_dossier(number: str) -> None:
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), Ontvangst, kennisgeving=number)
    assert refused.value.objections == {"kennisgeving": "Dit bericht staat niet in het dossier."}


def test_an_answer_needs_a_question() -> None:
    """Otherwise the directie would get more days for its receipt."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), AntwoordAanDirectie, kennisgeving=last_message(after_stap(1)))
    assert refused.value.objections == {"": "De directie heeft bij dit bericht geen vraag open staan."}


def test_only_the_directie_confirms() -> None:
    """R3: nobody informs themselves."""
    for user in (NOOR, LARS, VERA):
        with pytest.raises(Geweigerd):
            record(after_stap(1), Ontvangst, by=user, kennisgeving=last_message(after_stap(1)))


@over("kind", [Weging, Besluit, Melding, Afzien, UitkomstStap2, Afronding, OudersGeinformeerd])
def test_the_directie_weighs_and_decides_nothing(kind) -> None:
    """R4."""
    with pytest.raises(Geweigerd):
        record(in_opvolging("beide"), kind, by=DICK)


def test_the_directie_has_the_overview_and_not_the_dossier() -> None:
    """R4."""
    assert DICK.may(Permission.OVERVIEW)
    assert not DICK.may(Permission.READ_DOSSIER) and not DICK.may(Permission.WALK_ROUTE)


def test_the_messages_wait_for_the_directie_also_after_the_dossier_is_closed() -> None:
    """R3, R37."""
    waiting = [each for each in verplichtingen(gesloten(), {}) if each.soort == "ontvangst"]
    assert len(waiting) == 5 and {each.owner for each in waiting} == {DICK.role}
    assert min(each.due_on for each in waiting) > MONDAY
