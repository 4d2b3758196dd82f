"""The field in which each record is weighed: every record with its source and day, to weigh or to leave out."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import bron, dag, inhoud, is_bewijs
from meldcode.vragen.datum import in_words
from meldcode.vragen.meegewogen import Deel, Hoe, read_delen
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vraag import Raw
from ui.forms.state import WeighingState
from ui.page import bijlage
from ui.page.fragment import Draw
from ui.text import hoorbaar, veilig
from ui.web.callbacks import Guarded

_LABELS = {hoe.value: hoe.label for hoe in Hoe}
Apart = Callable[[Draw], None]
"""Draws something as a fragment (``ui.page.fragment``)."""


def ask(
    state: WeighingState,
    records: Records,
    dossier: Dossier,
    authors: Mapping[str, str],
    kept: Callable[[], Raw],
    changed: Guarded,
    apart: Apart | None = None,
) -> None:
    """Draw these records, each with the question how it weighs; each as a fragment of its own if ``apart`` is given.

    ``state`` is that of the vraag in this form, ``kept`` its last stored answer.
    """
    state.nummers = tuple(each.nummer for each in records)

    def draw(nummer: int, now: Dossier) -> None:
        record = next(each for each in now.records if each.nummer == nummer)
        with st.container(key=f"mr-weeg-{nummer}", gap="xsmall"):
            show(record, authors.get(record.by, "onbekend"), now.id)
            _weigh(state, nummer, kept(), changed)

    def draw_all(found: Records) -> None:
        with st.container(key=f"mr-weegstaat-{found[0].nummer}" if found else None, gap=None):
            for each in found:
                if apart:
                    apart(partial(draw, each.nummer))
                else:
                    draw(each.nummer, dossier)

    evidence, besides = split(records)
    draw_all(evidence)
    if besides:
        weighed = {each.nummer for each in read_delen(typed(state, kept()))}
        with folded(besides, is_open=any(each.nummer in weighed for each in besides)):
            st.caption("Dit zijn overleggen en afspraken. U mag ze meewegen; het hoeft niet.")
            draw_all(besides)


def split(records: Records) -> tuple[Records, Records]:
    """Those that must be weighed or left out with a reason, and those that may be weighed."""
    evidence = tuple(each for each in records if is_bewijs(each))
    return evidence, tuple(each for each in records if not is_bewijs(each))


def folded(besides: Records, *, is_open: bool = False) -> DeltaGenerator:
    """What is no evidence, folded away under the names of what it is."""
    names = ", ".join(dict.fromkeys(each.titel.rstrip("?").lower() for each in besides))
    return st.expander(veilig(f"Ook vastgelegd ({len(besides)}): {names}"), expanded=is_open)


def left(records: Records, delen: Iterable[Deel]) -> str:
    """How much is left to weigh, in words."""
    evidence, _besides = split(records)
    weighed = {each.nummer for each in delen}
    still = [each.nummer for each in evidence if each.nummer not in weighed]
    if still:
        return f"Nog {len(still)} van {len(evidence)} te wegen: nummer {', '.join(map(str, still))}."
    return f"Alle {len(evidence)} gewogen."


def read(records: Records, dossier: Dossier, authors: Mapping[str, str]) -> None:
    """Draw these records to read, in the order in which they are weighed."""

    def draw_all(found: Records) -> None:
        with st.container(key=f"mr-weegstaat-{found[0].nummer}" if found else None, gap=None):
            for each in found:
                with st.container(key=f"mr-weeg-{each.nummer}", gap="xsmall"):
                    show(each, authors.get(each.by, "onbekend"), dossier.id)

    evidence, besides = split(records)
    draw_all(evidence)
    if besides:
        with folded(besides):
            draw_all(besides)


def typed(state: WeighingState, kept: Raw) -> list[str]:
    """The answers so far, in the form in which they are stored."""
    delen, nummers, here = read_delen(kept), state.nummers, state.here
    if nummers is None:
        return [str(each) for each in delen]
    before = {(each.nummer, each.hoe): each.tekst for each in delen}
    found = []
    for nummer in nummers:
        chosen = here.get(state.how(nummer), [hoe.value for hoe in Hoe if (nummer, hoe) in before])
        for hoe in Hoe:
            if hoe.value in chosen:
                line = here.get(state.line(nummer, hoe), before.get((nummer, hoe), ""))
                found.append(str(Deel(nummer, hoe, str(line or "").strip())))
    return found


def _weigh(state: WeighingState, nummer: int, kept: Raw, changed: Guarded) -> None:
    said = {each.hoe: each.tekst for each in read_delen(kept) if each.nummer == nummer}
    chosen = st.pills(
        hoorbaar(f"Hoe weegt nummer {nummer} mee?"),
        list(_LABELS),
        selection_mode="multi",
        default=[hoe.value for hoe in Hoe if hoe in said],
        format_func=lambda hoe: veilig(_LABELS[hoe]),
        key=state.how(nummer),
        label_visibility="collapsed",
        on_change=changed,
    )
    for hoe in Hoe:
        if hoe.value in (chosen or []):
            label = hoe.vraag if hoe.needs_line else f"{hoe.vraag} (mag leeg blijven)"
            st.text_input(veilig(label), said.get(hoe, ""), key=state.line(nummer, hoe), live="1s", on_change=changed)


def show(each: Vastgelegd, author: str, dossier_id: str) -> None:
    """Draw one record in little space: number, kind, day and source; each vraag with its answer."""
    st.markdown(veilig(f"{each.nummer}. {each.titel}, {in_words(dag(each))}", note=_source(each, author)))
    st.text("\n".join(f"{vraag} {tekst}" for vraag, tekst in inhoud(each)))
    for bestand in each.bestanden:
        bijlage.draw(dossier_id, bestand)


def _source(each: Vastgelegd, author: str) -> str:
    written = f"Vastgelegd door {author}" + ("." if each.on == dag(each) else f" op {in_words(each.on)}.")
    return f"Bron: {bron(each)}. {written}" if bron(each) else written
