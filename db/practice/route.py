"""Stappen as they usually go. A case tells only what is particular to it; these functions record the rest."""

from db.practice.story import Answer, Story
from meldcode.bespreking.bespreking import VAN
from meldcode.dossier.wegen import te_wegen
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afspraak,
    Consultatie,
    FormeelGesprek,
    Leerlingbespreking,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon


def overleg(s: Story, day: int, *, vertrouwenspersoon: bool = True) -> None:
    """Both consultations of stap 1, or why the second was not held."""
    s.record(
        Overleg, day, met="ib_er", gevoerd="ja",
        aanwezig="Noor van Dalen (ib-er), Lars Brouwer (leerkracht)",
        uitkomst="We letten er samen twee weken op en schrijven op wat we zien, met dag en plaats.",
    )  # fmt: skip
    s.record(
        Overleg, day, met="vertrouwenspersoon", gevoerd="ja" if vertrouwenspersoon else "nee",
        aanwezig="Noor van Dalen, Vera Osei (vertrouwenspersoon)",
        uitkomst=f"Vera kent {s.kind} van de dinsdagochtend en houdt een plek in haar agenda vrij.",
        waarom_niet="Vera is deze week niet op school; zij wordt maandag bijgepraat.",
    )  # fmt: skip


def stap_1(s: Story, day: int) -> None:
    """What follows the signalen of stap 1: consultation, closing the stap, and the directie's receipt."""
    overleg(s, day)
    s.close(1, day)
    s.seen(day + 1)


def besproken(s: Story, day: int, kwestie: str) -> None:
    """The consultation and the talk in the team of stap 2."""
    s.record(
        Consultatie, day,
        aanwezig="Noor van Dalen, Mirjam Vos (ib-er van de Waterlelie)",
        kwestie=kwestie,
        uitkomst="Mirjam ziet hetzelfde patroon en raadt aan het in het team te bespreken.",
    )  # fmt: skip
    s.record(
        Leerlingbespreking, day + 1, gehouden="ja",
        aanwezig="Noor van Dalen, Lars Brouwer, Hanneke Smit (groep 5), Femke Bos (gymnastiek)",
        kwestie=f"Wat zien anderen bij {s.kind}, en wanneer?",
        besluit="Femke en Hanneke schrijven mee tot het volgende overleg. Noor nodigt de ouders uit.",
    )  # fmt: skip


def afgesproken(s: Story, day: int, wat: str, *, uiterlijk: int) -> None:
    """What Lars promised in the team that day; ``uiterlijk`` in school days from today."""
    lars = s.people.lars
    s.record(
        Afspraak, day, wat=wat, wie=str(Persoon(lars.id, lars.role, lars.naam)), uiterlijk=uiterlijk,
        besloten_in=f"{VAN} {in_words(s.day(day))}",
    )  # fmt: skip


def zorg_gedeeld(s: Story, day: int, reactie: str) -> None:
    """The parents could safely be told, and were told."""
    s.record(
        VeiligInformeren, day, veilig="ja",
        motivering="De ouders zoeken zelf contact met school; niets wijst op een risico door het gesprek.",
    )  # fmt: skip
    s.record(
        Zorggesprek, day + 1,
        aanwezig="De ouders, Noor van Dalen, Lars Brouwer",
        gedeeld=f"Dat {s.kind} de laatste weken anders is dan wij gewend zijn, en wat wij daarvan zagen.",
        reactie=reactie,
        afspraken="Over twee weken praten we verder. School belt eerder als er iets verandert.",
    )  # fmt: skip


def advies_gevraagd(s: Story, day: int, advies: str) -> None:
    """Veilig Thuis was called for advice, without names, before the parents were spoken to."""
    s.record(
        AdviesVeiligThuis, day, tijd="15:20", adviseur="Medewerker 7, Veilig Thuis", anoniem="ja",
        kwestie=f"{s.kind} vertelde het zelf. Wat is veilig, en wanneer praten wij met de ouders?", advies=advies,
    )  # fmt: skip


def stap_2(s: Story, day: int, *, kwestie: str, reactie: str, advies: str = "") -> None:
    """Stap 2 as it mostly goes: the worry remains, so on to stap 3. Takes four school days, closed on the fourth."""
    if advies:
        advies_gevraagd(s, day, advies)
    besproken(s, day, kwestie)
    zorg_gedeeld(s, day + 2, reactie)
    s.record(
        UitkomstStap2, day + 3, uitkomst="verder",
        motivering="Meerdere collega's zagen los van elkaar hetzelfde, en de zorg is na het gesprek niet weg.",
    )  # fmt: skip
    s.close(2, day + 3)
    s.seen(day + 4)


