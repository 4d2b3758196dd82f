"""The roles at a school, and what each role may do: one table, from which every page and action is checked."""

from dataclasses import dataclass, field
from enum import StrEnum

from meldcode.eigen.woorden import GEWOON, Eigen, worded


class Role(StrEnum):
    """A role at school. Somebody may have several (``meldcode.functiescheiding``), and acts in one at a time."""

    IB_ER = "ib_er"
    AANDACHTSFUNCTIONARIS = "aandacht"
    DIRECTIE = "directie"
    VERTROUWENSPERSOON = "vertrouwenspersoon"
    LEERKRACHT = "leerkracht"
    BEHEERDER = "beheerder"
    FG = "fg"
    BESTUUR = "bestuur"

    @property
    def label(self) -> str:
        """The role as the school calls it (R8)."""
        return worded(_LABELS[self])

    @property
    def midden(self) -> str:
        """The same without a capital, for the middle of a sentence."""
        return worded(_LABELS[self].lower())

    @property
    def acts_as(self) -> "Role":
        """The role whose part it has in a dossier: the aandachtsfunctionaris sets the same steps as the ib-er.

        What differs between the two is in the table of permissions.
        """
        return Role.IB_ER if self is Role.AANDACHTSFUNCTIONARIS else self


_LABELS = {
    Role.IB_ER: "[Intern begeleider]",
    Role.AANDACHTSFUNCTIONARIS: "Aandachtsfunctionaris",
    Role.DIRECTIE: "Directie",
    Role.VERTROUWENSPERSOON: "[Vertrouwenspersoon]",
    Role.LEERKRACHT: "[Leerkracht]",
    Role.BEHEERDER: "Beheerder",
    Role.FG: "Functionaris gegevensbescherming",
    Role.BESTUUR: "Bestuur",
}


class Permission(StrEnum):
    """What a page or an action requires of a user. Pages check for one of these, never for a role."""

    START = "start"
    ALARM = "alarm"
    OPEN_DOSSIER = "open_dossier"
    HAND_IN_SIGNAAL = "hand_in_signaal"
    WALK_ROUTE = "walk_route"
    READ_DOSSIER = "read_dossier"
    PAPERS = "papers"
    LEERLINGBESPREKING = "leerlingbespreking"
    GRANT = "grant"
    OVERVIEW = "overview"
    LOOK_INTO = "look_into"
    DESTROY = "destroy"
    DESTROYED = "destroyed"
    HAND_OVER = "hand_over"
    TAKE_OUT = "take_out"
    REGISTER = "register"
    MANAGE = "manage"
    JAARVERSLAG = "jaarverslag"
    MELDCODE = "meldcode"
    PRIVACY = "privacy"
    FIGURES = "figures"
    IN_ORDE = "in_orde"
    BEWAREN = "bewaren"
    PUPILS = "pupils"
    OEFENEN = "oefenen"

    @property
    def label(self) -> str:
        """What it allows, as the printed protocol says it."""
        return worded(_ALLOWS[self])


_ALLOWS = {
    Permission.START: "De beginpagina zien",
    Permission.ALARM: "De nummers bij acuut gevaar zien, en [intern begeleider] en directie alarmeren",
    Permission.OPEN_DOSSIER: "Een dossier openen",
    Permission.HAND_IN_SIGNAAL: "Een signaal vastleggen ([leerkracht] en [vertrouwenspersoon]: in een eigen dossier, "
    "of waarin zij meelezen)",
    Permission.WALK_ROUTE: "De stappen van de route zetten",
    Permission.READ_DOSSIER: "Een dossier lezen ([leerkracht] en [vertrouwenspersoon]: wat zij zelf vastlegden, en "
    "waarin zij meelezen)",
    Permission.PAPERS: "Papieren van een dossier maken en meenemen: het hele dossier, de belkaart, de "
    "gespreksleidraad, brieven, de melding",
    Permission.LEERLINGBESPREKING: "De leerlingbespreking voorbereiden en vastleggen",
    Permission.GRANT: "Bepalen wie meeleest en wie wordt afgeschermd",
    Permission.OVERVIEW: "Het overzicht zien, en berichten bevestigen of er iets bij vragen",
    Permission.LOOK_INTO: "Een dossier inzien: met een reden, één dag, zichtbaar voor [de intern begeleider]",
    Permission.DESTROY: "Vragen om een dossier te vernietigen, dat intrekken, en bevestigen wat een ander vroeg",
    Permission.DESTROYED: "Zien wat er is vernietigd, en de verklaring daarvan meenemen (wie het register niet leest: "
    "wat die zelf vroeg of bevestigde)",
    Permission.HAND_OVER: "Wat op een collega wacht aan een ander overdragen",
    Permission.TAKE_OUT: "Iets uit een dossier laten halen: [intern begeleider] stelt het voor, een tweede bevestigt",
    Permission.REGISTER: "Het register lezen: wie wat zag, en wanneer",
    Permission.MANAGE: "Accounts, termijnen, woorden en afspraken beheren",
    Permission.JAARVERSLAG: "Het jaarverslag zien en meenemen",
    Permission.MELDCODE: "De meldcode van de school op papier meenemen",
    Permission.PRIVACY: "De privacybijlage van de school op papier meenemen",
    Permission.FIGURES: "Cijfers van scholen zien, zonder kleine aantallen",
    Permission.IN_ORDE: "Zien wat er bij de school nog niet in orde is, en hoe dat te herstellen is",
    Permission.BEWAREN: "Zien tot wanneer een dossier wordt bewaard, en het langer bewaren (zonder de inhoud)",
    Permission.PUPILS: "De leerlingenlijst brengen, vervangen en wissen, en er bij een nieuw dossier uit kiezen",
    Permission.OEFENEN: "In de oefenschool: de casussen doen (in een echte school kan dat niet)",
}


