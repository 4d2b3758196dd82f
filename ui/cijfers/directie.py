"""The page of the directie: messages to confirm or to ask back about, per dossier; and neglected dossiers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from db.dossiers import dossier_rows
from db.school import kalender
from db.store.engine import reading
from db.werk import onbekeken
from db.werk.onbekeken import Onbekeken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import Voorstel, wacht
from meldcode.dossier.openstaand import berichten, is_gezien
from meldcode.rollen import Permission, User, allows
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst, VernietigingGevraagd
from meldcode.vastleggingen.opening import Reactie
from meldcode.vragen.datum import ago, away
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.cijfers import overzicht
from ui.elements import rijen
from ui.forms import form
from ui.page import dossier_of_tab, menu, people
from ui.papieren import intern
from ui.text import own_html, veilig

_LIST, _FIRST = "directie/berichten", 5
_UNSEEN, _SOME = "directie/onbekeken", 8
NOBODY_ELSE = "Niemand anders heeft de rol directie. Vraag de beheerder wie dat als tweede krijgt."
_NAME = re.compile(r"^Dossier [^:]+: ")
_WHO = '<p class="mr-rij-wie"><b>{codenaam}</b><span class="{late}">{when}</span></p>'


@dataclass(frozen=True)
class Receipt:
    """What a press filled in: in which dossier, and each Ontvangst with the name of its form."""

    dossier: Dossier
    filled: Sequence[tuple[Vastlegging, str]]


@dataclass(frozen=True)
class Stilte:
    """The neglected dossiers (``db.werk.onbekeken``): how many, the longest unopened one, and those that are shown."""

    total: int
    longest: Onbekeken | None
    shown: Sequence[Onbekeken]


def unseen(user: User) -> Stilte:
    """The neglected dossiers, those longest unopened first."""
    today = clock.today()
    with reading(user.school_id) as connection:
        free = kalender.kalender(connection, user.school_id)
        total = onbekeken.tel(connection, user, today, free)
        page = rijen.window(total, _UNSEEN, _SOME)
        shown = onbekeken.onbekeken(connection, user, today, free, page) if total else []
        first = onbekeken.onbekeken(connection, user, today, free, slice(0, 1)) if page.start else shown
    return Stilte(total, next(iter(first), None), shown)


def nobody_looked(found: Stilte) -> None:
    """Draw a line about neglected dossiers, which unfolds into all of them."""
    if not found.total:
        return
    number = "1 dossier" if found.total == 1 else f"{found.total} dossiers"
    long = f"{onbekeken.FROM} schooldagen of langer"
    with st.expander(veilig(f"Niemand keek {long} in {number} waarin iets nieuw of te laat is")):
        st.text(", ".join(f"{each.codenaam}: {each.dagen} schooldagen" for each in found.shown))
        rijen.show_all(found.total, _UNSEEN, _SOME, "Niet bekeken")


def waiting(user: User) -> int:
    """In how many dossiers there is a message for this person."""
    with reading(user.school_id) as connection:
        return dossier_rows.count_to_confirm(connection, user)


def receipts(user: User, total: int) -> Receipt | None:
    """Draw the messages that wait for the directie, a row per dossier; return what was filled in."""
    with reading(user.school_id) as connection:
        shown = dossier_rows.to_confirm(connection, user, rijen.window(total, _LIST, _FIRST)) if total else {}
        destroying = dossier_rows.to_destroy(connection, list(shown)) if shown else {}
    with overzicht.led_to(overzicht.RECEIPTS):
        rijen.heading("Bevestigen", total, _LIST, _FIRST)
    if not shown:
        st.caption("Er wacht geen bericht op u.")
    filled, here = None, list[Dossier]()
    with st.container(key="mr-bevestigen", gap=None):
        for dossier_id, due_on in shown.items():
            dossier = dossier_of_tab.dossier_for(user, dossier_id)
            if dossier:
                here.append(dossier)
                filled = _of_dossier(dossier, due_on, user, destroying.get(dossier_id)) or filled
    rijen.further(total, _LIST)
    if here:
        intern.for_directie(user, here)
    return filled


def _of_dossier(dossier: Dossier, due_on: date, user: User, destroying: bool | None) -> Receipt | None:
    """A row with all messages of this dossier; what destroys it has a row of its own, and is confirmed on its page.

    ``destroying``: whether the last message asks for that; None: nobody asks for it.
    """
    every, last = list(_to_confirm(dossier)), dossier.last(Afronding)
    for each in wacht(dossier.records):
        if each.tweede is None:
            _taking_out(each, dossier)
    apart = [each for each in every if destroying and each is last]
    own = [each for each in every if each.by == user.id and each not in apart]
    together = [each for each in every if each not in apart and each not in own]
    if own:
        _not_yours(dossier, own, user)
    filled = _row(dossier, due_on, user, together) if together else None
    if destroying is not None:
        return _to_destroy(dossier, due_on, user, apart) or filled
    return filled


def _taking_out(voorstel: Voorstel, dossier: Dossier) -> None:
    """A row with what somebody proposed to take out of this dossier, and the way to where it is confirmed."""
    today, nummer = clock.today(), voorstel.record.nummer
    with st.container(key=f"mr-rij-eruit-{dossier.id}-{nummer}", horizontal=True, vertical_alignment="center"):
        st.html(own_html(_WHO, codenaam=dossier.codenaam, when="", late=""), width=128)
        with st.container(width="stretch", gap=None):
            st.text(f"{ago(voorstel.record.on, today)}: er is voorgesteld om hier iets uit te halen.")
            st.caption(veilig(voorstel.record.tekst("grond")))
        if st.button(veilig("Bekijken", note=dossier.codenaam), key=f"{dossier.id}/eruit/{nummer}"):
            dossier_of_tab.go_to("uithalen.py", dossier.id)


def _not_yours(dossier: Dossier, own: Records, user: User) -> None:
    """A row with the messages that this person wrote in another role: another of the directie confirms them."""
    others = [each for each in people.colleagues(user) if allows(each.role, Permission.OVERVIEW) and each.id != user.id]
    there = [each.naam for each in others if each.id not in dossier.toegang.afgeschermd]
    who = f"{' of '.join(there)} bevestigt dit." if there else NOBODY_ELSE
    with st.container(key=f"mr-rij-eigen-{dossier.id}", horizontal=True, vertical_alignment="center"):
        st.html(own_html(_WHO, codenaam=dossier.codenaam, when="", late=""), width=128)
        with st.container(width="stretch", gap=None):
            for message in own:
                st.text(f"{ago(message.on, clock.today())}: {_without_name(message)}")
            st.caption(veilig(f"Dit gaf u zelf door. {who}"))


def _to_confirm(dossier: Dossier) -> Iterator[Vastgelegd]:
    for message, answer in berichten(dossier):
        asked_back = answer is not None and answer.isa(Ontvangst)
        if not is_gezien(answer) and not asked_back:
            yield message


def _row(dossier: Dossier, due_on: date, user: User, messages: Records) -> Receipt | None:
    with st.container(key=f"mr-rij-samen-{dossier.id}", horizontal=True, vertical_alignment="center"):
        _said(dossier, due_on, messages)
        return _seen(dossier, messages) or _question(dossier, messages, user)


def _to_destroy(dossier: Dossier, due_on: date, user: User, messages: Records) -> Receipt | None:
    """A row that leads to the page on which it is confirmed; of a message also what asks something back."""
    with st.container(key=f"mr-rij-apart-{dossier.id}", horizontal=True, vertical_alignment="center"):
        _said(dossier, due_on, messages)
        menu.link("vernietigen.py", "Bekijk en vernietig", dossier.id, note=dossier.codenaam)
        theirs = [each for each in messages if each.by != user.id]
        return _question(dossier, theirs, user) if theirs else None


def _said(dossier: Dossier, due_on: date, messages: Records) -> None:
    """The code name and by when, and beside it what the messages say, or that somebody asked to destroy it."""
    today, late = clock.today(), is_overdue(due_on, clock.today())
    when = {"when": away(due_on, today), "late": "mr-te-laat" if late else ""}
    st.html(own_html(_WHO, codenaam=dossier.codenaam, **when), width=128)
    asked = dossier.last(VernietigingGevraagd)
    with st.container(width="stretch", gap=None):
        for message in messages:
            st.text(f"{ago(message.on, today)}: {_without_name(message)}")
            _conversation(dossier, message)
        if not messages and asked:
            st.text(f"{ago(asked.on, today)}: vernietiging gevraagd. {asked.tekst('grond')}.")


def _without_name(message: Vastgelegd) -> str:
    """The message without the code name in front, which stands beside it."""
    return _NAME.sub("", message.tekst("bericht"))


def _conversation(dossier: Dossier, message: Vastgelegd) -> None:
    for each in dossier.of(Ontvangst, AntwoordAanDirectie):
        if each.waarde("kennisgeving") == str(message.nummer):
            st.caption(veilig(each.titel))
            st.text(each.tekst("terugvraag") or each.tekst("antwoord"))


def _form_of(dossier: Dossier, message: Vastgelegd) -> str:
    return form.key(dossier, Ontvangst, f"{message.nummer}/gezien")


def _receipt(dossier: Dossier, messages: Records) -> Receipt:
    """That these messages were seen: an Ontvangst for each."""
    seen = [Ontvangst(kennisgeving=str(each.nummer), reactie=Reactie.GEZIEN) for each in messages]
    return Receipt(dossier, [(each, _form_of(dossier, of)) for each, of in zip(seen, messages, strict=True)])


def _seen(dossier: Dossier, messages: Records) -> Receipt | None:
    """The button that confirms all of these messages, which stand beside it."""
    pressed = st.button(veilig("Gezien", note=dossier.codenaam), key=_form_of(dossier, messages[-1]))
    return _receipt(dossier, messages) if pressed else None


def _question(dossier: Dossier, messages: Records, user: User) -> Receipt | None:
    part = str(messages[-1].nummer)
    asks = st.popover(
        veilig("Ik heb een vraag", note=dossier.codenaam),
        key=form.key(dossier, Ontvangst, f"{part}/vraag"),
        type="tertiary",
        on_change="rerun",  # a form for each message, which nobody looks at, was a third of the page
    )
    if not asks.open:
        return None
    with asks:
        if len(messages) > 1:
            texts = {str(each.nummer): _without_name(each) for each in reversed(messages)}
            key = form.key(dossier, Ontvangst, f"{part}/over")
            part = st.selectbox("Over welk bericht?", list(texts), format_func=lambda each: texts[each], key=key)
        given: dict[str, Raw] = {"kennisgeving": part, "reactie": Reactie.VRAAG.value}
        vraag = form.fill_in(Ontvangst, dossier, user, given=given, part=part)
    return Receipt(dossier, [(vraag, form.key(dossier, Ontvangst, part))]) if vraag else None
