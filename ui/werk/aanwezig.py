"""Who is there: on which days somebody works, who is away and who stands in; said beside what waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from db.access import aanwezig as reads
from db.accounts import aanwezig
from db.accounts.accounts import Account
from db.accounts.passwords import AccountError
from db.store.engine import reading, transaction
from db.werk import aanwezig as there
from meldcode.rollen import IN_A_DOSSIER, Permission, Role, User, allows
from meldcode.route.verplichting import Verplichting
from meldcode.termijnen.aanwezig import WEEKDAGEN, Afwezig, Rooster, zin
from meldcode.vragen.datum import in_words
from ui import clock
from ui.elements import answer, dag
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.page import people
from ui.text import veilig

_FORM, _NOBODY, _NO_DAY = "afwezig", "", "Vul de dag in."
_ASKED = {"wie": "Wie?", "van": "Eerste dag afwezig", "tot": "Laatste dag afwezig", "waarnemer": "Wie neemt waar?"}


def works_in_dossiers(role: Role) -> bool:
    """Whether it matters when somebody in this role is there."""
    return any(allows(role, each) for each in IN_A_DOSSIER)


def rooster(user: User) -> Rooster:
    """Who of this school works when, from today on."""
    with reading(user.school_id) as connection:
        return reads.rooster(connection, user.school_id, clock.today())


def werkdagen(user: User, account_id: str, known: Rooster, of: str = "") -> None:
    """Ask on which days this account works; ``of``: whose it is, where that is not clear."""
    form = f"werkdagen/{account_id}"
    label = "Op welke dagen werkt u?" if account_id == user.id else "Op welke dagen werkt deze collega?"
    fields = Fields(form, {"dagen": label})
    with st.form(form, enter_to_submit=False, border=False):
        with fields.of("dagen"):
            chosen = st.pills(
                label,
                list(WEEKDAGEN),
                selection_mode="multi",
                default=known.werkdagen(account_id),
                format_func=lambda each: veilig(WEEKDAGEN[each]),
                key=f"{form}/dagen",
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button(veilig("Werkdagen bewaren", note=of) if of else "Werkdagen bewaren")
    if not pressed:
        return
    try:
        with transaction(user.school_id) as connection:
            aanwezig.set_werkdagen(connection, account_id, frozenset(chosen), user, clock.now())
    except AccountError as problem:
        fields.refuse({"dagen": str(problem)})
    answer.good("De werkdagen zijn bewaard.")
    st.rerun()


def afwezig(user: User, everybody: Sequence[Account], known: Rooster, *, alone: bool) -> None:
    """Draw who is away, and ask who will be: ``alone`` about whoever is signed in, else about any of ``everybody``."""
    active = {each.id: each for each in everybody if each.active and works_in_dossiers(each.role)}
    for each in known.afwezig:
        if each.wie in active and (not alone or each.wie == user.id):
            _period(each, active, user)
    wie = user.id
    submit_key = FormState(_FORM).submit_key
    if not alone:
        wie = str(
            st.selectbox(
                "Wie is er niet?",
                list(active),
                index=list(active).index(user.id),
                format_func=lambda each: active[each].naam,
                key=f"{_FORM}/wie/{submit_key}",
                width=420,
            )
        )
    can = reads.is_replaced(active[wie].role)
    takers = [each for each in active if each != wie and reads.can_stand_in(active[wie].role, active[each].role)]
    fields = Fields(_FORM, _ASKED, optional=frozenset({"waarnemer"}))
    with st.form(_FORM, enter_to_submit=False):
        typed = {}
        with st.container(horizontal=True):
            for name in ("van", "tot"):
                with st.container(width=260), fields.of(name):
                    typed[name] = st.text_input(
                        _ASKED[name],
                        placeholder=dag.HINT,
                        key=f"{_FORM}/{name}/{submit_key}",
                        width=220,
                        label_visibility="collapsed",
                    )
        waarnemer = _NOBODY
        if can:
            with fields.of("waarnemer", "Die ziet zolang wat op de startpagina van de ander zou staan."):
                waarnemer = st.selectbox(
                    _ASKED["waarnemer"],
                    [_NOBODY, *takers],
                    format_func=lambda each: active[each].naam if each else "Niemand",
                    key=f"{_FORM}/waarnemer/{wie}/{submit_key}",
                    width=420,
                    label_visibility="collapsed",
                )
        pressed = st.form_submit_button("Afwezigheid bewaren")
    if pressed:
        _enter(user, wie, typed, waarnemer, active, fields)


def _period(each: Afwezig, names: dict[str, Account], user: User) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(in_full(each, {one: names[one].naam for one in names}))
            for said in _not_there(user, each):
                st.caption(veilig(said))
        naam = names[each.wie].naam
        if st.button(veilig("Beëindigen", note=naam), key=f"{_FORM}/klaar/{each.wie}/{each.van}"):
            with transaction(user.school_id) as connection:
                aanwezig.end_afwezig(connection, each.wie, each.van, user, clock.today(), clock.now())
            answer.good(f"{naam} is er weer. Wat op {naam} wachtte, staat daar weer.")
            st.rerun()


def in_full(each: Afwezig, names: dict[str, str]) -> str:
    """This absence in a sentence: who, from when until when, and who stands in."""
    naam, waarnemer = names.get(each.wie, "onbekend"), names.get(each.waarnemer, "onbekend")
    when = f"van {in_words(each.van)} tot en met {in_words(each.tot)}" if each.van != each.tot else in_words(each.van)
    return f"{naam} is afwezig: {when}. {f'{waarnemer} neemt waar.' if each.waarnemer else 'Niemand neemt waar.'}"


def _not_there(user: User, each: Afwezig) -> list[str]:
    """In which dossiers the substitute cannot stand in, and what is to be done about it."""
    with reading(user.school_id) as connection:
        closed = there.cannot_stand_in(connection, user, each.wie, each.waarnemer)
    if not closed:
        return []
    return [f"Dit geldt niet voor {', '.join(closed)}. Draag dat over aan een ander, of kies daar een mede-houder."]


def _enter(
    user: User, wie: str, typed: dict[str, str], waarnemer: str, names: dict[str, Account], fields: Fields
) -> None:
    today = clock.today()
    first, why_first = dag.read_alone(typed["van"], ahead=True)
    last, why_last = dag.read_alone(typed["tot"], first, ahead=True)
    if first is None or last is None:
        wrong = {"van": "" if first else why_first or _NO_DAY, "tot": "" if last else why_last or _NO_DAY}
        fields.refuse({name: why for name, why in wrong.items() if why})
        return
    period = Afwezig(first, last, wie, waarnemer)
    try:
        with transaction(user.school_id) as connection:
            aanwezig.set_afwezig(connection, period, user, today, clock.now())
    except AccountError as problem:
        fields.refuse({problem.veld or "van": str(problem)})
    FormState(_FORM).empty()
    answer.good(in_full(period, {each: names[each].naam for each in names}), *_not_there(user, period))
    st.rerun()


@dataclass(frozen=True)
class Vandaag:
    """What the start page says about who is there: sentences, and whether any of it is for somebody to hand over."""

    zinnen: tuple[str, ...]
    is_urgent: bool


def vandaag(user: User) -> Vandaag:
    """Who stands in for whom today, and of what nobody is there for; for whoever hands over, or stands in."""
    today, names = clock.today(), people.names(user)
    said = []
    with reading(user.school_id) as connection:
        rooster = reads.rooster(connection, user.school_id, today)
        if user.neemt_waar:
            periods = [rooster.period(each, today) for each in sorted(user.neemt_waar)]
            said += [
                f"U neemt waar voor {names.get(each.wie, 'onbekend')}, tot en met {in_words(each.tot)}."
                for each in periods
                if each
            ]
        hands_over = user.may(Permission.HAND_OVER) and bool(rooster.not_there(today))
        nobody = there.nobody_there(connection, user, today) if hands_over else []
        alone = there.without_substitute(connection, user, today) if hands_over else []
        leads = reads.in_role(connection, user.school_id, Role.DIRECTIE) if rooster.not_there(today) else []
    if user.may(Permission.WALK_ROUTE) and leads and not any(rooster.is_there(each, today) for each in leads):
        said.append("Vandaag is er niemand van de directie. Wat op de directie wacht, blijft staan.")
    said += [
        f"{names.get(each.wie, 'onbekend')} is afwezig tot en met {in_words(each.tot)}, en niemand neemt waar."
        for each in alone
    ]
    if nobody:
        several = len(nobody) != 1
        said.append(f"Voor {len(nobody)} {'dingen' if several else 'ding'} van vandaag of eerder is er nu niemand.")
    return Vandaag(tuple(said), bool(nobody or alone))


def draw_vandaag(user: User) -> None:
    """Draw ``vandaag``, with a link to where it is mended; nothing where everybody is there."""
    found = vandaag(user)
    if found.zinnen:
        with st.container(border=True):
            for each in found.zinnen:
                st.text(each)
            if found.is_urgent:
                st.page_link("overdragen.py", label="Waarnemer kiezen of overdragen", icon=":material/swap_horiz:")


def beside(user: User, waiting: Sequence[Verplichting]) -> Callable[[Verplichting], str]:
    """A function that says who is there for one of these on its day, if not whoever has to do it."""
    today, names = clock.today(), people.names(user)
    with reading(user.school_id) as connection:
        known = there.of(connection, user.school_id, today, waiting)

    def said(each: Verplichting) -> str:
        daar = known.for_(each, today)
        return zin(known.rooster, _day(each, today), each.person, daar, names) if daar else ""

    return said


def _day(each: Verplichting, today: date) -> date:
    return max(each.due_on, today)
