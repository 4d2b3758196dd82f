"""The pages with the worksheet of stap 4 and with the timeline."""

import re
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import Ogenblik, tijdlijn
from meldcode.vastleggingen import AdviesVeiligThuis, Besluit, Effectmeting, FormeelGesprek, Signaal, Weging
from meldcode.vragen.baan import Baan
from tests.answers import answers
from tests.builders import after_stap, close, fitting, in_opvolging, opened, record
from tests.pages.person import Person
from tests.pages.school import School, marked
from ui.dossier import tijdlijn as timeline
from ui.text import own_html

STAP_4 = "stap_4_wegen.py"


def test_everything_recorded_stands_there_with_its_source_and_its_day(school: School, noor: Person) -> None:
    noor.opens(STAP_4, school.keeps(after_stap(3)))
    text = noor.reads()
    assert "2. Signaal, vr 6 november 2026" in text and "3. Overleg" in text
    assert "Bron: Ik heb het zelf gezien of gehoord. Vastgelegd door Noor van Dalen op ma 9 november 2026." in text
    assert "Sem kroop weg achter de fietsen" in text
    assert "Bron: Vader, moeder, Noor, Lars." in text
    assert "Nog 3 van 3 te wegen: nummer 2, 9, 12." in text


def test_a_weging_is_made_of_what_was_weighed_and_is_stored_with_its_outcome(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(3))
    noor.opens(STAP_4, dossier)
    noor.answers(Weging, fitting(dossier, Weging))
    noor.turns_to(Weging, "onveilig")
    text = noor.reads()
    assert "Alle 3 gewogen." in text
    assert "Hij is bang om mee naar huis te gaan. (nummer\u00a02)\nVader ontkent. (nummer\u00a012)" in text
    assert "Regel ‘hulp begint’, bij deze antwoorden: afweging 1 ja, afweging 2 nee" in text
    noor.presses("Vastleggen")
    weging = school.reads(dossier).of(Weging)[-1]
    assert weging.waarde("uitkomst") == "hulp-begint"
    assert weging.waarde("meegewogen") == fitting(dossier, Weging)["meegewogen"]


def test_the_outcome_follows_each_answer(school: School, noor: Person) -> None:
    noor.opens(STAP_4, school.keeps(after_stap(3)))
    noor.turns_to(Weging, "onveilig")
    assert "Dit ziet u zodra u de afwegingen" in noor.reads()
    noor.field(Weging, "onveilig").set_value("twijfel")
    noor.refreshes()
    assert "Twijfel over de veiligheid telt als ja: u belt nu Veilig Thuis en meldt." in noor.reads()
    assert "– afweging 1 nee, afweging 2 nee" in noor.reads()


def test_when_it_is_not_safe_the_questions_about_help_say_that_they_may_stay_open(school: School, noor: Person) -> None:
    noor.opens(STAP_4, school.keeps(after_stap(3)))
    noor.answers(Weging, {"vermoeden": "ja", "onveilig": "nee"})
    assert "U kunt dit nu open laten" not in noor.reads()
    noor.answers(Weging, {"onveilig": "twijfel"})
    said = noor.reads()
    assert said.count("U kunt dit nu open laten: u bespreekt het met Veilig Thuis.") == 3
    assert "en zo de dreiging afwenden? (mag leeg blijven)" in said
    assert "Nog niet te zeggen: de hulp moet nog beginnen" in noor.field(Weging, "resultaat").options
    assert noor.field(Weging, "hulp").options == ["Ja", "Nee", "Twijfel"]


