"""Consistency rules for handing over: who signs for a dossier, and on which ground another school is told."""

from collections.abc import Mapping
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import onderweg
from meldcode.gezag import te_kiezen
from meldcode.rollen import User
from meldcode.vastleggingen import OverdrachtOntvangen, Vertrek, VertrekVerteld, WarmeOverdracht
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.einde.overdracht import Gever, Gevraagd, Grond
from meldcode.vragen.datum import read_date
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

ZELF = 16
"""From this age the pupil consents, and nobody else (``bronnen.WARME_OVERDRACHT``)."""
Answers = Mapping[str, Raw]


def objections(kind: type[Vastlegging], raw: Answers, dossier: Dossier, *, by: User) -> dict[str, str]:
    """Objections to recording these answers, as Dutch sentences by name of vraag, or under the empty key."""
    if kind is OverdrachtOntvangen:
        return _signing(raw, dossier, by)
    if kind is VertrekVerteld and not dossier.of(Vertrek):
        return {"": "Leg eerst vast dat de leerling van school gaat."}
    if kind is Vertrek:
        return _leaving(raw, dossier)
    return _telling(raw, dossier) if kind is WarmeOverdracht else {}


def _signing(raw: Answers, dossier: Dossier, by: User) -> dict[str, str]:
    now = onderweg(dossier)
    if now is None or raw.get("overdracht") != str(now.record.nummer):
        return {"": "Voor deze overdracht is al getekend, of zij staat hier niet."}
    return {} if now.ontvanger == by.id else {"": "Alleen wie het dossier overnam, tekent voor ontvangst."}


def _leaving(raw: Answers, dossier: Dossier) -> dict[str, str]:
    if raw.get("ieder") != JaNee.NEE or not dossier.met_gezag:
        return {}
    named = about_whom(raw.get("weten_niet"))
    if not named:
        return {"weten_niet": "Kies wie het nog niet weet, of ertegen is. Weet ieder het? Kies dan ‘Ja’."}
    others = [each.naam for each in te_kiezen(dossier.standing) if each.nummer in named - _asked(dossier)]
    return {"weten_niet": _no_gezag(others, "hoeft het niet te weten")} if others else {}


def _telling(raw: Answers, dossier: Dossier) -> dict[str, str]:
    if raw.get("grond") == Grond.TOESTEMMING:
        return _consent(raw, dossier)
    asked, is_told = raw.get("gevraagd"), raw.get("grond") == Grond.VERTELD
    if is_told and asked == Gevraagd.ONVEILIG:
        return {
            "gevraagd": "Is vragen niet veilig, dan is vertellen dat ook niet. Kies hierboven dat het niet is verteld."
        }
    if is_told and asked == Gevraagd.NIET_BEREIKT:
        return {"gevraagd": "Wie niet te bereiken was, weet er niet van. Kies hierboven dat het niet is verteld."}
    if _is_after(raw, "advies_op"):
        return {"advies_op": "Vraag advies vóór het gesprek. Deze dag is erna."}
    return {}


def _consent(raw: Answers, dossier: Dossier) -> dict[str, str]:
    of_pupil, given = raw.get("van_wie") == Gever.LEERLING, _day(raw, "gegeven_op")
    age = is_zestien(dossier.born, given) if given else None
    if age is True and not of_pupil:
        return {"van_wie": "De leerling is zestien of ouder, en geeft zelf toestemming."}
    if age is False and of_pupil:
        return {"van_wie": "De leerling is nog geen zestien. Toestemming is van ieder met gezag."}
    if _is_after(raw, "gegeven_op"):
        return {"gegeven_op": "Toestemming komt vóór het gesprek. Deze dag is erna."}
    return {} if of_pupil or not dossier.met_gezag else _of_each(about_whom(raw.get("gevers")), dossier)


def _of_each(named: frozenset[int], dossier: Dossier) -> dict[str, str]:
    """Consent is of each person with gezag, and of nobody else."""
    if not named:
        return {"gevers": "Kies wie toestemming gaf."}
    others = [each.naam for each in te_kiezen(dossier.standing) if each.nummer in named - _asked(dossier)]
    if others:
        return {"gevers": _no_gezag(others, "kan geen toestemming geven")}
    missing = [each.naam for each in dossier.met_gezag if each.nummer not in named]
    if missing:
        who = " en ".join(missing)
        return {"gevers": f"Ook nodig van: {who}. Is die er niet, dan is er geen toestemming: kies een andere grond."}
    return {}


def _asked(dossier: Dossier) -> frozenset[int]:
    return frozenset(each.nummer for each in dossier.met_gezag)


def _no_gezag(names: list[str], so: str) -> str:
    return f"{' en '.join(names)}: geen gezag, voor zover bekend, en {so}."


def _day(raw: Answers, naam: str) -> date | None:
    return read_date(str(raw.get(naam)))


def _is_after(raw: Answers, naam: str) -> bool:
    """Whether this day is after that of the talk."""
    day, talk = _day(raw, naam), _day(raw, "datum")
    return day is not None and talk is not None and day > talk


def is_zestien(born: Geboren | None, on: date) -> bool | None:
    """Whether the pupil is sixteen or older on this day; None when what is known of the birth does not say."""
    if born is None or born.jaar is None:
        return None
    first = (born.maand or 1, born.dag or 1)
    last = (born.maand or 12, born.dag or 31)
    turned = on.year - born.jaar - ZELF, (on.month, on.day)
    if (0, last) <= turned:
        return True
    return None if (0, first) <= turned else False
