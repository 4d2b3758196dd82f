"""What the shared screen may show of a case: a verdict by hand on every vraag with typed answers, and on every card."""

from datetime import date

import pytest

from meldcode.bespreking.kaarten import Kaart, card, may_be_shown, source
from meldcode.dossier.dossier import Dossier
from meldcode.lichaam.plekken import Plekken
from meldcode.vastleggingen import ALLE, Melding
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.persoon import Beschut, Persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd, set_down
from meldcode.vragen.vastlegging import fill, vragen
from meldcode.vragen.vraag import vraag
from tests.answers import answers
from tests.cast import MONDAY, NOOR, SCHOOL
from tests.over import over

# Every vraag with a typed answer. "noemt": it asks for somebody's name. "toont": it may be on the shared screen.
# "blijft": it asks for no name, but stays in the dossier all the same.
TYPED = {
    "Opening": "naam noemt, roepnamen noemt, groep blijft, gezag noemt",
    "Signaal": "van_wie noemt, document noemt, plaats toont, waarneming toont, interpretatie toont,"
    " andere_verklaring toont",
    "Overleg": "aanwezig noemt, uitkomst toont, waarom_niet toont",
    "Consultatie": "aanwezig noemt, kwestie toont, uitkomst toont",
    "Leerlingbespreking": "aanwezig noemt, kwestie toont, besluit toont, waarom_niet toont",
    "AdviesVeiligThuis": "adviseur noemt, kwestie toont, advies toont",
    "VeiligInformeren": "motivering toont",
    "Zorggesprek": "aanwezig noemt, gedeeld toont, reactie toont, afspraken toont",
    "GesprekLeerling": "aanwezig noemt, woorden toont, uitkomst toont, waarom_niet toont",
    "Inbreng": "aanwezig noemt, uitkomst toont",
    "UitkomstStap2": "motivering toont",
    "FormeelGesprek": "aanwezig noemt, stap_1 toont, stap_2 toont, visie toont, blijft_staan toont, afspraken toont",
    "Afzien": "motivering toont",
    "NietBereikt": "meer noemt",
    "Weging": "aard toont, frequentie toont, sinds toont, leerling toont, kwetsbaar toont, broers_zussen toont,"
    " interactie toont, visie_ouders toont, onbekend toont, komende_dagen toont, eerder toont, eerdere_hulp toont,"
    " toelichting toont, vervolgtraject toont, wie noemt, wanneer toont, doel toont, effect toont, terugval toont",
    "Besluit": "melden_waarom toont, helpen_waarom toont, afwijking toont",
    "Hulp": "doel toont, wie noemt, casemanager noemt, maatstaf toont, terugval toont",
    "Effectmeting": "gezien toont, volgen toont",
    "Melding": "aan noemt, kenmerk blijft, inhoud toont, grond_waarom blijft, niet_zien noemt, school_doet toont,"
    " terugkoppeling noemt, bereikbaar noemt, besproken noemt",
    "MeldingVerstuurd": "exemplaar blijft, hoe noemt, bijlagen noemt",
    "Terugkoppeling": "instantie noemt, inhoud toont, acties toont",
    "OudersGeinformeerd": "waarom_brief toont, reactie toont, eerst noemt, motivering toont",
    "Afsluiting": "toelichting toont, blijven_volgen toont",
    "Bijlage": "herkomst noemt, inhoud blijft, wie_erbij noemt, alleen_omdat blijft, wie_wist noemt",
    "AcuutGevaar": "reden toont, afgesproken toont",
    "Afronding": "bericht blijft",
    "Ontvangst": "kennisgeving blijft, terugvraag blijft",
    "AntwoordAanDirectie": "kennisgeving blijft, antwoord blijft",
    "Afspraak": "wat blijft, besloten_in blijft",
    "Afgehandeld": "afspraak blijft, uitkomst blijft",
    "Verzetten": "verplichting blijft, van blijft, reden blijft",
    "Overdracht": "zeggen noemt",
    "MedeHouder": "",
    "Vakantiewacht": "vakantie blijft, hoe noemt, waarom_niet blijft",
    "Nazorg": "gezien blijft",
    "TweedeWeger": "",
    "TweedeWegerVervalt": "reden blijft",
    "Afwegingen": "toelichting blijft",
    "Vergelijking": "vermoeden blijft, onveilig blijft, hulp blijft, aanvaard blijft, resultaat blijft",
    "Uitnodiging": "reden blijft",
    "IntrekkenUitnodiging": "",
    "Afscherming": "",
    "OpheffenAfscherming": "reden blijft",
    "Inzage": "reden blijft",
    "HoortBij": "bij blijft",
    "Betrokkene": "naam noemt, taal blijft",
    "Gezag": "gezien noemt",
    "Bewaarstop": "wie noemt, toelichting noemt",
    "BewaarstopVoorstel": "stop blijft, reden noemt",
    "BewaarstopEinde": "voorstel blijft, waarom_niet noemt",
    "Verzoek": "waarover blijft, naam noemt, gemachtigde noemt, hoe blijft",
    "VerzoekVerlengd": "verzoek blijft, reden blijft",
    "VerzoekBesluit": "verzoek blijft, wel blijft, niet blijft, reden blijft, ontvangers noemt, gegeven blijft",
    "GehoordOverWissen": "verzoek blijft, woorden blijft",
    "EigenVerklaring": "verzoek blijft, woorden blijft",
    "BeperkingOpgeheven": "verzoek blijft, reden blijft",
    "OverdrachtOntvangen": "overdracht blijft, verder noemt",
    "WarmeOverdracht": "punten blijft, niet_verteld_omdat blijft, noodzaak blijft, evenredig blijft, advies blijft,"
    " waarom_niets blijft, besluit_van noemt, school noemt, hier noemt, daar noemt, verteld blijft,"
    " niet_verteld blijft, weet noemt, wedervraag blijft, volger noemt",
    "Vertrek": "naar noemt, waarom_niet blijft",
    "VertrekVerteld": "wie noemt, antwoord blijft, waarom_niet blijft",
    "InzageGegeven": "aan noemt, weggelaten blijft, namens noemt, hoe_anders blijft, waarom_alleen blijft",
    "VernietigingGevraagd": "waarom blijft",
    "VernietigingIngetrokken": "reden blijft",
    "VernietigingBevestigd": "codenaam blijft",
    "Uithalen": "nummer blijft, reden blijft, buiten blijft",
    "UithalenAntwoord": "voorstel blijft, waarom_niet blijft",
    "Samengevoegd": "bij blijft, zelfde blijft",
    "Samenvoeging": "uit blijft, stand blijft",
}
# Everything that may be shown and is more than the day or the source of a record, which stand with each card.
CARDS = {
    "Signaal": "soort plaats waarneming interpretatie andere_verklaring",
    "Overleg": "gevoerd uitkomst waarom_niet",
    "Consultatie": "kwestie uitkomst",
    "Leerlingbespreking": "gehouden kwestie besluit waarom_niet",
    "AdviesVeiligThuis": "anoniem kwestie advies",
    "VeiligInformeren": "veilig redenen motivering opnieuw_op",
    "Zorggesprek": "gedeeld reactie afspraken",
    "GesprekLeerling": "woorden uitkomst ouders_wisten waarom_niet",
    "Inbreng": "waar grond uitkomst",
    "UitkomstStap2": "uitkomst motivering",
    "FormeelGesprek": "stap_1 stap_2 visie blijft_staan afspraken",
    "Afzien": "redenen motivering",
    "NietBereikt": "weg weg_2",
    "Weging": "meegewogen soorten aard ernst frequentie sinds patroon leerling kwetsbaar broers_zussen interactie"
    " visie_ouders onbekend komende_dagen eerder eerdere_hulp vermoeden onveilig hulp aanvaard resultaat toelichting"
    " vervolgtraject wanneer doel effect evaluatie_op terugval uitkomst omdat anders",
    "Besluit": "melden melden_waarom helpen helpen_waarom afwijking",
    "Hulp": "doel tot maatstaf terugval effect_op",
    "Effectmeting": "gezien signalen resultaat volgen opnieuw_op",
    "Melding": "wijze inhoud school_doet",
    "Terugkoppeling": "over_melding stand opnieuw_op inhoud acties",
    "OudersGeinformeerd": "waarover geinformeerd wijze waarom_brief reactie redenen motivering opnieuw_op",
    "Afsluiting": "reden toelichting blijven_volgen nakijken_op",
    "AcuutGevaar": "reden gebeld afgesproken",
}
# What a card has beside it when it is up, besides the day and a role: how whoever recorded it knows it.
ALONG = {"Signaal": "bron", "Overleg": "met"}


