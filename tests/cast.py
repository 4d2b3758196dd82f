"""The cast of the tests: invented people, one or two of each role, and the days on which things happen."""

from datetime import date

from meldcode.rollen import Role, User
from meldcode.vragen.geboren import Geboren

SCHOOL = "oefenschool"
OTHER_SCHOOL = "buurschool"

NOOR = User("noor", SCHOOL, "Noor van Dalen", Role.IB_ER)
"""Intern begeleider. Walks the route in most tests."""

MIRJAM = User("mirjam", SCHOOL, "Mirjam Kok", Role.IB_ER)
"""The second intern begeleider, who takes over when Noor is away."""

DICK = User("dick", SCHOOL, "Dick Hofstra", Role.DIRECTIE)
"""Directeur. Informed after every stap, and reads no content."""

VERA = User("vera", SCHOOL, "Vera Osei", Role.VERTROUWENSPERSOON)
"""Vertrouwenspersoon. Opens a dossier when a pupil comes to her."""

LARS = User("lars", SCHOOL, "Lars Brouwer", Role.LEERKRACHT)
"""Leerkracht of group 6. Hands in signals."""

BEA = User("bea", SCHOOL, "Bea Willems", Role.BEHEERDER)
"""Beheerder. Manages accounts and terms, and must not be able to read a dossier."""

SARA = User("sara", OTHER_SCHOOL, "Sara Lindeman", Role.IB_ER)
"""The stranger: an ib-er of another school, who may see nothing here."""

FRED = User("fred", SCHOOL, "Fred Aalders", Role.FG)
"""Functionaris gegevensbescherming. Reads who looked at what, but not what they saw."""

BESS = User("bess", SCHOOL, "Bess Ridder", Role.BESTUUR)
"""Of the bestuur. Sees figures of her schools, and no child's name."""

ADA = User("ada", SCHOOL, "Ada de Bruin", Role.AANDACHTSFUNCTIONARIS)
"""Aandachtsfunctionaris. Not in the cast: most schools have none, and she is taken on where a test is about her."""

CAST = (NOOR, MIRJAM, DICK, VERA, LARS, BEA, FRED, BESS, SARA)

BORN = Geboren(2018, 3, 14)
"""The birth date of the pupil in every builder: Sem de Wit of group 6, who does not exist."""

FRIDAY_BEFORE = date(2026, 11, 6)
MONDAY = date(2026, 11, 9)
TUESDAY = date(2026, 11, 10)
WEDNESDAY = date(2026, 11, 11)
THURSDAY = date(2026, 11, 12)
FRIDAY = date(2026, 11, 13)
SATURDAY = date(2026, 11, 14)
NEXT_MONDAY = date(2026, 11, 16)
