"""Charts: everything that is drawn stands in words beside it, in one hand, and says no more than its table."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from db.cijfers.figures import Punt
from meldcode.cijfers.cijfers import LAAT, PLEK, Stand, meest, voorop, zin
from papers.tabellen import Blad
from ui import startup
from ui.cijfers import grafieken

PER_STAP = {1: (2, 1), 2: (5, 3), 3: (1, 0), 4: (0, 0), 5: (8, 6)}
TOLD = Blad(
    "Besluiten", ("Wat", "Aantal"), (("5a", "7"), ("5b", "minder dan 5"), ("geen", "0"), ("Samen", "niet getoond"))
)
TIMES = Blad("Tijd", ("Wat", "Duur"), (("Stap 1", "dezelfde dag (5 keer)"), ("Stap 2", "12 dagen (3 keer)")))
COURSE = [Punt(date(2026, 8, 1), 1, 0), Punt(date(2026, 9, 1), 3, 2)]
EVERY = [grafieken.per_stap(PER_STAP), grafieken.of_blad(TOLD), grafieken.of_blad(TIMES), grafieken.trend(COURSE)]


def spec(figure: go.Figure) -> dict[str, Any]:
    return dict(json.loads(figure.to_json()))


def said(figure: go.Figure) -> list[str]:
    """The words at the ends of bars and lines."""
    return [each["text"] for each in spec(figure)["layout"]["annotations"]]


@pytest.mark.parametrize("figure", EVERY)
def test_a_chart_has_its_numbers_at_hand_no_legend_and_the_colours_of_the_page_alone(figure: go.Figure) -> None:
    """A colour that the style sheet does not know would be the same on a light page and on a dark one."""
    drawn = spec(figure)
    assert drawn["layout"]["showlegend"] is False and said(figure)
    text = json.dumps(
        {"data": drawn["data"], **{each: drawn["layout"][each] for each in ("annotations", "xaxis", "yaxis")}}
    )
    style = (Path(startup.__file__).parent / "static" / "meldroute.css").read_text(encoding="utf-8")
    named = {f"#0001{int(number):02}" for number in re.findall(r'\[fill="rgb\(0, 1, (\d)\)"\]', style)}
    assert len(named) == 3 and set(re.findall(r"#[0-9a-fA-F]{6}|rgba?\(", text)) <= named
    assert grafieken.QUIET["displayModeBar"] is False


def test_what_is_late_has_a_pattern_besides_its_colour_and_words_at_its_bar() -> None:
    in_time, late = spec(grafieken.per_stap(PER_STAP))["data"]
    assert in_time["x"] == [1, 2, 1, 0, 2] and late["x"] == [1, 3, 0, 0, 6]
    assert late["marker"]["pattern"]["shape"] and not in_time["marker"]["pattern"]["shape"]
    assert said(grafieken.per_stap(PER_STAP)) == ["2, 1 te laat", "5, 3 te laat", "1", "0", "8, 6 te laat"]


def test_a_count_that_is_not_told_has_no_bar_and_the_words_of_the_table_in_its_place() -> None:
    (bars,) = spec(grafieken.of_blad(TOLD))["data"]
    assert bars["x"] == [7, 0, 0] and said(grafieken.of_blad(TOLD)) == ["7", "minder dan 5", "0"]
    assert grafieken.meest(TOLD) == "Het meest: 5a – 7."


def test_days_are_drawn_as_days() -> None:
    assert spec(grafieken.of_blad(TIMES))["data"][0]["x"] == [0, 12]
    assert grafieken.meest(TIMES) == "Het langst: Stap 2 – 12 dagen (3 keer)."


def test_of_a_table_without_a_number_nothing_is_to_be_seen() -> None:
    assert grafieken.meest(Blad("Leeg", ("Wat", "Aantal"), (("5a", "minder dan 5"), ("5b", "niet getoond")))) == ""
    assert grafieken.meest(Blad("Leeg", ("Wat", "Aantal"), ())) == ""


def test_markup_in_the_name_of_a_school_is_shown_and_not_read() -> None:
    named = Blad("Per school", ("School", "Open"), (("<b>De <a href='x'>Linde", "9"),))
    figure = grafieken.of_blad(named)
    assert spec(figure)["data"][0]["y"] == ["&lt;b&gt;De &lt;a href='x'&gt;Linde"]


def test_the_course_is_said_with_both_its_ends() -> None:
    assert grafieken.verloop(COURSE) == "Op 1 september waren 3 dossiers open, op 1 augustus 1."
    assert said(grafieken.trend(COURSE)) == ["3 open dossiers", "2 termijnen te laat"]


# The sentence of the overview


def stand(open_: int, late: int) -> Stand:
    return Stand(date(2026, 11, 9), {(PLEK, "stap_2", "0", "0"): open_ - late, (PLEK, "stap_2", "0", LAAT): late}, {})


@pytest.mark.parametrize(
    ("open_", "late", "waits", "sentence"),
    [
        (20, 12, 4, "12 van de 20 dossiers lopen achter; 4 wachten op u"),
        (3, 1, 1, "1 van de 3 dossiers loopt achter; 1 wacht op u"),
        (4, 0, 2, "Alle 4 dossiers lopen op tijd; 2 wachten op u"),
        (1, 1, 0, "Het enige open dossier loopt achter; er wacht niets op u"),
        (1, 0, 1, "Het enige open dossier loopt op tijd; 1 wacht op u"),
        (0, 0, 3, "Er zijn geen open dossiers; 3 wachten op u"),
    ],
)
def test_the_overview_says_in_one_sentence_how_things_stand(open_: int, late: int, waits: int, sentence: str) -> None:
    assert zin(stand(open_, late), waits) == sentence
    numbers: Sequence[int] = [each.aantal for each in voorop(stand(open_, late), waits)]
    assert numbers == [waits, late, 0], "the figures are those of the sentence"
    assert [each.is_dringend for each in voorop(stand(open_, late), waits)] == [waits > 0, False, False]


def test_it_says_what_to_see_in_the_chart() -> None:
    assert meest(stand(8, 6)) == "Het meeste ligt in stap 2: 8 dossiers, waarvan er 6 achterlopen."
    assert meest(stand(1, 0)) == "Het meeste ligt in stap 2: 1 dossier, op tijd."
