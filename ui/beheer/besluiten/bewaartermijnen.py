"""Beheer: how long dossiers are kept, by the reason for which they were closed; each choice with what is said of it."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from db.upkeep import bewaren
from meldcode.eigen import bewaarbesluit
from meldcode.eigen.bewaarbesluit import Bewaarbesluit
from meldcode.rollen import User
from meldcode.termijnen.bewaarbeleid import KEUZEN, LANGST, VAST_TE_STELLEN, Beleid, Reden, beleid
from meldcode.termijnen.bewaren import BIJ_VEILIG_THUIS, HET_DOSSIER
from meldcode.vragen.datum import in_words, short
from ui import clock
from ui.beheer.besluiten import dag as besluitdag
from ui.elements import answer
from ui.elements.field import Fields
from ui.elements.waarom import waarom
from ui.page import people
from ui.text import veilig

_FORM, _DAG = "bewaren", "dag"
_OP_WELKE_DAG = "Op welke dag besloot het bestuur dit?"
_EERDER = (
    "In de meldcode van uw school stond hierover een eigen zin. Die geldt niet meer: in de meldcode staat nu wat "
    "hieronder per reden is gekozen. Er stond:"
)
_USUAL = 2  # years, to begin with where the board chooses the number itself


def draw(user: User) -> None:
    """What holds now, and what can be chosen for each reason, with its source."""
    with reading(user.school_id) as connection:
        eigen = schools.eigen(connection, user.school_id)
    taken, now = bewaarbesluit.besluit(eigen), beleid(eigen)
    st.header("Hoe lang bewaart de school een dossier?", anchor=False)
    st.markdown(veilig(f"{HET_DOSSIER.tekst} Kies per reden van afsluiten. {_said(taken, user)}"))
    if before := bewaarbesluit.eerder(eigen):
        st.info(veilig(f"{_EERDER} ‘{before}’"))
    waarom((HET_DOSSIER.bron, BIJ_VEILIG_THUIS.bron), BIJ_VEILIG_THUIS.tekst)
    fields = Fields(_FORM, {**{each.value: each.label for each in Reden}, _DAG: _OP_WELKE_DAG})
    chosen = {reden: _chosen(reden, now, fields) for reden in Reden}
    with fields.of(_DAG, "Bijvoorbeeld 25-11. Vandaag of eerder."):
        dag = st.text_input(
            _OP_WELKE_DAG,
            short(taken.van) if taken else "",
            key=f"{_FORM}/{_DAG}",
            width=220,
            label_visibility="collapsed",
        )
    st.caption("Dit geldt ook voor dossiers die al gesloten zijn. Wat verzegeld is, blijft dat.")
    if st.button("Bewaartermijnen vastleggen", key="bewaren/vastleggen", type="primary"):
        _keep(chosen, str(dag or ""), fields, user)


def _said(taken: Bewaarbesluit | None, user: User) -> str:
    if taken is None:
        return f"Het bestuur heeft nog niets besloten. Nu geldt telkens het eerste {VAST_TE_STELLEN}."
    who = people.names(user).get(taken.door, "onbekend")
    return f"Nu geldt het besluit van {in_words(taken.van)}. {who} voerde dat in op {in_words(taken.op)}."


def _chosen(reden: Reden, now: Beleid, fields: Fields) -> tuple[str, int]:
    """What is chosen for this reason, and a number of years."""
    regel, options = now.of(reden), {each.naam: each for each in KEUZEN[reden]}
    with fields.of(reden.value):
        chosen = st.radio(
            reden.label,
            list(options),
            list(options).index(regel.keus.naam),
            format_func=lambda naam: veilig(f"{options[naam].tekst}. {options[naam].gevolg}"),
            key=f"{_FORM}/{reden.value}",
            label_visibility="collapsed",
        )
        keus = options[str(chosen)]
        waarom((bron for each in options.values() for bron in each.bronnen), over=reden.label.lower())
        if keus.jaren is not None:
            return keus.naam, keus.jaren
        years = st.number_input(
            "Hoeveel jaar?",
            min_value=1,
            max_value=LANGST,
            value=regel.jaren if regel.keus is keus else _USUAL,
            key=f"{_FORM}/{reden.value}/jaren",
            width=220,
        )
        return keus.naam, int(years)


def _keep(chosen: Mapping[Reden, tuple[str, int]], dag: str, fields: Fields, user: User) -> None:
    today = clock.today()
    try:
        van: date = besluitdag.read(dag, today)
    except ValueError as refused:
        fields.refuse({_DAG: str(refused)})
        return
    taken = Bewaarbesluit(van, today, user.id, {reden.value: each for reden, each in chosen.items()})
    with st.spinner("De bewaartermijnen worden opnieuw berekend."), transaction(user.school_id) as connection:
        now = schools.eigen(connection, user.school_id)
        schools.set_eigen(connection, user.school_id, bewaarbesluit.decided(now, taken))
        number = bewaren.follow(connection, user.school_id)
        journal.managed(connection, user, "bewaartermijnen", clock.now())
    counted = "Er is nog geen gesloten dossier." if not number else f"Opnieuw berekend voor {_dossiers(number)}."
    answer.good(f"Het besluit over bewaren ligt vast. {counted}")
    st.rerun()


def _dossiers(number: int) -> str:
    return "één gesloten dossier" if number == 1 else f"{number} gesloten dossiers"
