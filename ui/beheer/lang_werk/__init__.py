"""Beheer: work that may take long and goes on when the page is left, with how far it is and what came of it."""
