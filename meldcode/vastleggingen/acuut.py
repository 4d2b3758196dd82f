"""Acute danger: what is going on and who was called, in an existing dossier or in one opened with a name only."""

from dataclasses import dataclass
from datetime import date, time

from meldcode import nummers
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vastleggingen.opening import Opening, OverMedewerker
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.vastlegging import Vastlegging, fill, to_raw
from meldcode.vragen.vraag import Keuze, Raw, vraag


class GebeldMet(Keuze):
    ALARM = nummers.ALARM.nummer, nummers.ALARM.nummer
    VEILIG_THUIS = "veilig_thuis", f"Veilig Thuis, [{nummers.VEILIG_THUIS.nummer}]"


@dataclass(frozen=True)
class AcuutGevaar(Vastlegging):
    """Asks little and has no least lengths: whoever records this is on the telephone. Brings a dossier to stap 5."""

    titel = "Acuut gevaar"
    nieuws = "reden"
    altijd = True
    uitleg = (
        f"Bel eerst: {nummers.ALARM.nummer} bij levensgevaar, anders Veilig Thuis. Leg daarna vast wat er aan de hand "
        "is. De route gaat meteen naar de melding. De stappen die u overslaat, vult u later aan."
    )
    gedaan = "Vastgelegd: acuut gevaar. [Intern begeleider] en directie worden nu gewaarschuwd."
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
    pagina = "acuut"
    dezelfde_dag = True
    weegt_mee = True
    baan = Baan.SIGNALEN

    datum: date = vraag("Op welke dag is dit?", aan_tafel=True)
    tijd: time = vraag("Hoe laat?", aan_tafel=True)
    reden: str = vraag(
        "Waarom is er acuut gevaar?",
        help="Wat ziet of hoort u nu, wie is in gevaar, en wie heeft nu zicht op de leerling?",
        aan_tafel=True,
        op_melding=OpMelding.FEIT,
    )
    gebeld: frozenset[GebeldMet] | None = vraag("Wie hebt u gebeld?", optional=True, aan_tafel=True)
    afgesproken: str | None = vraag("Wat is er afgesproken?", optional=True, aan_tafel=True)


@dataclass(frozen=True)
class _Leerling:
    naam: str = regel("Hoe heet de leerling?", help="Alleen de naam is nodig. De rest vult u later aan.", noemt=True)


@dataclass(frozen=True)
class AcuutBegin(AcuutGevaar, _Leerling):
    """The form for acute danger about a pupil without a dossier. It is recorded as ``opening`` and ``acuut``."""

    opent = True

    @property
    def opening(self) -> Opening:
        """The opening to record first, with the name only."""
        answers: dict[str, Raw] = {"medewerker": OverMedewerker.LATER.value, "naam": self.naam}
        return fill(Opening, answers)

    @property
    def acuut(self) -> AcuutGevaar:
        """The acute danger to record after it."""
        return fill(AcuutGevaar, to_raw(self))
