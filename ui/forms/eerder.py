"""Below a field: the people to name and the earlier answers to take over, each at one press."""

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.eerder import eerder, joined, personen
from meldcode.vragen.persoon import once_each
from meldcode.vragen.vastgelegd import Records
from meldcode.vragen.vraag import Vraag
from ui import clock
from ui.forms.question import Form
from ui.forms.veld import dag
from ui.page import people
from ui.text import veilig
from ui.web.callbacks import Guarded

_MOST = 8  # people: whoever is not among them is typed


def offer(about: Vraag, form: Form, dossier: Dossier, changed: Guarded) -> None:
    """Draw what the dossier knows for this vraag, as far as this person may read it; nothing when that is nothing."""
    records = dossier.visible_to(form.user, clock.today()).standing
    known = eerder(about, form.kind, records, BY_NAME, clock.today())
    named = _people(records, form.user)[:_MOST] if about.personen else []
    if not known and not named:
        return
    naam = about.naam
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key=f"mr-kies-{form.state.answer(naam)}"
    ):
        for number, each in enumerate(named):
            add = Guarded(form.user, _add, form, about, each, ", ", changed)
            st.button(veilig(each, note=about.tekst), key=form.state.offered(naam, number), on_click=add)
        for number, one in enumerate(known):
            where = f"{one.titel}, {one.dag}"
            if one.begin and one.tekst in form.state.typed(naam):
                st.caption(veilig(f"Overgenomen: {where}"))
                continue
            take = Guarded(form.user, _add, form, about, one.tekst, "\n", changed)
            key = form.state.offered(naam, f"eerder/{number}")
            st.button(veilig(f"Overnemen: {where}", note=about.tekst), key=key, type="tertiary", on_click=take)


def _people(records: Records, user: User) -> list[str]:
    """Who fills in the form, colleagues who recorded something about the child, and whoever was named before."""
    known_kinds = ((each, BY_NAME.get(each.soort)) for each in records)
    wrote = {each.by for each, kind in known_kinds if kind and not kind.over_de_route} - {user.id}
    colleagues = {each.id: f"{each.naam} ({each.role.midden})" for each in once_each(people.colleagues(user))}
    known = [colleagues[each] for each in (user.id, *wrote) if each in colleagues]
    said = " ".join(known).casefold()
    return [*known, *(each for each in personen(records, BY_NAME) if each.casefold() not in said)]


def _add(form: Form, about: Vraag, text: str, between: str, changed: Guarded) -> None:
    """Put this behind what is in the field."""
    now = form.state.typed(about.naam)
    dag.put(form.state, about.naam, joined(now, text, one_line=about.one_line, between=between), changed)
