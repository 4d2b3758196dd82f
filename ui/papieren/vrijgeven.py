"""The look before facts go along to a call: which are told, how they will stand, and each doubtful word decided on."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from db.accounts import accounts
from db.dossiers import vrijgave
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.namen.onherkenbaar import WEG, Soort, Stuk
from meldcode.papieren import feiten
from meldcode.papieren.feiten import Feit
from meldcode.rollen import User
from ui import clock
from ui.elements import answer, rijen
from ui.elements.slot import place
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

_SOME = 5
_STAYS, _GOES = "Laten staan", f"Weglaten: {WEG}"
_MARKED = {
    Soort.GEWOON: "{%s}",
    Soort.VERVANGEN: '<mark class="mr-vervangen">{%s}</mark>',
    Soort.TWIJFEL: '<mark class="mr-twijfel">{%s}</mark>',
}


def known(dossier: Dossier, user: User) -> list[Feit]:
    """What this person can tell of this dossier, the newest first."""
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
        collegas = [each.naam for each in accounts.list_accounts(connection, user.school_id)]
    return feiten.feiten(dossier, feiten.bekend(dossier, school, collegas), clock.today())


def released(dossier: Dossier, user: User) -> tuple[tuple[str, str], ...]:
    """The facts that this person released today, as they were looked at: when and how, and what is told."""
    found = vrijgave.released(user, dossier.id, clock.today())
    return feiten.vrijgegeven(known(dossier, user), found[0]) if found else ()


def draw(dossier: Dossier, user: User) -> None:
    """Draw the facts to choose from, as they will stand, and release those that were looked at."""
    st.subheader("De feiten die u vertelt", anchor=False)
    every = known(dossier, user)
    if not every:
        st.caption("In het dossier staat nog niets dat is gezien of gehoord.")
        return
    found = vrijgave.released(user, dossier.id, clock.today())
    before = found[0] if found else None
    with place():
        if found and feiten.vrijgegeven(every, before):
            _stands(dossier, user, f"{_counted(len(found[0].nummers))}, nagelezen {clock.said(found[1])}.")
        elif found:
            st.info("Er is iets veranderd sinds u de feiten nalas. Ze staan niet op de belkaart. Lees ze opnieuw na.")
    st.caption(
        "Kies wat u vertelt. Namen, dagen, leeftijden en adressen zijn al vervangen: dat is gemarkeerd. Lees alles na. "
        "Een naam zonder hoofdletter, een beroep, een land of iets wat het hele dorp weet, ziet alleen u."
    )
    shown = rijen.first_of(every, f"{dossier.id}/vrijgeven", _SOME, by_pages=False)
    chosen = [each for each in shown if _tick(dossier, each, is_on=bool(before and each.nummer in before.nummers))]
    rijen.show_all(len(every), f"{dossier.id}/vrijgeven", _SOME, "Feiten", which="nieuwste", by_pages=False)
    stays, open_ones = _decide(dossier, chosen, before.houden if before else frozenset())
    if st.button("Nagelezen: zet dit op de belkaart", key=f"{dossier.id}/vrijgeven/klaar", type="primary"):
        _release(dossier, user, chosen, stays, open_ones)


def _stands(dossier: Dossier, user: User, said: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(veilig(f"Op de belkaart: {said}"), width="content")
        taking = Guarded(user, vrijgave.take_back, user, dossier.id)
        st.button("Haal ze eraf", key=f"{dossier.id}/vrijgeven/terug", type="tertiary", on_click=taking)


def _tick(dossier: Dossier, feit: Feit, *, is_on: bool) -> bool:
    with st.container(gap="xsmall"):
        key = f"{dossier.id}/vrijgeven/{feit.nummer}"
        is_chosen = st.checkbox(veilig(feit.kop), value=is_on, key=key)
        said = {f"w{number}": each.woorden for number, each in enumerate(feit.stukken)}
        st.html(own_html(_marks(feit.stukken), **said))
    return is_chosen


def _marks(stukken: Sequence[Stuk]) -> str:
    """The template for a fact, in which what was replaced and what is doubtful is marked."""
    return "".join(['<p class="mr-feit">', *(_MARKED[each.soort] % f"w{n}" for n, each in enumerate(stukken)), "</p>"])


def _decide(dossier: Dossier, chosen: Sequence[Feit], before: frozenset[str]) -> tuple[list[str], list[str]]:
    """Ask about each doubtful word in these facts: those that stay, and those not decided on yet."""
    words = feiten.te_beslissen(chosen)
    if words:
        st.markdown("**Zegt dit woord om wie het gaat?**")
    said = {word: _ask(dossier, word, is_kept=word in before) for word in words}
    return [word for word in words if said[word] == _STAYS], [word for word in words if said[word] is None]


def _ask(dossier: Dossier, word: str, *, is_kept: bool) -> str | None:
    name = hashlib.sha256(word.encode()).hexdigest()  # by place another word could get this one's decision
    return st.radio(
        veilig(f"‘{word}’"),
        [_STAYS, _GOES],
        index=0 if is_kept else None,
        format_func=lambda each: veilig(each),
        horizontal=True,
        key=f"{dossier.id}/vrijgeven/woord/{name}",
    )


def _release(dossier: Dossier, user: User, chosen: Sequence[Feit], stays: list[str], open_ones: list[str]) -> None:
    if not chosen:
        answer.refuse("Kies eerst wat u vertelt.")
    elif open_ones:
        named = ", ".join(f"‘{each}’" for each in open_ones)
        answer.refuse(f"Beslis eerst over {named}. Er staat nog niets op de belkaart.")
    else:
        given = feiten.vrijgave(chosen, stays)
        vrijgave.release(user, dossier.id, given, dossier.versie, clock.now())
        answer.good(f"Op de belkaart: {_counted(len(chosen))}.", "Dat geldt vandaag. Daarna leest u ze opnieuw na.")
        st.rerun()


def _counted(number: int) -> str:
    return "1 feit" if number == 1 else f"{number} feiten"
