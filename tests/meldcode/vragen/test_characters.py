"""Characters in answers: which are refused, and that all others are kept to the letter."""

import pytest

from meldcode.vastleggingen import Opening, Signaal
from meldcode.vragen.vastlegging import fill
from tests.builders import answers, opened
from tests.cast import BORN, MONDAY
from tests.meldcode.vragen.said import said
from tests.over import over


@over(
    "sign",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"],
)
@over(("kind", "naam"), [(Signaal, "waarneming"), (Signaal, "plaats"), (Opening, "naam")])
def test_a_control_character_is_refused_and_its_place_told(kind, naam: str, sign: str) -> None:
    typed = f"Sem{sign} liep naar de deur"
    assert said(kind, **{naam: typed}) == {naam: "Op plaats 4 staat een teken dat u niet kunt zien. Haal dat weg."}


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800"])
def test_a_control_character_in_a_choice_or_a_date_is_refused_too(sign: str) -> None:
    assert set(said(Signaal, bron=f"zelf{sign}", datum=f"06-11-2026{sign}")) == {"bron", "datum"}


def test_line_ends_are_alike_and_tabs_remain() -> None:
    filled = fill(Signaal, answers(Signaal, waarneming="een\r\ntwee\rdrie\n\tvier"), MONDAY, BORN)
    assert filled.waarneming == "een\ntwee\ndrie\n\tvier"


@over(
    "naam",
    [
        "<script>alert(1)</script>",
        "<b>Sem</b> & <img src=x onerror=y>",
        "**Sem** [klik](javascript:x) `code` # kop",
        ":red[Sem] $x^2$ :material/home:",
        "O'Brien-de Wit; DROP TABLE dossier; --",
        "  Sem  ",
        "Zoë Şahin-Øster",
        "سامي الأحمد",
        "\u202eSem\u202c",
        "李小龙",
        "Sem 👨‍👩‍👧‍👦",
        "e\u0301 en é",
        "=1+1",
        "%s {0} {naam}",
    ],
)
def test_a_name_is_kept_to_the_letter(naam: str) -> None:
    assert opened(naam=naam).leerling("naam") == naam


def test_long_words_of_a_pupil_are_kept_to_the_letter() -> None:
    words = "„Ik wil\u00a0niet naar huis” 😢\n\tzei hij.\u200b – ‏שלום‏ …  \n"
    assert fill(Signaal, answers(Signaal, waarneming=words), MONDAY, BORN).waarneming == words
