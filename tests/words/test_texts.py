"""What a screen says: every text is found, spelled as it should be, and as plain as it can be."""

import re
from collections import Counter

import pytest

from meldcode.begrippen import BEGRIPPEN, explained
from meldcode.eigen.velden import VELDEN
from meldcode.protocol.protocol import protocol
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vragen.vastlegging import Vastlegging, vragen
from tests.over import over
from tests.words import spelling
from tests.words.level import ease, sentences, syllables
from tests.words.texts import plain, read, read_html, read_js, read_md, texts

LONGEST = 20  # words in a sentence
# Longer all the same: as the law and the route say it.
AS_THE_SOURCE_SAYS_IT = {
    "De hulp leverde binnen de termijn het nodige op: u sluit de hulp af, en legt vast hoe u de veiligheid blijft "
    "volgen.",
    # In the protocol alone.
    "Vertelde de leerling het zelf, dan telt dat als acuut tot met Veilig Thuis is overlegd (na te gaan in het "
    "afwegingskader zelf).",
}
# Who knows the route by these names finds them where it is quoted, and nowhere else.
OLD_NAMES = {
    ("AMK", "meldcode/route/stappen.py"): 1,
    ("SHG", "meldcode/route/stappen.py"): 1,
    ("ZAT", "meldcode/vastleggingen/stap_2.py"): 1,
    ("CJG", "meldcode/vastleggingen/stap_2.py"): 1,
}


KINDS: tuple[type[Vastlegging], ...] = (*ALLE, AcuutBegin)


def hints() -> list[str]:
    """Every text that is drawn as a hint."""
    found = [kind.uitleg for kind in KINDS] + [each.help for each in VELDEN]
    return found + [each.help for kind in KINDS for each in vragen(kind)]


# Every text is found


def test_every_declared_text_is_found() -> None:
    said = {word for each in texts() for word in spelling.words_of(each.said)}
    declared = [*hints(), *(eis.tekst for stap in STAPPEN for eis in stap.nodig), protocol()]
    declared += [text for kind in ALLE for each in vragen(kind) for text in (each.tekst, each.kop)]
    declared += [keuze.label for kind in ALLE for each in vragen(kind) for keuze in each.keuzen]
    words = {word for text in declared for word in spelling.words_of(plain(text)) if "." not in word}
    small = {word.lower() for word in said}
    assert len(words) > 900 and not {word for word in words if word.lower() not in small}


def test_texts_are_found_in_every_place() -> None:
    places = Counter(re.split(r"[/.]", each.path)[0] for each in texts())
    assert set(places) == {"meldcode", "ui", "pages", "papers", "db", "docs"} and places["ui"] > 500
    assert {each.path.rpartition(".")[2] for each in texts()} == {"py", "html", "js", "md"}


@over(
    ("source", "found"),
    [
        ("st.text('Er is niets.')", ["Er is niets."]),
        ("x = f'Nog {n} dagen, {wie}.'", ["Nog … dagen, …."]),
        ("x = f\"{'Een dag' if n else 'Geen dag'} te gaan\"", ["… te gaan", "Een dag", "Geen dag"]),
        ("x = 'Vraag [de intern begeleider].'", ["Vraag de intern begeleider."]),
        ("x = '<p class=\"hint\">Typ het over.</p>'", ["Typ het over."]),
        ("raise ValueError('Kies een dag.')", ["Kies een dag."]),
        ("raise ValueError('it has no day')", []),
        ("_log.error('The page was not drawn')", []),
        ("x = y['Een sleutel']", []),
        ("key = 'mr-vraag'", []),
        ('def f():\n    """Said to nobody."""', []),
    ],
)
def test_a_text_is_told_from_a_name(source: str, found: list[str]) -> None:
    assert sorted(said for _, said in read(source)) == sorted(found)


