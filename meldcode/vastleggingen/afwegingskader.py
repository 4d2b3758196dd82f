"""The afwegingskader: five questions, two decisions, and the rule that says what follows.

Of the rules exactly one fits any five answers, in whatever order they are tried: each says in full which answers it
needs, and those are the answers that led to it. Safety stands first in all of them, so that no other answer can talk
it away. There is no score: the outcome is a sentence with its source, and the ib-er decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product

from meldcode.bronnen import AFWEGINGSKADER, BIJ_TWIJFEL, Bron
from meldcode.vragen.vraag import Keuze


class JaNeeTwijfel(Keuze):
    """Doubt is an answer: the afwegingskader says what follows from it."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    TWIJFEL = "twijfel", "Twijfel"


JA, NEE, TWIJFEL = JaNeeTwijfel.JA, JaNeeTwijfel.NEE, JaNeeTwijfel.TWIJFEL
Answers = Mapping[str, JaNeeTwijfel | None]

AFWEGINGEN: dict[str, str] = {
    "vermoeden": "Afweging 1: vermoedt u, na stap 1 tot 4, (dreiging van) huiselijk geweld of kindermishandeling?",
    "onveilig": "Afweging 2: schat u in dat er sprake is van acute of structurele onveiligheid?",
    "hulp": "Afweging 3: kan de school, of iemand anders om het gezin heen, effectieve hulp bieden of organiseren?",
    "aanvaard": "Afweging 4: aanvaarden de betrokkenen die hulp, en zetten zij zich daarvoor in?",
    "resultaat": "Afweging 5: leidt de hulp, binnen de afgesproken termijn, tot het nodige resultaat?",
}
NAMEN = {naam: f"Afweging {nummer}" for nummer, naam in enumerate(AFWEGINGEN, 1)}


@dataclass(frozen=True)
class Regel:
    """One rule: these answers (any of each) give this advice on the two decisions.

    ``waarom`` says how the source was interpreted, where it leaves room; ``since`` from which day the rule says this,
    when an earlier release said something else.
    """

    naam: str
    antwoorden: Mapping[str, tuple[JaNeeTwijfel, ...]]
    melden: bool
    helpen: bool
    tekst: str
    bron: Bron = AFWEGINGSKADER
    waarom: str = ""
    since: date | None = None

    @property
    def titel(self) -> str:
        """The number of the rule, as the screen calls it."""
        return self.naam.replace("-", " ")

    def fits(self, answers: Answers) -> bool:
        """Whether the rule fits these answers."""
        return all(answers.get(naam) in given for naam, given in self.antwoorden.items())


# Doubt whether there is a suspicion means that it is not ruled out: the questions continue, as after "ja". The
# afwegingskader closes the file at "nee" only.
_VERMOED = {"onveilig": (NEE,), "vermoeden": (JA, TWIJFEL)}
_BIJ_HULP = (
    "Wie hulp verkiest boven melden, moet kunnen zeggen dat de hulp er is, wordt aanvaard en werkt. Twijfel daaraan "
    "weegt daarom als nee; het advies van Veilig Thuis kan de twijfel wegnemen."
)
_BEL = "Vraag Veilig Thuis om advies; dat kan zonder namen. Zolang u twijfelt, wijst het afwegingskader op melden."

REGELS: tuple[Regel, ...] = (
    Regel(
        "onveilig", {"onveilig": (JA,)}, True, True,
        "Bij acute of structurele onveiligheid meldt u bij Veilig Thuis. Hulp bespreekt u samen met Veilig Thuis.",
    ),
    Regel(
        "twijfel-veiligheid", {"onveilig": (TWIJFEL,)}, True, True,
        "Bij twijfel over de veiligheid neemt u nu contact op met Veilig Thuis. Hulp bespreekt u daarna samen.",
        waarom="Bij afweging 2 stelt het kader voor het onderwijs twijfel gelijk aan ja.",
    ),
    Regel(
        "geen-vermoeden", {"onveilig": (NEE,), "vermoeden": (NEE,)}, False, False,
        "Zonder vermoeden is melden niet nodig. U legt dat vast en sluit het dossier af.",
        waarom="Twijfel aan het vermoeden is geen nee: dan volgen de andere afwegingen.",
    ),
    Regel(
        "geen-hulp", _VERMOED | {"hulp": (NEE,)}, True, False,
        "De school kan zelf geen effectieve hulp bieden of organiseren: u meldt bij Veilig Thuis.",
    ),
    Regel(
        "twijfel-hulp", _VERMOED | {"hulp": (TWIJFEL,)}, True, False,
        f"U betwijfelt of de school effectieve hulp kan bieden of organiseren. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "niet-aanvaard", _VERMOED | {"hulp": (JA,), "aanvaard": (NEE,)}, True, True,
        "De betrokkenen aanvaarden de hulp niet of zetten zich er niet voor in: u meldt bij Veilig Thuis.",
    ),
    Regel(
        "twijfel-aanvaard", _VERMOED | {"hulp": (JA,), "aanvaard": (TWIJFEL,)}, True, True,
        f"U betwijfelt of de betrokkenen de hulp aanvaarden en zich ervoor inzetten. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "geen-resultaat", _VERMOED | {"hulp": (JA,), "aanvaard": (JA,), "resultaat": (NEE,)}, True, True,
        "De hulp leidt niet op tijd tot het nodige resultaat: u meldt (opnieuw) bij Veilig Thuis.",
    ),
    Regel(
        "twijfel-resultaat", _VERMOED | {"hulp": (JA,), "aanvaard": (JA,), "resultaat": (TWIJFEL,)}, True, True,
        f"U betwijfelt of de hulp op tijd tot het nodige resultaat leidt. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "hulp-volstaat", _VERMOED | {"hulp": (JA,), "aanvaard": (JA,), "resultaat": (JA,)}, False, True,
        "Hulp kan de leerling en het gezin voldoende beschermen: u organiseert die hulp en volgt wat zij doet.",
    ),
)  # fmt: skip


