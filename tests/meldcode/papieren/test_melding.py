"""The melding for Veilig Thuis: own, heard and thought apart, nothing left out unsaid, and no secret place on it."""

import random
from collections.abc import Collection
from typing import Any

import pytest

from meldcode.bronnen import BRONNEN
from meldcode.dossier.dossier import Dossier
from meldcode.papieren import melding, weglaten
from meldcode.papieren.belkaart import ONBEKEND
from meldcode.papieren.melding import OpPapier, bijlagen, feiten, op_papier
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    AdviesVeiligThuis,
    Betrokkene,
    Bijlage,
    GesprekLeerling,
    Melding,
    Signaal,
    Zorggesprek,
)
from meldcode.vragen.baan import OpMelding
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import vragen
from tests.builders import after_stap, decided, opened, record
from tests.cast import MONDAY
from tests.meldcode.papieren.families import GIVES_AWAY, everybody, with_signals
from tests.meldcode.papieren.test_weglaten import PLACES

NAMEN = {"noor": "Noor van Dalen", "lars": "Lars Brouwer"}
TODAY = MONDAY


def paper(dossier: Dossier, zonder: Collection[int] = (), mee: Collection[int] = ()) -> OpPapier:
    return op_papier(dossier, "Noor van Dalen, intern begeleider, De Linde", NAMEN, zonder=zonder, mee=mee, today=TODAY)


def said(on: OpPapier) -> str:
    rows = [text for deel in on.delen for rij in deel.rijen for text in (deel.titel, *rij)]
    return "\n".join([*on.kop, *on.let_op, *rows, on.los])


def where(on: OpPapier, words: str) -> list[str]:
    """The titles of the parts in which these words stand."""
    return [deel.titel for deel in on.delen if any(words in text for rij in deel.rijen for text in rij)]


def reported() -> Dossier:
    return record(decided("5b"), Melding)


def test_what_was_seen_what_the_child_said_what_others_said_and_what_the_school_thinks_stand_apart() -> None:
    dossier = record(with_signals(), GesprekLeerling, woorden="“Ik slaap bij de hond.”")
    dossier = record(dossier, AcuutGevaar, reden="Hij durft niet mee.")
    dossier = record(
        dossier, Signaal, bron="van_anderen", van_wie="Tess, overblijfmoeder", waarneming="Zij zag het ook."
    )
    on = paper(record(dossier, Signaal, bron="zelf", waarneming="Een blauwe plek.", interpretatie="Dat is geen val."))
    assert {words: where(on, words) for words in (
        "Waarneming uit bron zelf.", "Een blauwe plek.", "Hij durft niet mee.", "Waarneming uit bron leerling.",
        "“Ik slaap bij de hond.”", "Waarneming uit bron van_anderen.", "Waarneming uit bron document.",
        "Tess, overblijfmoeder", "Brief van de huisarts", "Dat is geen val.",
    )} == {
        "Waarneming uit bron zelf.": ["Wat de school zelf zag en hoorde"],
        "Een blauwe plek.": ["Wat de school zelf zag en hoorde"],
        "Hij durft niet mee.": ["Hoe veilig het nu is", "Wat de school zelf zag en hoorde"],
        "Waarneming uit bron leerling.": ["Wat het kind zei"],
        "“Ik slaap bij de hond.”": ["Wat het kind zei"],
        "Waarneming uit bron van_anderen.": ["Wat wij van anderen hoorden"],
        "Waarneming uit bron document.": ["Wat wij van anderen hoorden"],
        "Tess, overblijfmoeder": ["Wat wij van anderen hoorden"],
        "Brief van de huisarts": ["Wat wij van anderen hoorden"],
        "Dat is geen val.": ["Wat wij denken"],
    }  # fmt: skip


def test_what_is_not_known_is_said_and_never_left_out() -> None:
    on = paper(record(opened(), AcuutGevaar))
    assert on.kop == ("Nog niet gemeld. Bel Veilig Thuis eerst: 0800-2000.",)
    assert [deel.titel for deel in on.delen] == [
        "Wat wij melden", "Het kind", "Wie eromheen staan", "Hoe veilig het nu is", "Wat de school zelf zag en hoorde",
        "Wat het kind zei", "Wat wij van anderen hoorden", "Wat wij denken", "Wat wij deden", "Wie het weet",
        "Hulp en netwerk", "Wat de school blijft doen", "Wat wij afspraken", "Bijlagen",
    ]  # fmt: skip
    assert all(deel.rijen and all(text for rij in deel.rijen for text in rij) for deel in on.delen)
    for asked in ("Wat hebt u gemeld?", "Wat blijft de school zelf doen?", "Sinds wanneer?"):
        assert asked in on.onbekend
    whole = paper(record(reported(), GesprekLeerling)).onbekend
    assert whole == ("Wat hoorden wij van wie?", "Wie helpen er?")


