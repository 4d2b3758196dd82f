"""Which roles go together in one person. The verdicts are by hand, one for each pair of roles."""

from itertools import combinations

from meldcode.functiescheiding import is_exception, objection
from meldcode.rollen import Role
from tests.over import over

MAG, ENIGE, NIET = "may", "only while nobody else is beheerder", "never"
# ib-er, aandachtsfunctionaris, directie, vertrouwenspersoon, leerkracht, beheerder, fg, bestuur
VERDICTS = {
    "ib_er aandacht": MAG,
    "ib_er directie": MAG,
    "ib_er vertrouwenspersoon": MAG,
    "ib_er leerkracht": MAG,
    "ib_er beheerder": ENIGE,
    "ib_er fg": NIET,
    "ib_er bestuur": MAG,
    "aandacht directie": MAG,
    "aandacht vertrouwenspersoon": MAG,
    "aandacht leerkracht": MAG,
    "aandacht beheerder": ENIGE,
    "aandacht fg": NIET,
    "aandacht bestuur": MAG,
    "directie vertrouwenspersoon": MAG,
    "directie leerkracht": MAG,
    "directie beheerder": ENIGE,
    "directie fg": NIET,
    "directie bestuur": MAG,
    "vertrouwenspersoon leerkracht": MAG,
    "vertrouwenspersoon beheerder": ENIGE,
    "vertrouwenspersoon fg": NIET,
    "vertrouwenspersoon bestuur": MAG,
    "leerkracht beheerder": MAG,
    "leerkracht fg": NIET,
    "leerkracht bestuur": MAG,
    "beheerder fg": NIET,
    "beheerder bestuur": MAG,
    "fg bestuur": NIET,
}
PAIRS = [" ".join(each) for each in combinations(Role, 2)]


@over("pair", PAIRS)
def test_two_roles_go_together_as_is_written_here_and_no_otherwise(pair: str) -> None:
    assert pair in VERDICTS, f"write by hand, in the table above, whether {pair} go together"
    roles = [Role(each) for each in pair.split()]
    alone, beside = objection(roles), objection(roles, other_beheerder="Bea Willems")
    found = NIET if alone else ENIGE if beside else MAG
    assert found == VERDICTS[pair]
    assert is_exception(roles) == (found == ENIGE)


def test_the_table_has_no_pair_too_many() -> None:
    assert set(VERDICTS) == set(PAIRS)


def test_one_role_always_goes() -> None:
    assert not any(objection([role], other_beheerder="Bea Willems") or is_exception([role]) for role in Role)


def test_a_refusal_says_which_roles_and_why_and_who_could_do_it_instead() -> None:
    assert objection([Role.FG, Role.IB_ER]) == (
        "Intern begeleider en functionaris gegevensbescherming gaan niet samen. De functionaris gegevensbescherming "
        "houdt toezicht op wat de andere rollen doen."
    )
    assert objection([Role.BEHEERDER, Role.IB_ER], other_beheerder="Bea Willems") == (
        "Intern begeleider en beheerder gaan niet samen. Wie accounts beheert, leest geen dossiers en geen berichten. "
        "Laat Bea Willems het beheer doen."
    )


def test_of_three_roles_each_pair_counts() -> None:
    assert objection([Role.LEERKRACHT, Role.IB_ER, Role.FG]) and not objection([Role.LEERKRACHT, Role.IB_ER])
    assert is_exception([Role.LEERKRACHT, Role.BEHEERDER, Role.IB_ER])
