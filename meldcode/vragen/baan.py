"""The lines of the timeline, by what kind of event a vastlegging is."""

from enum import StrEnum


class Baan(StrEnum):
    """A line of the timeline; its value is shown."""

    SIGNALEN = "Signalen"
    GESPREKKEN = "Gesprekken"
    OVERLEG = "Overleg en advies"
    BESLUITEN = "Wegen en beslissen"
    HULP = "Hulp en melding"
