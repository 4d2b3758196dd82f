"""Uploads: the server accepts only a file that the page of this tab asks for, up to its size, and hoards none."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import StopException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests

from meldcode.rollen import Role
from tests.cast import BEA
from tests.ui.conftest import Server
from tests.ui.tab import Tab
from ui.web import uploads

MB = 1024 * 1024
NOT_ASKED = (403, "Op deze pagina wordt geen bestand gevraagd. Laad de pagina opnieuw.")


@pytest.fixture
def asks(server: Server):
    """A tab with a page that asks for a calendar file of at most a megabyte."""
    with Tab(server, server.sign_in(Role.BEHEERDER)) as tab:
        tab.opens("beheer")
        assert len(tab.uploaders) == 1
        yield tab


def test_a_file_that_the_page_asks_for_is_taken_and_read(asks: Tab) -> None:
    calendar = b"Studiedag;3-2-2027\n"
    assert asks.puts(calendar)[0] == 204
    asks.hands_over("f")
    assert "Studiedag, wo 3 februari 2027" in asks.shown


@pytest.mark.parametrize("cut_off", [True, False], ids=["cut off", "ended by itself"])
def test_a_page_that_is_cut_off_before_it_is_whole_takes_nothing_away(
    cut_off: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit interrupts drawing when the next message comes, which may be the one with the chosen file."""
    asked = ScriptRequests()
    if cut_off:
        asked.request_stop()
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: SimpleNamespace(session_id="t", script_requests=asked))
    monkeypatch.setattr(uploads, "session", lambda: "s")
    monkeypatch.setattr(uploads, "_TABS", {"t": uploads._Tab("s", "bea", shown={"vrij/bestand": 1})})
    with pytest.raises(StopException), uploads.of_this_page(BEA):
        raise StopException
    assert uploads._TABS["t"].shown == ({"vrij/bestand": 1} if cut_off else {})


def test_a_file_that_no_page_asks_for_is_refused(server: Server) -> None:
    with Tab(server, server.sign_in(Role.BEHEERDER)) as tab:
        tab.opens("account")
        assert tab.uploaders == []
        assert tab.puts(b"x") == NOT_ASKED
        tab.opens("beheer")
        assert tab.puts(b"x")[0] == 204
        tab.opens("account")
        assert tab.puts(b"x") == NOT_ASKED, "the page that asked for it has gone"


def test_a_file_for_the_tab_of_somebody_else_is_refused(server: Server, asks: Tab) -> None:
    with Tab(server, server.sign_in(Role.BEHEERDER)) as other:
        other.opens("beheer")
        assert other.puts(b"x")[0] == 204
        assert other.puts(b"x", at=asks.id) == NOT_ASKED
        assert other.puts(b"x", at=asks.id, method="DELETE") == NOT_ASKED
        assert other.puts(b"x", at="made-up") == NOT_ASKED
    assert asks.puts(b"x")[0] == 204


def test_a_file_that_is_larger_than_its_page_asks_for_is_refused(asks: Tab) -> None:
    assert asks.puts(bytes(5 * MB))[0] == 204
    assert asks.puts(bytes(5 * MB + 70_000)) == (413, "Dit bestand is te groot.")
    assert asks.puts(b"x", content_length="-1")[0] in (400, 413)


def test_no_more_bytes_wait_for_one_person_than_two_of_the_largest_files(server: Server) -> None:
    """Over all tabs and sessions, closed tabs included; files that wait for a page that is gone are dropped."""
    piece, taken = bytes(MB - 1_000), 0
    with Tab(server, server.sign_in(Role.BEHEERDER)) as closed:
        closed.opens("beheer")
        while taken < 10:
            assert closed.puts(piece, file_id=str(taken))[0] == 204
            taken += 1
    with Tab(server, server.sign_in(Role.BEHEERDER)) as tab:
        tab.opens("beheer")
        while (answer := tab.puts(piece, file_id=str(taken)))[0] == 204:
            taken += 1
            assert taken * len(piece) <= uploads.MOST_WAITING
        assert answer == (
            413,
            "Er wachten al bestanden van u. Wacht tot die bekeken zijn en kies dit bestand dan weer.",
        )
        tab.opens("account")
        tab.opens("beheer")
        assert tab.puts(piece)[0] == 204
