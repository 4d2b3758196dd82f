"""Typed and pasted text: the one form in which it is kept, what of it can be seen, and numbers as Dutch writes them.

``clean`` and ``clean_line`` are the one place where text from a form, a document or another program is made even (ADR
49). What was stored before them stays as it is.
"""

import re
import unicodedata

_TELWOORDEN = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
_UNSEEN = ("Zs", "Zl", "Zp", "Cf", "Mn")  # Unicode categories of spaces and of characters without width

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
# Word ends a cell of a table with U+0007, and a row with one more; in between it writes a carriage return.
_ROW_END, _CELL_END = re.compile(r"\r?\x07\r?\x07"), re.compile(r"\r?\x07")
# Word's line break within a paragraph (U+000B), its end of a column (U+000E) and of a page (U+000C) are line ends too.
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x0e\x85\u2028\u2029]")
_SPACE = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WORDS_HYPHEN = "\x1e"  # Word's own non-breaking hyphen
# Nothing to see and nothing they do: control characters, soft hyphens, spaces without width, marks of the order of
# bytes, fillers, noncharacters. Embeddings, overrides and isolates (202A to 202E, 2066 to 2069) show text in another
# order than it is kept in, so that a record would not say what people read.
_IDLE = re.compile(
    r"[\x00-\x08\x0f-\x1f\x7f-\x9f\xad\u034f\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e001f\U000e0080-\U000e00ff]"
)
# Unseen as well, but these do something in some places, and there they stay: joiners in an emoji of several parts and
# in scripts in which a letter takes another form beside them; a look (FE00 to FE0F) after a sign that has several; tags
# in a flag that is spelled with them, as that of Scotland.
_JOINERS = re.compile(r"[\u200c\u200d]+")
_PICTURE = re.compile(r"[\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_JOINED = re.compile(
    r"[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    r"\U00010d00-\U00010d3f\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_TAGS = re.compile(r"(?P<stays>\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0020-\U000e007f]+")
_LOOK = re.compile(r"(?:\A|(?<=[\x00-\x22\x24-\x29\x2b-\x2f\x3a-\x7f]))[\ufe00-\ufe0f]+")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f]")
_DASH = re.compile(r"[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_BREAK = re.compile(r"[ \t]*[\n\t]+[ \t]*")


def clean(text: str) -> str:
    """The text as it is kept: one line end, plain spaces, no signs that nobody sees, and composed letters (NFC).

    Line breaks of any kind become a newline, the cells of a table from Word keep a tab between them, and spaces of any
    width become a space. Everything else stays to the letter: accents, quotation marks, dashes, emoji, any script.
    """
    if text.isascii() and not _CONTROL.search(text):  # the fast way: a page reads all its answers at each drawing
        return text
    return unicodedata.normalize("NFC", _without_unseen(_with_plain_breaks(text)))


def clean_line(text: str) -> str:
    """The text as one line: as ``clean`` has it, with a space for each line break and tab, and none at either end."""
    return _BREAK.sub(" ", clean(text).strip("\n\t"))


def has_unseen(text: str) -> bool:
    """Whether ``clean`` takes signs out of this text that nobody sees; plain breaks and spaces are none of those."""
    plain = _with_plain_breaks(text)
    return _without_unseen(plain) != plain


def hyphened(text: str) -> str:
    """The text with a hyphen for every sort of dash and minus sign, for what has a hyphen in it: a day, a number."""
    return _DASH.sub("-", text)


def _with_plain_breaks(text: str) -> str:
    text = _CELL_END.sub("\t", _ROW_END.sub("\n", text))
    return _SPACE.sub(" ", _LINE_END.sub("\n", text)).replace(_WORDS_HYPHEN, "-")


def _without_unseen(text: str) -> str:
    if _HALVES.search(text):  # two halves of a character make one; half a character is nothing
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _TAGS.sub(lambda found: found["stays"] or "", _IDLE.sub("", text))
    text = _LOOK.sub("", _JOINERS.sub(_where_they_join, text))
    if _DIRECTION.search(text) and not _is_partly_from_right_to_left(text):
        return _DIRECTION.sub("", text)
    return text


def _where_they_join(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if _JOINED.match(before) or _JOINED.match(after):
        return found[0]
    return "\u200d" if _PICTURE.match(before) and _PICTURE.match(after) else ""


def _is_partly_from_right_to_left(text: str) -> bool:
    """Whether marks of direction do something: they place a comma or a number beside Hebrew or Arabic."""
    return any(unicodedata.bidirectional(each) in ("R", "AL") for each in _DIRECTION.sub("", text))


def visible(text: str) -> str:
    """The text without spaces and characters without width. If this is empty, nothing was answered."""
    if text.isascii():  # the fast way: a page checks all its answers each time it is drawn
        return text.replace(" ", "").strip()
    return "".join(each for each in text if unicodedata.category(each) not in _UNSEEN).strip()


def dotted(number: int) -> str:
    """A number with Dutch thousands separators: 20.000."""
    return f"{number:,}".replace(",", ".")


def telwoord(number: int) -> str:
    """A number as a Dutch sentence says it: up to twelve in letters, beyond that in figures."""
    return _TELWOORDEN[number] if 0 <= number < len(_TELWOORDEN) else str(number)


def sentence(text: str) -> str:
    """The text with a capital in front, of ``één`` without its first accent, and a full stop behind."""
    return f"{text[:1].upper().replace('É', 'E')}{text[1:]}."
