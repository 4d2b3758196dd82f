"""Wording declared texts in a school's own words, with the article, capital and plural that go with each word."""

from dataclasses import dataclass
from threading import Thread

import pytest

from meldcode.eigen.woorden import GEWOON, WOORDEN, Eigen, is_mark, says, serve, served, spoken, worded
from meldcode.namen.groep import in_groep
from meldcode.nummers import VEILIG_THUIS
from meldcode.rollen import Role
from meldcode.vastleggingen import Inbreng, Melding, Opening, Overleg
from meldcode.vastleggingen.stap_1 import Gesprekspartner
from meldcode.vragen.vastgelegd import set_down
from meldcode.vragen.vastlegging import fill, vragen
from tests.cast import MONDAY
from tests.over import over

ANDERS = Eigen(
    {
        "ib_er": "de kwaliteitscoördinator",
        "ib_er/meer": "kwaliteitscoördinatoren",
        "vertrouwenspersoon": "de aandachtsfunctionaris",
        "leerkracht": "het KC",
        "groep": "het leerjaar",
        "groep/meer": "leerjaren",
        "ondersteuningsteam": "de zorggroep",
        "veilig_thuis/nummer": "030 000 00 00",
    }
)


@over(
    ("text", "usual", "own"),
    [
        ("Vraag [de intern begeleider].", "Vraag de intern begeleider.", "Vraag de kwaliteitscoördinator."),
        ("[De intern begeleider] leest.", "De intern begeleider leest.", "De kwaliteitscoördinator leest."),
        ("[Intern begeleider]", "Intern begeleider", "Kwaliteitscoördinator"),
        ("Twee [intern begeleiders]", "Twee intern begeleiders", "Twee kwaliteitscoördinatoren"),
        ("[de intern begeleiders]", "de intern begeleiders", "de kwaliteitscoördinatoren"),
        ("met [de leerkracht]", "met de leerkracht", "met het KC"),
        ("[leerkracht] of [Leerkracht]", "leerkracht of Leerkracht", "KC of KC"),
        ("In [welke groep]? In [deze groep].", "In welke groep? In deze groep.", "In welk leerjaar? In dit leerjaar."),
        ("[Elke groep], [de groepen]", "Elke groep, de groepen", "Elk leerjaar, de leerjaren"),
        ("[het ondersteuningsteam]", "het ondersteuningsteam", "de zorggroep"),
        ("[dit] en [Noor]", "[dit] en [Noor]", "[dit] en [Noor]"),
        (f"Bel [{VEILIG_THUIS.nummer}]", f"Bel {VEILIG_THUIS.nummer}", "Bel 030 000 00 00"),
        ("geen merk", "geen merk", "geen merk"),
    ],
)
def test_a_mark_reads_as_the_school_says_it(text: str, usual: str, own: str) -> None:
    assert GEWOON.worded(text) == usual
    assert ANDERS.worded(text) == own


@over(
    ("text", "own"),
    [
        ("Vraag de intern begeleider.", "Vraag de kwaliteitscoördinator."),
        ("Intern begeleiders lezen mee.", "Kwaliteitscoördinatoren lezen mee."),
        ("In elke groep, in groep 6 en de groepen.", "In elk leerjaar, in leerjaar 6 en de leerjaren."),
        ("een groepsleerkracht, de groeps-app en ‘groep’", "een groepsleerkracht, de groeps-app en ‘groep’"),
        ("**Leerkracht**: bel 0800-2000, dag en nacht", "**KC**: bel 030 000 00 00, dag en nacht"),
        ("Het ondersteuningsteam en een team", "De zorggroep en een team"),
    ],
)
def test_the_manual_reads_as_the_school_says_it(text: str, own: str) -> None:
    assert ANDERS.instead(text) == own and GEWOON.instead(text) == text


def test_every_word_can_be_named_with_its_article_and_without() -> None:
    for each in WOORDEN:
        bare = each.een.partition(" ")[2]
        assert all(map(is_mark, (f"[{each.een}]", f"[{bare}]", f"[{bare.capitalize()}]", f"[{each.meer}]")))
    assert not is_mark("[iets]") and not is_mark("de leerkracht")


def test_words_hold_within_their_block_and_thread_alone() -> None:
    heard = []
    with spoken(ANDERS):
        other = Thread(target=lambda: heard.append(worded("[groep]")))
        other.start()
        other.join()
        assert worded("[groep]") == "leerjaar" and heard == ["groep"], "one request must not speak for another"
    assert worded("[groep]") == "groep" and served() is GEWOON


def test_whoever_is_served_next_hears_their_own_words() -> None:
    serve(ANDERS)
    serve(GEWOON)
    assert worded("[groep]") == "groep"


def test_a_field_of_a_declaration_is_worded_when_it_is_read() -> None:
    @says("tekst", "help")
    @dataclass(frozen=True)
    class Iets:
        tekst: str
        help: str = ""

    one = Iets("[De groep]")
    assert (one.tekst, one.help) == ("De groep", "")
    with spoken(ANDERS):
        assert (one.tekst, one) == ("Het leerjaar", Iets("[De groep]"))
    with pytest.raises(TypeError):
        Iets()  # type: ignore[call-arg]  # without a default it is required, as any field


def test_titles_choices_roles_and_groups_are_in_the_words_of_the_school() -> None:
    assert (Inbreng.titel, Role.IB_ER.label) == ("Ondersteuningsteam of jeugdteam", "Intern begeleider")
    with spoken(ANDERS):
        assert Inbreng.titel == "Zorggroep of jeugdteam"
        assert Gesprekspartner.VERTROUWENSPERSOON.label == "De aandachtsfunctionaris"
        assert (Role.LEERKRACHT.label, Role.LEERKRACHT.midden, Role.IB_ER.midden) == (
            "KC", "KC", "kwaliteitscoördinator",
        )  # fmt: skip
        assert in_groep("3b") == "leerjaar 3b"
        assert "kwaliteitscoördinator" in Melding.uitleg and "[" not in Overleg.uitleg


def test_what_was_recorded_stays_as_it_was_worded_that_day() -> None:
    raw = {"met": "ib_er", "gevoerd": "nee", "waarom_niet": "Er was nog niemand op school."}
    with spoken(ANDERS):
        record = set_down(fill(Overleg, raw), nummer=2, on=MONDAY, by="noor")
    assert record.tekst("met") == "De kwaliteitscoördinator (zorgcoördinator)"
    assert record.waarde("met") == "ib_er", "the route reads the value, which no word of a school turns"


def test_no_text_of_a_vraag_loses_its_mark_when_words_change() -> None:
    """Vragen are shared by all schools: the words of one school must not stay in them for the next."""
    with spoken(ANDERS):
        assert any("leerjaar" in each.tekst for each in vragen(Opening))
    assert any("In welke groep" in each.tekst for each in vragen(Opening))
