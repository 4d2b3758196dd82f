"""The melding on paper, for Veilig Thuis: what the school saw, what it heard, and what it thinks, each apart.

It says what the dossier says, with "nog niet bekend" where nothing was recorded. Where somebody is to be found is on no
paper: that is said on the telephone. The parents, and children of 12 and older, may read it there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode import gezag
from meldcode.bronnen import VT_FORMULIER, VT_LEZEN
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.eigen.velden import veilig_thuis
from meldcode.gezag import Mens
from meldcode.namen.groep import in_groep
from meldcode.papieren import weglaten
from meldcode.papieren.belkaart import ONBEKEND, vijf
from meldcode.papieren.gedaan import gedaan, verteld
from meldcode.vastleggingen import (
    AcuutGevaar,
    Besluit,
    Bijlage,
    Effectmeting,
    GesprekLeerling,
    Hulp,
    Melding,
    Signaal,
    Weging,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vastleggingen.stap_1 import BronSignaal
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd

Rij = tuple[str, str]
"""What is asked, or when it was and who recorded it; and what is known of it."""
_HELPT = (Rol.HUISARTS, Rol.WIJKTEAM, Rol.JEUGDBESCHERMER)
LEESBAAR = "Ouders en kinderen vanaf 12 jaar kunnen dit lezen."
BRONNEN = (VT_LEZEN, VT_FORMULIER)
"""Where that stands, and of how old an attachment may be."""
_A_YEAR = timedelta(days=366)
_AAN_DE_TELEFOON = "Adres en telefoon: zeg dit aan de telefoon."
_GEHEIM = "Geheim waar deze persoon is: zeg dit alleen aan de telefoon."
_GEEN_NAAM = "Het gezin mag niet weten dat deze melding van de school komt."


@dataclass(frozen=True)
class Deel:
    """One part of the paper, with its heading: rows, and a line above them that says what they are."""

    titel: str
    rijen: tuple[Rij, ...]
    uitleg: str = ""


@dataclass(frozen=True)
class OpPapier:
    """What stands on the paper. ``kop``: to whom, of what day; ``let_op``: what Veilig Thuis must know first.

    ``los``: what not everybody may see, which stands on a sheet of its own.
    """

    kop: tuple[str, ...]
    let_op: tuple[str, ...]
    delen: tuple[Deel, ...]
    los: str

    @property
    def onbekend(self) -> tuple[str, ...]:
        """What is asked and not known, by its wording."""
        return tuple(vraag for deel in self.delen for vraag, tekst in deel.rijen if tekst == ONBEKEND)


def feiten(dossier: Dossier) -> tuple[Vastgelegd, ...]:
    """The records of which each is a fact on the paper, in the order of the days; any of them may be left out."""
    found = dossier.of(Signaal, AcuutGevaar, GesprekLeerling, Effectmeting)
    return tuple(sorted(found, key=lambda each: (dag(each), each.nummer)))


def bijlagen(dossier: Dossier, today: date) -> tuple[Vastgelegd, ...]:
    """The attachments that may go along: not older than a year."""
    return tuple(each for each in dossier.of(Bijlage) if dag(each) >= today - _A_YEAR)


def op_papier(
    dossier: Dossier,
    melder: str,
    namen: Mapping[str, str],
    *,
    zonder: Collection[int] = (),
    mee: Collection[int] = (),
    today: date,
) -> OpPapier:
    """The paper. ``melder``: who reports, with function and school; ``namen``: of colleagues, by account.

    ``zonder``: the numbers of facts that are left out, ``mee``: of attachments that go along.
    """
    melding = dossier.last(Melding)
    told = _Told(dossier, namen)
    facts = [each for each in feiten(dossier) if each.nummer not in zonder]
    attached = [each for each in bijlagen(dossier, today) if each.nummer in mee]
    return OpPapier(
        kop=_head(told, melding),
        let_op=(_GEEN_NAAM,) if melding and melding.says("naam_bekend", JaNee.NEE) else (),
        delen=tuple(
            Deel(titel, tuple(rijen), uitleg)
            for titel, uitleg, rijen in (
                ("Wat wij melden", "", [("Wie meldt", melder), *_reported(told, melding)]),
                ("Het kind", "", _child(told)),
                ("Wie eromheen staan", "", _people(told)),
                ("Hoe veilig het nu is", "", _safety(told)),
                *_facts(told, facts),
                ("Wat wij denken", "Uitleg en oordeel van de school, apart van de feiten.", _thought(told, facts)),
                ("Wat wij deden", "", ((vraag, told.safe(tekst)) for vraag, tekst in gedaan(dossier, namen))),
                ("Wie het weet", "", [(vraag, told.safe(tekst)) for vraag, tekst in verteld(dossier)]),
                ("Hulp en netwerk", "", _network(told)),
                ("Wat de school blijft doen", "", [told.row(melding, "school_doet", "Wat blijft de school doen?")]),
                ("Wat wij afspraken", "", _agreed(told, melding)),
                ("Bijlagen", "In overleg. Een bijlage komt niet in plaats van de beschrijving.", _attached(attached)),
            )
        ),
        los=told.of(melding, "niet_zien"),
    )


@dataclass(frozen=True)
class _Told:
    """What is told of this dossier: never where somebody is whose place is secret."""

    dossier: Dossier
    namen: Mapping[str, str]

    def safe(self, tekst: str) -> str:
        return weglaten.geheim(tekst, self.dossier)

    def of(self, record: Vastgelegd | None, naam: str) -> str:
        """An answer; empty when there is none."""
        return self.safe(record.tekst(naam)) if record else ""

    def row(self, record: Vastgelegd | None, naam: str, wording: str) -> Rij:
        """What is asked and its answer, or that it is not known yet."""
        return wording, self.of(record, naam) or ONBEKEND

    def when(self, record: Vastgelegd) -> str:
        """On which day it was, where, and who recorded it."""
        place = self.of(record, "plaats")
        return "\n".join(filter(None, (in_words(dag(record)), place, f"door {self.namen.get(record.by, 'onbekend')}")))


def _head(told: _Told, melding: Vastgelegd | None) -> tuple[str, ...]:
    if melding is None:
        return (f"Nog niet gemeld. Bel {veilig_thuis().naam} eerst: {veilig_thuis().nummer}.",)
    return (
        f"Gemeld op {melding.tekst('datum')}. {melding.tekst('wijze')}.",
        f"Aan: {told.of(melding, 'aan')}. Kenmerk: {melding.tekst('kenmerk')}.",
    )


def _reported(told: _Told, melding: Vastgelegd | None) -> Iterator[Rij]:
    yield told.row(melding, "inhoud", "Wat is er aan de hand?")
    yield told.row(told.dossier.last(Besluit), "melden_waarom", "Waarom melden wij?")


def _child(told: _Told) -> Iterator[Rij]:
    dossier = told.dossier
    yield "Naam", dossier.leerling("naam") or ONBEKEND
    if other := told.safe(dossier.leerling("roepnamen")):
        yield "Ook genoemd", other
    yield "Geboren", dossier.born.tekst if dossier.born else ONBEKEND
    yield "Op school", in_groep(dossier.groep)


def _people(told: _Told) -> Iterator[Rij]:
    found = [each for each in gezag.mensen(told.dossier.standing) if not each.is_a(*_HELPT)]
    if not found:
        yield "Gezag, en wie er thuis wonen", told.safe(told.dossier.leerling("gezag")) or ONBEKEND
    for each in found:
        yield each.naam, "\n".join(_about(told, each))


def _about(told: _Told, mens: Mens) -> Iterator[str]:
    records = told.dossier.standing
    if not mens.is_a(Rol.BROER_ZUS):
        said = gezag.geldend(mens, records)
        form = f" ({said.tekst('vorm')[0].lower()}{said.tekst('vorm')[1:]})" if said else ""
        yield f"{gezag.staat(mens, records)}{form}."
    for naam, wording in (("woont", "Woont bij het kind"), ("geboren", "Geboren"), ("taal", "Tolk nodig")):
        if text := told.of(mens.record, naam):
            yield f"{wording}: {text[0].lower()}{text[1:]}." if naam == "woont" else f"{wording}: {text}."
    yield _GEHEIM if mens.is_geheim else _AAN_DE_TELEFOON


def _safety(told: _Told) -> Iterator[Rij]:
    danger, weging = told.dossier.last(AcuutGevaar), told.dossier.last(Weging)
    if danger:
        yield f"Acuut gevaar, {in_words(dag(danger))}", told.of(danger, "reden")
    yield told.row(weging, "komende_dagen", "De komende dagen, het weekend en de vakantie")
    yield told.row(weging, "kwetsbaar", "Hoe kwetsbaar is het kind?")
    yield told.row(weging, "broers_zussen", "Hoe gaat het met broers en zussen?")


def _facts(told: _Told, facts: Collection[Vastgelegd]) -> Iterator[tuple[str, str, list[Rij]]]:
    """What the school saw itself, what the child said, and what it has from others: never mixed."""
    own, child, others = list[Rij](), list[Rij](), list[Rij]()
    for each in facts:
        where = own if not each.isa(Signaal) or each.says("bron", BronSignaal.ZELF) else others
        if each.isa(GesprekLeerling) or each.says("bron", BronSignaal.LEERLING):
            where = child
        where.append((told.when(each), "\n".join(_fact(told, each))))
    for title, about, found, what in (
        ("Wat de school zelf zag en hoorde", "", own, "Wat is er gezien en gehoord?"),
        ("Wat het kind zei", "Zo letterlijk mogelijk.", child, "Wat zei het kind?"),
        ("Wat wij van anderen hoorden", "Van wie, of uit welk stuk, staat erbij.", others, "Wat hoorden wij van wie?"),
    ):
        yield title, about, found or [(what, ONBEKEND)]


_FEIT = ("waarneming", "reden", "woorden", "gezien")


def _fact(told: _Told, record: Vastgelegd) -> Iterator[str]:
    source = told.of(record, "van_wie") or told.of(record, "document")
    if source:
        yield f"Van: {source}"
    text = next((found for naam in _FEIT if (found := told.of(record, naam))), "")
    yield text or "Een bericht zonder inhoud (Handle with Care)."
    if places := told.of(record, "plekken"):
        yield f"Letsel: {places}"


def _thought(told: _Told, facts: Collection[Vastgelegd]) -> Iterator[Rij]:
    weging = told.dossier.last(Weging)
    for naam, wording in (
        ("soorten", "Om welk geweld gaat het mogelijk?"),
        ("aard", "Wat gebeurt er, en wie zijn erbij betrokken?"),
        ("ernst", "Hoe ernstig is het?"),
        ("frequentie", "Hoe vaak?"),
        ("sinds", "Sinds wanneer?"),
        ("patroon", "Hoe ontwikkelt het zich?"),
        ("onbekend", "Wat weten wij niet, en wat kan de verklaring ook zijn?"),
    ):
        yield told.row(weging, naam, wording)
    yield from ((f"Afweging {asked}", said) for asked, said in vijf(weging))
    for each in facts:
        said = [
            f"{wording}: {text}"
            for naam, wording in (("interpretatie", "Wat het kan betekenen"), ("andere_verklaring", "Of ook"))
            if (text := told.of(each, naam))
        ]
        if said:
            yield f"Bij {in_words(dag(each))}", "\n".join(said)


def _network(told: _Told) -> Iterator[Rij]:
    weging, hulp, dossier = told.dossier.last(Weging), told.dossier.last(Hulp), told.dossier
    helping = gezag.mensen(dossier.standing, *_HELPT)
    yield "Wie helpen er?", "\n".join(map(_helps, helping)) or ONBEKEND
    yield told.row(weging, "eerdere_hulp", "Welke hulp was er eerder?")
    yield told.row(weging, "eerder", "Waren er eerder signalen of meldingen?")
    if hulp:
        yield "Hulp die loopt", "\n".join(filter(None, (told.of(hulp, "doel"), told.of(hulp, "wie"))))
    measured = dossier.last(Effectmeting)
    if measured:
        yield "Wat leverde die op?", told.of(measured, "signalen")


def _helps(mens: Mens) -> str:
    """Who helps; a huisarts or team that gives away a secret place by its name is not named."""
    return f"{mens.record.tekst('rol')}: zeg dit aan de telefoon" if mens.is_geheim else mens.naam


def _agreed(told: _Told, melding: Vastgelegd | None) -> Iterator[Rij]:
    yield told.row(melding, "naam_bekend", "Mag het gezin weten dat de school meldt?")
    if melding and melding.says("naam_bekend", JaNee.NEE):
        yield told.row(melding, "gronden", "Op welke grond niet?")
        yield told.row(melding, "grond_waarom", "Waaruit blijkt dat?")
    yield told.row(melding, "besproken", "Met wie is de melding besproken?")
    yield told.row(melding, "terugkoppeling", "Wat horen wij terug, van wie en wanneer?")
    yield told.row(melding, "bereikbaar", "Wie is bereikbaar, wanneer, en wie anders?")


def _attached(attached: Collection[Vastgelegd]) -> list[Rij]:
    rows = [(in_words(dag(each)), f"{each.tekst('wat')}, van {each.tekst('herkomst')}") for each in attached]
    return rows or [("Bijlagen", "geen")]
