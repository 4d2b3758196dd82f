"""Whether a photo whose file ends too soon is all there. Part of the readers of photos.

A card reader or a mail program may lose the last bytes of a file, after the picture. Then the photo is taken; when a
part of the picture is gone, it is refused, for the library would fill that part with grey.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import takewhile

from PIL import JpegImagePlugin

from db.brought.picture import decode

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_FRAMES = {0xC0, 0xC1, 0xC2}
_BARE = {*range(0xD0, 0xD9)}  # markers without a length
_FIRST = 0xC0  # the lowest marker in use
_HEADER = 4  # bytes: a marker and the length of what follows
# Within a scan, 0xFF stands before 0 (the byte itself), a restart or another 0xFF; before anything else it is a marker.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PADDED = 16  # so many zeros at the end were not written by the camera
# Bits that would be drawn as more of the picture, if more of it were expected: here, or after the next restarts.
_MORE = b"".join(b"\x5a\xc3\x96\x2d\x1e\xb4\x78\xe1" * 16 + bytes((0xFF, each)) for each in range(0xD0, 0xD8)) * 2
_IHDR, _IDAT, _IEND = b"IHDR", b"IDAT", b"IEND"
_IHDR_SIZE = 13
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# First row and column of each pass of an interlaced PNG, and the steps. Source: PNG, third edition, 8.1.
_PASSES = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))
_PIECE = 1 << 20
_STRIP = 256  # rows looked at at once, so that a large picture is held once


def is_cut_off(content: bytes) -> bool:
    """Whether this JPG or PNG ends before it says that it ends."""
    if content.startswith(_START):
        last = max((at for marker, at, _ in _segments(content) if marker == _SCAN), default=-1)
        return content.rfind(_END, last) < 0 if last >= 0 else _runs_out(content)
    return not any(name == _IEND for name, _ in chunks(content))


def closed_jpg(jpg: bytes) -> bytes | None:
    """This JPG with the end that it lacks, if the whole picture stands in it; None when a part is missing.

    Any exception means that it does not open.
    """
    bare = jpg.rstrip(b"\0")
    body = (bare if len(jpg) - len(bare) >= _PADDED else jpg).removesuffix(b"\xff")
    if not _says_all(body):
        return None
    # Whatever stands behind a whole picture changes nothing about it.
    return body + _END if _drawn(body + _END) == _drawn(body + _MORE + _END) else None


def closed_png(png: bytes) -> bytes | None:
    """This PNG with the end that it lacks, if all its rows stand in it; None when some are missing.

    The rows are packed anew: of what was packed, Pillow draws the last rows only when its own end stands behind them.
    """
    header = next((data for name, data in chunks(png) if name == _IHDR), b"")
    if len(header) < _IHDR_SIZE:
        return None
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits = header[8] * _CHANNELS.get(header[9], 4)
    unpacking, packing, found, anew = zlib.decompressobj(), zlib.compressobj(1), 0, bytearray()
    for left in (data for name, data in chunks(png) if name == _IDAT):
        while left:
            rows = unpacking.decompress(left, _PIECE)
            found, left = found + len(rows), unpacking.unconsumed_tail
            anew += packing.compress(rows)
    if found < _bytes_of(width, height, bits, is_interlaced=header[12] == 1):
        return None
    before = b"".join(_chunk(*each) for each in takewhile(lambda each: each[0] != _IDAT, chunks(png)))
    return png[:8] + before + _chunk(_IDAT, bytes(anew + packing.flush())) + _chunk(_IEND, b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(data, zlib.crc32(name)).to_bytes(4, "big")


def _bytes_of(width: int, height: int, bits: int, *, is_interlaced: bool) -> int:
    """How many bytes the rows of a PNG take, each with the byte of its filter."""
    passes = _PASSES if is_interlaced else ((0, 0, 1, 1),)
    sizes = [(-(-(width - x) // by_x), -(-(height - y) // by_y)) for y, x, by_y, by_x in passes]
    return sum(rows * (1 + -(-columns * bits // 8)) for columns, rows in sizes if columns > 0 and rows > 0)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG: name and data, the last perhaps not whole."""
    at = 8
    while at + 8 <= len(png):
        size, name = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        yield name, png[at + 8 : at + 8 + size]
        at += 12 + size


def _segments(jpg: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The segments of a JPG: marker, place and data. Of a scan the data is its header."""
    at = 2
    while at + 4 <= len(jpg) and jpg[at] == 0xFF:
        marker = jpg[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker < _FIRST:
            return
        size = int.from_bytes(jpg[at + 2 : at + 4], "big")
        yield marker, at, jpg[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == _SCAN:
            after = _MARKER.search(jpg, at)
            at = after.start() if after else len(jpg)


def _runs_out(jpg: bytes) -> bool:
    """Whether this JPG, which has no scan, ends within what stands before one."""
    last = max(_segments(jpg), key=lambda each: each[1], default=None)
    return last is not None and len(jpg) - (last[1] + 4 + len(last[2])) < _HEADER


def _says_all(jpg: bytes) -> bool:
    """Whether the scans together say everything about every component; a progressive JPG takes about ten to do so."""
    missing = dict[int, set[int]]()  # component: the coefficients of which the last bit was not yet said
    for marker, _, data in _segments(jpg):
        if marker in _FRAMES and len(data) >= 6:
            missing = {data[6 + 3 * each]: set(range(64)) for each in range(data[5])}
        elif marker == _SCAN and data:
            first, last, precision = data[-3:]
            for each in range(data[0]):
                if precision & 0x0F == 0:
                    missing.get(data[1 + 2 * each], set()).difference_update(range(first, last + 1))
    return not any(missing.values())


def _drawn(jpg: bytes) -> int:
    """A checksum of the picture, at a size that can be held."""
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(jpg))
    decode(image)
    checksum = 0
    for top in range(0, image.height, _STRIP):
        rows = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        checksum = zlib.crc32(rows.tobytes(), checksum)
    return checksum
