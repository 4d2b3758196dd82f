"""The pupil leaves: who must know, what must be done before the dossier may rest, and a sudden move as a signal."""

from datetime import date
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vertrek import voor_rust
from meldcode.dossier.vastleggen import correct
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.gezag import mensen
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    Afgehandeld,
    Afsluiting,
    Afspraak,
    Betrokkene,
    Gezag,
    Signaal,
    Vertrek,
    VertrekVerteld,
    WarmeOverdracht,
)
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import gesloten, in_opvolging, opened, record
from tests.cast import MONDAY, NOOR, TUESDAY
from tests.meldcode.vastleggingen.refused import refused
from tests.over import over

SUDDEN: dict[str, Any] = {"hoe": "plotseling"}
KNOWS = "weet van de uitschrijving en is niet tegen."


def parents(dossier: Dossier | None = None) -> Dossier:
    return record(record(dossier or opened(), Betrokkene, naam="Anna"), Betrokkene, naam="Bas")


def of(dossier: Dossier, *names: str) -> list[str]:
    return [each.keuze.value for each in mensen(dossier.standing) if each.record.tekst("naam") in names]


def todo(dossier: Dossier) -> dict[str, bool]:
    return {each.tekst: each.klaar for each in voor_rust(dossier)}


def due(dossier: Dossier, soort: str) -> list[date]:
    return [each.due_on for each in verplichtingen(dossier, {}) if each.soort == soort]


# The day


@over(
    ("weg", "op", "is_refused"),
    [
        ("ja", "06-11-2026", False),
        ("ja", "09-11-2026", False),
        ("ja", "10-11-2026", True),
        ("nee", "10-11-2026", False),
        ("nee", "09-11-2026", False),
        ("nee", "06-11-2026", True),
    ],
)
def test_the_last_day_is_past_or_to_come_as_whoever_records_it_says(weg, op, is_refused) -> None:
    if is_refused:
        assert refused(opened(), Vertrek, weg=weg, op=op).keys() == {"op"}
    else:
        assert record(opened(), Vertrek, weg=weg, op=op).last(Vertrek).waarde("op") == op  # type: ignore[union-attr]


# Who knows


def test_of_each_person_with_gezag_it_stands_whether_they_know() -> None:
    both = parents()
    assert {text: klaar for text, klaar in todo(record(both, Vertrek)).items() if KNOWS in text} == {
        f"Anna (ouder) {KNOWS}": True,
        f"Bas (ouder) {KNOWS}": True,
    }
    one = record(both, Vertrek, ieder="nee", weten_niet=of(both, "Bas"))
    assert [todo(one)[f"{who} (ouder) {KNOWS}"] for who in ("Anna", "Bas")] == [True, False]
    nobody = record(opened(), Vertrek, ieder="nee")
    assert todo(nobody)[f"Ieder met gezag {KNOWS}"] is False
    assert todo(record(opened(), Vertrek))[f"Ieder met gezag {KNOWS}"] is True


def test_who_does_not_know_is_named_and_has_gezag() -> None:
    both = parents()
    assert refused(both, Vertrek, ieder="nee") == {
        "weten_niet": "Kies wie het nog niet weet, of ertegen is. Weet ieder het? Kies dan ‘Ja’."
    }
    without = record(both, Gezag, voor=of(both, "Bas"), vorm="geen")
    assert refused(without, Vertrek, ieder="nee", weten_niet=of(both, "Bas")) == {
        "weten_niet": "Bas (ouder): geen gezag, voor zover bekend, en hoeft het niet te weten."
    }
    assert refused(both, Vertrek, ieder="nee", weten_niet=of(both, "Bas"), waarom_niet="").keys() == {"waarom_niet"}


def test_that_the_other_heard_it_since_is_a_correction() -> None:
    both = parents()
    left = record(both, Vertrek, ieder="nee", weten_niet=of(both, "Bas"))
    now = fill(Vertrek, answers(Vertrek), TUESDAY)
    after = correct(left, left.records[-1], now, by=NOOR, on=TUESDAY)
    assert todo(after)[f"Bas (ouder) {KNOWS}"] is True and len(after.of(Vertrek)) == 1


