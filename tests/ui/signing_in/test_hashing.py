"""Password hashes are computed one at a time, in a low-priority thread, so that other work goes first."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import Mock

import pytest

from db.accounts import passwords
from tests.ui.conftest import PASSWORD


def test_they_are_computed_one_by_one_of_lower_rank_on_half_of_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    known = passwords.hash_password(PASSWORD)
    here = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())  # the suite may have been started with nice
    busy = threading.Lock()
    ranks = set()

    def verify(_known: str, typed: bytes) -> bool:
        assert busy.acquire(blocking=False), "two at once"
        time.sleep(0.01)
        ranks.add((os.getpriority(os.PRIO_PROCESS, threading.get_native_id()), len(os.sched_getaffinity(0))))
        busy.release()
        return typed == PASSWORD.encode()

    monkeypatch.setattr(passwords, "_HASHER", Mock(verify=verify))
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(passwords.verified, [known] * 20, [PASSWORD, "niet-dit"] * 10))
    cores = len(os.sched_getaffinity(0))
    assert answers == [True, False] * 10
    assert ranks == {(passwords._GIVES_WAY, cores - cores // 2)}
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == here, "nobody else is slowed down"


def test_where_that_is_not_allowed_people_get_in_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    known = passwords.hash_password(PASSWORD)
    with monkeypatch.context() as patch:
        patch.setattr(os, "setpriority", Mock(side_effect=PermissionError), raising=False)
        with ThreadPoolExecutor(1, initializer=passwords._give_way) as anew:
            patch.setattr(passwords, "_ONE_BY_ONE", anew)
            assert passwords.verified(known, PASSWORD) and not passwords.verified(known, "niet-dit")
