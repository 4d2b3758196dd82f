"""The melding on paper: choosing what goes along, the routes that make it, and recording which copy was sent."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st
from starlette.routing import Route

from db.accounts import accounts
from db.dossiers import papieren as papers_made
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.papieren import melding
from meldcode.papieren.melding import BRONNEN, LEESBAAR, OpPapier
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Melding, MeldingVerstuurd
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from papers.melding import los_blad, op_papier
from papers.papier import Merk
from ui import clock
from ui.elements import rijen
from ui.elements.waarom import waarom
from ui.forms import form, look
from ui.page import menu
from ui.papieren import papieren
from ui.text import one_line, veilig
from ui.web.callbacks import Guarded
from ui.web.guard import Asked, Handed, hands_out

Filled = tuple[MeldingVerstuurd, str]
"""What was filled in, with the name of its form."""
_SOME, _LABEL = 8, 160  # facts that are drawn first, and signs of one beside its tick


def link(dossier: Dossier, user: User) -> None:
    """Draw the way to the melding on paper, where one was made."""
    if dossier.last(Melding) and dossier.may(user, Permission.PAPERS):
        menu.link("papieren.py", "Melding op papier", dossier.id)


def draw(dossier: Dossier, user: User, *, confirmed: bool) -> Filled | None:
    """Draw what goes along and the way to the paper once somebody ``confirmed`` who they are, and which was sent.

    Returns what was filled in about a copy that was sent.
    """
    st.header("Melding aan Veilig Thuis", anchor=False)
    made = dossier.last(Melding)
    if made is None and dossier.lacks(Melding):
        st.caption("Dit papier kan na het besluit om te melden, of bij acuut gevaar.")
        return None
    st.caption(
        veilig(
            "Wat de school zag, wat zij van anderen hoorde en wat zij denkt, apart van elkaar. Met namen. "
            f"{LEESBAAR} Lees het na voor u het stuurt, en stuur het beveiligd."
        )
    )
    if made is None:
        st.info("Bel eerst, en leg de melding vast. Wat u dan afspreekt, komt ook op dit papier.")
        menu.link("bellen.py", "Bellen met Veilig Thuis", dossier.id)
    _unknown(dossier, made, user)
    left_out, along = _facts(dossier), _attachments(dossier)
    with st.container(horizontal=True, vertical_alignment="center"):
        if confirmed:
            asked = urlencode({"zonder": left_out, "mee": along}, doseq=True)
            papieren.link(f"/papier/{dossier.id}/melding.pdf?{asked}", "Melding (PDF)")
            if made and made.tekst("niet_zien"):
                papieren.link(f"/papier/{dossier.id}/losblad.pdf", "Los blad: niet voor iedereen (PDF)")
        else:
            st.caption("Bevestig hierboven dat u het bent. Daarna staat hier de link.")
        waarom(BRONNEN, over="melding")
    return _sent(dossier, user) if made else None


def _unknown(dossier: Dossier, made: Vastgelegd | None, user: User) -> None:
    unknown = melding.op_papier(dossier, "", {}, today=clock.today()).onbekend
    if not unknown:
        return
    st.caption(veilig(f"Staat er als ‘nog niet bekend’: {' · '.join(unknown)}"))
    there = look.to_correct(dossier, made, user) if made and made.waarde("naam_bekend") is None else None
    if there:
        completing = Guarded(user, look.turn, *there)
        st.button("Vul de melding aan", key=f"{dossier.id}/melding/aanvullen", on_click=completing)


def _facts(dossier: Dossier) -> list[int]:
    """Draw the facts, each with a tick that is on; return the numbers of those that are left out."""
    facts = melding.feiten(dossier)
    if not facts:
        return []
    with st.expander(veilig(f"Feiten op het papier ({len(facts)}): haal weg wat Veilig Thuis niet nodig heeft")):
        shown = rijen.first_of(facts, f"{dossier.id}/melding/feiten", _SOME, by_pages=False)
        left_out = [each.nummer for each in shown if not _tick(dossier, each, _said(each), is_on=True)]
        rijen.show_all(len(facts), f"{dossier.id}/melding/feiten", _SOME, "Feiten op papier", by_pages=False)
    return left_out


def _said(each: Vastgelegd) -> str:
    return one_line(each.regel, _LABEL)


def _attachments(dossier: Dossier) -> list[int]:
    """Draw the attachments that may go along, each with a tick; return the numbers of those that do."""
    found = melding.bijlagen(dossier, clock.today())
    if not found:
        return []
    st.markdown("**Bijlagen die u meestuurt**")
    st.caption("Alleen in overleg met Veilig Thuis. Hier staan die van het afgelopen jaar: op het papier komt welke.")
    return [each.nummer for each in found if _tick(dossier, each, one_line(each.tekst("inhoud"), _LABEL), is_on=False)]


def _tick(dossier: Dossier, each: Vastgelegd, said: str, *, is_on: bool) -> bool:
    return st.checkbox(veilig(f"{in_words(dag(each))}: {said}"), is_on, key=f"{dossier.id}/melding/{each.nummer}")


def _sent(dossier: Dossier, user: User) -> Filled | None:
    """Ask which of the copies was sent, if any was made."""
    with reading(user.school_id) as connection:
        found = papers_made.copies(connection, dossier.id, user.school_id)
    if not found:
        return None
    st.subheader("Verstuurd?", anchor=False)
    said = [copy.said(at) for copy, at in found]
    chosen = st.selectbox(
        "Welk exemplaar hebt u verstuurd?",
        said,
        format_func=lambda each: str(each).partition(". ")[0],
        help="Wat u verstuurde, mag daarna niet zijn veranderd: dan is het een ander bestand.",
        key=f"{dossier.id}/melding/exemplaar/{said[0]}",
    )
    filled = form.fill_in(MeldingVerstuurd, dossier, user, given={"exemplaar": chosen})
    return (filled, form.key(dossier, MeldingVerstuurd)) if filled else None


def _numbers(said: Sequence[str]) -> list[int]:
    return [int(each) for each in said if each.isdecimal()]


def _paper(asked: Asked, dossier: Dossier) -> OpPapier:
    with reading(asked.user.school_id) as connection:
        school = school_name(connection, asked.user.school_id)
        names = {each.id: each.naam for each in accounts.list_accounts(connection, asked.user.school_id)}
    said = asked.request.query_params
    return melding.op_papier(
        dossier,
        f"{asked.user.naam}, {asked.user.role.midden}, {school}",
        names,
        zonder=_numbers(said.getlist("zonder")),
        mee=_numbers(said.getlist("mee")),
        today=asked.today,
    )


@hands_out(papieren.of_a_dossier("The melding on paper"))
def of_dossier(asked: Asked) -> Handed | None:
    """The melding as a PDF, for who walks the route of this dossier; None otherwise, or where none can be made."""
    dossier = papieren.for_paper(asked)
    if dossier is None or (dossier.lacks(Melding) and not dossier.last(Melding)):
        return None
    made = op_papier(_paper(asked, dossier), Merk(asked.user.naam, asked.now))
    return papieren.handed(made, papers_made.MELDING, dossier)


@hands_out(papieren.of_a_dossier("The loose sheet of a melding"))
def loose_sheet(asked: Asked) -> Handed | None:
    """What not everybody may see, as a PDF of its own; None when that is nothing."""
    dossier = papieren.for_paper(asked)
    made = los_blad(_paper(asked, dossier), Merk(asked.user.naam, asked.now)) if dossier else None
    return papieren.handed(made, papers_made.LOS_BLAD, dossier) if made and dossier else None


ROUTES = [
    Route("/papier/{dossier_id}/melding.pdf", of_dossier, methods=["GET"]),
    Route("/papier/{dossier_id}/losblad.pdf", loose_sheet, methods=["GET"]),
]
