"""The page to hand over what waits for a colleague, all or of one dossier, or to do it together; and who is away.

It is recorded in each dossier, and what fails is named.
"""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from db.access import toegang
from db.accounts import accounts
from db.accounts.accounts import Account
from db.dossiers.dossiers import Moment
from db.dossiers.einde import in_each
from db.store.engine import reading
from db.werk import handing_over
from meldcode.dossier.afspraken import houder
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.verplichting import Verplichting
from meldcode.vastleggingen import MedeHouder, Overdracht
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opvolging import RedenOverdracht
from meldcode.vragen.datum import in_words
from meldcode.vragen.lezen import beforehand
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig, Vastlegging, vragen
from meldcode.vragen.vraag import Keuze
from ui import clock
from ui.elements import rijen
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.text import veilig
from ui.werk import aanwezig, codenaam, ontvangen, op_papier, werk

_FORM, _LIST, _ALL = "overdragen", "overdragen/lijst", ""
_ZEGGEN = next(each for each in vragen(Overdracht) if each.naam == "zeggen")
_ASKED = {"naar": "Aan wie?", "reden": "Waarom?"}
_NAAR = next(each for each in vragen(Overdracht) if each.naam == "naar")
_WIE = next(each for each in vragen(MedeHouder) if each.naam == "wie")


class Hoe(Keuze):
    OVER = "over", "Een collega neemt het over"
    SAMEN = "samen", "Een collega gaat het samen doen, als mede-houder"


@dataclass(frozen=True)
class _Chosen:
    """What is to be handed over: whose it is, of which dossier (empty: of all), and how."""

    van: Persoon
    dossier_id: str
    hoe: Hoe


def draw(user: User) -> bool:
    """Draw what waits for a colleague and ask who takes over, and who is away. Returns whether it was handed over."""
    st.title("Overdragen", anchor=False)
    st.caption(
        "Wat op een collega wacht, gaat hier naar een ander: alles, of één dossier. In elk dossier komt te staan wie "
        "het overdroeg, en waarom. Komt de collega terug? Kies dan hieronder wie zolang waarneemt."
    )
    if ontvangen.draw(user):
        return True
    with reading(user.school_id) as connection:
        everyone = {each.id: each for each in accounts.list_accounts(connection, user.school_id)}
        holders = handing_over.holders(connection, user)
        lost = handing_over.adrift(connection, user)
        colleagues = toegang.colleagues(connection, user.school_id)
    having = [each for each in everyone if each in holders]
    if having:
        first = next((each for each in (*lost, user.id) if each in having), having[0])
        if _handing_over(user, everyone, having, first, colleagues):
            return True
    else:
        st.text("Er wacht nu op niemand iets dat u kunt overdragen.")
    st.header("Afwezig en waarnemen", anchor=False)
    st.caption(
        "Wie waarneemt, heeft zolang op de startpagina wat op de ander wacht. Op de laatste dag houdt dat vanzelf op. "
        "Waarom iemand er niet is, staat nergens."
    )
    aanwezig.afwezig(user, list(everyone.values()), aanwezig.rooster(user), alone=False)
    return False


