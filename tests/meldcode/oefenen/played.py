"""The cases of the course as somebody walks them: for each exercise what goes otherwise, and then what was asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from meldcode.dossier import vastleggen
from meldcode.dossier.afspraken import open_afspraken
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import mensen
from meldcode.oefenen.casus import Casus, Speler, Spelers
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afgehandeld,
    Afsluiting,
    Besluit,
    Betrokkene,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    Gezag,
    Leerlingbespreking,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Overdracht,
    OverdrachtOntvangen,
    Overleg,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from tests.answers.typed import Kind
from tests.builders import close, empty, record
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR

SPELERS: Spelers = {Speler.U: NOOR, Speler.COLLEGA: MIRJAM, Speler.LEERKRACHT: LARS, Speler.DIRECTIE: DICK}
Step = Callable[[Dossier], Dossier]


def begun(casus: Casus, today: date = MONDAY) -> Dossier:
    """The dossier of this case as somebody begins it on this day."""
    by, on = SPELERS[casus.door], casus.geopend_op(today)
    dossier = vastleggen.record(empty(by), casus.opening(today), by=by, on=on)
    return [dossier, *(after for after, _by, _on in casus.vooraf(dossier, today, SPELERS))][-1]


def does(kind: Kind, **answers: Any) -> Step:
    """Record this kind, with the builders' answers to what is not given."""
    return lambda dossier: record(dossier, kind, **answers)


def closes(stap: int) -> Step:
    return lambda dossier: close(dossier, stap)


def about(kind: Kind, *whom: int, **answers: Any) -> Step:
    """Record this kind about these people around the pupil: the first entered is 0."""
    return lambda dossier: record(
        dossier, kind, voor=[mensen(dossier.standing)[each].keuze.value for each in whom], **answers
    )


def corrects(kind: Kind, **changes: str) -> Step:
    """Correct the last record of this kind: other answers to some vragen."""

    def corrected(dossier: Dossier) -> Dossier:
        last = dossier.last(kind)
        assert last
        raw = {each.naam: each.waarde for each in last.antwoorden} | changes
        made = vastleggen.filled_correction(dossier, last, raw, by=NOOR, on=MONDAY)
        return vastleggen.correct(dossier, last, made, by=NOOR, on=MONDAY)

    return corrected


def _seen(dossier: Dossier) -> Dossier:
    message = next(each for each in reversed(dossier.records) if each.soort == "Afronding")
    return record(dossier, Ontvangst, kennisgeving=str(message.nummer))


def _signed(dossier: Dossier) -> Dossier:
    given = dossier.last(Overdracht)
    assert given
    return record(dossier, OverdrachtOntvangen, overdracht=str(given.nummer))


def _kept(dossier: Dossier) -> Dossier:
    ((agreed, _who),) = open_afspraken(dossier.standing)
    return record(dossier, Afgehandeld, afspraak=str(agreed.nummer))


_VAN_LARS = {"bron": "van_anderen", "van_wie": "Lars Brouwer", "soort": "verwaarlozing"}
_OVERLEG = (does(Overleg, met="ib_er"), does(Overleg, met="vertrouwenspersoon"), closes(1))
_MELDEN = {"onveilig": "ja"}
_VERDER = (does(UitkomstStap2, uitkomst="verder"), closes(2))
_GEEN = does(UitkomstStap2, uitkomst="geen_indicatie")
_SAMIRA = does(Betrokkene, naam="Samira Oefenmeer", geheim="ja", bereiken="Proefkade 12 in Oefenstad")
_KAREL = does(Betrokkene, naam="Karel Proeve", geheim="nee", bereiken="Thuis, na zes uur")

