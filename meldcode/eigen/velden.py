"""What a school fills in about itself, field by field: how it is asked, what is usual, and what cannot be right."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from meldcode.bronnen import VAN_DE_SCHOOL
from meldcode.eigen import bestuursvorm, bewaarbesluit, letselfotos
from meldcode.eigen.woorden import NAAM, NUMMER, WOORDEN, Eigen, Woord, served, split
from meldcode.nummers import ALARM, VEILIG_THUIS, Nummer, tel

SITE, UREN, EIND, VERWIJSINDEX, VORMEN = (
    "veilig_thuis/site",
    "veilig_thuis/uren",
    "eindverantwoordelijk",
    "verwijsindex",
    "bijzondere_vormen",
)
_WORD_MAX, _LINE_MAX, _TEXT_MAX = 40, 80, 400
# Letters and the signs of a sentence: what is filled in here stands in texts of ours, in links and on paper.
_WORD = re.compile(r"[^\W_]([\w’'./ -]*[\w’'.])?")
_SENTENCES = re.compile(r"[\w’'‘“”\"().,:;/&+%?! –-]+")
_ADDRESS = re.compile(r"https://(?=.{4,100}\Z)([a-z0-9-]+\.)+[a-z]{2,}(/[\w./-]*)?", re.IGNORECASE)
_DIALLED = re.compile(r"tel:(0\d{7,10}|\+\d{8,14})")

Lees = Callable[[str], str]
"""Takes what was typed, and gives what is kept. Raises ``ValueError`` with a Dutch sentence."""


def _said(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """A word, or a few that go together, without an article."""
    said = _said(text)
    if len(said) > _WORD_MAX:
        raise ValueError(f"Dit is te lang: er passen {_WORD_MAX} tekens.")
    if not _WORD.fullmatch(said) or "_" in said:
        raise ValueError("Gebruik alleen letters, cijfers, spaties en streepjes.")
    return said


def _with_article(text: str) -> str:
    said = _bare(text)
    article, bare = split(said)
    if not article:
        raise ValueError("Begin met ‘de’ of ‘het’. Bijvoorbeeld: de mentor.")
    return f"{article} {bare}"


def _line(text: str) -> str:
    said = _said(text)
    if len(said) > _LINE_MAX:
        raise ValueError(f"Dit is te lang: er passen {_LINE_MAX} tekens.")
    return _sentences(said)


def _sentences(text: str) -> str:
    said = _said(text)
    if len(said) > _TEXT_MAX:
        raise ValueError(f"Dit is te lang ({len(said)} tekens): er passen {_TEXT_MAX} tekens.")
    if said and (not _SENTENCES.fullmatch(said) or "_" in said):
        raise ValueError("Gebruik alleen letters, cijfers en gewone leestekens.")
    return said


def _number(text: str) -> str:
    said = re.sub("[\u2010-\u2014]", "-", _said(text))  # pasted from a site it has another dash
    if not _DIALLED.fullmatch(tel(said)) or re.search(r"[^\d +-]", said) or len(said) > 20:
        raise ValueError("Dit nummer kan niet worden gebeld. Schrijf het met het netnummer erbij, alleen met cijfers.")
    return said


def _address(text: str) -> str:
    said = _said(text)
    if said and not _ADDRESS.fullmatch(said):
        raise ValueError("Schrijf het hele adres, bijvoorbeeld: https://veiligthuis.nl")
    return said


@dataclass(frozen=True)
class Veld:
    """One thing to fill in: its name as it is kept, what is asked, what is usual, and how an answer is read.

    ``leeg``: whether nothing is an answer too; else an empty field means what is usual. ``lang``: in several lines.
    """

    naam: str
    vraag: str
    gewoon: str
    lees: Lees
    help: str = ""
    leeg: bool = False
    lang: bool = False

    def now(self, eigen: Eigen) -> str:
        """What this school says here, or what is usual, in its own words."""
        return eigen.of(self.naam, "") or eigen.worded(self.gewoon)


def _velden(woord: Woord) -> tuple[Veld, Veld]:
    usual = split(woord.een)[1]
    return (
        Veld(woord.naam, f"Hoe zegt u ‘{woord.een}’?", woord.een, _with_article, f"{woord.over}. Met ‘de’ of ‘het’."),
        Veld(woord.naam_van_meer, f"En meer dan één {usual}?", woord.meer, _bare),
    )


VAN_WOORDEN: tuple[tuple[Veld, Veld], ...] = tuple(_velden(each) for each in WOORDEN)
VAN_VEILIG_THUIS = (
    Veld(NAAM, "Hoe heet Veilig Thuis in uw regio?", VEILIG_THUIS.naam, _line, "Zo staat het bij het nummer."),
    Veld(
        NUMMER, "Welk nummer belt u?", VEILIG_THUIS.nummer, _number,
        f"Het landelijke nummer is {VEILIG_THUIS.nummer}: {VEILIG_THUIS.wanneer}. Dat blijft er altijd bij staan.",
    ),
    Veld(
        UREN, "Wanneer geeft Veilig Thuis in uw regio advies?", "", _line,
        f"Bijvoorbeeld: op werkdagen van 9 tot 5. Het komt op de belkaart. Bij gevaar belt u altijd {ALARM.nummer}.",
        leeg=True,
    ),
    Veld(SITE, "Wat is het adres van de site?", "https://veiligthuis.nl", _address, "Begint met https://"),
)  # fmt: skip
VAN_DE_MELDCODE = (
    Veld(
        EIND, "Wie is eindverantwoordelijk voor het besluit om wel of niet te melden?",
        "[de intern begeleider], namens het bevoegd gezag", _line,
        "De functie, niet een naam. Dat moet in de meldcode staan.",
    ),
    Veld(
        VERWIJSINDEX, "Wie mag melden in de verwijsindex risicojongeren?", "", _line,
        "De functie. Doet de school niet mee aan de verwijsindex? Laat dit dan leeg.", leeg=True,
    ),
    Veld(
        VORMEN, "Welke bijzondere vormen van geweld noemt de meldcode van uw school?",
        "Eergerelateerd geweld, huwelijksdwang, achterlating in het buitenland en besnijdenis van meisjes.",
        _sentences, "Bij deze vormen belt u eerst Veilig Thuis.", lang=True,
    ),
)  # fmt: skip
VELDEN: tuple[Veld, ...] = (*(each for two in VAN_WOORDEN for each in two), *VAN_VEILIG_THUIS, *VAN_DE_MELDCODE)
_BY_NAME = {each.naam: each for each in VELDEN}


def read(typed: Mapping[str, str], now: Eigen) -> tuple[Eigen, dict[str, str]]:
    """What the school says in its own way, out of what was typed in the fields; and what will not do, by field.

    ``now``: as it was before. A field that was left as it stood keeps following what is usual. What the board decided
    is no field, and stays.
    """
    kept: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for each in VELDEN:
        text = _said(typed.get(each.naam, ""))
        if not text or text in (each.gewoon, now.worded(each.gewoon)):
            continue
        try:
            kept[each.naam] = each.lees(text)
        except ValueError as problem:
            wrong[each.naam] = str(problem)
    return Eigen(_no_fields(now.gekozen) | kept), wrong or _together(kept)


def _together(kept: Mapping[str, str]) -> dict[str, str]:
    """What will not do about words that are fine by themselves: a plural that is missing, or a word said twice."""
    wrong: dict[str, str] = {}
    said: dict[str, str] = {}
    for woord in WOORDEN:
        if woord.naam in kept and woord.naam_van_meer not in kept:
            wrong[woord.naam_van_meer] = f"Schrijf ook hoe u er meer noemt: van ‘{kept[woord.naam]}’."
        bare = split(kept.get(woord.naam, woord.een))[1].lower()
        if bare in said:
            changed = woord.naam if woord.naam in kept else said[bare]
            wrong[changed] = "Dit woord staat hier al bij iets anders. Kies er een dat niemand verwart."
        said[bare] = woord.naam
    return wrong


def _no_fields(kept: Mapping[str, object]) -> dict[str, str]:
    """Of what is stored of a school, what is no field: each is kept by its own module."""
    return letselfotos.kept(kept) | bestuursvorm.kept(kept) | bewaarbesluit.kept(kept)


def known(kept: Mapping[str, object]) -> Eigen:
    """What was kept, as far as there is such a field and its value can be right: the rest is as usual."""
    found = _no_fields(kept)
    for naam, value in kept.items():
        if naam in _BY_NAME and isinstance(value, str):
            try:
                found[naam] = _BY_NAME[naam].lees(value)
            except ValueError:
                continue
    return Eigen(found)


def veilig_thuis() -> Nummer:
    """Veilig Thuis as the school that is served now calls it: of its region, or the national number."""
    eigen = served()
    naam, nummer = eigen.of(NAAM, VEILIG_THUIS.naam), eigen.of(NUMMER, VEILIG_THUIS.nummer)
    uren = f"advies {typed}" if (typed := eigen.of(UREN, "")) else ""
    if nummer == VEILIG_THUIS.nummer:
        return replace(VEILIG_THUIS, naam=naam, wanneer="; ".join(filter(None, (VEILIG_THUIS.wanneer, uren))))
    return replace(VEILIG_THUIS, naam=naam, nummer=nummer, wanneer=uren, waarvoor="In uw regio.", bron=VAN_DE_SCHOOL)


def landelijk() -> Nummer | None:
    """The national number, when the school calls another: it is always there and free of charge. Else None."""
    if veilig_thuis().nummer == VEILIG_THUIS.nummer:
        return None
    return replace(VEILIG_THUIS, naam=f"{VEILIG_THUIS.naam}, landelijk")


def altijd() -> str:
    """Whom the school can call by day and by night, in one line: in danger, and at the national number."""
    here = f"Gevaar: {ALARM.nummer}"
    everywhere = landelijk()
    return f"{here} · {everywhere.naam}: {everywhere.nummer}, {everywhere.wanneer}" if everywhere else here


def said_of(naam: str) -> str:
    """What the school that is served now says in this field. Raises ``KeyError`` for an unknown field."""
    return _BY_NAME[naam].now(served())
