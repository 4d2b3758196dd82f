"""The websocket opens only for a valid session from our own address, and closes as soon as the session ends."""

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from db.accounts import accounts, sessions
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.ui.conftest import PATIENCE, Server
from tests.ui.web.gate.asking import click, closed_with, dial, listen
from ui.web import gate


def test_a_session_and_the_own_origin_open_the_websocket(server: Server) -> None:
    with dial(server, server.sign_in(), server.origin) as line:
        click(line)
        assert line.recv(timeout=PATIENCE)


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://localhost:9999", "http://127.0.0.1:{port}", "https://elders.example", "file://{host}"],
)
def test_a_websocket_with_a_foreign_or_missing_origin_is_refused(server: Server, origin: str | None) -> None:
    if origin:
        origin = origin.format(port=server.port, host=server.host)
    with pytest.raises(InvalidStatus) as refused:
        dial(server, server.sign_in(), origin)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("cookie", ["", "meldroute=x"])
def test_a_websocket_without_a_session_is_refused_whatever_header_it_forges(server: Server, cookie: str) -> None:
    session = sessions.token_hash(server.sign_in().partition("=")[2])
    with pytest.raises(InvalidStatus) as refused:
        dial(server, cookie, server.origin, X_Mc_Session=session)
    assert refused.value.response.status_code == 403


def test_signing_out_elsewhere_ends_an_open_page_at_its_next_click(server: Server) -> None:
    cookie = server.sign_in()
    with dial(server, cookie, server.origin) as line:
        click(line)
        line.recv(timeout=PATIENCE)
        server.ask("/uitloggen", "POST", cookie=cookie)
        assert closed_with(line) == gate.SESSION_ENDED


def test_blocking_an_account_ends_its_open_page_at_the_next_click(server: Server) -> None:
    account = server.linde.accounts[Role.LEERKRACHT]
    with dial(server, server.sign_in(Role.LEERKRACHT), server.origin) as line:
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, account, False, server.linde.id)
        try:
            assert closed_with(line) == gate.SESSION_ENDED
        finally:
            with transaction(EVERY_SCHOOL) as connection:
                accounts.set_active(connection, account, True, server.linde.id)


def test_text_on_the_websocket_ends_it_before_streamlit_fails_over_it(server: Server) -> None:
    with dial(server, server.sign_in(), server.origin) as line:
        line.send("tekst")
        with pytest.raises(ConnectionClosed) as ended:
            listen(line)
    assert ended.value.rcvd and ended.value.rcvd.code == gate.NOT_OURS