WAY = tuple[Step, ...]
EXERCISES: dict[int, list[tuple[WAY, dict[str, WAY]]]] = {
    1: [
        (
            (does(Signaal, **_VAN_LARS),),
            {
                "hoorde het van Lars": (does(Signaal, bron="zelf"),),
                "al een oordeel": (does(Signaal, **_VAN_LARS, waarneming="Tijn is altijd verwaarloosd en zo zielig."),),
            },
        ),
        (_OVERLEG, {}),
        ((_seen,), {}),
        ((does(Consultatie), does(Leerlingbespreking)), {}),
        (
            (does(VeiligInformeren), does(Zorggesprek)),
            {"nu niet veilig": (does(VeiligInformeren, veilig="nee"),)},
        ),
        ((_GEEN, closes(2)), {"vast dat de zorg blijft": _VERDER}),
    ],
    2: [
        (
            (does(Signaal, bron="leerling", soort="uitspraak", waarneming="“Papa slaat mama. Gisteren ook.”"),),
            {
                "zei het tegen u": (does(Signaal, bron="zelf", soort="uitspraak"),),
                "anders ingedeeld": (does(Signaal, bron="leerling", soort="gezin"),),
            },
        ),
        (
            (does(AdviesVeiligThuis),),
            {"vóór het advies": (does(VeiligInformeren), does(Zorggesprek), does(AdviesVeiligThuis))},
        ),
        (
            (does(Consultatie), does(Leerlingbespreking), does(VeiligInformeren), does(Zorggesprek), *_VERDER),
            {"U koos ‘geen indicatie’": (_GEEN,)},
        ),
        ((does(FormeelGesprek), closes(3)), {}),
        ((does(Weging, **_MELDEN), closes(4)), {"dat melden niet nodig is": (does(Weging),)}),
        (
            (
                does(Besluit, melden="ja", helpen="nee"),
                does(OudersGeinformeerd, waarover="5b"),
                does(Melding),
                closes(5),
            ),
            {
                "wijkt af": (does(Besluit, melden="nee", afwijking="Eerst praten wij nog een keer met vader."),),
                "alleen met een brief": (
                    does(Besluit, melden="ja", helpen="nee"),
                    does(OudersGeinformeerd, waarover="5b", wijze="brief"),
                    does(Melding),
                    closes(5),
                ),
            },
        ),
        ((does(Terugkoppeling, stand="onderzoek"),), {}),
    ],
    3: [
        ((does(AcuutGevaar, gebeld=["112", "veilig_thuis"]),), {}),
        (
            (
                does(VeiligInformeren, veilig="nee"),
                does(Melding),
                does(OudersGeinformeerd, waarover="5b", geinformeerd="nee"),
                closes(5),
            ),
            {"vroeg u juist om te wachten": (does(VeiligInformeren),)},
        ),
        (_OVERLEG, {}),
        ((does(Terugkoppeling),), {}),
    ],
    4: [
        (
            (_SAMIRA, _KAREL),
            {"waar moeder is": (_SAMIRA, _KAREL, does(Signaal, waarneming="Moeder zit aan de Proefkade 12."))},
        ),
        ((about(Gezag, 0), about(Gezag, 1)), {}),
        (
            (about(VeiligInformeren, 0, 1), about(Zorggesprek, 0), about(Zorggesprek, 1)),
            {
                "Eén gesprek staat op naam van beide": (about(VeiligInformeren, 0, 1), about(Zorggesprek, 0, 1)),
                "waar moeder is": (
                    about(VeiligInformeren, 0, 1),
                    about(Zorggesprek, 0),
                    about(Zorggesprek, 1, reactie="Vader vroeg of zij in Oefenstad zit."),
                ),
            },
        ),
        (_VERDER, {"U koos ‘geen indicatie’": (_GEEN,)}),
    ],
    5: [
        ((_signed,), {}),
        ((_kept,), {}),
        (
            (does(Effectmeting, signalen="gestopt", resultaat="ja"),),
            {"niet stoppen of terug": (does(Effectmeting, signalen="opnieuw"),)},
        ),
        ((does(Afsluiting),), {"een andere reden": (does(Afsluiting, reden="geen_vermoeden"),)}),
    ],
}
"""Of each case, by its number: each exercise as it was asked, and as it was not, by a part of what is said then."""
