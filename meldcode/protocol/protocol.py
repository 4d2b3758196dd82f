"""The protocol as Dutch Markdown, made from the declarations: the general one, and the meldcode of one school."""

from collections.abc import Iterable, Iterator
from datetime import date

from meldcode.bronnen import ATW_FEESTDAGEN, BASISMODEL, BRONNEN, WPO, WPO_SCHOOLJAAR
from meldcode.eigen.velden import landelijk, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.nummers import NUMMERS, VEILIG_THUIS
from meldcode.protocol import afspraken, bewaren, words
from meldcode.rollen import MAY, Permission
from meldcode.route.fasen import OVERGANGEN
from meldcode.route.stappen import STAPPEN, Stap, stap_of
from meldcode.route.termijnen import TERMIJNEN
from meldcode.termijnen.termijn import Ingesteld
from meldcode.vastleggingen import ALLE
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, NAMEN, REGELS, TWIJFEL_AAN_VERMOEDEN
from meldcode.vastleggingen.opening import ANDERE_ROUTE, Opening
from meldcode.vragen.datum import short
from meldcode.vragen.vastlegging import Vastlegging, vragen

Kind = type[Vastlegging]


def protocol() -> str:
    """The whole protocol of no school in particular, with the usual words, terms and agreements; ends in a newline."""
    lines = [
        "# Protocol: de route bij signalen van huiselijk geweld en kindermishandeling",
        "",
        "Dit protocol is gemaakt uit de declaraties in `meldcode/`, met `make docs`. Wijzig het daar, niet hier.",
        f"Een school heeft een meldcode, en het bevoegd gezag zorgt dat iedereen hem kent en gebruikt. Bron: {WPO}.",
        f"Voor uitgebreide informatie: {BASISMODEL}.",
        "Staat bij een bron “na te gaan”, dan moet iemand wat erachter staat nog bij de bron zelf lezen.",
        *_body({}),
        *_annex(),
    ]
    return "\n".join(lines) + "\n"


def meldcode(school: str, ingesteld: Ingesteld) -> list[str]:
    """The meldcode of one school as lines, to be adopted by its board: with its words, terms and agreements.

    ``school`` is its name, ``ingesteld`` the terms it set. Without the annex: the vragen can be read in the program.
    """
    return [afspraken.without_demands(line) for line in (*afspraken.head(school), *_body(ingesteld))]


def _body(ingesteld: Ingesteld) -> Iterator[str]:
    yield from afspraken.artikel_2()
    yield from _numbers()
    for stap in STAPPEN:
        yield from _stap(stap, ingesteld)
    yield from _afwegingskader()
    yield from afspraken.agreed()
    yield from _termijnen(ingesteld)
    yield from _bewaren()
    yield from _roles()
    yield from _bronnen()


