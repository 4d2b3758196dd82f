"""Preparing a case for the leerlingbespreking takes few presses: from an empty agenda to a card that is chosen."""

from dataclasses import replace

import pytest

from db.dossiers import besprekingen
from tests.browser.meeting import TEXT, Case
from tests.browser.person import Person

AT_MOST = 5  # it took six for one observation, and two more for each that followed


@pytest.mark.sweep
def test_a_case_is_prepared_with_a_question_and_what_was_seen_in_five_presses(own: Person, case: Case) -> None:
    before = besprekingen.mine(case.noor)
    assert before
    besprekingen.keep(case.noor, replace(before.bespreking, begonnen_op=None, punten=()))
    own.opens("/leerlingbespreking")
    presses = 0

    def counts() -> None:
        nonlocal presses
        presses += 1

    field = own.main.get_by_label("Welke dossiers bespreekt u?").locator("visible=true").first
    option = own.page.get_by_role("option", name=case.dossier.codenaam)

    def looks() -> int:  # the list may be longer than what is drawn of it, and closes when the page is drawn again
        field.fill("")
        field.press_sequentially(case.dossier.codenaam)
        return option.count()

    own.waits_until(looks, bool)
    counts()
    with own.is_answered():
        option.click()
    counts()
    own.page.keyboard.press("Escape")  # the list closes by itself for who goes on with another field
    with own.is_answered():
        own.page.get_by_label("Wat vraagt u het team?").fill("Wie zag dit ook?")
        own.page.keyboard.press("Tab")
    counts()
    own.sees(f"{TEXT}, zei {case.dossier.codenaam}.")
    own.waits_until(lambda: prepared(case), lambda found: found == ("Wie zag dit ook?", ["waarneming"]))
    assert presses <= AT_MOST


def prepared(case: Case) -> tuple[str, list[str]]:
    zitting = besprekingen.mine(case.noor)
    punt = zitting.bespreking.punt(case.dossier.id) if zitting else None
    return (punt.vraag, [each.naam for each in punt.kaarten]) if punt else ("", [])
