"""The key store keeps its promises in a file and in a PostgreSQL database alike."""

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db.keys import vault
from db.keys.store import Store, StoreError
from db.keys.tables import anchor, dossier_key
from db.keys.tree import TakenOut
from db.keys.vault import Vault, VaultError, seal, unseal
from db.keys.vault import place as place_of
from db.store.settings import KEY_STORE
from tests.db.keys.canaries import everything_in
from tests.db.keys.conftest import MASTER
from tests.db.postgresql import Server


def wrapped_in(at: Store, owner: str) -> bytes:
    with at.reading() as connection:
        return connection.scalars(select(dossier_key.c.wrapped).where(dossier_key.c.owner_id == owner)).one()


def files_of(at: Store, tmp_path: Path, request: pytest.FixtureRequest) -> bytes:
    """Everything that is in the files of this store; of PostgreSQL those of its database, as they are on the disk."""
    if at.is_file:
        return b"".join(everything_in(tmp_path).values())
    server: Server = request.getfixturevalue("server")
    server.execute("CHECKPOINT")
    with at.reading() as connection:
        oid = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    return b"".join(everything_in(Path(server.host) / "base" / str(oid)).values())


def test_a_key_is_made_once_and_every_vault_has_it(at: Store, vault_at: Vault) -> None:
    vault_at.add(["anna", "bram"], {"school": (0, "0" * 64)})
    before = vault_at.keys(["anna", "bram", "nobody"])
    vault_at.add(["anna"])
    other = Vault(MASTER, at)
    assert other.keys(["anna", "bram"]) == before and len(set(before.values())) == 2
    assert other.owners() == {"anna", "bram"} and other.schools() == {"school"}
    assert other.key("anna") == before["anna"]
    with pytest.raises(VaultError, match="bestaat niet"):
        other.key("nobody")


def test_the_two_keys_of_a_press_and_the_head_come_in_one_query(vault_at: Vault) -> None:
    vault_at.add(["dossier", "school"], {"school": (0, "0" * 64)})
    vault_at.anchor("school", 3, "a" * 64)
    ring = vault_at.ring("dossier", "school")
    assert ring.keys == vault_at.keys(["dossier", "school"]) and ring.head == (3, "a" * 64)


def test_of_two_heads_the_later_stays_unless_an_older_journal_was_put_back(vault_at: Vault) -> None:
    vault_at.add(["school"], {"school": (0, "0" * 64)})
    vault_at.anchor("school", 5, "b" * 64)
    vault_at.anchor("school", 4, "a" * 64)
    assert vault_at.anchored("school") == (5, "b" * 64)
    vault_at.anchor("school", 2, "c" * 64, back=True)
    vault_at.anchor("other", 1, "d" * 64, back=True)
    assert [vault_at.anchored(each) for each in ("school", "other", "none")] == [(2, "c" * 64), (1, "d" * 64), None]


