"""A verdict by hand on every kind of vastlegging; a new kind fails until somebody wrote one."""

from pathlib import Path

from meldcode.dossier.wegen import BEWIJS, TE_WEGEN
from meldcode.vastleggingen import ALLE, BY_NAME, FORMULIEREN
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import vragen
from tests.over import over

PAGES = Path(__file__).parents[3] / "pages"
# Of each kind: the page on which it is filled in ("stap": that of its stap), its line on the timeline ("-": none), and
# what else holds. corrigeert: may be corrected. kijkt: counts as a look at the child. weegt: a weging weighs it, or
# says why not. mag-wegen: a weging may weigh it, for it is no evidence (ADR 38).
# dezelfde-dag: can bring the decision back the same day. toegang: about who may read it. route: not about the child.
# ouders: a talk with the parents, or doing without one.
KINDS = {
    "Opening": "nieuw - corrigeert kijkt route",
    "Signaal": "stap Signalen corrigeert kijkt weegt dezelfde-dag",
    "Overleg": "stap Overleg corrigeert kijkt mag-wegen",
    "Consultatie": "stap Overleg corrigeert kijkt mag-wegen",
    "Leerlingbespreking": "stap Overleg corrigeert kijkt mag-wegen",
    "AdviesVeiligThuis": "stap Overleg corrigeert kijkt weegt",
    "VeiligInformeren": "stap - corrigeert kijkt mag-wegen",
    "Zorggesprek": "stap Gesprekken corrigeert kijkt weegt ouders",
    "GesprekLeerling": "stap Gesprekken corrigeert kijkt weegt",
    "Inbreng": "stap Overleg corrigeert kijkt weegt",
    "UitkomstStap2": "stap Wegen corrigeert kijkt mag-wegen",
    "FormeelGesprek": "stap Gesprekken corrigeert kijkt weegt ouders",
    "Afzien": "stap Gesprekken corrigeert kijkt weegt ouders",
    "NietBereikt": "stap Gesprekken corrigeert kijkt mag-wegen ouders",
    "Weging": "stap Wegen corrigeert kijkt",
    "Besluit": "stap Wegen corrigeert kijkt",
    "Hulp": "stap Hulp corrigeert kijkt",
    "Effectmeting": "stap Hulp corrigeert kijkt weegt dezelfde-dag",
    "Melding": "stap Hulp corrigeert kijkt",
    "MeldingVerstuurd": "papieren Hulp",
    "Terugkoppeling": "stap Hulp corrigeert kijkt weegt",
    "OudersGeinformeerd": "stap Gesprekken corrigeert kijkt ouders",
    "Afsluiting": "stap Wegen corrigeert kijkt",
    "Bijlage": "stap - corrigeert kijkt weegt",
    "AcuutGevaar": "acuut Signalen corrigeert kijkt weegt dezelfde-dag",
    "Afronding": "dossier - kijkt route",
    "Ontvangst": "directie - route",
    "AntwoordAanDirectie": "dossier - route",
    "Afspraak": "opvolging -",
    "Afgehandeld": "opvolging -",
    "Verzetten": "opvolging -",
    "Overdracht": "opvolging -",
    "MedeHouder": "opvolging - toegang route",
    "Vakantiewacht": "opvolging -",
    "Nazorg": "opvolging -",
    "TweedeWeger": "samen_wegen - kijkt",
    "TweedeWegerVervalt": "samen_wegen - kijkt",
    "Afwegingen": "samen_wegen -",
    "Vergelijking": "samen_wegen - kijkt",
    "Uitnodiging": "toegang - toegang route",
    "IntrekkenUitnodiging": "toegang - toegang route",
    "Afscherming": "toegang - toegang route",
    "OpheffenAfscherming": "toegang - toegang route",
    "Inzage": "inzage - toegang route",
    "HoortBij": "stap_1_signalen - toegang route",
    "Betrokkene": "om_de_leerling - corrigeert",
    "Gezag": "om_de_leerling - corrigeert",
    "Bewaarstop": "bewaartermijn - route",
    "BewaarstopVoorstel": "bewaartermijn - route",
    "BewaarstopEinde": "bewaartermijn - route",
    "Verzoek": "verzoeken - corrigeert",
    "VerzoekVerlengd": "verzoeken -",
    "VerzoekBesluit": "verzoeken -",
    "GehoordOverWissen": "verzoeken -",
    "EigenVerklaring": "verzoeken - weegt",
    "BeperkingOpgeheven": "verzoeken -",
    "OverdrachtOntvangen": "opvolging - route",
    "WarmeOverdracht": "vertrek - corrigeert",
    "Vertrek": "vertrek - corrigeert",
    "VertrekVerteld": "vertrek - corrigeert",
    "InzageGegeven": "inzage_geven - toegang route",
    "VernietigingGevraagd": "vernietigen - route",
    "VernietigingIngetrokken": "vernietigen - route",
    "VernietigingBevestigd": "vernietigen - route",
    "Uithalen": "uithalen - route",
    "UithalenAntwoord": "uithalen - route",
    "Samengevoegd": "gezin - toegang route",
    "Samenvoeging": "gezin - toegang route",
}


