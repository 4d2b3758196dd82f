"""The papers of a dossier: what offers them and lists which were made, and the route that makes the whole file."""

import re
from collections.abc import Collection

import streamlit as st
from starlette.requests import Request
from starlette.routing import Route

from db.accounts import accounts
from db.dossiers import bijlagen, dossiers, papieren
from db.journal import journal
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.vragen.bestand import Bestand
from papers import voortgang
from papers.dossier import Bij, op_papier
from papers.papier import Merk
from ui import clock
from ui.dossier import kop
from ui.elements import rijen
from ui.page import menu, people
from ui.papieren import vrijgeven
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig
from ui.web.guard import PAPERS, RECENT, Asked, Demands, Handed, Refusal, hands_out

_NOT_THERE = Refusal(404, "Dit papier is er niet.")
"""The answer if it is not there, not theirs, or gone: the same."""
_PAGE = 25
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ID = re.compile("[0-9a-f]{32}")


def begin(dossier: Dossier, user: User) -> bool:
    """Draw the head of the page and the papers of every dossier; return whether papers may be taken along now."""
    kop.heading("Papieren", dossier, user)
    st.markdown(
        "Wat u meeneemt, valt niet meer onder de beveiliging van Meldroute. Bewaar of vernietig een papier zoals een "
        "dossier. Wat u maakt, staat daarna onderaan en in het register. Een link werkt vijf minuten."
    )
    st.header("Belkaart voor Veilig Thuis", anchor=False)
    st.caption(
        "Wat Veilig Thuis vraagt, in de volgorde van het gesprek, en wat daarvan in het dossier staat. Zonder namen. "
        "Wat er is gezien en gehoord, komt erbij zoals u het hier naleest."
    )
    menu.link("bellen.py", "Op het scherm, met het formulier ernaast", dossier.id)
    vrijgeven.draw(dossier, user)
    asks = "Bevestig eerst dat u het bent. Daarna kunt u papieren maken."
    confirmed = reauthenticate.confirmed(user, asks, "papieren")
    if confirmed:
        _link(dossier, papieren.BELKAART, "Belkaart (PDF)")
        _whole(dossier)
    return confirmed


def _whole(dossier: Dossier) -> None:
    with st.container(gap="xsmall"):
        st.header("Het hele dossier", anchor=False)
        st.caption(
            "Alles wat is vastgelegd, met wie dat deed en wanneer, correcties ernaast, en de foto’s. De beheerder kan "
            "later nagaan of het bestand ongewijzigd is."
        )
        _link(dossier, papieren.DOSSIER_HEEL, "Het hele dossier (PDF)")


def _link(dossier: Dossier, soort: str, label: str) -> None:
    link(f"/papier/{dossier.id}/{soort}.pdf", label)


def link(address: str, label: str) -> None:
    """Draw the way to a paper, for who has just confirmed who they are."""
    st.html(own_html('<a href="{address}" download>{label}</a>', address=address, label=label), width="content")


def made(dossier: Dossier, user: User) -> None:
    """List the papers that were made, the newest first."""
    st.header("Gemaakt", anchor=False)
    key = f"{dossier.id}/papieren"
    with reading(user.school_id) as connection:
        before = rijen.older_than(key)
        found = papieren.of_dossier(connection, dossier.id, user.school_id, before=before, limit=_PAGE + 1)
    if not found:
        st.caption("Van dit dossier is nog geen papier gemaakt.")
        return
    names = people.names(user)
    for each in found[:_PAGE]:
        with st.container(gap=None):
            st.text(each.naam)
            st.caption(veilig(f"{clock.said(each.at)}, door {names.get(each.by, 'onbekend')}"))
    rijen.turn_back(key, found[_PAGE - 1].seq if len(found) > _PAGE else None)


def _is_named(request: Request) -> bool:
    return bool(_ID.fullmatch(request.path_params["dossier_id"]))


def of_a_dossier(what: str, permission: Permission = Permission.PAPERS) -> Demands:
    """What every paper of a dossier demands of whoever asks for it; ``what`` names this one in the log."""
    return Demands(
        what,
        permission=permission,
        recent=RECENT,
        line=journal.PAPER_MADE,
        refusal=_NOT_THERE,
        can_be=_is_named,
        at_once=PAPERS,
    )


@hands_out(of_a_dossier("The file of a dossier"))
def whole(asked: Asked) -> Handed | None:
    """The whole dossier as a PDF, for who walks its route; None otherwise."""
    dossier = for_paper(asked)
    if dossier is None:
        return None
    every = [bestand for record in dossier.records for bestand in record.bestanden if bestand.soort.is_foto]
    fotos = photos(dossier, every, asked)
    with reading(asked.user.school_id) as connection:
        school = school_name(connection, asked.user.school_id)
        names = {each.id: each.naam for each in accounts.list_accounts(connection, asked.user.school_id)}
    bij = Bij(school, names, fotos, journal.head(asked.user.school_id))
    made = op_papier(dossier, bij, Merk(asked.user.naam, asked.now))
    return handed(made, papieren.DOSSIER_HEEL, dossier)


def for_paper(asked: Asked, permission: Permission = Permission.PAPERS) -> Dossier | None:
    """The dossier in the address, as whoever asks may read it; None, with a line, when they may make no paper of it."""
    user, dossier_id = asked.user, asked.request.path_params["dossier_id"]
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    if dossier is None:
        return None
    if not dossier.readable_by(user, asked.today) or not dossier.may(user, permission):
        bijlagen.refused(dossier, user, asked.session, asked.now)
        return None
    return dossier.visible_to(user, asked.today)


def photos(dossier: Dossier, which: Collection[Bestand], asked: Asked) -> dict[str, bytes]:
    """These photos by their id, as far as whoever asks may read them."""
    every = {each.id: each for each in which}  # a correction may keep the photo of what it corrects
    return {
        each.id: found[1]
        for each in voortgang.counted(every.values(), "Foto {} wordt gelezen")
        if (found := bijlagen.read(dossier, each.id, asked.user, asked.today))
    }


def handed(made: bytes, soort: str, dossier: Dossier, ending: str = "pdf") -> Handed:
    """A paper of a dossier, to hand out. Its file name says what it is, and not about whom."""
    about = papieren.written(soort, dossier.versie)
    return Handed(made, _TYPES[ending], f'attachment; filename="{soort}.{ending}"', about, dossier.id)


ROUTES = [Route("/papier/{dossier_id}/dossier.pdf", whole, methods=["GET"])]