def advies(answers: Answers) -> Regel:
    """The rule that fits these answers. Raises ``LookupError`` when an answer it needs is missing."""
    for regel in REGELS:
        if regel.fits(answers):
            return regel
    raise LookupError("the afwegingskader needs more answers")


Omslag = Mapping[str, tuple[JaNeeTwijfel, ...]]
"""A change of answers, any of those named for each question, after which the outcome on melden is the other one."""


def omslagen(answers: Answers) -> tuple[Omslag, ...]:
    """The smallest changes of answers that would change the outcome on melden; those with fewest answers first.

    Nothing can be left out of any of them. Raises ``LookupError`` when there is no outcome.
    """
    return _omslagen(tuple(answers.get(naam) for naam in AFWEGINGEN))


@cache
def _omslagen(given: tuple[JaNeeTwijfel | None, ...]) -> tuple[Omslag, ...]:
    answers = dict(zip(AFWEGINGEN, given, strict=True))
    melden = advies(answers).melden
    found: list[Omslag] = []
    for count in range(1, len(AFWEGINGEN) + 1):
        for names in combinations(AFWEGINGEN, count):
            if any(set(smaller) <= set(names) for smaller in found):
                continue
            turning = list(_turning(names, answers, melden))
            if turning:
                found.append({n: tuple(a for a in JaNeeTwijfel if a in c) for n, c in _per_name(names, turning)})
    return tuple(found)


def _turning(names: tuple[str, ...], answers: Answers, melden: bool) -> Iterator[tuple[JaNeeTwijfel, ...]]:
    """The other answers to exactly these questions that turn the outcome."""
    others = [[each for each in JaNeeTwijfel if each is not answers[naam]] for naam in names]
    for chosen in product(*others):
        try:
            regel = advies({**answers, **dict(zip(names, chosen, strict=True))})
        except LookupError:
            continue  # another question would have to be asked first
        if regel.melden is not melden:
            yield chosen


def _per_name(
    names: tuple[str, ...], turning: list[tuple[JaNeeTwijfel, ...]]
) -> Iterator[tuple[str, tuple[JaNeeTwijfel, ...]]]:
    yield from zip(names, zip(*turning, strict=True), strict=True)


def in_words(answers: Mapping[str, tuple[JaNeeTwijfel, ...]]) -> str:
    """``afweging 3 ja of twijfel, afweging 4 nee``, in the order of the questions."""
    ordered = [naam for naam in AFWEGINGEN if naam in answers]
    return ", ".join(f"{NAMEN[n].lower()} {' of '.join(each.label.lower() for each in answers[n])}" for n in ordered)


@dataclass(frozen=True)
class Uitkomst:
    """What the afwegingskader indicates for these answers, in words; kept with a weging as worded that day."""

    regel: Regel
    omdat: str
    anders: str


def uitkomst(answers: Answers) -> Uitkomst:
    """The rule that fits, the answers that led to it, and what would change it. Raises ``LookupError``."""
    regel = advies(answers)
    led = {naam: (given,) for naam in regel.antwoorden if (given := answers.get(naam))}
    omdat = f"Regel ‘{regel.titel}’, bij deze antwoorden: {in_words(led)}. Bron: {regel.bron}. {regel.waarom}"
    other = "melden niet nodig is" if regel.melden else "u meldt"
    turns = "".join(f"\n– {in_words(each)}" for each in omslagen(answers))
    return Uitkomst(regel, omdat.strip(), f"Het afwegingskader zegt dat {other} bij een van deze veranderingen:{turns}")
