"""Texts as they come out of Word, a PDF, a mail or a telephone, each with what must be kept of it, written by hand."""

from collections.abc import Iterator
from typing import NamedTuple

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
FLAG_OF_SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


class Tekst(NamedTuple):
    """A text with the name of what it is: as it was pasted, as it is kept, and whether unseen signs are taken out.

    ``line``: as it is kept where it is asked on one line, if that is another.
    """

    naam: str
    pasted: str
    kept: str
    told: bool = False
    line: str | None = None


# The text of which a school said that it was refused: soft line breaks and a page break of Word, a space that does not
# break, a soft hyphen, a space without width.
_FROM_WORD = Tekst(
    "a report out of Word",
    "Maandag zag ik een blauwe plek op de linkerarm.\x0bDinsdag was die er nog.\x0bDe leerling zei: “Ik ben gevallen.”"
    "\x0cWoensdag:\xa0geen bijzonder\xadheden.\u200b",
    "Maandag zag ik een blauwe plek op de linkerarm.\nDinsdag was die er nog.\nDe leerling zei: “Ik ben gevallen.”\n"
    "Woensdag: geen bijzonderheden.",
    told=True,
    line="Maandag zag ik een blauwe plek op de linkerarm. Dinsdag was die er nog. De leerling zei: “Ik ben gevallen.” "
    "Woensdag: geen bijzonderheden.",
)
_BREAKS = [
    Tekst("line breaks of Windows", "een\r\ntwee\r\n\r\ndrie", "een\ntwee\n\ndrie", line="een twee drie"),
    Tekst("line breaks of an old Mac", "een\rtwee", "een\ntwee", line="een twee"),
    Tekst("line breaks of Unix", "een\ntwee", "een\ntwee", line="een twee"),
    Tekst("a soft line break of Word", "een\x0btwee", "een\ntwee", line="een twee"),
    Tekst("the end of a page in Word", "een\x0ctwee", "een\ntwee", line="een twee"),
    Tekst("the end of a column in Word", "een\x0etwee", "een\ntwee", line="een twee"),
    Tekst("the next line of a mainframe", "een\x85twee", "een\ntwee", line="een twee"),
    Tekst("a line separator", "een\u2028twee", "een\ntwee", line="een twee"),
    Tekst("a paragraph separator", "een\u2029twee", "een\ntwee", line="een twee"),
    Tekst("spaces around a break are kept", "een \x0b  twee", "een \n  twee", line="een twee"),
    Tekst("a break at the end", "een\r\n", "een\n", line="een"),
]
_SPACES = [
    Tekst("a space that does not break", "5\xa0november", "5 november"),
    Tekst("a narrow one", "«\u202fNon\u202f»", "« Non »"),
    Tekst("the space of a figure", "1\u2007000", "1 000"),
    Tekst("a thin space", "z.\u2009o.\u2009z.", "z. o. z."),
    Tekst("an em space", "\u2003Alinea", " Alinea"),
    Tekst("a mathematical space", "2\u205f+\u205f2", "2 + 2"),
    Tekst("an ideographic space", "李\u3000小龙", "李 小龙"),
    Tekst("several in a row", "a\xa0\xa0\xa0b", "a   b"),
]
_UNSEEN = [
    Tekst("a soft hyphen", "bijzonder\xadheden", "bijzonderheden", told=True),
    Tekst("a space without width", "blauwe\u200b plek", "blauwe plek", told=True),
    Tekst("a joiner between Latin letters", "Sa\u200dra", "Sara", told=True),
    Tekst("a non-joiner between Latin letters", "Auf\u200clage", "Auflage", told=True),
    Tekst("a word joiner", "ib\u2060er", "iber", told=True),
    Tekst("a mark of the order of bytes", "\ufeffMaandag", "Maandag", told=True),
    Tekst(
        "marks of WhatsApp", "\u200e[12-11-2026 09:15] \u2068Joke\u2069: hoi", "[12-11-2026 09:15] Joke: hoi", told=True
    ),
    Tekst("text turned round", "\u202eSem\u202c", "Sem", told=True),
    Tekst("text embedded", "\u202bSem\u202c \u2066de\u2069 Wit", "Sem de Wit", told=True),
    Tekst("a look of a letter", "Sem\ufe0f", "Sem", told=True),
    Tekst("letters of tags that spell something unseen", "Sem\U000e0053\U000e004f\U000e0053", "Sem", told=True),
    Tekst("signs of mathematics that nobody sees", "f\u2061(x)", "f(x)", told=True),
    Tekst("a filler", "\u3164Sem", "Sem", told=True),
    Tekst("a vowel separator", "a\u180eb", "ab", told=True),
    Tekst("notes between lines", "\ufff9Sem\ufffade\ufffb", "Semde", told=True),
    Tekst("noncharacters", "a\uffff\ufffe\ufdd0b", "ab", told=True),
    Tekst("half a character", "Sem\ud83d", "Sem", told=True),
    Tekst("NUL", "Sem\x00 liep", "Sem liep", told=True),
    Tekst("a bell", "Sem\x08 liep", "Sem liep", told=True),
    Tekst("an escape", "Sem\x1b[31m", "Sem[31m", told=True),
    Tekst("a footnote of Word", "Sem liep.\x02", "Sem liep.", told=True),
    Tekst("an optional hyphen of Word", "bijzonder\x1fheden", "bijzonderheden", told=True),
    Tekst("a control character of the second set", "Sem\x9f liep", "Sem liep", told=True),
    Tekst("DEL", "Sem\x7f", "Sem", told=True),
    Tekst("nothing but unseen signs", "\u200b\u2060", "", told=True),
]
_TABLES = [
    Tekst(
        "a table out of Word",
        "Dag\tWat\r\nMa\tblauwe plek\r\nDi\tgeen",
        "Dag\tWat\nMa\tblauwe plek\nDi\tgeen",
        line="Dag Wat Ma blauwe plek Di geen",
    ),
    Tekst("an empty cell", "Ma\t\tgeen", "Ma\t\tgeen", line="Ma geen"),
    Tekst(
        "a table as Word keeps it",
        "Dag\r\x07Wat\r\x07\r\x07Ma\r\x07plek\r\x07\r\x07",
        "Dag\tWat\nMa\tplek\n",
        line="Dag Wat Ma plek",
    ),
    Tekst("cells of Word alone", "Dag\x07Wat", "Dag\tWat", line="Dag Wat"),
    Tekst(
        "columns of a PDF", "Dag     Wat\nMa      plek", "Dag     Wat\nMa      plek", line="Dag     Wat Ma      plek"
    ),
    Tekst("a list with bullets", "•\tplek\r\n•\tschram", "•\tplek\n•\tschram", line="• plek • schram"),
    Tekst("a non-breaking hyphen of Word", "ib\x1eer", "ib-er"),
]
_LETTERS = [
    Tekst("é of two signs", "e\u0301e\u0301n", "één"),
    Tekst("ë of two signs, in capitals", "ZOE\u0308", "ZOË"),
    Tekst("a name of the Balkans", "Đorđe Šarić", "Đorđe Šarić"),
    Tekst("a Turkish name out of a Mac", "S\u0327ahin", "Şahin"),
    Tekst("ij as one sign", "Ĳsbrand", "Ĳsbrand"),
    Tekst("joined letters of a PDF", "ﬁets", "ﬁets"),
    Tekst("the sign of ångström", "\u212bsa", "Åsa"),
    Tekst("Vietnamese", "Nguye\u0302\u0303n", "Nguyễn"),
]
_STAYS = [
    Tekst("plain text", "Hij kroop weg.", "Hij kroop weg."),
    Tekst("quotation marks", "„a” “b” ‘c’ «d» \"e\" 'f' ‚g‘", "„a” “b” ‘c’ «d» \"e\" 'f' ‚g‘"),
    Tekst("dashes", "a – b — c - d ‑ e", "a – b — c - d ‑ e"),
    Tekst("spaces at the ends", "  Sem  ", "  Sem  "),
    Tekst("markup", "<b>Sem</b> **x** [y](z) `&amp;`", "<b>Sem</b> **x** [y](z) `&amp;`"),
    Tekst("SQL and formulas", "'; DROP TABLE x; -- =1+1 %s {0}", "'; DROP TABLE x; -- =1+1 %s {0}"),
    Tekst("an emoji", "Zij stuurde 😢 en ❤️", "Zij stuurde 😢 en ❤️"),
    Tekst("a family", f"{FAMILY} kwam", f"{FAMILY} kwam"),
    Tekst("a flag of two parts, and one of colours", "🇳🇱 🏳️\u200d🌈", "🇳🇱 🏳️\u200d🌈"),
    Tekst("a flag that is spelled", FLAG_OF_SCOTLAND, FLAG_OF_SCOTLAND),
    Tekst("a nurse, a thumb, a key", "👩🏽\u200d⚕️ 👍🏽 1️⃣ #️⃣", "👩🏽\u200d⚕️ 👍🏽 1️⃣ #️⃣"),
    Tekst("Persian with its non-joiner", "می\u200cخواهم بروم", "می\u200cخواهم بروم"),
    Tekst("Hindi with its joiner", "क्\u200dष", "क्\u200dष"),
    Tekst("Hebrew with a mark of direction", "שלום!\u200f (hallo)", "שלום!\u200f (hallo)"),
    Tekst("Arabic", "سامي الأحمد", "سامي الأحمد"),
    Tekst("Chinese", "李小龙", "李小龙"),
    Tekst("a sign that says that one was lost", "caf\ufffd en \ufffc", "caf\ufffd en \ufffc"),
    Tekst("stacked accents", "Z\u0324\u0351\u036b", "Z\u0324\u0351\u036b"),
    Tekst("a sign of a font of its own", "\uf0b7 plek", "\uf0b7 plek"),
]


