"""The data of a real school is kept on a disk of its own: in a synchronised folder or on a share it is refused."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.__main__ import main
from db.practice import school
from db.store import location
from db.store.location import Machine, objection, takes_wal
from db.store.mounts import of_linux, of_macos
from db.upkeep import controle
from tests.inputs.plaatsen import MACOS, PLAATSEN, ROOT, Plaats
from tests.over import over
from tests.processes.address import leave

pytestmark = pytest.mark.either
HERE = location.this_machine()


def machine(plaats: Plaats) -> Machine:
    """The machine that this place is on."""
    return Machine(
        plaats.system,
        tuple(of_macos(plaats.mounts) if plaats.system == "darwin" else of_linux(plaats.mounts)),
        dict(plaats.environ),
        lambda name: name in plaats.there,
        lambda _folder: plaats.device,
        lambda _anchor: plaats.drive,
        lambda folder: folder in plaats.clouds,
    )


@over("plaats", PLAATSEN)
def test_each_place_is_known_for_what_it_is(plaats: Plaats) -> None:
    said = objection(plaats.folder, machine(plaats))
    assert bool(said) == bool(plaats.verdict), f"{plaats}: {said}"
    assert plaats.verdict in said, f"{plaats}: {said}"


def test_each_refusal_is_one_sentence_that_says_what_to_do() -> None:
    said = {objection(each.folder, machine(each)) for each in PLAATSEN if each.verdict}
    said |= {location._NO_WAL.format(staat=staat, haar=haar) for staat, haar in (location._DATABASE, location._KEYS)}
    assert len(PLAATSEN) >= 25 and len(said) > 15
    for each in said:
        assert (
            each.startswith(("De database staat ", "De sleutels staan "))
            and each.endswith("computer.")
            or each.endswith("zelf.")
        ), each
        assert ": verplaats " in each and each.count(". ") == 0 and "/srv" not in each, each


def test_mountinfo_of_this_machine_is_read() -> None:
    assert {each.at for each in HERE.mounts} >= {"/", "/proc"}
    assert [each.at for each in of_linux(ROOT)] == ["/"] and len(of_macos(MACOS)) == 4


# What comes of it

Run = Callable[..., tuple[int, str]]
SYNCED = "De database staat in een map van OneDrive: verplaats haar met de sleutels naar een gewone map"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``python -m db`` with the data in this folder; return the exit status and what was said."""

    def at(folder: Path | str, *arguments: str, keys: Path | None = None) -> tuple[int, str]:
        place = tmp_path / folder
        monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
        monkeypatch.setenv("MELDCODE_KEY_FILE", f"{keys or place}/school.key")
        status = main(list(arguments))
        leave()
        said = capsys.readouterr()
        return status, said.out + said.err

    return at


INIT = ("init", "--school", "De Wilgen")


def files_in(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_no_real_school_is_made_in_a_synchronised_folder_and_nothing_is_left_there(run: Run, tmp_path: Path) -> None:
    status, said = run("OneDrive", *INIT)
    assert status == 2 and said.startswith(SYNCED) and f"Het gaat om {tmp_path}/OneDrive. Zie docs/beheer" in said
    assert files_in(tmp_path) == []


def test_nor_where_only_the_keys_would_be_copied(run: Run, tmp_path: Path) -> None:
    status, said = run("data", *INIT, keys=tmp_path / "Dropbox")
    assert status == 2 and said.startswith("De sleutels staan in een map van Dropbox: verplaats ze met de database")
    assert files_in(tmp_path) == []


def test_a_link_does_not_hide_where_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Nextcloud")
    status, said = run("data", *INIT)
    assert status == 2 and "Nextcloud" in said and list((tmp_path / "Nextcloud").iterdir()) == []


@pytest.mark.parametrize("accepted", ["ja", "Ja", "ja "])
def test_who_knows_better_says_so_by_name_and_is_reminded_by_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, accepted: str
) -> None:
    monkeypatch.setenv("MELDROUTE_TOCH_HIER", accepted)
    assert run("OneDrive", *INIT)[0] == 0
    (place,) = [each for each in controle.of_settings() if each.wat == "Plaats van de gegevens"]
    assert place.is_goed and place.let_op and SYNCED in place.tekst and "school.sqlite" not in place.tekst


@pytest.mark.parametrize("other", ["nee", "", "1", "true", "janee"])
def test_nothing_else_counts_as_yes(run: Run, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    monkeypatch.setenv("MELDROUTE_TOCH_HIER", other)
    assert run("OneDrive", *INIT)[0] == 2


def test_the_practice_school_is_warned_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(school, "CASES", school.CASES[:1])
    status, said = run("OneDrive", "practice")
    assert status == 0 and f"Let op. {SYNCED}" in said and said.count("Let op.") == 1
    status, said = run("OneDrive", "check")
    assert status == 1 and f"NIET GOED  Plaats van de gegevens: {SYNCED}" in said


def test_what_is_there_already_can_be_backed_up_and_put_back_elsewhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("MELDROUTE_TOCH_HIER", "ja")
        assert run("OneDrive", *INIT)[0] == 0
    for command in (("verify",), ("upgrade",), ("backup", str(tmp_path / "kept"))):
        assert run("OneDrive", *command)[0] == 0, command
    (tmp_path / "OneDrive").rename(tmp_path / "data")
    (tmp_path / "data" / "school.sqlite").unlink()
    status, said = run("Dropbox", "restore", str(tmp_path / "kept"), keys=tmp_path / "data")
    assert status == 2 and "Dropbox" in said and not files_in(tmp_path / "Dropbox")
    assert run("data", "restore", str(tmp_path / "kept"))[0] == 0


def test_a_disk_on_which_sqlite_gets_no_log_is_known_by_trying(tmp_path: Path) -> None:
    """The way of SQLite to use files by a lock file has no shared memory, as disks have none on which WAL fails."""
    there = tmp_path / "school.sqlite"
    assert takes_wal(there) and not takes_wal(there, "unix-dotfile")
    assert list(tmp_path.iterdir()) == [], "what was tried is gone"
    sqlite3.connect(there).execute("CREATE TABLE t (x)").connection.close()
    assert not takes_wal(there, "unix-dotfile") and takes_wal(there)
    (tmp_path / "rubbish.sqlite").write_bytes(b"geen database" * 100)
    assert takes_wal(tmp_path / "rubbish.sqlite"), "what is wrong with it is said elsewhere"
    assert takes_wal(Path("/proc/nowhere/school.sqlite"))


def test_no_real_school_is_made_where_there_is_no_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "takes_wal", lambda _file: False)
    status, said = run("data", *INIT)
    assert status == 2 and said.startswith("De database staat op een schijf zonder WAL: verplaats haar met de sleutels")
    assert files_in(tmp_path) == []
