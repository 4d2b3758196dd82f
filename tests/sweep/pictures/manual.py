"""The pictures of the manual: which it has, of which page each is, and what that page was made of then.

A picture is named after what the sweep names its own: ``ib_er-stap-2`` is what the ib-er sees at /stap-2 on a laptop,
``leerkracht-acuut-telefoon`` what a leerkracht sees at /acuut on a telephone, in the dark.
"""

import ast
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from meldcode.rollen import Role
from meldcode.route.stappen import STAPPEN
from tests.sweep.verdicts import VERDICTS
from tests.sweep.visitor import BUILD, HEIGHT, Look
from ui.hulp.hoofdstukken import FOLDER, beelden
from ui.page.screens import SCREENS

ROOT = Path(__file__).parents[3]
KEPT = FOLDER / "beeld"
MADE_OF = "gemaakt-van.json"
"""Beside the pictures: for each the digest of what its page was made of."""
MADE = BUILD / "handleiding"
RENEW = "make pictures"
_TELEPHONE = "-telefoon"
_IN_README = {f"leerkracht-acuut{_TELEPHONE}", "ib_er-stap-2"}
_WIDE = {1366: 900, 390: 390}


@dataclass(frozen=True)
class Picture:
    """One picture: as whom which page is looked at, at which of its tabs, and how."""

    naam: str
    role: Role
    file: str
    tab: str
    look: Look


def pictures() -> list[Picture]:
    """Every picture that the manual and the README have. Raises ``KeyError`` for one of a page that does not exist."""
    return [_picture(naam) for naam in sorted(beelden() | _IN_README)]


def _picture(naam: str) -> Picture:
    who, _dash, address = naam.removesuffix(_TELEPHONE).partition("-")
    pages = {screen.address or "start": screen.file for screen in SCREENS}
    page = max((each for each in pages if f"{address}-".startswith(f"{each}-")), key=len, default="")
    tabs = {each.lower().replace(" ", "-"): each for each in VERDICTS[pages[page]].tabs}
    rest = address[len(page) + 1 :]
    look = Look(390, "dark") if naam.endswith(_TELEPHONE) else Look(1366, "light")
    return Picture(naam, Role(who), pages[page], tabs[rest] if rest else "", look)


def keep(picture: Picture, seen: Path) -> None:
    """Put what was seen beside the others, as much of it as one sees without scrolling."""
    MADE.mkdir(parents=True, exist_ok=True)
    with Image.open(seen) as whole:
        shown = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, HEIGHT[picture.look.width])))
    wide = _WIDE[picture.look.width]
    small = shown.resize((wide, shown.height * wide // shown.width), Image.Resampling.LANCZOS)
    small.save(MADE / f"{picture.naam}.jpeg", quality=58, optimize=True)


def write_what_they_are_made_of() -> None:
    """Beside the pictures, what each page is made of now."""
    made_of = {each.naam: digest(each.file) for each in pictures()}
    (MADE / MADE_OF).write_text(json.dumps(made_of, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@cache
def digest(file: str) -> str:
    """What this page is made of, in few letters: its script and the modules that it draws with, without remarks.

    What surrounds every page is left out, or every picture would be old whenever a page is added to the menu.
    """
    page = ROOT / "pages" / file
    found = [_bare(page), next(screen.title for screen in SCREENS if screen.file == file)]
    found += [_bare(each) for each in _draws_with(page)]
    if number := re.match(r"stap_(\d)", file):
        stap = STAPPEN[int(number[1]) - 1]
        found += [stap.titel, stap.doel, *(eis.tekst for eis in stap.nodig)]
        found += [kind.titel for kind in stap.vastleggingen]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]


def _draws_with(page: Path) -> list[Path]:
    """The modules of ``ui`` that this script imports, besides the gate."""
    named = [
        f"{node.module}.{each.name}"
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ui.")
        for each in node.names
    ]
    files = [ROOT / f"{each.replace('.', '/')}.py" for each in sorted(named) if each != "ui.page.access"]
    return [each for each in files if each.exists()]


@cache
def _bare(file: Path) -> str:
    """The code of this file, whatever its layout, comments and docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)
