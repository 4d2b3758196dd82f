"""What is withheld is in nothing that is given, wherever else it was typed; and what is withheld is told in kind."""

import os
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import correct
from meldcode.eigen.woorden import spoken
from meldcode.gezag import Inzien, mensen
from meldcode.papieren.inzage import pakket as made
from meldcode.papieren.inzage.keuzen import Keus, Keuzen, begin, read_keuzen, stempel, te_lezen
from meldcode.papieren.inzage.pakket import pakket
from meldcode.papieren.inzage.passages import LEERLING, Heet, Lezer, Voorzet, lezers, split
from meldcode.papieren.inzage.voorblad import voorblad
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.vastleggingen import (
    Betrokkene,
    Bijlage,
    Gezag,
    IntrekkenUitnodiging,
    Melding,
    Opening,
    Signaal,
    Uitnodiging,
    VeiligInformeren,
    Zorggesprek,
)  # fmt: skip
from meldcode.vragen.vastlegging import fill
from tests.answers.typed import written
from tests.builders import decided, fitting, opened, record
from tests.cast import LARS, MONDAY, NOOR
from tests.letsel import says
from tests.meldcode.papieren.families import both, told, with_signals
from tests.meldcode.papieren.inzage.made_up import everything_given, leaks, of_number
from tests.over import over

MANY = int(os.environ.get("MELDROUTE_DOSSIERS", "100"))
FOTO = "0123456789abcdef0123456789abcdef"


def for_bas(dossier: Dossier, heet: Heet = Heet.VADER) -> Voorzet:
    return Voorzet(dossier, replace(lezers(dossier, MONDAY)[1], heet=heet), MONDAY)


def test_of_many_dossiers_no_secret_place_and_no_withheld_sentence_is_in_a_package() -> None:
    found = []
    for number in range(MANY):
        voorzet, keuzen, given, hidden = of_number(number)
        text = repr((given, list(voorblad(voorzet, keuzen, "De Linde"))))
        found += [f"{number}: {each}" for each in leaks(text, hidden)]
        assert "Het regende." in text and "Daarna was het stil." in text
    assert found == [], "\n".join(found[:20])