def test_more_owners_than_one_query_takes_are_all_read(vault_at: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_AT_ONCE", 3)
    owners = [f"owner-{number}" for number in range(10)]
    vault_at.add(owners)
    assert vault_at.keys(owners).keys() == vault_at.readable(owners).keys() == set(owners)


def test_a_destroyed_key_is_in_no_file_of_the_store_and_its_ground_stays(
    at: Store, vault_at: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    vault_at.add(["stays", "goes"])
    other = Vault(MASTER, at)
    stays, goes = wrapped_in(at, "stays"), wrapped_in(at, "goes")
    assert goes in files_of(at, tmp_path, request)
    assert vault_at.destroy(["goes"], {"goes": "geen_indicatie"})
    assert vault_at.destroy(["goes"], {"goes": "bewaartermijn"})
    left = files_of(at, tmp_path, request)
    assert goes not in left and stays in left
    assert other.owners() == {"stays"} and other.grounds() == {"goes": "geen_indicatie"}
    with pytest.raises(VaultError, match="bestaat niet"):
        other.key("goes")


def test_a_key_of_which_the_bytes_may_go_later_is_gone_at_once_and_holds_up_nobody(
    at: Store, vault_at: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each new dossier leaves the key of its concept behind, in the middle of the day."""
    vault_at.add(["stays", "goes"])
    stays, goes = wrapped_in(at, "stays"), wrapped_in(at, "goes")
    with at.at_one_moment() as somebody:
        somebody.execute(select(dossier_key)).all()
        begun = time.monotonic()
        assert not vault_at.destroy(["goes"], later=True)
        assert at.is_file or time.monotonic() - begun < 1  # not the two seconds in which it would wait for the reader
    assert vault_at.owners() == {"stays"}
    assert at.wipe()
    left = files_of(at, tmp_path, request)
    assert goes not in left and stays in left


def test_what_opened_something_taken_out_is_in_no_file_either(
    at: Store, vault_at: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    vault_at.add(["dossier"])
    places = [place_of("vastlegging", "dossier", name) for name in ("first", "second")]
    key, before = vault_at.key("dossier"), wrapped_in(at, "dossier")
    sealed = [seal(key, each, b"woorden") for each in places]
    assert vault_at.take_out("dossier", places[:1], 1)
    left = Vault(MASTER, at).key("dossier")
    assert unseal(left, places[1], sealed[1]) == b"woorden"
    with pytest.raises(TakenOut):
        unseal(left, places[0], sealed[0])
    assert before not in files_of(at, tmp_path, request)


def test_while_somebody_reads_it_is_said_that_not_all_is_wiped_yet(
    at: Store, vault_at: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whatever they read: on PostgreSQL a snapshot keeps what was deleted, also from who never asked for it."""
    for table in (dossier_key, anchor):
        vault_at.add(["stays", "goes"])
        goes = wrapped_in(at, "goes")
        with at.at_one_moment() as somebody:
            somebody.execute(select(func.count()).select_from(table)).scalar()
            assert not vault_at.destroy(["goes"])
            assert vault_at.owners() == {"stays"}
        assert vault_at.destroy(["goes"])
        assert goes not in files_of(at, tmp_path, request)


def test_another_master_key_is_refused_and_adds_nothing(at: Store, vault_at: Vault) -> None:
    vault_at.add(["anna"])
    with pytest.raises(VaultError, match="past niet"):
        Vault(bytes(32), at)
    assert vault_at.owners() == {"anna"}


def test_with_a_new_master_key_all_open_and_a_vault_of_before_makes_none(
    at: Store, vault_at: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    vault_at.add(["anna", "bram"])
    vault_at.take_out("bram", [place_of("vastlegging", "bram", "x")], 1)
    before, running, wrapped = vault_at.keys(["anna", "bram"]), Vault(MASTER, at), wrapped_in(at, "anna")
    asked: list[str] = []
    vault_at.rotate(bytes(32), keep=lambda: asked.append("kept"))
    assert asked == ["kept"] and Vault(bytes(32), at).keys(["anna", "bram"]) == before
    for refused in (lambda: Vault(MASTER, at), lambda: running.add(["carla"])):
        with pytest.raises(VaultError, match="past niet"):
            refused()
    assert vault_at.owners() == {"anna", "bram"} and wrapped not in files_of(at, tmp_path, request)


def test_at_the_same_time_an_owner_gets_one_key_and_nothing_that_is_taken_out_comes_back(at: Store) -> None:
    vaults = [Vault(MASTER, at) for _each in range(4)]
    vaults[0].add(["dossier"])
    places = [place_of("vastlegging", "dossier", str(number)) for number in range(4)]
    together, made = threading.Barrier(4), list[bytes]()

    def work(mine: Vault, where: str) -> None:
        together.wait()
        mine.add(["new"])
        made.append(mine.key("new"))
        mine.take_out("dossier", [where], 1)

    at_work = [threading.Thread(target=work, args=each) for each in zip(vaults, places, strict=True)]
    for thread in at_work:
        thread.start()
    for thread in at_work:
        thread.join(60)
    assert len(made) == 4 and len(set(made)) == 1
    key = vaults[0].key("dossier")
    for each in places:
        with pytest.raises(TakenOut):
            seal(key, each, b"")


def test_a_store_that_is_whole_says_so(vault_at: Vault) -> None:
    assert vault_at.is_whole() and vault_at.is_whole(fully=True)


@pytest.mark.parametrize("address", ["ergens", "mysql://a@b/c", "postgresql+psycopg://a@b", "postgresql://a@b/c"])
@pytest.mark.either
def test_what_is_no_address_of_postgresql_is_refused_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(KEY_STORE, address)
    with pytest.raises(StoreError, match="geen adres van PostgreSQL"):
        vault.vault()
    assert folder.exists()
