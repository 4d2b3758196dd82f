"""The melding on paper, for Veilig Thuis: what the school saw, what it heard, and what it thinks, each apart.

It says what the dossier says, with "nog niet bekend" where nothing was recorded. Where somebody is to be found is on no
paper: that is said on the telephone. The parents, and children of 12 and older, may read it there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode import gezag
from meldcode.bronnen import VT_FORMULIER, VT_LEZEN
from meldcode.dossier import wegen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.eigen.velden import veilig_thuis
from meldcode.gezag import Mens
from meldcode.namen.groep import in_groep
from meldcode.papieren.belkaart import ONBEKEND, vijf
from meldcode.papieren.verteld import Rij, Verteld, kinds
from meldcode.vastleggingen import AcuutGevaar, Bijlage, GesprekLeerling, Melding, Signaal, Weging
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vastleggingen.stap_1 import BronSignaal
from meldcode.vragen.baan import OpMelding
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd

LEESBAAR = "Ouders en kinderen vanaf 12 jaar kunnen dit lezen."
BRONNEN = (VT_LEZEN, VT_FORMULIER)
"""Where that stands, and of how old an attachment may be."""
_A_YEAR = timedelta(days=366)
_HELPT = (Rol.HUISARTS, Rol.WIJKTEAM, Rol.JEUGDBESCHERMER)
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
    return tuple(sorted(dossier.of(*kinds(OpMelding.FEIT)), key=lambda each: (dag(each), each.nummer)))


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
    told, melding, part = Verteld(dossier, namen), dossier.last(Melding), OpMelding
    facts = [each for each in feiten(dossier) if each.nummer not in zonder]
    attached = [each for each in bijlagen(dossier, today) if each.nummer in mee]

    def of(deel: OpMelding) -> Iterator[Rij]:
        return told.state(deel, always=(Melding, Weging))

    parts = (
        (part.MELDT, "", [("Wie meldt", melder), *of(part.MELDT)]),
        ("Het kind", "", _child(told)),
        ("Wie eromheen staan", "", _people(told)),
        (part.VEILIG, "", [*_danger(told), *of(part.VEILIG)]),
        *_facts(told, facts),
        (
            part.DENKT,
            "Uitleg en oordeel van de school, apart van de feiten.",
            [*_weighed(told), *_thought(told, facts)],
        ),
        (part.DEED, "", told.done()),
        (part.WEET, "", told.who_knows()),
        (part.HULP, "", [("Wie helpen er?", _helping(told)), *of(part.HULP)]),
        (part.BLIJFT, "", of(part.BLIJFT)),
        (part.AFSPRAAK, "", of(part.AFSPRAAK)),
        ("Bijlagen", "In overleg. Een bijlage komt niet in plaats van de beschrijving.", _attached(attached)),
    )
    return OpPapier(
        kop=_head(told, melding),
        let_op=(_GEEN_NAAM,) if melding and melding.says("naam_bekend", JaNee.NEE) else (),
        delen=tuple(Deel(str(titel), tuple(rijen), uitleg) for titel, uitleg, rijen in parts),
        los="\n".join(tekst for _vraag, tekst in told.state(part.LOS, always=())),
    )


def _head(told: Verteld, melding: Vastgelegd | None) -> tuple[str, ...]:
    if melding is None:
        return (f"Nog niet gemeld. Bel {veilig_thuis().naam} eerst: {veilig_thuis().nummer}.",)
    return (
        f"Gemeld op {melding.tekst('datum')}. {melding.tekst('wijze')}.",
        f"Aan: {told.safe(melding.tekst('aan'))}. Kenmerk: {melding.tekst('kenmerk')}.",
    )


def _child(told: Verteld) -> Iterator[Rij]:
    dossier = told.dossier
    yield "Naam", dossier.leerling("naam") or ONBEKEND
    if other := told.safe(dossier.leerling("roepnamen")):
        yield "Ook genoemd", other
    yield "Geboren", dossier.born.tekst if dossier.born else ONBEKEND
    yield "Op school", in_groep(dossier.groep)


def _people(told: Verteld) -> Iterator[Rij]:
    found = [each for each in gezag.mensen(told.dossier.standing) if not each.is_a(*_HELPT)]
    if not found:
        yield "Gezag, en wie er thuis wonen", told.safe(told.dossier.leerling("gezag")) or ONBEKEND
    for each in found:
        yield each.naam, "\n".join(_about(told, each))


def _about(told: Verteld, mens: Mens) -> Iterator[str]:
    records = told.dossier.standing
    if not mens.is_a(Rol.BROER_ZUS):
        said = gezag.geldend(mens, records)
        form = f" ({_small(said.tekst('vorm'))})" if said else ""
        yield f"{gezag.staat(mens, records)}{form}."
    if lives := mens.record.tekst("woont"):
        yield f"Woont bij het kind: {_small(lives)}."
    if born := mens.record.tekst("geboren"):
        yield f"Geboren: {born}."
    if language := told.safe(mens.record.tekst("taal")):
        yield f"Tolk nodig: {language}."
    yield _GEHEIM if mens.is_geheim else _AAN_DE_TELEFOON


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _danger(told: Verteld) -> Iterator[Rij]:
    danger = told.dossier.last(AcuutGevaar)
    if danger:
        yield f"Acuut gevaar, {in_words(dag(danger))}", told.safe(danger.tekst("reden"))


def _facts(told: Verteld, facts: Collection[Vastgelegd]) -> Iterator[tuple[str, str, list[Rij]]]:
    """What the school saw itself, what the child said, and what it has from others: never mixed."""
    own, child, others = list[Rij](), list[Rij](), list[Rij]()
    for each in facts:
        where = own if not each.isa(Signaal) or each.says("bron", BronSignaal.ZELF) else others
        if each.isa(GesprekLeerling) or each.says("bron", BronSignaal.LEERLING):
            where = child
        source = [told.safe(wegen.bron(each))] if where is others else []
        where.append((told.when(each), "\n".join([*source, *_fact(told, each)])))
    for title, about, found, what in (
        ("Wat de school zelf zag en hoorde", "", own, "Wat is er gezien en gehoord?"),
        ("Wat het kind zei", "Zo letterlijk mogelijk.", child, "Wat zei het kind?"),
        ("Wat wij van anderen hoorden", "Van wie, of uit welk stuk, staat erbij.", others, "Wat hoorden wij van wie?"),
    ):
        yield title, about, found or [(what, ONBEKEND)]


def _fact(told: Verteld, record: Vastgelegd) -> list[str]:
    """What was seen or said; where an injury was after what is asked, for else it is a list of places."""
    found = told.answers(record, OpMelding.FEIT)
    return [f"{each.vraag} {each.tekst}" if each.plekken else each.tekst for each in found]


def _weighed(told: Verteld) -> Iterator[Rij]:
    yield from told.state(OpMelding.DENKT, always=(Weging,), but=kinds(OpMelding.FEIT))
    yield from ((f"Afweging {asked}", said) for asked, said in vijf(told.dossier.last(Weging)))


def _thought(told: Verteld, facts: Collection[Vastgelegd]) -> Iterator[Rij]:
    for each in facts:
        if said := told.lines(each, OpMelding.DENKT):
            yield f"Bij {in_words(dag(each))}", said


def _helping(told: Verteld) -> str:
    """Who helps; a huisarts or team that gives away a secret place by its name is not named."""
    said = [
        f"{each.record.tekst('rol')}: zeg dit aan de telefoon" if each.is_geheim else each.naam
        for each in gezag.mensen(told.dossier.standing, *_HELPT)
    ]
    return "\n".join(said) or ONBEKEND


def _attached(attached: Collection[Vastgelegd]) -> list[Rij]:
    rows = [(in_words(dag(each)), f"{each.tekst('wat')}, van {each.tekst('herkomst')}") for each in attached]
    return rows or [("Bijlagen", "geen")]
