"""The papers of a dossier: making them, reading from one while calling, and which were made."""
