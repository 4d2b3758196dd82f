"""The settings the program insists on when it starts; and errors, of which people see a code, never a message."""

import logging
import re

import pytest

from ui import startup
from ui.operating import lines


@pytest.mark.usefixtures("server")
def test_the_settings_in_the_repository_are_the_required_ones() -> None:
    assert startup.differences() == []


def test_a_setting_that_differs_is_reported() -> None:
    assert len(startup.REQUIRED) > 10
    for option in startup.REQUIRED:
        other = {**startup.REQUIRED, option: "anders"}
        found = startup.differences(other.__getitem__, {})
        assert len(found) == 1 and found[0].startswith(option), option


def test_the_environment_may_say_where_this_installation_stands_but_not_who_may_call_it() -> None:
    hosts = ["meldroute.school.nl"]
    there = {**startup.REQUIRED, "server.address": "0.0.0.0", "server.allowedHosts": hosts}  # noqa: S104
    environment = dict.fromkeys(startup.MAY_DIFFER.values(), "set")
    assert startup.differences(there.__getitem__, environment) == []
    assert len(startup.differences(there.__getitem__, {})) == 2, "an option of the command line is no environment"
    for anyone in ([], ["*"]):
        assert len(startup.differences({**there, "server.allowedHosts": anyone}.__getitem__, environment)) == 1
    telling = {**there, "client.showErrorDetails": "full"}
    assert len(startup.differences(telling.__getitem__, environment)) == 1


def test_the_word_of_any_proxy_at_all_is_not_taken() -> None:
    assert startup.differences(startup.REQUIRED.__getitem__, {"FORWARDED_ALLOW_IPS": "127.0.0.1,10.0.0.2"}) == []
    for anyone in ("*", "127.0.0.1,*"):
        (found,) = startup.differences(startup.REQUIRED.__getitem__, {"FORWARDED_ALLOW_IPS": anyone})
        assert "adressen van de proxy" in found


def fail_about_a_child() -> None:
    try:
        raise ValueError("Sam van groep 5")
    except ValueError as error:
        raise RuntimeError("Sam, BSN 123456782") from error


def test_a_failing_page_shows_a_code_and_logs_it_with_frames_but_no_message(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("streamlit.error", shown.append)
    with pytest.raises(RuntimeError) as failed:
        fail_about_a_child()
    assert startup.script_failed(failed.value) is True
    code = re.search(r"Foutcode ([0-9A-F]{6})\.", shown[0])
    assert code and code[1] in caplog.text
    assert "RuntimeError" in caplog.text and "ValueError" in caplog.text and "fail_about_a_child" in caplog.text
    logged = caplog.text.replace('raise ValueError("Sam van groep 5")', "").replace('BSN 123456782")', "")
    assert "Sam van groep 5" not in logged and "BSN" not in logged


def test_no_log_of_anyone_holds_the_message_of_an_exception() -> None:
    before = logging.getLogRecordFactory()
    try:
        lines.keep_messages_out()
        lines.keep_messages_out()
        with pytest.raises(KeyError) as failed:
            dict[str, int]()["Sam" + "my"]
        record = logging.getLogRecordFactory()(
            "streamlit.error_util", logging.ERROR, "f", 1, "Uncaught", (), (KeyError, failed.value, failed.tb)
        )
        written = logging.Formatter().format(record)
    finally:
        logging.setLogRecordFactory(before)
    assert "KeyError" in written and "line" in written and "Sammy" not in written
