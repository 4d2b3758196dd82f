"""Letters about a request: what each must say, to whom, and what of others it never says."""

import re

from meldcode.dossier.dossier import Dossier
from meldcode.papieren.antwoord import brief, te_schrijven
from meldcode.papieren.brief import Soort, Taal
from meldcode.vastleggingen import Betrokkene
from tests.builders import record
from tests.meldcode.verzoeken.asked import around, asks, told
from tests.over import over

END = re.compile(r"(?<=[.?!]) ")
COURT = ("Autoriteit Persoonsgegevens", "zes weken", "rechtbank", "bezwaar bij het bestuur")


def said(dossier: Dossier, soort: Soort, taal: Taal = Taal.B1) -> str:
    which = next(each for each in te_schrijven(dossier) if each.soort is soort)
    letter = brief(dossier, which, taal)
    lines = [line for head, each in letter.blokken for line in (head, *each)]
    return "\n".join([letter.aan, letter.titel, letter.aanhef, *lines])


@over(
    ("family", "asked", "then", "soort", "must", "never"),
    [
        (
            "A+ B+", "A gezag inzage", (), Soort.ONTVANGEN,
            ("Anna Bos", "Op 6 november 2026 kregen wij uw verzoek om inzage", "vóór 4 december", "6 december 2026"),
            ("identiteitsbewijs", "machtiging", "gezagsregister", "[dag]"),
        ),
        ("A~ B+", "A gezag inzage identiteit=niet", (), Soort.ONTVANGEN, ("identiteitsbewijs", "gezagsregister"), ()),
        (
            "A+", "A gezag inzage namens=ja machtiging=nee", (), Soort.ONTVANGEN,
            ("ter attentie van mr. Jansen", "de machtiging"), (),
        ),
        ("A0 B+", "A zonder informatie", (), Soort.ONTVANGEN, ("vóór [dag]",), ("december", "gezagsregister")),
        ("", "- leerling inzage", (), Soort.ONTVANGEN, ("Beste Sem",), ()),
        ("", "- ander inzage", (), Soort.ONTVANGEN, ("Beste Chris Vos,",), ()),
        (
            "A+", "A gezag inzage", ("09-11 verlengd",), Soort.VERLENGD,
            ("Een antwoord binnen een maand lukt niet.", "wij lezen elk stuk na", "vóór 6 februari 2027", *COURT), (),
        ),
        (
            "A+", "A gezag inzage", ("09-11 besluit deels",), Soort.BESLUIT,
            ("een deel van wat u vraagt", "Dit doen wij niet:", "UAVG 41 lid 1 onder i", "in vertrouwen", *COURT), (),
        ),
        ("A+", "A gezag inzage", ("09-11 besluit ja",), Soort.BESLUIT, ("Wij doen wat u vraagt.",), COURT),
        ("A+", "A gezag correctie", ("09-11 besluit ja",), Soort.BESLUIT, ("Wie dit eerder van ons kreeg",), COURT),
        ("A+", "A gezag inzage", ("09-11 besluit ingetrokken",), Soort.BESLUIT, ("U vraagt dit niet meer.",), COURT),
        ("A+", "A gezag verklaring", ("09-11 verklaring",), Soort.BESLUIT, ("zoals u die schreef",), COURT),
        (
            "A0 B+", "A zonder informatie", ("09-11 besluit nee gronden=belang",), Soort.BESLUIT,
            ("Het belang van het kind", "schoolgids", "rechter"), ("Autoriteit", "zes weken"),
        ),
    ],
)  # fmt: skip
def test_a_letter_says_what_it_must(family, asked, then, soort: Soort, must, never) -> None:
    for taal in Taal:
        text = said(told(family, asked, *then), soort, taal)
        assert taal is Taal.A2 or [each for each in must if each not in text] == [], text
        assert [each for each in never if each in text] == [], text


def test_each_who_asks_together_has_a_letter_and_nobody_before_it_was_asked() -> None:
    assert te_schrijven(around("A+ B+")) == ()
    letters = te_schrijven(told("A+ B+", "AB gezag inzage"))
    assert [each.naam for each in letters] == ["Anna Bos", "Bas Bos"]


def test_no_name_of_another_and_no_place_stands_in_it() -> None:
    dossier = record(around("A+ B+"), Betrokkene, naam="Kanarie Vogel", bereiken="Kanarielaan 7, Zwolle")
    dossier = asks(dossier, "A gezag inzage", waarover="Wat zei Bas, en zit Vogel op Kanarielaan 7 in Zwolle?")
    text = said(dossier, Soort.ONTVANGEN)
    assert "U vraagt: Wat zei" in text
    assert [each for each in ("Bas", "Vogel", "Kanarielaan", "Zwolle") if each in text] == []


def test_at_a2_every_heading_is_a_question_and_sentences_are_short() -> None:
    found = []
    for dossier in (
        told("A~ B+", "A gezag inzage identiteit=niet"),
        told("A+", "A gezag inzage", "09-11 verlengd", "09-11 besluit deels"),
        told("A0 B+", "A zonder informatie", "09-11 besluit nee gronden=belang"),
    ):
        typed = " ".join(each.tekst for record in dossier.records for each in record.antwoorden)
        for which in te_schrijven(dossier):
            blocks = brief(dossier, which, Taal.A2).blokken
            ours = [each for _head, lines in blocks for line in lines for each in END.split(line) if each not in typed]
            found += [head for head, _lines in blocks if not head.endswith("?")]
            found += [
                each for each in ours if len(each.split()) > 11 and "[" not in each and not re.search("AVG|: ", each)
            ]
    assert found == []
