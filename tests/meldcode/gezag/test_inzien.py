"""What one parent said is never in what the other may see: of each family, who sees which records when they ask."""

from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import Inzien, inzien, mensen, te_kiezen
from meldcode.vastleggingen import (
    ALLE,
    Betrokkene,
    FormeelGesprek,
    Gezag,
    OudersGeinformeerd,
    Signaal,
    Zorggesprek,
)
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.persoon import Beschut
from meldcode.vragen.vastgelegd import Vastgelegd, set_down
from meldcode.vragen.vastlegging import fill, vragen
from tests.answers import answers
from tests.builders import record
from tests.cast import BORN, MONDAY, NOOR
from tests.meldcode.gezag.families import GEZINNEN, Gezin
from tests.meldcode.gezag.test_families import family, letter, of
from tests.over import over

WEL, LEZEN, NIET = Inzien.WEL, Inzien.LEZEN, Inzien.NIET
TALKS = (Zorggesprek, FormeelGesprek, OudersGeinformeerd)


def kept(kind, **changes) -> Vastgelegd:
    """A record of this kind, whatever the dossier requires before it."""
    return set_down(fill(kind, answers(kind, **changes), MONDAY, BORN), nummer=90, on=MONDAY, by=NOOR.id)


def seen(record: Vastgelegd, dossier: Dossier, whose: str, day: date = MONDAY) -> Inzien:
    (mens,) = [each for each in mensen(dossier.standing) if letter(each) == whose]
    return inzien(record, mens, dossier.standing, day)


@over("gezin", GEZINNEN)
def test_of_each_family_somebody_sees_the_talks_they_were_in_and_none_of_the_others(gezin: Gezin) -> None:
    dossier = family(gezin)
    asks, may = [letter(each) for each in mensen(dossier.standing)], gezin.telt if gezin.ziet == "=" else gezin.ziet
    spoken = [letter(each) for each in te_kiezen(dossier.standing)]
    for letters in {*spoken, "".join(gezin.telt.split())} - {""}:
        for kind in TALKS:
            talk = kept(kind, voor=of(dossier, letters), geinformeerd="ja")
            sees = {who for who in asks if seen(talk, dossier, who) is not NIET}
            assert sees == set(letters) & set(may), f"{kind.__name__} with {letters}"
            assert all(seen(talk, dossier, who) is WEL for who in sees)
    for who in asks:
        card = [seen(each.record, dossier, who) for each in mensen(dossier.standing)]
        assert set(card) == {NIET}, "no card: where somebody is stands on it"
        assert seen(kept(Signaal), dossier, who) is (LEZEN if who in may else NIET)


def both() -> Dossier:
    return family(next(each for each in GEZINNEN if each.titel.startswith("39 ")))


# Of each kind: what the father sees of it when it is about him, about the mother, and about nobody by name.
KINDS = {
    "Zorggesprek": (WEL, NIET, LEZEN),
    "FormeelGesprek": (WEL, NIET, LEZEN),
    "OudersGeinformeerd": (WEL, NIET, LEZEN),
    "VeiligInformeren": (LEZEN, NIET, LEZEN),
    "Afzien": (LEZEN, NIET, LEZEN),
    "NietBereikt": (LEZEN, NIET, LEZEN),
    "Gezag": (LEZEN, NIET, LEZEN),
    # A request and what was said about it is for whoever asked: the other parent never gets it.
    "Verzoek": (LEZEN, NIET, LEZEN),
    "VerzoekVerlengd": (LEZEN, NIET, LEZEN),
    "VerzoekBesluit": (LEZEN, NIET, LEZEN),
    "GehoordOverWissen": (LEZEN, NIET, LEZEN),
    "EigenVerklaring": (WEL, NIET, LEZEN),
    "BeperkingOpgeheven": (LEZEN, NIET, LEZEN),
}
# Of these, whatever they say, he sees nothing; of all other kinds somebody reads it first.
NEVER = """
MedeHouder Uitnodiging IntrekkenUitnodiging Afscherming OpheffenAfscherming Inzage HoortBij Betrokkene InzageGegeven
Samengevoegd Samenvoeging
"""


def test_of_each_kind_it_is_said_what_a_parent_sees_by_themselves() -> None:
    dossier, found = both(), {}
    about = [kind for kind in ALLE if any(each.naam == VOOR and each.about_people for each in vragen(kind))]
    for kind in about:
        said = [kept(kind, voor=of(dossier, who), geinformeerd="ja", hoedanigheid="gezag") for who in ("V", "M", "")]
        found[kind.__name__] = tuple(seen(each, dossier, "V") for each in said)
    assert found == KINDS
    others = {kind.__name__: seen(kept(Signaal)._replace(soort=kind.__name__), dossier, "V") for kind in ALLE}
    others = {name: verdict for name, verdict in others.items() if name not in KINDS}
    assert [name for name, verdict in others.items() if verdict is NIET] == NEVER.split()
    assert set(others.values()) == {NIET, LEZEN}, "nothing that names nobody is given unread"


def test_what_was_not_told_yet_is_read_first_and_says_why_not() -> None:
    dossier = both()
    assert seen(kept(OudersGeinformeerd, voor=of(dossier, "V"), geinformeerd="nee"), dossier, "V") is LEZEN


def test_a_talk_with_both_is_for_both_and_a_stepfather_who_was_there_gets_nothing() -> None:
    dossier = record(both(), Betrokkene, rol="stiefouder", naam="S")
    talk = kept(Zorggesprek, voor=of(dossier, "MVS"))
    assert [seen(talk, dossier, who) for who in "MVS"] == [WEL, WEL, NIET]


def test_it_counts_who_has_gezag_on_the_day_they_ask() -> None:
    dossier = both()
    talk = kept(Zorggesprek, voor=of(dossier, "V"))
    ended = record(dossier, Gezag, voor=of(dossier, "V"), vorm="voorbij", sinds="02-11-2026")
    assert [seen(talk, ended, "V", day) for day in (date(2026, 11, 1), MONDAY)] == [WEL, NIET]


def test_a_kind_that_no_longer_exists_is_given_to_nobody() -> None:
    dossier = both()
    assert seen(kept(Signaal)._replace(soort="Huisbezoek"), dossier, "M") is NIET


def test_every_kind_with_a_sheltered_answer_is_in_the_list_of_never() -> None:
    assert [kind.__name__ for kind in ALLE if any(each.soort is Beschut for each in vragen(kind))] == ["Betrokkene"]
