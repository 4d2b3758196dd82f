"""Deviations: a besluit that differs from what the afwegingskader indicated that day, with its rule and its reason."""

from dataclasses import replace

from meldcode.cijfers import verloop
from meldcode.dossier import vastleggen
from meldcode.dossier.afwijkingen import afwijkingen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import AdviesVeiligThuis, Besluit, Signaal, Weging
from meldcode.vragen.vastlegging import fill
from meldcode.vragen.vraag import Raw
from tests.builders import after_stap, close, decided, in_fase, record
from tests.cast import MONDAY, NOOR


def test_a_deviation_is_there_with_its_rule_and_its_reason() -> None:
    """R31."""
    assert afwijkingen(decided("5a")) == () == afwijkingen(decided("5b"))
    weighed_unsafe = record(in_fase(Fase.STAP_4), Weging, onveilig="ja")
    (found,) = afwijkingen(record(_closed(weighed_unsafe), Besluit, melden="nee", afwijking="Op raad van de politie."))
    assert (found.regel.naam, found.reden, found.on) == ("onveilig", "Op raad van de politie.", MONDAY)


def test_the_directie_reads_that_it_was_deviated_and_not_why() -> None:
    """R3, R31."""
    dossier = record(_closed(record(in_fase(Fase.STAP_4), Weging, onveilig="ja")), Besluit, melden="nee",
                     afwijking="Op raad van de politie.")  # fmt: skip
    text = bericht(dossier, STAPPEN[4])
    assert "Het besluit wijkt af van het afwegingskader, met reden." in text and "politie" not in text


def _closed(dossier: Dossier) -> Dossier:
    return close(dossier, 4)


def test_a_later_weging_makes_no_deviation_of_an_earlier_besluit() -> None:
    assert afwijkingen(record(decided("5a"), Weging, onveilig="ja")) == ()


def test_a_besluit_keeps_what_it_was_held_to_in_the_words_of_that_day() -> None:
    """R31."""
    kept = decided("5b").records[-1]
    (found,) = [each for each in kept.antwoorden if each.naam == "aangegeven"]
    assert (found.vraag, found.waarde) == ("Wat gaf het afwegingskader aan?", "geen-hulp")
    assert found.tekst.startswith("De school en haar ketenpartners kunnen geen effectieve hulp")
    typed = record(after_stap(4), Besluit, aangegeven="geen-vermoeden").records[-1]
    assert typed.waarde("aangegeven") == "hulp-begint", "nobody can type another"


def test_what_was_kept_counts_whatever_the_rules_say_since() -> None:
    """R31."""
    dossier = decided("5a")
    other = [each._replace(waarde="geen-hulp") if each.naam == "aangegeven" else each
             for each in dossier.records[-1].antwoorden]  # fmt: skip
    held = replace(dossier, records=(*dossier.records[:-1], dossier.records[-1]._replace(antwoorden=tuple(other))))
    assert afwijkingen(dossier) == () and [each.regel.naam for each in afwijkingen(held)] == ["geen-hulp"]


def told_and_decided(afwijking: str | None = "De wijkagent weet meer dan wij.") -> Dossier:
    """A pupil told of abuse, nobody called Veilig Thuis; weighed as safe, and decided not to report."""
    dossier = _closed(record(record(after_stap(3), Signaal, soort="uitspraak"), Weging))
    return record(dossier, Besluit, afwijking=afwijking)


def as_of_before(dossier: Dossier) -> Dossier:
    """The same as release 0.2.0 stored it: a besluit without the rule it was compared with, and without a reason."""
    kept = [each for each in dossier.records[-1].antwoorden if each.naam not in ("aangegeven", "afwijking")]
    old = dossier.records[-1]._replace(antwoorden=tuple(kept))
    return replace(dossier, records=(*dossier.records[:-1], old))


def _corrected_besluit(dossier: Dossier, **changes: Raw) -> Dossier:
    besluit = dossier.of(Besluit)[-1]
    raw = {each.naam: each.waarde for each in besluit.antwoorden} | changes
    latest = dossier.records[(besluit.gecorrigeerd_in or besluit.nummer) - 1]
    assert vastleggen.correction_objections(dossier, latest, raw, by=NOOR, on=MONDAY) == {}
    return vastleggen.correct(dossier, latest, fill(Besluit, raw, MONDAY), by=NOOR, on=MONDAY)


def test_a_deviation_is_of_the_rules_of_its_day_also_when_it_is_corrected_later() -> None:
    """R31: a newer rule counts only for newer decisions."""
    (found,) = afwijkingen(told_and_decided())
    assert found.regel.naam == "onveilig"
    before = as_of_before(told_and_decided())
    assert afwijkingen(before) == () == verloop.merken(before)[1:]
    corrected = _corrected_besluit(before, helpen_waarom="Er is plaats bij het wijkteam.")
    assert afwijkingen(corrected) == () and corrected.of(Besluit)[-1].waarde("aangegeven") is None
    assert len(afwijkingen(_corrected_besluit(told_and_decided(), helpen_waarom="Er is plaats, zegt Anke."))) == 1
    called = record(record(after_stap(3), Signaal, soort="uitspraak"), AdviesVeiligThuis)
    called = record(_closed(record(called, Weging)), Besluit)
    assert afwijkingen(called) == () == afwijkingen(record(called, Signaal, soort="uitspraak"))


def _counted_as_deviation(dossier: Dossier) -> set[int]:
    """The besluiten marked as deviating, after every record; a correction can change the marks."""
    found: dict[int, bool] = {}
    for number in range(1, len(dossier.records) + 1):
        told = replace(dossier, records=dossier.records[:number])
        about = verloop.about(told).nummer
        found[about] = any(each.soort is verloop.Merksoort.AFWIJKING for each in verloop.merken(told))
    return {nummer for nummer, deviates in found.items() if deviates}


def test_what_is_counted_as_a_deviation_is_what_is_listed_as_one_also_when_a_besluit_is_corrected_later() -> None:
    """R31. A besluit corrected after a new weging is compared with that weging, which also decides about a reason."""
    unsafe = record(_closed(record(in_fase(Fase.STAP_4), Weging, onveilig="ja")), Besluit, melden="nee",
                    afwijking="Op raad van de politie.")  # fmt: skip
    anew = record(decided("5a"), Weging, onveilig="ja")
    besluit = anew.of(Besluit)[-1]
    reworded = fill(
        Besluit, {each.naam: each.waarde for each in besluit.antwoorden} | {"afwijking": "Op raad."}, MONDAY
    )
    corrected = vastleggen.correct(anew, besluit, reworded, by=NOOR, on=MONDAY)
    for dossier, number in ((decided("5b"), 0), (unsafe, 1), (anew, 0), (corrected, 1)):
        assert len(afwijkingen(dossier)) == number
        assert _counted_as_deviation(dossier) == {each.nummer for each in afwijkingen(dossier)}
