"""What a list of colleagues says: which column is what, which role a word means, and who is to get an account."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from meldcode.rollen import Role

Rows = Sequence[Sequence[str]]
_MAIL = re.compile(r"e-?mail|mailadres", re.IGNORECASE)
_ROLE = re.compile(r"rol\b|functie|taak|taken", re.IGNORECASE)
# The first that is found in the word counts.
_MEANS = (
    (("functionaris gegevens", "privacy", "fg"), Role.FG),
    (("aandachtsfunctionaris",), Role.AANDACHTSFUNCTIONARIS),
    (("vertrouwens",), Role.VERTROUWENSPERSOON),
    (("intern begeleider", "ib-er", "iber", "ib", "kwaliteitsco", "ondersteuningsco", "zorgco"), Role.IB_ER),
    (("directeur", "directie", "schoolleider", "locatieleider", "teamleider"), Role.DIRECTIE),
    (("beheer", "ict", "administr"), Role.BEHEERDER),
    (("bestuur",), Role.BESTUUR),
    (("leerkracht", "leraar", "docent", "juf", "meester", "groep", "onderwijsassistent", "lio"), Role.LEERKRACHT),
)


@dataclass(frozen=True)
class Kolommen:
    """Which columns, by number: those of the name in order, of the address, and of the role if there is one."""

    naam: tuple[int, ...]
    email: int | None
    rol: int | None


@dataclass(frozen=True)
class Collega:
    """One row: who gets an account, or ``bezwaar``, a Dutch sentence why not."""

    naam: str
    email: str
    role: Role | None
    bezwaar: str = ""


def guessed(heads: Sequence[str]) -> Kolommen:
    """Which column is what, by their heads; what is not found is for whoever looks to say."""
    said = [each.casefold() for each in heads]
    whole = [at for at, each in enumerate(said) if each in ("naam", "volledige naam", "medewerker", "collega")]
    parts = [said.index(each) for each in _first_of(said)]
    email = next((at for at, each in enumerate(said) if _MAIL.search(each)), None)
    rol = next((at for at, each in enumerate(said) if _ROLE.search(each)), None)
    return Kolommen(tuple(whole[:1] or parts), email, rol)


def _first_of(said: Sequence[str]) -> list[str]:
    first = next((each for each in ("roepnaam", "voornaam", "voornamen") if each in said), None)
    return [each for each in (first, "tussenvoegsel", "tussenvoegsels", "achternaam") if each and each in said]


def role_of(word: str) -> Role | None:
    """The role that this word means; None when that is not known."""
    said = word.casefold()
    for words, role in _MEANS:
        if any(each == said or (len(each) > 3 and each in said) or each in said.split() for each in words):
            return role
    return None


def colleagues(
    rows: Rows, kolommen: Kolommen, roles: Mapping[str, Role | None], usual: Role | None, known: Collection[str]
) -> list[Collega]:
    """Who is in these rows, the heads left out. ``roles``: what each word of the role means; ``usual``: without one.

    ``known``: the addresses that have an account already. A role of None means: no account.
    """
    found: list[Collega] = []
    had = {each.casefold() for each in known}
    for row in rows:
        naam = " ".join(filter(None, (row[at] for at in kolommen.naam)))
        email = row[kolommen.email] if kolommen.email is not None else ""
        als = roles.get(row[kolommen.rol]) if kolommen.rol is not None else usual
        why = "Geen naam." if not naam else "Geen e-mailadres." if not email else ""
        why = why or ("Heeft al een account, of staat er twee keer in." if email.casefold() in had else "")
        why = why or ("Krijgt geen account." if als is None else "")
        if not why:
            had.add(email.casefold())
        found.append(Collega(naam, email, als, why))
    return found
