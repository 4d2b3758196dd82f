"""A process that records as fast as it can and says after each what is safely stored. It is made to be killed."""

import sys
from threading import Thread

from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.db.keeping import kept, recorded


def work() -> None:
    dossier = kept(opened())
    while True:
        dossier = recorded(dossier, Signaal)
        sys.stdout.write(f"{dossier.id} {len(dossier.records)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    for _person in range(4):
        Thread(target=work, daemon=True).start()
    sys.stdin.read()
