"""Properties of every path through the route, tried on random ones, also those nobody thought of."""

from dataclasses import replace
from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import gevraagd
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase, walk
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Afsluiting,
    Afzien,
    Besluit,
    FormeelGesprek,
    HoortBij,
    Inzage,
    Ontvangst,
    Samengevoegd,
    UithalenAntwoord,
    VeiligInformeren,
    VernietigingBevestigd,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.vastlegging import Onvolledig, fill, vragen
from meldcode.vragen.vraag import Raw
from tests.builders import close, fitting, in_fase, record
from tests.cast import BORN, CAST, DICK, MONDAY, NOOR

RUBBISH: tuple[Raw, ...] = ("", "ja", "nee", "x" * 30, "31-02-2026", "09-11-2026", "\x00", "9", ["112"], [], None)


@cache
def start(fase: Fase) -> Dossier:
    return in_fase(fase)


def usual(kind) -> User:
    return DICK if kind in (Ontvangst, Inzage, VernietigingBevestigd, UithalenAntwoord) else NOOR


def possible(dossier: Dossier) -> list:
    return [kind for kind in ALLE if vastleggen.refusal(dossier, kind, usual(kind), MONDAY) is None]


def useful(dossier: Dossier) -> list:
    """What the stap under way still needs, or else closing it."""
    missing = dossier.missing(dossier.stap) if dossier.records else ()
    return [kind for eis in missing for kind in eis.soorten if kind in possible(dossier)] or [Afronding]


def attempt(chance: Random, dossier: Dossier):
    """The next thing somebody tries: mostly something useful, often something possible, now and then anything."""
    way = chance.choice((useful, useful, useful, possible, lambda _: ALLE))
    kind = chance.choice(way(dossier) or ALLE)
    raw = fitting(dossier, kind)
    for each in vragen(kind):
        if each.keuzen and chance.random() < 0.3:
            chosen = chance.choice(each.keuzen).value
            raw[each.naam] = [chosen] if each.several else chosen
        elif chance.random() < 0.01:
            raw[each.naam] = chance.choice(RUBBISH)
    if kind is Afronding:
        stap = chance.choice([stap for stap in STAPPEN if not dossier.is_closed(stap)] or STAPPEN)
        raw |= {"stap": str(stap.nummer), "bericht": bericht(dossier, stap)}
    if "kennisgeving" in raw:
        numbers = [str(each.nummer) for each in dossier.of(Afronding)]
        raw["kennisgeving"] = chance.choice([*numbers, *numbers[-1:] * 4, "99"])
    if kind is Besluit and chance.random() < 0.7:
        raw["afwijking"] = "De wijkagent weet meer dan wij."
    return kind, raw, chance.choice((*[usual(kind)] * 20, *CAST))


@given(st.sampled_from(Fase), st.randoms(use_true_random=True))
def test_on_every_path(fase: Fase, chance: Random) -> None:
    """R1, R5, R21."""
    dossier = start(fase)
    for _ in range(20):
        before = dossier
        kind, raw, by = attempt(chance, dossier)
        said = vastleggen.objections(before, kind, raw, by=by, on=MONDAY)
        try:
            dossier = vastleggen.record(dossier, fill(kind, raw, MONDAY, dossier.born), by=by, on=MONDAY)
        except Geweigerd:
            assert said.keys() == {""}
        except Onvolledig:
            assert said
        else:
            assert said == {}, "the form refuses what the dossier takes"
            assert dossier.records[:-1] == before.records or kind is UithalenAntwoord
            check(dossier)


def check(dossier: Dossier) -> None:
    the_besluit_rests_on_a_weging_or_on_acute_danger(dossier)
    nothing_closes_or_destroys_by_itself(dossier)
    the_route_goes_on_from_here(dossier)
    an_open_dossier_waits_for_somebody(dossier)
    parents_are_spoken_to_after_it_was_said_to_be_safe(dossier)
    the_message_tells_of_the_last_weging(dossier)
    the_fase_follows_from_the_records_alone(dossier)
    keys = [each.sleutel for each in verplichtingen(dossier, {})]
    assert len(keys) == len(set(keys)), keys


