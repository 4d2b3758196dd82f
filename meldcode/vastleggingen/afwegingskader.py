"""The afwegingskader: five questions, two decisions, and the rule that says what follows.

Of the rules exactly one fits any five answers, in whatever order they are tried: each says in full which answers it
needs, and those are the answers that led to it. Safety stands first in all of them, so that no other answer can talk
it away. Whether help works can be said only after it (ADR 30). There is no score: the outcome is a sentence with its
source, and the ib-er decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product

from meldcode.bronnen import AFWEGINGSKADER, BIJ_TWIJFEL, Bron
from meldcode.vragen.vraag import Keuze, Raw


class JaNeeTwijfel(Keuze):
    """Doubt is an answer: the afwegingskader says what follows from it."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    TWIJFEL = "twijfel", "Twijfel"


class Resultaat(Keuze):
    """The answers to afweging 5: before the help began nobody can tell, and that is no doubt."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    TWIJFEL = "twijfel", "Twijfel"
    NOG_NIET = "nog_niet", "Nog niet te zeggen: de hulp moet nog beginnen"


JA, NEE, TWIJFEL = JaNeeTwijfel.JA, JaNeeTwijfel.NEE, JaNeeTwijfel.TWIJFEL
Answers = Mapping[str, Keuze | None]

AFWEGINGEN: dict[str, str] = {
    "vermoeden": "Afweging 1: vermoedt u, na stap 1 tot 4, (dreiging van) huiselijk geweld of kindermishandeling?",
    "onveilig": "Afweging 2: schat u in dat er sprake is van acute of structurele onveiligheid?",
    "hulp": "Afweging 3: kan de school, of een ketenpartner, effectieve hulp bieden of organiseren en zo de dreiging "
    "afwenden?",
    "aanvaard": "Afweging 4: aanvaarden de betrokkenen die hulp, en zetten zij zich daarvoor in?",
    "resultaat": "Afweging 5: leidt de hulp, binnen de afgesproken termijn, tot het nodige resultaat?",
}
NAMEN = {naam: f"Afweging {nummer}" for nummer, naam in enumerate(AFWEGINGEN, 1)}
KEUZEN: dict[str, type[Keuze]] = {naam: Resultaat if naam == "resultaat" else JaNeeTwijfel for naam in AFWEGINGEN}
"""What can be answered to each."""


def five_answers(raw: Mapping[str, Raw]) -> dict[str, Keuze | None]:
    """The five answers among these; None for a question without one."""
    return {naam: next((each for each in KEUZEN[naam] if raw.get(naam) == each), None) for naam in AFWEGINGEN}


@dataclass(frozen=True)
class Regel:
    """One rule: these answers (any of each) give this advice on the two decisions.

    ``waarom`` says how the source was interpreted, where it leaves room; ``since`` from which day the rule says this,
    when an earlier release said something else.
    """

    naam: str
    antwoorden: Mapping[str, tuple[Keuze, ...]]
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


# Doubt whether there is a suspicion means that it is not ruled out: the questions continue, as after "ja".
_VERMOED = {"onveilig": (NEE,), "vermoeden": (JA, TWIJFEL)}
_AANVAARD = _VERMOED | {"hulp": (JA,), "aanvaard": (JA,)}
_BIJ_HULP = (
    "Kiest u hulp in plaats van melden? Dan moet u weten dat die er is, wordt aanvaard en na de termijn werkt. Twijfel "
    "daarover telt bij Meldroute voor het melden als nee. Het advies van Veilig Thuis kan de twijfel wegnemen."
)
_BEL = "Vraag Veilig Thuis om advies; dat kan zonder namen. Zolang u twijfelt, gaat Meldroute uit van melden."
_OVERLEG = "Of er toch hulp kan, bespreekt u met Veilig Thuis."
_OVERLEG_IS_VAN_ONS = "Dat u over hulp overlegt met Veilig Thuis, voegt Meldroute toe."
_OOK_ZONDER_VERMOEDEN = (
    "Dit geldt ook bij nee op afweging 1. Dat is een voorzichtige lezing door Meldroute: in het algemene kader sluit u "
    "dan af."
)
_AFTER_THE_HELP = date(2026, 11, 29)  # since then afweging 5 is asked after the help
TWIJFEL_AAN_VERMOEDEN = (
    "Twijfel bij afweging 1 telt als ja: dan volgen de andere afwegingen. Dat is een voorzichtige lezing door "
    "Meldroute."
)

REGELS: tuple[Regel, ...] = (
    Regel(
        "onveilig", {"onveilig": (JA,)}, True, True,
        "Bij acute of structurele onveiligheid belt u nu Veilig Thuis en meldt u. Hulp bespreekt u daarna samen.",
        waarom=_OOK_ZONDER_VERMOEDEN,
    ),
    Regel(
        "twijfel-veiligheid", {"onveilig": (TWIJFEL,)}, True, True,
        "Twijfel over de veiligheid telt als ja: u belt nu Veilig Thuis en meldt. Hulp bespreekt u daarna samen.",
        waarom=f"Bij afweging 2 stelt het kader voor het onderwijs twijfel gelijk aan ja. {_OOK_ZONDER_VERMOEDEN}",
    ),
    Regel(
        "geen-vermoeden", {"onveilig": (NEE,), "vermoeden": (NEE,)}, False, False,
        "Zonder vermoeden is melden niet nodig. U legt dat vast en sluit het dossier af.",
        waarom=f"{TWIJFEL_AAN_VERMOEDEN} Afweging 1 is gelezen in het algemene kader, niet in dat voor het onderwijs.",
    ),
    Regel(
        "geen-hulp", _VERMOED | {"hulp": (NEE,)}, True, False,
        "De school en haar ketenpartners kunnen geen effectieve hulp bieden of organiseren: u meldt bij Veilig Thuis.",
    ),
    Regel(
        "twijfel-hulp", _VERMOED | {"hulp": (TWIJFEL,)}, True, False,
        f"U twijfelt of de school of een ketenpartner effectieve hulp kan bieden of organiseren. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "niet-aanvaard", _VERMOED | {"hulp": (JA,), "aanvaard": (NEE,)}, True, False,
        "De betrokkenen aanvaarden de hulp niet of zetten zich er niet voor in: u meldt bij Veilig Thuis. "
        f"{_OVERLEG}", waarom=_OVERLEG_IS_VAN_ONS, since=_AFTER_THE_HELP,
    ),
    Regel(
        "twijfel-aanvaard", _VERMOED | {"hulp": (JA,), "aanvaard": (TWIJFEL,)}, True, True,
        f"U twijfelt of de betrokkenen de hulp aanvaarden en zich ervoor inzetten. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "geen-resultaat", _AANVAARD | {"resultaat": (Resultaat.NEE,)}, True, False,
        "De hulp leidt niet op tijd tot het nodige resultaat: u meldt (opnieuw) bij Veilig Thuis. "
        f"{_OVERLEG}", waarom=_OVERLEG_IS_VAN_ONS, since=_AFTER_THE_HELP,
    ),
    Regel(
        "twijfel-resultaat", _AANVAARD | {"resultaat": (Resultaat.TWIJFEL,)}, True, True,
        f"U twijfelt of de hulp op tijd tot het nodige resultaat leidt. {_BEL}",
        BIJ_TWIJFEL, _BIJ_HULP,
    ),
    Regel(
        "hulp-volstaat", _AANVAARD | {"resultaat": (Resultaat.JA,)}, False, True,
        "De hulp leverde binnen de termijn het nodige op: u sluit de hulp af, en legt vast hoe u de veiligheid blijft "
        "volgen.",
    ),
    Regel(
        "hulp-begint", _AANVAARD | {"resultaat": (Resultaat.NOG_NIET,)}, False, True,
        "Hulp is mogelijk en wordt aanvaard: u begint ermee. Spreek een termijn af, en waaraan u ziet of de hulp "
        "werkt. Aan het eind van de termijn beantwoordt u afweging 5 opnieuw.",
        waarom="Het kader begint de hulp bij ja op afweging 4. Afweging 5 hoort bij het eind van de termijn; het "
        "antwoord ‘nog niet te zeggen’ is van Meldroute.",
        since=_AFTER_THE_HELP,
    ),
)  # fmt: skip
PER_NAAM = {regel.naam: regel for regel in REGELS}


def advies(answers: Answers) -> Regel:
    """The rule that fits these answers. Raises ``LookupError`` when an answer it needs is missing."""
    for regel in REGELS:
        if regel.fits(answers):
            return regel
    raise LookupError("the afwegingskader needs more answers")


Omslag = Mapping[str, tuple[Keuze, ...]]
"""A change of answers, any of those named for each question, after which the outcome on melden is the other one."""


def omslagen(answers: Answers) -> tuple[Omslag, ...]:
    """The smallest changes of answers that would change the outcome on melden; those with fewest answers first.

    Nothing can be left out of any of them. Raises ``LookupError`` when there is no outcome.
    """
    return _omslagen(tuple(answers.get(naam) for naam in AFWEGINGEN))


@cache
def _omslagen(given: tuple[Keuze | None, ...]) -> tuple[Omslag, ...]:
    answers = dict(zip(AFWEGINGEN, given, strict=True))
    melden = advies(answers).melden
    found: list[Omslag] = []
    for count in range(1, len(AFWEGINGEN) + 1):
        for names in combinations(AFWEGINGEN, count):
            if any(set(smaller) <= set(names) for smaller in found):
                continue
            turning = list(_turning(names, answers, melden))
            if turning:
                found.append({n: tuple(a for a in KEUZEN[n] if a in c) for n, c in _per_name(names, turning)})
    return tuple(found)


def _turning(names: tuple[str, ...], answers: Answers, melden: bool) -> Iterator[tuple[Keuze, ...]]:
    """The other answers to exactly these questions that turn the outcome."""
    others = [[each for each in KEUZEN[naam] if each != answers[naam]] for naam in names]
    for chosen in product(*others):
        try:
            regel = advies({**answers, **dict(zip(names, chosen, strict=True))})
        except LookupError:
            continue  # another question would have to be asked first
        if regel.melden is not melden:
            yield chosen


def _per_name(names: tuple[str, ...], turning: list[tuple[Keuze, ...]]) -> Iterator[tuple[str, tuple[Keuze, ...]]]:
    yield from zip(names, zip(*turning, strict=True), strict=True)


def in_words(answers: Mapping[str, tuple[Keuze, ...]]) -> str:
    """``afweging 3 ja of twijfel, afweging 5 nog niet te zeggen``, in the order of the questions."""
    ordered = [naam for naam in AFWEGINGEN if naam in answers]
    return ", ".join(f"{NAMEN[n].lower()} {' of '.join(map(_short, answers[n]))}" for n in ordered)


def _short(answer: Keuze) -> str:
    """The answer without what explains it."""
    return answer.label.partition(":")[0].lower()


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
    eigen = TWIJFEL_AAN_VERMOEDEN if led.get("vermoeden") == (TWIJFEL,) else ""
    omdat = f"Regel ‘{regel.titel}’, bij deze antwoorden: {in_words(led)}. {regel.waarom} {eigen}"
    other = "melden niet nodig is" if regel.melden else "u meldt"
    turns = "".join(f"\n– {in_words(each)}" for each in omslagen(answers))
    anders = f"Het afwegingskader zegt dat {other} bij een van deze veranderingen:{turns}"
    return Uitkomst(regel, " ".join(omdat.split()), anders)