def test_a_melding_of_before_is_made_as_well_and_says_what_was_not_asked_then() -> None:
    last = reported().records[-1]
    old = ("datum", "aan", "wijze", "kenmerk", "inhoud", "besproken")
    before: Vastgelegd = last._replace(antwoorden=tuple(each for each in last.antwoorden if each.naam in old))
    dossier = Dossier("d", "linde", "Beuk 1", "noor", (*reported().records[:-1], before))
    assert set(paper(dossier).onbekend) - set(paper(reported()).onbekend) == {
        "Wat blijft de school zelf doen?",
        "Mag het gezin weten dat de melding van de school komt?",
        "Wat hoort u terug, van wie en vóór welke dag?",
        "Wie is bereikbaar voor Veilig Thuis, wanneer, en wie anders?",
    }


def test_whether_the_family_may_know_and_what_not_everybody_may_see() -> None:
    assert paper(reported()).let_op == () and paper(reported()).los == ""
    dossier = record(decided("5b"), Melding, naam_bekend="nee", niet_zien="Dat moeder dit vertelde.")
    on = paper(dossier)
    assert on.let_op == ("Het gezin mag niet weten dat deze melding van de school komt.",)
    assert where(on, "Vader dreigde vorige maand bij het hek.") == ["Wat wij afspraken"]
    assert on.los == "Dat moeder dit vertelde." and where(on, on.los) == []


def test_each_person_has_who_they_are_their_gezag_and_what_they_were_told() -> None:
    dossier = with_signals()
    on = paper(record(dossier, Betrokkene, rol="huisarts", naam="Dokter Pit", geheim="ja"))
    people = dict(next(deel.rijen for deel in on.delen if deel.titel == "Wie eromheen staan"))
    assert people == {
        "Anna Bos (ouder)": "Heeft gezag (ja, als ouder).\nWoont bij het kind: ja.\n"
        "Geheim waar deze persoon is: zeg dit alleen aan de telefoon.",
        "Bas de Groot (ouder)": "Heeft gezag (ja, als ouder).\nWoont bij het kind: nee.\nTolk nodig: Turks.\n"
        "Adres en telefoon: zeg dit aan de telefoon.",
    }
    assert "Dokter Pit" not in said(on) and "Huisarts: zeg dit aan de telefoon" in said(on)
    told = [rij for deel in on.delen if deel.titel == "Wie het weet" for rij in deel.rijen]
    assert [vraag.split("\n")[0] for vraag, _tekst in told] == [
        "Anna Bos (ouder)", "Anna Bos (ouder)", "Bas de Groot (ouder)", "Bas de Groot (ouder)", "Bas de Groot (ouder)",
        "Het kind",
    ]  # fmt: skip
    assert told[-1] == ("Het kind", ONBEKEND)
    alone = record(after_stap(1), Betrokkene)
    assert ("Anna Bos (ouder)", ONBEKEND) in [rij for deel in paper(alone).delen for rij in deel.rijen]


def test_a_fact_that_is_left_out_is_nowhere_on_it_and_an_attachment_only_when_it_was_chosen() -> None:
    dossier = record(
        with_signals(), Signaal, bron="zelf", waarneming="Dit hoort er niet bij.", interpretatie="Hoe dan."
    )
    number = dossier.versie
    assert "Dit hoort er niet bij." in said(paper(dossier))
    without = said(paper(dossier, zonder=[number]))
    assert "Dit hoort er niet bij." not in without and "Hoe dan" not in without
    assert [each.nummer for each in feiten(dossier)] == [2, *range(12, number + 1)]
    dossier = record(dossier, Bijlage, wat="brief", datum="09-11-2025", herkomst="De huisarts")
    dossier = record(dossier, Bijlage, wat="brief", datum="07-11-2025", herkomst="De oude huisarts")
    assert [each.tekst("herkomst") for each in bijlagen(dossier, TODAY)] == ["De huisarts"]
    assert where(paper(dossier), "huisarts") == ["Wat wij van anderen hoorden"]
    both = [dossier.versie - 1, dossier.versie]
    assert ("zo 9 november 2025", "Brief of bericht, van De huisarts") in paper(dossier, mee=both).delen[-1].rijen
    assert len(paper(dossier, mee=both).delen[-1].rijen) == 1


