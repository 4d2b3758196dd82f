"""Recording in several dossiers at once: all that take it, or none; what may not be known of is passed over."""

from typing import Any

import pytest

from db.dossiers import dossiers
from db.dossiers.einde import in_each
from db.journal import journal
from db.store.engine import reading
from db.werk import handing_over, werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import onderweg
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.vastleggingen import Afscherming, Overdracht, OverdrachtOntvangen, Signaal
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.vastlegging import Vastlegging, fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, record
from tests.cast import ADA, DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.db.keeping import found, kept, moment, recorded

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.either]


def over(_dossier: Dossier) -> Vastlegging:
    return fill(Overdracht, answers(Overdracht))


def receipt(dossier: Dossier) -> Vastlegging:
    now = onderweg(dossier)
    return OverdrachtOntvangen(overdracht=str(now.record.nummer) if now else "0", besproken=JaNee.JA)


def hand_over(*given: Dossier, by: User = NOOR) -> tuple[list[str], dict[str, str]]:
    return in_each.record(by, [each.id for each in given], over, moment())


def unsigned(user: User, account_id: str, *, others: bool = False) -> list[str]:
    with reading(SCHOOL) as connection:
        return [each.codenaam for each in handing_over.unsigned(connection, user, account_id, others=others)]


def counted(user: User) -> tuple[int, int]:
    with reading(SCHOOL) as connection:
        return handing_over.count_unsigned(connection, user)


def test_what_takes_it_is_recorded_and_what_does_not_is_named() -> None:
    one, other = kept(after_stap(1)), kept(in_opvolging("5a"))
    gone = recorded(kept(after_stap(1)), Overdracht)
    done, refused = hand_over(one, gone, other)
    assert done == [one.codenaam, other.codenaam]
    assert refused == {gone.codenaam: "Op deze collega wacht in dit dossier niets."}


def test_what_one_may_not_know_of_is_passed_over() -> None:
    shut = kept(record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA)))
    assert hand_over(shut) == ([], {}) == hand_over(kept(after_stap(1)), by=SARA)


def test_when_somebody_was_first_it_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stored, save_all = kept(after_stap(1)), dossiers.save_all

    def interrupted(steps: Any, **options: Any) -> None:
        monkeypatch.setattr(dossiers, "save_all", save_all)
        recorded(stored, Signaal)
        save_all(steps, **options)

    monkeypatch.setattr(dossiers, "save_all", interrupted)
    assert hand_over(stored) == ([stored.codenaam], {})
    now = found(stored)
    assert now is not None and [each.soort for each in now.records[-2:]] == ["Signaal", "Overdracht"]


def test_when_somebody_is_always_first_none_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    stored, other = kept(after_stap(1)), kept(after_stap(1))

    def always(*_anything: Any, **_more: Any) -> None:
        raise dossiers.Intussen([], stored.id)

    monkeypatch.setattr(dossiers, "save_all", always)
    done, refused = hand_over(stored, other)
    assert done == [] and set(refused) == {stored.codenaam, other.codenaam}


def test_a_colleague_who_is_not_there_any_more_is_given_nothing() -> None:
    stored = kept(after_stap(1))

    def to_nobody(_dossier: Dossier) -> Vastlegging:
        return fill(Overdracht, answers(Overdracht, naar="weg ib_er Iemand Anders"))

    done, refused = in_each.record(NOOR, [stored.id], to_nobody, moment())
    assert done == [] and "intussen geen account" in refused[stored.codenaam]


@pytest.mark.both
def test_until_it_is_signed_for_the_taker_the_giver_and_the_directie_see_it() -> None:
    stored, other = kept(after_stap(1)), kept(in_opvolging("5a"))
    hand_over(stored, other)
    assert sorted(unsigned(MIRJAM, "mirjam")) == sorted([stored.codenaam, other.codenaam])
    assert unsigned(MIRJAM, "mirjam", others=True) == [] and len(unsigned(DICK, "dick", others=True)) == 2
    assert counted(MIRJAM) == (2, 0) and counted(NOOR) == counted(DICK) == (0, 2)
    assert counted(ADA) == (0, 0), "she gave nothing and took nothing"
    assert counted(LARS) == counted(VERA) == (0, 0), "it is not for them to hand over"
    with reading(SCHOOL) as connection:
        found = [each.soort for each in werklijst.mine(connection, NOOR, MONDAY, MONDAY.replace(month=12))]
        assert found == ["afgegeven", "afgegeven"]
    done, refused = in_each.record(MIRJAM, [stored.id, other.id], receipt, moment())
    assert (len(done), refused) == (2, {}) and counted(NOOR) == counted(MIRJAM) == counted(DICK) == (0, 0)
    assert journal.verify(SCHOOL) is None


def test_who_is_excluded_does_not_see_that_it_was_given() -> None:
    stored = recorded(kept(after_stap(1)), Overdracht)
    recorded(stored, Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert counted(NOOR) == (0, 0) and counted(MIRJAM) == (1, 0)


def test_only_who_took_over_signs() -> None:
    stored = recorded(kept(after_stap(1)), Overdracht)
    done, refused = in_each.record(NOOR, [stored.id], receipt, moment())
    assert done == [] and refused == {stored.codenaam: "Alleen wie het dossier overnam, tekent voor ontvangst."}

    def refuses(_dossier: Dossier) -> Vastlegging:
        raise Geweigerd("Dit dossier niet.")

    assert in_each.record(MIRJAM, [stored.id], refuses, moment()) == ([], {stored.codenaam: "Dit dossier niet."})
