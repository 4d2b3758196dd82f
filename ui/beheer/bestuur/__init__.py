"""Beheer: what the board is, and what it decides about keeping."""
