"""What is not in order yet at this school and its machine, the gravest first, each with how to mend it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import streamlit as st

from db.school.schools import name_and_practice
from db.store.engine import reading
from db.upkeep import controle, in_orde
from db.upkeep.controle import Bevinding, Ernst
from meldcode.rollen import Permission, User
from ui import clock
from ui.elements import answer
from ui.text import veilig

_HERE = ("localhost", "127.0.0.1")


def draw(user: User) -> None:
    """Draw what is not in order, at most so many at once; and, when asked, what the mail server says."""
    st.title("In orde?", anchor=False)
    now = clock.now()
    wrong = in_orde.wrong([*controle.of_settings(), *in_orde.of_school(user.school_id, now), *connection(user)])
    if not wrong:
        st.markdown("Alles wat hier wordt nagegaan, is in orde.")
    else:
        st.markdown("Vastleggen kan altijd, ook als iets hieronder nog niet in orde is. Het ernstigste staat bovenaan.")
    for each in wrong[: in_orde.MOST]:
        _card(each, user)
    more = len(wrong) - in_orde.MOST
    if more > 0:
        what = "is er nog één ding. Dat" if more == 1 else f"zijn er nog {more} dingen. Die"
        st.text(f"Daarna {what} ziet u zodra dit in orde is.")
    _ask_others(user)


def connection(user: User) -> Iterator[Bevinding]:
    """Whether what people read and type travels sealed; who sits at the machine itself needs no network."""
    with reading(user.school_id) as asked:
        _name, is_practice = name_and_practice(asked, user.school_id)
    address = urlsplit(st.context.url or "")
    if address.scheme == "http" and address.hostname not in _HERE and not is_practice:
        said = "Wat u leest en typt, gaat onversleuteld over het netwerk."
        doe = "Zet er een proxy met een certificaat voor; docs/proxy.md zegt hoe."
        yield Bevinding("Verbinding", False, said, ernst=Ernst.NU, doe=doe)


def _card(each: Bevinding, user: User) -> None:
    with st.container(border=True, gap="xsmall"):
        st.header(veilig(each.wat), anchor=False)
        st.text(each.tekst)
        if each.doe:
            st.text(each.doe)
        if each.waar and user.may(Permission.MANAGE):
            st.page_link(each.waar, label="Naar Inrichten")
        elif each.waar:
            st.text("De beheerder kan dit doen.")


def _ask_others(user: User) -> None:
    """Offer the check-up that asks another machine as well."""
    st.header("Alles nagaan", anchor=False)
    st.markdown("Meldroute meldt zich dan ook aan bij de mailserver, en verstuurt niets.")
    if not st.button("Ga alles na", key="controle"):
        return
    with st.spinner("Er wordt gekeken, ook bij de mailserver."):
        found = in_orde.everything(user.school_id, clock.now())
    wrong = in_orde.wrong(found)
    if not wrong:
        answer.confirm("Alles is goed.")
    else:
        answer.refuse("Eén ding is niet goed." if len(wrong) == 1 else f"{len(wrong)} dingen zijn niet goed.")
    for each in wrong:
        answer.stands(f"{each.wat}: {each.tekst}")
    for each in found:
        if each.is_goed:
            st.markdown(veilig(f"{each.wat}: {each.tekst}"))
