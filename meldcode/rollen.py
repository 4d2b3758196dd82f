"""Who works with Meldroute, and what each role may do: one table, read by every gate."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role at school. One account has one role."""

    IB_ER = "ib_er"
    DIRECTIE = "directie"
    VERTROUWENSPERSOON = "vertrouwenspersoon"
    LEERKRACHT = "leerkracht"
    BEHEERDER = "beheerder"

    @property
    def label(self) -> str:
        """The role as the school says it (R8)."""
        return _LABELS[self]


_LABELS = {
    Role.IB_ER: "Intern begeleider",
    Role.DIRECTIE: "Directie",
    Role.VERTROUWENSPERSOON: "Vertrouwenspersoon",
    Role.LEERKRACHT: "Leerkracht",
    Role.BEHEERDER: "Beheerder",
}


class Permission(StrEnum):
    """Something a page or an action needs. Pages ask for one of these, never for a role."""

    START = "start"
    OPEN_DOSSIER = "open_dossier"
    HAND_IN_SIGNAAL = "hand_in_signaal"
    WALK_ROUTE = "walk_route"
    READ_DOSSIER = "read_dossier"
    LEERLINGBESPREKING = "leerlingbespreking"
    OVERVIEW = "overview"
    MANAGE = "manage"

    @property
    def label(self) -> str:
        """What it allows, as the printed protocol says it."""
        return _ALLOWS[self]


_ALLOWS = {
    Permission.START: "De beginpagina zien",
    Permission.OPEN_DOSSIER: "Een dossier openen",
    Permission.HAND_IN_SIGNAAL: "Een signaal vastleggen (leerkracht en vertrouwenspersoon: in een eigen dossier)",
    Permission.WALK_ROUTE: "De stappen van de route zetten",
    Permission.READ_DOSSIER: "Een dossier lezen (leerkracht en vertrouwenspersoon: alleen wat zij zelf vastlegden)",
    Permission.LEERLINGBESPREKING: "De leerlingbespreking voorbereiden en vastleggen",
    Permission.OVERVIEW: "Het overzicht zien, en berichten bevestigen of er iets bij vragen",
    Permission.MANAGE: "Accounts en termijnen beheren",
}


_I, _D, _V, _L, _B = Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT, Role.BEHEERDER

# Leerkracht and vertrouwenspersoon read back only what they recorded themselves: see Dossier.visible_to.
MAY: dict[Permission, frozenset[Role]] = {
    Permission.START: frozenset(Role),
    Permission.OPEN_DOSSIER: frozenset({_I, _L, _V}),
    Permission.HAND_IN_SIGNAAL: frozenset({_I, _L, _V}),
    Permission.WALK_ROUTE: frozenset({_I}),
    Permission.READ_DOSSIER: frozenset({_I, _L, _V}),
    Permission.LEERLINGBESPREKING: frozenset({_I}),
    Permission.OVERVIEW: frozenset({_D}),
    Permission.MANAGE: frozenset({_B}),
}


@dataclass(frozen=True)
class User:
    """The person behind the keyboard, as the gate established it."""

    id: str
    school_id: str
    naam: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this role has the permission. Anything not in the table is refused."""
        return self.role in MAY.get(permission, frozenset())