@pytest.mark.parametrize("broken", ["places", "_wherever"])
def test_the_sweep_sees_it_when_the_masking_is_broken(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if broken == "places":
        monkeypatch.setattr(Voorzet, "places", lambda *_about: [])
    else:
        monkeypatch.setattr(made, "_wherever", lambda _text: re.compile(r"(?!)"))
    assert any(leaks(repr(given), hidden) for _v, _k, given, hidden in map(of_number, range(10)))


# What the father is given by itself of a signal with this text: by hand. # stands for what is withheld.
SIGNALEN = [
    ("Hij at goed. Hij lachte.", "Hij at goed. Hij lachte."),
    ("Moeder belde. Hij lachte.", "# Hij lachte."),
    ("Hij lachte. Mama's jas was nat.", "Hij lachte. #"),
    ("Vader bracht hem. Papa zei niets.", "Vader bracht hem. Papa zei niets."),
    ("Anna Bos kwam. Zij zei niets.", "# Zij zei niets."),
    ("Bas de Groot kwam. De heer de Groot zei niets.", "Bas de Groot kwam. De heer de Groot zei niets."),
    ("Beide ouders kwamen. Hij lachte.", "# Hij lachte."),
    ("Zij wonen op de kanarielaan 7 in URK.", "Zij wonen # in #."),
    ("Bel 0687654321 of +31 6 87654321 of 06-87 65 43 21!", "Bel # of # of #!"),
    ("Bel Veilig Thuis: 0800-2000.", "Bel Veilig Thuis: 0800-2000."),
    ("De brief kwam van Dorpsstraat 12, 8321 XZ.", "De brief kwam van #, #."),
    ("Een brief van de huisarts. Hij lachte.", "Een brief van de huisarts. Hij lachte."),
    ("Mail naar zus@huis.example graag.", "Mail naar # graag."),
    ("Regel een\nMoeder\nRegel drie", "Regel een\n#\nRegel drie"),
]


@over(("typed", "given"), SIGNALEN)
def test_by_itself_what_is_about_the_mother_or_a_place_is_withheld_from_the_father(typed: str, given: str) -> None:
    dossier = record(both(), Signaal, waarneming=typed)
    voorzet = for_bas(dossier)
    keuzen = Keuzen(Heet.VADER).decided(
        voorzet, dossier.records[-1], replace(begin(voorzet, dossier.records[-1]), gezien=True)
    )
    (said,) = [each for each in pakket(voorzet, keuzen).onderdelen[-1].regels if each.vraag.startswith("Wat is er gez")]
    assert "".join("#" if each.weg else each.tekst for each in said.stukken) == given


def test_a_mother_reads_sentences_about_herself_and_two_mothers_none_without_a_decision() -> None:
    dossier = record(both(), Signaal, waarneming="Moeder belde. Vader niet.")
    found = {heet: len(begin(for_bas(dossier, heet), dossier.records[-1]).delen) for heet in Heet}
    assert found == {Heet.MOEDER: 1, Heet.VADER: 1, Heet.ANDERS: 2}


def verdicts(dossier: Dossier, voorzet: Voorzet) -> list[str]:
    return [
        f"{each.soort} {(why := voorzet.begin(each))[0].name} {why[1].waarom.value if why[1] else '-'}"
        for each in dossier.records
    ]


def test_of_each_record_it_is_said_whether_it_is_given_read_or_withheld_and_why() -> None:
    anna, bas = (each.keuze.value for each in mensen(both().standing))
    dossier = record(record(told(both()), VeiligInformeren, voor=[anna]), Uitnodiging, wie=written(LARS))
    assert verdicts(dossier, for_bas(dossier))[5:] == [
        "Betrokkene NIET plaats", "Betrokkene LEZEN -", "Gezag LEZEN -", "VeiligInformeren LEZEN -",
        "Zorggesprek WEL -", "Zorggesprek WEL -", "VeiligInformeren NIET ander", "Uitnodiging NIET collega",
    ]  # fmt: skip
    pupil = Voorzet(dossier, Lezer(LEERLING, ""), MONDAY)
    assert {each.split()[1] for each in verdicts(dossier, pupil)[:-1]} == {"LEZEN"}
    assert verdicts(dossier, pupil)[-1] == "Uitnodiging NIET collega" and bas


def test_a_correction_is_withheld_with_what_it_corrects_and_the_other_way_round() -> None:
    anna, bas = (each.keuze.value for each in mensen(both().standing))
    dossier = record(told(both()), Zorggesprek, voor=[bas])
    to_hers = fill(Zorggesprek, fitting(dossier, Zorggesprek, voor=[anna]))
    dossier = correct(dossier, dossier.records[-1], to_hers, by=NOOR, on=MONDAY)
    assert [voorbegin[0] for voorbegin in map(for_bas(dossier).begin, dossier.records[-2:])] == [Inzien.NIET] * 2


def test_a_photo_of_an_injury_is_withheld_from_a_parent_and_given_to_the_pupil() -> None:
    dossier = record(opened(), Betrokkene, geheim="nee", naam="Bas Kok")
    dossier = record(dossier, Gezag, voor=[mensen(dossier.standing)[0].keuze.value])
    photo: dict[str, Any] = {"bestand": f"{FOTO} jpg 9000", "als_bewijs": "ja", "origineel": f"{FOTO} org 9000"}
    with spoken(says(mag=True)):
        for wat in ("letsel", "foto"):
            dossier = record(dossier, Bijlage, wat=wat, **photo)
    bas, pupil = (Voorzet(dossier, each, MONDAY) for each in lezers(dossier, MONDAY))
    kinds = [
        [why.waarom for why in begin(one, each).delen.values()] for one in (bas, pupil) for each in dossier.records[-2:]
    ]
    assert kinds == [[Waarom.BRON, Waarom.KIND, Waarom.PLAATS], [Waarom.BRON], [Waarom.PLAATS], []]
    given = pakket(pupil, everything_given(pupil))
    assert len(given.fotos) == 2 and given.apart == ("Origineel van de foto, 9 kB, bij nummer 4",)


def test_files_are_withheld_where_a_place_is_secret_because_they_may_show_it() -> None:
    dossier = record(both(), Bijlage, wat="brief", bestand=f"{FOTO} pdf 9000")
    (why,) = [each for ref, each in begin(for_bas(dossier), dossier.records[-1]).delen.items() if "." not in ref]
    assert why == Weg(Waarom.PLAATS)


def test_what_is_withheld_is_listed_once_per_kind_and_reason_and_silently_where_that_would_endanger() -> None:
    dossier = record(both(), Signaal, waarneming="Eerste zin. Tweede zin. Derde zin. Vierde zin.")
    voorzet, last = for_bas(dossier), dossier.records[-1]
    keuzen = everything_given(voorzet)
    number = next(n for n, each in enumerate(last.antwoorden) if each.naam == "waarneming")
    kind, stil = Weg(Waarom.KIND, "Hij vroeg dat."), Weg(Waarom.KIND, "Dit nooit", stil=True)
    keus = Keus(True, None, {f"{number}.0": kind, f"{number}.1": stil, f"{number}.3": kind})
    given = pakket(voorzet, keuzen.decided(voorzet, last, keus))
    told_of = [(each.wat, each.waarom) for each in given.weggelaten[-2:]]
    assert told_of[0] == ("Een deel van een antwoord", "Het kind kan erdoor in de knel komen. Hij vroeg dat.")
    assert told_of[1][0] == "Niet gezegd" and "Dit nooit" not in repr(given)
    assert len(given.weggelaten[-2].nummers) == 2 and given.aantal == sum(len(e.nummers) for e in given.weggelaten)
    silent = pakket(voorzet, keuzen.decided(voorzet, last, Keus(True, stil)))
    assert all(each.titel != given.onderdelen[-1].titel for each in silent.onderdelen)


def test_records_withheld_one_after_another_for_the_same_reason_are_one_block() -> None:
    dossier = record(both(), Uitnodiging, wie=written(LARS))
    dossier = record(record(dossier, IntrekkenUitnodiging, wie=written(LARS)), Uitnodiging, wie=written(LARS))
    voorzet = for_bas(dossier)
    blocks = [each for each in pakket(voorzet, everything_given(voorzet)).onderdelen if each.weg]
    assert len(blocks) == 2 and all("vastleggingen" in each.titel for each in blocks)


def test_what_is_explained_may_not_say_what_is_withheld() -> None:
    dossier = both()
    voorzet, last = for_bas(dossier), dossier.records[1]
    keus = Keus(True, Weg(Waarom.ANDER, "Anna is op de Kanarielaan 7"))
    given = pakket(voorzet, everything_given(voorzet).decided(voorzet, last, keus))
    assert "Kanarie" not in repr(given) and any("Anna is …" in each.waarom for each in given.weggelaten)


def test_a_decision_holds_as_long_as_the_record_reads_as_it_was_read() -> None:
    dossier = with_signals()
    voorzet = for_bas(dossier)
    keuzen = everything_given(voorzet)
    assert read_keuzen(keuzen.raw) == keuzen and te_lezen(voorzet, keuzen) == []
    assert stempel(voorzet, keuzen) == stempel(for_bas(dossier), read_keuzen(keuzen.raw))
    other = for_bas(record(dossier, Betrokkene, rol="broer_zus", naam="Bron Zelf", geheim="nee"))
    assert te_lezen(other, keuzen) != [], "somebody is known now who is named in it"
    assert stempel(other, keuzen) != stempel(voorzet, keuzen)
    longer = for_bas(record(dossier, Signaal))
    assert [each.nummer for each in te_lezen(longer, keuzen)] == [dossier.versie + 1]
    assert read_keuzen({"1": "[", "2": '["x", true, ["x"], {}]', "heet": "oom"} | {"1": "[]"}) == Keuzen()


def test_who_can_be_given_inzage_has_gezag_that_day_or_is_the_pupil() -> None:
    dossier = both()
    bas = mensen(dossier.standing)[1].keuze.value
    ended = record(dossier, Gezag, voor=[bas], vorm="voorbij", sinds="02-11-2026")
    assert [each.naam for each in lezers(ended, date(2026, 11, 1))][:2] == ["Anna Bos (ouder)", "Bas de Groot (ouder)"]
    assert [each.nummer for each in lezers(ended, MONDAY)] == [mensen(ended.standing)[0].nummer, LEERLING]


def test_the_cover_says_that_veilig_thuis_has_it_only_where_that_melding_is_given_whole() -> None:
    dossier = record(both(decided("5b")), Melding)
    voorzet = for_bas(dossier)
    keuzen, last = everything_given(voorzet), dossier.records[-1]
    told_of = [
        "Veilig Thuis kreeg" in dict(voorblad(voorzet, each, "De Linde"))["Wie ze kregen"]
        for each in (keuzen, keuzen.decided(voorzet, last, Keus(True, Weg(Waarom.KIND, stil=True))))
    ]
    assert told_of == [True, False] and dossier.last(Opening)


@over(
    ("text", "pieces"),
    [
        ("Een. Twee! “Drie?” Vier", ["Een. ", "Twee! ", "“Drie?” ", "Vier"]),
        ("Om 10.30 uur, dhr. de Wit kwam", ["Om 10.30 uur, dhr. de Wit kwam"]),
        ("- a\n- b\n\nc", ["- a\n", "- b\n\n", "c"]),
        ("", []),
    ],
)
def test_a_text_is_split_in_sentences_and_lines(text: str, pieces: list[str]) -> None:
    assert split(text) == pieces


def test_however_long_a_text_is_it_has_at_most_forty_passages_and_nothing_is_lost() -> None:
    text = "Zin van zomaar wat. " * 3_000
    assert len(split(text)) <= 40 and "".join(split(text)) == text
