"""Closed dossiers by the end of their term: the list, and a line about them on the start page."""

from collections.abc import Mapping

import streamlit as st

from db.bewaren import lijst
from db.bewaren.lijst import Regel, Wanneer
from db.dossiers import dossier_rows
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words
from meldcode.vragen.tekst import sentence, telwoord
from ui import clock
from ui.elements import rijen
from ui.page import dossier_of_tab, record_view
from ui.text import veilig
from ui.werk import samen_vernietigen

_KEY = "bewaren"
_BEVESTIGEN = "BEVESTIGEN"
_LABELS = {
    None: "Te bevestigen",
    Wanneer.NU: "Termijn om",
    Wanneer.STRAKS: "Binnen twee maanden",
    Wanneer.LATER: "Later",
    Wanneer.WACHT: "Wacht op iets",
}
_ABOUT = {
    Wanneer.NU: "De bewaartermijn van deze dossiers is om, en niets houdt vernietigen tegen. Dat gaat nooit vanzelf: "
    "er zijn twee mensen voor nodig.",
    Wanneer.STRAKS: "Binnen twee maanden is de bewaartermijn van deze dossiers om. Is er een nog nodig? Leg dan een "
    "bewaarstop vast.",
    Wanneer.LATER: "Deze dossiers worden nog langer bewaard. Is de dag van vertrek niet bekend, dan staat hier de dag "
    "waarop het uiterlijk zo ver is.",
    Wanneer.WACHT: "Deze dossiers zijn dicht, en kunnen nog niet weg. Er geldt een bewaarstop, of er wacht nog iets.",
}


def draw(user: User) -> None:
    """Draw the parts of the list, and one page of the part that was chosen."""
    st.title("Bewaartermijnen", anchor=False)
    today = clock.today()
    with reading(user.school_id) as connection:
        counts: dict[Wanneer | None, int] = dict(lijst.tel(connection, user, today).items())
        if user.may(Permission.DESTROY) and (waits := lijst.tel_te_bevestigen(connection, user, today)):
            counts[None] = waits
    welke = _chosen(counts)
    total = counts[welke]
    page = rijen.page_of(total, _KEY, welke)
    if welke is None:
        with reading(user.school_id) as connection:
            asked = lijst.te_bevestigen(connection, user, today, page)
        with rijen.turned(_KEY):
            samen_vernietigen.confirm(asked, user)
        rijen.turn(total, _KEY)
        return
    st.caption(veilig(_ABOUT[welke] if total else "Hier staat nu niets."))
    with reading(user.school_id) as connection:
        shown = lijst.regels(connection, user, today, welke, page) if total else []
        pupils = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown if each.leest])
    with rijen.turned(_KEY), rijen.rows("gelezen" if pupils else "code-bewaren"):
        for each in shown:
            _row(each, record_view.named(pupils.get(each.dossier_id)) if pupils else None)
    rijen.turn(total, _KEY)
    if welke is Wanneer.NU:
        samen_vernietigen.ask(shown, user)


def _chosen(counts: Mapping[Wanneer | None, int]) -> Wanneer | None:
    """The part that was chosen; None: what this person may confirm."""
    parts = {str(each.name if each else _BEVESTIGEN): each for each in counts}
    chosen = st.pills(
        "Welke dossiers?",
        list(parts),
        format_func=lambda name: veilig(f"{_LABELS[parts[name]]} {counts[parts[name]]}"),
        default=next((name for name, each in parts.items() if counts[each]), Wanneer.NU.name),
        required=True,
        key=f"{_KEY}/welke",
        label_visibility="collapsed",
    )
    return parts.get(str(chosen), Wanneer.NU)


def _row(each: Regel, pupil: str | None) -> None:
    until = f"Bewaard tot {in_words(each.tot)}" if each.tot else "Kijk waarop het wacht"
    until = "Vernietiging gevraagd" if each.gevraagd else until
    cells = [until] if pupil is None else [pupil or "Verzegeld", until]
    if rijen.row(f"{_KEY}/{each.dossier_id}", each.codenaam, *cells):
        dossier_of_tab.go_to("bewaartermijn.py", each.dossier_id)


def line(user: User) -> None:
    """Say on the start page how many dossiers reach the end of their term: two months and two weeks ahead."""
    if not user.may(Permission.BEWAREN):
        return
    with reading(user.school_id) as connection:
        found = lijst.komt(connection, user, clock.today())
    if not found.twee_maanden:
        return
    said = []
    if found.nu:
        said.append(f"van {_dossiers(found.nu)} is de bewaartermijn om")
    if soon := found.twee_weken - found.nu:
        said.append(f"van {_dossiers(soon)} is die binnen twee weken om")
    if later := found.twee_maanden - found.twee_weken:
        said.append(f"van {_dossiers(later)} is die binnen twee maanden om")
    text = sentence("; ".join(said))
    text = text if found.nu else text.replace(" is die ", " is de bewaartermijn ", 1)
    with st.container(border=True):
        st.text(f"{text} Er verdwijnt niets vanzelf.")
        st.page_link("bewaren.py", label="Naar de bewaartermijnen", icon=":material/inventory_2:")


def _dossiers(number: int) -> str:
    return "één dossier" if number == 1 else f"{telwoord(number)} dossiers"
