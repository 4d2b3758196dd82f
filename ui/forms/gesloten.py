"""What a form shows when the school does not take what it is about: that, and what to do instead."""

from collections.abc import Mapping

import streamlit as st

from db.dossiers import bijlagen
from db.store.engine import transaction
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.vastleggingen import Signaal
from meldcode.vastleggingen.letsel import IN_PLAATS, IN_WOORDEN
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastlegging import vragen
from ui.forms import concept, look
from ui.forms.question import Form
from ui.forms.sheet import draw_whole
from ui.text import veilig
from ui.web.callbacks import Guarded


def draw(form: Form, not_taken: Mapping[str, str], dossier: Dossier | None) -> None:
    """Draw the vragen whose answers close it, so that they can be changed, and what to do instead."""
    draw_whole([each for each in vragen(form.kind) if each.naam in not_taken], form, {}, dossier)
    with st.container(border=True, gap="xsmall"):
        for each in not_taken.values():
            st.warning(veilig(each.removesuffix(worded(IN_WOORDEN)).strip()))
        st.markdown("Zo legt u het wel vast:")
        for each in IN_PLAATS:
            st.markdown(veilig(f"– {worded(each)}"))
        with st.container(horizontal=True):
            if dossier:
                go = Guarded(form.user, look.new_signaal, dossier.id)
                st.button(veilig(f"{Signaal.titel} vastleggen"), key=form.state.within("signaal"), on_click=go)
            if form.state.file("bestand").taken and not form.corrects:
                throw = Guarded(form.user, _throw_away, form)
                st.button("Gooi de foto weg", key=form.state.within("foto-weg"), on_click=throw)
        if form.raw().get("bestand"):
            st.caption("Wat u hier koos of typte, is niet vastgelegd. Het staat alleen in uw concept.")


def _throw_away(form: Form) -> None:
    """Delete the files of this concept, and let it be a concept without them."""
    with transaction(form.user.school_id) as connection:
        bijlagen.forget(connection, form.user.id, form.dossier_id, form.state.concept)
    for each in vragen(form.kind):
        if each.soort is Bestand:
            form.state.file(each.naam).taken = ""
    concept.changed(form)
