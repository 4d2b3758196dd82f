"""Files of kinds that cannot be attached, by the sentence that says what to do instead."""

from functools import partial

from tests.inputs.case import Case
from tests.inputs.documents import pdf


def packed(*names: str) -> bytes:
    """The head of a packed file with these names in it."""
    return b"PK\x03\x04" + b"".join(b"\x14\0\0\0" + bytes(22) + each.encode() + bytes(40) for each in names)


def compound(*streams: str) -> bytes:
    """A file of an older Microsoft program with these streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(each.encode("utf-16-le") for each in streams)


def box(brand: bytes, *others: bytes) -> bytes:
    inside = brand + bytes(4) + b"".join(others)
    return (8 + len(inside)).to_bytes(4, "big") + b"ftyp" + inside + bytes(100)


WORD = "Dit is een Word-bestand: open het in Word, kies Bestand, Opslaan als, PDF, en kies die PDF hier."
EXCEL = "Dit is een Excel-bestand: sla het daar op als PDF, en kies die PDF hier."
POWERPOINT = "Dit is een PowerPoint-bestand: sla het daar op als PDF, en kies die PDF hier."
OFFICE = "Dit is een bestand van LibreOffice: open het, kies Bestand, Exporteren als PDF, en kies die PDF hier."
APPLE = "Dit is een bestand van Pages, Numbers of Keynote: kies daar Archief, Exporteer, PDF, en kies die PDF hier."
MAIL = "Dit is een e-mail: open hem, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
LOCKED = "Dit Office-bestand heeft een wachtwoord: open het, sla het op als PDF, en kies die PDF hier."
ZIP = "Dit is een ingepakt bestand (zip): pak het uit, en kies dan wat erin zit, één bestand tegelijk."
PICTURE = "Dit soort afbeelding kan er niet bij: open haar, sla haar op als JPG of PNG, en kies die hier."
FILM = "Een filmpje kan er niet bij: schrijf op wat er te zien is, of kies er een foto van."
SOUND = "Een geluidsopname kan er niet bij: schrijf woordelijk op wat er te horen is."
PAGE = "Dit is een webpagina: open haar, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
TEXT = "Dit is een tekstbestand: open het, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
OTHER = "Dit soort bestand kan er niet bij: kies een foto (JPG, PNG, HEIC of AVIF) of een document (PDF)."
REFUSED: dict[str, dict[str, bytes]] = {
    "Dit bestand is leeg. Kies een ander bestand.": {"empty": b""},
    WORD: {
        "docx": packed("[Content_Types].xml", "word/document.xml"),
        "doc": compound("Root Entry", "WordDocument"),
        "rtf": rb"{\rtf1\ansi Een brief}",
    },
    EXCEL: {"xlsx": packed("[Content_Types].xml", "xl/workbook.xml"), "xls": compound("Root Entry", "Workbook")},
    POWERPOINT: {"pptx": packed("ppt/presentation.xml"), "ppt": compound("PowerPoint Document")},
    OFFICE: {"odt": packed("mimetypeapplication/vnd.oasis.opendocument.text")},
    APPLE: {"pages": packed("Index/Document.iwa", "preview.jpg")},
    MAIL: {
        "eml": b"Received: from mail.example\r\nSubject: Sem\r\n\r\nHallo",
        "eml that begins with its sender": b"From: Anna <anna@school.example>\r\nTo: Noor\r\n\r\nHallo",
        "mbox": b"From anna@school.example Mon Nov  9\nSubject: Sem\n\nHallo",
        "msg": compound("Root Entry", "__substg1.0_0037001F"),
    },
    LOCKED: {"docx with a password": compound("EncryptedPackage", "EncryptionInfo")},
    ZIP: {"zip": packed("foto.jpg"), "rar": b"Rar!\x1a\x07\0" + bytes(40), "7z": b"7z\xbc\xaf\x27\x1c" + bytes(40)},
    PICTURE: {
        "gif": b"GIF89a" + bytes(50),
        "webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50),
        "tif or dng": b"II*\0\x08\0\0\0" + bytes(50),
        "bmp": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0" + bytes(50),
        "svg": b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        "jxl": b"\xff\x0a" + bytes(50),
        "psd": b"8BPS\0\x01" + bytes(50),
    },
    FILM: {
        "mp4": box(b"isom", b"mp42"), "mov": box(b"qt  "), "webm": b"\x1aE\xdf\xa3" + bytes(50),
        "avi": b"RIFF\x24\0\0\0AVI LIST" + bytes(50),
    },
    SOUND: {
        "m4a": box(b"M4A ", b"mp42"), "mp3": b"ID3\x03\0" + bytes(50), "wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(50),
        "ogg": b"OggS\0\x02" + bytes(50),
    },
    PAGE: {"html": b"<!DOCTYPE html><html><p>Hallo", "html with a mark": b"\xef\xbb\xbf\r\n<HTML>",
        "a page as a browser saves it": b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://school.example/\r\n",
    },
    TEXT: {
        "txt": "Een brief, één bladzijde".encode(), "txt of Windows": "Eén brief".encode("cp1252"),
        "txt in UTF-16": "Een brief".encode("utf-16"),
    },
    OTHER: {
        "noise": bytes(range(256)), "program": b"MZ\x90\0" + bytes(60), "program before a pdf": b"MZ" + pdf(),
        "a pdf that begins too late": bytes(1020) + pdf(),
    },
}  # fmt: skip
OTHERS = [
    Case(name, partial(bytes, content), told=(said,))
    for said, each in REFUSED.items()
    for name, content in each.items()
]
