"""What happens to a dossier without indication when the board chose not to have it destroyed at once.

Nobody answers it: it is recorded with the closing of stap 2, as the board had decided by that day.
"""

from meldcode.vragen.vraag import Keuze

EINDE, VERZEGELD_TOT = "einde", "verzegeld_tot"
"""The names under which it is recorded in an ``Afronding``: what happens, and until which day it is sealed."""
EINDE_VRAAG = "Wat gebeurt er met dit dossier?"


class Einde(Keuze):
    VERZEGELD = "verzegeld", "Het gaat dicht en wordt verzegeld: niemand leest het"
    BEWAREN = "bewaren", "Het gaat dicht en wordt bewaard"