# What must be done


def test_nothing_is_listed_before_somebody_leaves() -> None:
    assert voor_rust(in_opvolging("beide")) == ()


def test_the_list_says_what_is_open_and_what_is_done() -> None:
    left = record(record(in_opvolging("beide"), Afspraak), Vertrek)
    assert todo(left) == {
        f"Ieder met gezag {KNOWS}": True,
        "Over de warme overdracht is beslist.": False,
        "Hulp en gesprekken met ouders zijn afgerond of overgedragen.": False,
        "Elke afspraak is afgehandeld.": False,
        "Er staat geen melding open bij Veilig Thuis.": False,
        "Het dossier is gesloten.": False,
    }
    done = record(record(in_opvolging("geen"), Vertrek), WarmeOverdracht)
    closed = record(done, Afsluiting, reden="elders")
    assert set(todo(closed).values()) == {True}


def test_a_dossier_is_not_closed_before_the_handover_is_decided_and_veilig_thuis_knows() -> None:
    left = record(in_opvolging("geen"), Vertrek, **SUDDEN)
    (said,) = refused(left, Afsluiting, reden="elders").values()
    assert "een besluit over de warme overdracht; het plotselinge vertrek, dat Veilig Thuis nog niet weet" in said
    done = record(record(left, WarmeOverdracht, grond="niets"), VertrekVerteld)
    assert record(done, Afsluiting, reden="elders").fase is Fase.GESLOTEN


def test_it_is_recorded_in_a_closed_dossier_too_and_leaves_it_closed() -> None:
    left = record(gesloten(), Vertrek)
    assert left.fase is Fase.GESLOTEN and left.last(Vertrek)
    assert not due(left, "warm") and not due(record(gesloten(), Vertrek, **SUDDEN), "plotseling"), "it rests already"


def test_the_handover_is_decided_within_a_week_of_school_or_by_the_last_day() -> None:
    assert due(record(opened(), Vertrek), "warm") == [date(2026, 11, 16)]
    assert due(record(opened(), Vertrek, weg="nee", op="18-12-2026"), "warm") == [date(2026, 12, 18)]


# A sudden move


def test_a_sudden_move_is_told_to_veilig_thuis_the_next_day_of_school_or_said_why_not() -> None:
    gone = record(opened(), Vertrek, **SUDDEN)
    assert due(gone, "plotseling") == [TUESDAY] and not due(record(opened(), Vertrek), "plotseling")
    said: list[dict[str, Any]] = [{}, {"gebeld": "nee"}]
    for changes in said:
        assert not due(record(gone, VertrekVerteld, **changes), "plotseling")
    assert refused(gone, VertrekVerteld, gebeld="nee", waarom_niet="druk").keys() == {"waarom_niet"}
    assert todo(gone)["Veilig Thuis weet van het vertrek, of er staat waarom niet."] is False


def test_a_sudden_move_is_a_signal_to_record() -> None:
    gone = record(record(opened(), Signaal), Vertrek, **SUDDEN)
    assert todo(gone)["Het plotselinge vertrek is vastgelegd als signaal."] is False
    assert todo(record(gone, Signaal))["Het plotselinge vertrek is vastgelegd als signaal."] is True
    assert "Het plotselinge vertrek is vastgelegd als signaal." not in todo(record(opened(), Vertrek))


def test_of_no_departure_veilig_thuis_hears_nothing() -> None:
    assert refused(opened(), VertrekVerteld) == {"": "Leg eerst vast dat de leerling van school gaat."}


def test_an_agreement_that_was_kept_is_done() -> None:
    agreed = record(opened(), Afspraak)
    kept = record(agreed, Afgehandeld, afspraak="2")
    assert todo(record(agreed, Vertrek))["Elke afspraak is afgehandeld."] is False
    assert todo(record(kept, Vertrek, on=MONDAY))["Elke afspraak is afgehandeld."] is True
