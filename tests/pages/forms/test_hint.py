"""A hint explains its hard words where they stand first; what is in it is ours, and escaped all the same."""

from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School


def test_a_hard_word_in_a_hint_opens_to_one_line_about_it(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    hints = [text for kind, text in sent(noor.app) if kind == "html" and "mr-hint" in text]
    assert (
        '<div class="mr-hint">Hoorde de school alleen dát er thuis iets was? Kies dan <details class="mr-begrip" '
        'name="mr-begrip"><summary>Handle with Care</summary><span>De politie kwam bij het kind thuis. De school hoort '
        "dat, maar niet wat er was.</span></details>.</div>"
    ) in hints


def test_a_hint_without_a_hard_word_is_a_caption_as_before(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    assert "Vandaag of eerder." in [each.value for each in noor.app.caption]
