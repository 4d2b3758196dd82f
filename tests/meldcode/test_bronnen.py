"""Sources: no number, term or rule without one, and none that claims more than was read (ADR 31).

Everything that the sweeps below find has a verdict by hand. Something new fails until somebody writes down its source.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from meldcode import bronnen
from meldcode.bronnen import BRONNEN, READ, Bron
from meldcode.nummers import NUMMERS
from meldcode.protocol.protocol import protocol
from meldcode.route.fasen import OVERGANGEN
from meldcode.route.stappen import STAPPEN
from meldcode.route.termijnen import TERMIJNEN
from meldcode.route.verplichting import Soort
from meldcode.termijnen.bewaren import BEWAREN
from meldcode.termijnen.vakanties import BRONNEN as OF_HOLIDAYS
from meldcode.termijnen.vakanties import SCHOOLJAREN
from meldcode.vastleggingen import ALLE, Opening
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, REGELS
from meldcode.vastleggingen.opening import ANDERE_ROUTE
from meldcode.vragen.vastlegging import vragen
from tests.architecture.parsed import tree_of
from tests.over import over

ROOT = Path(__file__).parents[2]

# The only sources that a person must still read at the origin.
BRONNEN_IN = tuple(f"meldcode/bronnen/{each}.py" for each in ("__init__", "bron", "einde"))
TO_READ = {
    "AFWEGINGSKADER": "het document zelf, met de voetnoten",
    "LANDELIJK_MODEL": "het Basismodel zelf, stap 3",
    "VT_TERUGKOPPELING": "het Handelingsprotocol Veilig Thuis",
    "VAKANTIES_2026": "het overzicht 2026-2027 op rijksoverheid.nl",
    "NUMMER_INSPECTIE": "nummer en tijden op onderwijsinspectie.nl",
    "GEZAG": "de wet zelf: 1:251, 1:251b, 1:253 en volgende", "ZORG_VOORBIJ": "de uitspraak zelf",
    "ERKENNING": "Burgerlijk Wetboek, Boek 1, artikel 251b", "KLACHTJAAR": "de klachtenregeling van de school",
    "VIJF_JAAR": "de uitspraak zelf; het ging niet om een meldcodedossier",
    "UTRECHT_BEWAREN": "of dit ook voor het basisonderwijs geldt",
    "BEWAARTERMIJN": "het Bewaartermijnenoverzicht van Kennisnet", "AVG": "de verordening zelf",
    "OVERSTAPDOSSIER": "de tekst die nu geldt", "UITSCHRIJVEN": "de uitspraken zelf",
    "ARCHIEFWET": "de Archiefwet die nu geldt, en de selectielijst van het bestuur",
    "AVG_INZAGE": "de verordening zelf: artikel 12 en 15", "UAVG_INZAGE": "de wet zelf: artikel 35 en 41",
    "VT_FORMULIER": "het formulier van Veilig Thuis in uw regio",
}  # fmt: skip

# Texts with a number of days, weeks or years, or that refer to the law.
_NUMBER = "[0-9]+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|vijftien|twintig|dertig|zestig|negentig"
_UNIT = "(?:kalender|school|werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|u(?:ur|ren)|minu(?:ut|ten)"
_LAW = r"de wet|wettelijk\w*|artikel|mag altijd|mag Veilig Thuis"
CLAIM = re.compile(rf"\b(?:(?:{_NUMBER})\s+(?:{_UNIT})|{_LAW})\b", re.IGNORECASE)
OWN = "no source: how Meldroute itself works, or a manner of speaking"
VERDICTS: dict[tuple[str, str], str] = {
    ("AdviesVeiligThuis", "mag altijd"): "WMO_ADVIES",
    ("GesprekLeerling", "de wet"): "BESLUIT_MELDCODE",
    ("Afzien", "de wet"): "BESLUIT_MELDCODE",
    ("Afsluiting", "de wet"): "BEKOSTIGING",
    ("Melding", "mag veilig thuis"): "WMO_MELDRECHT",
    ("Melding", "12 jaar"): "VT_LEZEN",
    ("MeldingVerstuurd", "een jaar"): "VT_FORMULIER",
    ("OudersGeinformeerd", "vier weken"): "WMO_OUDERS",
    ("InzageGegeven", "16 jaar"): "INZAGE_16",
    ("WarmeOverdracht", "16 jaar"): "WARME_OVERDRACHT",
    ("VertrekVerteld", "mag veilig thuis"): "WMO_MELDRECHT",
    **dict.fromkeys([("Uitnodiging", "een jaar"), ("Afspraak", "één dag"), ("Bewaarstop", "een jaar")], OWN),
}
# What screens and papers say about days and hours, where it is about Meldroute itself.
OF_MELDROUTE = {
    *((path, "vijf minuten") for path in ("pages/beheer.py", "ui/beheer/verlies.py", "ui/bespreking/toezegging.py")),
    *((path, "vijf minuten") for path in ("ui/cijfers/download.py", "ui/papieren/papieren.py", "pages/inrichten.py")),
    *((path, "vijf minuten") for path in ("ui/signing_in/reauthenticate.py", "ui/papieren/inzage_geven.py")),
    *((path, "drie dagen") for path in ("ui/beheer/accounts.py", "ui/inrichten/uit_een_lijst.py")),
    ("ui/beheer/instellingen.py", "een minuut"),
    ("ui/beheer/dagen_kiezen.py", "een dag"),
    ("ui/beheer/vrije_dagen.py", "één dag"),
    ("ui/stap/leerlingen.py", "een jaar"),
    ("ui/cijfers/overzicht.py", "een dag"),
    ("ui/signing_in/one_time_link.py", "een uur"),
    ("ui/signing_in/second_step.py", "een minuut"),
    *(("ui/werk/bewaren.py", each) for each in ("twee weken", "twee maanden")),
    ("ui/werk/op_papier.py", "vijf minuten"),
    ("ui/werk/start.py", "een week"),
}
SOURCE = re.compile(r"\.(bron|grondslag|voluit|na_te_gaan)\b")


def named(bron: Bron) -> str:
    """The name of this source in ``meldcode.bronnen``."""
    return next((naam for naam, each in vars(bronnen).items() if each is bron), f"{bron} is not in meldcode/bronnen/")


def claims(text: str) -> set[str]:
    return {" ".join(found.lower().split()) for found in CLAIM.findall(text)}


def texts_of(kind) -> Iterator[str]:
    yield from (kind.titel, kind.uitleg, kind.gedaan)
    yield from (eis.tekst for eis in kind.eisen)
    for each in vragen(kind):
        yield from (each.tekst, each.help, each.kop)
        yield from (keuze.label for keuze in each.keuzen)


# What a source says of itself


def test_a_source_that_says_nothing_of_being_read_cannot_exist() -> None:
    with pytest.raises(ValueError, match="say of this source when it was read"):
        Bron("Gehoord van een buurman")


def test_only_what_must_still_be_read_live_is_marked_and_says_what() -> None:
    assert {named(each): each.na_te_gaan for each in BRONNEN if not each.nagegaan} == TO_READ


def test_a_law_has_its_article_its_address_and_the_version_that_was_read() -> None:
    laws = [each for each in BRONNEN if each.adres.startswith("https://wetten.overheid.nl/")]
    assert len(laws) > 10
    for each in laws:
        assert each.versie and each.adres.endswith(f"/{each.versie}") and re.search(r"/BWBR\d{7}/", each.adres), each
        assert each.artikel.startswith("artikel ") or "artikel" in each.naam, each
        assert each.gelezen >= READ and each.versie <= each.gelezen, each


def test_a_source_is_said_short_and_in_full() -> None:
    assert str(bronnen.BESLUIT_MELDCODE) == (
        "Besluit verplichte meldcode huiselijk geweld en kindermishandeling, artikel 2"
    )
    assert bronnen.BESLUIT_MELDCODE.voluit == (
        "Besluit verplichte meldcode huiselijk geweld en kindermishandeling, artikel 2; tekst van 1-10-2020; "
        "gelezen op 28-11-2026; https://wetten.overheid.nl/BWBR0033723/2020-10-01"
    )
    assert str(bronnen.LANDELIJK_MODEL).endswith(" (na te gaan: het Basismodel zelf, stap 3)")
    assert bronnen.ROUTE.voluit == str(bronnen.ROUTE)


def test_what_must_still_be_read_stands_in_the_protocol_and_on_no_screen() -> None:
    assert "na te gaan" in protocol()
    made = (*BRONNEN_IN, "meldcode/protocol/protocol.py")
    said = [each.voluit for each in BRONNEN]
    said += [text for path, source in sources().items() if path not in made for text in strings(source)]
    assert not [each for each in said if "na te gaan" in each]


def test_every_source_stands_in_the_one_list_once() -> None:
    declared = [each for each in vars(bronnen).values() if isinstance(each, Bron)]
    assert sorted(map(str, declared)) == sorted(map(str, BRONNEN)) and len(set(BRONNEN)) == len(BRONNEN)


def test_a_source_is_declared_nowhere_else() -> None:
    made = [path for path, source in sources().items() if path not in BRONNEN_IN and re.search(r"\bBron\(", source)]
    assert not made, f"declare it in meldcode/bronnen/: {made}"


@cache
def sources() -> dict[str, str]:
    files = (file for package in ("meldcode", "db", "ui", "papers", "pages") for file in (ROOT / package).rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


# Each number, term and rule


def test_every_term_number_rule_and_sentence_about_keeping_has_a_source() -> None:
    having: list[Any] = [*TERMIJNEN, *NUMMERS, *REGELS, *OVERGANGEN, *BEWAREN]
    without = [each for each in having if each.bron not in BRONNEN]
    assert len(having) > 45 and not without
    assert not [stap.titel for stap in STAPPEN if not stap.grondslag]
    assert tuple(OF_HOLIDAYS) == SCHOOLJAREN and set(OF_HOLIDAYS.values()) <= set(BRONNEN)


def test_a_rule_of_the_route_is_numbered_and_another_is_our_own() -> None:
    for each in OVERGANGEN:
        assert bool(re.search(r"\(R\d", each.regel)) is (each.bron is bronnen.ROUTE), each.regel


def test_a_term_the_school_does_not_set_does_not_say_that_the_school_sets_it() -> None:
    assert [each.naam for each in TERMIJNEN if not each.instelbaar and each.bron is bronnen.VOORSTEL] == []


def test_every_claim_of_what_is_asked_and_said_has_its_source() -> None:
    texts = {kind.__name__: " ".join(texts_of(kind)) for kind in ALLE}
    texts["Opening"] += " ".join(ANDERE_ROUTE)
    texts["STAPPEN"] = " ".join(f"{s.titel} {s.doel} {' '.join(eis.tekst for eis in s.nodig)}" for s in STAPPEN)
    texts["Soort"] = " ".join(each.titel for each in Soort)
    texts["AFWEGINGSKADER"] = " ".join([*AFWEGINGEN.values(), *(f"{r.tekst} {r.waarom}" for r in REGELS)])
    found = {(where, claim) for where, text in texts.items() for claim in claims(text)}
    assert found == set(VERDICTS), "write its source in VERDICTS and in the grondslag of its kind, or take it away"


@over(("about", "source"), [pair for pair in VERDICTS.items() if pair[1] != OWN])
def test_that_source_stands_at_the_kind(about: tuple[str, str], source: str) -> None:
    kind = next(each for each in ALLE if each.__name__ == about[0])
    assert source in {named(each) for each in kind.grondslag}


def test_what_a_kind_says_of_another_route_and_of_a_number_has_its_source() -> None:
    assert bronnen.WPO_4A in Opening.grondslag
    for kind in ALLE:
        for number in NUMMERS[2:]:  # the first two are in the menu of every page
            assert number.nummer not in " ".join(texts_of(kind)) or number.bron in kind.grondslag, kind


@over(
    ("text", "count"),
    [
        ("binnen vijf werkdagen", 1),
        ("Na 10 weken, of twintig jaar", 2),
        ("Artikel 3 van de wet", 2),
        ("U mag Veilig Thuis vertellen", 1),
        ("dezelfde dag, ten minste 10 tekens", 0),
    ],
)
def test_a_claim_is_seen(text: str, count: int) -> None:
    assert len(claims(text)) == count


# On the screen


def shown_outside_waarom(source: str) -> list[int]:
    """The lines of code that word a source without passing it to ``waarom``."""
    tree = tree_of(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "waarom"]
    allowed = {id(each) for call in calls for each in ast.walk(call)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and id(node) not in allowed and SOURCE.search(ast.unparse(node))
    ]


def test_a_source_stands_on_a_screen_only_where_somebody_asks_why() -> None:
    screens = {path: source for path, source in sources().items() if path.startswith(("ui/", "pages/"))}
    found = {path: lines for path, source in screens.items() if (lines := shown_outside_waarom(source))}
    assert not found, f"hand it to ui.elements.waarom: {found}"
    assert [path for path, source in screens.items() if ".voluit" in source] == ["ui/elements/waarom.py"]
    assert sum("waarom(" in source for source in screens.values()) > 3


def test_every_claim_on_a_screen_or_on_paper_is_about_meldroute_itself() -> None:
    found = {
        (path, claim)
        for path, source in sources().items()
        if path.startswith(("ui/", "papers/", "pages/"))
        for claim in claims(" ".join(strings(source)))
    }
    assert found == OF_MELDROUTE, "declare it in meldcode/ with its source, or say here that it is about Meldroute"


def strings(source: str) -> Iterator[str]:
    """The strings in a source, without docstrings."""
    tree = tree_of(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
            yield node.value


@over("line, count", [('st.text(f"Bron: {term.bron}")', 1), ("waarom([a.bron], f'{a.bron}')", 0), ("x = a.bron", 0)])
def test_a_source_on_a_screen_is_seen(line: str, count: int) -> None:
    assert len(shown_outside_waarom(line)) == count
