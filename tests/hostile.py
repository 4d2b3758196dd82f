"""Hostile files: each is small, but takes its parser endless time or memory.

Every function makes one shape, of about ``size`` bytes; ``SHAPES`` names the reader that would parse it.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests import files

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R>>"


def _pdf(*objects: bytes, not_in_the_table: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a cross-reference table; the first is its catalog."""
    body, at = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, each in enumerate(objects, 1):
        at.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    body += not_in_the_table
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1)
    body += b"".join(b"%010d 00000 n \n" % each for each in at)
    body += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(at) + 1, table)
    return bytes(body)


def _stream(about: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (about, len(content), content)


def pages_not_in_the_table(size: int) -> bytes:
    """Pages that are missing from the cross-reference table: each is searched for from the first byte on."""
    many = min(size // 60, 2_400)
    kids = b" ".join(b"%d 0 R" % each for each in range(3, many + 3))
    filler = b"%" + b"x" * max(0, size - many * 34) + b"\n"
    pages = b"".join(b"%d 0 obj\n\n<</Type/Page>>\n" % each for each in range(3, many + 3))
    return _pdf(CATALOG, b"<</Type/Pages/Kids[" + kids + b"]>>", not_in_the_table=filler + pages)


def tables_without_end(size: int) -> bytes:
    """Cross-reference tables that each point to an earlier one."""
    body, before = bytearray(_pdf(CATALOG, PAGES, PAGE)), 0
    for _ in range(size // 80):
        at = len(body) + 1
        body += b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\n" % before
        before = at
    return bytes(body) + b"startxref\n%d\n%%%%EOF" % before


def table_of_millions(size: int) -> bytes:
    """A cross-reference table that claims very many entries."""
    return _pdf(CATALOG, PAGES, PAGE).replace(
        b"xref\n0 4\n", b"xref\n0 999999999\n" + b"0000000009 00000 n \n" * (size // 20)
    )


def streams_without_end(size: int) -> bytes:
    """No cross-reference table, and streams whose end is searched for up to the last byte."""
    head = b"\n<</Type/ObjStm/N 1/First 4/Length 999999999>>\nstream\n1 0 "
    many = b"".join(b"\n%d 0 obj%s" % (each, head) for each in range(4, size // 80))
    return b"%PDF-1.7\n1 0 obj\n" + CATALOG + many + b"\ntrailer\n<</Root 1 0 R>>\nstartxref\n1\n%%EOF"


def lines_without_end(size: int) -> bytes:
    """No end marker, and very many lines that look like one."""
    return b"%PDF-1.7\n" + b"\n" * size


def arrays_in_arrays(size: int) -> bytes:
    """As deep as the file is long."""
    return _pdf(CATALOG, b"[" * size, PAGE)


def dictionaries_in_dictionaries(size: int) -> bytes:
    """As deep as the file is long."""
    return _pdf(CATALOG, b"<</A" * (size // 4), PAGE)


def page_tree_in_circles(size: int) -> bytes:
    """A page tree in which every node has all nodes as children."""
    many = max(2, int((size / 8) ** 0.5))
    kids = b" ".join(b"%d 0 R" % each for each in range(2, many + 2))
    return _pdf(CATALOG, *[b"<</Type/Pages/Count 9/Kids[" + kids + b"]>>"] * many)


def page_tree_twice(size: int) -> bytes:
    """A page tree in which each node names the next one twice: a few lines, and more pages than atoms exist."""
    many = min(max(4, size // 60), 90)
    nodes = [b"<</Type/Pages/Count 9/Kids[%d 0 R %d 0 R]>>" % (each, each) for each in range(3, many + 2)]
    return _pdf(CATALOG, *nodes, b"<</Type/Pages/Kids[]/X(" + b"x" * size + b")>>")


def packed_objects(size: int) -> bytes:
    """Content that is compressed twice: a hundred thousand times as large as the file."""
    packed = zlib.compress(zlib.compress(bytes(size * 1_000), 9), 9)
    about = b"/Type/ObjStm/N 9/First 10/Filter[/FlateDecode/FlateDecode]"
    return b"%PDF-1.7\n" + _pdf(_stream(about, packed), PAGES, PAGE)[9:].replace(b"startxref", b"startxrex")


def objects_in_objects(size: int) -> bytes:
    """Object streams that are each inside the next."""
    about = b"/Type/ObjStm/N 1/First 5/Extends %d 0 R"
    objects = [
        _stream(about % (each + 1), b"%d 0 <</Length %d 0 R>>" % (each + 1, each + 1)) for each in range(1, size // 110)
    ]
    return _pdf(*objects).replace(b"startxref", b"startxrex")


def scans_without_end(size: int) -> bytes:
    """A progressive photo with just as many scans as are still accepted."""
    photo = files.jpg(Image.new("RGB", (7_000, 7_000)), progressive=True)
    at = photo.rindex(b"\xff\xda")
    return (photo[:at] + photo[at:-2] * 85)[:MOST] + bytes(min(size, 1_000)) + b"\xff\xd9"


def picture_of_billions(size: int) -> bytes:
    """A small file that claims to be a huge picture."""
    return _png(60_000, 60_000, bytes(size))


def picture_that_swells(size: int) -> bytes:
    """The largest picture that is accepted, with eight bytes per pixel, in a file of some kilobytes."""
    return _png(7_000, 7_000, bytes(7_000 * (7_000 * 8 + 1) + size), depth=16, kind=6)


def _png(width: int, height: int, raw: bytes, depth: int = 8, kind: int = 2) -> bytes:
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, kind, 0, 0, 0))
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(raw, 1)), (b"IEND", b"")]
    made = b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big") for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + made


def photo_of_noise(size: int) -> bytes:
    """The beginning of a photo, followed by random bytes."""
    return files.jpg()[:700] + random.Random(size).randbytes(size)  # noqa: S311  # the same every time


def heic_of_billions(size: int) -> bytes:
    """A HEIC whose box for the size of the picture claims to be huge."""
    made = files.heic()
    at = made.index(b"ispe") + 8
    return made[:at] + (60_000).to_bytes(4, "big") * 2 + made[at + 8 :] + bytes(size)


def heic_of_many_items(size: int) -> bytes:
    """A HEIC that claims as many items as its box can say, and boxes in boxes where they would stand."""
    made = files.heic()
    at = made.index(b"iinf") + 8
    nested = b"".join((8 * (size // 8 - each)).to_bytes(4, "big") + b"meta" for each in range(size // 8))
    return made[:at] + b"\xff\xff" + made[at + 2 :] + nested


def heic_that_swells(size: int) -> bytes:
    """The largest HEIC that is accepted, in a file of some kilobytes: all of it is one colour."""
    small = files.heic(Image.new("RGB", (512, 512)))
    at = small.index(b"ispe") + 8
    return small[:at] + (7_000).to_bytes(4, "big") * 2 + small[at + 8 :] + bytes(min(size, 1_000))


def heic_of_noise(size: int) -> bytes:
    """The boxes of a HEIC, followed by random bytes instead of a picture."""
    made = files.heic()
    return made[: made.index(b"mdat") + 4] + random.Random(size).randbytes(size)  # noqa: S311  # the same every time


def avif_of_noise(size: int) -> bytes:
    """The boxes of an AVIF, followed by random bytes instead of a picture."""
    made = files.avif()
    return made[: made.index(b"mdat") + 4] + random.Random(size).randbytes(size)  # noqa: S311  # the same every time


def profile_that_swells(size: int) -> bytes:
    """A PNG whose colour profile and remark are a thousand times as large as the file."""
    made, packed = files.png(), zlib.compress(bytes(size * 1_000), 9)
    swollen = [(b"iCCP", b"p\0\0" + packed), (b"zTXt", b"Comment\0\0" + packed)]
    chunks = [
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in swollen
    ]
    return made[:33] + b"".join(chunks) + made[33:]


def calendar_without_end(size: int) -> bytes:
    """Very many events that recur for ever."""
    day = b"BEGIN:VEVENT\r\nDTSTART:20270203T083000\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Vrij\r\nEND:VEVENT\r\n"
    return b"BEGIN:VCALENDAR\r\n" + day * (size // len(day)) + b"END:VCALENDAR\r\n"


def calendars_in_calendars(size: int) -> bytes:
    """As deep as the file is long."""
    return b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * (size // 14)


def folded_without_end(size: int) -> bytes:
    """One line that is folded after every letter."""
    return (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:"
        + b"\r\n x" * (size // 4)
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def cells_without_end(size: int) -> bytes:
    """One line with very many dates."""
    return b"3-2-2027;" * (size // 9)


def quotes_without_end(size: int) -> bytes:
    """Quotation marks that open and never close."""
    return b'"";"' * (size // 4)


def sheet_that_swells(size: int) -> bytes:
    """A workbook of some kilobytes that unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * (size * 10))
    return made.getvalue()


def _workbook(rows: bytes) -> bytes:
    """A workbook with these rows, as XML, on its one sheet."""
    of = "http://schemas.openxmlformats.org"
    office, packed, main = (
        f"{of}/officeDocument/2006/relationships",
        f"{of}/package/2006",
        f"{of}/spreadsheetml/2006/main",
    )

    def leads(to: str, kind: str) -> str:
        one = f'<Relationship Id="r1" Target="{to}" Type="{office}/{kind}"/>'
        return f'<Relationships xmlns="{packed}/relationships">{one}</Relationships>'

    sheets = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packed}/content-types"/>',
        "_rels/.rels": leads("xl/workbook.xml", "officeDocument"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": leads("worksheets/sheet1.xml", "worksheet"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows.decode()}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook_of_many_rows(size: int) -> bytes:
    """More rows than any list has."""
    return _workbook(b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, size // 10)))


def workbook_that_swells(size: int) -> bytes:
    """Empty rows, which unpack to a thousand times the size of the file."""
    return _workbook(b"<row/>" * (size * 10))


def workbook_with_a_far_cell(_size: int) -> bytes:
    """Two cells, in the first and the last corner of a sheet, with seventeen billion between them."""
    return _workbook(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


MOST = 10_000_000
SHAPES: dict[str, list[Callable[[int], bytes]]] = {
    "pdf": [
        pages_not_in_the_table, tables_without_end, table_of_millions, streams_without_end, lines_without_end,
        arrays_in_arrays, dictionaries_in_dictionaries, page_tree_in_circles, page_tree_twice, packed_objects,
        objects_in_objects, sheet_that_swells,
    ],
    "photo": [scans_without_end, picture_of_billions, picture_that_swells, photo_of_noise, profile_that_swells],
    "heic": [heic_of_billions, heic_of_many_items, heic_that_swells, heic_of_noise, avif_of_noise],
    "agenda": [
        calendar_without_end, calendars_in_calendars, folded_without_end, cells_without_end, quotes_without_end,
    ],
    "tables.read": [workbook_that_swells, workbook_of_many_rows, workbook_with_a_far_cell],
}  # fmt: skip
