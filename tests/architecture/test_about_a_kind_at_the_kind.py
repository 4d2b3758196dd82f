"""What holds of a vastlegging, vraag or kind of verplichting is declared there, not in a list elsewhere (ADR 25)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import ALLE
from meldcode.vragen.vastlegging import vragen
from tests.architecture.parsed import nodes_of

ROOT = Path(__file__).parents[2]
PACKAGES = ("meldcode", "db", "ui", "papers", "pages")
DECLARED_IN = ("meldcode/vastleggingen/", "meldcode/route/", "db/practice/", "db/migrations/")
KINDS = {kind.__name__ for kind in ALLE}
VRAGEN = {each.naam for kind in ALLE for each in vragen(kind)}
FEW = 2  # two names that belong together are no list yet
ALLOWED = {
    ("meldcode/dossier/regels/samenhang.py", "Weging Besluit Afronding Ontvangst AntwoordAanDirectie"): (
        "the table of the rules themselves: each kind with the function that checks it"
    ),
    ("meldcode/dossier/regels/verzoeken.py", "VerzoekVerlengd VerzoekBesluit GehoordOverWissen EigenVerklaring"): (
        "the same, of what is recorded about a request"
    ),
    ("meldcode/bespreking/toezegging.py", "Opening Leerlingbespreking Afspraak Afgehandeld Overdracht"): (
        "what the function below it reads of a dossier, so that no more is unsealed for it"
    ),
    ("ui/bespreking/houden.py", "wat wie uiterlijk"): "the vragen of one kind that are asked at the table",
}
ADVICE = "say it at the kind: an attribute of the vraag(...), of the Vastlegging or of the Aard of a Soort"


def lists_in(source: str) -> Iterator[str]:
    """The names in each list of kinds or of vragen."""
    found: list[ast.expr]
    for node in nodes_of(source):
        match node:
            case ast.Tuple(elts=found) | ast.List(elts=found) | ast.Set(elts=found):
                pass
            case ast.Dict(keys=keys):
                found = [each for each in keys if isinstance(each, ast.Name)]
            case _:
                continue
        kinds = [each.id for each in found if isinstance(each, ast.Name) and each.id in KINDS]
        words = [each.value for each in found if isinstance(each, ast.Constant) and each.value in VRAGEN]
        if len(kinds) > FEW:
            yield " ".join(map(str, kinds))
        if len(words) > FEW and len(words) == len(found):
            yield " ".join(map(str, words))


def kinds_typed_in(source: str) -> Iterator[str]:
    """Comparisons of the kind of a verplichting with a string instead of a ``Soort``."""
    for node in nodes_of(source):
        if isinstance(node, ast.Compare) and "soort" in ast.unparse(node):
            words = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
            if words & {each.value for each in Soort}:
                yield ast.unparse(node)


@cache
def sources() -> dict[str, str]:
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    found = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {path: source for path, source in found.items() if not path.startswith(DECLARED_IN)}


def is_allowed(path: str, names: str) -> bool:
    return any(path == where and names.startswith(begin) for where, begin in ALLOWED)


def test_no_list_of_kinds_or_of_vragen_stands_far_from_them() -> None:
    found = [(path, names) for path, source in sources().items() for names in lists_in(source)]
    assert [each for each in found if not is_allowed(*each)] == [], ADVICE
    assert len(found) == len(ALLOWED), "what is allowed is still there"


def test_no_kind_of_verplichting_is_typed_as_a_word() -> None:
    assert [(path, each) for path, source in sources().items() for each in kinds_typed_in(source)] == [], ADVICE


def test_such_lists_would_be_seen() -> None:
    assert len(sources()) > 150
    assert list(lists_in("X = (Signaal, Overleg, Weging)")) == ["Signaal Overleg Weging"]
    assert list(lists_in("X = {Signaal: 1, Overleg: 2, Weging: 3}")) == ["Signaal Overleg Weging"]
    assert list(lists_in('X = {"wie", "naar", "besproken"}')) == ["wie naar besproken"]
    assert list(lists_in('X = (Signaal, Overleg); Y = ("wie", "naar"); Z = ("wie", "naar", "iets anders")')) == []
    assert list(kinds_typed_in('each.soort in ("effect", "iets")')) == ["each.soort in ('effect', 'iets')"]
    assert list(kinds_typed_in("each.soort is Soort.EFFECT")) == []
