"""Complete answers to what is recorded when a dossier or a pupil goes to somebody else."""

from typing import Any

from meldcode.vastleggingen import OverdrachtOntvangen, Vertrek, VertrekVerteld, WarmeOverdracht
from tests.answers.typed import Answers, Builders


def overdracht_ontvangen(**changes: Any) -> Answers:
    """Of the handover that is the sixth record, as after stap 1."""
    return {"overdracht": "6", "besproken": "ja", "verder": "Noor belt vrijdag nog met de wijkagent."} | changes


def warme_overdracht(**changes: Any) -> Answers:
    """With consent, unless told otherwise; with an answer to every vraag of the other grounds as well."""
    found: Answers = {
        "grond": "toestemming",
        "van_wie": "gezag",
        "gegeven_op": "05-11-2026",
        "punten": "Dat Sem rust nodig heeft.\nDat moeder ’s ochtends gebeld kan worden.",
        "gevraagd": "geweigerd",
        "niet_verteld_omdat": "Vader dreigde Sem mee te nemen als de school iets zegt.",
        "noodzaak": "De nieuwe school ziet anders niet dat Sem weer blauwe plekken heeft.",
        "evenredig": "Veilig Thuis kan dit niet voor maandag, en het gaat om één punt.",
        "advies_van": ["fg", "veilig_thuis"],
        "advies_op": "05-11-2026",
        "advies": "Vertel alleen waar de school op moet letten.",
        "waarom_niets": "Er zijn geen zorgen meer over Sem.",
        "besluit_van": "Dick Hofstra, directeur",
        "school": "De Waterval",
        "datum": "06-11-2026",
        "hier": "Noor van Dalen, intern begeleider",
        "daar": "Ellen Vos, intern begeleider van De Waterval",
        "verteld": "Dat Sem rust nodig heeft.",
        "niet_verteld": "Wat moeder over vader vertelde.",
        "weet": "Beide ouders en Dick Hofstra, directeur.",
        "wedervraag": "Of Sem al hulp heeft.",
        "volger": "Ellen Vos, intern begeleider van De Waterval",
    }
    return found | changes


def vertrek(**changes: Any) -> Answers:
    return {
        "weg": "ja",
        "op": "09-11-2026",
        "hoe": "aangekondigd",
        "naar": "De Waterval",
        "ieder": "ja",
        "waarom_niet": "Vader is nog niet bereikt; Noor belt hem morgen.",
    } | changes


def vertrek_verteld(**changes: Any) -> Answers:
    return {
        "gebeld": "ja",
        "datum": "06-11-2026",
        "wie": "Mevrouw Bakker van Veilig Thuis",
        "antwoord": "Zij gaan na waar het gezin is, en bellen terug.",
        "waarom_niet": "Moeder belde zelf al met Veilig Thuis, en dat is bevestigd.",
    } | changes


LEAVING: Builders = {
    OverdrachtOntvangen: overdracht_ontvangen,
    WarmeOverdracht: warme_overdracht,
    Vertrek: vertrek,
    VertrekVerteld: vertrek_verteld,
}