def test_that_the_pupil_told_it_stands_on_saving_at_the_talk_at_the_weging_and_at_the_besluit(
    school: School, noor: Person
) -> None:
    """Until Veilig Thuis was spoken to."""
    acute = "Dat telt als acuut, tot u met Veilig Thuis hebt overlegd."
    call = "De leerling vertelde het zelf. Bel Veilig Thuis (0800-2000) vóór u met de ouders praat."
    dossier = school.keeps(close(record(after_stap(3), Weging), 4))
    noor.opens("stap_1_signalen.py", dossier)
    noor.chooses(Signaal)
    noor.records(Signaal, answers(Signaal, soort="uitspraak"))
    assert call in noor.reads()
    noor.opens("stap_3_gesprek.py", dossier)
    noor.chooses(FormeelGesprek)
    assert call in noor.is_told()
    noor.opens(STAP_4, dossier)
    noor.chooses(Weging)
    noor.turns_to(Weging, "onveilig")
    assert f"De leerling vertelde het zelf. {acute} Zie nummer 16." in noor.is_told()
    noor.answers(Weging, {"vermoeden": "nee", "onveilig": "nee"})
    assert "geldt bij het besluit afweging 2 als ja." in noor.reads()
    noor.opens("stap_5_beslissen.py", dossier)
    noor.chooses(Besluit)
    assert any(acute in each and "belt u nu Veilig Thuis en meldt u" in each for each in noor.is_told())
    school.adds(dossier, AdviesVeiligThuis)
    noor.refreshes()
    assert acute not in noor.reads()
    assert any("Het afwegingskader geeft aan: Hulp is mogelijk en wordt aanvaard" in each for each in noor.is_told())


def test_nothing_is_passed_over_and_nothing_left_out_without_a_reason(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(3))
    noor.opens(STAP_4, dossier)
    given = fitting(dossier, Weging)
    noor.answers(Weging, given | {"meegewogen": [each for each in given["meegewogen"] if not each.startswith("9 ")]})
    noor.presses("Vastleggen")
    assert noor.is_refused() == [
        "Hoe weegt elke vastlegging mee? – Nog niet gewogen: nummer 9. Weeg het mee, of zeg waarom niet."
    ]
    noor.turns_to(Weging, "meegewogen")
    assert "Nog niet gewogen: nummer 9. Weeg het mee, of zeg waarom niet." in noor.is_told()
    noor.app.pills(f"{noor.key(Weging, 'meegewogen')}/9").set_value(["buiten"])
    noor.presses("Vastleggen")
    assert "Bij nummer 9 is nog niet geantwoord op: waarom weegt dit niet mee?" in noor.is_refused()[0]
    assert not school.reads(dossier).of(Weging)


def test_what_was_weighed_is_still_there_in_another_tab(school: School, noor: Person) -> None:
    dossier = school.keeps(after_stap(3))
    noor.opens(STAP_4, dossier)
    noor.weighs(Weging, ["2 risico Hij is bang.", "2 bescherming Hij vertelt het zelf.", "3 buiten Onze werkwijze."])
    noor.refreshes()
    there = noor.again()
    assert "Hij is bang. (nummer\u00a02)" in there.reads() and "Nog 2 van 3 te wegen" in there.reads()
    assert school.concept(noor.user, dossier, Weging) == {
        "meegewogen": ["2 risico Hij is bang.", "2 bescherming Hij vertelt het zelf.", "3 buiten Onze werkwijze."]
    }


def test_beside_another_form_of_stap_4_it_is_read_and_not_asked(school: School, noor: Person) -> None:
    noor.opens(STAP_4, school.keeps(after_stap(3)))
    noor.chooses(AdviesVeiligThuis)
    assert not noor.is_asked(Weging, "meegewogen") and "Sem kroop weg achter de fietsen" in noor.reads()


def test_a_new_weging_stands_beside_the_earlier_one_with_what_changed(school: School, noor: Person) -> None:
    dossier = school.keeps(record(in_opvolging("5a"), Effectmeting, signalen="opnieuw"))
    noor.opens(STAP_4, dossier)
    noor.chooses(Weging)
    assert "De vorige weging, van ma 9 november 2026" in noor.reads() and "Nog 1 van 4 te wegen" in noor.reads()
    given = fitting(dossier, Weging, patroon="toenemend", onveilig="ja")
    noor.answers(Weging, given)
    assert "Toen" in noor.reads() and "Het blijft gelijk" in noor.reads() and "Het wordt meer" in noor.reads()
    noor.presses("Vastleggen")
    noor.opens(STAP_4, dossier)
    noor.chooses(Weging)
    assert "Wat veranderde sinds de weging van ma 9 november 2026" in noor.reads()


