"""Figures: what is counted of dossiers, how each figure is derived from it, and which counts may be published."""