def formeel_gesprek(s: Story, day: int, visie: str) -> None:
    s.record(
        FormeelGesprek, day,
        aanwezig="De ouders, Noor van Dalen (ib-er), Lars Brouwer (leerkracht)",
        stap_1="De waarnemingen een voor een voorgelezen, met dag en plaats.",
        stap_2="Dat wij met een collega-ib-er en in het team hebben overlegd, en wat daar werd gezien.",
        visie=visie,
        blijft_staan=f"Wij weten niet goed hoe de middagen en weekenden van {s.kind} verlopen.",
        afspraken="Noor belt vrijdag. De ouders mogen altijd bellen of langskomen.",
    )  # fmt: skip


def weging(s: Story, day: int, *, evaluatie: int, **changes: Answer) -> None:
    """A weging in which help suffices, unless the case answers otherwise."""
    usual: dict[str, Answer] = {
        "meegewogen": _meegewogen(s),
        "soorten": ["psy_verwaarlozing"],
        "aard": "Er is thuis weinig aandacht en toezicht, vooral na schooltijd.",
        "ernst": "matig",
        "frequentie": "Een paar keer per week",
        "sinds": "Het begin van dit schooljaar",
        "patroon": "gelijk",
        "leerling": f"{s.kind} zegt liever langer op school te blijven.",
        "kwetsbaar": f"{s.kind} vertrouwt Lars, en praat thuis weinig.",
        "broers_zussen": "Een jonger zusje; haar leerkracht ziet niets bijzonders.",
        "interactie": "Bij het halen zeggen ouder en kind weinig tegen elkaar.",
        "visie_ouders": "De ouders herkennen een deel en zeggen dat het een zware tijd is.",
        "onbekend": "Hoe het in de weekenden gaat. Het kan ook komen door de verhuizing van deze zomer.",
        "komende_dagen": "De tante is er dit weekend. Lars ziet maandag als eerste hoe het gaat.",
        "eerder": "Geen eerdere meldingen.",
        "eerdere_hulp": "In groep 2 was er kort hulp van het wijkteam; die was toen genoeg.",
        "vermoeden": "ja",
        "onveilig": "nee",
        "hulp": "ja",
        "aanvaard": "ja",
        "resultaat": "nog_niet",
        "toelichting": "Er is een probleem, geen gevaar; de ouders vragen zelf om hulp en houden zich aan afspraken.",
        "vervolgtraject": "Er komt hulp thuis via het wijkteam; Lars houdt de ochtenden bij.",
        "wie": "Noor regelt het en volgt het; het wijkteam voert het uit.",
        "wanneer": "Binnen twee weken, daarna elke maand",
        "doel": "Iemand is thuis als de school uit is.",
        "effect": f"{s.kind} gaat na school naar huis en heeft gegeten als de dag begint.",
        "terugval": "Dan ligt de vraag over melden dezelfde week weer op tafel.",
    }
    s.put(Weging, day, usual | {"evaluatie_op": evaluatie} | changes, s.people.noor)


def _meegewogen(s: Story) -> list[str]:
    found = []
    for each in te_wegen(s.dossier):
        if each.isa(Signaal):
            found.append(f"{each.nummer} risico Weinig toezicht en zorg na schooltijd.")
        elif each.isa(FormeelGesprek):
            found += [
                f"{each.nummer} risico Weinig familie in de buurt; wisselende werktijden.",
                f"{each.nummer} bescherming De ouders komen naar gesprekken en vragen zelf om hulp.",
            ]
        elif each.isa(Overleg, Consultatie):
            found.append(f"{each.nummer} buiten Het gaat over onze werkwijze, niet over wat er is gezien.")
        else:
            found.append(f"{each.nummer} onbekend")
    return found


def ouders_later(s: Story, day: int, waarover: str, opnieuw_op: int) -> None:
    """The parents are not told yet, with the reason and the day to reconsider."""
    s.record(
        OudersGeinformeerd, day, waarover=waarover, geinformeerd="nee", redenen=["veiligheid"],
        motivering="Veilig Thuis vroeg ons te wachten tot zij zelf met het gezin hebben gesproken.",
        opnieuw_op=opnieuw_op,
    )  # fmt: skip


def to_stap_4(s: Story, day: int, *, kwestie: str, reactie: str, visie: str, advies: str = "") -> None:
    """From the end of stap 1 up to the weging, every message seen: ten school days from this one."""
    stap_1(s, day)
    stap_2(s, day + 2, kwestie=kwestie, reactie=reactie, advies=advies)
    formeel_gesprek(s, day + 8, visie)
    s.close(3, day + 9)
    s.seen(day + 10)
