"""The list of dossiers that go from one colleague to another, on paper for the talk about them."""

from collections.abc import Iterator

import streamlit as st
from starlette.requests import Request
from starlette.routing import Route

from db.accounts import accounts
from db.dossiers import dossiers
from db.journal import journal
from db.school.schools import school_name
from db.store.engine import reading
from db.werk import handing_over, werklijst
from meldcode.dossier.einde.overgedragen import onderweg, te_zeggen
from meldcode.rollen import Permission, User
from meldcode.route.verplichting import Soort
from meldcode.vragen.datum import in_words
from papers import voortgang
from papers.einde.overdracht import Regel, overdracht
from papers.papier import Merk
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig
from ui.web.guard import PAPERS, RECENT, Asked, Demands, Handed, hands_out
from ui.werk import werk

PAPER = "/overdragen/lijst.pdf"
_VAN, _AAN = "van", "aan"
_OF_HANDING_OVER = (Soort.ONTVANGEN, Soort.AFGEGEVEN)


def draw(user: User, *, van: str = "", aan: str = "") -> None:
    """Draw the way to the list: of what is with the colleague ``van``, or of what ``aan`` is to sign for."""
    which = f"{_VAN}={van}" if van else f"{_AAN}={aan}"
    with st.expander("Lijst op papier, voor het gesprek (PDF)" if van else "Wat u overneemt op papier (PDF)"):
        st.caption("Op codenaam, zonder namen van leerlingen. Wat iemand erbij schreef, staat er niet op.")
        if reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", f"overdracht-{which}"):
            st.html(own_html('<a href="{address}" download>PDF downloaden</a>', address=f"{PAPER}?{which}"))
            st.caption(veilig("Dat u dit downloadt, komt in het register. De link werkt vijf minuten."))


def _names_one(request: Request) -> bool:
    return bool(request.query_params.get(_VAN) or request.query_params.get(_AAN))


@hands_out(
    Demands(
        "The list of a handover",
        permission=Permission.HAND_OVER,
        recent=RECENT,
        line=journal.HANDOVER_TAKEN,
        can_be=_names_one,
        at_once=PAPERS,
    )
)
def paper(asked: Asked) -> Handed:
    """The list as a PDF, for who may hand over. Its file name says nothing."""
    user, said = asked.user, asked.request.query_params
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
        names = {each.id: each.naam for each in accounts.list_accounts(connection, user.school_id)}
    van, aan = said.get(_VAN, ""), said.get(_AAN, "")
    rows = list(_rows(asked, van, aan))
    about = names.get(van or aan, "onbekend")
    made = overdracht(rows, school, f"Van {about}" if van else f"Aan {about}", Merk(user.naam, asked.now))
    return Handed(made, "application/pdf", 'attachment; filename="overdracht.pdf"', str(len(rows)))


def _rows(asked: Asked, van: str, aan: str) -> Iterator[Regel]:
    """The rows in the order of what is due first. The directie reads no content, and so gets none on paper."""
    user = asked.user
    with reading(user.school_id) as connection:
        found = handing_over.of_person(connection, user, van) if van else handing_over.unsigned(connection, user, aan)
        every = dict.fromkeys(each.dossier_id for each in found)
        for dossier_id in voortgang.counted(every, "Dossier {} wordt gelezen"):
            dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
            if dossier is None or not dossier.readable_by(user, asked.today):
                continue
            waits = werklijst.of_dossier(connection, dossier_id, user.school_id)
            theirs = [each for each in waits if each.person == (van or aan)]
            first = next((each for each in theirs if each.soort not in _OF_HANDING_OVER), None)
            reads = dossier.may(user, Permission.WALK_ROUTE)
            yield Regel(
                dossier.codenaam,
                dossier.fase.label,
                f"{werk.what(first)}, uiterlijk {in_words(first.due_on)}" if first else "Er wacht niets.",
                tuple(te_zeggen(dossier)) if reads else (),
                is_getekend=onderweg(dossier) is None,
            )


ROUTES = [Route(PAPER, paper, methods=["GET"])]
