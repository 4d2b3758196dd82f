"""The page to hand over everything that waits for a colleague; recorded in each dossier, and what fails is named."""

import hashlib

import pandas as pd
import streamlit as st

from db.access import toegang
from db.accounts import accounts
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import reading
from db.werk import handing_over
from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.verplichting import Verplichting
from meldcode.vastleggingen import Overdracht
from meldcode.vastleggingen.opvolging import RedenOverdracht
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig, vragen
from ui import clock
from ui.elements import answer, rijen
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.text import veilig
from ui.werk import werk

_FORM, _LIST = "overdragen", "overdragen/lijst"
_ASKED = {"naar": "Aan wie?", "reden": "Waarom?"}
_NAAR = next(each for each in vragen(Overdracht) if each.naam == "naar")


def draw(user: User) -> bool:
    """Draw what waits for a colleague and ask who takes over. Returns whether it was handed over in this run."""
    st.title("Overdragen", anchor=False)
    st.caption(
        "Bij ziekte, verlof of vertrek gaat alles wat op een collega wacht in één keer naar een ander. In elk dossier "
        "komt te staan wie het overdroeg, en waarom."
    )
    with reading(user.school_id) as connection:
        everyone = {each.id: each for each in accounts.list_accounts(connection, user.school_id)}
        holders = handing_over.holders(connection, user)
        lost = handing_over.adrift(connection, user)
        takers = _NAAR.takers(toegang.colleagues(connection, user.school_id))
    having = [each for each in everyone if each in holders]
    if not having:
        st.text("Er wacht nu op niemand iets dat u kunt overdragen.")
        return False
    # The submit key is in the key of each field, so that after handing over the browser shows none of the old choices.
    submit_key = FormState(_FORM).submit_key
    first = next((each for each in (*lost, user.id) if each in having), having[0])
    # Only people for whom something waits today can be chosen.
    van = st.selectbox(
        "Van wie?",
        having,
        index=having.index(first),
        format_func=lambda each: everyone[each].naam + ("" if everyone[each].active else ", niet in gebruik"),
        key=f"{_FORM}/van/{submit_key}",
        width=420,
    )
    with reading(user.school_id) as connection:
        total = handing_over.count_of_person(connection, user, str(van))
        shown = handing_over.of_person(connection, user, str(van), rijen.page_of(total, _LIST, van))
    fields = Fields(_FORM, _ASKED)
    with st.form(_FORM, enter_to_submit=False):
        with fields.of("naar"):
            naar = st.selectbox(
                _ASKED["naar"],
                [each for each in takers if each.id != van],
                index=None,
                placeholder="Kies een collega",
                format_func=lambda each: each.tekst,
                key=f"{_FORM}/naar/{van}/{submit_key}",
                width=420,
                label_visibility="collapsed",
            )
        with fields.of("reden"):
            reden = st.radio(
                _ASKED["reden"],
                list(RedenOverdracht),
                index=None,
                format_func=lambda each: veilig(each.label),
                key=f"{_FORM}/reden/{submit_key}",
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button("Alles overdragen")
    _list(shown, total)
    if not pressed:
        return False
    if naar is None or reden is None:
        missing = {"naar": "Kies een collega." if naar is None else "", "reden": "" if reden else "Kies een antwoord."}
        fields.refuse({name: why for name, why in missing.items() if why})
        return False
    account = everyone[str(van)]
    with reading(user.school_id) as connection:
        found = handing_over.of_person(connection, user, account.id)
    _hand_over(user, Persoon(account.id, account.role, account.naam), naar, reden, found, submit_key)
    FormState(_FORM).empty()
    return True


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


def _hand_over(
    user: User, van: Persoon, naar: Persoon, reden: RedenOverdracht, found: list[Verplichting], submit_key: str
) -> None:
    """Record the overdracht in each dossier separately; name the dossiers in which it was refused."""
    refused: dict[str, str] = {}
    codes = {each.dossier_id: each.codenaam for each in found}
    for dossier_id, codenaam in codes.items():
        with reading(user.school_id) as connection:
            dossier = dossiers.load(connection, dossier_id, user.school_id)
        if dossier is None or not dossier.readable_by(user, clock.today()):
            continue
        overdracht = Overdracht(van=van, naar=naar, reden=reden)
        key = hashlib.sha256(f"{submit_key}/{dossier_id}".encode()).hexdigest()
        try:
            after = vastleggen.record(dossier, overdracht, by=user, on=clock.today())
            dossiers.save(after, by=user, moment=Moment(clock.today(), clock.now(), key))
        except Onvolledig as objections:
            refused[codenaam] = next(iter(objections.objections.values()))
        except Geweigerd as problem:
            refused[codenaam] = str(problem)
        except dossiers.Intussen:
            refused[codenaam] = "Er werd net iets in vastgelegd. Probeer het nog een keer."
    done = len(codes) - len(refused)
    said = f"Overgedragen aan {naar.naam}: {done} {'dossier' if done == 1 else 'dossiers'}."
    failed = [f"Niet gelukt in {code}: {why}" for code, why in refused.items()]
    if failed:
        answer.bad(" ".join([said, *failed]))
    else:
        answer.good(said, f"Om {clock.hour_now()} uur.", f"Het staat nu op de startpagina van {naar.naam}.")
