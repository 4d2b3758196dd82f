"""The cast: a handful of invented people, and the days on which things happen to them."""

from datetime import date

from meldcode.rollen import Role, User

SCHOOL = "oefenschool"
OTHER_SCHOOL = "buurschool"

NOOR = User("noor", SCHOOL, "Noor van Dalen", Role.IB_ER)
"""Intern begeleider for nine years. Walks the route, and writes down what she sees rather than what she thinks."""

MIRJAM = User("mirjam", SCHOOL, "Mirjam Kok", Role.IB_ER)
"""Intern begeleider of the upper years, since this summer. Takes over when Noor is away."""

DICK = User("dick", SCHOOL, "Dick Hofstra", Role.DIRECTIE)
"""Directeur. Wants to know that every stap is taken, and has learned not to ask what was said."""

VERA = User("vera", SCHOOL, "Vera Osei", Role.VERTROUWENSPERSOON)
"""Vertrouwenspersoon, two mornings a week. Pupils come to her first; she opens a dossier when one does."""

LARS = User("lars", SCHOOL, "Lars Brouwer", Role.LEERKRACHT)
"""Teaches group 6. Notices much, and hands it in the same afternoon."""

BEA = User("bea", SCHOOL, "Bea Willems", Role.BEHEERDER)
"""Looks after accounts and terms. Has never read a dossier, and must not be able to."""

SARA = User("sara", OTHER_SCHOOL, "Sara Lindeman", Role.IB_ER)
"""The stranger: a good ib-er, of another school. Nothing here is hers to see."""

FRED = User("fred", SCHOOL, "Fred Aalders", Role.FG)
"""Functionaris gegevensbescherming of the board. Asks who looked at what; what they saw is not for him."""

BESS = User("bess", SCHOOL, "Bess Ridder", Role.BESTUUR)
"""Of the board. Has figures of her schools to answer for, and no child's name."""

CAST = (NOOR, MIRJAM, DICK, VERA, LARS, BEA, FRED, BESS, SARA)

BORN = date(2018, 3, 14)
"""The birthday of the pupil in every builder: Sem de Wit, group 6, who does not exist."""

FRIDAY_BEFORE = date(2026, 11, 6)
MONDAY = date(2026, 11, 9)
TUESDAY = date(2026, 11, 10)
WEDNESDAY = date(2026, 11, 11)
THURSDAY = date(2026, 11, 12)
FRIDAY = date(2026, 11, 13)
SATURDAY = date(2026, 11, 14)
NEXT_MONDAY = date(2026, 11, 16)
