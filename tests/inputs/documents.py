"""Documents as people bring them, with what is said of each."""

import io
from collections.abc import Callable

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

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


def _open_action(writer: pypdf.PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.beep(0);")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def _form(writer: pypdf.PdfWriter) -> None:
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): ArrayObject()})


def _signature(writer: pypdf.PdfWriter) -> None:
    signed = {NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): DictionaryObject()}
    form = {NameObject("/Fields"): ArrayObject([DictionaryObject(signed)]), NameObject("/SigFlags"): NumberObject(3)}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)


def _xmp(writer: pypdf.PdfWriter) -> None:
    writer.xmp_metadata = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Zorgen om Sem</rdf:li></rdf:Alt></dc:title>'
        b"<dc:creator><rdf:Seq><rdf:li>Juf Anna</rdf:li></rdf:Seq></dc:creator>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def titled(as_it_stands: bytes) -> bytes:
    """A PDF with these bytes as its title."""
    return pdf(Title="xx").replace(b"(xx)", as_it_stands)


LEAVE = "Dat blijft erin staan. Hoort het er niet bij? Druk hem dan af naar een nieuwe PDF, en kies die."
DOCUMENTS = [
    Case("pdf", lambda: pdf(), "pdf"),
    Case("a mark before it", lambda: b"\xef\xbb\xbf" + pdf(), "pdf"),
    Case("a line of a web server before it", lambda: b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + pdf(), "pdf"),
    Case("a kilobyte less nothing before it", lambda: b"\n" * 1019 + pdf(), "pdf"),
    Case("title that is a path", lambda: pdf(Title=r"C:\Users\anna\Documenten\Sem de Wit.docx"), "pdf",
         (r"In deze PDF staat ook: de titel ‘C:\Users\anna\Documenten\Sem de Wit.docx’.", LEAVE)),
    Case("title, author, program", lambda: pdf(Title="Verslag", Author="Anna Bos", Creator="Microsoft® Word"), "pdf",
         ("In deze PDF staat ook: de titel ‘Verslag’; gemaakt door ‘Anna Bos’; gemaakt met ‘Microsoft® Word’.", LEAVE)),
    Case("only which program made it", lambda: pdf(Creator="Microsoft® Word"), "pdf"),
    Case("subject and words", lambda: pdf(Subject="Zorg", Keywords="Sem, groep 6"), "pdf",
         ("In deze PDF staat ook: het onderwerp ‘Zorg’; de trefwoorden ‘Sem, groep 6’.", LEAVE)),
    Case("what a program adds", lambda: pdf(Company="De Regenboog"), "pdf",
         ("In deze PDF staat ook: verder ‘De Regenboog’.", LEAVE)),
    Case("title in XMP", lambda: pdf(_xmp), "pdf",
         ("In deze PDF staat ook: de titel ‘Zorgen om Sem’; gemaakt door ‘Juf Anna’.", LEAVE)),
    Case("title in UTF-16", lambda: titled(b"<FEFF004F0308006D00650072>"), "pdf",
         ("In deze PDF staat ook: de titel ‘Ömer’.", LEAVE)),
    Case("title in PDFDocEncoding", lambda: titled(b"(caf\\351 \\205 \\240 5)"), "pdf",
         ("In deze PDF staat ook: de titel ‘café – € 5’.", LEAVE)),
    Case("title in UTF-8", lambda: titled(b"(\xef\xbb\xbfcaf\xc3\xa9)"), "pdf",
         ("In deze PDF staat ook: de titel ‘café’.", LEAVE)),
    Case("title over two lines with signs nobody sees", lambda: pdf(Title="Een\n\u200btitel\u202e"), "pdf",
         ("In deze PDF staat ook: de titel ‘Een titel’.", LEAVE)),
    Case("a title without end", lambda: pdf(Title="a" * 5000), "pdf",
         (f"In deze PDF staat ook: de titel ‘{'a' * 200}…’.", LEAVE)),
    Case("a script", lambda: pdf(_open_action), "pdf",
         ("In deze PDF zit een programma, dat kan starten als iemand hem opent.", LEAVE)),
    Case("an attachment", lambda: pdf(lambda writer: writer.add_attachment("a.txt", b"a")), "pdf",
         ("In deze PDF zit nog een ander bestand.", LEAVE)),
    Case("a form of Adobe", lambda: pdf(_form), "pdf", (
        "Deze PDF is een formulier dat alleen in Adobe Reader opengaat. Druk hem daar af naar een nieuwe PDF, en kies "
        "die.",)),
    Case("signed", lambda: pdf(_signature), "pdf"),
    Case("may not be printed", lambda: pdf(lambda writer: writer.encrypt("", "eigenaar", algorithm="AES-256")), "pdf"),
    Case("a password", lambda: files.pdf(password="geheim"), told=(
        "Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en kies hem dan weer.",)),
    Case("no pages", lambda: files.pdf(pages=0), told=(
        "Deze PDF heeft geen bladzijden. Sla hem opnieuw op en kies hem dan weer.",)),
    Case("a piece of a pdf", lambda: pdf()[:120], told=(
        "Deze PDF is beschadigd en gaat niet open. Sla hem opnieuw op en kies hem weer.",)),
]  # fmt: skip
