"""Which days in the calendar of a school are free, by their names: surely, surely not, or doubtful.

Only surely free is suggested; the school decides. The tables are words that Dutch primary schools use. A calendar is
full of names that look free and are not: *1e schooldag na de kerstvakantie*, *paasontbijt*, *om 12 uur vrij*.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from meldcode.termijnen.groepen import groepen_in
from meldcode.vragen.datum import DAGEN, MAANDEN


class Oordeel(StrEnum):
    """What the name of a day says about school on that day. ``label`` is the heading above such days."""

    VRIJ = "vrij"
    TWIJFEL = "twijfel"
    NIET = "niet"

    @property
    def label(self) -> str:
        """The heading above the days of this verdict."""
        return _LABELS[self]


_LABELS = {
    Oordeel.VRIJ: "Zeker vrij",
    Oordeel.TWIJFEL: "Misschien vrij",
    Oordeel.NIET: "Zeker niet vrij",
}


@dataclass(frozen=True)
class Gelezen:
    """What a name says. ``deels``: it is about a part of the groups; ``groepen``: which, as far as it says so."""

    oordeel: Oordeel
    deels: bool = False
    groepen: tuple[str, ...] = ()


def _any(*patterns: str) -> str:
    """Any of these patterns, each as a whole word."""
    return r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)"


_WEEKDAY = f"(?:{'|'.join(DAGEN)})"
_CHILDREN = r"(?:(?:alle |de |onze )?(?:kinderen|leerlingen|lln?\.?|kids|iedereen|school))"
_FIRST = r"(?:eerste|1e|1ste)"
_SECOND = r"(?:tweede|2e|2de)"
_AFTER_FREE = r"i\.?v\.?m|wegens|vanwege|omdat|op|van|t/m|tot|en|door|deze|die|vandaag|hele|de hele|behalve"
_BEGIN_OR_END = r"(?:start|begin|aanvang|opening|sluiting|einde?|afsluiting)"
# A part of a day. With such a word nobody is free all day.
_PART_OF_A_DAY = re.compile(_any(
    r"\d{1,2}[.:]\d{2}(?: ?u(?:ur)?)?", r"\d{1,2} ?u(?:ur)?", r"half (?:een|één|twee|drie|1|2|3)", r"twaalf uur",
    r"lunch", r"(?:['’‘]?s )?(?:voor|na)?middags?", r"(?:['’‘]?s )?(?:ochtends?|morgens?|avonds?)",
    r"halve (?:les|school)?dag", r"dagdeel", r"(?:vrije |studie|\w+vrije )(?:middag|ochtend)",
    r"eerder (?:uit|vrij|naar huis)", r"vroeg(?:er)? (?:uit|vrij)",
))  # fmt: skip
# School is on, or begins again.
_AT_SCHOOL = re.compile(_any(
    r"(?:wel|weer|gewoon|terug)(?: \w+)? (?:naar school|les|school|lessen)", r"(?<!niet )naar school",
    rf"(?:{_FIRST}|laatste) (?:school|les)(?:dag|week|middag)", rf"{_FIRST} dag na", r"laatste dag voor",
    rf"(?:{_FIRST}|laatste) dag (?:van )?(?:het )?(?:nieuwe )?schooljaar",
    rf"{_BEGIN_OR_END}(?: van)?(?: het| de)?(?: nieuwe?)? (?:school(?:jaar)?|lessen|lesjaar)",
    r"school (?:start|begint)(?: weer)?", r"(?:laatste|eerste) (?:week|dag) school", r"hele dag school",
    r"gewone? (?:les|school)dag", r"school (?:is )?open",
))  # fmt: skip
_AROUND = re.compile(r"(?<!\w)(?:voor|vóór|na)(?: de| het)? (?:\w+ )?\w*(?:vakantie|weekend)(?!\w)")
# It may not take place, is a beginning or an end only, or is of another region, school or person.
_UNSURE = re.compile(_any(
    r"onder voorbehoud", r"o\.?v\.?b\.?", r"wellicht", r"misschien", r"concept", r"optie", r"optioneel", r"voorstel",
    r"nog niet zeker", r"vervalt", r"vervallen", r"afgelast", r"geannuleerd", r"gaat niet door", r"verplaatst naar",
    r"verzet naar", r"(?:start|begint?|einde?|eindigt|laatste dag(?: van)?)(?: de| van de)? \w*vakantie",
    r"\w*vakantie (?:begint|eindigt|start)", r"(?:geen|niet) (?:\w+ )?(?:vrije?|lesvrij|roostervrij|vakantie)",
    r"geen (?:studie|marge)dag", r"(?:regio )?(?:noord|midden|zuid)", r"\w*vakantie (?:bso|vo|voortgezet onderwijs)",
    r"(?:bso|vo) \w*vakantie", r"stakings?\w*",
    rf"vrij van (?!school|{_WEEKDAY}|\d)\w+",
    r"(?:juf|meester|meneer|mevrouw|leerkracht(?:en)?|team|directie|personeel|conciërge) (?:\w+ )?(?:is |zijn )?vrij",
))  # fmt: skip
# There is no school for the children.
_SAID_FREE = re.compile(_any(
    r"(?:rooster|les)[- ]?vrije?", r"(?:leerling(?:en)?|school|kind(?:er(?:en)?)?)-?vrije?",
    rf"{_CHILDREN}(?: \w+){{0,3}} \w*vrij(?=\W*$|\W+(?:{_AFTER_FREE})\b|[^\w\s]|\s[^\w\s])",
    r"(?:hele dag|extra|week) vrij",
    r"vrij voor (?:alle )?(?:kinderen|leerlingen|iedereen)", r"geen (?:school|les|lessen)",
    r"school (?:is |zijn )?(?:hele dag )?(?:dicht|gesloten)", r"niet naar school", r"school closed", r"no school",
))  # fmt: skip
# Days that the team has for itself, and days that are called free: whatever else the name says is about the day.
_TEAM_DAY = re.compile(_any(
    r"studie ?dag(?:en)?", r"studie[- ]?(?:twee|drie|2|3)[- ]?daagse", r"marge ?(?:dag(?:en)?|week)", r"study day",
    r"(?:compensatie|brug|adv|atv|scholings|nascholings|ontwikkel)[- ]?dag(?:en)?", r"vrije (?:school|les)?dag(?:en)?",
    rf"vrije {_WEEKDAY}",
))  # fmt: skip
# Of one colleague, or of a part of the team.
_OF_SOMEBODY = re.compile(
    r"\b(?:juf|juffrouw|meester|meneer|mevrouw|directie|directeur|ib|ib-er|interne?|mr|or|leden|raad|stagiairs?|administratie|"
    r"conciërge|coördinator|\w+coördinator|(?:onder|midden|boven)bouw\w*|leerlingenraad|startende?|nieuwe)\b"
)
# Holidays. Whatever else the name says may be about something at school, or about somebody.
_HOLIDAY = re.compile(_any(
    r"\w*vakanties?", r"(?:herfst|kerst|voorjaars|krokus|mei|zomer|paas)vak",
    r"vakantie(?:dag(?:en)?|week|weken|periode)", r"feestdag(?:en)?", r"carnaval", r"pasen", r"kerst",
    rf"(?:(?:{_FIRST}|{_SECOND}) )?(?:paas|pinkster|kerst)dag(?:en)?", r"(?:paas|pinkster)(?:maandag|weekend)",
    r"pinksteren", r"hemelvaart(?:s?(?:dag|weekend))?", r"goede vrijdag", r"koningsdag", r"bevrijdingsdag", r"kerstmis",
    r"nieuwjaar(?:sdag)?", r"oud (?:en|&) nieuw", r"school holidays?",
    r"(?:christmas|summer|autumn|spring) (?:holiday|break)",
))  # fmt: skip
_OTHERWISE_FREE = re.compile(_any(r"vrij (?:spelen|zwemmen|podium|werken|schaatsen)"))
# What children or parents come to school for, or what is about something else.
_BUSY = re.compile(
    r"ontbijt|viering|lunch|diner|brunch|musical|voorstelling|toneel|optocht|bieb|bibliotheek|kamp\b|schoolreis|markt|"
    r"(?<!suiker)(?<!offer)feest(?!dag)|speurtocht|spelen|ouder|rapport|gesprek|toets|cito|doorstroom|foto|sport|gym|"
    r"toernooi|inloop|open dag|open huis|kijk|zwem|excursie|luizen|hoofdluis|juffendag|meesterdag|jarig|verjaar|sint\b|"
    r"sinterklaas|piet|vergader|overleg|vierdaagse|afscheid|informatie|receptie|borrel|boekenweek|voorlees|project|"
    r"thema|week van|dag van de|deadline|uiterlijk|aanvra|inlever|verlof|rooster(?!vrij)|opvang|bso|kracht\b|lezen|"
    r"uitleg|verkeer|theorie|examen|fiets|schaats|disco|koor|concert|kunst|museum|theater|\bmr\b|\bor\b|"
    r"medezeggenschap|wen(?:dag|moment|middag)|doordraai|doorschuif|dodenherdenking|dierendag|prinsjesdag|moederdag|"
    r"vaderdag|valentijn|halloween|lampion|school(?:plein|tuin|krant|arts)|verkleed|slaap|schoonmaak|kleding|actie|"
    r"inzameling|collecte|keuze|advies|wissel|luilak|voorbereid|ruil|spreekuur|introductie|kennismak|repetitie|wandel|"
    r"sint maarten|avond|uitstapje|boerderij|oefening|ontruiming|werkweek"
)
# Words that a holiday, or a bare "vrij", may have beside it without being about something else.
_DATED = re.compile(_any(
    *DAGEN, *MAANDEN, r"(?:ma|di|wo|do|vr|za|zo)", r"\d+", r"dag(?:en)?", r"hele", r"is", r"zijn", r"de", r"het",
    r"en", r"t/m", r"week", r"ook", r"allemaal", r"deze", r"na", r"tot", r"met",
    r"erna", r"daarna", r"extra", r"weken", _FIRST, _SECOND, r"derde", r"laatste", r"school", r"schooljaar", r"weekend",
    r"lang", r"i\.?v\.?m\.?", r"wegens", r"geheel", r"basisschool", r"po", r"basisonderwijs",
))  # fmt: skip
_BARE_FREE = re.compile(_any(r"vrij"))
_GROUP = re.compile(
    r"(?<!\w)(?:groep(?:en)?|gr\.?|klas(?:sen)?|leerjaar|unit)\s*"
    r"(\d[\da-z]?(?:\s*(?:t/m|tot en met|tm|[-–—,/&+]|en)\s*(?:groep(?:en)?\s*)?\d[a-z]?)*)(?!\w)"
)
_EXCEPT = re.compile(r"(?:behalve|uitgezonderd|met uitzondering van|m\.?u\.?v\.?)(?: voor)?\s*$")
_SOME = re.compile(_any(
    r"(?:onder|midden|boven)bouw", r"kleuters?(?:groepen)?", r"peuters?", r"instroom\w*", r"plusklas\w*",
    r"schakelklas\w*",
))  # fmt: skip
_EVERY = re.compile(_any(
    r"alle groepen", r"groep(?:en)? 1 ?(?:t/m|tot en met|tm|[-–—]) ?(?:groep )?8", r"hele school",
))  # fmt: skip


def gelezen(naam: str) -> Gelezen:
    """What this name of a day says about school on that day."""
    said = _EVERY.sub("alle kinderen", " ".join(naam.casefold().split()))
    of_some = bool(_SOME.search(said) or _GROUP.search(said))
    oordeel = _judged(said)
    if of_some and oordeel is not Oordeel.NIET:
        oordeel = Oordeel.TWIJFEL
    speaks = oordeel is not Oordeel.NIET or any(each.search(said) for each in (_TEAM_DAY, _HOLIDAY, _SAID_FREE))
    return Gelezen(oordeel, True, _which(said)) if of_some and speaks else Gelezen(oordeel)


def _judged(said: str) -> Oordeel:
    bare = bool(_BARE_FREE.search(said))
    team, holiday = bool(_TEAM_DAY.search(said)), bool(_HOLIDAY.search(said))
    free, is_said = team or holiday, bool(_SAID_FREE.search(said))
    if _OTHERWISE_FREE.search(said):
        return Oordeel.NIET
    if _PART_OF_A_DAY.search(said):
        return Oordeel.TWIJFEL if free and not bare and not _BUSY.search(said) else Oordeel.NIET
    if _AT_SCHOOL.search(said):
        return Oordeel.TWIJFEL if is_said and not _GROUP.search(said) else Oordeel.NIET
    if _UNSURE.search(said) or "?" in said:
        return Oordeel.TWIJFEL
    if _AROUND.search(said):
        return Oordeel.TWIJFEL if is_said or bare else Oordeel.NIET
    if is_said:
        return Oordeel.VRIJ
    if _BUSY.search(said):
        return Oordeel.TWIJFEL if free or bare else Oordeel.NIET
    if team:
        return Oordeel.TWIJFEL if _OF_SOMEBODY.search(said) else Oordeel.VRIJ
    is_sure = bare if holiday and bare else (holiday or bare) and _says_nothing_else(said)
    return Oordeel.VRIJ if is_sure else Oordeel.TWIJFEL


def _says_nothing_else(said: str) -> bool:
    """Whether nothing is left besides holidays, free and days: *vakantie juf Anja* is not about the school."""
    return not re.search(r"\w", _DATED.sub("", _BARE_FREE.sub("", _HOLIDAY.sub("", said))))


def _which(said: str) -> tuple[str, ...]:
    """The groups that are free according to this name, from the first that it names; none when it says so in words."""
    at_school = _AT_SCHOOL.search(said)
    for found in _GROUP.finditer(said):
        if _EXCEPT.search(said[: found.start()]):
            continue
        if at_school is None or at_school.start() > found.end() + 5:
            return groepen_in(found[1].replace("/", ",") if "t/m" not in found[1] else found[1])
    return ()
