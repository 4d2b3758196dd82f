"""What is recorded about the end of a dossier: what people ask about it, how long it is kept, and how it ends."""
