"""Helpers: what a beheerder does with accounts on the page, and the accounts that are stored afterwards."""

from db.accounts import accounts
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import Role
from tests.cast import SCHOOL
from tests.pages.person import Person

LAST = "Dit is de laatste actieve beheerder van de school. Maak eerst een andere beheerder."


PASSWORD = "een-lang-wachtwoord"
NEW = {"naam": "Joke Smit", "email": "joke@oefenschool.example"}


def adds(person: Person, **changes: str) -> None:
    for field, text in (NEW | changes).items():
        person.app.text_input(key=f"account/{field}").set_value(text)
    person.app.selectbox(key="account/rol").set_value(Role.LEERKRACHT)
    person.presses("Account toevoegen")


def listed() -> dict[str, tuple[str, bool]]:
    with reading(EVERY_SCHOOL) as connection:
        return {each.naam: (each.role.value, each.active) for each in accounts.list_accounts(connection, SCHOOL)}


def gives(person: Person, user, role: Role) -> None:
    person.app.selectbox(key=f"rol/{user.id}").set_value(role)
    person.refreshes()