def the_besluit_rests_on_a_weging_or_on_acute_danger(dossier: Dossier) -> None:
    passed = [fase for _, fase in walk(dossier.records)]
    if Fase.STAP_5 in passed:
        assert dossier.of(Weging, AcuutGevaar)
    for besluit in dossier.of(Besluit):
        assert any(each.isa(Weging) for each in dossier.records[: besluit.nummer])


def nothing_closes_or_destroys_by_itself(dossier: Dossier) -> None:
    if dossier.fase is Fase.VERNIETIGD:
        assert dossier.records[-1].isa(VernietigingBevestigd)
        asked = gevraagd(replace(dossier, records=dossier.records[:-1]))
        assert asked and dossier.records[-1].by not in (asked.by, asked.geschreven_door)
    if dossier.fase is Fase.GESLOTEN:
        since = dossier.records[dossier.of(Afsluiting, HoortBij, Samengevoegd)[-1].nummer :]
        assert {each.soort for each in since} <= {
            "Ontvangst",
            "AntwoordAanDirectie",
            "Terugkoppeling",
            "Nazorg",
            "Overdracht",
            "MedeHouder",
            "Uitnodiging",
            "IntrekkenUitnodiging",
            "Afscherming",
            "OpheffenAfscherming",
            "Inzage",
            "Betrokkene",
            "Gezag",
            "Bewaarstop",
            "BewaarstopVoorstel",
            "BewaarstopEinde",
            *("Verzoek", "VerzoekVerlengd", "VerzoekBesluit"),
            *("GehoordOverWissen", "EigenVerklaring", "BeperkingOpgeheven"),
            "OverdrachtOntvangen",
            "WarmeOverdracht",
            "Vertrek",
            "VertrekVerteld",
            "InzageGegeven",
            "VernietigingGevraagd",
            "VernietigingIngetrokken",
            "Uithalen",
            "UithalenAntwoord",
        }


def an_open_dossier_waits_for_somebody(dossier: Dossier) -> None:
    owners = {each.owner for each in verplichtingen(dossier, {})}
    if dossier.fase.is_open:
        assert owners
    if dossier.fase not in (Fase.VERNIETIGD, Fase.GESLOTEN, Fase.TE_VERNIETIGEN):
        assert Role.IB_ER in owners, "nothing calls this dossier back"


def parents_are_spoken_to_after_it_was_said_to_be_safe(dossier: Dossier) -> None:
    *before, last = dossier.window(STAPPEN[0])
    said = [each.waarde("veilig") for each in before if each.isa(VeiligInformeren, AcuutGevaar)]
    if last.isa(Zorggesprek, FormeelGesprek) or last.says("geinformeerd", JaNee.JA):
        assert said[-1] == "ja"
    if last.isa(Afzien):
        assert [each for each in said if each][-1] == "nee"


def the_message_tells_of_the_last_weging(dossier: Dossier) -> None:
    *before, last = dossier.records
    if last.isa(Afronding) and last.waarde("stap") == "5":
        since = max(each.nummer for each in before if each.isa(Besluit, AcuutGevaar))
        wegingen = [each.nummer for each in before if each.isa(Weging)]
        assert max(wegingen, default=0) < since or not any(each.isa(Besluit) for each in dossier.window(STAPPEN[4]))


def the_route_goes_on_from_here(dossier: Dossier) -> None:
    assert (possible(dossier) == []) == (dossier.fase is Fase.VERNIETIGD)
    if dossier.fase not in (Fase.VERNIETIGD, Fase.GESLOTEN, Fase.TE_VERNIETIGEN):
        assert record(dossier, AcuutGevaar).fase is Fase.STAP_5
        for stap in STAPPEN[: dossier.fase.stap]:
            if not dossier.is_closed(stap) and not dossier.missing(stap):
                assert close(dossier, stap.nummer).is_closed(stap)


def the_fase_follows_from_the_records_alone(dossier: Dossier) -> None:
    again = Dossier("another", "elsewhere", "Andere naam", "nobody", tuple(dossier.records))
    assert again.fase is dossier.fase
    passed = walk(dossier.records)
    assert walk(dossier.records[:-1]) == passed[: len(walk(dossier.records[:-1]))], "history does not change"


def test_the_paths_above_reach_every_fase() -> None:
    assert {start(fase).fase for fase in Fase} == set(Fase) and len(Fase) == 9
    assert start(Fase.STAP_1).born == BORN