def _annex() -> Iterator[str]:
    """How a dossier goes from one fase to the next, and what is recorded, vraag by vraag."""
    yield from _overgangen()
    yield from _section("Bijlage: wat u vastlegt")
    for stap in STAPPEN:
        yield from _recorded(stap)
    yield from _in_every_stap()
    yield from _section("Bijlage: hoe lang een dossier wordt bewaard")
    yield from _table(("Afgesloten met", "Wat het bestuur kan kiezen", "Wat dat betekent", "Bron"), bewaren.choices())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table, with an empty line before it."""
    heads = list(head)
    yield ""
    yield from (f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows))


def _since(day: date | None) -> str:
    """The day from which a default holds; empty when it always did."""
    return short(day) if day else ""


def _section(titel: str) -> list[str]:
    return ["", f"## {titel}"]


def _numbers() -> Iterator[str]:
    yield from _section("Bellen")
    of_the_region = [each for each in (veilig_thuis(), landelijk()) if each]
    numbers = (one for each in NUMMERS for one in (of_the_region if each is VEILIG_THUIS else [each]))
    rows = ((f"**{n.nummer}**", n.naam, n.uitleg, str(n.bron)) for n in numbers)
    yield from _table(("Nummer", "Wie", "Waarvoor", "Bron"), rows)


def _stap(stap: Stap, ingesteld: Ingesteld) -> Iterator[str]:
    yield from _section(f"{stap.naam}. {stap.titel}")
    yield from ("", f"In de route: {stap.in_de_route}.", "", stap.doel, "")
    yield f"- Grondslag: {'; '.join(map(str, stap.grondslag))}"
    yield f"- Termijn: {words.days(stap.termijn, ingesteld)}"
    yield f"- Wie: {words.names(MAY[stap.permission])}"
    yield from ("", "Voordat deze stap kan worden afgerond, is vastgelegd:", "")
    for eis in stap.nodig:
        yield f"- {eis.tekst}" + (f" (alleen na {words.all_met(eis.mits)})" if eis.mits else "")
    yield "- Het bericht aan de directie"


def _recorded(stap: Stap) -> Iterator[str]:
    """What can be recorded in this stap; each kind is written out in the first stap that takes it."""
    yield from _section(f"{stap.naam}: wat u vastlegt")
    for kind in stap.vastleggingen:
        first = stap_of(kind)
        if first is stap:
            yield from _vastlegging(kind)
        else:
            yield from ("", f"### {kind.titel}", "", f"Zie {first.naam.lower() if first else 'elke stap'}.")


def _in_every_stap() -> Iterator[str]:
    yield from _section("Openen, en wat in elke stap kan")
    for kind in ALLE:
        if stap_of(kind) is None:
            yield from _vastlegging(kind)
        if kind is Opening:
            yield from ("", "Gaat het over iemand die voor de school werkt, dan geldt een andere route:", "")
            yield from (f"{number}. {each}" for number, each in enumerate(ANDERE_ROUTE, 1))


def _vastlegging(kind: Kind) -> Iterator[str]:
    yield from ("", f"### {kind.titel}", "", f"{kind.uitleg} Door: {words.names(kind.door)}.".strip())
    for eis in kind.eisen:
        last = ", als laatste antwoord" if eis.laatste else ""
        anew = f", opnieuw gegeven na {' of '.join(each.titel for each in eis.na)}" if eis.na else ""
        yield from ("", f"Kan pas na {words.met(eis)}{last}{anew}{words.only_when(kind, eis.als)}.")
    if kind.grondslag:
        yield from ("", f"Bron: {'; '.join(map(str, kind.grondslag))}.")
    yield ""
    for about in vragen(kind):
        sentence = f"- **{about.tekst}** ({words.sort_of(about)}){words.only_when(kind, about.when)}"
        sentence += words.may_be_left(kind, about)
        yield f"{sentence}. {about.help}" if about.help else sentence
        yield from (f"  - {keuze.label}" for keuze in about.keuzen)


def _overgangen() -> Iterator[str]:
    yield from _section("Van de ene plaats naar de andere")
    yield from ("", "De eerste regel die past, telt.")
    rows = (
        ("; ".join(f.label for f in o.van), words.brings(o), o.naar.label, o.regel, str(o.bron)) for o in OVERGANGEN
    )
    yield from _table(("Van", "Door", "Naar", "Regel", "Bron"), rows)


def _afwegingskader() -> Iterator[str]:
    yield from _section("Afwegingskader")
    yield ""
    yield from (f"- {tekst}" for tekst in AFWEGINGEN.values())
    yield from (
        "",
        worded("Bij elk vijftal antwoorden past precies één regel. Er is geen score: [de intern begeleider] beslist. ")
        + TWIJFEL_AAN_VERMOEDEN,
        "",
        "Afweging 5 beantwoordt u opnieuw bij elke meting van het effect van de hulp. Dat doet u uiterlijk aan het "
        "eind van de afgesproken termijn.",
        "Vertelde de leerling het zelf, dan telt dat als acuut tot met Veilig Thuis is overlegd (na te gaan in het "
        "afwegingskader zelf). Bij het besluit geldt afweging 2 dan als ja.",
    )
    rows = (
        (
            "; ".join(
                f"{NAMEN[naam]}: {' of '.join(each.label.lower() for each in given)}"
                for naam, given in regel.antwoorden.items()
            ),
            "ja" if regel.melden else "nee",
            "ja" if regel.helpen else "nee",
            f"{regel.tekst} {regel.waarom}".strip(),
            str(regel.bron),
            _since(regel.since),
        )
        for regel in REGELS
    )
    yield from _table(("Antwoord", "Melden", "Helpen", "Wat er volgt", "Bron", "Zo sinds"), rows)


def _termijnen(ingesteld: Ingesteld) -> Iterator[str]:
    yield from _section("Termijnen")
    yield from ("", "Een termijn herinnert en zet niets op slot. De dag zelf is nog op tijd.")
    yield f"Een werkdag is geen weekend en geen feestdag, ook niet Goede Vrijdag of 5 mei. Bron: {ATW_FEESTDAGEN}."
    yield "Een schooldag is een werkdag waarop de school open is."
    yield f"Een schooljaar begint op 1 augustus. Bron: {WPO_SCHOOLJAAR}."
    rows = (
        (
            t.titel,
            words.days(t, ingesteld),
            "ja" if t.instelbaar else "nee",
            "; ".join(str(each) for each in (t.bron, t.einde) if each),
            _since(t.since),
        )
        for t in TERMIJNEN
    )
    yield from _table(("Wat", "Termijn", "Stelt de school zelf in", "Bron", "Zo sinds"), rows)


def _bewaren() -> Iterator[str]:
    yield from _section("Bewaren")
    yield ""
    yield from (f"- {each}" for each in bewaren.sentences())
    yield from _table(("Afgesloten met", "Wat er gebeurt", "Bron"), bewaren.holds())


def _roles() -> Iterator[str]:
    yield from _section("Wie wat mag")
    yield from _table(("Wat", "Wie"), ((p.label, words.names(MAY[p])) for p in Permission))


def _bronnen() -> Iterator[str]:
    """Every source in full."""
    yield from _section("Bronnen")
    rows = (
        (
            b.naam,
            b.artikel,
            _since(b.versie),
            short(b.gelezen) if b.gelezen else "n.v.t.",
            b.na_te_gaan,
            b.adres,
        )
        for b in BRONNEN
    )
    yield from _table(("Bron", "Waar", "Tekst van", "Gelezen op", "Nog na te gaan", "Adres"), rows)
