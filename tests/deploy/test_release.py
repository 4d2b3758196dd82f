"""What a release is checked by: known faults in libraries, what is in it, the changelog, the pins."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from deploy import audit, release, sbom
from meldcode.versie import UITGEBRACHT, VERSIE, WAT_IS_NIEUW
from tests.deploy.wheel import ROOT

GOOD = {"name": "starlette", "version": "1.10.0", "vulns": []}
BAD = {"name": "pillow", "version": "13.0.0", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["13.0.1"]}]}
UNKNOWN = {"name": "pypdf", "skip_reason": "Dependency not found"}


def said(*libraries: Mapping[str, object]) -> tuple[str, str]:
    return json.dumps({"dependencies": libraries, "fixes": []}), ""


def test_an_audit_is_good_only_when_every_library_was_asked_about() -> None:
    assert audit.verdict([said(GOOD)]) == (0, ["Asked about 1 libraries; with a known fault: 0."])
    status, lines = audit.verdict([said(GOOD, BAD)])
    assert status == 1 and lines[0] == "pillow 13.0.0: PYSEC-0000-1, mended in 13.0.1"
    for answers in ([said(GOOD, UNKNOWN)], [said(GOOD), ("", "…\nConnectionError: no such host")], [said()], []):
        status, lines = audit.verdict(answers)
        assert status == 3, answers
    status, lines = audit.verdict([said(GOOD), ("", "…\nConnectionError: no such host")])
    assert "NOT ASKED" in lines[0] and "no such host" in lines[1]
    assert audit.verdict([said(BAD, UNKNOWN)])[0] == 1, "a known fault is said, whatever else is not known"


def test_the_sbom_says_which_version_it_is_of_and_what_that_uses_itself() -> None:
    document = {
        "metadata": {"component": {"bom-ref": "root", "name": "meldroute"}},
        "components": [{"bom-ref": "1", "name": "Streamlit"}, {"bom-ref": "2", "name": "tornado"}],
        "dependencies": [{"ref": "root"}, {"ref": "1"}, {"ref": "2"}],
    }
    made = sbom.with_root(document, "# To run\nstreamlit==1.67.0  # the screens\n")
    assert made["metadata"]["component"]["version"] == VERSIE
    assert {"ref": "root", "dependsOn": ["1"]} in made["dependencies"] and len(made["dependencies"]) == 3


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"# Changelog\n\n## [{VERSIE}] – {UITGEBRACHT}\n", ""),
        (f"# Changelog\n\n## [{VERSIE}] – 2026-01-01\n", "2026-01-01 beside"),
        (f"# Changelog\n\n## [{VERSIE}]\n", "no day"),
        ("# Changelog\n\n## [Unreleased]\n\n## [0.1.0] – 2026-11-25\n", "unreleased"),
        ("# Changelog\n\n## [0.0.1] – 2026-11-25\n", "begins with 0.0.1"),
        ("# Changelog\n", "unreleased"),
    ],
)
def test_a_release_has_its_heading_in_the_changelog(text: str, wrong: str) -> None:
    found = release.changelog(text)
    assert wrong in found and bool(found) == bool(wrong)


def test_a_release_says_what_is_new_and_leaves_its_data(tmp_path: Path) -> None:
    assert release.what_is_new(VERSIE) == "" and release.what_is_new("")
    assert release.kept_data(ROOT) == "" and "tests.db.release" in release.kept_data(tmp_path)


def test_every_library_is_compiled_as_it_is_named(tmp_path: Path) -> None:
    assert release.pins(ROOT) == ""
    for name in ("requirements.in", "requirements-check.in", "requirements.txt", "deploy/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    for name in ("deploy/release.in", "deploy/release.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    named = (ROOT / "requirements.in").read_text()
    (tmp_path / "requirements.in").write_text(named.replace("streamlit==", "streamlit==9"))
    assert "make requirements" in release.pins(tmp_path) and "streamlit" in release.pins(tmp_path)


def test_what_was_released_is_new_once_each_newest_first() -> None:
    numbers = [each.versie for each in WAT_IS_NIEUW if each.versie]
    assert numbers[0] == VERSIE and numbers == sorted(numbers, reverse=True) and len(set(numbers)) == len(numbers)
    headings = dict(found for found in release._HEADING.findall((ROOT / "CHANGELOG.md").read_text()) if found[1])
    assert numbers == list(headings) and headings[VERSIE] == UITGEBRACHT.isoformat()
    assert all(each.zinnen and all(zin.endswith(".") for zin in each.zinnen) for each in WAT_IS_NIEUW)
