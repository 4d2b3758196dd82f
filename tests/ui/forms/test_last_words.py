"""The last words of a closing page (ADR 33): saved in the concept of whoever typed them, in the right field."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from http.client import HTTPConnection
from types import MappingProxyType
from urllib.parse import urlencode

import pytest

from db.dossiers import concepten
from db.store.engine import engine
from meldcode.dossier.dossier import Dossier
from meldcode.lichaam.plekken import read_each
from meldcode.rollen import Role
from meldcode.vastleggingen import ALLE, Opening
from meldcode.vragen.datum import short
from meldcode.vragen.meegewogen import Hoe, Meegewogen
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import RawAnswers
from tests.over import over
from tests.ui.conftest import PATIENCE, Server
from tests.ui.page.attached import School
from ui import clock
from ui.forms.last_words import MOST_BYTES, read_field
from ui.forms.state import FormState, correction, name_of

UNTYPED = ("Bestand", "Persoon", "Meegewogen", "Plekken")
FORM = {"content-type": "application/x-www-form-urlencoded"}
TEXT = "Hij zei: ‘thuis is het koud’ – en 100% zeker & niet anders.\nVerder niets."


@pytest.fixture
def school(server: Server) -> Iterator[School]:
    yield School(server, "")
    engine().dispose()


def css_class(key: str) -> str:
    """The CSS class that Streamlit gives the widget with this key."""
    return "st-key-" + "".join(each if each.isalnum() or each in "_-" else "-" for each in key)


def field_of(dossier_id: str, kind: str, naam: str) -> str:
    return css_class(FormState(name_of(dossier_id, kind)).answer(naam))


def closes(
    school: School,
    veld: str,
    text: str,
    was: str = "",
    by: Role | None = Role.IB_ER,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, str]:
    """Send what the browser of this person sends when a page closes: the field, and what was typed in it last."""
    body = urlencode({"veld": veld, "was": was, "tekst": text})
    cookie = {"cookie": school.cookie(by)} if by else {}
    connection = HTTPConnection("localhost", school.server.port, timeout=PATIENCE)
    try:
        connection.request("POST", "/getypt", body=body, headers={**FORM, **cookie, **headers})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def saved(school: School, dossier: Dossier, soort: str = "Signaal", by: Role = Role.IB_ER) -> RawAnswers | None:
    found = concepten.find(school.user(by), dossier.id, soort)
    return found.raw if found else None


def types(school: School, dossier: Dossier, raw: RawAnswers, seen: int = 0) -> int:
    """Save a concept as the page itself does."""
    return concepten.keep(school.user(Role.IB_ER), dossier.id, "Signaal", raw, clock.now(), seen)


def beside(school: School, dossier: Dossier) -> list[RawAnswers]:
    return [each.raw for each in concepten.beside(school.user(Role.IB_ER), dossier.id, "Signaal")]


def test_every_field_in_which_text_is_typed_is_known_by_its_class_and_no_other() -> None:
    wrong = []
    for kind in ALLE:
        for about in vragen(kind):
            for part in ("", correction(3)) if kind.te_corrigeren else ("",):
                state = FormState(name_of("0a" * 16, kind.__name__, part))
                field = read_field(css_class(state.answer(about.naam)))
                is_typed = not (about.keuzen or about.genummerd) and about.soort.__name__ not in UNTYPED
                is_right = field and (field.dossier_id, field.soort, field.about) == ("0a" * 16, state.concept, about)
                if bool(is_right) != is_typed or (field and not is_right):
                    wrong.append((kind.__name__, about.naam, part))
                if about.soort is Meegewogen:
                    line = read_field(css_class(state.weighing(about.naam).line(12, Hoe.RISICO)))
                    if not line or not line.deel or (line.deel.nummer, line.deel.hoe) != (12, Hoe.RISICO):
                        wrong.append((kind.__name__, about.naam, "line"))
    assert wrong == []


@over(
    "name",
    [
        "",
        "waarneming",
        "st-key-",
        "st-key-nieuw",
        "st-key-nieuw-Opening",
        "st-key-nieuw-Opening-",
        "st-key-nieuw-Opening-bestaat_niet",
        "st-key-nieuw-BestaatNiet-naam",
        "st-key-nieuw-Opening-naam-3-risico",
        "st-key-nieuw-Opening-hoort_hier-naam",
        "st-key-nieuw-Opening-NAAM",
        "st-key-nieuw-Opening-" + "x" * 40 + "-naam",
        "st-key-nieuw-Opening-aa~bb-naam",
        "st-key-nieuw-Weging-meegewogen-risico",
        "st-key-nieuw-Weging-meegewogen-x-risico",
        "st-key-nieuw-Weging-meegewogen-3-zwaar",
        "st-key-nieuw-Signaal-plekken-woorden",
        "st-key-nieuw-Signaal-plekken-x-woorden",
        "st-key-nieuw-Signaal-plekken-1-gebied",
        "st-key-nieuw-Signaal-waarneming-1-woorden",
    ],
)
def test_what_is_no_field_is_not_there(name: str) -> None:
    assert read_field(name) is None


def test_what_was_typed_is_saved_as_it_was_typed(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    assert closes(school, field_of(dossier.id, "Signaal", "waarneming"), TEXT) == (204, "")
    assert saved(school, dossier) == {"waarneming": TEXT}


def test_a_word_for_a_day_is_saved_as_the_day_it_is_now(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    veld, yesterday = field_of(dossier.id, "Signaal", "datum"), short(clock.today() - timedelta(days=1))
    types(school, dossier, {"datum": yesterday})
    closes(school, veld, "gisteren", was="gisteren")
    assert (saved(school, dossier), beside(school, dossier)) == ({"datum": yesterday}, []), "the same, and not twice"
    closes(school, veld, "25-1", was="gisteren")
    assert saved(school, dossier) == {"datum": "25-1"}, "half a date is no other one yet"


def test_it_takes_the_place_of_what_the_page_knew_and_the_other_answers_stay(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    types(school, dossier, {"waarneming": "Hij zei niets meer", "bron": "zelf"})
    closes(school, field_of(dossier.id, "Signaal", "waarneming"), "Hij zei niets", was="Hij zei niets meer")
    assert saved(school, dossier) == {"waarneming": "Hij zei niets", "bron": "zelf"} and beside(school, dossier) == []


def test_what_came_over_the_line_as_well_is_there_once(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    versie = types(school, dossier, {"waarneming": TEXT, "bron": "zelf"})
    closes(school, field_of(dossier.id, "Signaal", "waarneming"), TEXT)
    found = concepten.find(school.user(Role.IB_ER), dossier.id, "Signaal")
    assert found and (found.versie, beside(school, dossier)) == (versie, [])


def test_what_another_tab_typed_meanwhile_stays_and_this_stands_beside_it(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    types(school, dossier, {"waarneming": "In het andere venster"})
    closes(school, field_of(dossier.id, "Signaal", "waarneming"), "In dit venster", was="")
    assert saved(school, dossier) == {"waarneming": "In het andere venster"}
    assert beside(school, dossier) == [{"waarneming": "In dit venster"}]


def test_what_was_typed_on_a_card_of_a_body_map_goes_to_that_card(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    before = ['plek {"nr": 1, "gebied": "neus"}', 'plek {"nr": 4, "woorden": "Ik viel"}']
    types(school, dossier, {"plekken": before})
    veld = css_class(FormState(name_of(dossier.id, "Signaal")).plekken("plekken").field(4, "woorden"))
    closes(school, veld, TEXT, was="Ik viel")
    after = saved(school, dossier)["plekken"]
    assert (
        isinstance(after, list) and after[0] == before[0] and [each.woorden for each in read_each(after)] == ["", TEXT]
    )
    closes(school, veld.replace("-4-woorden", "-5-cm"), "4 bij 2", was="")
    assert [(each.nr, each.cm) for each in read_each(saved(school, dossier)["plekken"])] == [
        (1, ""),
        (4, ""),
        (5, "4 bij 2"),
    ]
    assert beside(school, dossier) == []


def test_the_line_of_a_record_in_a_weging_goes_to_that_record_and_that_way(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    kind = next(each for each in ALLE for about in vragen(each) if about.soort is Meegewogen)
    naam = next(about.naam for about in vragen(kind) if about.soort is Meegewogen)
    before = {naam: ["2 risico Kort", "2 bescherming Oma helpt", "3 risico Anders"]}
    concepten.keep(school.user(Role.IB_ER), dossier.id, kind.__name__, before, clock.now())
    line = FormState(name_of(dossier.id, kind.__name__)).weighing(naam).line(2, Hoe.RISICO)
    closes(school, css_class(line), "Kort, maar herhaald", was="Kort")
    raw = saved(school, dossier, kind.__name__)
    assert raw and sorted(raw[naam]) == ["2 bescherming Oma helpt", "2 risico Kort, maar herhaald", "3 risico Anders"]


def test_a_matter_that_is_not_for_the_meldcode_is_saved_by_no_way(school: School) -> None:
    vraag, answer = Opening.andere_route
    user = school.user(Role.IB_ER)
    concepten.keep(user, concepten.NIEUW, "Opening", {vraag: answer}, clock.now())
    assert closes(school, field_of(concepten.NIEUW, "Opening", "naam"), "Fenna")[0] == 204
    found = concepten.find(user, concepten.NIEUW, "Opening")
    assert found and found.raw == {vraag: answer}


@pytest.mark.parametrize("by", [role for role in Role if role is not Role.IB_ER], ids=lambda role: role.name)
def test_in_a_dossier_that_one_may_not_read_nothing_is_saved(school: School, by: Role) -> None:
    dossier = school.opens(Role.IB_ER)
    status, _ = closes(school, field_of(dossier.id, "Signaal", "waarneming"), TEXT, by=by)
    may_read = dossier.readable_by(school.user(by), clock.today())
    assert status == (204 if may_read else 404)
    assert (saved(school, dossier, by=by) is None) != may_read and saved(school, dossier) is None


def test_without_a_session_or_from_another_site_nothing_is_saved(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    veld = field_of(dossier.id, "Signaal", "waarneming")
    assert closes(school, veld, TEXT, by=None) == (401, "Niet ingelogd.")
    assert closes(school, veld, TEXT, headers={"origin": "https://elders.example"})[0] == 403
    assert closes(school, veld, TEXT, headers={"sec-fetch-site": "cross-site"})[0] == 403
    assert saved(school, dossier) is None


def test_a_long_text_fits_and_what_no_browser_sends_is_refused(school: School) -> None:
    dossier = school.opens(Role.IB_ER)
    veld = field_of(dossier.id, "Signaal", "waarneming")
    long = "Zeven woorden over wat er gezien is. " * 1500
    assert closes(school, veld, long)[0] == 204 and saved(school, dossier) == {"waarneming": long}
    assert closes(school, veld, "x" * MOST_BYTES, was=long)[0] == 413
