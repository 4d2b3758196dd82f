"""Characters in answers: none is refused, and all that can be seen are kept to the letter."""

import pytest

from meldcode.vastleggingen import Opening, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import opened
from tests.cast import BORN, MONDAY
from tests.meldcode.vragen.said import said
from tests.over import over


@over("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
@over(("kind", "naam"), [(Signaal, "waarneming"), (Signaal, "plaats"), (Opening, "naam")])
def test_nothing_is_refused_for_a_sign_that_nobody_sees(kind, naam: str, sign: str) -> None:
    assert said(kind, **{naam: f"Sem{sign} liep naar de deur"}) == {}


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800"])
def test_a_choice_is_one_of_the_choices_to_the_letter_and_a_day_is_read_all_the_same(sign: str) -> None:
    assert said(Signaal, bron=f"zelf{sign}", datum=f"06-11-2026{sign}") == {"bron": "Kies een van de antwoorden."}


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
        "李小龙",
        "Sem 👨‍👩‍👧‍👦",
        "é en ë",
        "=1+1",
        "%s {0} {naam}",
    ],
)
def test_a_name_is_kept_to_the_letter(naam: str) -> None:
    assert opened(naam=naam).leerling("naam") == naam


def test_long_words_of_a_pupil_are_kept_to_the_letter() -> None:
    words = "„Ik wil niet naar huis” 😢\n\tzei hij. – ‏שלום‏ …  \n"
    assert fill(Signaal, answers(Signaal, waarneming=words), MONDAY, BORN).waarneming == words
