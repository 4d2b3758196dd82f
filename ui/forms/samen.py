"""Recording one thing in several dossiers at once: in those of brothers and sisters, each with a record of its own.

Only who may read both dossiers is asked, and nothing in one record says that there is another.
"""

from collections.abc import Iterator

import streamlit as st

from db.access import verwant
from db.access.verwant import Band, Verwant
from db.bewaren import verband
from db.dossiers import dossier_rows, dossiers
from db.store.engine import reading
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.samenvoegen import shut_out_as_well
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.vragen.vastlegging import Onvolledig, Vastlegging
from ui import clock
from ui.forms.state import FormState, name_of
from ui.page import dossier_of_tab, record_view
from ui.text import veilig

NERGENS = "Er is in geen van de dossiers iets vastgelegd."


def ask(kind: type[Vastlegging], dossier: Dossier, user: User) -> None:
    """Ask in which dossiers of brothers and sisters to record it as well, if this kind may be and there are any."""
    family = gezin(dossier, user) if kind.voor_gezin and dossier.may(user, Permission.WALK_ROUTE) else []
    if not family:
        return
    with reading(user.school_id) as connection:
        named = dossier_rows.leerlingen(connection, [each.dossier_id for each in family])
    state = FormState(name_of(dossier.id, kind.__name__))
    with st.container(border=True, gap="xsmall", key=f"mr-ook-{kind.__name__}"):
        st.markdown("Ook vastleggen bij een broer of zus?")
        for each in family:
            pupil = record_view.named(named.get(each.dossier_id))
            st.checkbox(veilig(f"{each.codenaam} – {pupil}"), key=state.also(each.dossier_id))
        st.caption("In elk dossier komt dezelfde tekst. Noem daarin alleen wat in elk dossier mag staan.")


def gezin(dossier: Dossier, user: User) -> list[Verwant]:
    """The dossiers of brothers and sisters of this pupil, as far as this person reads both."""
    with reading(user.school_id) as connection:
        found = verwant.of(connection, user, dossier.id, clock.today())
    return [each for each in found if each.band is Band.GEZIN]


def along(dossier: Dossier, vastlegging: Vastlegging, user: User, form: FormState) -> list[Dossier]:
    """The other dossiers in which this is recorded with the same press, each with that record as its last.

    Raises ``Geweigerd`` with the sentence of the one that refuses it.
    """
    return [_recorded(each, vastlegging, user) for each in _others(dossier, vastlegging, user, form)]


def _others(dossier: Dossier, vastlegging: Vastlegging, user: User, form: FormState) -> Iterator[Dossier]:
    if vastlegging.voor_gezin:
        wanted = [each for each in gezin(dossier, user) if st.session_state.get(form.also(each.dossier_id))]
        found = (dossier_of_tab.load(user, each.dossier_id) for each in wanted)
        yield from (each for each in found if each and each.may(user, Permission.WALK_ROUTE))
    if vastlegging.over_toegang:
        with reading(user.school_id) as connection:
            added = verband.added_to(connection, dossier.id)
            loaded = [dossiers.load(connection, each, user.school_id, user.id) for each in added]
        yield from (each for each in loaded if each and shut_out_as_well(vastlegging, each))


def _recorded(other: Dossier, vastlegging: Vastlegging, user: User) -> Dossier:
    try:
        return vastleggen.record(other, vastlegging, by=user, on=clock.today())
    except Geweigerd as refused:
        sentence = str(refused)
    except Onvolledig as refused:
        sentence = " ".join(refused.objections.values())
    raise Geweigerd(f"In {other.codenaam}: {sentence} {NERGENS}")


def said(others: list[Dossier], vastlegging: Vastlegging) -> list[str]:
    """In which others it was recorded, as a Dutch sentence; nothing when in none."""
    names = [each.codenaam for each in others] if vastlegging.voor_gezin else []
    return [f"Ook vastgelegd in {' en '.join(names)}."] if names else []
