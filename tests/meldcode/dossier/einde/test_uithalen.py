"""Taking something out: who may, what it does to the dossier, and that what is computed goes on without it."""

from datetime import date
from typing import Any

import pytest

from meldcode.cijfers.verloop import merken
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import deel_van, te_halen, wacht, zonder
from meldcode.dossier.regels.uithalen import RUST_EROP, ZELF_VOORGESTELD
from meldcode.dossier.tijdlijn import tijdlijn
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.dossier.wegen import te_wegen
from meldcode.rollen import Role, User
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afscherming,
    Signaal,
    Uithalen,
    UithalenAntwoord,
    Uitnodiging,
)
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import (
    DECISIONS,
    after_stap,
    both_fixed,
    close,
    gesloten,
    in_opvolging,
    opened,
    record,
    see,
    waived,
    work,
)
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, VERA
from tests.over import over


def with_signals() -> Dossier:
    return record(record(opened(), Signaal), Signaal, waarneming="Dit ging over een kind uit groep 3.")


def proposed(dossier: Dossier, nummer: int, **changes: Any) -> Dossier:
    return record(dossier, Uithalen, nummer=str(nummer), **changes)


def taken_out(dossier: Dossier, nummer: int, *, by: User = DICK, **changes: Any) -> Dossier:
    before = proposed(dossier, nummer, **changes)
    return record(before, UithalenAntwoord, by=by, voorstel=str(before.versie))


def objected(dossier: Dossier, kind: type, *, by: User = NOOR, **changes: Any) -> str:
    """What is said to these answers; empty when they can be recorded."""
    found = vastleggen.objections(dossier, kind, answers(kind, **changes), by=by, on=MONDAY)
    return " ".join(found.values())


def corrected(dossier: Dossier, nummer: int, **changes: Any) -> Dossier:
    was = dossier.records[nummer - 1]
    kind = {each.__name__: each for each in (Signaal, AcuutGevaar)}[was.soort]
    return vastleggen.correct(dossier, was, fill(kind, answers(kind, **changes)), by=NOOR, on=MONDAY)


def test_its_place_kind_day_and_reason_stay() -> None:
    after = taken_out(with_signals(), 3)
    gone = after.records[2]
    assert (gone.nummer, gone.soort, gone.titel, gone.on, gone.by) == (3, "Signaal", "Signaal", MONDAY, NOOR.id)
    assert gone.antwoorden[0].tekst == "Op ma 9 november 2026. Het gaat over een ander kind. Zie nummer 4 en 5."
    assert [each.nummer for each in after.of(Signaal)] == [2] and after.standing[2].soort == ""
    assert after.records[3].tekst("delen") == "Signaal van ma 9 november 2026 (nummer 3)"
    assert not wacht(after.records) and [each.nummer for each in te_halen(after.records)] == [2]


def test_nothing_goes_until_another_confirms_it() -> None:
    before = proposed(with_signals(), 3)
    assert before.of(Signaal) == with_signals().of(Signaal)
    (waits,) = (each for each in verplichtingen(before, {}) if each.soort is Soort.UITHALEN)
    assert (waits.owner, waits.person, waits.due_on) == (Role.DIRECTIE, "", date(2026, 11, 16))
    asked = proposed(with_signals(), 3, tweede=written(MIRJAM))
    (waits,) = (each for each in verplichtingen(asked, {}) if each.soort is Soort.UITHALEN)
    assert (waits.owner, waits.person) == (Role.IB_ER, MIRJAM.id)
    kept = record(before, UithalenAntwoord, voorstel="4", eruit="nee")
    assert kept.of(Signaal) == with_signals().of(Signaal) and not wacht(kept.records)


# Who answers a proposal of Noor, with whom she named, and what is said: "ja" or "nee", by them.
WHO = {
    (DICK, None, "ja"): "",
    (DICK, None, "nee"): "",
    (DICK, MIRJAM, "ja"): "",
    (MIRJAM, MIRJAM, "ja"): "",
    (MIRJAM, MIRJAM, "nee"): "",
    (MIRJAM, None, "ja"): "aan een ander gevraagd",
    (MIRJAM, None, "nee"): "aan een ander gevraagd",
    (NOOR, None, "ja"): ZELF_VOORGESTELD,
    (NOOR, MIRJAM, "ja"): ZELF_VOORGESTELD,
    (NOOR, None, "nee"): "",
    (LARS, None, "ja"): "Met uw rol",
    (VERA, None, "nee"): "Met uw rol",
}


@over("row", WHO.items())
def test_who_may_answer(row: tuple[tuple[User, User | None, str], str]) -> None:
    (who, named, eruit), said = row
    before = proposed(with_signals(), 3, **({"tweede": written(named)} if named else {}))
    found = objected(before, UithalenAntwoord, by=who, voorstel="4", eruit=eruit)
    assert said in found and bool(said) == bool(found)


def test_who_proposed_it_as_ib_er_does_not_confirm_it_as_directie() -> None:
    as_directie = User(NOOR.id, NOOR.school_id, NOOR.naam, DICK.role)
    assert objected(proposed(with_signals(), 3), UithalenAntwoord, by=as_directie, voorstel="4") == ZELF_VOORGESTELD


def _weighed() -> Dossier:
    return work(after_stap(3), 4)