def teksten() -> Iterator[Tekst]:
    """Every text, with what must be kept of it."""
    yield _FROM_WORD
    for group in (_BREAKS, _SPACES, _UNSEEN, _TABLES, _LETTERS, _STAYS):
        yield from group


# Each with the words in it that judge and were not said by somebody, in the order in which they stand.
_SENTENCES = """
‘s Ochtends was moeder boos. | boos
’s Ochtends was moeder boos en riep ‘altijd’. | boos
's Ochtends was moeder boos. Zij zei 'nooit meer'. | boos
‘s Ochtends was vader boos en ‘s avonds was hij vies. | boos vies
’t Is altijd zo, en ’k vind het raar. | altijd raar
'n Boos gezicht, altijd. | Boos altijd
Zo’n boos kind in zo'n raar huis. | boos raar
De foto's zijn raar. | raar
De foto’s zijn raar, zei hij: ‘altijd’. | raar
De auto‘s zijn vies. | vies
Max' moeder is altijd boos en Iris' vader ook. | altijd boos
Max’ moeder is altijd boos en Iris’ vader is lui. | altijd boos lui
In ’26 was hij boos, in '25 ook altijd. | boos altijd
Op ‘s-Gravenhage was hij lastig, zei de ‘meester’. | lastig
Hij zei: “Papa is altijd boos.” Raar. | Raar
Hij zei: "Papa is altijd boos." Raar. | Raar
Hij zei:"Papa is altijd boos." Raar. | Raar
Hij zei: ‘Papa is altijd boos.’ Raar. | Raar
Hij zei: 'Papa is altijd boos.' Raar. | Raar
Hij zei: „Papa is altijd boos” en ging. Raar. | Raar
Hij zei: „Papa is altijd boos“ en ging. Raar. | Raar
Hij zei: ‚Papa is altijd boos‘ en ging. Raar. | Raar
Hij zei: « Papa is altijd boos » en ging. Raar. | Raar
Hij zei: «\u202fPapa is altijd boos\u202f» en ging. Raar. | Raar
Hij zei: »Papa is altijd boos« en ging. Raar. | Raar
Hij zei: ‹Papa is altijd boos› en ging. Raar. | Raar
Hij zei: ,,Papa is altijd boos'' en ging. Raar. | Raar
Hij zei: ,,Papa is altijd boos” en ging. Raar. | Raar
Hij zei: ''Papa is altijd boos'' en ging. Raar. | Raar
Hij zei: ”Papa is altijd boos” en ging. Raar. | Raar
Hij zei: ’Papa is altijd boos’ en ging. Raar. | Raar
Hij zei: `Papa is altijd boos` en ging. Raar. | Raar
Hij zei: ‘Papa’s auto is altijd vies’. Vreemd. | Vreemd
Hij zei: 'papa's auto is altijd vies'. Vreemd. | Vreemd
‘Max’ moeder is altijd boos’, zei hij. Raar. | Raar
Hij zei ‘altijd ruzies’ en liep boos weg. Max’ moeder was vies. | boos vies
Hij zei ‘altijd ruzies’ en later ‘nooit’, wat raar. | raar
Hij zei: ‘’s Ochtends is papa altijd boos.’ Vreemd. | Vreemd
Hij zei: “‘s Ochtends is papa altijd boos.” Vreemd. | Vreemd
Hij zei: “Mama riep ‘altijd’ tegen mij, boos.” Vies. | Vies
Hij zei: ‘Mama riep “altijd” tegen mij, boos.’ Vies. | Vies
“Papa is lief,” zei hij boos, “altijd lief.” | boos
'Papa is lief,' zei hij boos, 'altijd lief.' | boos
(“altijd”) en (‘nooit’) en ["boos"] is raar. | raar
Hij is 'druk' en zij is ‘lui’. |
“Papa is altijd boos.”“Mama is nooit boos.” Vies. | Vies
Hij zei: “Papa is altijd boos | altijd boos
Hij zei: ‘Papa is altijd boos | altijd boos
Papa is altijd boos" zei hij. | altijd boos
Een scherm van 5" is vies en een van 3" is raar. | vies raar
Ja,, altijd boos. Hij zei “nooit”. | altijd boos
Papa is agres\xadsief en alt\u200bijd boos. | agressief altijd boos
Hij is ALTIJD boos, en altijd lui. | ALTIJD boos lui
"""


def zinnen() -> Iterator[tuple[str, str]]:
    """Sentences with apostrophes and quotation marks of every kind, with the words that get a tip."""
    for line in _SENTENCES.strip().splitlines():
        sentence, _, words = line.partition(" |")
        yield sentence, words.strip()
