"""Where somebody is to be found is found back in other texts, in whatever way it is written there."""

from meldcode.namen.vindplaats import Vindplaats
from meldcode.papieren.weglaten import taken_out
from tests.over import over

HUIS = "Kanarielaan 7, 1234 AB Zwaagwesteinde; 06 12 34 56 78"
BLIJF = "Blijfhuis De Zwaluw, via Śląska Straat 8 in Ee. Bel +31 (0)515-123456 of mail wil@huis.example"
ALLEEN = "Alleen bellen, tussen 10 en 12 uur: 06 00 00 00 01. Geen post."
KLEIN = "kerkstraat 12a\nbij oma in urk"

# What was typed as a place, another text, and what is left of that: by hand. # stands for what is taken out.
FOUND = [
    (HUIS, "Zij woont op de Kanarielaan 7.", "Zij woont op de #."),
    (HUIS, "Op de kanarielaan 12b, KANARIELAAN, Kanarie-laan 7", "Op de #, #, #"),
    (HUIS, "1234AB en 1234  ab, niet 1234 AC", "# en #, niet 1234 AC"),
    (HUIS, "In zwaagwesteinde, naar Zwaagwesteindes markt", "In #, naar # markt"),
    (HUIS, "0612345678, 06-12345678, +31612345678, 0031 6 12 34 56 78", "#, #, #, #"),
    (HUIS, "06 12 34 56 79 en 7 kanaries", "06 12 34 56 79 en 7 kanaries"),
    (BLIJF, "In het blijfhuis de zwaluw. Een zwaluw vloog.", "In het #. Een # vloog."),
    (BLIJF, "Slaska straat 8 of Śląska", "# # of #"),
    (BLIJF, "Hij kwam in Ee. Hij riep: ee!", "Hij kwam in Ee. Hij riep: ee!"),
    (BLIJF, "0515 123456 of 0515-12 34 56", "# of #"),
    (BLIJF, "Mail WIL@huis.example", "Mail #"),
    (ALLEEN, "Geen jas. Alleen een trui. Bellen kan om 10 uur.", "Geen jas. Alleen een trui. Bellen kan om 10 uur."),
    (ALLEEN, "Bel 0600000001", "Bel #"),
    (KLEIN, "In de Kerkstraat bij nummer 3, Bij Oma in Urk", "In de # bij nummer 3, #"),
    (KLEIN, "oma zat in de kerk", "oma zat in de kerk"),
    ("", "Kanarielaan", "Kanarielaan"),
    ("Opvang in de buurt van moeder", "De opvang belde moeder.", "De opvang belde moeder."),
]


@over(("typed", "text", "left"), FOUND)
def test_a_place_is_found_however_it_is_written(typed: str, text: str, left: str) -> None:
    assert taken_out(text, Vindplaats(typed).places(text), "#") == left