# What is proposed in a dossier, and what is said to it; "" if it may be.
PROPOSALS: dict[str, tuple[Dossier, int, dict[str, Any], str]] = {
    "a signal": (with_signals(), 3, {}, ""),
    "the only signal of a dossier in stap 1": (record(opened(), Signaal), 2, {}, ""),
    "the opening": (with_signals(), 1, {}, "kan er niet uit"),
    "a record that is not there": (with_signals(), 9, {}, "kan er niet uit"),
    "one that waits already": (proposed(with_signals(), 3), 3, {}, "wacht al een voorstel"),
    "one that is gone": (taken_out(with_signals(), 3), 3, {}, "kan er niet uit"),
    "a file that is not there": (with_signals(), 3, {"deel": "bestand"}, "Dit is er niet"),
    "what was before a correction that was not made": (with_signals(), 3, {"deel": "eerder"}, "Dit is er niet"),
    "what was before a correction": (corrected(with_signals(), 3), 3, {"deel": "eerder"}, ""),
    "a record with its correction": (corrected(with_signals(), 3), 3, {}, ""),
    "a correction by itself": (corrected(with_signals(), 3), 4, {}, "kan er niet uit"),
    "what closed a stap": (after_stap(1), 5, {}, "kan er niet uit"),
    "the receipt of the directie": (see(after_stap(1)), 6, {}, "kan er niet uit"),
    "an invitation": (record(with_signals(), Uitnodiging), 4, {}, "kan er niet uit"),
    "an exclusion": (record(with_signals(), Afscherming), 4, {}, "kan er niet uit"),
    "a weging nobody decided on": (_weighed(), _weighed().versie, {}, ""),
    "acute danger, which brought it where it is": (record(with_signals(), AcuutGevaar), 4, {}, RUST_EROP),
    "what it said before a correction": (
        corrected(record(with_signals(), AcuutGevaar), 4), 4, {"deel": "eerder"}, ""),
    "answers that were compared": (both_fixed(), both_fixed().versie, {}, RUST_EROP),
    "oneself as the second": (with_signals(), 3, {"tweede": written(NOOR)}, "iemand anders dan uzelf"),
    "who may not read it": (
        record(with_signals(), Afscherming, afgeschermd=written(MIRJAM), vervanger=written(VERA)), 3,
        {"tweede": written(MIRJAM)}, "mag dit dossier niet lezen"),
}  # fmt: skip


@over("name", PROPOSALS)
def test_what_may_be_proposed(name: str) -> None:
    dossier, nummer, changes, said = PROPOSALS[name]
    found = objected(dossier, Uithalen, nummer=str(nummer), **changes)
    assert said in found and bool(said) == bool(found), name


def test_what_carries_the_dossier_goes_once_a_correction_carries_it() -> None:
    before = corrected(record(with_signals(), AcuutGevaar), 4, gebeurd="Er was iets met dit kind, dat is nagegaan.")
    after = taken_out(before, 4, deel="eerder")
    assert after.records[3].is_leeg and (after.fase, after.fase_since) == (before.fase, before.fase_since)
    assert after.standing[3].soort == "AcuutGevaar" and after.standing[3].gecorrigeerd_in == 5


def test_a_middle_version_is_gone_and_the_last_one_stands_at_the_first_place() -> None:
    twice = corrected(corrected(with_signals(), 3, waarneming="Tweede keer opgeschreven."), 4, waarneming="Zo was het.")
    after = taken_out(twice, 3, deel="eerder")
    assert [each.is_leeg for each in after.records[:5]] == [False, False, True, True, False]
    assert after.standing[2].tekst("waarneming") == "Zo was het." and after.records[3].corrigeert == 3


def test_what_is_gone_is_empty_for_everybody_and_also_in_what_they_read_along() -> None:
    invited = record(with_signals(), Uitnodiging, wie=written(VERA))
    after = taken_out(invited, 3)
    for who in (NOOR, VERA):
        assert "groep 3" not in str(after.visible_to(who, MONDAY))
    assert after.visible_to(VERA, MONDAY).records[2].is_leeg


def _every_dossier() -> dict[str, Dossier]:
    every = {f"after stap {nummer}": after_stap(nummer) for nummer in range(1, 5)}
    every |= {f"in opvolging, {which}": in_opvolging(which) for which in DECISIONS}
    return every | {"acute": record(with_signals(), AcuutGevaar), "closed": gesloten(), "waived": waived()}


def test_whatever_is_taken_out_everything_is_still_computed_and_it_stays_where_it_is() -> None:
    tried = 0
    for name, dossier in _every_dossier().items():
        for each in te_halen(dossier.records):
            for deel in deel_van(dossier.records, each.nummer):
                if objected(dossier, Uithalen, nummer=str(each.nummer), deel=deel.value):
                    continue
                after = taken_out(dossier, each.nummer, deel=deel.value)
                assert (after.fase, after.fase_since) == (dossier.fase, dossier.fase_since), (name, each.titel)
                assert verplichtingen(after, {}) and isinstance(tijdlijn(after), tuple)
                assert te_wegen(after) is not None and merken(after) == ()
                assert all(isinstance(after.missing(stap), tuple) for stap in STAPPEN)
                assert after.visible_to(DICK, MONDAY).records and zonder(after.records) == after.records
                tried += 1
    assert tried > 40


def test_a_stap_that_needs_it_asks_for_it_again() -> None:
    dossier = work(opened(), 1)
    assert not dossier.missing(STAPPEN[0])
    after = taken_out(dossier, 2)
    assert [each.tekst for each in after.missing(STAPPEN[0])] == ["Ten minste één signaal"]
    with pytest.raises(Onvolledig):
        close(after, 1)


@over("changes", [{"reden": "kort"}, {"grond": ""}, {"buiten": ""}])
def test_why_and_where_it_stands_besides_is_asked(changes: dict[str, Any]) -> None:
    assert objected(with_signals(), Uithalen, nummer="3", **changes)


def test_a_leerkracht_proposes_nothing() -> None:
    with pytest.raises(Geweigerd):
        record(with_signals(), Uithalen, by=LARS, nummer="3")
