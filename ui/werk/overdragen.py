"""The page to hand over what waits for a colleague, all or of one dossier, or to do it together; and who is away.

It is recorded in each dossier, and what fails is named.
"""

import hashlib
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from db.access import toegang
from db.accounts import accounts
from db.accounts.accounts import Account
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import reading
from db.werk import handing_over
from meldcode.dossier import vastleggen
from meldcode.dossier.afspraken import houder
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.verplichting import Verplichting
from meldcode.vastleggingen import MedeHouder, Overdracht
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opvolging import RedenOverdracht
from meldcode.vragen.datum import in_words
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig, vragen
from meldcode.vragen.vraag import Keuze
from ui import clock
from ui.elements import answer, rijen
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.page import codenaam
from ui.text import veilig
from ui.werk import aanwezig, werk

_FORM, _LIST, _ALL = "overdragen", "overdragen/lijst", ""
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
    # The submit key is in the key of each field, so that after handing over the browser shows none of the old choices.
    submit_key = FormState(_FORM).submit_key
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
    )
    hoe = asked or Hoe.OVER
    account = everyone[van]
    what = _Chosen(Persoon(account.id, account.role, account.naam), dossier_id, hoe)
    with reading(user.school_id) as connection:
        total = handing_over.count_of_person(connection, user, van, dossier_id)
        page = rijen.page_of(total, _LIST, f"{van}/{dossier_id}")
        shown = handing_over.of_person(connection, user, van, page, dossier_id)
    takers = [each for each in (_NAAR if hoe is Hoe.OVER else _WIE).takers(colleagues) if each.id != van]
    fields = Fields(_FORM, _ASKED)
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
        pressed = st.form_submit_button(veilig(_button(what)))
    _list(shown, total)
    if not pressed:
        return False
    if naar is None or reden is None:
        missing = {"naar": "Kies een collega." if naar is None else "", "reden": "" if reden else "Kies een antwoord."}
        fields.refuse({name: why for name, why in missing.items() if why})
        return False
    with reading(user.school_id) as connection:
        found = handing_over.of_person(connection, user, van, dossier_id=dossier_id)
    _hand_over(user, what, naar, reden, found, submit_key)
    FormState(_FORM).empty()
    return True


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


def _hand_over(
    user: User, what: _Chosen, naar: Persoon, reden: RedenOverdracht, found: list[Verplichting], submit_key: str
) -> None:
    """Record it in each dossier separately; name the dossiers in which it was refused."""
    refused: dict[str, str] = {}
    codes = {each.dossier_id: each.codenaam for each in found}
    for dossier_id, code in codes.items():
        with reading(user.school_id) as connection:
            dossier = dossiers.load(connection, dossier_id, user.school_id)
        if dossier is None or not dossier.readable_by(user, clock.today()):
            continue
        if what.hoe is Hoe.SAMEN and houder(dossier.standing, dossier.toegang) != what.van.id:
            refused[code] = f"{what.van.naam} houdt dit dossier niet."
            continue
        over = Overdracht(van=what.van, naar=naar, reden=reden)
        recorded = over if what.hoe is Hoe.OVER else MedeHouder(samen=JaNee.JA, wie=naar)
        key = hashlib.sha256(f"{submit_key}/{dossier_id}".encode()).hexdigest()
        try:
            after = vastleggen.record(dossier, recorded, by=user, on=clock.today())
            dossiers.save(after, by=user, moment=Moment(clock.today(), clock.now(), key))
        except Onvolledig as objections:
            refused[code] = next(iter(objections.objections.values()))
        except Geweigerd as problem:
            refused[code] = str(problem)
        except dossiers.Intussen:
            refused[code] = "Er werd net iets in vastgelegd. Probeer het nog een keer."
    done = len(codes) - len(refused)
    number = f"{done} {'dossier' if done == 1 else 'dossiers'}"
    said = f"Overgedragen aan {naar.naam}: {number}."
    if what.hoe is Hoe.SAMEN:
        said = f"{naar.naam} is nu mede-houder: {number}."
    failed = [f"Niet gelukt in {code}: {why}" for code, why in refused.items()]
    if failed:
        answer.bad(" ".join([said, *failed]))
    else:
        also = "ook" if what.hoe is Hoe.SAMEN else "nu"
        answer.good(said, f"Om {clock.hour_now()} uur.", f"Het staat {also} op de startpagina van {naar.naam}.")
