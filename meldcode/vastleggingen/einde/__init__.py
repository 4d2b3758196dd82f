"""What is recorded about the end of a dossier: keeping it, what people ask, taking out, handing over, destroying it."""
