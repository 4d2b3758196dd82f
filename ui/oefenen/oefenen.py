"""The page Oefenen: the cases of the course, how far somebody is in each, and the certificate when all are done."""

from collections.abc import Sequence

import streamlit as st
from starlette.routing import Route

from db.practice import cursus
from db.practice.cursus import NietHier, Plaats
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.oefenen.casus import Casus
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.oefenen.uitslag import gedaan, uitslagen
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words
from papers.oefenen.bewijs import Gedaan, bewijs
from papers.papier import Merk
from ui import clock
from ui.elements import answer
from ui.oefenen import opdracht
from ui.page import dossier_of_tab
from ui.text import own_html, veilig
from ui.web.guard import PAPERS, Asked, Demands, Handed, NotAsked, hands_out

_ABOUT = (
    "Elke casus is een verzonnen verhaal met opdrachten. U doet ze op de gewone pagina’s, in een dossier dat alleen "
    "voor deze oefening is. Bovenaan staat wat er te doen is. Of het goed ging, zeggen dezelfde regels die echte "
    "dossiers bewaken."
)
_ELSEWHERE = (
    "De oefenschool staat los van uw school: op een eigen adres, met eigen gegevens. Vraag uw beheerder waar die staat."
)
PAPER = "/oefenen/bewijs.pdf"
_LINK = '<a href="{address}" download>Bewijs downloaden (PDF)</a>'


def draw(user: User) -> None:
    """Draw the cases; in a real school say why there are none."""
    st.title("Oefenen", anchor=False)
    try:
        with reading(user.school_id) as connection:
            found = cursus.plaatsen(connection, user)
    except NietHier as refused:
        st.info(veilig(str(refused)))
        st.text(_ELSEWHERE)
        return
    st.markdown(veilig(_ABOUT))
    shown = [_up_to_date(each, user) for each in found]
    _certificate([each for each, _how_far in shown])
    for plaats, how_far in shown:
        _draw(plaats, how_far, user)
    if any(each.dossier_id or each.klaar_op for each in found):
        _all_anew(user)


def _up_to_date(plaats: Plaats, user: User) -> tuple[Plaats, int]:
    """The same, marked as done if it is by now, with how many of its exercises are done."""
    dossier = dossier_of_tab.load(user, plaats.dossier_id) if plaats.dossier_id else None
    number = gedaan(uitslagen(plaats.casus, dossier)) if dossier else 0
    if number == len(plaats.casus.opdrachten) and plaats.klaar_op is None:
        cursus.done(plaats.casus, user, clock.today())
        plaats = Plaats(plaats.casus, plaats.dossier_id, clock.today())
    return plaats, number


def _draw(plaats: Plaats, number: int, user: User) -> None:
    casus, total = plaats.casus, len(plaats.casus.opdrachten)
    with st.container(border=True, key=f"mr-casus-{casus.nummer}", gap="xsmall"):
        st.header(veilig(f"{casus.nummer}. {casus.titel}"), anchor=False)
        st.text(casus.leert)
        if plaats.klaar_op:
            st.markdown(veilig(f"Klaar op {in_words(plaats.klaar_op)}.", icon="check"))
        elif plaats.dossier_id:
            st.markdown(veilig(f"{number} van {total} opdrachten klaar."))
        else:
            st.markdown(veilig(f"Nog niet begonnen. {total} opdrachten, ongeveer {casus.minuten} minuten."))
        with st.container(horizontal=True, gap="small"):
            if plaats.dossier_id:
                _press(casus, user, "Ga verder" if not plaats.klaar_op else "Bekijk", number)
            if plaats.dossier_id or plaats.klaar_op:
                _press(casus, user, "Begin opnieuw", anew=True)
            else:
                _press(casus, user, "Begin")


def _press(casus: Casus, user: User, label: str, number: int = 0, *, anew: bool = False) -> None:
    """A button that begins the case, or goes on after so many exercises; ``anew``: all that was done is gone first."""
    if not st.button(
        veilig(f"{label}: {casus.titel}"), key=f"casus/{casus.nummer}/{label}", type="tertiary" if anew else "secondary"
    ):
        return
    try:
        with st.spinner("De casus wordt klaargezet."):
            if anew:
                cursus.anew([casus], user, clock.today(), clock.now())
            dossier_id = cursus.begin(casus, user, clock.today(), clock.now())
    except NietHier as refused:
        answer.refuse(str(refused))
        return
    if anew:
        answer.good("Deze casus begint opnieuw.", "Wat u er eerder in deed, is weg.")
    dossier_of_tab.go_to(opdracht.lands_on(casus, number), dossier_id)


def _certificate(found: Sequence[Plaats]) -> None:
    if all(each.klaar_op for each in found):
        with st.container(border=True, key="mr-bewijs", gap="xsmall"):
            st.header("Alle casussen zijn klaar", anchor=False)
            st.text("Er is een bewijs op papier. U hebt het nergens voor nodig, maar het mag aan de muur.")
            st.html(own_html(_LINK, address=PAPER))


def _all_anew(user: User) -> None:
    st.caption("Weer met alles beginnen? Wat u in de casussen deed, is dan weg. De andere dossiers blijven.")
    if st.button("Begin met alles opnieuw", key="casus/alles", type="tertiary"):
        cursus.anew(CASUSSEN, user, clock.today(), clock.now())
        answer.good("Alle casussen zijn weer leeg.")
        st.switch_page("oefenen.py")


@hands_out(
    Demands(
        "The certificate of the course",
        permission=Permission.OEFENEN,
        recent=NotAsked("it names nobody but whoever asks, and invented cases"),
        line=NotAsked("it says nothing about anybody else"),
        at_once=PAPERS,
    )
)
def paper(asked: Asked) -> Handed | None:
    """The certificate, for whoever did every case; None for anybody else, and in a real school."""
    try:
        with reading(asked.user.school_id) as connection:
            found = cursus.plaatsen(connection, asked.user)
            school = school_name(connection, asked.user.school_id)
    except NietHier:
        return None
    done = [Gedaan(each.casus.titel, each.klaar_op) for each in found if each.klaar_op]
    if len(done) < len(found):
        return None
    made = bewijs(asked.user.naam, school, done, Merk(asked.user.naam, asked.now))
    return Handed(made, "application/pdf", 'attachment; filename="bewijs.pdf"')


ROUTES = [Route(PAPER, paper, methods=["GET"])]
