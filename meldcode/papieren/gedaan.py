"""What the school did so far and whom it told, as it stands in the melding to Veilig Thuis."""

from collections.abc import Iterator, Mapping

from meldcode import gezag
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.wegen import dag
from meldcode.papieren.belkaart import ONBEKEND
from meldcode.papieren.leidraad import DE_OUDERS
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afronding,
    Afzien,
    Consultatie,
    FormeelGesprek,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    NietBereikt,
    OudersGeinformeerd,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vragen.datum import in_words
from meldcode.vragen.eisen import Wie
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging

_OVERLEG: dict[type[Vastlegging], tuple[str, ...]] = {
    Consultatie: ("uitkomst",),
    Leerlingbespreking: ("besluit", "waarom_niet"),
    AdviesVeiligThuis: ("adviseur", "advies"),
    Inbreng: ("waar", "uitkomst"),
}
"""What is told of each consultation: the answers to these vragen."""
_VERTELD: dict[type[Vastlegging], tuple[str, ...]] = {
    VeiligInformeren: ("veilig", "redenen", "motivering"),
    Zorggesprek: ("gedeeld", "reactie", "afspraken"),
    FormeelGesprek: ("stap_1", "visie", "afspraken"),
    Afzien: ("redenen", "motivering"),
    NietBereikt: ("datum", "weg", "datum_2", "weg_2", "meer"),
    OudersGeinformeerd: ("waarover", "geinformeerd", "wijze", "reactie", "redenen", "motivering"),
}
"""The same of what somebody was told, or why they were not."""


def gedaan(dossier: Dossier, namen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each stap with when and by whom it was closed, and each consultation with what came of it."""
    for stap in STAPPEN:
        closed = [each for each in dossier.of(Afronding) if each.waarde("stap") == str(stap.nummer)][-1:]
        is_closed = dossier.status(stap) is Stapstatus.AFGEROND
        said = [f"{in_words(each.on)}, door {namen.get(each.by, 'onbekend')}" for each in closed if is_closed]
        yield f"{stap.naam}. {stap.kort}", said[0] if said else _NOT_CLOSED[dossier.status(stap)]
    for each in dossier.of(*_OVERLEG):
        yield f"{each.titel}\n{in_words(dag(each))}", _answers(each, _OVERLEG)


_NOT_CLOSED = {
    Stapstatus.AFGEROND: ONBEKEND,
    Stapstatus.BEZIG: "nog niet afgerond",
    Stapstatus.OVERGESLAGEN: "overgeslagen vanwege acuut gevaar",
    Stapstatus.NOG_NIET: "nog niet begonnen",
}


def verteld(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Per person who was told what, when and how, and what they said; of the child what was agreed with it."""
    every = sorted(dossier.of(*_VERTELD), key=lambda each: (dag(each), each.nummer))
    people = gezag.wie(dossier.standing, {each.nummer for each in gezag.te_kiezen(dossier.standing)})
    for one in people or (DE_OUDERS,):
        found = [each for each in every if not people or one.is_in(each)]
        for each in found:
            yield f"{_name(one)}\n{in_words(dag(each))}", _answers(each, _VERTELD, titel=each.titel)
        if not found and (not people or one in dossier.met_gezag):
            yield _name(one), ONBEKEND
    talks = dossier.of(GesprekLeerling)
    for each in talks:
        yield f"Het kind\n{in_words(dag(each))}", each.tekst("uitkomst")
    if not talks:
        yield "Het kind", ONBEKEND


def _name(one: Wie) -> str:
    return one.naam[0].upper() + one.naam[1:]


def _answers(record: Vastgelegd, names: Mapping[type[Vastlegging], tuple[str, ...]], titel: str = "") -> str:
    """The answers to these vragen, each after what was asked; above them the title, unless that asks it already."""
    asked = next(found for kind, found in names.items() if record.isa(kind))
    told = [each for naam in asked for each in record.antwoorden if each.naam == naam]
    head = [titel] if titel and titel not in (each.vraag for each in told) else []
    return "\n".join([*head, *(f"{each.vraag} {each.tekst}" for each in told)])
