"""How long one dossier is kept, why, and what holds it back; and a bewaarstop and its end, by two people.

Nothing of its content is shown: the directie sees this page as well, and it is the only one of a sealed dossier.
"""

from typing import NamedTuple

import streamlit as st

from meldcode.bewaren.bewaring import Bewaring, bewaring
from meldcode.bewaren.stops import Stop, stops
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.rollen import Permission, User
from meldcode.termijnen.archiefwet import archiefwet
from meldcode.termijnen.bewaarbeleid import beleid
from meldcode.vastleggingen import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.state import FormState
from ui.page import menu, people
from ui.text import veilig

TITEL = "Hoe lang bewaard"


class Filled(NamedTuple):
    """What was filled in, and the name of its form."""

    vastlegging: Vastlegging
    form: str


def draw(dossier: Dossier, user: User) -> Filled | None:
    """Draw how long it is kept, and its bewaarstops; return what was filled in, if anything."""
    today = clock.today()
    if dossier.is_verzegeld(today):
        st.title(veilig(TITEL, note=dossier.codenaam), anchor=False)
    else:
        kop.heading(TITEL, dossier.visible_to(user, today), user)
    found = bewaring(dossier.standing, beleid(), today, dossier.verband)
    _said(found, dossier, user)
    filled = _stops(dossier, user)
    return filled or _ask(Bewaarstop, "Bewaarstop vastleggen", dossier, user)


def _said(found: Bewaring, dossier: Dossier, user: User) -> None:
    st.markdown(veilig(found.zin))
    if dossier.is_verzegeld(clock.today()):
        st.caption("Wie een verzegeld dossier probeert te openen, komt in het register.")
    if found.waarom:
        st.caption(veilig(found.waarom))
    if found.reden is None:
        return
    st.header("Wat houdt vernietigen nu tegen?", anchor=False)
    for each in found.houdt_op:
        st.text(each)
    if found.tot and clock.today() < found.tot:
        st.text(f"De bewaartermijn loopt nog: tot {in_words(found.tot)}.")
    elif not found.houdt_op:
        st.text("Niets. Twee mensen kunnen dit dossier nu laten vernietigen. Dat gaat nooit vanzelf.")
        if dossier.may(user, Permission.DESTROY):
            menu.link("vernietigen.py", "Vragen om te vernietigen", dossier.id)
    if also := archiefwet():
        st.markdown(veilig(also.tekst))
        waarom((*found.bronnen, also.bron))
    else:
        waarom(found.bronnen)


def _stops(dossier: Dossier, user: User) -> Filled | None:
    filled, now = None, stops(dossier.standing)
    if now:
        st.header("Bewaarstop", anchor=False)
    for each in now:
        with st.container(border=True, gap="xsmall"):
            filled = _stop(each, dossier, user) or filled
    return filled


def _stop(each: Stop, dossier: Dossier, user: User) -> Filled | None:
    names, record = people.names(user), each.record
    st.text(record.tekst("waarom"))
    st.caption(veilig(f"{names.get(record.by, 'onbekend')} legde dit vast op {in_words(record.on)}."))
    st.text(f"Gevraagd door: {record.tekst('wie')}")
    if record.tekst("toelichting"):
        st.text(record.tekst("toelichting"))
    if each.voorstel is None:
        st.caption(veilig(f"Bekijk uiterlijk {in_words(each.bekijken_op)} of dit nog nodig is."))
        given: dict[str, Raw] = {"stop": str(record.nummer)}
        return _ask(BewaarstopVoorstel, "Beëindigen voorstellen", dossier, user, given)
    who = names.get(each.voorstel.by, "onbekend")
    st.caption(veilig(f"{who} stelde op {in_words(each.voorstel.on)} voor om dit te beëindigen:"))
    st.text(each.voorstel.tekst("reden"))
    if each.voorstel.by == user.id:
        st.caption(veilig(worded("Een collega besluit hierover: een andere [intern begeleider] of de directie.")))
        return None
    given = {"voorstel": str(each.voorstel.nummer)}
    return _ask(BewaarstopEinde, "Hierover besluiten", dossier, user, given)


def _ask(
    kind: type[Vastlegging], label: str, dossier: Dossier, user: User, given: dict[str, Raw] | None = None
) -> Filled | None:
    """The form of this kind behind a switch; nothing while this person may not record it."""
    if vastleggen.refusal(dossier, kind, user, clock.today()):
        return None
    part = next((str(each) for each in (given or {}).values()), "")
    name = form.key(dossier, kind, part)
    if not st.toggle(veilig(label), key=FormState(name).toggle):
        return None
    hint(kind.uitleg)
    filled = form.fill_in(kind, dossier, user, given=given, part=part)
    return Filled(filled, name) if filled else None


def line(dossier: Dossier, user: User) -> None:
    """Draw until when a closed dossier is kept, with the way to why: for the pages that show the dossier itself."""
    if dossier.fase.is_open or not dossier.may(user, Permission.BEWAREN):
        return
    said = bewaring(dossier.standing, beleid(), clock.today()).zin, dossier.verband.zin
    st.caption(veilig(" ".join(filter(None, said))))
    menu.link("bewaartermijn.py", TITEL, dossier.id)
