"""Beheer of accounts: who has one, in which role; one-time links, blocking, and help for people who cannot sign in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from db.accounts import accounts, identities, last_day, one_time_codes, second_factor, sessions, via
from db.accounts.accounts import Account
from db.accounts.passwords import NONE_YET, AccountError
from db.accounts.sign_in import FACTOR_REMOVED
from db.journal import journal
from db.journal.journal import Entry
from db.store import faults
from db.store.engine import reading, transaction
from meldcode.rollen import Role, User
from meldcode.termijnen.aanwezig import Rooster
from meldcode.vragen.datum import in_words
from ui import clock
from ui.beheer import rollen
from ui.elements import answer
from ui.elements.field import Fields, refuse
from ui.signing_in import reauthenticate
from ui.signing_in.sso_settings import passwords_are_off
from ui.text import hoorbaar, veilig
from ui.web import gate
from ui.web.callbacks import Guarded
from ui.werk import aanwezig

_LINK, _NEW = "beheer/link", "nieuw-account"
_ASKED = {"naam": "Naam", "email": "E-mailadres", "rol": "Rol"}
UNLINK_HELP = "Logt nu in met het account van school. Ontkoppel als dat account daar is vervangen."


def accounts_tab(user: User) -> None:
    """Draw the accounts of this school (role, active or blocked), and the form to add one."""
    show_link()
    with reading(user.school_id) as connection:
        rows = accounts.list_accounts(connection, user.school_id)
        linked = identities.linked_accounts(connection, user.school_id)
    known = aanwezig.rooster(user)
    with st.container(key="mr-lijst-accounts", gap=None):
        for each in rows:
            _account(each, user, known, is_linked=each.id in linked)
    _new_account(user)


def _account(each: Account, user: User, known: Rooster, *, is_linked: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(each.naam)
            st.caption(veilig(_about(each)))
        st.selectbox(
            hoorbaar(f"Rol van {each.naam}"),
            list(Role),
            index=list(Role).index(each.role),
            format_func=_label,
            key=f"rol/{each.id}",
            on_change=Guarded(user, _role_chosen, each, user),
            width=300,
            label_visibility="collapsed",
        )
        label = "Blokkeren" if each.active else "Weer toelaten"
        if st.button(veilig(label, note=each.naam), key=f"actief/{each.id}"):
            attempt(partial(_set_active, each.id, not each.active, user))
        if is_linked and st.button(
            veilig("Ontkoppelen", note=each.naam), key=f"ontkoppelen/{each.id}", help=veilig(UNLINK_HELP)
        ):
            attempt(partial(_unlink, each.id, user))
        if each.active:
            _help(each, user, known)


def _help(each: Account, user: User, known: Rooster) -> None:
    """Draw the other roles, the last day and the extension of a colleague, and help for who cannot sign in."""
    with st.popover(veilig("Meer", note=each.naam), key=f"meer/{each.id}"):
        rollen.other_roles(each, user)
        rollen.last_day(each, user)
        name, label = f"toestel/{each.id}", "Toestel of telefoonnummer"
        fields = Fields(name, {"toestel": label}, optional=frozenset({"toestel"}))
        with fields.of("toestel", f"Ten hoogste {accounts.TOESTEL_MAX} tekens."):
            typed = st.text_input(label, each.toestel, key=name, label_visibility="collapsed")
        if st.button("Toestel bewaren", key=f"toestel-bewaren/{each.id}"):
            try:
                said = _set_toestel(each.id, typed, user)
            except AccountError as problem:
                fields.refuse({"toestel": str(problem)})
            answer.good(said)
            st.rerun()
        if aanwezig.works_in_dossiers(each.role):
            aanwezig.werkdagen(user, each.id, known, each.naam)
        if not passwords_are_off() and st.button("Link voor een nieuw wachtwoord", key=f"link/{each.id}"):
            attempt(partial(_make_link, each, user))
        if st.button("Tweede stap wissen", key=f"wis/{each.id}"):
            attempt(partial(_remove_second_step, each.id, user))
        if st.button("Overal uitloggen", key=f"uit/{each.id}"):
            attempt(partial(_sign_out, each.id, user))


def keep_link(naam: str, code: str, place: str = _LINK) -> None:
    """Keep the one-time link that was just made, until ``show_link`` shows it in this place."""
    host = st.context.headers.get("Origin") or ""
    st.session_state[place] = (naam, f"{host}{gate.LINK}#{code}")


def show_link(place: str = _LINK) -> None:
    """Show the one-time link that was just made, once."""
    made = st.session_state.pop(place, None)
    if made:
        naam, address = made
        with st.container(border=True):
            st.text(f"Geef deze link zelf aan {naam}. Hij werkt één keer, drie dagen lang, en staat hier alleen nu.")
            st.code(address, language=None)


def _make_link(each: Account, user: User, first: str = "") -> str:
    with transaction(user.school_id) as connection:
        code = one_time_codes.make(connection, each.id, user.school_id, user.id, clock.now())
    keep_link(each.naam, code)
    return f"{first}Met de link hieronder kiest {each.naam} zelf een wachtwoord."


def _set_toestel(account_id: str, typed: str, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.set_toestel(connection, account_id, typed, user.school_id)
        journal.managed(connection, user, account_id, clock.now())
    return "Het toestel is bewaard."


def _remove_second_step(account_id: str, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.refuse_unless_of(connection, account_id, user.school_id)
        second_factor.remove(connection, account_id)
        via.cut(connection, account_id)
        sessions.end_all(connection, account_id)
        journal.append(connection, user.school_id, Entry(user.id, FACTOR_REMOVED, clock.now(), object_id=account_id))
    return "De tweede stap is gewist, en het account is overal uitgelogd. Bij het inloggen wordt hij opnieuw ingesteld."


def _sign_out(account_id: str, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.refuse_unless_of(connection, account_id, user.school_id)
        sessions.end_all(connection, account_id)
        journal.managed(connection, user, account_id, clock.now())
    return "Het account is overal uitgelogd."


def _label(role: Role) -> str:
    return role.label


def _about(each: Account) -> str:
    """What is said of an account below its name: the address, its other roles, and whether it ends or is not used."""
    others = ", ".join(role.midden for role in each.roles[1:])
    day = last_day.day_of(each.ends_at) if each.ends_at else None
    said = [each.email, others and f"ook {others}", f"tot en met {in_words(day)}" if day else ""]
    return " – ".join(filter(None, [*said, "" if each.active else "niet in gebruik"]))


def _role_chosen(account: Account, user: User) -> None:
    """Give the account the chosen role in place of the one shown; when that is refused, show that one again."""
    key = f"rol/{account.id}"
    if not reauthenticate.is_recent():  # this runs before the page, and its lock
        answer.bad("Bevestig eerst dat u het bent. De rol is niet gewijzigd.")
        del st.session_state[key]
        return
    try:
        rollen.give(account.id, {st.session_state[key], *account.roles[1:]}, user)
        answer.good("De rol is gewijzigd, en het account is overal uitgelogd.")
    except (faults.Said, accounts.DatabaseError) as problem:
        say_why(problem)
        del st.session_state[key]


def say_why(problem: Exception) -> None:
    """Say what went wrong in a callback, where no page catches it; re-raise an error that is a bug."""
    said = faults.in_words(problem)
    if said is None:
        raise problem
    answer.bad(said)


def _set_active(account_id: str, active: bool, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.set_active(connection, account_id, active, user.school_id)
        journal.managed(connection, user, account_id, clock.now())
    return "Het account kan weer inloggen." if active else "Het account is geblokkeerd en overal uitgelogd."


def _unlink(account_id: str, user: User) -> str:
    with transaction(user.school_id) as connection:
        identities.unlink(connection, account_id, user.school_id)
        journal.managed(connection, user, account_id, clock.now())
    return "Het account is ontkoppeld en overal uitgelogd. De volgende keer wordt opnieuw gekoppeld."


def attempt(action: Callable[[], str]) -> None:
    """Call the action of a button, and draw the page anew with the sentence it returns, or why it was refused."""
    try:
        answer.good(action())
    except AccountError as problem:
        answer.bad(str(problem))
    st.rerun()


def _new_account(user: User) -> None:
    st.header("Nieuw account", anchor=False)
    fields = Fields(_NEW, _ASKED)
    with st.form(_NEW, enter_to_submit=False):
        with fields.of("naam", f"Ten hoogste {accounts.NAAM_MAX} tekens."):
            st.text_input(_ASKED["naam"], key="account/naam", label_visibility="collapsed")
        with fields.of("email"):
            st.text_input(
                _ASKED["email"], key="account/email", placeholder="naam@school.nl", label_visibility="collapsed"
            )
        with fields.of("rol"):
            st.selectbox(_ASKED["rol"], list(Role), format_func=_label, key="account/rol", label_visibility="collapsed")
        # A callback, because only before the page is drawn can the fields be cleared in the browser as well.
        st.form_submit_button("Account toevoegen", on_click=Guarded(user, _create, user))


def _create(user: User) -> None:
    """Create the account that was filled in, with a one-time link for its owner; if refused, the form stays filled."""
    if not reauthenticate.is_recent():  # this runs before the page, and its lock
        answer.bad("Bevestig eerst dat u het bent. Er is nog geen account gemaakt. Wat u typte, staat er straks nog.")
        return
    naam, email, role = (st.session_state[f"account/{field}"] for field in ("naam", "email", "rol"))
    about_text = answer.about_unseen([naam, email])
    try:
        with transaction(user.school_id) as connection:
            who = {"school_id": user.school_id, "naam": naam, "email": email, "role": role}
            made = accounts.create_account(connection, **who, password=NONE_YET, now=clock.now())
            journal.managed(connection, user, made, clock.now())
        if passwords_are_off():
            answer.good("Het account is gemaakt. Inloggen gaat met het account van school.", *about_text)
        else:
            said = _make_link(Account(made, naam, email, role, True), user, "Het account is gemaakt. ")
            answer.good(said, *about_text)
    except (faults.Said, accounts.DatabaseError) as problem:
        if isinstance(problem, AccountError) and problem.veld:
            refuse(_NEW, {problem.veld: str(problem)})
        else:
            say_why(problem)
        return
    st.session_state["account/naam"] = st.session_state["account/email"] = ""
