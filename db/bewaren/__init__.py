"""Beside each closed dossier: from which day it may be destroyed and until when it is sealed; lists that read it."""
