"""What the beheerder sets and maintains; never a dossier."""
