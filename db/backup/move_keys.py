"""Moving the keys of the dossiers to another key store, for ``db move-keys``: what came of it, in Dutch sentences."""

from sqlalchemy import make_url

from db.backup import key_store
from db.keys import moving, store
from db.keys.store import StoreError
from db.keys.vault import vault
from db.store.engine import empty_log
from db.store.settings import KEY_STORE, Settings, working_at
from db.store.voortgang import Progress

_OLD_COPIES = (
    "Gooi oude kopieën van de dossiersleutels weg, en maak een nieuwe (python -m db backup MAP --sleutels MAP)."
)


def move_keys(here: Settings, there: Settings, progress: Progress) -> list[str]:
    """Move every key from the one key store to the other; return what was done, and what is to be done now.

    An attempt that was cut off is finished. Raises ``StoreError``, with nothing moved, when that cannot be, and
    ``VaultError`` without the right master key.
    """
    source, target = store.at(here.key_store_url), store.at(there.key_store_url)
    if source.name == target.name:
        raise StoreError("Daar staan de sleutels al. Er is niets veranderd.")
    source.make()
    if moving.has_gone(source, target):
        moving.settle(source, target)
        said = "De sleutels waren daar al, en zijn nu te gebruiken."
        is_wiped = empty_log(source.engine)
    else:
        with working_at(here):
            moved = moving.move(vault(), target, progress)
        said = f"Verplaatst en nageteld: {moved.keys} sleutels, en het einde van {moved.heads} logboeken."
        if moved.damaged:
            said += f" Let op: {moved.damaged} sleutels zijn beschadigd, hier net zo als daar. Doe python -m db verify."
        is_wiped = moved.is_wiped
    with working_at(there):
        vault()
        key_store.remember()
    return [said, _now_set(there), *_of_the_old(source.name, is_wiped), _OLD_COPIES]


def _now_set(there: Settings) -> str:
    if not there.keys_elsewhere:
        return f"Haal {KEY_STORE} weg uit de omgeving, en start Meldroute opnieuw."
    address = make_url(there.keys_elsewhere).render_as_string(hide_password=True)
    return f"Zet in de omgeving {KEY_STORE}={address} en start Meldroute opnieuw. Zonder dat werkt het niet meer."


def _of_the_old(name: str, is_wiped: bool) -> list[str]:
    if is_wiped:
        return [f"In {name} staat geen sleutel meer."]
    return [
        f"Uit {name} is nog niet alles gewist, omdat iemand daar leest. Stop Meldroute, en geef deze opdracht nog eens."
    ]
