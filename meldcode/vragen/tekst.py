"""Typed text: the same line ends everywhere, what of it can be seen, and numbers as Dutch writes them."""

import unicodedata

_TELWOORDEN = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
_UNSEEN = ("Zs", "Zl", "Zp", "Cf", "Mn")  # Unicode categories of spaces and of characters without width


def clean(text: str) -> str:
    """The text with a newline as its only line end, and otherwise unchanged."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