def test_a_page_and_a_script_have_texts_too() -> None:
    assert list(read_html("<style>p { Er is }</style>\n<p>Er is <b>niets</b> meer.</p>")) == [(2, "Er is")]
    assert list(read_js('const a = "Er is niets.", b = { "Close it": "Sluiten" };')) == [
        (1, "Er is niets."),
        (1, "Sluiten"),
    ]


def test_of_a_chapter_of_the_manual_every_piece_is_found() -> None:
    chapter = """# Een kop

![Een stap](../beeld/a-b.jpeg)

Een regel die
verdergaat, met [een link](b.md). En `code`.

- Eerst **dit**.
  En dat.

| Wat staat | Wie doet |
|---|---|

```sh
python -m db init
```
"""
    assert list(read_md(chapter)) == [
        (1, "Een kop"),
        (3, "Een stap"),
        (5, "Een regel die verdergaat, met een link. En …."),
        (8, "Eerst dit. En dat."),
        (11, "Wat staat"),
        (11, "Wie doet"),
    ]


# Spelling


def test_a_misspelt_word_is_seen_and_a_right_one_is_not() -> None:
    assert spelling.unknown(["leerling", "leerlin", "kindermishandeling", "besluiten"]) == {"leerlin"}


def test_without_hunspell_it_fails_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "COMMAND", ("no-such-hunspell",))
    with pytest.raises(OSError, match="no-such-hunspell"):
        spelling.faults()
    monkeypatch.setattr(spelling, "COMMAND", ("hunspell", "-d", "no_such", "-l"))
    with pytest.raises(OSError, match="no_such"):
        spelling.faults()


def test_the_list_of_words_is_in_order_and_each_is_needed() -> None:
    words = spelling.OURS.read_text(encoding="utf-8").split()
    said = {word for each in texts() for word in spelling.words_of(each.said)}
    assert words == sorted(set(words), key=str.lower)
    assert not {word for word in words if not {word, word.capitalize()} & said}, (
        "take out of words.txt what no text says any more"
    )
    assert not set(words) - spelling.unknown(words), "take out of words.txt what hunspell knows"


# Plain words


def test_no_sentence_is_longer_than_one_can_keep_in_mind() -> None:
    long = {each.said for each in sentences() if len(each.words) > LONGEST}
    assert long == AS_THE_SOURCE_SAYS_IT, "say it in two sentences"


def test_an_old_name_stands_only_where_the_route_is_quoted() -> None:
    said = [(name, each.path) for each in texts() for name in re.findall(r"\b(?:AMK|SHG|ZAT|CJG)\b", each.said)]
    assert Counter(said) == OLD_NAMES


def test_a_sentence_is_measured_by_hand() -> None:
    assert [syllables(word) for word in ("school", "leerling", "beëindigen", "geïnformeerd", "uitnodiging")] == [
        1, 2, 4, 4, 4,
    ]  # fmt: skip
    # 4 words and 5 syllables: 206.84 - 0.93 * 4 - 77 * 5 / 4
    assert ease("De leerling is veilig.") == pytest.approx(206.84 - 3.72 - 77 * 6 / 4)


# Hard words


def test_every_hard_word_stands_in_a_hint_and_is_explained_in_one_line() -> None:
    used = {begrip for text in hints() for _, _, begrip in explained(text)}
    assert set(BEGRIPPEN) - used <= {each for each in BEGRIPPEN if each.woord == "bevoegd gezag"}  # said in ui/beheer
    assert [each.woord.lower() for each in BEGRIPPEN] == sorted(each.woord.lower() for each in BEGRIPPEN)
    for each in BEGRIPPEN:
        assert len(each.uitleg) < 90 and each.woord not in each.uitleg, each


def test_a_hard_word_is_found_once_whole_and_the_longest_first() -> None:
    text = "Bij eer, en Eer. Het afwegingskader; een afweging, de afwegingen. Geen eerder, geen huis-eer."
    assert [(text[begin:end], each.woord) for begin, end, each in explained(text)] == [
        ("eer", "eer"),
        ("afwegingskader", "afwegingskader"),
        ("afweging", "afwegingen"),
    ]