def leaks() -> list[str]:
    """What of secret places is left on the papers of families who wrote them into every text."""
    chosen, found = random.Random(22), []  # noqa: S311  # invented families, the same every time
    for _each in range(60):
        place = chosen.choice((*PLACES, ", ".join(GIVES_AWAY[:3])))
        dossier = record(after_stap(1), Betrokkene, geheim="ja", bereiken=place)
        typed = f"Zij is nu {place}, zei zij."
        for kind, naam in ((Signaal, "waarneming"), (Signaal, "interpretatie"), (AcuutGevaar, "reden"),
                           (AdviesVeiligThuis, "advies")):  # fmt: skip
            changes: dict[str, Any] = {naam: typed}
            dossier = record(dossier, kind, **changes)
        dossier = record(
            dossier, Melding, inhoud=typed, niet_zien=typed, school_doet=typed, bereikbaar=typed, aan=typed[:100]
        )
        found += [place for text in said(paper(dossier)).split("\n") if place in text]
    return found


def test_no_secret_place_is_on_it_whoever_wrote_it_where() -> None:
    assert leaks() == []
    dossier = with_signals()
    dossier = record(dossier, Zorggesprek, voor=everybody(dossier), reactie=f"Zij zit op {' of '.join(GIVES_AWAY)}.")
    assert [each for each in GIVES_AWAY if each in said(paper(dossier))] == []


def test_the_sweep_would_see_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weglaten, "_without_places", lambda tekst, _mens: tekst)
    assert leaks()


# Of each kind what goes to Veilig Thuis, and in which part: a small letter each. m: what is reported, v: safety, f: a
# fact, d: what the school thinks, g: what it did, w: who knows, h: help, b: what the school keeps doing, a: what was
# agreed, l: the loose sheet.
PARTS = {
    "Signaal": "waarneming:f plekken:f interpretatie:d andere_verklaring:d",
    "Consultatie": "uitkomst:g",
    "Leerlingbespreking": "besluit:g waarom_niet:g",
    "AdviesVeiligThuis": "adviseur:g advies:g",
    "VeiligInformeren": "veilig:w redenen:w motivering:w",
    "Zorggesprek": "gedeeld:w reactie:w afspraken:w",
    "GesprekLeerling": "woorden:f uitkomst:w",
    "Inbreng": "waar:g uitkomst:g",
    "FormeelGesprek": "stap_1:w visie:w afspraken:w",
    "Afzien": "redenen:w motivering:w",
    "NietBereikt": "weg:w datum_2:w weg_2:w meer:w",
    "Weging": "soorten:d aard:d ernst:d frequentie:d sinds:d patroon:d kwetsbaar:v broers_zussen:v onbekend:d"
    " komende_dagen:v eerder:h eerdere_hulp:h",
    "Besluit": "melden_waarom:m",
    "Hulp": "doel:h wie:h",
    "Effectmeting": "gezien:f signalen:h",
    "Melding": "inhoud:m naam_bekend:a gronden:a grond_waarom:a niet_zien:l school_doet:b terugkoppeling:a"
    " bereikbaar:a besproken:a",
    "OudersGeinformeerd": "waarover:w geinformeerd:w wijze:w reactie:w redenen:w motivering:w",
    "AcuutGevaar": "reden:f",
}
LETTERS = dict(zip(OpMelding, "mvfdgwhbal", strict=True))


def test_every_answer_that_goes_to_veilig_thuis_has_a_verdict_by_hand() -> None:
    """What is not here stays at school: who may read, what the directie hears, where somebody is, every colleague."""
    found = {
        kind.__name__: " ".join(f"{each.naam}:{LETTERS[each.op_melding]}" for each in told)
        for kind in ALLE
        if (told := [each for each in vragen(kind) if each.op_melding])
    }
    assert found == PARTS
    assert not any(kind.over_toegang for kind in ALLE if kind.__name__ in PARTS)


def test_where_it_rests_on_is_in_the_list_of_sources() -> None:
    assert set(melding.BRONNEN) <= set(BRONNEN)
