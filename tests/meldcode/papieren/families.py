"""A dossier with two parents who live apart, one of them at a secret address, and signals of every source."""

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.vastleggingen import Betrokkene, Effectmeting, Gezag, Hulp, Signaal, VeiligInformeren, Zorggesprek
from meldcode.vastleggingen.stap_1 import BronSignaal
from tests.builders import after_stap, decided, record

SECRET = "Kanarielaan 7, Urk; via tante Joke op 06 87 65 43 21"
GIVES_AWAY = ("Kanarielaan", "Urk", "06 87 65 43 21", "0687654321", "06-87654321")


def both(dossier: Dossier | None = None) -> Dossier:
    """With Anna, whose address is secret, and Bas, who both have gezag and can safely be told."""
    dossier = record(dossier or after_stap(1), Betrokkene, geheim="ja", bereiken=SECRET, woont="ja")
    dossier = record(dossier, Betrokkene, naam="Bas de Groot", woont="nee", taal="Turks", bereiken="")
    return record(dossier, Gezag, voor=everybody(dossier))


def everybody(dossier: Dossier) -> list[str]:
    return [each.keuze.value for each in mensen(dossier.standing)]


def told(dossier: Dossier) -> Dossier:
    """Both can safely be told; Bas spoke alone, and both together."""
    anna, bas = everybody(dossier)
    dossier = record(dossier, VeiligInformeren, voor=[anna, bas])
    dossier = record(dossier, Zorggesprek, voor=[bas], afspraken="Bas de Groot haalt hem op maandag.")
    return record(dossier, Zorggesprek, voor=[anna, bas], afspraken="Zij praten samen met de leerkracht.")


def with_signals() -> Dossier:
    dossier = told(both())
    for each in BronSignaal:
        if each is not BronSignaal.HANDLE_WITH_CARE:
            dossier = record(dossier, Signaal, bron=each.value, waarneming=f"Waarneming uit bron {each.value}.")
    return dossier


def with_help() -> Dossier:
    """Told, and help that began to work."""
    dossier = record(told(both(decided("5a"))), Hulp)
    return record(dossier, Effectmeting, signalen="minder", gezien="Hij eet weer mee in de klas.")
