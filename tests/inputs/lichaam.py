"""Answers on a body map as people fill them in, each with how it reads in the dossier, or why not; written by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """``told``: what each card says, as JSON. ``reads``: its lines in the dossier; ``refused``: what is said."""

    name: str
    told: tuple[str, ...]
    reads: tuple[str, ...] = ()
    refused: str = ""


CASES = (
    Case(
        "everything that is asked",
        ('{"nr": 1, "gebied": "wang_links", "soort": "blauwe_plek", "maat": "euro", "kleuren": ["blauw", "paars"],'
         ' "woorden": "Ik ben gevallen."}',),
        ("1. Linkerwang (voorkant): blauwe plek, als 1 euro (2,3 cm), blauw en paars."
         " De leerling zei: “Ik ben gevallen.”",),
    ),
    Case("only where", ('{"nr": 1, "gebied": "achter_oor_rechts"}',), ("1. Achter het rechteroor (achterkant).",)),
    Case(
        "what, but not where",
        ('{"nr": 1, "soort": "schram", "kleuren": ["rood"]}',),
        ("1. Plaats niet aangewezen: schram of schaafwond, rood.",),
    ),
    Case(
        "only what the child said",
        ('{"nr": 1, "woorden": "Daar doet het zeer"}',),
        ("1. Plaats niet aangewezen. De leerling zei: “Daar doet het zeer”",),
    ),
    Case(
        "larger than a coin",
        ('{"nr": 1, "gebied": "bil_links", "soort": "striem", "maat": "groter", "cm": "9 bij 1 cm"}',),
        ("1. Linkerbil (achterkant): striem, groter dan 2 euro, ongeveer 9 bij 1 cm.",),
    ),
    Case(
        "three colours, in the order in which they are offered",
        ('{"nr": 1, "gebied": "scheen_rechts", "kleuren": ["geel", "blauw", "groen"]}',),
        ("1. Rechterscheenbeen (voorkant): blauw, groen en geel.",),
    ),
    Case(
        "a dark skin",
        ('{"nr": 1, "gebied": "bovenarm_achter_links", "maat": "kleiner", "kleuren": ["donkerder"]}',),
        ("1. Linkerbovenarm (achterkant): kleiner dan 1 cent (1,6 cm), donkerder dan de huid.",),
    ),
    Case(
        "the second card was taken away and the third is the second",
        ('{"nr": 1, "gebied": "neus"}', '{"nr": 3, "gebied": "kin"}'),
        ("1. Neus (voorkant).", "2. Kin en kaak (voorkant)."),
    ),
    Case(
        "two in the same place",
        ('{"nr": 1, "gebied": "rug", "soort": "bijtwond"}', '{"nr": 2, "gebied": "rug", "soort": "brandplek"}'),
        ("1. Midden van de rug (achterkant): bijtwond.", "2. Midden van de rug (achterkant): brandplek."),
    ),
    Case("a card on which nothing was told", ('{"nr": 1}', '{"nr": 2, "gebied": "hals"}'), ("1. Hals (voorkant).",)),
    Case("no card at all, or only empty ones", ('{"nr": 1}', '{"nr": 2, "woorden": "  ", "cm": " "}'), ()),
    Case(
        "quotation marks that were typed",
        ('{"nr": 1, "gebied": "knie_links", "woorden": "‘van de fiets’, zegt Sem"}',),
        ("1. Linkerknie (voorkant). De leerling zei: ‘van de fiets’, zegt Sem",),
    ),
    Case(
        "several lines, as Windows ends them",
        ('{"nr": 1, "gebied": "voet_links", "woorden": "Au\\r\\nniet doen"}',),
        ("1. Linkervoet (voorkant). De leerling zei: “Au", "niet doen”"),
    ),
    Case(
        "markup, which is shown and never rendered",
        ('{"nr": 1, "gebied": "borst", "woorden": "<b>au</b> $x$ **zeer**"}',),
        ("1. Borst (voorkant). De leerling zei: “<b>au</b> $x$ **zeer**”",),
    ),
    Case(
        "a place that this version does not know",
        ('{"nr": 1, "gebied": "staart", "soort": "snee"}',),
        ("1. Plaats niet aangewezen: snee.",),
    ),
    Case(
        "a sign that cannot be seen",
        ('{"nr": 1, "gebied": "neus"}', '{"nr": 2, "gebied": "kin", "woorden": "au\\u0007"}'),
        refused="Bij plek 2 staat een teken dat u niet kunt zien. Haal dat weg.",
    ),
    Case(
        "too much said",
        ('{"nr": 1, "woorden": "' + "a" * 2_001 + '"}',),
        refused="Bij plek 1 zijn de woorden te lang (2001 tekens): er passen er 2000.",
    ),
    Case(
        "a size that is a story",
        ('{"nr": 1, "cm": "' + "4 bij 2 en " * 4 + '"}',),
        refused="Bij plek 1 is de grootte te lang (43 tekens): er passen er 40.",
    ),
    Case(
        "more than the drawing holds",
        tuple(f'{{"nr": {n}, "gebied": "buik"}}' for n in range(1, 32)),
        refused="Er passen 30 plekken op de kaart. Beschrijf de andere in woorden.",
    ),
)  # fmt: skip