@over("kind", ALLE)
def test_every_kind_has_a_verdict(kind) -> None:
    marks = {
        "corrigeert": kind.te_corrigeren,
        "kijkt": kind.kijkt,
        "weegt": kind in BEWIJS,
        "mag-wegen": kind in TE_WEGEN and kind not in BEWIJS,
        "dezelfde-dag": kind.dezelfde_dag,
        "toegang": kind.over_toegang,
        "route": kind.over_de_route,
        "ouders": kind.met_ouders,
    }
    where, baan = kind.pagina or "stap", (kind.baan or "-").split()[0]
    found = " ".join([where, baan, *(mark for mark, holds in marks.items() if holds)])
    assert found == KINDS.get(kind.__name__, "no verdict: write in KINDS what holds of this kind")


def test_the_verdicts_are_about_the_kinds_that_there_are() -> None:
    assert list(KINDS) == [kind.__name__ for kind in ALLE] == list(BY_NAME) and len(KINDS) == 68


@over("kind", FORMULIEREN)
def test_the_page_of_a_kind_is_there(kind) -> None:
    assert not kind.pagina or (PAGES / f"{kind.pagina}.py").is_file()


def test_what_a_kind_says_by_the_name_of_a_vraag_is_asked_in_it() -> None:
    said = {kind.__name__: (kind.kern, kind.vond_plaats) for kind in ALLE if kind.kern or kind.vond_plaats}
    assert said == {
        "Signaal": ("soort", ""),
        "Overleg": ("met", "gevoerd"),
        "Leerlingbespreking": ("", "gehouden"),
        "UitkomstStap2": ("uitkomst", ""),
        "Effectmeting": ("signalen", ""),
        "OudersGeinformeerd": ("", "geinformeerd"),
    }
    for name, (kern, vond_plaats) in said.items():
        chosen = {each.naam for each in vragen(BY_NAME[name]) if each.keuzen}
        assert {kern, vond_plaats} - {""} <= chosen, "the timeline says nothing that was typed"


def test_where_a_record_came_from_is_said_by_these_vragen() -> None:
    """R28: each record that is weighed is shown with who told it, or who was there."""
    said = {kind.__name__: " ".join(each.naam for each in vragen(kind) if each.bron) for kind in ALLE}
    assert {name: names for name, names in said.items() if names} == {
        "Signaal": "bron van_wie document",
        "Overleg": "met aanwezig",
        "Consultatie": "aanwezig",
        "Leerlingbespreking": "aanwezig",
        "AdviesVeiligThuis": "adviseur",
        "Zorggesprek": "aanwezig",
        "GesprekLeerling": "aanwezig",
        "Inbreng": "aanwezig",
        "FormeelGesprek": "aanwezig",
        "Terugkoppeling": "instantie",
        "Bijlage": "herkomst",
    }


def test_who_only_reads_along_is_not_told_who_is_shut_out_and_who_is_away_can_be_taken_over_from() -> None:
    every = [(kind.__name__, each) for kind in ALLE for each in vragen(kind)]
    assert [f"{name}.{each.naam}" for name, each in every if each.verzwegen] == [
        "Opening.collega",
        "Opening.afgeschermd",
        "Opening.vervanger",
        "Afscherming.afgeschermd",
        "Afscherming.vervanger",
    ]
    gone = [(name, each) for name, each in every if each.ook_vertrokken]
    assert [f"{name}.{each.naam}" for name, each in gone] == ["Overdracht.van"]
    assert all(each.soort is Persoon for _name, each in gone)