def dossier_of(*records: Vastgelegd) -> Dossier:
    return Dossier("d1", SCHOOL, "Beuk 7", NOOR.id, records)


def with_every_answer(soort: str, names: list[str], nummer: int = 1) -> Vastgelegd:
    """A record with an answer to every vraag of its kind, also those that exclude each other."""
    given = tuple(Antwoord(naam, f"De vraag {naam}?", f"Het antwoord op {naam}.", None) for naam in names)
    return Vastgelegd(nummer, soort, soort, date(2026, 11, 6), NOOR.id, given)


def on_offer(dossier: Dossier) -> list[str]:
    return [each.naam for _record, found in may_be_shown(dossier) for each in found]


@over("kind", ALLE)
def test_every_vraag_that_is_typed_has_a_verdict(kind) -> None:
    verdicts = dict(each.split() for each in TYPED[kind.__name__].split(", ") if each)
    for about in (each for each in vragen(kind) if each.soort is str):
        verdict = verdicts.pop(about.naam, "none: write in TYPED whether it names somebody, and may be on the screen")
        assert verdict == ("noemt" if about.noemt else "toont" if about.aan_tafel else "blijft"), about.naam
    assert not verdicts, "a verdict on what is not asked"


@over("kind", ALLE)
def test_these_cards_are_on_offer_and_no_others(kind) -> None:
    follow = ["uitkomst", "omdat", "anders", "kern", "volgt"]
    asked = [each.naam for each in vragen(kind)]
    full = with_every_answer(kind.__name__, [*asked, *(each for each in follow if each not in asked)])
    assert on_offer(dossier_of(full)) == CARDS.get(kind.__name__, "").split()
    along = ALONG.get(kind.__name__)
    assert source(full) == (f"Het antwoord op {along}." if along else "")


