"""A dossier without indication that is kept: what is recorded of that, and until when it is sealed (ADR 73)."""

from datetime import date

from meldcode.route.berichten import berichten, is_gezien
from meldcode.route.fasen import Fase, walk
from meldcode.termijnen.bewaarbeleid import METEEN, Reden, Regel, beleid
from meldcode.vastleggingen import Afronding, Bewaarstop, UitkomstStap2
from meldcode.vastleggingen.einde.geen_indicatie import EINDE, EINDE_VRAAG, VERZEGELD_TOT, Einde
from meldcode.vastleggingen.opening import StapNummer
from meldcode.vastleggingen.stap_2 import Uitkomst
from meldcode.vragen.datum import in_words, read_date, short, years_after
from meldcode.vragen.tekst import telwoord
from meldcode.vragen.vastgelegd import Antwoord, Records
from meldcode.vragen.vastlegging import Vastlegging


def bewaard() -> Regel | None:
    """The rule for dossiers without indication at the school that is served; None: they are destroyed at once."""
    regel = beleid().of(Reden.GEEN_INDICATIE)
    return None if regel.keus.naam == METEEN else regel


def in_bericht() -> str:
    """What the directie reads about it when stap 2 ended without indication; empty: it is destroyed."""
    regel = bewaard()
    if regel is None:
        return ""
    if regel.keus.verzegeld:
        return f"Het dossier gaat {telwoord(regel.jaren)} jaar achter een zegel: niemand leest het."
    return "Het dossier wordt bewaard, zoals het bestuur besloot."


def bij_afronding(vastlegging: Vastlegging, records: Records, on: date) -> tuple[Antwoord, ...]:
    """What is recorded with the closing of stap 2 without indication; nothing for others, or when it is destroyed."""
    regel = bewaard()
    if not isinstance(vastlegging, Afronding) or vastlegging.stap is not StapNummer.TWEE or regel is None:
        return ()
    last = next((each for each in reversed(records) if each.isa(UitkomstStap2)), None)
    if last is None or not last.says("uitkomst", Uitkomst.GEEN_INDICATIE):
        return ()
    what = Einde.VERZEGELD if regel.keus.verzegeld else Einde.BEWAREN
    said = Antwoord(EINDE, EINDE_VRAAG, what.label, what.value)
    if not regel.keus.verzegeld:
        return (said,)
    until = years_after(on, regel.jaren)
    return (said, Antwoord(VERZEGELD_TOT, "Tot wanneer is het verzegeld?", in_words(until), short(until)))


def verzegeld_tot(records: Records) -> date | None:
    """Until which day nobody reads the dossier with these records; None when it is not sealed.

    The seal is on once the directie has seen the message, and off for good with a bewaarstop: then somebody needs it.
    """
    if not any(each.waarde(VERZEGELD_TOT) for each in records if each.isa(Afronding)):
        return None
    at, fase = walk(records)[-1]
    since = records[at:]
    if fase is not Fase.GESLOTEN or any(each.isa(Bewaarstop) for each in since):
        return None
    seen = all(is_gezien(answer) for _message, answer in berichten(records))
    return read_date(str(since[0].waarde(VERZEGELD_TOT))) if seen else None
