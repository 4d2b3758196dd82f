"""``db move-keys``: the keys move to a database and back; nobody loses one, and no second copy is ever in use."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from sqlalchemy import update

from db.keys import moving, vault
from db.keys.store import Store, StoreError
from db.keys.tables import anchor, dossier_key
from db.keys.tree import TakenOut
from db.keys.vault import Vault, seal
from db.keys.vault import place as place_for
from db.store.voortgang import unseen
from tests.cast import SCHOOL
from tests.db.keys.conftest import MASTER, Place
from tests.over import over

MOVED = "De sleutels van de dossiers zijn verplaatst"


class Killed(BaseException):
    """Stands for the end of the process at this point."""


WHATEVER: tuple[Callable[[Vault], object], ...] = (
    lambda known: known.key(SCHOOL),
    lambda known: known.keys([SCHOOL]),
    lambda known: known.readable([SCHOOL]),
    lambda known: known.ring("dossier", SCHOOL),
    lambda known: known.owners(),
    lambda known: known.schools(),
    lambda known: known.anchored(SCHOOL),
    lambda known: known.grounds(),
    lambda known: known.add(["new"]),
    lambda known: known.anchor(SCHOOL, 99, "f" * 64),
    lambda known: known.anchor(SCHOOL, 99, "f" * 64, back=True),
    lambda known: known.destroy([SCHOOL]),
    lambda known: known.take_out(SCHOOL, ["x"], 1),
    lambda known: known.rotate(bytes(32), keep=lambda: None),
)


@pytest.mark.parametrize("ways", [("file", "database"), ("database", "file")], ids=["away", "back"])
def test_a_process_with_the_old_setting_reads_where_they_went_whatever_it_does(
    ways: tuple[str, str], place: Place
) -> None:
    source, target = map(place, ways)
    running, known = Vault(MASTER, source), Vault(MASTER, source)
    known.add([SCHOOL, "dossier"], {SCHOOL: (1, "a" * 64)})
    moving.move(known, target, unseen)
    for does in WHATEVER:
        with pytest.raises(StoreError, match=MOVED) as held:
            does(running)
        if source.is_file:  # nor does it keep others from writing, also while somebody still looks at the error
            with closing(sqlite3.connect(source.name, timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
        assert target.name not in str(held.value), "a page does not say where keys are"
    with pytest.raises(StoreError, match=f"{MOVED} naar {target.name}"):
        Vault(MASTER, source)
    assert Vault(MASTER, target).owners() == {SCHOOL, "dossier"}


@dataclass
class AtWork:
    """Somebody who makes and destroys keys, and takes things out of one, until that is refused."""

    known: Vault
    name: str
    made: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    asked: str = ""
    """Which key was last asked to be destroyed: refused after that was done, it is gone all the same."""
    begun: threading.Event = field(default_factory=threading.Event)
    refused: str = ""

    def work(self) -> None:
        try:
            for number in range(100_000):
                owner = f"{self.name}-{number}"
                self.known.add([owner])
                self.made.append(owner)
                if number % 3 == 0:
                    self.asked = owner
                    self.known.destroy([owner])
                    self.gone.append(owner)
                where = place_of(owner)
                self.known.take_out("shared", [where], 0)
                self.taken.append(where)
                self.known.anchor("school", number, f"{number:064}")
                self.begun.set()
        except StoreError as problem:
            self.refused = str(problem)


def place_of(row: str) -> str:
    return place_for("vastlegging", "shared", row)


@pytest.mark.parametrize("ways", [("file", "database"), ("database", "file")], ids=["away", "back"])
def test_what_is_made_or_destroyed_meanwhile_is_not_lost(ways: tuple[str, str], place: Place) -> None:
    source, target = map(place, ways)
    known = Vault(MASTER, source)
    known.add(["shared", "school"], {"school": (0, "0" * 64)})
    people = [AtWork(Vault(MASTER, source), name) for name in ("anna", "bram", "carla")]
    threads = [threading.Thread(target=each.work) for each in people]
    for thread in threads:
        thread.start()
    assert all(each.begun.wait(60) for each in people)
    moving.move(known, target, unseen)
    for thread in threads:
        thread.join(60)
    there = Vault(MASTER, target)
    assert all(MOVED in each.refused for each in people)
    owners, shared = there.owners(), there.key("shared")
    for each in people:
        assert set(each.made) - {*each.gone, each.asked} <= owners, "a key that was made is lost"
        assert not set(each.gone) & owners, "a key that was destroyed is back"
        for where in each.taken:
            with pytest.raises(TakenOut):
                seal(shared, where, b"")
    anchored = there.anchored("school")
    assert anchored and anchored[1] == f"{anchored[0]:064}"


@pytest.fixture
def filled(place: Place) -> tuple[Store, Store]:
    """A file with keys, and an empty database."""
    source, target = place("file"), place("database")
    Vault(MASTER, source).add(["anna", "bram"], {"school": (3, "a" * 64)})
    return source, target


@over("moment", range(7))
def test_cut_off_at_any_moment_one_of_the_two_has_them_all_or_the_next_attempt_finishes_it(
    moment: int, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = place("file"), place("database")
    Vault(MASTER, source).add(["anna", "bram"], {"school": (3, "a" * 64)})
    steps = 0

    def cut(action: Callable[..., object], later: bool) -> Callable[..., object]:
        def wrapped(*arguments: object, **options: object) -> object:
            nonlocal steps
            steps += 1
            if steps > moment and not later:
                raise Killed
            done = action(*arguments, **options)
            steps += 1
            if steps > moment:
                raise Killed
            return done

        return wrapped

    with monkeypatch.context() as patch:
        for name in ("_copy", "_compared", "settle"):
            patch.setattr(moving, name, cut(getattr(moving, name), later=name == "settle"))
        try:
            moving.move(Vault(MASTER, source), target, unseen)
        except Killed:
            assert moment < 6
        else:
            assert moment == 6
    usable = []
    for each in (source, target):
        try:
            usable.append(Vault(MASTER, each).owners())
        except StoreError:
            continue
    assert [each for each in usable if each] in ([], [{"anna", "bram"}]), "a second copy is in use"
    if moving.has_gone(source, target):
        moving.settle(source, target)
    else:
        moving.move(Vault(MASTER, source), target, unseen)
    there = Vault(MASTER, target)
    assert there.owners() == {"anna", "bram"} and there.anchored("school") == (3, "a" * 64)
    with pytest.raises(StoreError, match=MOVED):
        Vault(MASTER, source)


def test_halfway_the_new_place_is_not_used(filled: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = filled

    def killed(*_arguments: object) -> None:
        raise Killed

    monkeypatch.setattr(moving, "_compared", killed)
    with pytest.raises(Killed):
        moving.move(Vault(MASTER, source), target, unseen)
    with pytest.raises(StoreError, match="nog niet allemaal"):
        Vault(MASTER, target)
    assert Vault(MASTER, source).owners() == {"anna", "bram"}


@over("wrong", [
    update(dossier_key).where(dossier_key.c.owner_id == "anna").values(wrapped=bytes(40)),
    dossier_key.delete().where(dossier_key.c.owner_id == "anna"),
    dossier_key.insert().values(owner_id="more", wrapped=bytes(40)),
    update(anchor).values(seq=2),
    anchor.delete(),
])  # fmt: skip
def test_what_did_not_arrive_as_it_was_is_noticed_and_the_old_place_goes_on(
    wrong: object, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = place("file"), place("database")
    Vault(MASTER, source).add(["anna", "bram"], {"school": (3, "a" * 64)})
    real = moving._copy

    def copy(leaving, arriving, progress) -> None:  # type: ignore[no-untyped-def]
        real(leaving, arriving, progress)
        arriving.execute(wrong)

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_copy", copy)
        with pytest.raises(StoreError, match="Niet alle sleutels"):
            moving.move(Vault(MASTER, source), target, unseen)
    known = Vault(MASTER, source)
    known.add(["carla"])
    assert moving.move(known, target, unseen).keys == 3


def test_where_other_keys_are_nothing_is_moved(filled: tuple[Store, Store], place: Place) -> None:
    source, target = filled
    other = place("file")
    Vault(MASTER, target).add(["somebody"])
    Vault(MASTER, other).add(["another"])
    with pytest.raises(StoreError, match="staan al sleutels"):
        moving.move(Vault(MASTER, source), target, unseen)
    assert Vault(MASTER, target).owners() == {"somebody"} and Vault(MASTER, source).owners() == {"anna", "bram"}


def test_a_key_that_was_damaged_already_goes_along_and_is_told(filled: tuple[Store, Store]) -> None:
    source, target = filled
    with source.writing() as connection:
        connection.execute(update(dossier_key).where(dossier_key.c.owner_id == "bram").values(wrapped=b"x" * 40))
    moved = moving.move(Vault(MASTER, source), target, unseen)
    assert (moved.keys, moved.damaged) == (2, 1)
    assert Vault(MASTER, target).readable(["anna", "bram"]).keys() == {"anna"}


def test_with_another_master_key_nothing_is_moved(filled: tuple[Store, Store]) -> None:
    source, target = filled
    known = Vault(MASTER, source)
    Vault(MASTER, source).rotate(bytes(32), keep=lambda: None)
    with pytest.raises(vault.VaultError, match="past niet"):
        moving.move(known, target, unseen)
    assert Vault(bytes(32), source).owners() == {"anna", "bram"}
