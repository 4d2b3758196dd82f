"""Invented dossiers with planted identifiers, for what somebody who asks for inzage is given of them."""

import random
import re
from dataclasses import replace

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.namen.letters import bare
from meldcode.papieren.inzage.keuzen import Keuzen, te_lezen
from meldcode.papieren.inzage.pakket import Pakket, pakket
from meldcode.papieren.inzage.passages import Heet, Lezer, Voorzet
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.vastleggingen import Betrokkene, Gezag, Overleg, Signaal
from tests.builders import opened, record
from tests.cast import MONDAY

MOTHERS = ["Roos Storm", "Anne-Marie Vos", "Fatıma Yıldırım-El Idrissi", "Żaneta Wójcik", "علي حسن", "Nour el Amrani",
           "Merel van der Sluis", "Nguyễn Thị Hoa"]  # fmt: skip
HELPS = ["Joke Brinkhorst", "Ømer Şahinoğlu", "Dirk Vlaswinkel"]
# Where the mother is, as it was typed, and what of it may be left nowhere.
PLACES = [
    ("Kanarielaan 7, Urk; 06 87 65 43 21", ["kanarielaan", "urk", "687654321"]),
    ("kanariestraat 12a 1234 AB Zwaagwesteinde", ["kanariestraat", "1234ab", "zwaagwesteinde"]),
    ("Alleen bellen: +31 6 12 34 56 78, tussen 10 en 12", ["612345678"]),
    ("Blijfhuis De Kanarie, Śniadowo. Tel. 0515-123456", ["dekanarie", "sniadowo", "515123456"]),
    ("Via tante Wil in Ee, wil.kanarie@post.example", ["wilkanarie", "post.example"]),
    ("'t Kanariezand 3, Çeşmedorp", ["kanariezand", "cesmedorp"]),
]
WAYS = ["{}", "in {}.", "({})", "„{}”", "bij {}!", "en\n{}", "{}, zei zij", "{}s buurt"]


def written(place: str, chosen: random.Random) -> str:
    """A part of a place, in one of the ways in which people write it."""
    part = chosen.choice([each.strip() for each in re.split(r"[,;]", place) if len(each.strip()) > 3])
    ways = [part, part.upper(), bare(part), part.replace(" ", "  "), part.replace("-", " ")]
    digits = re.sub(r"\D", "", part)
    if len(digits) > 8:
        digits = f"0{digits.removeprefix('31').removeprefix('0')}"
        ways = [digits, f"+31{digits[1:]}", f"{digits[:2]}-{digits[2:]}", " ".join(digits), f"0031 {digits[1:]}"]
    return chosen.choice(ways)


def made_up(number: int) -> tuple[Dossier, Lezer, list[str]]:
    """A dossier with a mother at a secret place and a father who asks, and what he may read nowhere."""
    chosen = random.Random(number)  # noqa: S311  # invented, the same every time
    mother, (place, hidden) = chosen.choice(MOTHERS), chosen.choice(PLACES)
    dossier = record(opened(), Betrokkene, naam=mother, geheim="ja", bereiken=place, woont="ja")
    dossier = record(dossier, Betrokkene, naam="Bas Kromhout", woont="nee", geheim="nee", bereiken="06 00 00 00 02")
    helps = chosen.choice(HELPS)
    dossier = record(dossier, Betrokkene, naam=helps, rol="huisarts", geheim="nee", bereiken="Via de balie")
    anna, bas = (each.keuze.value for each in mensen(dossier.standing)[:2])
    dossier = record(dossier, Gezag, voor=[anna, bas])
    only_hers = f"Zij vertelde alleen ons dat het {number} keer misging in de herfst."

    def said() -> str:
        where = chosen.choice(WAYS).format(written(place, chosen))
        return f"Het regende. Toen ging het over {where} Daarna was het stil. {helps} belde op."

    dossier = record(dossier, Signaal, waarneming=said(), plaats=written(place, chosen)[:60])
    dossier = record(dossier, Overleg, uitkomst=f"{only_hers} {said()}")
    dossier = record(dossier, Signaal, interpretatie=only_hers, andere_verklaring=said())
    return dossier, Lezer(mensen(dossier.standing)[1].nummer, "Bas Kromhout (ouder)", Heet.VADER), [*hidden, only_hers]


def everything_given(voorzet: Voorzet, hers: str = "") -> Keuzen:
    """Somebody read it all and gave every sentence, but the one that is hers alone where it stood first."""
    keuzen = Keuzen(voorzet.lezer.heet)
    for each in te_lezen(voorzet, keuzen):
        refs = [one.ref for blok in voorzet.blokken(each) for one in blok.passages if hers and hers in one.tekst]
        keus = replace(keuzen.of(voorzet, each), gezien=True, delen={})
        if refs and each.isa(Overleg):
            keus = replace(keus, delen={refs[0]: Weg(Waarom.ANDER, "Zij zei dat")})
        keuzen = keuzen.decided(voorzet, each, keus)
    return keuzen


def of_number(number: int) -> tuple[Voorzet, Keuzen, Pakket, list[str]]:
    """The package of this invented dossier, and what may be in it nowhere."""
    dossier, lezer, hidden = made_up(number)
    voorzet = Voorzet(dossier, lezer, MONDAY)
    keuzen = everything_given(voorzet, hidden[-1])
    return voorzet, keuzen, pakket(voorzet, keuzen), hidden


def leaks(text: str, hidden: list[str]) -> list[str]:
    """What of it can be read in this text, whatever stands between its signs."""
    plain = bare(text)
    run = re.sub(r"[^\w.]", "", plain)
    digits = re.sub(r"[^\da-z]", "", plain)
    return [
        each
        for each in hidden
        if re.search(rf"\b{re.escape(bare(each))}", plain)
        or (len(each) > 5 and re.sub(r"[^\w.]", "", bare(each)) in run)
        or (each.isdigit() and each in digits)
    ]
