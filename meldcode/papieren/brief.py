"""Letters to one parent after a talk: that it was held, the decision to help (5a), the decision to report (5b).

A letter says what was said and agreed with this parent, and nothing of anybody else (``weglaten``). What the dossier
cannot know, or what may be of another, is a place to fill in, between square brackets. B1, or A2 in shorter sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode import gezag
from meldcode.bronnen import VT_TERUGKOPPELING
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.nummers import VEILIG_THUIS
from meldcode.papieren import weglaten
from meldcode.vastleggingen import FormeelGesprek, Hulp, Melding, OudersGeinformeerd, Zorggesprek
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.informeren import Waarover
from meldcode.vragen.datum import in_words, read_date
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd

BRON = VT_TERUGKOPPELING
"""Where it stands within how many days Veilig Thuis responds."""


class Soort(StrEnum):
    """What a letter is about; the value stands in an address. The last three are ``meldcode.papieren.antwoord``'s."""

    GESPREK = "gesprek"
    HULP = "hulp"
    MELDING = "melding"
    ONTVANGEN = "ontvangen"
    VERLENGD = "verlengd"
    BESLUIT = "besluit"


class Taal(StrEnum):
    """How plain a letter is; the value stands in an address."""

    B1 = "b1"
    A2 = "a2"


TITELS = {
    Soort.GESPREK: "Ons gesprek",
    Soort.HULP: "Hulp voor uw kind",
    Soort.MELDING: "Onze melding bij Veilig Thuis",
    Soort.ONTVANGEN: "Uw verzoek over het dossier",
    Soort.VERLENGD: "Ons antwoord duurt langer",
    Soort.BESLUIT: "Ons besluit over uw verzoek",
}
_QUOTE = re.compile(r"[“”„\"‘«»]|(?<!\w)'")
_NA = {
    Soort.HULP: (Waarover.HULP, Waarover.BEIDE),
    Soort.MELDING: (Waarover.MELDING, Waarover.BEIDE),
}


@dataclass(frozen=True)
class TeSchrijven:
    """A letter that can be written: about what, after which record, and to whom (0: the name is not known here)."""

    soort: Soort
    record: Vastgelegd
    nummer: int
    naam: str

    @property
    def ref(self) -> str:
        """Which one it is, as it stands in an address: ``gesprek-12-3``."""
        return f"{self.soort}-{self.record.nummer}-{self.nummer}"

    @property
    def tekst(self) -> str:
        """Which one it is, in words."""
        return f"{TITELS[self.soort]}, {in_words(dag(self.record))}: {self.naam or 'de ouder'}"


@dataclass(frozen=True)
class Brief:
    """What stands in a letter: to whom, its title, and each block with its heading and its lines.

    What stands between square brackets is still to be filled in.
    """

    aan: str
    titel: str
    aanhef: str
    blokken: tuple[tuple[str, tuple[str, ...]], ...]
    groet: tuple[str, ...]
    taal: Taal


def te_schrijven(dossier: Dossier) -> tuple[TeSchrijven, ...]:
    """The letters that can be written now, the newest first: never before the talk that they are about."""
    found = [each for record in dossier.standing for each in _after(dossier, record)]
    return tuple(sorted(found, key=lambda each: (dag(each.record), each.record.nummer), reverse=True))


def _after(dossier: Dossier, record: Vastgelegd) -> Iterator[TeSchrijven]:
    if record.isa(Zorggesprek, FormeelGesprek):
        yield from _to_each(dossier, Soort.GESPREK, record)
    if record.isa(OudersGeinformeerd) and record.says("geinformeerd", JaNee.JA):
        for soort, about in _NA.items():
            if record.says("waarover", *about) and (soort is Soort.MELDING or dossier.last(Hulp)):
                yield from _to_each(dossier, soort, record)


def _to_each(dossier: Dossier, soort: Soort, record: Vastgelegd) -> Iterator[TeSchrijven]:
    named = about_whom(record.waarde(VOOR))
    people = [each for each in gezag.mensen(dossier.standing) if each.nummer in named]
    for each in people:
        yield TeSchrijven(soort, record, each.nummer, each.record.tekst("naam"))
    if not people:
        yield TeSchrijven(soort, record, 0, "")


def brief(dossier: Dossier, which: TeSchrijven, taal: Taal) -> Brief:
    """This letter."""
    make = {Soort.GESPREK: _gesprek, Soort.HULP: _hulp, Soort.MELDING: _melding}[which.soort]
    name = which.naam or "[naam van de ouder]"
    said = _Said(dossier, which, taal)
    return Brief(
        aan=name,
        titel=TITELS[which.soort],
        aanhef=f"Beste {name},",
        blokken=(*make(said), *_to_end(said)),
        groet=("Met vriendelijke groet,", "[uw naam en functie]"),
        taal=taal,
    )


