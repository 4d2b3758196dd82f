"""The shared screen of a leerlingbespreking: what it shows at each moment, and never more than that."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from meldcode.bespreking.bespreking import VAN, Actie, Bespreking, Concept, Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.bespreking.scherm import AFTELLEN, ONAANGERAAKT, Stand, in_one_sentence, picture
from meldcode.vastleggingen import Afscherming, Afspraak, Leerlingbespreking, Signaal
from meldcode.vragen.persoon import Persoon
from tests.answers.typed import written
from tests.builders import close, opened, record, work
from tests.cast import LARS, MONDAY, NOOR, TUESDAY

NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001
SECOND = timedelta(seconds=1)
WALKED = close(work(opened(gezag="Kanariestraat 1"), 1), 1)
CASE = replace(record(WALKED, Signaal, waarneming="Sem zat een uur bij het hek."), id="d1", codenaam="Beuk 7")
OTHER = replace(CASE, id="d2", codenaam="Eik 2")
SEEN = Kaart(len(CASE.records), "waarneming")
SAID = Kaart(len(CASE.records), "plaats", gevoelig=True)
MEETING = Bespreking(
    "b1", MONDAY, (NOOR.id, LARS.id), (), (Punt("d1", "Wie zag Sem?", (SEEN, SAID)), Punt("d2", "En hier?")), MONDAY
)
DOSSIERS = {"d1": CASE, "d2": OTHER}
PEOPLE = {each.id: Persoon(each.id, each.role, each.naam) for each in (NOOR, LARS)}


def shown(stand: Stand, at: datetime = NOW, meeting: Bespreking = MEETING) -> dict[str, object]:
    return picture(stand, meeting, DOSSIERS, PEOPLE, at)


def text(stand: Stand, at: datetime = NOW) -> str:
    return json.dumps(shown(stand, at), ensure_ascii=False)


AGENDA = Stand(1, NOW)
AT_TABLE = AGENDA.turn_to("d1", NOW)


@pytest.mark.parametrize(
    ("groep", "label"),
    [("Plusklas", "Beuk 7, Plusklas"), ("Groep 6 van Sem", "Beuk 7, groep 6 van …"), ("sems klas", "Beuk 7, … klas")],
)
def test_a_group_is_named_without_the_name_of_the_pupil(groep: str, label: str) -> None:
    named = replace(opened(groep=groep), codenaam="Beuk 7", id="d1")
    assert MEETING.label(MEETING.punten[0], named) == label


def test_the_agenda_is_code_names_and_groups_and_nothing_else() -> None:
    assert [each["label"] for each in shown(AGENDA)["agenda"]] == ["Beuk 7, groep 6", "Eik 2, groep 6"]  # type: ignore[index, attr-defined]
    assert "Sem" not in text(AGENDA) and "zag" not in text(AGENDA)


def test_a_case_is_shown_alone_by_code_name_with_its_question_and_no_answer() -> None:
    found = shown(AT_TABLE)
    assert (found["soort"], found["label"], found["vraag"]) == ("zaak", "Beuk 7, groep 6", "Wie zag Beuk 7?")
    assert found.pop("erbij") == "Noor, Lars", "who sit there, and are named nowhere else"
    for word in ("Eik 2", "hek", "Sem", "Wit", "Kanariestraat", "14-03-2018", "Lars"):
        assert word not in json.dumps(found, ensure_ascii=False), word


def test_a_card_is_up_alone_and_by_code_name() -> None:
    stand = AT_TABLE.reveal(0, NOW, gevoelig=False)
    assert shown(stand)["tekst"] == "Beuk 7 zat een uur bij het hek."
    assert "punten" not in shown(stand) and "Sem" not in text(stand)


def test_something_sensitive_is_up_for_thirty_seconds_and_not_one_longer() -> None:
    stand = AT_TABLE.reveal(1, NOW, gevoelig=True)
    assert shown(stand, NOW + AFTELLEN - SECOND)["soort"] == "kaart"
    assert shown(stand.touch(NOW + 29 * SECOND), NOW + AFTELLEN)["soort"] == "zaak", "a touch gives no more time"


def test_without_a_touch_it_is_blank_after_sixty_seconds_and_a_touch_then_brings_nothing_back() -> None:
    stand = AT_TABLE.reveal(0, NOW, gevoelig=False)
    assert shown(stand, NOW + ONAANGERAAKT - SECOND)["soort"] == "kaart"
    assert shown(stand, NOW + ONAANGERAAKT) == {"soort": "leeg"}
    assert shown(stand.touch(NOW + ONAANGERAAKT), NOW + ONAANGERAAKT) == {"soort": "leeg"}
    assert shown(stand.touch(NOW + 59 * SECOND), NOW + 90 * SECOND)["soort"] == "kaart"


def test_hidden_is_nothing_at_all_and_what_was_up_does_not_come_back() -> None:
    hidden = AT_TABLE.reveal(0, NOW, gevoelig=False).hide(NOW)
    assert shown(hidden) == {"soort": "leeg"}
    assert shown(hidden.put_away(NOW))["soort"] == "zaak"


def test_every_change_has_a_higher_number_and_a_touch_has_not() -> None:
    steps = [AT_TABLE, AT_TABLE.reveal(0, NOW, gevoelig=False), AT_TABLE.hide(NOW), AT_TABLE.put_away(NOW)]
    assert all(each.nummer > AGENDA.nummer for each in steps) and AGENDA.touch(NOW + SECOND).nummer == AGENDA.nummer


@pytest.mark.parametrize("card", [2, 99])
def test_a_card_that_was_not_chosen_is_not_shown(card: int) -> None:
    assert shown(AT_TABLE.reveal(card, NOW, gevoelig=False))["soort"] == "zaak"


def test_a_case_of_which_an_involved_colleague_is_at_the_table_is_nowhere_on_the_screen() -> None:
    dossiers = DOSSIERS | {"d1": record(CASE, Afscherming, afgeschermd=written(LARS), vervanger="")}
    found = picture(AT_TABLE, MEETING, dossiers, PEOPLE, NOW)
    assert [each["label"] for each in found["agenda"]] == ["Eik 2, groep 6"]  # type: ignore[index, attr-defined]


def test_with_a_guest_and_no_ground_there_is_no_code_name_and_no_group() -> None:
    meeting = replace(MEETING, gasten=("Priya Doerga, wijkteam",))
    for stand in (AGENDA, AT_TABLE, AT_TABLE.reveal(0, NOW, gevoelig=False)):
        found = json.dumps(shown(stand, meeting=meeting), ensure_ascii=False)
        assert "Casus 1" in found and not any(word in found for word in ("Beuk", "groep", "Sem"))
    assert (
        shown(AT_TABLE.reveal(0, NOW, gevoelig=False), meeting=meeting)["tekst"]
        == "de leerling zat een uur bij het hek."
    )


def test_with_a_guest_and_no_ground_a_promise_of_the_last_time_has_no_code_name_either() -> None:
    promised = record(record(CASE, Leerlingbespreking), Afspraak, wat="Met Sem lezen", besloten_in=f"{VAN} vorige week")
    here = {"d1": replace(promised, id="d1"), "d2": OTHER}
    assert "Met Beuk 7 lezen" in str(picture(AT_TABLE, MEETING, here, PEOPLE, NOW)["eerder"])
    found = picture(AT_TABLE, replace(MEETING, gasten=("Priya Doerga, wijkteam",)), here, PEOPLE, NOW)
    assert "Met de leerling lezen" in str(found["eerder"]) and "Beuk" not in json.dumps(found)


def test_what_was_decided_is_shown_with_the_case() -> None:
    decided = MEETING.met(replace(MEETING.punten[0], geen_actie="er al hulp is voor Sem"))
    assert shown(AT_TABLE, meeting=decided)["besluit"] == "Geen actie, omdat er al hulp is voor Beuk 7"
    assert shown(AGENDA, meeting=decided)["agenda"][0]["klaar"] is True  # type: ignore[index]


def test_the_case_in_one_picture_is_kinds_and_days_and_not_what_a_signal_is_about() -> None:
    found = shown(AT_TABLE)
    assert {baan for baan, _day in found["punten"]} == {"Signalen", "Overleg en advies"}  # type: ignore[attr-defined]
    assert str(found["tekst"]).startswith("Van vr 6 november 2026 tot en met vr 6 november 2026: signalen 2")
    about = CASE.of(Signaal)[-1].tekst("soort")
    assert about and about not in text(AT_TABLE)
    assert in_one_sentence(()) == "Er is nog niets vastgelegd."


BELLEN = Actie("Bellen met oma van Sem", Persoon(LARS.id, LARS.role, LARS.naam), TUESDAY)


def agreeing(concept: Concept, *acties: Actie, to: Stand = AT_TABLE) -> list[dict[str, object]]:
    found = shown(to, meeting=MEETING.met(replace(MEETING.punten[0], acties=acties, concept=concept)))
    return found["afgesproken"]  # type: ignore[return-value]


@pytest.mark.parametrize("stand", [AT_TABLE, AT_TABLE.reveal(0, NOW, gevoelig=False)])
def test_what_is_agreed_is_shown_while_it_is_said_who_what_and_when(stand: Stand) -> None:
    lars = str(Persoon(LARS.id, LARS.role, LARS.naam))
    done, now = agreeing(Concept("Elke ochtend kijken hoe Sem bin", lars, "10-11-2026"), BELLEN, to=stand)
    assert done == {"wie": "Lars Brouwer", "wat": "Bellen met oma van Beuk 7", "wanneer": "di 10 november"}
    assert now == {
        "wie": "Lars Brouwer",
        "wat": "Elke ochtend kijken hoe Beuk 7 bin",
        "wanneer": "di 10 november",
        "nog": True,
    }
    assert agreeing(Concept()) == [{"wie": "", "wat": "", "wanneer": "", "nog": True}]


def test_why_nobody_does_anything_is_shown_while_it_is_said() -> None:
    meeting = MEETING.met(replace(MEETING.punten[0], concept=Concept(omdat="er al hulp is voor Sem. Zijn juf Se")))
    found = shown(AT_TABLE, meeting=meeting)
    assert found["besluit"] == "Geen actie, omdat er al hulp is voor Beuk 7. Zijn juf "
    assert found["afgesproken"] == []


def test_half_a_name_is_not_shown_while_it_is_typed() -> None:
    for typed in ("Kijken hoe S", "Kijken hoe Se", "Kijken hoe se"):
        assert agreeing(Concept(typed))[0]["wat"] == "Kijken hoe "
    assert agreeing(Concept("Kijken hoe Sem"))[0]["wat"] == "Kijken hoe Beuk 7"
    assert agreeing(Concept("Kijken hoe het gaat"))[0]["wat"] == "Kijken hoe het gaat"


def test_what_is_typed_is_shown_with_its_own_case_alone_and_not_while_the_screen_is_hidden() -> None:
    meeting = MEETING.met(replace(MEETING.punten[0], concept=Concept("Bellen met de opvang")))
    for stand in (AGENDA, AGENDA.turn_to("d2", NOW), AT_TABLE.hide(NOW)):
        assert "opvang" not in json.dumps(shown(stand, meeting=meeting))


def test_a_card_says_the_question_and_from_which_role_it_comes_and_no_name() -> None:
    found = shown(AT_TABLE.reveal(0, NOW, gevoelig=False))
    assert found["titel"] == "Wat is er gezien of gehoord?"
    assert found["bij"] == "Intern begeleider · Ik heb het zelf gezien of gehoord · vr 6 november"
    assert "Noor" not in str(found["bij"])


def test_the_buttons_say_what_they_will_reveal_under_the_record_it_comes_from() -> None:
    assert [(each["label"], each["van"], each["gevoelig"]) for each in shown(AT_TABLE)["kaarten"]] == [  # type: ignore[attr-defined]
        ("Wat is er gezien of gehoord?", "Signaal, vr 6 november (2)", False),
        ("Waar was het?", "Signaal, vr 6 november (2)", True),
    ]


def test_how_far_the_meeting_is_and_who_is_there_stands_with_each_case() -> None:
    assert (shown(AT_TABLE)["hoever"], shown(AT_TABLE)["erbij"]) == ("1 van 2 · 0 besproken", "Noor, Lars")
    meeting = MEETING.met(replace(MEETING.punten[0], acties=(BELLEN,), verlaat=frozenset({LARS.id})))
    found = shown(AT_TABLE, meeting=replace(meeting, gasten=("Priya Doerga, wijkteam",)))
    assert (found["hoever"], found["erbij"]) == ("1 van 2 · 1 besproken", "Noor, 1 gast")