def test_the_verdicts_are_about_the_kinds_that_there_are() -> None:
    assert list(TYPED) == [kind.__name__ for kind in ALLE] and set(CARDS) <= set(TYPED)
    assert sum(len(each.split(", ")) for each in TYPED.values() if each) == 194
    assert sum(len(each.split()) for each in CARDS.values()) == 111


def test_no_colleague_who_was_chosen_no_file_and_no_body_map_is_ever_on_the_screen() -> None:
    hidden = [
        each
        for kind in ALLE
        for each in vragen(kind)
        if each.soort in (Persoon, Bestand, Plekken, Beschut) or each.genummerd
    ]
    assert len(hidden) > 10 and not [each for each in hidden if each.aan_tafel]


def test_with_whom_a_melding_was_discussed_is_no_card_not_even_one_that_was_chosen_before() -> None:
    given = answers(Melding, besproken="Met Joke van de opvang; zij belt vader.")
    melding = set_down(fill(Melding, given), nummer=1, on=MONDAY, by=NOOR.id)
    dossier = dossier_of(melding)
    assert "Joke" in melding.tekst("besproken")
    assert on_offer(dossier) == ["wijze", "inhoud", "school_doet"]
    assert card(Kaart(1, "besproken"), dossier) is None and card(Kaart(1, "inhoud"), dossier) is not None


def test_a_vraag_or_a_kind_of_which_nothing_is_declared_is_hidden() -> None:
    of_2031 = with_every_answer("Signaal", ["waarneming", "getuigen"])
    no_more = with_every_answer("Opgeheven", ["waarneming"], 2)
    assert on_offer(dossier_of(of_2031, no_more)) == ["waarneming"]


def test_forgetting_hides_and_what_names_somebody_cannot_be_allowed() -> None:
    assert vraag("Wat is er gezien?").metadata["aan_tafel"] is False
    with pytest.raises(ValueError, match="names somebody"):
        vraag("Wie was erbij?", noemt=True, aan_tafel=True)
