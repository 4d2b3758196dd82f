"""The people around one pupil of the practice school: parents who live apart, one of them at a secret address."""

from db.practice.story import Story
from meldcode.gezag import mensen
from meldcode.vastleggingen import Betrokkene, Gezag


def parents(s: Story, day: int) -> None:
    """The parents live apart and both have gezag; where the mother lives is secret."""
    s.record(
        Betrokkene, day, rol="ouder", naam="Sharmila Klaproos", woont="ja", geheim="ja",
        bereiken="Alleen bellen, tussen 10 en 12 uur: 06 00 00 00 01. Geen post.",
    )  # fmt: skip
    s.record(
        Betrokkene, day, rol="ouder", naam="Dennis Kromosoeto", woont="nee", geheim="nee",
        bereiken="06 00 00 00 02, na zes uur",
    )  # fmt: skip
    for mens, waardoor in zip(mensen(s.dossier.standing), ("geboorte", "register"), strict=True):
        s.record(
            Gezag, day, voor=[mens.keuze.value], vorm="ouder", waardoor=waardoor, papier="register",
            gezien="Noor van Dalen",
        )  # fmt: skip
    s.record(
        Betrokkene, day, rol="broer_zus", naam="Jip", woont="ja", geboren="2023", geheim="ja",
        school="Opvang in de buurt van moeder",
    )  # fmt: skip
    s.record(
        Betrokkene, day, rol="wijkteam", naam="Priya Doerga", geheim="nee", bereiken="Via het algemene nummer",
    )  # fmt: skip
