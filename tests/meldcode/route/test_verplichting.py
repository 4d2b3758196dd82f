"""A verdict by hand on every kind of verplichting: its title, who must do it, what ends it, and its stored name."""

from meldcode.rollen import Role
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import OP_NAAM, Soort, Verplichting
from meldcode.vastleggingen import ALLE
from tests.cast import MONDAY
from tests.over import over

# By stored name: titel, what ends it, and what else holds. Stored rows are read by these names, so none may disappear.
KINDS = {
    "stap": ("Stap afronden", "-", ""),
    "meewegen": ("Meewegen: de vijf afwegingen beantwoorden", "Afwegingen", "by-name stays"),
    "overgeslagen": ("Overgeslagen stap aanvullen", "-", ""),
    "ontvangst": ("Bericht bevestigen", "Ontvangst", "directie fixed"),
    "vernietigen": ("Vernietiging bevestigen", "VernietigingBevestigd", "directie fixed"),
    "opvolging": ("Opnieuw kijken: verder volgen of afsluiten", "-", ""),
    "antwoord": ("Vraag van de directie beantwoorden", "AntwoordAanDirectie", ""),
    "terugkoppeling": ("Bericht van Veilig Thuis; is het er niet, bel dan", "Terugkoppeling", "Veilig Thuis"),
    "onderzoek": (
        "Uitkomst van het onderzoek van Veilig Thuis; is die er niet, bel dan",
        "Terugkoppeling",
        "Veilig Thuis",
    ),
    "nazorg": ("Kijken hoe het gaat, na het afsluiten", "Nazorg", ""),
    "wegen": ("Opnieuw wegen: de signalen zijn terug, of de hulp volstaat niet", "Weging", ""),
    "effect": ("Effect van de hulp meten", "Effectmeting", ""),
    "evaluatie": ("Het vervolgtraject evalueren", "Weging", ""),
    "afspraak": ("Afspraak nakomen", "Afgehandeld", "by-name"),
    "bewaarstop": ("Kijken of de bewaarstop nog nodig is", "BewaarstopVoorstel", "apart"),
    "bewaarstop_einde": ("Besluiten of een bewaarstop eindigt", "BewaarstopEinde", "directie fixed apart"),
    "uithalen": ("Bevestigen: er gaat iets uit het dossier", "UithalenAntwoord", "directie fixed stays"),
    "vakantie": ("Vastleggen wie er in de vakantie kijkt", "Vakantiewacht", "fixed"),
    "ouders": (
        "Opnieuw bekijken of de ouders kunnen worden geïnformeerd",
        "OudersGeinformeerd FormeelGesprek VeiligInformeren",
        "",
    ),
    "verzoek": ("Besluiten over een verzoek", "VerzoekBesluit EigenVerklaring", "fixed apart"),
    "informatie": ("Een ouder zonder gezag antwoorden", "VerzoekBesluit", "apart"),
    "ontvangen": ("Overgenomen dossier: tekenen voor ontvangst", "OverdrachtOntvangen", "by-name fixed stays"),
    "afgegeven": ("Overgedragen dossier: de ander tekende nog niet", "OverdrachtOntvangen", "by-name fixed stays"),
    "warm": ("Beslissen wat de andere school hoort", "WarmeOverdracht", ""),
    "plotseling": ("Plotseling vertrek: Veilig Thuis bellen, of waarom niet", "VertrekVerteld", "fixed"),
}


def waits(soort: Soort, stap: int = 5, termijn: str = "") -> Verplichting:
    return Verplichting(f"{soort}-1", soort, stap, soort.aard.owner, MONDAY, termijn=termijn)


@over("soort", Soort)
def test_every_kind_has_a_verdict(soort: Soort) -> None:
    aard = soort.aard
    holds = {
        "directie": aard.owner is Role.DIRECTIE,
        "by-name": aard.by_name,
        "fixed": not aard.movable,
        "stays": not aard.transferable,
        "apart": not aard.of_stap,
        aard.waits_for: bool(aard.waits_for),
    }
    ends = " ".join(kind.__name__ for kind in aard.offers) or "-"
    found = soort.titel, ends, " ".join(each for each, is_so in holds.items() if is_so)
    assert found == KINDS.get(soort.value, "no verdict: write in KINDS what holds of this kind")
    assert aard.owner in (Role.IB_ER, Role.DIRECTIE)


def test_what_is_stored_stays_as_it_was() -> None:
    assert [each.value for each in Soort] == list(KINDS) and len(KINDS) == 25
    assert OP_NAAM == ("meewegen", "afspraak", "ontvangen", "afgegeven") and f"{Soort.STAP}-1-1" == "stap-1-1"


@over("soort", Soort)
def test_what_ends_it_can_be_recorded_where_it_is_done(soort: Soort) -> None:
    for stap in STAPPEN:
        kind = waits(soort, stap.nummer).offers
        assert kind is None or (kind in ALLE and (kind.pagina or kind in stap.vastleggingen))


@over(
    ("soort", "stap", "name"),
    [
        (Soort.OUDERS, 2, "VeiligInformeren"),
        (Soort.OUDERS, 5, "OudersGeinformeerd"),
        (Soort.WEGEN, 4, "Weging"),
        (Soort.EVALUATIE, 4, "Weging"),
        (Soort.EFFECT, 5, "Effectmeting"),
        (Soort.ONDERZOEK, 5, "Terugkoppeling"),
        (Soort.AFSPRAAK, 1, "Afgehandeld"),
        (Soort.NAZORG, 5, "Nazorg"),
    ],
)
def test_what_is_offered_is_what_its_stap_takes(soort: Soort, stap: int, name: str) -> None:
    kind = waits(soort, stap).offers
    assert kind is not None and kind.__name__ == name


def test_what_is_of_today_is_not_moved() -> None:
    assert waits(Soort.STAP).is_movable and not waits(Soort.STAP, termijn="meteen").is_movable
    assert not waits(Soort.VAKANTIE).is_movable and not waits(Soort.ONTVANGST).is_movable
