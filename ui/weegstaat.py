"""Everything that was recorded, with its source and its day, each to be weighed in or left out with a reason."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from meldcode.datum import in_words
from meldcode.meegewogen import Deel, Hoe, read_delen
from meldcode.vastgelegd import Records, Vastgelegd
from meldcode.vraag import Raw
from meldcode.wegen import bron, dag, inhoud
from ui import bijlage
from ui.text import veilig

_LABELS = {hoe.value: veilig(hoe.label) for hoe in Hoe}
Changed = tuple[Callable[..., None], tuple[Any, ...]]
"""What is called, and with what, when an answer changes."""


def ask(name: str, records: Records, first: Raw, changed: Changed, dossier_id: str, authors: Mapping[str, str]) -> None:
    """Show these records, each with the question how it counts. ``name`` is that of the vraag in this form."""
    st.session_state[f"{name}/nummers"] = tuple(each.nummer for each in records)
    said = {(each.nummer, each.hoe): each.tekst for each in read_delen(first)}
    above = st.container(gap=None)
    for each in records:
        with st.container(border=True, gap="small"):
            show(each, authors.get(each.by, "onbekend"), dossier_id)
            _weigh(name, each, said, changed)
    weighed = {each.nummer for each in read_delen(typed(name, first))}
    left = [each.nummer for each in records if each.nummer not in weighed]
    with above:
        still = f"Nog te wegen: {len(left)} van {len(records)} (nummer {', '.join(map(str, left))})."
        st.caption(veilig(still if left else f"Alle {len(records)} vastleggingen zijn gewogen."))


def typed(name: str, kept: Raw) -> list[str]:
    """What was answered so far, as it is stored."""
    state, delen = st.session_state, read_delen(kept)
    nummers = state.get(f"{name}/nummers")
    if nummers is None:
        return [str(each) for each in delen]
    before = {(each.nummer, each.hoe): each.tekst for each in delen}
    found = []
    for nummer in nummers:
        chosen = state.get(f"{name}/{nummer}", [hoe.value for hoe in Hoe if (nummer, hoe) in before])
        for hoe in Hoe:
            if hoe.value in chosen:
                line = state.get(f"{name}/{nummer}/{hoe}", before.get((nummer, hoe), ""))
                found.append(str(Deel(nummer, hoe, str(line or "").strip())))
    return found


def _weigh(name: str, each: Vastgelegd, said: Mapping[tuple[int, Hoe], str], changed: Changed) -> None:
    key, (on_change, args) = f"{name}/{each.nummer}", changed
    common: dict[str, Any] = {"on_change": on_change, "args": args}
    chosen = st.pills(
        veilig(f"Hoe weegt nummer {each.nummer} mee?"),
        list(_LABELS),
        selection_mode="multi",
        default=[hoe.value for hoe in Hoe if (each.nummer, hoe) in said],
        format_func=_LABELS.__getitem__,
        key=key,
        label_visibility="collapsed",
        **common,
    )
    for hoe in Hoe:
        if hoe.value in (chosen or []):
            label = hoe.vraag if hoe.needs_line else f"{hoe.vraag} (mag leeg blijven)"
            st.text_input(veilig(label), said.get((each.nummer, hoe), ""), key=f"{key}/{hoe}", live="1s", **common)


def show(each: Vastgelegd, author: str, dossier_id: str) -> None:
    """One record in little room: number, kind and day; the source; each vraag with its answer."""
    st.markdown(veilig(f"{each.nummer}. {each.titel}, {in_words(dag(each))}"))
    st.caption(veilig(_source(each, author)))
    st.text("\n".join(f"{vraag} {tekst}" for vraag, tekst in inhoud(each)))
    for bestand in each.bestanden:
        bijlage.draw(dossier_id, bestand)


def _source(each: Vastgelegd, author: str) -> str:
    written = f"Vastgelegd door {author} op {in_words(each.on)}."
    return f"Bron: {bron(each)}. {written}" if bron(each) else written
