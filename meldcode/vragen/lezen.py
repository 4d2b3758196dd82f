"""Reading an answer as it was typed: into the type of its vraag, or a Dutch sentence why it is not acceptable."""

from datetime import date, time
from typing import Any

from meldcode.lichaam.plekken import Plekken, read_plekken
from meldcode.vragen.bestand import Bestand, read_bestand
from meldcode.vragen.dag import quick_days, read_day, read_time, settled
from meldcode.vragen.geboren import Geboren, read_geboren
from meldcode.vragen.meegewogen import Genummerd, Meegewogen, read_genummerd, read_meegewogen
from meldcode.vragen.persoon import Beschut, Persoon, read_persoon
from meldcode.vragen.tekst import clean, clean_line, dotted, visible
from meldcode.vragen.vraag import Keuze, Raw, Vraag

OUDEST = date(1990, 1, 1)
_NOT_SAID = "Vul in wat u weet: de datum, alleen het jaar, of ‘onbekend’."
_WRONG_BIRTH = "Klopt de geboortedatum niet? Corrigeer dan ‘Dossier openen’."
_PLENTY = 10_000  # characters; a maximum from here on is not mentioned on the screen


def read_answer(about: Vraag, raw: Raw, on: date | None = None) -> Any:
    """The answer in the type of its vraag; None when it may be left open and was. ``on`` is as for ``read_dag``.

    Raises ``ValueError`` with a Dutch sentence for the screen when it is not acceptable. Days that cannot be are
    another check: ``problem_with_date``.
    """
    if about.soort is Meegewogen:
        return read_meegewogen(raw)
    if about.soort is Plekken:
        pointed = read_plekken(raw)
        if pointed or about.optional:
            return pointed
        raise ValueError(_missing(about))
    if about.several:
        given = raw if isinstance(raw, list) else [raw] if raw else []
        chosen = frozenset(_one_of(about, each) for each in given)
        if not chosen and not about.optional:
            raise ValueError("Kies er ten minste één.")
        return chosen or None
    text = entered(about, raw) if isinstance(raw, str) else ""
    if not visible(text):
        if about.optional:
            return None
        raise ValueError(_missing(about))
    if about.keuzen:
        return _choice(about, text)
    if about.soort is date:
        return read_dag(about, text, on)
    if about.soort is Geboren:
        return read_geboren(text, on)
    if about.soort is time:
        return read_time(text)
    if about.soort is Bestand:
        return _parsed(read_bestand(text), "Kies het bestand opnieuw.")
    if about.soort is Persoon:
        found = read_persoon(text)
        return _parsed(found if found and about.takes(found) else None, "Kies een collega uit de lijst.")
    if about.soort is Beschut:
        return Beschut(_text(about, clean(text)))
    return _text(about, text)


def entered(about: Vraag, text: str) -> str:
    """What was typed or pasted for this vraag as it is kept: the one place where an answer in words is made even (ADR
    49). The readers of days and times do so themselves, and what is chosen is not typed.
    """
    if about.soort is not str:
        return text
    return clean_line(text) if about.one_line else clean(text)


def read_dag(about: Vraag, text: str, on: date | None) -> date:
    """The day that was typed, seen from today (``on``); without that only a date with its year is read.

    Raises ``ValueError`` with a Dutch sentence for the screen.
    """
    return read_day(text, on, ahead=about.future)


def kept_dag(about: Vraag, text: str, on: date) -> str:
    """What was typed for a day, as a concept keeps it: ``gisteren`` becomes a date, for tomorrow it is another day."""
    return settled(text, on, ahead=about.future)


def offered_dagen(about: Vraag, on: date) -> tuple[tuple[str, date], ...]:
    """The days that can be chosen for this vraag with one press, each with its words."""
    return quick_days(on, ahead=about.future)


def beforehand(about: Vraag) -> str:
    """What ``read_answer`` and ``problem_with_date`` check, in Dutch, to show beforehand; may be empty."""
    if about.several:
        return "" if about.optional else "Kies er ten minste één."
    if about.soort is date:
        return "Vandaag of later." if about.future else "Vandaag of eerder."
    if about.soort is Geboren:
        return "Een dag, een maand of alleen het jaar. Of: onbekend."
    if about.soort is time:
        return "Uren:minuten, bijvoorbeeld 09:15."
    if about.soort is not str:
        return ""
    least = f"Ten minste {about.min_length} tekens" if about.min_length > 1 else ""
    most = f"ten hoogste {dotted(about.max_length)}" if about.max_length < _PLENTY else ""
    if least and most:
        return f"{least}, {most}."
    return f"{least}." if least else f"T{most[1:]} tekens." if most else ""


def _missing(about: Vraag) -> str:
    if about.origineel_van:
        return "Kies de foto nog een keer: van deze foto is het origineel niet bewaard."
    sorts = {Bestand: "Kies een bestand.", Persoon: "Kies een collega.", date: "Vul een datum in.", Geboren: _NOT_SAID}
    return "Kies een antwoord." if about.keuzen else sorts.get(about.soort, "Beantwoord deze vraag.")


def _choice(about: Vraag, text: str) -> Keuze:
    for each in about.keuzen:
        if each.value == text:
            return each
    raise ValueError("Kies een van de antwoorden.")


def _one_of(about: Vraag, text: str) -> Keuze | Genummerd:
    if about.genummerd is None:
        return _choice(about, text)
    found = read_genummerd(text, about.genummerd)
    if found is None:
        raise ValueError("Kies iemand uit de lijst." if about.about_people else "Kies iets uit de lijst.")
    return found


def _parsed(answer: Any, otherwise: str) -> Any:
    if answer is None:
        raise ValueError(otherwise)
    return answer


def _text(about: Vraag, text: str) -> str:
    if len(text.strip()) < about.min_length:
        raise ValueError(
            f"Dit is te kort ({len(text.strip())} tekens): schrijf ten minste {about.min_length} tekens, "
            "zodat een collega het later begrijpt."
        )
    if len(text) > about.max_length:
        raise ValueError(
            f"Dit is te lang ({dotted(len(text))} tekens): er passen er {dotted(about.max_length)}. "
            "Wat u typte, is bewaard. Maak het korter of verdeel het."
        )
    return text


def problem_with_date(about: Vraag, answer: Any, on: date | None, born: Geboren | None) -> str | None:
    """The objection to this day, as a Dutch sentence; None when there is none, or when the answer is no day.

    ``on`` is today, ``born`` the birth date of the pupil; what is None, or not known, is not checked. Of a pupil whose
    year only is known, a day in that year may be after the birth.
    """
    if isinstance(answer, Geboren):
        answer = answer.earliest
    if not isinstance(answer, date):
        return None
    if answer < OUDEST or answer.year > 2200:
        return "Deze datum kan niet kloppen. Kijk het jaartal na."
    if on and about.future and answer < on:
        return "Deze datum is al voorbij. Kies vandaag of een dag daarna."
    if on and not about.future and answer > on:
        return "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."
    earliest = born.earliest if born and not about.ouder else None
    if born and earliest and answer < earliest:
        return f"Toen was de leerling nog niet geboren ({born.zin}). {_WRONG_BIRTH}"
    return None
