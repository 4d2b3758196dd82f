"""The page about access to a dossier: who reads along, who is excluded, and when the directie inspected it."""

from collections.abc import Collection

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.toegang import chosen_in
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role, User
from meldcode.vastleggingen import (
    Afscherming,
    IntrekkenUitnodiging,
    Inzage,
    Opening,
    OpheffenAfscherming,
    Uitnodiging,
)
from meldcode.vastleggingen.toegang import MET_VERVANGER
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.forms import form
from ui.forms.state import FormState
from ui.page import people, record_view
from ui.text import veilig

_ALSO = (
    "{naam} is ook {rol}. Kies ook daarvoor wie waarneemt: leg ‘Collega afschermen’ nog een keer vast, met {naam} als "
    "{rol}."
)
Filled = tuple[Vastlegging, str] | None
"""A filled-in vastlegging, with the name of its form."""


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw everyone's access to this dossier; return what was filled in about it, if anything."""
    kop.heading("Wie leest mee", dossier, user)
    who = "[De intern begeleider] leest dit dossier, de directie alleen de berichten. Hier bepaalt u wie nog meer."
    st.caption(veilig(worded(who)))
    ended = _invited(dossier)
    lifted = _shut_out(dossier, user)
    _looked_into(dossier, user)
    return ended or lifted or _more(dossier, user)


def _person(dossier: Dossier, account_id: str) -> tuple[Vastgelegd, Persoon] | None:
    """The last record in this dossier that names this colleague, and the name in it."""
    for record in reversed(dossier.standing):
        for found in chosen_in(record) if record.isa(Opening, Uitnodiging, Afscherming) else ():
            if found.id == account_id:
                return record, found
    return None


def _invited(dossier: Dossier) -> Filled:
    st.header("Leest mee", anchor=False)
    if not dossier.toegang.uitgenodigd:
        st.caption("Niemand.")
    filled: Filled = None
    for account_id, until in dossier.toegang.uitgenodigd.items():
        invitation = next(each for each in reversed(dossier.of(Uitnodiging)) if _is_about(each, account_id))
        wie = str(invitation.waarde("wie"))
        over = " Dit is voorbij." if until < clock.today() else ""
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(invitation.tekst("wie"))
                st.caption(veilig(f"Tot en met {in_words(until)}.{over}"))
                st.text(invitation.tekst("reden"))
            name = form.key(dossier, IntrekkenUitnodiging, str(invitation.nummer))
            if st.button("Meelezen beëindigen", key=FormState(name).only_button):
                persoon = read_persoon(wie)
                filled = (IntrekkenUitnodiging(wie=persoon), name) if persoon else None
    return filled


def _is_about(record: Vastgelegd, account_id: str) -> bool:
    persoon = read_persoon(record.waarde("wie"))
    return persoon is not None and persoon.id == account_id


def _shut_out(dossier: Dossier, user: User) -> Filled:
    if not dossier.toegang.afgeschermd:
        return None
    st.header("Afgeschermd", anchor=False)
    filled: Filled = None
    for account_id, roles in dossier.toegang.afgeschermd.items():
        found = _person(dossier, account_id)
        if found is None:
            continue
        with st.container(border=True):
            st.text(found[1].tekst)
            for role, deputy_id in roles.items():
                if deputy := _person(dossier, deputy_id):
                    st.caption(veilig(f"{deputy[1].naam} neemt waar als {role.midden}."))
            for role in _nobody_yet(account_id, roles, user):
                st.warning(veilig(_ALSO.format(naam=found[1].naam, rol=role.midden)))
            part = str(found[0].nummer)
            name = form.key(dossier, OpheffenAfscherming, part)
            if st.toggle("Afscherming opheffen", key=FormState(name).toggle):
                given: dict[str, Raw] = {"wie": str(found[1])}
                lifted = form.fill_in(OpheffenAfscherming, dossier, user, given=given, part=part)
                filled = (lifted, name) if lifted else filled
    return filled


def _nobody_yet(account_id: str, roles: Collection[Role], user: User) -> list[Role]:
    """The other roles of whoever is excluded in which somebody must stand in as well, and nobody does."""
    theirs = {each.role.acts_as for each in people.colleagues(user) if each.id == account_id}
    return [each for each in Role if each in theirs & MET_VERVANGER and each not in roles]


def _looked_into(dossier: Dossier, user: User) -> None:
    looked = dossier.of(Inzage)
    if looked:
        st.header("Ingezien door de directie", anchor=False)
        record_view.records(looked, dossier, user)


def _more(dossier: Dossier, user: User) -> Filled:
    kinds = {kind.__name__: kind for kind in (Uitnodiging, Afscherming)}
    chosen = st.pills(
        "Wat legt u vast?",
        list(kinds),
        default=Uitnodiging.__name__,
        required=True,
        format_func=lambda name: veilig(kinds[name].titel),
        key=f"{dossier.id}/toegang/soort",
    )
    return ask(kinds[str(chosen)], dossier, user)


def ask(kind: type[Vastlegging], dossier: Dossier, user: User) -> Filled:
    """Draw the form of this kind, with its explanation; return what was filled in, if anything."""
    st.header(veilig(kind.titel), anchor=False)
    hint(kind.uitleg)
    filled = form.fill_in(kind, dossier, user)
    return (filled, form.key(dossier, kind)) if filled else None