def test_a_word_that_judges_gets_a_hint_and_is_recorded_all_the_same(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.chooses(Signaal)
    typed = answers(Signaal, waarneming="Moeder was labiel en altijd boos bij het hek.")
    noor.answers(Signaal, typed)
    assert "‘labiel’: wat deed of zei iemand, waaraan u dat merkte?" in noor.reads()
    assert "U hoeft niets te veranderen." in noor.reads()
    noor.presses("Vastleggen")
    assert school.last(dossier, Signaal).tekst("waarneming") == typed["waarneming"]


# The timeline


def lines_of(dossier: Dossier) -> dict[str, str]:
    """The HTML of each line of the timeline, by its name, in order."""
    template, values = timeline.drawn(timeline.by_kind(tijdlijn(dossier)))
    found = re.findall(r"<p><b>(.*?)</b><span>(.*?)</span></p>", own_html(template, **values), re.DOTALL)
    return dict(found[:-1])


def test_the_lines_differ_by_sign_and_name_and_not_by_colour() -> None:
    lines = lines_of(in_opvolging("beide"))
    assert list(lines) == ["Signalen", "Gesprekken", "Overleg en advies", "Wegen en beslissen", "Hulp en melding"]
    signs = [set(re.findall("[●■▲◆▼]", each)) for each in lines.values()]
    assert signs == [{"●"}, {"■"}, {"▲"}, {"◆"}, {"▼"}]
    assert "color" not in "".join(lines.values())
    assert "<sup>4×</sup>" in lines["Overleg en advies"], "four talks on one day are seen to be four"


def test_a_line_on_which_nothing_happened_is_there_all_the_same() -> None:
    assert [bool(each) for each in lines_of(record(opened(), Signaal)).values()] == [True, False, False, False, False]


def test_each_sign_stands_where_its_day_is_with_the_days_at_the_ends_and_in_the_middle() -> None:
    days = (date(2026, 11, 6), date(2026, 11, 16), date(2026, 11, 26))
    template, values = timeline.drawn({"Signalen": [Ogenblik(day, Baan.SIGNALEN, "Signaal") for day in days]})
    html = own_html(template, **values)
    for left, day in (("12.5", "06-11-2026"), ("50.0", "16-11-2026"), ("87.5", "26-11-2026")):
        assert html.count(f'<i style="left: {left}%"') == 2 and f'<i style="left: {left}%">{day}</i>' in html
    four_days, values = timeline.drawn({"Hulp": [Ogenblik(date(2026, 11, day), Baan.HULP, "Hulp") for day in (6, 9)]})
    assert re.findall(r">(\d\d)-11-2026<", own_html(four_days, **values)) == ["06", "09"], "the 7th would touch the 6th"
    one_day, values = timeline.drawn({"Hulp": [Ogenblik(days[0], Baan.HULP, "Hulp")]})
    assert own_html(one_day, **values).count('<i style="left: 50.0%"') == 2


def test_the_timeline_stands_on_the_page_of_the_dossier_and_of_stap_4_without_what_was_typed(
    school: School, noor: Person
) -> None:
    dossier = school.keeps(marked(after_stap(3), "Kanarievogel"))
    for page in ("dossier.py", STAP_4):
        noor.opens(page, dossier)
        (drawn,) = [each.proto.body for each in noor.app.get("html") if "mr-tijdlijn" in each.proto.body]
        assert "Signalen" in drawn and "Gedrag en stemming van de leerling" in drawn
        assert "Kanarievogel" not in drawn and "Sem" not in drawn
        assert not noor.app.get("plotly_chart"), "Plotly is loaded for the overview alone"
        assert "Signalen (1): vr 6 november 2026, Signaal: Gedrag en stemming van de leerling." in noor.reads()
