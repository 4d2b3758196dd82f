"""What cannot be read is refused at the start, in words: never a half-readable dossier later."""

from pathlib import Path

import pytest

from db import vault
from db.engine import EVERY_SCHOOL, engine, transaction
from tests.gate.conftest import Linde
from ui import startup


def refusal() -> str:
    with pytest.raises(SystemExit) as stopped:
        startup.refuse_unreadable_data()
    assert "Traceback" not in str(stopped.value)
    return str(stopped.value)


@pytest.mark.usefixtures("linde")
def test_a_missing_key_is_refused(empty_place: Path) -> None:
    empty_place.with_name("school.key").unlink()
    assert "ontbreekt" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_key_that_does_not_belong_is_refused(empty_place: Path) -> None:
    key = empty_place.with_name("school.key")
    vault.vault().add(["somebody"])
    vault._vault.cache_clear()
    key.write_text("00" * 32)
    assert "past niet" in refusal()


@pytest.mark.usefixtures("linde")
def test_a_database_of_another_version_is_refused() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from the future'")
    assert "python -m db upgrade" in refusal()


def test_a_file_that_is_no_database_is_refused(empty_place: Path) -> None:
    empty_place.write_text("dit is geen database" * 100)
    assert "niet te lezen" in refusal()
    engine().dispose()


def test_without_a_database_the_sign_in_page_may_explain(empty_place: Path) -> None:
    startup.refuse_unreadable_data()
    assert not empty_place.exists()


def test_all_in_order_starts(linde: Linde) -> None:
    startup.refuse_unreadable_data()
    assert linde.accounts
