"""What a list of colleagues means: the columns by their heads, the role by its word, and who gets an account."""

from meldcode.rollen import Role
from ui.inrichten.collegas import Collega, Kolommen, colleagues, guessed, role_of

COLUMNS = [
    ("Naam;E-mail;Rol", Kolommen((0,), 1, 2)),
    ("Medewerker;Functie;Mailadres", Kolommen((0,), 2, 1)),
    ("Roepnaam;Voornamen;Tussenvoegsel;Achternaam;E-mail werk", Kolommen((0, 2, 3), 4, None)),
    ("Voornaam;Achternaam;Email;Taken", Kolommen((0, 1), 2, 3)),
    ("A;B;C", Kolommen((), None, None)),
]
ROLES = {
    "Intern begeleider": Role.IB_ER,
    "IB": Role.IB_ER,
    "ib-er onderbouw": Role.IB_ER,
    "Kwaliteitscoördinator": Role.IB_ER,
    "Aandachtsfunctionaris": Role.AANDACHTSFUNCTIONARIS,
    "Directeur": Role.DIRECTIE,
    "Adjunct-directeur": Role.DIRECTIE,
    "Interne vertrouwenspersoon": Role.VERTROUWENSPERSOON,
    "Leerkracht groep 5": Role.LEERKRACHT,
    "Onderwijsassistent": Role.LEERKRACHT,
    "ICT": Role.BEHEERDER,
    "Administratie": Role.BEHEERDER,
    "Functionaris gegevensbescherming": Role.FG,
    "Bestuurder": Role.BESTUUR,
    "Conciërge": None,
    "Bibliothecaris": None,
    "": None,
}


def test_columns_are_known_by_their_heads() -> None:
    assert [(heads, guessed(heads.split(";"))) for heads, _ in COLUMNS] == COLUMNS


def test_a_role_is_known_by_its_word_and_what_is_not_known_is_left_to_who_looks() -> None:
    assert {word: role_of(word) for word in ROLES} == ROLES


def test_who_gets_an_account_and_why_another_does_not() -> None:
    rows = [
        ["Noor", "van", "Dijk", "noor@wilg.example", "ib"],
        ["Kees", "", "Smit", "", "ib"],
        ["", "", "", "wie@wilg.example", "ib"],
        ["Noor", "", "Prins", "NOOR@wilg.example", "ib"],
        ["Bea", "", "Bos", "bea@wilg.example", "ib"],
        ["Jan", "", "Jansen", "jan@wilg.example", "kok"],
    ]
    found = colleagues(rows, Kolommen((0, 1, 2), 3, 4), {"ib": Role.IB_ER, "kok": None}, None, {"Bea@wilg.example"})
    assert found[0] == Collega("Noor van Dijk", "noor@wilg.example", Role.IB_ER)
    had = "Heeft al een account, of staat er twee keer in."
    assert [each.bezwaar for each in found] == ["", "Geen e-mailadres.", "Geen naam.", had, had, "Krijgt geen account."]
    every = colleagues(rows[:1], Kolommen((0,), 3, None), {}, Role.LEERKRACHT, ())
    assert every == [Collega("Noor", "noor@wilg.example", Role.LEERKRACHT)]
