"""Beheer: what the board decided, entered by the beheerder with the day of the decision."""
