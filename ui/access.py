"""The gate of every page, and the only way from a page to a dossier. Without a user there is no dossier.

House rule: the first statement of a page is ``access.require(...)``. Everything here fails closed.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NoReturn

import streamlit as st

from db import accounts, concepts, dossiers, journal, register, sessions, toegang
from db.engine import reading
from meldcode.dossier import Dossier, Geweigerd
from meldcode.fasen import Fase
from meldcode.persoon import Persoon
from meldcode.rollen import Permission, User
from meldcode.vastgelegd import Vastgelegd
from meldcode.vastleggingen import Opening
from meldcode.vraag import Vastlegging
from ui import clock
from ui.text import veilig

_HERE = "dossier"
_FLASH, _VIEWING = "flash", "viewing"
_WANTED = "wanted"


def today() -> date:
    """The date at school."""
    return clock.today()


def current_user() -> User | None:
    """Who is signed in, looked up in the database each time; None without the gate or without a session."""
    session = st.user.get("sid")
    return sessions.user_for(str(session), clock.now()) if session else None


def signed_in() -> User:
    """The user of this run. Stops the page, locked, when there is none."""
    user = current_user()
    if user is None:
        st.session_state.clear()
        st.error("U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard.")
        st.link_button("Naar de inlogpagina", "/inloggen")
        st.stop()
    if st.session_state.get("user") != user.id:
        st.session_state.clear()
        st.session_state["user"] = user.id
    return user


def require(permission: Permission) -> User:
    """The user, when their role may see this page. Stops the page otherwise."""
    user = signed_in()
    if not user.may(permission):
        refuse(user, permission)
    return user


def refuse(user: User, permission: Permission) -> NoReturn:
    """Say that this page is not for this role, write in the journal that it was asked for, and stop."""
    _note_once(f"refused/{permission.name}", user, journal.PAGE_REFUSED, object_id=permission.value)
    st.error("Met uw rol hebt u geen toegang tot deze pagina.")
    st.stop()


def choose(dossier_id: str) -> None:
    """Let this tab be about this dossier. The address carries its random id, so that a refresh keeps it."""
    st.session_state[_HERE] = dossier_id


def let_go() -> None:
    """Let this tab be about no dossier any more."""
    st.session_state.pop(_HERE, None)
    st.query_params.pop(_HERE, None)


def want(kind: str) -> None:
    """Let the next page of a stap offer this vastlegging first; an empty name: whatever it would offer itself."""
    st.session_state[_WANTED] = kind


def wanted() -> str:
    """What was asked to be offered first, once."""
    return str(st.session_state.pop(_WANTED, ""))


def still_there(dossier_id: str, user: User) -> bool:
    """Whether this person may still know of this dossier, after what was just recorded in it."""
    return _load(user, dossier_id) is not None


def chosen(user: User) -> Dossier | None:
    """The dossier this tab is about, as this person may read it; None when there is none they may read."""
    dossier_id = st.session_state.get(_HERE) or st.query_params.get(_HERE)
    dossier = _load(user, str(dossier_id)) if dossier_id else None
    if dossier is None:
        if dossier_id:
            _note_refused(user, str(dossier_id))
        st.session_state.pop(_HERE, None)
        return None
    st.session_state[_HERE] = dossier.id
    st.query_params[_HERE] = dossier.id
    _read_first(dossier, user)
    note_view(dossier, user)
    return dossier.visible_to(user, today())


def note_view(dossier: Dossier, user: User) -> None:
    """Write in the journal that this person turned to this dossier; not every redrawing of the page."""
    _note_once(dossier.id, user, journal.VIEWED, dossier.id)


def note_inzage(dossier: Dossier, inzage: Vastgelegd, user: User) -> None:
    """Write in the journal that the directie looked into this dossier; the number says where the reason stands."""
    _note_once(f"{dossier.id}/{inzage.nummer}", user, journal.LOOKED, dossier.id, str(inzage.nummer))


def note_register(user: User, dossier_id: str, person: str, page: str) -> None:
    """Write in the journal that this person read the register: of which dossier or person, if of one."""
    _note_once(f"register/{dossier_id}/{person}/{page}", user, journal.READ_REGISTER, dossier_id, person)


def _note_refused(user: User, dossier_id: str) -> None:
    """Write in the journal that this person asked for a dossier they may not read; of no dossier, when it has none.

    A dossier that was destroyed is not refused: it is not there.
    """
    with reading(user.school_id) as connection:
        fase = register.fase_of(connection, dossier_id, user.school_id)
    if fase is not Fase.VERNIETIGD:
        _note_once(f"refused/{dossier_id}", user, journal.DOSSIER_REFUSED, dossier_id if fase else "")


def _note_once(what: str, user: User, action: str, dossier_id: str = "", object_id: str = "") -> None:
    if st.session_state.get(_VIEWING) != what:
        journal.noted(user, action, clock.now(), dossier_id, object_id)
        st.session_state[_VIEWING] = what


def _read_first(dossier: Dossier, user: User) -> None:
    """Draw the page again, saying so, when somebody recorded something since this tab last showed the dossier.

    What was pressed in the meantime is not done: it was pressed without having read that.
    """
    seen = st.session_state.get(f"{dossier.id}/seen", dossier.versie)
    st.session_state[f"{dossier.id}/seen"] = dossier.versie
    if dossier.versie != seen:
        _meanwhile(dossier, dossier.since(seen), user)


def has_seen(dossier: Dossier) -> bool:
    """Whether this tab shows the dossier up to what was recorded last."""
    return bool(st.session_state.get(f"{dossier.id}/seen") == dossier.versie)


def offered_at(dossier: Dossier) -> int:
    """The version at which this tab began to offer what to record: from its own last vastlegging on."""
    return int(st.session_state.setdefault(f"{dossier.id}/offered", dossier.versie))


def open_dossier(user: User, permission: Permission) -> Dossier:
    """The dossier this tab is about. Stops the page, kindly, when none is chosen or it is not this person's."""
    dossier = chosen(user)
    if dossier is None or not dossier.may(user, permission):
        if dossier:
            _note_refused(user, dossier.id)
        st.info("Kies eerst een dossier op de startpagina.")
        st.page_link("start.py", label="Naar de startpagina")
        st.stop()
    return dossier


