"""The tabs of the page Beheer: what the beheerder sets and maintains; never anything of a dossier."""