_I, _D, _V, _L, _B = Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT, Role.BEHEERDER
_A = Role.AANDACHTSFUNCTIONARIS

# What a role may read of one dossier, and who is invited or excluded: see Dossier.visible_to.
MAY: dict[Permission, frozenset[Role]] = {
    Permission.START: frozenset(Role),
    Permission.ALARM: frozenset(Role),
    Permission.OPEN_DOSSIER: frozenset({_I, _A, _L, _V}),
    Permission.HAND_IN_SIGNAAL: frozenset({_I, _A, _L, _V}),
    Permission.WALK_ROUTE: frozenset({_I, _A}),
    Permission.READ_DOSSIER: frozenset({_I, _A, _L, _V}),
    Permission.PAPERS: frozenset({_I, _A}),
    Permission.LEERLINGBESPREKING: frozenset({_I}),
    Permission.GRANT: frozenset({_I, _A}),
    Permission.OVERVIEW: frozenset({_D}),
    Permission.LOOK_INTO: frozenset({_D}),
    Permission.DESTROY: frozenset({_I, _A, _D}),
    Permission.DESTROYED: frozenset({_I, _A, _D, _V, Role.FG}),
    Permission.HAND_OVER: frozenset({_I, _A, _D}),
    Permission.TAKE_OUT: frozenset({_I, _A, _D}),
    Permission.REGISTER: frozenset({_D, Role.FG}),
    Permission.MANAGE: frozenset({_B}),
    Permission.JAARVERSLAG: frozenset({_D}),
    Permission.MELDCODE: frozenset({_A, _D, _B}),
    Permission.PRIVACY: frozenset({_D, Role.FG}),
    Permission.FIGURES: frozenset({Role.BESTUUR}),
    Permission.IN_ORDE: frozenset({_D, _B}),
    Permission.BEWAREN: frozenset({_I, _A, _D}),
    Permission.PUPILS: frozenset({_I, _A}),
    Permission.OEFENEN: frozenset({_I, _A}),
}


# Permissions about one dossier: whoever stands in for a colleague there has them too. The others are school-wide.
IN_A_DOSSIER = frozenset(
    {
        Permission.HAND_IN_SIGNAAL,
        Permission.WALK_ROUTE,
        Permission.READ_DOSSIER,
        Permission.PAPERS,
        Permission.LEERLINGBESPREKING,
        Permission.GRANT,
        Permission.OVERVIEW,
        Permission.LOOK_INTO,
        Permission.BEWAREN,
        Permission.DESTROY,
        Permission.TAKE_OUT,
    }
)


@dataclass(frozen=True)
class User:
    """The signed-in person, as established when the request came in.

    ``stands_in``: the roles in which they act, in some dossier, for a colleague who is excluded from it or away.
    ``neemt_waar``: the accounts of the ib-ers who are away today, for whom they are the substitute. ``eigen``: the
    words of their school. ``kiest``: whether they have more roles, or work at more schools, than this one. Two users
    that differ only in these two are equal.
    """

    id: str
    school_id: str
    naam: str
    role: Role
    stands_in: frozenset[Role] = frozenset()
    neemt_waar: frozenset[str] = field(default=frozenset(), kw_only=True)
    eigen: Eigen = field(default=GEWOON, compare=False, repr=False)
    kiest: bool = field(default=False, compare=False, repr=False)

    def may(self, permission: Permission) -> bool:
        """Whether they have the permission anywhere; ``Dossier.may`` is about one dossier."""
        roles = {self.role} | (self.stands_in if permission in IN_A_DOSSIER else frozenset())
        return any(allows(role, permission) for role in roles)


def allows(role: Role, permission: Permission) -> bool:
    """Whether this role has the permission. Anything not in the table is refused."""
    return role in MAY.get(permission, frozenset())
