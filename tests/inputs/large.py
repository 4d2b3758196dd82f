"""Photos of hundreds of megapixels, made without holding one in memory."""

import io
import re
from typing import Any

from PIL import Image

_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_ROWS = 16 * 8  # of the piece that is repeated: its restarts are numbered from 0 to 7


def jpg_of(width: int, height: int, **options: Any) -> bytes:
    """A JPG of this width, and of this height or a little less: a piece of a landscape, again and again.

    Each row of blocks begins anew after a restart, so the rows of one JPG can be those of a higher one.
    """
    piece = Image.linear_gradient("L").resize((width, _ROWS)).convert("RGB")
    piece.paste(Image.effect_noise((width // 4, _ROWS), 60).convert("RGB"), (width // 4, 0))
    piece.paste((185, 71, 66), (0, 0, width // 4, _ROWS))
    made = io.BytesIO()
    piece.save(made, "JPEG", **{"quality": 80, "restart_marker_rows": 1} | options)
    jpg = made.getvalue()
    scan = jpg.rindex(b"\xff\xda") + 2
    begin = scan + int.from_bytes(jpg[scan : scan + 2], "big")
    many, rows = height // _ROWS, jpg[begin:-2]
    if len(_RESTART.findall(rows)) != _ROWS // 16 - 1:
        raise ValueError("the rows of blocks are not 16 points high")
    size = jpg.index(b"\xff\xc0") + 5
    head = jpg[:size] + (_ROWS * many).to_bytes(2, "big") + jpg[size + 2 : begin]
    return head + b"\xff\xd7".join([rows] * many) + b"\xff\xd9"
