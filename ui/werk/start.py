"""The start page: how things stand, what is new, what waits; what is on it depends on the role."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from db.dossiers import dossier_rows, dossierlijst
from db.dossiers.dossier_rows import Ingezien
from db.dossiers.dossierlijst import Regel, Welke
from db.school import kalender
from db.store.engine import reading, transaction
from db.werk import handing_over
from db.werk import nieuws as news
from meldcode.eigen.woorden import worded
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import IN_A_DOSSIER, Permission, User, allows
from meldcode.vastleggingen import Ontvangst, VernietigingBevestigd
from meldcode.vragen.datum import greeting, in_words, written_out
from meldcode.vragen.tekst import sentence
from ui import clock
from ui.elements import rijen
from ui.elements.slot import place
from ui.page import dossier_of_tab, nieuws, people, record_view
from ui.text import veilig
from ui.werk import aanwezig, bewaren, concepten, ontvangen, werklijst

_LOOKED, _GIVEN, _AT_A_TIME = "start/ingezien", "start/gelezen", 5
_WEEK = timedelta(days=7)


def show_start(user: User) -> None:
    """Draw how things stand in a sentence, and below it everything this person can act on, most urgent first."""
    with st.container(gap=None):
        st.title(veilig(f"{greeting(clock.at_school(clock.now()).time())} {user.naam.split()[0]}"), anchor=False)
        said, phrases = place(), list[str]()
    if any(user.may(each) for each in IN_A_DOSSIER):
        phrases = _of_dossiers(user)
    elif user.may(Permission.REGISTER):
        _do(
            "U houdt toezicht op wie wat heeft gezien. Wat er in dossiers staat, ziet u niet.",
            "register.py",
            "Naar het register",
        )
    with said:
        st.caption(
            veilig(" ".join(sentence(each) for each in (written_out(clock.today()), "; ".join(phrases)) if each))
        )


def besides(user: User) -> None:
    """Draw what waits for the directie besides their messages: what is urgent, what they began, work that is adrift."""
    nieuws.draw(user)
    concepten.of_everything(user)
    _adrift(user)
    aanwezig.draw_vandaag(user)
    found = werklijst.of(user, Ontvangst, VernietigingBevestigd)
    if found.mine.alles:
        werklijst.draw(user, found)
    bewaren.line(user)


def _of_dossiers(user: User) -> list[str]:
    """Draw what is new and what waits; return phrases that say how much."""
    hands_in = allows(user.role, Permission.OPEN_DOSSIER) and not allows(user.role, Permission.WALK_ROUTE)
    if hands_in:
        ask = "Maakt u zich zorgen over een leerling? Geef uw signaal door aan [de intern begeleider]."
        _do(worded(ask), "nieuw.py", "Signaal doorgeven")
    new = nieuws.draw(user)
    _before_a_holiday(user)
    _adrift(user)
    aanwezig.draw_vandaag(user)
    found = werklijst.of(user)
    werklijst.draw(user, found)
    concepten.of_everything(user)
    bewaren.line(user)
    if hands_in and not user.neemt_waar:  # else these are among all dossiers, to which a link leads
        _handed_in(user)
    with st.container(key="mr-onder", gap="xsmall"):
        werklijst.with_others(user)
        if user.may(Permission.WALK_ROUTE):
            _for_the_route(user)
    return [each for each in (new, found.in_words()) if each]


def _do(text: str, file: str, label: str) -> None:
    """Draw what somebody in this role comes for, before all else: a sentence, and the way to it as a button."""
    with st.container(key="mr-doen", horizontal=True, vertical_alignment="center"):
        st.markdown(veilig(text), width="stretch")
        st.page_link(file, label=veilig(label))


def _before_a_holiday(user: User) -> None:
    """From two weeks before a holiday, let dossiers in which nothing happens ask who watches (``kalender.cover``)."""
    today = clock.today()
    with reading(user.school_id) as connection:
        asks = kalender.is_to_cover(connection, user.school_id, today)
    if asks:
        with transaction(user.school_id) as connection:
            kalender.cover(connection, user.school_id, today)


def _adrift(user: User) -> None:
    """Say which colleagues have work that they can no longer do, with a link to hand it over."""
    if not user.may(Permission.HAND_OVER):
        return
    with reading(user.school_id) as connection:
        gone = handing_over.adrift(connection, user)
    ontvangen.say(user)
    if gone:
        names = people.names(user)
        who = ", ".join(sorted((names.get(each, "onbekend") for each in gone), key=telefoonboek))
        with st.container(border=True):
            st.text(f"Er wacht nog iets op {who}, en die kan het niet meer doen. Wie neemt het over?")
            st.page_link("overdragen.py", label="Overdragen", icon=":material/swap_horiz:")


def _for_the_route(user: User) -> None:
    with reading(user.school_id) as connection:
        counts = dossierlijst.tel(connection, user, clock.today())
        looked = dossier_rows.looked_into(connection, user, clock.today() - _WEEK)
    _looked_into(looked, user)
    number, closed = counts[Welke.OPEN], counts[Welke.GESLOTEN]
    if not number + closed:
        begin = "Er zijn nog geen dossiers. Begin met een nieuw dossier als u zich zorgen maakt over een leerling."
        _do(begin, "nieuw.py", "Nieuw dossier")
        return
    label = f"Alle dossiers: {number} open, {closed} gesloten"
    st.page_link("dossiers.py", label=veilig(label))


def _looked_into(looked: Sequence[Ingezien], user: User) -> None:
    """Draw what the directie inspected in the past week, and why."""
    if not looked:
        return
    names = people.names(user)
    st.header("Ingezien door de directie", anchor=False)
    for each in rijen.first_of(looked, _LOOKED, _AT_A_TIME):
        with st.container(border=True, gap=None):
            st.text(f"{each.codenaam}: {each.reden}")
            st.caption(veilig(f"{names.get(each.by, 'onbekend')}, {in_words(each.on)}. Dit staat hier een week."))
    rijen.show_all(len(looked), _LOOKED, _AT_A_TIME, "Ingezien")


def _handed_in(user: User) -> None:
    """Draw the dossiers that this person handed in, or reads along in, and whether what they handed in was read."""
    with reading(user.school_id) as connection:
        total = dossierlijst.tel(connection, user, clock.today())[Welke.OPEN]
        page = rijen.window(total, _GIVEN, _AT_A_TIME)
        shown = dossierlijst.regels(connection, user, clock.today(), Welke.OPEN, page)
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown if each.noemt])
        read = news.read(connection, user, [each.dossier_id for each in shown])
    if not total:
        return
    rijen.heading("Door u doorgegeven, of waarin u meeleest", total, _GIVEN, _AT_A_TIME)
    with rijen.rows("gelezen"):
        for each in shown:
            said = _was_read(read.get(each.dossier_id))
            if rijen.row(f"lees/{each.dossier_id}", each.codenaam, _pupil(each, leerlingen), *said):
                dossier_of_tab.go_to("dossier.py", each.dossier_id)
    rijen.further(total, _GIVEN)


def _was_read(is_read: bool | None) -> tuple[str, ...]:
    """Whether what they handed in was read, in words; nothing where they handed in nothing (None)."""
    if is_read is None:
        return ()
    return (worded("Gelezen door [de intern begeleider].") if is_read else "Nog niet gelezen.",)


def _pupil(each: Regel, leerlingen: dict[str, dossier_rows.Leerling]) -> str:
    return record_view.named(leerlingen.get(each.dossier_id)) if each.noemt else dossierlijst.ALLEEN_AFSPRAAK
