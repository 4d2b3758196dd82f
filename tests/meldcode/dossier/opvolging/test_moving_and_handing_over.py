"""A due date is moved with a reason and keeps its first day; a case is handed over with everything that waits in it."""

from datetime import date

import pytest

from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import AcuutGevaar, Afgehandeld, Afscherming, Afspraak, Overdracht, Signaal, Verzetten
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import after_stap, close, in_opvolging, opened, record, work
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NEXT_MONDAY, NOOR, VERA
from tests.meldcode.dossier.opvolging.waiting import waiting

# Moving a date


def moved(dossier, sleutel: str = "stap-1-1", van: str = "16-11-2026", naar: str = "19-11-2026", **changes):
    return record(dossier, Verzetten, verplichting=sleutel, van=van, naar=naar, **changes)


def test_a_moved_term_has_its_new_day_and_keeps_the_first() -> None:
    assert waiting(moved(opened()), "stap") == [("stap-1-1", date(2026, 11, 19), NEXT_MONDAY)]


def test_moved_again_it_still_says_what_the_first_day_was() -> None:
    twice = moved(moved(opened()), van="19-11-2026", naar="24-11-2026")
    assert waiting(twice, "stap") == [("stap-1-1", date(2026, 11, 24), NEXT_MONDAY)]


def test_moving_is_no_outcome_and_the_outcome_still_ends_it() -> None:
    assert [each[0] for each in waiting(moved(opened()), "stap")] == ["stap-1-1"]
    assert waiting(close(work(moved(opened()), 1), 1), "stap")[0][0].startswith("stap-2")


def test_a_term_is_moved_with_a_reason_and_to_another_day_that_is_not_past() -> None:
    for changes, vraag in (
        ({"reden": "druk"}, "reden"),
        ({"naar": "06-11-2026"}, "naar"),
        ({"naar": "16-11-2026"}, "naar"),
    ):
        with pytest.raises(Onvolledig) as refused:
            moved(opened(), **changes)
        assert vraag in refused.value.objections


@pytest.mark.parametrize(
    ("dossier", "soort"),
    [
        pytest.param(record(opened(), AcuutGevaar), "stap", id="acute danger"),
        pytest.param(record(in_opvolging("5a"), Signaal), "wegen", id="signals came back"),
        pytest.param(after_stap(1), "ontvangst", id="what the directie owes"),
    ],
)
def test_what_may_not_wait_and_what_is_somebody_elses_is_not_moved(dossier, soort) -> None:
    sleutel = waiting(dossier, soort)[0][0]
    with pytest.raises(Onvolledig) as refused:
        moved(dossier, sleutel)
    assert "" in refused.value.objections


def test_what_does_not_wait_is_not_moved() -> None:
    with pytest.raises(Onvolledig):
        moved(opened(), "stap-2-1")


def test_only_who_walks_the_route_moves_a_term() -> None:
    for user in (LARS, VERA, DICK):
        with pytest.raises(Geweigerd):
            moved(opened(by=LARS), by=user)


def test_an_agreement_that_was_moved_waits_for_the_same_person() -> None:
    agreed = moved(record(opened(), Afspraak), "afspraak-2", "20-11-2026", "27-11-2026")
    (found,) = [each for each in verplichtingen(agreed, {}) if each.soort == "afspraak"]
    assert (found.person, found.due_on, found.first_due_on) == ("lars", date(2026, 11, 27), date(2026, 11, 20))


# Handing over


def persons(dossier) -> set[str]:
    """Of whom something is to be done, apart from seeing that another signs for what they gave."""
    found = [each for each in verplichtingen(dossier, {}) if each.soort is not Soort.AFGEGEVEN]
    return {each.person for each in found if each.owner is not Role.DIRECTIE}


def test_handing_over_a_case_takes_everything_of_it_along() -> None:
    assert persons(in_opvolging("beide")) == {"noor"}
    assert persons(record(in_opvolging("beide"), Overdracht)) == {"mirjam"}


def test_what_comes_up_afterwards_is_also_of_who_took_over() -> None:
    over = record(after_stap(2), Overdracht)
    assert persons(close(work(over, 3), 3)) == {"mirjam"}


def test_handed_back_it_is_of_the_first_again() -> None:
    back = record(record(after_stap(2), Overdracht), Overdracht, van=written(MIRJAM), naar=written(NOOR))
    assert persons(back) == {"noor"}


def test_agreements_go_along_with_the_one_who_made_room_and_those_of_others_stay() -> None:
    agreed = record(record(after_stap(1), Afspraak, wie=written(NOOR)), Afspraak)
    assert persons(record(agreed, Overdracht)) == {"mirjam", "lars"}
    given = record(agreed, Overdracht, van=written(LARS), naar=written(VERA))
    assert persons(given) == {"noor", "vera"}
    assert given.readable_by(VERA, MONDAY) and not given.readable_by(LARS, MONDAY)
    assert record(given, Afgehandeld, by=VERA, afspraak="7").of(Afgehandeld)


@pytest.mark.parametrize(
    ("changes", "vraag"),
    [
        ({"van": written(MIRJAM)}, "van"),
        ({"van": written(LARS)}, "van"),
        ({"naar": written(NOOR)}, "naar"),
        ({"naar": written(VERA)}, "naar"),
        ({"naar": str(Persoon("dick", Role.DIRECTIE, "Dick Hofstra"))}, "naar"),
    ],
)
def test_it_is_handed_over_by_who_has_it_to_who_can_do_it(changes, vraag) -> None:
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), Overdracht, **changes)
    assert list(refused.value.objections) == [vraag]


def test_the_directie_hands_over_when_the_ib_er_drops_out_and_the_leerkracht_does_not() -> None:
    assert persons(record(after_stap(1), Overdracht, by=DICK)) == {"mirjam"}
    with pytest.raises(Geweigerd):
        record(in_opvolging("5a"), Overdracht, by=LARS)


def test_of_who_holds_a_case_and_is_shut_out_the_substitute_holds_it() -> None:
    shut = record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert persons(shut) == {"vera"}
    with pytest.raises(Onvolledig):
        record(shut, Overdracht, by=VERA, van=written(VERA), naar=written(NOOR))
