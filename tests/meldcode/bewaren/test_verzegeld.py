"""A dossier without indication that the board wants sealed: nobody reads it until its day, or until a bewaarstop."""

from dataclasses import replace
from datetime import date

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.eigen.woorden import spoken
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE, AcuutGevaar, Bewaarstop, Inzage, Signaal, UitkomstStap2
from tests.builders import after_stap, record
from tests.cast import ADA, CAST, DICK, MIRJAM, MONDAY, NOOR, SARA
from tests.meldcode.bewaren.closed import EIGEN, happened
from tests.over import over

DAY = date(2027, 11, 9)


def test_it_goes_shut_with_the_message_and_the_seal_is_on_when_the_directie_has_seen_it() -> None:
    told, seen = happened("verzegeld", ""), happened("verzegeld", "gezien")
    assert told.fase is seen.fase is Fase.GESLOTEN
    assert told.readable_by(NOOR, MONDAY) and told.verzegeld_tot is None
    assert seen.verzegeld_tot == DAY
    assert not [user for user in (*CAST, ADA) if seen.readable_by(user, MONDAY)]
    assert {user for user in (NOOR, MIRJAM, DICK, SARA) if seen.known_to(user, MONDAY)} == {NOOR, MIRJAM, DICK}
    assert seen.readable_by(NOOR, DAY) and not seen.readable_by(NOOR, date(2027, 11, 8)), "whoever destroys it reads it"


def test_nothing_is_added_to_it_but_a_bewaarstop_which_breaks_the_seal_for_good() -> None:
    seen = happened("verzegeld", "gezien")
    for kind in (Signaal, AcuutGevaar):
        with pytest.raises(Geweigerd, match="verzegeld"):
            record(seen, kind)
    assert [kind.__name__ for kind in ALLE if not vastleggen.refusal(seen, kind, NOOR, MONDAY)] == [
        "Bewaarstop", "BewaarstopVoorstel", "BewaarstopEinde",
    ]  # fmt: skip
    assert vastleggen.refusal(seen, Inzage, DICK, MONDAY), "nor does the directie read it with a reason"
    stopped = record(seen, Bewaarstop, by=DICK)
    assert stopped.verzegeld_tot is None and stopped.readable_by(NOOR, MONDAY)
    assert happened("verzegeld", "gezien stop voorstel eens").verzegeld_tot is None


@over(
    "chosen, message, fase",
    [
        ("-", "U bevestigt apart dat het dossier wordt vernietigd.", Fase.TE_VERNIETIGEN),
        ("verzegeld", "Het dossier gaat één jaar achter een zegel: niemand leest het.", Fase.GESLOTEN),
        ("bewaren", "Het dossier wordt bewaard, zoals het bestuur besloot.", Fase.GESLOTEN),
    ],
)
def test_what_the_directie_and_the_ib_er_read_is_what_the_board_decided(chosen: str, message: str, fase: Fase) -> None:
    state = {"-": "te vernietigen", "verzegeld": "verzegeld", "bewaren": "bewaard"}[chosen]
    dossier = happened(state, "")
    assert dossier.fase is fase
    with spoken(EIGEN[chosen]):
        assert bericht(dossier, STAPPEN[1]).endswith(f"Uitkomst: geen indicatie. {message}")
        assert ("vernietigen" in UitkomstStap2.uitleg) is (chosen == "-")
        assert ("zegel" in UitkomstStap2.uitleg) is (chosen == "verzegeld")


def test_what_was_decided_that_day_stays_so_when_the_board_decides_otherwise() -> None:
    sealed, destroyed = happened("verzegeld", "gezien"), happened("te vernietigen", "")
    with spoken(EIGEN["weg"]):
        assert replace(sealed).verzegeld_tot == DAY
    with spoken(EIGEN["verzegeld"]):
        assert replace(destroyed).fase is Fase.TE_VERNIETIGEN and replace(destroyed).verzegeld_tot is None
        assert not after_stap(2).of(Bewaarstop) and after_stap(2).fase is Fase.STAP_3, "with a concern it goes on"


def test_the_stappen_after_it_were_not_skipped() -> None:
    for state in ("verzegeld", "bewaard"):
        dossier = happened(state, "")
        assert [dossier.status(stap).value for stap in STAPPEN] == ["afgerond", "afgerond", *["nog niet"] * 3]
    assert happened("bewaard", "gezien signaal").fase is Fase.STAP_1
