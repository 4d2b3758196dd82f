"""The file: a whole dossier on paper, with who recorded what and when, in the words in which it was asked then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import tijdlijn
from meldcode.namen.groep import in_groep
from meldcode.verzoeken.lopend import erbij
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from papers.foto import on_paper
from papers.papier import Merk, gezet

_CONTROLE = (
    "Meldroute zegt later of dit bestand ongewijzigd is, en of het dossier toen langer of korter was. Dat kan in "
    "Beheer, bij Logboek, of met python -m db verify --paper BESTAND. Het gaat over het bestand, niet "
    "over een afdruk ervan."
)


@dataclass(frozen=True)
class Bij:
    """What stands on the file besides the dossier: the school, names by account id, photos by id, and the journal.

    ``kenmerk`` is the head of the journal (``db.journal.journal.head``) just before it was made.
    """

    school: str
    namen: Mapping[str, str]
    fotos: Mapping[str, bytes]
    kenmerk: str


def op_papier(dossier: Dossier, bij: Bij, merk: Merk) -> bytes:
    """The PDF of this dossier, as far as whoever asked may read it: what is left out is counted on it.

    Raises ``OSError`` when a photo is no picture.
    """
    fotos = on_paper(bij.fotos)
    records = list(_records(dossier, bij, fotos))
    about = {
        "wie": _who(dossier),
        "feiten": _facts(dossier, bij),
        "let_op": _left_out(dossier),
        "koppen": {"tijdlijn": "Tijdlijn", "records": "Alles wat is vastgelegd", "na_te_gaan": "Na te gaan"},
        "tijdlijn": [[in_words(each.on), str(each.baan), each.wat] for each in tijdlijn(dossier)],
        "tijdlijn_kop": ["Dag", "Soort", "Wat"],
        "leeg": "Nog niets om op een tijdlijn te zetten.",
        "records": records,
        "controle": _CONTROLE,
        "kenmerk": f"Kenmerk van het logboek: {bij.kenmerk}",
    }
    return gezet("dossier", f"Dossier {dossier.codenaam}", about, merk, dossier.codenaam)


def _who(dossier: Dossier) -> str:
    naam = dossier.leerling("naam")
    return f"{naam}, {in_groep(dossier.groep)}" if naam else ""


def _facts(dossier: Dossier, bij: Bij) -> list[list[str]]:
    opening = dossier.records[0]
    files = sum(len(each.bestanden) for each in dossier.records)
    return [
        ["School", bij.school],
        ["Geboren", dossier.born.tekst if dossier.born else "niet vastgelegd"],
        ["Geopend", f"{in_words(opening.on)} door {_by(opening, bij)}"],
        ["Waar het is", dossier.fase.label],
        ["Vastgelegd", f"{dossier.versie} keer, waarvan {_corrections(dossier)} keer als correctie"],
        ["Bijlagen", str(files) if files else "geen"],
    ]


def _corrections(dossier: Dossier) -> int:
    return sum(each.corrigeert is not None for each in dossier.records)


def _left_out(dossier: Dossier) -> str:
    if not dossier.kept_back:
        return ""
    number = "1 vastlegging staat" if dossier.kept_back == 1 else f"{dossier.kept_back} vastleggingen staan"
    return f"{number} niet op dit papier: wie het maakte, mocht die toen niet lezen."


def _records(dossier: Dossier, bij: Bij, fotos: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each record in order, with what corrects it beside it; at the place of a correction stands where to find it."""
    found = {each.nummer for each in dossier.records}
    corrections: dict[int, list[Vastgelegd]] = {}
    beside: dict[int, int] = {}
    for each in dossier.records:
        first = beside.get(each.corrigeert or 0, each.corrigeert)
        if first is not None and first in found:  # who asked may not read all of it
            beside[each.nummer] = first
            corrections.setdefault(first, []).append(each)
    for each in dossier.records:
        titel = f"{each.nummer}. {each.titel}"
        made = f"{in_words(each.on)}, vastgelegd door {_by(each, bij)}"
        if each.nummer in beside:
            about = f"{made}. Dit corrigeert nummer {beside[each.nummer]}, en staat daar."
            yield {"titel": titel, "over": about, "antwoorden": [], "correcties": []}
            continue
        yield {
            "titel": titel,
            "over": f"{made}. {erbij(dossier.standing, each.nummer)}".strip(),
            "antwoorden": list(_answers(each, fotos)),
            "correcties": list(_corrections_of(corrections.get(each.nummer, []), bij, fotos)),
        }


def _corrections_of(those: Sequence[Vastgelegd], bij: Bij, fotos: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for number, each in enumerate(those, 1):
        counts = "Dat geldt." if number == len(those) else "Ook dat is later gecorrigeerd."
        made = f"Gecorrigeerd in nummer {each.nummer}, op {in_words(each.on)} door {_by(each, bij)}."
        yield {"over": f"{made} {counts}", "antwoorden": list(_answers(each, fotos))}


def _by(each: Vastgelegd, bij: Bij) -> str:
    return bij.namen.get(each.by, "onbekend")


def _answers(each: Vastgelegd, fotos: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for answer in each.antwoorden:
        if answer.bestand is None:
            yield {"vraag": answer.vraag, "tekst": answer.tekst, "foto": ""}
        else:
            yield {"vraag": answer.vraag, **_file(answer.bestand, each, fotos)}


def _file(bestand: Bestand, each: Vastgelegd, fotos: Mapping[str, str]) -> dict[str, str]:
    foto = fotos.get(bestand.id)
    if foto is None:
        return {"tekst": f"{bestand.tekst}. Staat in het dossier, en niet op dit papier.", "foto": ""}
    return {"tekst": f"{bestand.tekst}, bij nummer {each.nummer}", "foto": foto}
