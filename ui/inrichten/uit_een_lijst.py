"""Setting up: accounts for everybody in a list: a workbook, a CSV, or cells pasted from a spreadsheet."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from db.accounts import accounts, one_time_codes
from db.accounts.passwords import NONE_YET, AccountError
from db.brought import lijst
from db.brought.lijst import ListError
from db.brought.own_process import NotWanted
from db.journal import journal
from db.store.engine import reading, transaction
from meldcode.rollen import Role, User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields, above, key
from ui.elements.slot import place
from ui.inrichten.collegas import Collega, Kolommen, Rows, colleagues, guessed, role_of
from ui.signing_in.sso_settings import passwords_are_off
from ui.text import veilig
from ui.web import gate, uploads

_FORM, _FILE = "lijst", "Lijst van collega’s"
_READ, _LINKS, _FAILED = "lijst/gelezen", "lijst/links", "lijst/bezwaar"
_NOBODY = "Geen account"
_MOST_ROLES = 40  # different words in one column; more is another column


def draw(user: User) -> None:
    """Draw the links that were made, or the way to a list and what is in it."""
    if _LINKS in st.session_state:
        _links()
    with st.expander("Meer collega’s tegelijk, uit een lijst", expanded=_READ in st.session_state):
        rows: Rows | None = st.session_state.get(_READ)
        if rows is None:
            _bring(user)
        else:
            _mapped(rows, user)


def _bring(user: User) -> None:
    st.markdown(
        "Exporteer de medewerkers uit uw administratie als Excel of CSV, of kopieer de cellen en plak ze. De eerste "
        "regel noemt de kolommen. U kiest daarna zelf welke kolom wat is. De lijst zelf wordt niet bewaard."
    )
    with place("xsmall", key(_FORM, "bestand")):
        wrong = st.session_state.pop(_FAILED, "")
        above(_FORM, "bestand", _FILE, f"Een .xlsx of .csv van ten hoogste {lijst.MOST_KB} kB.", wrong)
        uploads.ask(_FILE, "lijst/bestand", user, _read_file, user, most_mb=1)
    fields = Fields(_FORM, {"tekst": "Of plak de cellen hier"}, optional=frozenset({"tekst"}))
    with st.form(_FORM, enter_to_submit=False, border=False):
        with fields.of("tekst"):
            typed = st.text_area("Of plak de cellen hier", key="lijst/tekst", height=120, label_visibility="collapsed")
        pressed = st.form_submit_button("Lijst bekijken")
    if pressed:
        try:
            st.session_state[_READ] = lijst.rows_of(str(typed or "")[: lijst.MOST_KB * 1024])
        except ListError as problem:
            fields.refuse({"tekst": str(problem)})
        st.rerun()


def _read_file(user: User) -> None:
    """Read a file that just arrived. A callback, so that it happens once and not at every run."""
    uploaded = uploads.chosen("lijst/bestand")
    if uploaded is None:
        return
    try:
        wanted = uploads.still_wanted(uploaded)
        st.session_state[_READ] = lijst.read(uploaded.getvalue(), whose=user.id, wanted=wanted)
    except ListError as problem:
        st.session_state[_FAILED] = str(problem)
    except NotWanted:
        return
    uploads.let_go(uploaded)


def _mapped(rows: Rows, user: User) -> None:
    """Ask which column is what and which word is which role; show who gets an account, and make them."""
    heads, people = rows[0], rows[1:]
    chosen = _columns(heads)
    usual, roles = _roles(people, chosen.rol)
    with reading(user.school_id) as connection:
        known = [each.email for each in accounts.list_accounts(connection, user.school_id)]
    found = colleagues(people, chosen, roles, usual, known)
    _shown(found)
    good = [each for each in found if not each.bezwaar]
    with st.container(horizontal=True):
        label = "1 account maken" if len(good) == 1 else f"{len(good)} accounts maken"
        if good and st.button(veilig(label), key="lijst/maak", type="primary"):
            _make(good, user)
        if st.button("Andere lijst", key="lijst/anders"):
            st.session_state.pop(_READ)
            st.rerun()


def _columns(heads: Sequence[str]) -> Kolommen:
    guess = guessed(heads)
    numbers: list[int | None] = list(range(len(heads)))

    def named(at: int | None) -> str:
        return "Iedereen krijgt dezelfde rol" if at is None else heads[at] or f"Kolom {at + 1}"

    asked = "Kolommen met de naam, op volgorde"
    naam = st.multiselect(veilig(asked), range(len(heads)), list(guess.naam), format_func=named, key="lijst/naam")
    asked, there = "Kolom met het e-mailadres", None if guess.email is None else numbers.index(guess.email)
    email = st.selectbox(veilig(asked), numbers, there, format_func=named, key="lijst/email")
    asked, numbers = "Kolom met de rol of functie", [None, *numbers]
    rol = st.selectbox(veilig(asked), numbers, numbers.index(guess.rol), format_func=named, key="lijst/rol")
    return Kolommen(tuple(naam), email, rol)


def _roles(people: Rows, rol: int | None) -> tuple[Role | None, dict[str, Role | None]]:
    choices = [None, *Role]
    if rol is None:
        start = choices.index(Role.LEERKRACHT)
        return st.selectbox("Rol van iedereen", choices, start, format_func=_label, key="lijst/ieder"), {}
    words = sorted({row[rol] for row in people})
    found: dict[str, Role | None] = {}
    if len(words) > _MOST_ROLES:
        st.caption("In deze kolom staat bij bijna iedereen iets anders. Kies een andere kolom.")
        return None, found
    for word in words:
        label = f"Rol van wie ‘{word}’ is" if word else "Rol van wie niets heeft ingevuld"
        found[word] = st.selectbox(
            veilig(label), choices, choices.index(role_of(word)), format_func=_label, key=f"lijst/rol/{word}"
        )
    return None, found


def _label(role: Role | None) -> str:
    return role.label if role else _NOBODY


def _shown(found: Sequence[Collega]) -> None:
    table = {
        "Naam": [each.naam for each in found],
        "E-mailadres": [each.email for each in found],
        "Rol": [_label(each.role) for each in found],
        "Account": [each.bezwaar or "wordt gemaakt" for each in found],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, alt="Wie een account krijgt")


def _make(good: Sequence[Collega], user: User) -> None:
    """Make these accounts, each by itself: one that is refused keeps no other from being made."""
    links, refused, made = [], [], 0
    host = st.context.headers.get("Origin") or ""
    for each in good:
        try:
            with transaction(user.school_id) as connection:
                who = {"school_id": user.school_id, "naam": each.naam, "email": each.email, "role": each.role}
                new = accounts.create_account(connection, **who, password=NONE_YET, now=clock.now())  # type: ignore[arg-type]
                journal.managed(connection, user, new, clock.now())
                if not passwords_are_off():
                    code = one_time_codes.make(connection, new, user.school_id, user.id, clock.now())
                    links.append(f"{each.naam} ({each.email}): {host}{gate.LINK}#{code}")
            made += 1
        except AccountError as problem:
            refused.append(f"{each.naam}: {problem}")
    st.session_state.pop(_READ)
    if links:
        st.session_state[_LINKS] = links
    said = "Er is 1 account gemaakt." if made == 1 else f"Er zijn {made} accounts gemaakt."
    answer.good(said, *refused)
    st.rerun()


def _links() -> None:
    """The one-time links, until whoever made them says that they were handed out."""
    with st.container(border=True):
        st.text("Geef elke link zelf aan wie erbij staat. Hij werkt één keer, drie dagen lang, en staat alleen hier.")
        st.code("\n".join(st.session_state[_LINKS]), language=None)
        if st.button("Ik heb ze uitgedeeld: haal weg", key="lijst/uitgedeeld"):
            del st.session_state[_LINKS]
            answer.good("De links staan hier niet meer. Een nieuwe maakt u per collega, bij ‘Meer’.")
            st.rerun()
