"""Two dossiers of one pupil become one: which, by whom, what goes along, and who learns of it."""

from dataclasses import replace

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.dubbel import AFGESPROKEN, voeg_samen, wat_meegaat, weigering
from meldcode.dossier.familie.tijdlijn import samen
from meldcode.dossier.openstaand import berichten
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afspraak,
    Bewaarstop,
    Ontvangst,
    Samengevoegd,
    Samenvoeging,
    Signaal,
    Uithalen,
    Uitnodiging,
)
from tests.answers.typed import written
from tests.builders import after_stap, asked, opened, record, te_vernietigen, work
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, TUESDAY, VERA
from tests.over import over

SAME = "Dezelfde naam en geboortedatum, nagevraagd bij de administratie."


def other(dossier: Dossier) -> Dossier:
    return replace(dossier, id="d-2", codenaam="Eik 7")


def joined(dicht: Dossier, verder: Dossier, *, by: User = NOOR) -> tuple[Dossier, Dossier]:
    """Both as they are afterwards."""
    closed, *steps = voeg_samen(dicht, verder, SAME, by=by, on=MONDAY)
    return closed, steps[-1]


def seen(dossier: Dossier) -> Dossier:
    """With every message to the directie confirmed."""
    for message, _answer in berichten(dossier):
        dossier = record(dossier, Ontvangst, kennisgeving=str(message.nummer))
    return dossier


def _shut_out(dossier: Dossier) -> Dossier:
    return record(dossier, Afscherming, afgeschermd=written(MIRJAM), vervanger=written(VERA))


# The one that is closed, the one that goes on, who joins them, and what is said; "" if they may be joined.
PAIRS: dict[str, tuple[Dossier, Dossier, User, str]] = {
    "two in stap 1": (record(opened(), Signaal), other(opened()), NOOR, ""),
    "by another ib-er": (opened(), other(opened()), MIRJAM, ""),
    "into one that is further": (opened(), other(after_stap(3)), NOOR, ""),
    "into one that is less far": (seen(after_stap(1)), other(opened()), NOOR, "verder op de route"),
    "itself": (opened(), opened(), NOOR, "Kies een ander dossier"),
    "by a leerkracht": (opened(), other(opened()), LARS, "allebei de stappen"),
    "by the directie": (opened(), other(opened()), DICK, "allebei de stappen"),
    "by somebody of another school": (opened(), other(opened()), SARA, "allebei de stappen"),
    "one that is to be destroyed": (te_vernietigen(), other(opened()), NOOR, "die lopen"),
    "into one that is to be destroyed": (opened(), other(te_vernietigen()), NOOR, "die lopen"),
    "a colleague is excluded here": (_shut_out(opened()), other(opened()), NOOR, "afgeschermd"),
    "a colleague is excluded there": (opened(), other(_shut_out(opened())), NOOR, "afgeschermd"),
    "excluded in both": (_shut_out(opened()), other(_shut_out(opened())), NOOR, ""),
    "excluded in both, by who is": (_shut_out(opened()), other(_shut_out(opened())), MIRJAM, "allebei de stappen"),
    "a message waits here": (after_stap(1), other(after_stap(2)), NOOR, "bericht bevestigen"),
    "a message waits there": (opened(), other(after_stap(2)), NOOR, ""),
    "a bewaarstop holds here": (record(opened(), Bewaarstop), other(opened()), NOOR, "in het andere dossier vast"),
    "a bewaarstop holds there": (opened(), other(record(opened(), Bewaarstop)), NOOR, ""),
    "somebody is asked to weigh": (seen(asked()), other(after_stap(4)), NOOR, "meewegen"),
    "something is to be taken out": (
        record(record(opened(), Signaal), Uithalen, nummer="2"), other(opened()), NOOR, "uit het dossier"),
}  # fmt: skip


@over("name", PAIRS)
def test_which_may_be_joined_by_whom(name: str) -> None:
    dicht, verder, who, said = PAIRS[name]
    found = weigering(dicht, verder, who)
    assert said in found and bool(said) == bool(found), name
    if said:
        with pytest.raises(Geweigerd):
            voeg_samen(dicht, verder, SAME, by=who, on=MONDAY)


def test_one_is_closed_and_says_where_it_goes_on_and_the_other_says_from_where() -> None:
    closed, goes_on = joined(record(opened(), Signaal), other(after_stap(2)))
    assert closed.fase is Fase.GESLOTEN and hoort_bij(closed) == "Eik 7" and verplichtingen(closed, {}) == ()
    (said,) = goes_on.of(Samenvoeging)
    assert said.tekst("uit") == "Zilvermeeuw" and said.tekst("stand").startswith(
        "Stap 1, geopend op ma 9 november 2026"
    )
    assert goes_on.fase is after_stap(2).fase


def test_what_waits_goes_along_as_an_agreement_of_whoever_has_it() -> None:
    dicht = record(
        record(work(seen(after_stap(4)), 5), Afspraak, wie=written(LARS)), Afspraak, wat="Bellen met de wijk"
    )
    going = {each.wat: each.wie.id for each in wat_meegaat(dicht, MIRJAM)}
    assert going.pop("Effect van de hulp meten") == MIRJAM.id and LARS.id in going.values()
    closed, goes_on = joined(dicht, other(after_stap(4)), by=MIRJAM)
    found = [each for each in goes_on.of(Afspraak) if each.tekst("besloten_in") == AFGESPROKEN]
    assert {each.tekst("wat") for each in found} == {
        *going,
        "Effect van de hulp meten",
    } and closed.fase is Fase.GESLOTEN


def test_what_was_due_before_is_due_today() -> None:
    dicht = record(opened(), Afspraak, uiterlijk="09-11-2026")
    *_steps, goes_on = voeg_samen(dicht, other(opened(on=MONDAY)), SAME, by=NOOR, on=TUESDAY)
    assert goes_on.of(Afspraak)[-1].waarde("uiterlijk") == "10-11-2026"


def test_nothing_new_is_recorded_in_the_closed_one_but_who_may_read_it() -> None:
    closed, _goes_on = joined(record(opened(), Signaal), other(opened()))
    for kind in (Signaal, AcuutGevaar, Afspraak, Afgehandeld):
        assert vastleggen.refusal(closed, kind, NOOR, MONDAY) == (
            "Dit dossier is samengevoegd met Eik 7. Leg het daar vast."
        ), kind
    assert vastleggen.refusal(closed, Afscherming, NOOR, MONDAY) is None


def test_who_reads_only_one_of_them_is_not_told_of_the_other() -> None:
    closed, goes_on = joined(record(opened(), Uitnodiging, wie=written(VERA)), other(record(opened(), Uitnodiging)))
    for each, who, name in ((closed, VERA, "Eik 7"), (goes_on, LARS, "Zilvermeeuw")):
        assert each.visible_to(who, MONDAY).records and name not in str(each.visible_to(who, MONDAY).records)


def test_both_are_read_in_one_order() -> None:
    closed, goes_on = joined(record(opened(), Signaal), other(after_stap(2)))
    found = samen([goes_on, closed])
    assert {name for name, _each in found} == {"Eik 7", "Zilvermeeuw"}
    assert [each.on for _name, each in found] == sorted(each.on for _name, each in found)
    assert closed.last(Samengevoegd).tekst("zelfde") == SAME
