"""Doing without the formal talk counts once for a pupil, of however many parents it was recorded."""

from dataclasses import replace

from meldcode.cijfers.verloop import Merk, Merksoort, merken
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afzien, Betrokkene, Gezag, VeiligInformeren
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, record
from tests.cast import MONDAY, NOOR
from tests.meldcode.gezag.test_families import of


def waived(dossier: Dossier) -> list[Merk]:
    """The marks that its records made one after the other, as they are stored: those of a correction replace."""
    found = dict[int, list[Merk]]()
    for count in range(1, len(dossier.records) + 1):
        until = replace(dossier, records=dossier.records[:count])
        about = until.records[-1].corrigeert or until.records[-1].nummer
        found[about] = [each for each in merken(until) if each.soort is Merksoort.AFGEZIEN]
    return [each for marks in found.values() for each in marks]


def of_two() -> Dossier:
    """In stap 3, with M and V who have gezag and cannot safely be told."""
    dossier = after_stap(2)
    for naam in "MV":
        dossier = record(dossier, Betrokkene, naam=naam)
    dossier = record(dossier, Gezag, voor=of(dossier, "MV"))
    return record(dossier, VeiligInformeren, voor=of(dossier, "MV"), veilig="nee")


def test_two_waivers_count_once_and_the_first_says_when() -> None:
    one = record(of_two(), Afzien, voor=of(of_two(), "M"))
    two = record(one, Afzien, voor=of(one, "V"))
    assert waived(two) == waived(one) == [Merk(one.versie, Merksoort.AFGEZIEN, 3, MONDAY)]
    together = record(of_two(), Afzien, voor=of(of_two(), "MV"))
    assert len(waived(together)) == 1


def test_correcting_either_of_them_counts_it_neither_again_nor_away() -> None:
    one = record(of_two(), Afzien, voor=of(of_two(), "M"))
    two = record(one, Afzien, voor=of(one, "V"))
    for which, letters in ((one.records[-1], "M"), (two.records[-1], "V")):
        better = fill(Afzien, answers(Afzien, voor=of(two, letters), redenen=["veiligheid"]))
        assert waived(vastleggen.correct(two, which, better, by=NOOR, on=MONDAY)) == waived(two) != []
