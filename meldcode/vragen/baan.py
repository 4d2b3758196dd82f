"""The lines of the timeline: what kind of thing a vastlegging is."""

from enum import StrEnum


class Baan(StrEnum):
    """A line of the picture: one kind of thing that happens."""

    SIGNALEN = "Signalen"
    GESPREKKEN = "Gesprekken"
    OVERLEG = "Overleg en advies"
    BESLUITEN = "Wegen en beslissen"
    HULP = "Hulp en melding"
