"""What the beheerder sets and looks after; never a dossier."""
