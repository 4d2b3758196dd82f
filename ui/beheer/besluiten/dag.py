"""The day on which the board decided, as the beheerder types it."""

from datetime import date

from meldcode.vragen.dag import read_day


def read(dag: str, today: date) -> date:
    """The day that was typed. Raises ``ValueError`` with a Dutch sentence."""
    if not dag.strip():
        raise ValueError("Vul de dag van het besluit in.")
    van = read_day(dag, today)
    if van > today:
        raise ValueError("Deze dag is nog niet geweest. Vul in wanneer het bestuur besloot.")
    return van
