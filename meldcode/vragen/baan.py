"""Where it stands what is told of a dossier: its line on the timeline, its part of the melding on paper."""

from enum import StrEnum


class Baan(StrEnum):
    """A line of the timeline; its value is shown."""

    SIGNALEN = "Signalen"
    GESPREKKEN = "Gesprekken"
    OVERLEG = "Overleg en advies"
    BESLUITEN = "Wegen en beslissen"
    HULP = "Hulp en melding"


class OpMelding(StrEnum):
    """A part, by its heading. A FEIT stands under what the school saw, the child said or others told, by its source.

    LOS stands on a sheet of its own, for not everybody may see it.
    """

    MELDT = "Wat wij melden"
    VEILIG = "Hoe veilig het nu is"
    FEIT = "Feiten"
    DENKT = "Wat wij denken"
    DEED = "Wat wij deden"
    WEET = "Wie het weet"
    HULP = "Hulp en netwerk"
    BLIJFT = "Wat de school blijft doen"
    AFSPRAAK = "Wat wij afspraken"
    LOS = "Los blad"
