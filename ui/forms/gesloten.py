"""What a form shows when the school does not take what it is about: that, and what to do instead."""

from collections.abc import Mapping

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.vastleggingen import Signaal
from meldcode.vastleggingen.letsel import GEEN_FOTO, IN_PLAATS
from meldcode.vragen.vastlegging import vragen
from ui.forms import look
from ui.forms.question import Form
from ui.forms.sheet import draw_whole
from ui.text import veilig
from ui.web.callbacks import Guarded


def draw(form: Form, not_taken: Mapping[str, str], dossier: Dossier | None) -> None:
    """Draw the vragen whose answers close it, so that they can be changed, and what to do instead."""
    draw_whole([each for each in vragen(form.kind) if each.naam in not_taken], form, {}, dossier)
    with st.container(border=True, gap="xsmall"):
        st.warning(veilig(worded(GEEN_FOTO)))
        st.markdown("Zo legt u het wel vast:")
        for each in IN_PLAATS:
            st.markdown(veilig(f"– {worded(each)}"))
        if form.raw().get("bestand"):
            st.caption("Wat u hier koos of typte, is niet vastgelegd. Het staat alleen in uw concept.")
        if dossier:
            go = Guarded(form.user, look.new_signaal, dossier.id)
            st.button(veilig(f"{Signaal.titel} vastleggen"), key=form.state.within("signaal"), on_click=go)
