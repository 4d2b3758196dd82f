"""The drawing of a body map shows what the list says: each place at its own spot, and never what somebody typed."""

import re
from xml.etree import ElementTree as ET

from meldcode.lichaam.gebieden import GEBIEDEN, Kant
from meldcode.lichaam.plekken import Kleur, Plek
from tests.over import over
from ui.elements.lichaam import place_of, spoken, svg

SVG = "{http://www.w3.org/2000/svg}"
TYPED = '"><script>alert(1)</script><image href="https://elders.example/x">&amp;'


def numbers(plekken: list[Plek]) -> dict[str, tuple[float, float]]:
    """Where each number stands in the drawing; of the back 200 to the right of the front."""
    found = {}
    for at, figure in enumerate(ET.fromstring(svg(plekken)).findall(f"{SVG}g")):  # noqa: S314 - our own drawing
        for text in figure.findall(f"{SVG}text[@class='n']"):
            found[str(text.text)] = float(text.attrib["x"]) + 200 * at, float(text.attrib["y"]) - 4
    return found


def test_every_place_has_a_spot_of_its_own_within_its_figure() -> None:
    spots = [(each.kant, place_of(each)[:2]) for each in GEBIEDEN.values()]
    assert len(set(spots)) == len(GEBIEDEN) == 61
    for each in GEBIEDEN.values():
        x, y, wide, high = place_of(each)
        assert x - wide > 10 and x + wide < 190 and y - high > 10 and y + high < 420, each.naam


@over(
    ("naam", "column"),
    [
        # The front is seen as whoever stands before the child sees it: the right of the child is at the left.
        ("wang_rechts", "front left"),
        ("wang_links", "front right"),
        ("oog_rechts", "front left"),
        ("knie_links", "front right"),
        ("handpalm_rechts", "front left"),
        ("neus", "front middle"),
        # The back is seen from behind: the left of the child is at the left.
        ("bil_links", "back left"),
        ("bil_rechts", "back right"),
        ("achter_oor_links", "back left"),
        ("elleboog_rechts", "back right"),
        ("bovenarm_achter_links", "back left"),
        ("onderrug", "back middle"),
    ],
)
def test_left_and_right_are_those_of_the_child(naam: str, column: str) -> None:
    x, _y = numbers([Plek(1, GEBIEDEN[naam])])["1"]
    figure = "front" if x < 200 else "back"
    middle = 100 if x < 200 else 300
    side = "middle" if x == middle else "left" if x < middle else "right"
    assert f"{figure} {side}" == column


@over(("higher", "lower"), [("voorhoofd", "mond"), ("hals", "buik"), ("buik", "knie_links"), ("nek", "bil_links")])
def test_what_is_higher_on_the_body_is_higher_on_the_drawing(higher: str, lower: str) -> None:
    assert place_of(GEBIEDEN[higher])[1] < place_of(GEBIEDEN[lower])[1]


def test_each_place_has_the_number_of_its_line_and_two_in_one_place_stand_beside_each_other() -> None:
    drawn = numbers([Plek(1, GEBIEDEN["rug"]), Plek(5), Plek(6, GEBIEDEN["rug"]), Plek(9, GEBIEDEN["neus"])])
    assert set(drawn) == {"1", "3", "4"}, "the second was not pointed at: it is in the list alone"
    assert drawn["1"][1] == drawn["3"][1] and drawn["3"][0] - drawn["1"][0] == 15


def test_it_holds_nothing_that_was_typed_and_asks_for_nothing_elsewhere() -> None:
    drawing = svg([Plek(1, GEBIEDEN["neus"], kleuren=(Kleur.ROOD,), cm=TYPED, woorden=TYPED)])
    assert "alert" not in drawing and "elders" not in drawing and "href" not in drawing
    assert drawing == svg([Plek(1, GEBIEDEN["neus"])])
    assert {each.tag.removeprefix(SVG) for each in ET.fromstring(drawing).iter()} == {  # noqa: S314 - our own drawing
        "svg", "style", "g", "polygon", "ellipse", "path", "text", "circle",
    }  # fmt: skip


def test_who_does_not_see_it_hears_which_places_it_shows() -> None:
    assert spoken([]) == "Tekening van een kind, voorkant en achterkant. Er is nog geen plek aangewezen."
    assert spoken([Plek(1), Plek(2, GEBIEDEN["neus"]), Plek(3, GEBIEDEN["bil_links"], woorden=TYPED)]) == (
        "Tekening van een kind, voorkant en achterkant. Aangewezen: 2, Neus (voorkant); 3, Linkerbil (achterkant)."
    )


def test_both_sides_say_which_they_are_and_where_left_and_right_are() -> None:
    figures = ET.fromstring(svg([])).findall(f"{SVG}g")  # noqa: S314 - our own drawing
    said = [[str(each.text) for each in figure.findall(f"{SVG}text")] for figure in figures]
    assert said == [["Voorkant", "rechts", "links"], ["Achterkant", "links", "rechts"]] and len(Kant) == 2


def test_its_colours_are_those_of_the_style_sheet_by_day_and_by_night() -> None:
    style = svg([])[: svg([]).index("</style>")]
    day, night = style.split("@media(prefers-color-scheme:dark)")
    assert "#a3231f" in day and "#ff9d92" in night, "--red of tokens.css"
    assert not set(re.findall("#[0-9a-f]{3,6}", day)) & set(re.findall("#[0-9a-f]{3,6}", night))
