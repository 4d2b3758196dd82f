"""Bijlagen on the screen: each file at its own address behind the gate, for those who may read its record.

Not with ``st.image`` or ``st.download_button``: anybody who is signed in can fetch what those serve (ADR 9).
"""

import re

import streamlit as st
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.routing import Route

from db.dossiers import bijlagen, dossiers
from db.store.engine import reading
from meldcode.vragen.bestand import Bestand, Bestandssoort
from ui.text import own_html
from ui.web.guard import Asked, Demands, Handed, NotAsked, Refusal, hands_out

_TYPES = {
    Bestandssoort.JPG: "image/jpeg",
    Bestandssoort.PNG: "image/png",
    Bestandssoort.PDF: "application/pdf",
    Bestandssoort.ORIGINEEL: "application/octet-stream",  # as it was brought: a browser must not open it by itself
}
_BEGINS = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"%PDF-": "pdf", b"ftypavif": "avif", b"ftyp": "heic"}
_WITHIN = 12  # bytes
_ID = re.compile("[0-9a-f]{32}")


def draw(dossier_id: str, bestand: Bestand) -> None:
    """Draw a photo, or a link to the document or the original, with its kind and size."""
    if bestand.soort.is_foto:
        inside, target = '<img src="{address}" alt="Foto bij deze bijlage">', ' target="_blank"'
    else:
        is_pdf = bestand.soort is Bestandssoort.PDF
        inside, target = "PDF downloaden" if is_pdf else "Origineel downloaden", ""
    html = f'<a class="mr-bijlage" href="{{address}}"{target}>{inside}</a> <span class="mr-soort">{{tekst}}</span>'
    st.html(own_html(html, address=f"/bijlage/{dossier_id}/{bestand.id}", tekst=bestand.tekst))


def _is_named(request: Request) -> bool:
    return all(_ID.fullmatch(request.path_params[each]) for each in ("dossier_id", "bijlage_id"))


@hands_out(
    Demands(
        "An attachment",
        permission=NotAsked("``bijlagen.read`` gives it to who may read the record it belongs to, whatever their role"),
        recent=NotAsked("it is one answer of one record, shown where that record is read"),
        line=NotAsked("``bijlagen.viewed`` writes it, once for each time somebody signed in, and ``refused`` as well"),
        refusal=Refusal(404, "Deze bijlage is er niet."),  # the same if it is not there, not theirs, or gone
        can_be=_is_named,
        # A file is held in memory twice while it is opened: a page full of photos waits its turn.
        at_once=CapacityLimiter(4),
    )
)
def answer(asked: Asked) -> Handed | None:
    """The file, for those who may read its record; None otherwise."""
    user, session = asked.user, asked.session
    dossier_id, bijlage_id = (asked.request.path_params[each] for each in ("dossier_id", "bijlage_id"))
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    found = bijlagen.read(dossier, bijlage_id, user, asked.today) if dossier else None
    if dossier and not found and not dossier.readable_by(user, asked.today):
        bijlagen.refused(dossier, user, session, asked.now)
    if dossier is None or found is None:
        return None
    bijlagen.viewed(dossier, bijlage_id, user, session, asked.now)
    bestand, content = found
    # Named by its kind: the original name may be that of a child.
    name = "bijlage.pdf" if bestand.soort is Bestandssoort.PDF else f"origineel.{_ending(content)}"
    shown = "inline" if bestand.soort.is_foto else f'attachment; filename="{name}"'
    return Handed(content, _TYPES[bestand.soort], shown)


def _ending(content: bytes) -> str:
    """How the name of a file ends that begins like this, so that a computer knows with what to open it."""
    return next((ending for begin, ending in _BEGINS.items() if content.find(begin, 0, _WITHIN) >= 0), "bin")


ROUTES = [Route("/bijlage/{dossier_id}/{bijlage_id}", answer, methods=["GET"])]
