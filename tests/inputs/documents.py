"""Documents as people bring them, with what is said of each."""

import io
from collections.abc import Callable

import pypdf

from tests import files
from tests.inputs.case import Case


def pdf(change: Callable[[pypdf.PdfWriter], object] | None = None, **about: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    if about:
        writer.add_metadata({f"/{name}": text for name, text in about.items()})
    if change:
        change(writer)
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


DOCUMENTS = [
    Case("pdf", lambda: pdf(), "pdf"),
    Case("a mark before it", lambda: b"\xef\xbb\xbf" + pdf(), "pdf"),
    Case("a line of a web server before it", lambda: b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + pdf(), "pdf"),
    Case("a kilobyte less nothing before it", lambda: b"\n" * 1019 + pdf(), "pdf"),
    Case("may not be printed", lambda: pdf(lambda writer: writer.encrypt("", "eigenaar", algorithm="AES-256")), "pdf"),
    Case("a password", lambda: files.pdf(password="geheim"), told=(
        "Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en kies hem dan weer.",)),
    Case("no pages", lambda: files.pdf(pages=0), told=(
        "Deze PDF heeft geen bladzijden. Sla hem opnieuw op en kies hem dan weer.",)),
    Case("a piece of a pdf", lambda: pdf()[:120], told=(
        "Deze PDF is beschadigd en gaat niet open. Sla hem opnieuw op en kies hem weer.",)),
]  # fmt: skip
