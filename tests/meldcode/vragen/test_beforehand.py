"""A form says beforehand what an answer must be, in plain words, and not only afterwards in an objection."""

from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afspraak,
    Bijlage,
    Melding,
    Opening,
    Signaal,
    UitkomstStap2,
    Uitnodiging,
    Weging,
)
from meldcode.vragen.lezen import beforehand, read_answer
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Vraag
from tests.builders import after_stap, decided, opened, record
from tests.over import over

SAID = {
    (Signaal, "datum"): "Vandaag of eerder.",
    (Uitnodiging, "tot"): "Vandaag of later.",
    (Signaal, "waarneming"): "Ten minste 10 tekens.",
    (Signaal, "plaats"): "Ten hoogste 120 tekens.",
    (Uitnodiging, "reden"): "Ten minste 10 tekens, ten hoogste 1.000.",
    (Afspraak, "wat"): "Ten minste 5 tekens, ten hoogste 120.",
    (UitkomstStap2, "motivering"): "Ten minste 20 tekens.",
    (AcuutGevaar, "tijd"): "Uren:minuten, bijvoorbeeld 09:15.",
    (Weging, "soorten"): "Kies er ten minste één.",
    (Signaal, "bron"): "",
    (Bijlage, "bestand"): "",
    (Afspraak, "wie"): "",
    (Opening, "gezag"): "",
}
TYPED = [(kind, each) for kind in ALLE for each in vragen(kind) if each.soort is str]


@over(("kind", "naam"), SAID)
def test_it_is_said_in_these_words(kind: type, naam: str) -> None:
    about = next(each for each in vragen(kind) if each.naam == naam)
    assert beforehand(about) == SAID[kind, naam]


def is_objected(about: Vraag, text: str) -> bool:
    try:
        read_answer(about, text)
    except ValueError:
        return True
    return False


def test_no_length_is_objected_to_that_was_not_said() -> None:
    silent = [
        f"{kind.__name__}.{each.naam}"
        for kind, each in TYPED
        if (is_objected(each, "x") or is_objected(each, "x" * 9_999)) and "tekens" not in beforehand(each)
    ]
    assert silent == [] and len(TYPED) > 80


def test_what_must_come_first_is_said_of_a_vastlegging_before_it_is_filled_in() -> None:
    assert after_stap(4).lacks(Melding) == "Leg eerst het besluit vast dat melden noodzakelijk is, of acuut gevaar."
    assert decided("5b").lacks(Melding) == "" and opened().lacks(Signaal) == ""
    assert record(opened(), AcuutGevaar).lacks(Melding) == ""
