"""Beside each closed dossier: from which day it may be destroyed, until when it is sealed; and the lists that read it."""
