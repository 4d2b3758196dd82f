"""What waits in one dossier (by when, why, whose), and acting on it: agree, complete, move, watch, hand over."""

import streamlit as st

from db.school import kalender
from db.store.engine import reading
from db.werk import werklijst
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import named
from meldcode.rollen import Permission, User
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import Kalender, is_overdue
from meldcode.vastleggingen import Afspraak, MedeHouder, Overdracht, Verzetten
from meldcode.vragen.datum import away, in_words, short
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.forms import form
from ui.forms.offered import Offer
from ui.forms.state import FormState
from ui.page import people
from ui.text import own_html, veilig
from ui.werk import aanwezig, werk

_WAITS = '<p class="mr-wacht"><b>{what}</b> <span class="{state}">{when}</span></p>'
_AGREED, _GIVEN = f"{Soort.AFSPRAAK}-", f"{Soort.ONTVANGEN}-"
Filled = tuple[Vastlegging, str] | None
"""A filled-in vastlegging, with the name of its form."""


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw what waits; return what was filled in about it, if anything."""
    kop.heading("Afspraken en termijnen", dossier, user)
    walks = dossier.may(user, Permission.WALK_ROUTE)
    with reading(user.school_id) as connection:
        waiting = werklijst.of_dossier(connection, dossier.id, user.school_id)
        free = kalender.kalender(connection, user.school_id).van(dossier.groep)
    mine = waiting if walks else [each for each in waiting if each.soort is Soort.AFSPRAAK and each.person == user.id]
    if not mine:
        st.caption("Hier wacht niets.")
    filled: Filled = None
    names, there = people.names(user), aanwezig.beside(user, mine)
    for each in mine:
        with st.container(border=True, gap=None):
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(width="stretch", gap=None):
                    st.html(own_html(_WAITS, what=werk.what(each, _agreed(dossier, each)), **_when(each)))
                    st.caption(veilig(f"{werk.whose(each, names)}. {werk.until(each, free)}"))
                    if said := there(each):
                        st.caption(veilig(said))
                    _moved(dossier, each)
                if walks and _is_elsewhere(each) and st.button("Openen", key=f"{dossier.id}/naar/{each.sleutel}"):
                    werk.go(each)
            filled = _outcome(each, dossier, user, free) or (_move(each, dossier, user) if walks else None) or filled
    return filled or (_more(dossier, user, waiting) if walks else None)


def _when(each: Verplichting) -> dict[str, str]:
    """How far off it is, in words, and the state that these have."""
    today = clock.today()
    state = "mr-te-laat" if is_overdue(each.due_on, today) else "mr-vandaag" if each.due_on == today else ""
    return {"state": state, "when": away(each.due_on, today)}


def _is_elsewhere(each: Verplichting) -> bool:
    """Whether what ends it is recorded on another page."""
    return werk.page_of(each) not in (werk.OPVOLGING, "directie.py")


def _agreed(dossier: Dossier, each: Verplichting) -> str:
    nummer = each.sleutel.removeprefix(_AGREED)
    record = next((one for one in dossier.of(Afspraak) if str(one.nummer) == nummer), None)
    return record.tekst("wat") if record else ""


def _moved(dossier: Dossier, each: Verplichting) -> None:
    for record in dossier.of(Verzetten):
        if record.waarde("verplichting") == each.sleutel:
            st.caption(
                veilig(f"Op {in_words(record.on)} verzet van {record.tekst('van')} naar {record.tekst('naar')}:")
            )
            st.text(record.tekst("reden"))


def _outcome(each: Verplichting, dossier: Dossier, user: User, free: Kalender) -> Filled:
    """Ask for what ends it, if that is recorded on this page."""
    kind = each.offers
    if kind is None or werk.page_of(each) != werk.OPVOLGING or _is_of_another(each, user):
        return None
    label, given = "Vastleggen", dict[str, Raw]()
    if each.soort is Soort.AFSPRAAK:
        label, given = "Afhandelen", {"afspraak": each.sleutel.removeprefix(_AGREED)}
    elif each.soort is Soort.ONTVANGEN:
        label, given = "Tekenen voor ontvangst", {"overdracht": each.sleutel.removeprefix(_GIVEN)}
    elif each.soort is Soort.VAKANTIE:
        holiday = free.to_cover(clock.today())
        if holiday is None:
            return None
        given = {"vakantie": named(holiday)}
    return _ask(kind, label, dossier, user, given, each.sleutel)


def _is_of_another(each: Verplichting, user: User) -> bool:
    """Whether only a colleague can end it: whoever took over the dossier signs, and nobody for them."""
    return each.soort is Soort.AFGEGEVEN or (each.soort is Soort.ONTVANGEN and each.person != user.id)


def _move(each: Verplichting, dossier: Dossier, user: User) -> Filled:
    if not each.is_movable:
        return None
    given: dict[str, Raw] = {"verplichting": each.sleutel, "van": short(each.due_on)}
    return _ask(Verzetten, "Verzetten", dossier, user, given, each.sleutel)


def _ask(kind: type[Vastlegging], label: str, dossier: Dossier, user: User, given: dict[str, Raw], part: str) -> Filled:
    name = form.key(dossier, kind, part)
    if not st.toggle(veilig(label), key=FormState(name).toggle):
        return None
    hint(kind.uitleg)
    filled = form.fill_in(kind, dossier, user, given=given, part=part)
    return (filled, name) if filled else None


def _more(dossier: Dossier, user: User, waiting: list[Verplichting]) -> Filled:
    """Ask for a new afspraak, or to whom to hand over what waits here."""
    kinds = {kind.__name__: kind for kind in (Afspraak, *((Overdracht, MedeHouder) if waiting else ()))}
    chosen = st.pills(
        "Wat legt u vast?",
        list(kinds),
        default=Afspraak.__name__,
        required=True,
        format_func=lambda name: veilig(kinds[name].titel),
        key=Offer(dossier, "opvolging").field(),
    )
    kind = kinds[str(chosen)]
    st.header(veilig(kind.titel), anchor=False)
    hint(kind.uitleg)
    refusal = vastleggen.refusal(dossier, kind, user, clock.today())
    if refusal:
        st.info(veilig(refusal))
        return None
    filled: Vastlegging | None = form.fill_in(kind, dossier, user)
    return (filled, form.key(dossier, kind)) if filled else None
