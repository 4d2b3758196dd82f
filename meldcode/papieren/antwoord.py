"""Letters to whoever asked something about the dossier: that it came in, that it takes longer, what was decided.

A refusal says its ground and reason, as they were written to be read by whoever asked, and where they can complain.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.papieren import weglaten
from meldcode.papieren.brief import TITELS, Blocks, Brief, Soort, Taal, TeSchrijven
from meldcode.vastleggingen import EigenVerklaring
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.einde.gronden import Grond, Wat
from meldcode.vastleggingen.einde.verzoeken import GEWEIGERD, TOEGEWEZEN, Hoedanigheid, Identiteit, Uitkomst
from meldcode.vastleggingen.mensen.gezag import Papier
from meldcode.verzoeken.aanvraag import STREVEN, Aanvraag, aanvragen, months_after
from meldcode.vragen.datum import in_words
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd

SOORTEN = (Soort.ONTVANGEN, Soort.VERLENGD, Soort.BESLUIT)
_BESLOTEN = {
    Uitkomst.JA: "Wij doen wat u vraagt.",
    Uitkomst.DEELS: "Wij doen een deel van wat u vraagt.",
    Uitkomst.NEE: "Wij doen niet wat u vraagt.",
    Uitkomst.INGETROKKEN: "U vraagt dit niet meer. Wij doen er niets meer mee.",
}


def te_schrijven(dossier: Dossier) -> tuple[TeSchrijven, ...]:
    """The letters that can be written now, the newest first: after each record about a request, to each who asked."""
    found = [each for one in aanvragen(dossier.standing) for each in _of(one, dossier)]
    return tuple(sorted(found, key=lambda each: (dag(each.record), each.record.nummer), reverse=True))


def _of(each: Aanvraag, dossier: Dossier) -> Iterator[TeSchrijven]:
    named = about_whom(each.record.waarde(VOOR))
    people = [
        (mens.nummer, mens.record.tekst("naam")) for mens in gezag.mensen(dossier.standing) if mens.nummer in named
    ]
    own = each.record.tekst("naam")
    if each.record.says("hoedanigheid", Hoedanigheid.LEERLING):
        own = dossier.leerling("naam")
    for soort, record in zip(SOORTEN, (each.record, each.verlengd, each.besluit), strict=True):
        for nummer, naam in people or [(0, own)]:
            if record is not None:
                yield TeSchrijven(soort, record, nummer, naam)


@dataclass(frozen=True)
class _Over:
    """What a letter may say: about which request, and texts as plain as is asked."""

    dossier: Dossier
    which: TeSchrijven
    each: Aanvraag
    taal: Taal

    def by(self, b1: str, a2: str) -> str:
        return b1 if self.taal is Taal.B1 else a2

    def said(self, record: Vastgelegd, naam: str) -> str:
        """What was answered, without the names of others and without any place."""
        return weglaten.voor(record.tekst(naam), self.dossier, self.which.nummer)

    @property
    def asked(self) -> str:
        """What they asked, and when, as a sentence."""
        day = _day(self.each.ontvangen)
        return self.by(f"Op {day} kregen wij uw {self.each.noem}.", f"Op {day} kregen wij uw vraag: {self.each.noem}.")


def brief(dossier: Dossier, which: TeSchrijven, taal: Taal) -> Brief:
    """This letter."""
    every = aanvragen(dossier.standing)
    about = next(each for each in every if which.record in (each.record, each.verlengd, each.besluit))
    make: dict[Soort, Callable[[_Over], Blocks]] = {
        Soort.ONTVANGEN: _ontvangen,
        Soort.VERLENGD: _verlengd,
        Soort.BESLUIT: _besluit,
    }
    name, acts = which.naam or "[naam]", about.record.tekst("gemachtigde")
    over = _Over(dossier, which, about, taal)
    return Brief(
        aan=f"{name}, ter attentie van {acts}" if acts else name,
        titel=TITELS[which.soort],
        aanhef=f"Beste {acts or name},",
        blokken=(
            *make[which.soort](over),
            (over.by("Vragen?", "Wilt u iets vragen?"), ("Bel [naam en nummer op school].",)),
        ),
        groet=("Met vriendelijke groet,", "[uw naam en functie]"),
        taal=taal,
    )


def _day(day: date) -> str:
    return in_words(day).partition(" ")[2]


def _ontvangen(over: _Over) -> Blocks:
    each = over.each
    yield over.by("Wat u vraagt", "Wat vraagt u?"), (over.asked, f"U vraagt: {over.said(each.record, 'waarover')}")
    yield over.by("Wanneer u antwoord krijgt", "Wanneer hoort u iets?"), tuple(_when(over))
    if needed := tuple(_needed(over)):
        yield over.by("Wat wij nog van u nodig hebben", "Wat hebben wij nodig?"), needed


def _when(over: _Over) -> Iterator[str]:
    if over.each.maand is None:
        yield "U hoort van ons vóór [dag]."
        return
    yield f"Wij willen besluiten vóór {_day(STREVEN.ends(over.each.ontvangen, {}).on)}."
    yield over.by(
        f"Uiterlijk op {_day(over.each.maand)} hoort u van ons. Hebben wij meer tijd nodig? Dan hoort u dat vóór die "
        "dag, met de reden.",
        f"U hoort van ons vóór {_day(over.each.maand)}. Duurt het langer? Dan vertellen wij u waarom.",
    )


def _needed(over: _Over) -> Iterator[str]:
    """What whoever asks must still bring: never what somebody else must."""
    record, day = over.each.record, over.each.ontvangen
    if record.says("identiteit", Identiteit.NIET):
        yield over.by(
            "Kom langs met een geldig identiteitsbewijs. Wij kijken ernaar en maken geen kopie.",
            "Kom langs met uw identiteitsbewijs. Wij maken geen kopie.",
        )
    if record.says("machtiging", JaNee.NEE):
        yield over.by(
            "Stuur of geef ons de machtiging waarin staat namens wie u dit vraagt.", "Geef ons de machtiging."
        )
    for mens in (each for each in gezag.mensen(over.dossier.standing) if each.nummer == over.which.nummer):
        said = gezag.geldend(mens, over.dossier.standing, day)
        is_asked = record.says("hoedanigheid", Hoedanigheid.GEZAG)
        if is_asked and (said is None or said.says("papier", Papier.NIETS)):
            yield over.by(
                "Breng een papier mee waarop staat dat u gezag hebt, bijvoorbeeld uit het gezagsregister.",
                "Neem een papier mee over het gezag.",
            )


def _verlengd(over: _Over) -> Blocks:
    each, until = over.each, months_after(over.each.ontvangen, 3)
    yield (
        over.by("Waarom u deze brief krijgt", "Waarom krijgt u deze brief?"),
        (over.asked, over.by("Een antwoord binnen een maand lukt niet.", "Wij hebben meer tijd nodig.")),
    )
    reason = over.said(each.verlengd, "reden") if each.verlengd else ""
    yield over.by("Waarom het langer duurt", "Waarom duurt het langer?"), (reason or "[vul aan: de reden]",)
    yield over.by("Wanneer u antwoord krijgt", "Wanneer hoort u iets?"), (f"U hoort van ons vóór {_day(until)}.",)
    yield _complain(over)


def _besluit(over: _Over) -> Blocks:
    each, record = over.each, over.which.record
    yield over.by("Wat u vroeg", "Wat vroeg u?"), (over.asked,)
    yield over.by("Wat wij besluiten", "Wat besluiten wij?"), tuple(_decided(over))
    if each.kreeg(*GEWEIGERD):
        grounds = [f"{ground.label}." for ground in Grond if record.says("gronden", ground)]
        yield over.by("Waarom niet", "Waarom niet?"), (over.said(record, "reden"), *grounds)
    if each.kreeg(*TOEGEWEZEN) and record.tekst("ontvangers"):
        told = over.by(
            "Wie dit eerder van ons kreeg, hoort dit ook. Wilt u weten wie dat is? Vraag het ons.",
            "Anderen die dit van ons kregen, horen het ook.",
        )
        yield over.by("Wie dit ook hoort", "Wie hoort dit ook?"), (told,)
    if each.kreeg(*GEWEIGERD):
        yield _complain(over)


def _decided(over: _Over) -> Iterator[str]:
    record = over.which.record
    if record.isa(EigenVerklaring):
        yield over.by(
            "Uw verklaring staat in het dossier, zoals u die schreef, bij wat zij over zegt.",
            "Uw verklaring staat nu in het dossier.",
        )
        return
    yield next((tekst for uitkomst, tekst in _BESLOTEN.items() if record.says("uitkomst", uitkomst)), "")
    for naam, before in (("wel", "Dit doen wij"), ("niet", "Dit doen wij niet")):
        if record.tekst(naam):
            yield f"{before}: {over.said(record, naam)}"


def _complain(over: _Over) -> tuple[str, tuple[str, ...]]:
    """Where somebody can go who does not agree: not the same for who asks by the AVG and for a parent without gezag."""
    head = over.by("Bent u het er niet mee eens?", "Vindt u dit niet goed?")
    if over.each.vraagt(Wat.INFORMATIE):
        return head, (
            "Praat eerst met ons. Dat mag altijd.",
            over.by(
                "U kunt ook een klacht indienen bij de school. In de schoolgids staat hoe. Of u gaat naar de rechter.",
                "U mag een klacht indienen bij de school. U mag ook naar de rechter.",
            ),
        )
    return head, (
        "Praat eerst met ons. Dat mag altijd.",
        over.by(
            "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl).",
            "U mag een klacht indienen bij de Autoriteit Persoonsgegevens.",
        ),
        over.by(
            "Of u vraagt de rechtbank om een besluit. Doe dat binnen zes weken nadat u ons antwoord kreeg. Een "
            "advocaat is niet nodig.",
            "U mag ook naar de rechter. Doe dat binnen zes weken.",
        ),
        "[Is uw bestuur van de overheid? Vervang dit: maak binnen zes weken bezwaar bij het bestuur.]",
    )
