"""Pairs of pupils as they are written down twice, each with the verdict a person gives it, by hand.

Each pair: what it is about, the one, the other (name; other names; birth), and whether they are the *zelfde* child,
*misschien*, or *niet*. All children are invented.
"""

from collections.abc import Iterator

Pair = tuple[str, str, str, str]
"""Name of the case, the one, the other, the verdict. A pupil is ``name; other names; birth``, the last two may lack."""


def paren() -> Iterator[Pair]:
    """Every pair."""
    # Written in another way
    yield "letter for letter", "Sem de Wit; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "zelfde"
    yield "capitals", "SEM DE WIT; ; 14-03-2018", "sem de wit; ; 14-03-2018", "zelfde"
    yield "surname first, with a comma", "Wit, Sem de; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "zelfde"
    yield "surname first, without", "Visser Sem; ; 14-03-2018", "Sem Visser; ; 14-03-2018", "zelfde"
    yield "accents", "Çağla Öztürk; ; 2-1-2016", "Cagla Ozturk; ; 2-1-2016", "zelfde"
    yield "accents that are signs of their own", "Zoe\u0308 E\u0301lan; ; 2-1-2016", "Zoë Élan; ; 2-1-2016", "zelfde"
    yield "a stroke through the letter", "Łukasz Żółw; ; 2-1-2016", "Lukasz Zolw; ; 2-1-2016", "zelfde"
    yield "a Turkish i", "Yusuf Yılmaz; ; 2-1-2016", "Yusuf Yilmaz; ; 2-1-2016", "zelfde"
    yield "ij and y", "Jo Bruijn; ; 2-1-2016", "Jo Bruyn; ; 2-1-2016", "zelfde"
    yield "ij as one sign", "Cor Bruĳn; ; 2-1-2016", "Cor Bruijn; ; 2-1-2016", "zelfde"
    yield "a prefix written short", "Jan v.d. Berg; ; 2-1-2016", "Jan van den Berg; ; 2-1-2016", "zelfde"
    yield "a prefix left out", "Jan Berg; ; 2-1-2016", "Jan van den Berg; ; 2-1-2016", "zelfde"
    yield "a prefix written on", "Fatima Elamrani; ; 2-1-2016", "Fatima El Amrani; ; 2-1-2016", "zelfde"
    yield "an apostrophe", "Bert ’t Hart; ; 2-1-2016", "Bert 't Hart; ; 2-1-2016", "zelfde"
    yield "a hyphen", "Anne-Marie Bos; ; 2-1-2016", "Annemarie Bos; ; 2-1-2016", "zelfde"
    yield "a double surname", "Sem Bakker - de Vries; ; 2-1-2016", "Sem Bakker; ; 2-1-2016", "zelfde"
    yield "another alphabet", "Иван Петров; ; 2-1-2016", "иван петров; ; 2-1-2016", "zelfde"
    # Heard in another way
    yield "m or mm", "Mohammed Aziz; ; 2-1-2016", "Mohamed Aziz; ; 2-1-2016", "zelfde"
    yield "o or u", "Muhammad Aziz; ; 2-1-2016", "Mohamed Aziz; ; 2-1-2016", "zelfde"
    yield "f or ph", "Sophie Smit; ; 2-1-2016", "Sofie Smit; ; 2-1-2016", "zelfde"
    yield "c or k", "Lucas Smit; ; 2-1-2016", "Lukas Smit; ; 2-1-2016", "zelfde"
    yield "j or y", "Yasmin Smit; ; 2-1-2016", "Jasmijn Smit; ; 2-1-2016", "zelfde"
    yield "s or ss", "Tess Janssen; ; 2-1-2016", "Tess Jansen; ; 2-1-2016", "zelfde"
    yield "ou, oe or u", "Youssef Amir; ; 2-1-2016", "Yusuf Amir; ; 2-1-2016", "zelfde"
    yield "a slip of the pen", "Danielle Vermeer; ; 2-1-2016", "Dainelle Vermeer; ; 2-1-2016", "zelfde"
    yield "tt, dt or th", "Bo de Witt; ; 2-1-2016", "Bo de With; ; 2-1-2016", "zelfde"
    # Called in another way
    yield "another name that is known", "Tommie Bos; ; 2-1-2016", "Thomas Bos; Tommie, Tom; 2-1-2016", "zelfde"
    yield "another name with its surname", "Mo Aziz; ; 2-1-2016", "Mohammed Aziz; Mo Aziz; 2-1-2016", "zelfde"
    yield "an initial", "S. de Wit; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "zelfde"
    yield "initials", "J.W. Bos; ; 2-1-2016", "Jan Willem Bos; ; 2-1-2016", "zelfde"
    yield "the second name", "Willem Bos; ; 2-1-2016", "Jan Willem Bos; ; 2-1-2016", "zelfde"
    # Less is known
    yield "no birth date yet", "Sem de Wit", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "a birth date that is not known", "Sem de Wit; ; onbekend", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "only the year, and it fits", "Sem de Wit; ; 2018", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "only a first name", "Sem", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "an initial and no birth date", "S. de Wit", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "only a surname", "Wit", "Sem de Wit; ; 14-03-2018", "niet"
    yield "only a surname, and the day", "de Wit; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "misschien"
    # The day differs
    yield "day and month changed places", "Sem de Wit; ; 03-04-2018", "Sem de Wit; ; 04-03-2018", "misschien"
    yield "a year further", "Sem de Wit; ; 14-03-2017", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "digits of the year changed places", "Sem de Wit; ; 14-03-2081", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "a day further, over the end of a month", "S. de Wit; ; 31-03-2018", "Sem de Wit; ; 01-04-2018", "misschien"
    yield "the same name, quite another day", "Sem de Wit; ; 02-09-2014", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "nearly the same name, quite another day", "Sam de Wit; ; 02-09-2014", "Sem de Wit; ; 14-03-2018", "niet"
    yield "an initial, and quite another day", "S. de Wit; ; 02-09-2014", "Sem de Wit; ; 14-03-2018", "niet"
    # Part of the name differs
    yield "twins", "Lot de Wit; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "the name of the other parent", "Sem Jansen; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "misschien"
    yield "the name of another, and no day", "Sem Jansen", "Sem de Wit; ; 14-03-2018", "niet"
    yield "a sister", "Lot de Wit; ; 02-09-2014", "Sem de Wit; ; 14-03-2018", "niet"
    yield "a sister without a day", "Lot de Wit", "Sem de Wit; ; 14-03-2018", "niet"
    yield "a sister in the same year", "Lot de Wit; ; 2018", "Sem de Wit; ; 14-03-2018", "niet"
    # Others
    yield "somebody else on the same day", "Lot Jansen; ; 14-03-2018", "Sem de Wit; ; 14-03-2018", "niet"
    yield "somebody else", "Lot Jansen; ; 02-09-2014", "Sem de Wit; ; 14-03-2018", "niet"
    yield "names of three letters that are not alike", "Tim Bos; ; 02-09-2014", "Tom Bos; ; 14-03-2018", "niet"
    yield "names of four letters that are not alike", "Lars Bos", "Lara Bos; ; 14-03-2018", "niet"
    yield "a boy and a girl", "Daniel Bos", "Daniëlle Bos; ; 14-03-2018", "niet"
    yield "an initial of another name", "T. de Wit", "Sem de Wit; ; 14-03-2018", "niet"
    yield "only a prefix in common", "Kim de Boer", "Sem de Wit; ; 14-03-2018", "niet"
    yield "a first name that is a surname", "Jan Thomas; ; 2-1-2016", "Thomas Bos; ; 2-1-2016", "niet"
    yield "nothing typed", "", "Sem de Wit; ; 14-03-2018", "niet"
