"""The paper that went to Veilig Thuis: which copy, when and how."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from meldcode.bronnen import VT_FORMULIER
from meldcode.vastleggingen.algemeen import regel
from meldcode.vastleggingen.melding.melding import Melding
from meldcode.vragen.baan import Baan
from meldcode.vragen.datum import at_school, in_words
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import vraag

_WRITTEN = re.compile(r"Gemaakt op .+\. Logboek ([1-9]\d*), SHA-256 ([0-9a-f]{64})")


@dataclass(frozen=True)
class Exemplaar:
    """One copy of a paper, as the journal knows it: the number of its line, and the SHA-256 of the file in hex."""

    regel: int
    hash: str

    def said(self, at: datetime) -> str:
        """This copy, made at this moment (naive UTC), as the answer to a vraag; ``read_exemplaar`` reads it."""
        then = at_school(at)
        return f"Gemaakt op {in_words(then.date())} om {then:%H:%M}. Logboek {self.regel}, SHA-256 {self.hash}"


def read_exemplaar(text: object) -> Exemplaar | None:
    """The copy that this answer names; None when it names none."""
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    return Exemplaar(int(found[1]), found[2]) if found else None


@dataclass(frozen=True)
class MeldingVerstuurd(Vastlegging):
    """That a copy of the melding on paper was sent. It and the line of the journal about that copy name each other."""

    titel = "5b. Melding op papier verstuurd"
    uitleg = (
        "Veilig Thuis belt u liever eerst. Stuurt u de melding daarna ook op papier? Dan legt u vast welk exemplaar "
        "dat was. De beheerder kan later zien of een bestand precies dat exemplaar is."
    )
    gedaan = "Vastgelegd welk exemplaar is verstuurd."
    grondslag = (VT_FORMULIER,)
    eisen = (Eis((Melding,), "Leg eerst de melding zelf vast."),)
    pagina = "papieren"
    altijd = True
    te_corrigeren = False
    kijkt = False
    baan = Baan.HULP

    exemplaar: str = vraag("Welk exemplaar?", max_length=200)
    datum: date = vraag("Wanneer hebt u het verstuurd?")
    hoe: str = regel(
        "Hoe, en aan wie?", help="Beveiligd. Bijvoorbeeld: met het formulier op de site, of met beveiligde mail.",
        noemt=True,
    )  # fmt: skip
    bijlagen: str | None = vraag(
        "Welke bijlagen gingen mee?",
        help="In overleg, niet ouder dan een jaar, en nooit in plaats van de beschrijving.",
        optional=True,
        max_length=1_000,
        noemt=True,
    )
