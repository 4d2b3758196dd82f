"""What stands on papers that are more than what is in a dossier: chosen and put together from it, by rules."""
