"""What is taken out of a dossier: which parts go with one proposal, which proposals wait, and the dossier without them.

The records stay in their place, empty (``meldcode.vragen.vastgelegd.leeg``). Everything that is computed from the
dossier goes on with what is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from meldcode.vastleggingen import BY_NAME, Uithalen, UithalenAntwoord
from meldcode.vastleggingen.einde.uithalen import Deel, Eruit
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Records, Vastgelegd, leeg
from meldcode.vragen.vastlegging import Vastlegging, vragen

_DELEN = "delen"


@dataclass(frozen=True)
class Voorstel:
    """A proposal, with the answer to it, if there is one yet."""

    record: Vastgelegd
    antwoord: Vastgelegd | None = None

    @cached_property
    def nummers(self) -> dict[int, int | None]:
        """The records that go, by number: of each the number of the one that it corrects, if any."""
        whole = [each.partition(">") for each in self._delen if "/" not in each]
        return {int(nummer): int(of) if of else None for nummer, _sign, of in whole}

    @cached_property
    def bestanden(self) -> frozenset[str]:
        """The ids of the files that go from records that stay."""
        return frozenset(each.partition("/")[2] for each in self._delen if "/" in each)

    @property
    def _delen(self) -> list[str]:
        found = self.record.waarde(_DELEN)
        return found if isinstance(found, list) else []

    @property
    def wat(self) -> str:
        """What goes, in words: kind, number and day, and nothing of what it says."""
        return self.record.tekst(_DELEN)

    @property
    def tweede(self) -> Persoon | None:
        """The colleague who confirms it; None: the directie does."""
        return read_persoon(self.record.waarde("tweede"))

    @property
    def is_uitgevoerd(self) -> bool:
        """Whether it was confirmed, so that it is gone."""
        return self.antwoord is not None and self.antwoord.says("eruit", Eruit.JA)

    @property
    def waarom(self) -> str:
        """What stands in the place of what is gone."""
        op = f"Op {in_words(self.antwoord.on)}" if self.antwoord else "Nog niet"
        return f"{op}. {self.record.tekst('grond')}. Zie nummer {self.record.nummer} en {_nummer(self.antwoord)}."


def _nummer(record: Vastgelegd | None) -> str:
    return str(record.nummer) if record else "…"


def voorstellen(records: Records) -> tuple[Voorstel, ...]:
    """Every proposal in these records, in order."""
    answers = {str(each.waarde("voorstel")): each for each in records if each.isa(UithalenAntwoord)}
    return tuple(Voorstel(each, answers.get(str(each.nummer))) for each in records if each.isa(Uithalen))


def wacht(records: Records) -> tuple[Voorstel, ...]:
    """The proposals that nobody answered yet."""
    return tuple(each for each in voorstellen(records) if each.antwoord is None)


def zonder(records: Sequence[Vastgelegd], *also: Voorstel) -> tuple[Vastgelegd, ...]:
    """These records without the content of what was taken out, and of what these proposals take out."""
    done = [each for each in voorstellen(records) if each.is_uitgevoerd] if _has_any(records) else []
    if not done and not also:
        return tuple(records)
    gone = {nummer: (each, of) for each in (*done, *also) for nummer, of in each.nummers.items()}
    files = {bestand: each for each in (*done, *also) for bestand in each.bestanden}
    return tuple(_emptied(record, gone, files) for record in records)


def _has_any(records: Sequence[Vastgelegd]) -> bool:
    return any(each.soort == UithalenAntwoord.__name__ for each in records)


def _emptied(
    record: Vastgelegd, gone: dict[int, tuple[Voorstel, int | None]], files: dict[str, Voorstel]
) -> Vastgelegd:
    if record.nummer in gone:
        voorstel, of = gone[record.nummer]
        return leeg(record, voorstel.waarom, of)
    if not any(each.id in files for each in record.bestanden):
        return record
    return record._replace(antwoorden=tuple(_without_file(each, files) for each in record.antwoorden))


def _without_file(answer: Antwoord, files: dict[str, Voorstel]) -> Antwoord:
    voorstel = files.get(answer.bestand.id) if answer.bestand else None
    if voorstel is None:
        return answer
    said = f"Dit bestand is uit het dossier gehaald. {voorstel.waarom}"
    return answer._replace(tekst=said, waarde=said)


def te_halen(records: Records) -> tuple[Vastgelegd, ...]:
    """The records that may be proposed, as they were first recorded: what was typed or attached about the child."""
    asked = {nummer for each in wacht(records) for nummer in (int(str(each.record.waarde("nummer"))),)}
    return tuple(
        each
        for each in records
        if each.corrigeert is None and each.nummer not in asked and _is_typed(each) and deel_van(records, each.nummer)
    )


def _is_typed(record: Vastgelegd) -> bool:
    kind = BY_NAME.get(record.soort)
    if kind is None or kind.over_toegang or kind.over_de_route:
        return False
    return any(each.soort in (str, Bestand) for each in vragen(kind))


def _versies(records: Records) -> dict[int, list[int]]:
    """By the number of a record that was corrected, those of its corrections, in order."""
    first, found = dict[int, int](), dict[int, list[int]]()
    for each in records:
        if each.corrigeert is not None:
            first[each.nummer] = original = first.get(each.corrigeert, each.corrigeert)
            found.setdefault(original, []).append(each.nummer)
    return found


def deel_van(records: Records, nummer: int) -> tuple[Deel, ...]:
    """How much of this record can go: what there is of it besides the whole."""
    versions = _of_record(records, nummer)
    still = [each for each in versions if not each.is_leeg]
    before = [each for each in still if each is not versions[-1]] if len(versions) > 1 else []
    files = [each for each in still if each.bestanden]
    return tuple(
        deel
        for deel, there in ((Deel.ALLES, bool(still)), (Deel.EERDER, bool(before)), (Deel.BESTAND, bool(files)))
        if there
    )


def _of_record(records: Records, nummer: int) -> list[Vastgelegd]:
    by_number = {each.nummer: each for each in records}
    return [by_number[each] for each in (nummer, *_versies(records).get(nummer, ())) if each in by_number]


def delen(records: Records, nummer: int, deel: Deel) -> Antwoord:
    """What goes with this proposal, as an answer to record with it."""
    versions = _of_record(records, nummer)
    if deel is Deel.BESTAND:
        going = [each for each in versions if each.bestanden]
        parts = [f"{each.nummer}/{bestand.id}" for each in going for bestand in each.bestanden]
        what = "het bestand bij "
    else:
        chosen = versions if deel is Deel.ALLES else versions[:-1]
        going = [each for each in chosen if not each.is_leeg]
        parts = [f"{each.nummer}>{each.corrigeert}" if each.corrigeert else str(each.nummer) for each in going]
        what = ""
    return Antwoord(_DELEN, "Wat is dat?", f"{what}{'; '.join(map(_named, going))}", parts)


def delen_van(vastlegging: Vastlegging, records: Records) -> tuple[Antwoord, ...]:
    """What goes with it, when it is a proposal."""
    if not isinstance(vastlegging, Uithalen):
        return ()
    return (delen(records, int(vastlegging.nummer), vastlegging.deel),)


def _named(record: Vastgelegd) -> str:
    correction = ", een correctie" if record.corrigeert else ""
    return f"{record.titel} van {in_words(record.on)} (nummer {record.nummer}{correction})"


def eruit(records: Records) -> Iterator[int]:
    """The numbers of the records of which the last of these takes the content away."""
    voorstel = uitgevoerd(records)
    yield from voorstel.nummers if voorstel else ()


def uitgevoerd(records: Records) -> Voorstel | None:
    """The proposal that the last of these records confirms; None when it does not."""
    if not records or not records[-1].isa(UithalenAntwoord):
        return None
    found = next((each for each in voorstellen(records) if each.antwoord is records[-1]), None)
    return found if found and found.is_uitgevoerd else None
