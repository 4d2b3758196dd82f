"""Figures, on the screen and as files, and the register."""
