"""What the page says of a request: until when it runs, and what comes next. Dutch sentences."""

from collections.abc import Iterator
from datetime import date

from meldcode.vastleggingen.einde.gronden import Wat
from meldcode.vastleggingen.einde.verzoeken import TOEGEWEZEN, Omvang, Uitkomst
from meldcode.verzoeken.aanvraag import STREVEN, Aanvraag, months_after
from meldcode.verzoeken.toewijzen import belet
from meldcode.vragen.datum import in_words
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.vastgelegd import Records

BETWIST = (
    "Wat betwist is, gebruikt u alleen om een kind of een ander te beschermen, of voor een rechtszaak. Anders vraagt u "
    "eerst toestemming aan wie het vroeg."
)


def tot_wanneer(each: Aanvraag) -> str:
    """Until when the school can decide, and by when it aims to."""
    if each.uiterlijk is None:
        return "De AVG geeft hiervoor geen termijn. Die van de school staat bij ‘Afspraken en termijnen’."
    if each.verlengd:
        return f"Verlengd. Besluit uiterlijk op {in_words(each.uiterlijk)}."
    aim = STREVEN.ends(each.ontvangen, {}).on
    return (
        f"Besluit liefst uiterlijk op {in_words(aim)}. De AVG geeft een maand: tot en met {in_words(each.uiterlijk)}."
    )


def wat_nu(each: Aanvraag, records: Records, born: Geboren | None, day: date) -> tuple[str, ...]:
    """What comes next for this request on this day; empty when nothing does."""
    return tuple(_open(each, records, born, day) if each.is_open else _decided(each, records, day))


def _open(each: Aanvraag, records: Records, born: Geboren | None, day: date) -> Iterator[str]:
    if each.uiterlijk and day > each.uiterlijk:
        yield "De termijn is voorbij. Besluit vandaag. Deze persoon kan nu op elk moment naar de rechter."
    elif each.maand and not each.verlengd and day <= each.maand:
        until = in_words(months_after(each.ontvangen, 3))
        yield (
            f"Lukt dat niet? Vertel dan uiterlijk op {in_words(each.maand)} dat het langer duurt, en waarom. Dan hebt "
            f"u tot en met {until}."
        )
    yield from belet(each, records, born, day)
    if each.vraagt(Wat.VERKLARING):
        yield "Neem de verklaring over, woord voor woord. Daarmee is dit verzoek klaar."
    if each.beperkt:
        yield BETWIST


def _decided(each: Aanvraag, records: Records, day: date) -> Iterator[str]:
    granted = each.kreeg(*TOEGEWEZEN)
    if granted and each.vraagt(Wat.INZAGE) and each.besluit and not each.besluit.tekst("gegeven"):
        yield "Geef nu inzage en een kopie."
    if granted and each.vraagt(Wat.CORRECTIE) and not _corrected(each, records):
        yield "Corrigeer nu wat niet klopt, bij ‘Alles op volgorde’."
    if granted and each.vraagt(Wat.WISSEN):
        whole = each.kreeg(Uitkomst.JA) and each.record.says("omvang", Omvang.HEEL)
        yield "Laat het dossier nu vernietigen." if whole else "Haal nu weg wat is toegewezen."
    if each.beperkt:
        yield f"{BETWIST} Hef de beperking op zodra het verschil van mening voorbij is."
    if each.naar_de_rechter and day <= each.naar_de_rechter:
        yield f"Tot en met {in_words(each.naar_de_rechter)} kan deze persoon naar de rechter."


def _corrected(each: Aanvraag, records: Records) -> bool:
    """Whether something that it is about was corrected since it came."""
    since = (one for one in records if one.gecorrigeerd_in and one.gecorrigeerd_in > each.nummer)
    return any(not each.stukken or one.nummer in each.stukken for one in since)