def _load(user: User, dossier_id: str) -> Dossier | None:
    """Whether a dossier exists is not told to who may not read it: both are None."""
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    return dossier if dossier and dossier.readable_by(user, today()) else None


def dossier_for(user: User, dossier_id: str) -> Dossier | None:
    """One dossier by its id, as this person may read it."""
    dossier = _load(user, dossier_id)
    return dossier.visible_to(user, today()) if dossier else None


def names(user: User) -> dict[str, str]:
    """The names of everyone with an account at this school, by account."""
    with reading(user.school_id) as connection:
        return {each.id: each.naam for each in accounts.list_accounts(connection, user.school_id)}


def colleagues(user: User) -> list[Persoon]:
    """Everyone who can be named in a dossier of this school."""
    with reading(user.school_id) as connection:
        return toegang.colleagues(connection, user.school_id)


def submit_key(form: str) -> str:
    """The key of what is being filled in now: pressing twice records once."""
    return str(st.session_state.setdefault(f"{form}/submit", uuid.uuid4().hex))


def concept_of(form: str) -> str:
    """The name under which a dossier keeps the concept of this form."""
    return form.partition("/")[2]


def _moment(form: str) -> dossiers.Moment:
    return dossiers.Moment(today(), clock.now(), submit_key(form))


def record(
    shown: Dossier, vastlegging: Vastlegging, user: User, form: str, corrects: Vastgelegd | None = None
) -> Dossier:
    """Store what was filled in on the dossier as it was shown, empty the form, and give the dossier as it is now.

    When somebody else was first, nothing is stored: the page is drawn again with what they recorded, and the
    text is still in the form.
    """
    dossier = _load(user, shown.id)
    if dossier is None:
        st.error("Dit dossier is er niet meer.")
        st.stop()
    seen = shown.versie
    concept = partial(concepts.forget, user=user, dossier_id=shown.id, soort=concept_of(form))
    try:
        if dossier.versie != seen:
            raise dossiers.Intussen(dossier.since(seen))
        if corrects:
            after = dossier.correct(corrects, vastlegging, by=user, on=today())
        else:
            after = dossier.record(vastlegging, by=user, on=today())
        with st.spinner("Wordt vastgelegd."):  # seen when it takes longer, because another one is writing
            dossiers.save(after, by=user, moment=_moment(form), also=concept)
    except dossiers.Intussen as intussen:
        _meanwhile(dossier, intussen.added, user)
    except Geweigerd as refused:
        st.error(veilig(refused))
        st.stop()
    empty(form)
    st.session_state[f"{shown.id}/seen"] = st.session_state[f"{shown.id}/offered"] = after.versie
    gone = after.fase is Fase.VERNIETIGD
    say("Het dossier is vernietigd." if gone else vastlegging.gedaan or f"Vastgelegd: {vastlegging.titel}.")
    return after


def open_new(opening: Opening, user: User, form: str, first: Vastlegging | None = None) -> None:
    """Make a dossier, with ``first`` in it at once if that is given, and let this tab be about it."""
    concept = partial(concepts.forget, user=user, dossier_id=concepts.NIEUW, soort=concept_of(form))
    try:
        with st.spinner("Wordt vastgelegd."):
            dossier = dossiers.open_dossier(opening, by=user, moment=_moment(form), also=concept, first=first)
    except Geweigerd as refused:
        st.error(veilig(refused))
        st.stop()
    empty(form)
    choose(dossier.id)
    st.session_state[_VIEWING] = dossier.id  # who opens a dossier need not be told to have looked at it
    say(f"Het dossier is geopend. De codenaam is {dossier.codenaam}." + (f" {first.gedaan}" if first else ""))


def _meanwhile(dossier: Dossier, added: Sequence[Vastgelegd], user: User) -> None:
    who = names(user)
    may_see = {record.nummer for record in dossier.visible_to(user, today()).records}
    told = "; ".join(
        f"‘{each.titel}’ door {who.get(each.by, 'een collega')}" for each in added if each.nummer in may_see
    )
    say(
        f"Intussen is er iets vastgelegd in dit dossier{': ' + told if told else ''}. "
        "Er is nu niets van u vastgelegd, maar uw tekst staat er nog. Lees het na en leg daarna opnieuw vast."
    )
    st.rerun()


def empty(form: str) -> None:
    """Forget what this tab knows of a form that was recorded."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}/")]:
        del st.session_state[key]
    st.session_state[f"{form}/emptied"] = True


def was_emptied(form: str) -> bool:
    """Whether something was recorded with this form in this tab, so that the browser may still hold it."""
    return f"{form}/emptied" in st.session_state


def say(sentence: str) -> None:
    """One sentence for the next page this tab shows."""
    st.session_state[_FLASH] = sentence


def said() -> str | None:
    """What was to be said, once."""
    sentence = st.session_state.pop(_FLASH, None)
    return str(sentence) if sentence else None
