"""The parts of the melding on paper: a vraag whose answer goes to Veilig Thuis says in which it stands."""

from enum import StrEnum


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
