"""What was destroyed, a line each, and the route that makes the certificate of one of them."""

import streamlit as st
from starlette.routing import Route

from db.dossiers import papieren
from db.dossiers.einde import vernietigd
from db.dossiers.einde.vernietigd import Vernietigd
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.rollen import Permission, User
from papers.einde.certificaat import certificaat
from ui import clock
from ui.elements import rijen
from ui.papieren.papieren import of_a_dossier
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig
from ui.web.guard import Asked, Handed, hands_out

_KEY, _FIRST = "vernietigd/lijst", 12
_LINK = '<a href="{address}" download>Verklaring van {codenaam} (PDF)</a>'
NOG_NIET_AF = "De sleutel wordt nog gewist. Laad de pagina straks opnieuw: dan staat de verklaring hier."


def draw(user: User) -> None:
    """Draw the destroyed dossiers that this person sees, the last one first, each with its certificate."""
    st.title("Vernietigde dossiers", anchor=False)
    st.markdown(
        "Van een vernietigd dossier blijven de codenaam, de dag en de reden. De verklaring zegt wat er was en hoe het "
        "is vernietigd, en niets over een kind. Zij is altijd opnieuw te maken."
    )
    with reading(user.school_id) as connection:
        total = vernietigd.count(connection, user)
        shown = vernietigd.destroyed(connection, user, rijen.window(total, _KEY, _FIRST)) if total else []
    if not shown:
        st.caption("Er is nog niets vernietigd.")
        return
    asks = "Bevestig eerst dat u het bent. Daarna kunt u een verklaring meenemen."
    confirmed = reauthenticate.confirmed(user, asks, "vernietigd")
    rijen.heading("Vernietigd", total, _KEY, _FIRST)
    for each in shown:
        _row(each, confirmed=confirmed)
    rijen.further(total, _KEY)
    if confirmed:
        st.caption("Dat u een verklaring maakt, komt in het register.")


def _row(each: Vernietigd, *, confirmed: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        st.text(each.codenaam)
        st.caption(veilig(f"{each.grond}. Vernietigd: {clock.said(each.op)}."))
        if not each.is_af:
            st.caption(veilig(NOG_NIET_AF))
        elif confirmed:
            st.html(own_html(_LINK, address=f"/verklaring/{each.dossier_id}.pdf", codenaam=each.codenaam))


@hands_out(of_a_dossier("The certificate of a destroyed dossier", Permission.DESTROYED))
def certificate(asked: Asked) -> Handed | None:
    """The certificate as a PDF, for who sees the destroyed dossier in the list; None otherwise."""
    dossier_id = asked.request.path_params["dossier_id"]
    with reading(asked.user.school_id) as connection:
        found = vernietigd.certificate(connection, asked.user, dossier_id)
        school = school_name(connection, asked.user.school_id)
    if found is None:
        return None
    made = certificaat(found, school)
    about = papieren.written(papieren.VERKLARING, 0)
    return Handed(made, "application/pdf", 'attachment; filename="verklaring.pdf"', about, dossier_id)


ROUTES = [Route("/verklaring/{dossier_id}.pdf", certificate, methods=["GET"])]