Blocks = Iterator[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class _Said:
    """What a letter may say: texts as plain as is asked, and of the dossier only what is of this parent."""

    dossier: Dossier
    which: TeSchrijven
    taal: Taal

    def by(self, b1: str, a2: str) -> str:
        return b1 if self.taal is Taal.B1 else a2

    @property
    def day(self) -> str:
        return _day(dag(self.which.record))

    @property
    def child(self) -> str:
        return self.dossier.leerling("naam") or "uw kind"

    def of(self, record: Vastgelegd | None, naam: str, otherwise: str, *, quotes: bool = False) -> str:
        """An answer without what is of others; ``otherwise`` is filled in by hand where there is none.

        A text with words between quotes is left out as well, unless they may stand there (``quotes``): words of the
        child may come back on the child.
        """
        text = weglaten.voor(record.tekst(naam), self.dossier, self.which.nummer) if record else ""
        return text if text and (quotes or not _QUOTE.search(text)) else f"[{otherwise}]"

    @property
    def spoke_alone(self) -> bool:
        """Whether the talk was with this parent alone, so that what was answered is theirs."""
        return about_whom(self.which.record.waarde(VOOR)) == {self.which.nummer}


def _day(day: date) -> str:
    return in_words(day).partition(" ")[2]


def _planned(record: Vastgelegd | None, naam: str) -> str:
    """A day that was agreed; a place to fill it in where there is none."""
    day = read_date(str(record.waarde(naam))) if record else None
    return _day(day) if day else "[dag]"


def _gesprek(said: _Said) -> Blocks:
    record = said.which.record
    is_formal, own = record.isa(FormeelGesprek), record if said.spoke_alone else None
    facts = "Vul aan: welke feiten wij vertelden. Geen woorden van het kind of van een ander."
    answer = "Vul aan: wat u zelf zei, in uw eigen woorden. Niet wat een ander zei."
    agreed = "Vul aan: wat wij met u afspraken. Wie doet wat, en wanneer?"
    about = said.by(
        f"Op {said.day} spraken wij met u over {said.child}. In deze brief staat wat er is gezegd.",
        f"Op {said.day} spraken wij met u. Het ging over {said.child}.",
    )
    told = said.of(record, "stap_1" if is_formal else "gedeeld", facts)
    answered = said.of(own, "visie" if is_formal else "reactie", answer, quotes=True)
    yield said.by("Waar deze brief over gaat", "Waarom krijgt u deze brief?"), (about,)
    yield said.by("Wat wij vertelden", "Wat hebben wij verteld?"), (told,)
    yield said.by("Wat u zei", "Wat hebt u gezegd?"), (answered,)
    yield (
        said.by("Wat wij afspraken", "Wat hebben wij afgesproken?"),
        (said.of(own, "afspraken", agreed), "Wij spreken elkaar weer op [dag en tijd]."),
    )


def _hulp(said: _Said) -> Blocks:
    hulp = said.dossier.last(Hulp)
    decided = said.by(
        f"Op {said.day} vertelden wij u dat er hulp komt voor {said.child}.", f"Er komt hulp voor {said.child}."
    )
    until, looked = _planned(hulp, "tot"), _planned(hulp, "effect_op")
    yield said.by("Wat wij besloten", "Wat hebben wij besloten?"), (decided,)
    yield (
        said.by("Welke hulp, en van wie", "Welke hulp is het?"),
        (
            f"Het doel: {said.of(hulp, 'doel', 'vul aan: wat de hulp moet opleveren')}",
            f"{said.by('De hulp komt van', 'Wie helpt')}: [vul aan: naam en organisatie]",
        ),
    )
    yield (
        said.by("Tot wanneer", "Hoe lang duurt de hulp?"),
        (
            f"{said.by('Wij willen het doel bereiken vóór', 'De hulp duurt tot')} {until}.",
            f"{said.by('Wij kijken samen of het helpt op', 'Wij kijken of het helpt op')} {looked}.",
        ),
    )
    yield (
        said.by("Als de hulp niet genoeg helpt", "En als het niet helpt?"),
        (said.of(hulp, "terugval", "Vul aan: wat wij dan doen."),),
    )


def _melding(said: _Said) -> Blocks:
    melding = said.dossier.last(Melding)
    reported = f"Op {_day(dag(melding))} hebben wij gemeld" if melding else "Wij melden op [dag]"
    yield (
        said.by("Wat wij besloten", "Wat hebben wij besloten?"),
        (
            f"{reported} bij {VEILIG_THUIS.naam}. [Vul aan: wie van de school dat deed.]",
            f"Wij vertelden u dit op {said.day}.",
        ),
    )
    yield (
        said.by("Waarover wij melden", "Waar gaat het over?"),
        ("[Vul aan in twee zinnen: de zorg over het kind, als feit. Geen oordeel en geen namen van anderen.]",),
    )
    yield (
        said.by(f"Wat {VEILIG_THUIS.naam} doet", f"Wat doet {VEILIG_THUIS.naam}?"),
        (
            said.by(
                "Veilig Thuis kijkt wat er nodig is, en neemt contact met u op. De school hoort binnen ongeveer vijf "
                "werkdagen wie verdergaat.",
                "Veilig Thuis belt of schrijft u. Samen kijkt u wat nodig is.",
            ),
        ),
    )
    yield said.by("Wat de school blijft doen", "Wat doet de school?"), ("[Vul aan: wat de school blijft doen.]",)


def _to_end(said: _Said) -> Blocks:
    yield (
        said.by("Klopt er iets niet?", "Klopt het niet?"),
        (
            said.by(
                "Laat het ons weten vóór [dag]. Dan zetten wij uw woorden erbij. U mag vragen wat wij over u en uw "
                "kind hebben vastgelegd. Bent u het niet met ons eens? Dan mag u een klacht indienen bij de school.",
                "Zeg het ons vóór [dag]. U mag zien wat wij opschrijven. U mag ook een klacht indienen.",
            ),
            said.by("Vragen? Bel [naam en nummer op school].", "Bel [naam en nummer]."),
        ),
    )
