"""Normalising typed text."""

import unicodedata

_UNSEEN = ("Zs", "Zl", "Zp", "Cf", "Mn")  # spaces, and zero-width characters


def clean(text: str) -> str:
    """The text with uniform line ends, and otherwise unchanged."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def visible(text: str) -> str:
    """What can be seen of a text: an answer of spaces and signs without width is no answer."""
    if text.isascii():  # a page looks at all its answers each time it is drawn
        return text.replace(" ", "").strip()
    return "".join(each for each in text if unicodedata.category(each) not in _UNSEEN).strip()


def dotted(number: int) -> str:
    """A number with Dutch thousands separators: 20.000."""
    return f"{number:,}".replace(",", ".")