def _handing_over(
    user: User, everyone: dict[str, Account], having: list[str], first: str, colleagues: list[Persoon]
) -> bool:
    st.header("Aan een collega geven", anchor=False)
    # The submit key is in the key of each field, so that after handing over the browser shows none of the old choices.
    submit_key = FormState(_FORM).submit_key
    with st.container(horizontal=True):
        # Only people for whom something waits today can be chosen.
        van = str(
            st.selectbox(
                "Van wie?",
                having,
                index=having.index(first),
                format_func=lambda each: everyone[each].naam + ("" if everyone[each].active else ", niet in gebruik"),
                key=f"{_FORM}/van/{submit_key}",
                width=420,
            )
        )
        names = codenaam.offered(user, partial(handing_over.dossiers_of, person=van), f"{_FORM}/dossier/{van}")
        dossier_id = str(
            st.selectbox(
                "Welk dossier?",
                [_ALL, *names],
                format_func=lambda each: names.get(each, "Alles wat op deze collega wacht"),
                key=f"{_FORM}/dossier/{van}/{submit_key}",
                width=420,
            )
        )
    asked = st.radio(
        "Wat verandert er?",
        list(Hoe),
        format_func=lambda each: veilig(each.label),
        key=f"{_FORM}/hoe/{submit_key}",
        horizontal=True,
    )
    hoe = asked or Hoe.OVER
    account = everyone[van]
    what = _Chosen(Persoon(account.id, account.role, account.naam), dossier_id, hoe)
    with reading(user.school_id) as connection:
        total = handing_over.count_of_person(connection, user, van, dossier_id)
        page = rijen.page_of(total, _LIST, f"{van}/{dossier_id}")
        shown = handing_over.of_person(connection, user, van, page, dossier_id)
    takers = [each for each in (_NAAR if hoe is Hoe.OVER else _WIE).takers(colleagues) if each.id != van]
    fields = Fields(_FORM, _ASKED | {"zeggen": _ZEGGEN.tekst}, optional=frozenset({"zeggen"}))
    reden: RedenOverdracht | None = RedenOverdracht.VERDELING
    with st.form(_FORM, enter_to_submit=False):
        with fields.of("naar"):
            naar = st.selectbox(
                _ASKED["naar"],
                takers,
                index=None,
                placeholder="Kies een collega",
                format_func=lambda each: each.tekst,
                key=f"{_FORM}/naar/{van}/{submit_key}",
                width=420,
                label_visibility="collapsed",
            )
        if hoe is Hoe.OVER:
            with fields.of("reden"):
                reden = st.radio(
                    _ASKED["reden"],
                    list(RedenOverdracht),
                    index=None,
                    format_func=lambda each: veilig(each.label),
                    key=f"{_FORM}/reden/{submit_key}",
                    label_visibility="collapsed",
                )
        # Of all dossiers at once there is nothing to say that holds of each of them.
        zeggen = _zeggen(fields, f"{_FORM}/zeggen/{dossier_id}/{submit_key}") if dossier_id and hoe is Hoe.OVER else ""
        pressed = st.form_submit_button(veilig(_button(what)))
    _list(shown, total)
    op_papier.draw(user, van=van)
    if not pressed:
        return False
    if naar is None or reden is None:
        missing = {"naar": "Kies een collega." if naar is None else "", "reden": "" if reden else "Kies een antwoord."}
        fields.refuse({name: why for name, why in missing.items() if why})
        return False
    try:
        over = Overdracht(van=what.van, naar=naar, reden=reden, zeggen=zeggen or None)
    except Onvolledig as refused:
        fields.refuse(refused.objections)
        return False
    with reading(user.school_id) as connection:
        found = handing_over.of_person(connection, user, van, dossier_id=dossier_id)
    _hand_over(user, what, over, found, submit_key)
    FormState(_FORM).empty()
    return True


def _zeggen(fields: Fields, key: str) -> str:
    with fields.of("zeggen", " ".join([_ZEGGEN.help, beforehand(_ZEGGEN)])):
        typed = st.text_area(_ZEGGEN.tekst, max_chars=_ZEGGEN.max_length, key=key, label_visibility="collapsed")
    return str(typed or "").strip()


def _button(what: _Chosen) -> str:
    if what.hoe is Hoe.SAMEN:
        return "Mede-houder maken"
    return "Dit dossier overdragen" if what.dossier_id else "Alles overdragen"


def _list(shown: list[Verplichting], total: int) -> None:
    st.header(veilig("Dit gaat mee", note=str(total)), anchor=False)
    table = pd.DataFrame(
        {
            "Dossier": [each.codenaam for each in shown],
            "Wat": [werk.what(each) for each in shown],
            "Uiterlijk": [in_words(each.due_on) for each in shown],
        }
    )
    st.dataframe(table, hide_index=True, alt="Wat op deze collega wacht, met de uiterste dag")
    rijen.turn(total, _LIST)


def _hand_over(user: User, what: _Chosen, over: Overdracht, found: list[Verplichting], submit_key: str) -> None:
    """Record it in all of these dossiers at once; name those in which it was refused."""

    def recorded(dossier: Dossier) -> Vastlegging:
        if what.hoe is Hoe.OVER:
            return over
        if houder(dossier.standing, dossier.toegang) != what.van.id:
            raise Geweigerd(f"{what.van.naam} houdt dit dossier niet.")
        return MedeHouder(samen=JaNee.JA, wie=over.naar)

    wanted = dict.fromkeys(each.dossier_id for each in found)
    done, refused = in_each.record(user, wanted, recorded, Moment(clock.today(), clock.now(), submit_key))
    number = f"{len(done)} {'dossier' if len(done) == 1 else 'dossiers'}"
    to = over.naar.naam
    if what.hoe is Hoe.SAMEN:
        ontvangen.say_done(f"{to} is nu mede-houder: {number}.", refused, f"Het staat ook op de startpagina van {to}.")
    else:
        more = f"Het staat nu op de startpagina van {to}.", f"U ziet hier ook of {to} tekent voor ontvangst."
        ontvangen.say_done(
            f"Overgedragen aan {to}: {number}.", refused, *(more if over.naar.id != user.id else more[:1])
        )
