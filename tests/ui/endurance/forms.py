"""What people of the endurance test fill in: forms that can be recorded over and over, with one word of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser import answers


@dataclass(frozen=True)
class Form:
    """Where it is, what is answered in it beside the text, and what the page says once it is recorded."""

    page: str
    task: str
    """The task of a stap that opens it; empty where it is open."""
    text: str
    """The beginning of the label of the field for the text."""
    answers: Mapping[str, str]
    """The other answers, in the order in which they are asked."""
    done: str


SIGNAAL = Form(
    "stap-1",
    "Signaal",
    "Wat is er gezien",
    {
        "Hoe weet u dit": answers.SIGNAAL["Hoe weet u dit?"],
        "Op welke dag was het": answers.ago(0),
        "Waar gaat het over": answers.SIGNAAL["Waar gaat het over?"],
        "Waar was het": "bij het hek",
        "Wat kan de verklaring": "Dat is nog niet bekend.",
    },
    "Vastgelegd: Signaal.",
)
AFSPRAAK = Form(
    "opvolging",
    "",
    "Wat gaat er gebeuren",
    {"Wie doet dat": "", "Uiterlijk wanneer": answers.ahead(5)},  # by whoever writes it down
    "De afspraak staat bij de collega op de lijst.",
)
DOORGEVEN = Form(
    "nieuw",
    "",
    "Wat is er gezien",
    {
        "Gaat het over een van deze": "Geen van beide",
        "Hoe heet de leerling": "Sem",
        "In welke groep": "5",
        "Waar was het": "bij het hek",
    },
    "Uw signaal is vastgelegd.",
)
