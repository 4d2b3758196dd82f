"""What other parts ask about requests: whether one runs, whether erasing was granted, and what is disputed."""

from datetime import date

from meldcode.vastleggingen import BY_NAME, EigenVerklaring
from meldcode.vastleggingen.einde.gronden import Wat
from meldcode.vastleggingen.einde.verzoeken import Omvang, Uitkomst
from meldcode.verzoeken.aanvraag import aanvragen, dag
from meldcode.vragen.datum import day_and_month, in_words
from meldcode.vragen.meegewogen import Stuk, numbers
from meldcode.vragen.vastgelegd import Records

_PAGINA = "verzoeken"


def loopt(records: Records, day: date) -> str | None:
    """Why this dossier is not destroyed on this day: a request runs, or the court can still be asked about a refusal.

    A Dutch sentence without names; None when there is no such reason.
    """
    if said := openstaand(records, day):
        return said
    for each in aanvragen(records):
        if each.ontvangen <= day and each.naar_de_rechter and day <= each.naar_de_rechter:
            return f"Een {each.noem} is geweigerd. Tot en met {in_words(each.naar_de_rechter)} kan dat naar de rechter."
    return None


def naar_de_rechter_tot(records: Records) -> date | None:
    """The last day on which the court can be asked about a request that was refused; None when nothing was."""
    return max((each.naar_de_rechter for each in aanvragen(records) if each.naar_de_rechter), default=None)


def openstaand(records: Records, day: date) -> str | None:
    """As ``loopt``, of requests alone that were not decided yet."""
    came = [each for each in aanvragen(records) if each.ontvangen <= day]
    running = [each for each in came if each.besloten is None or each.besloten > day]
    if running:
        first = min(running, key=lambda each: each.ontvangen)
        since = in_words(first.ontvangen)
        if len(running) == 1:
            return f"Er loopt een {first.noem}, ontvangen op {since}."
        return f"Er lopen {len(running)} verzoeken. Het oudste is een {first.noem}, ontvangen op {since}."
    return None


def toegewezen_wissen(records: Records) -> bool:
    """Whether the school granted that the whole dossier is erased, and everybody with gezag agreed or need not."""
    return any(
        each.vraagt(Wat.WISSEN) and each.record.says("omvang", Omvang.HEEL) and each.kreeg(Uitkomst.JA)
        for each in aanvragen(records)
    )


def te_noemen(records: Records) -> tuple[Stuk, ...]:
    """What a request can be about: all that was recorded about the pupil, and not about who may read it."""
    known = ((each, BY_NAME.get(each.soort)) for each in records)
    found = [each for each, kind in known if kind and not kind.over_toegang and kind.pagina != _PAGINA]
    return tuple(Stuk(each.nummer, f"{each.nummer}. {each.titel} ({day_and_month(dag(each))})") for each in found)


def betwist(records: Records) -> dict[int, str]:
    """What is disputed now: of each record, by its number, a Dutch sentence without names that says so."""
    found = dict[int, str]()
    for each in (one for one in aanvragen(records) if one.beperkt):
        about = each.stukken or {stuk.nummer for stuk in te_noemen(records) if stuk.nummer < each.nummer}
        said = f"Betwist sinds {in_words(each.ontvangen)} (verzoek, nummer {each.nummer})."
        found |= dict.fromkeys(sorted(about), said)
    return found


def erbij(records: Records, nummer: int) -> str:
    """What stands beside the record with this number: that it is disputed, and which statements are about it."""
    said = [betwist(records).get(nummer, "")]
    beside = [str(each) for each in verklaringen(records).get(nummer, ())]
    if beside:
        said.append(f"Eigen verklaring hierover: nummer {' en '.join(beside)}.")
    return " ".join(filter(None, said))


def verklaringen(records: Records) -> dict[int, tuple[int, ...]]:
    """The numbers of the statements that people added, by the number of the record each is about."""
    found = dict[int, tuple[int, ...]]()
    for each in records:
        for about in numbers(each.waarde("stukken")) if each.isa(EigenVerklaring) else ():
            found[about] = (*found.get(about, ()), each.nummer)
    return found
