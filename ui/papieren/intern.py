"""Papers that stay inside the school: the note to the directie, for who writes and who reads it; the team's sheet."""

from collections.abc import Sequence

import streamlit as st
from starlette.routing import Route

from db.accounts import accounts
from db.dossiers import besprekingen
from db.dossiers import papieren as papers_made
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.intern import Nota, blad, heeft_notas, notas
from meldcode.rollen import Permission, User
from papers import besprekingsblad, nota
from papers.papier import Merk
from ui.page import menu
from ui.papieren import papieren
from ui.signing_in import reauthenticate
from ui.text import own_html
from ui.web.guard import Asked, Handed, hands_out

_LINK = '<a href="{address}" download>{label}</a>'


def draw(dossier: Dossier, user: User, *, confirmed: bool) -> None:
    """Draw the way to both, once somebody ``confirmed`` who they are."""
    st.header("Binnen de school", anchor=False)
    st.caption("Op codenaam. De nota is wat de directie leest. Op het blad voor het team staat geen inhoud.")
    if not confirmed:
        st.caption("Bevestig hierboven dat u het bent. Daarna staan hier de links.")
        return
    with st.container(gap="xsmall"):
        if heeft_notas(dossier):
            papieren.link(f"/papier/{dossier.id}/nota.pdf", "Nota aan de directie (PDF)")
        else:
            st.caption("Een nota aan de directie is er na de eerste stap die u afrondt.")
        if user.may(Permission.LEERLINGBESPREKING):
            papieren.link(f"/papier/{dossier.id}/besprekingsblad.pdf", "Blad voor de leerlingbespreking (PDF)")


def link(dossier: Dossier, user: User) -> None:
    """Draw the way to the sheet, where the meeting is prepared."""
    if dossier.may(user, Permission.PAPERS):
        menu.link("papieren.py", "Op één blad, voor het team", dossier.id)


def for_directie(user: User, dossiers: Sequence[Dossier]) -> None:
    """Offer the messages of these dossiers on paper, once this person confirmed who they are."""
    with st.container(key="nota"), st.expander("Deze berichten op papier (PDF)"):
        if reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "nota"):
            for each in dossiers:
                address = f"/directie/{each.id}/nota.pdf"
                st.html(own_html(_LINK, address=address, label=f"Nota over {each.codenaam}"))
            st.caption("Dat u dit maakt, komt in het register.")


def _nota(asked: Asked, permission: Permission) -> Handed | None:
    dossier = papieren.for_paper(asked, permission)
    if dossier is None or not (found := _found(asked, dossier)):
        return None
    return papieren.handed(
        nota.op_papier(found, dossier.codenaam, Merk(asked.user.naam, asked.now)), papers_made.NOTA, dossier
    )


def _found(asked: Asked, dossier: Dossier) -> Sequence[Nota]:
    with reading(asked.user.school_id) as connection:
        names = {each.id: each.naam for each in accounts.list_accounts(connection, asked.user.school_id)}
    return notas(dossier, names)


@hands_out(papieren.of_a_dossier("The note to the directie"))
def nota_of_dossier(asked: Asked) -> Handed | None:
    """The messages to the directie as a PDF, for who walks the route; None otherwise, or when there are none."""
    return _nota(asked, Permission.PAPERS)


@hands_out(papieren.of_a_dossier("The note, for the directie", Permission.OVERVIEW))
def nota_for_directie(asked: Asked) -> Handed | None:
    """The same for the directie, who reads these messages and not the dossier."""
    return _nota(asked, Permission.OVERVIEW)


@hands_out(papieren.of_a_dossier("The sheet for the leerlingbespreking"))
def sheet(asked: Asked) -> Handed | None:
    """The sheet as a PDF, with the question to the team of the meeting that whoever asks prepares or holds."""
    dossier = papieren.for_paper(asked)
    if dossier is None:
        return None
    now = besprekingen.mine(asked.user, at_table=True)
    made = besprekingsblad.op_papier(
        blad(dossier, now.bespreking.punt(dossier.id) if now else None), Merk(asked.user.naam, asked.now)
    )
    return papieren.handed(made, papers_made.BESPREKINGSBLAD, dossier)


ROUTES = [
    Route("/papier/{dossier_id}/nota.pdf", nota_of_dossier, methods=["GET"]),
    Route("/directie/{dossier_id}/nota.pdf", nota_for_directie, methods=["GET"]),
    Route("/papier/{dossier_id}/besprekingsblad.pdf", sheet, methods=["GET"]),
]
